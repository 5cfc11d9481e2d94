//! Kafka's error codes.

/// placeholder, replaced by the protocol work
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// Success.
    None,
}
