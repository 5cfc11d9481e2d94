//! Why a request is refused as a whole.

use crate::model::ErrorCode;

/// Why a request is refused: the code for whoever asked, and a sentence for them or for the log where the
/// response has no place for one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code:?}: {message}")]
pub struct Refusal {
    /// Kafka's code.
    pub code: ErrorCode,
    /// What is wrong.
    pub message: String,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// A decision that may be a refusal; then it has no records.
pub type Judged<R> = super::Decision<Result<R, Refusal>>;

impl<R> Judged<R> {
    pub(super) fn refused(refusal: Refusal) -> Self {
        Self { records: Vec::new(), response: Err(refusal) }
    }
}
