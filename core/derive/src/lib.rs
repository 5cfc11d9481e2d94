//! `#[derive(Message)]`: from a Rust struct to a message of Apache Kafka's protocol.
