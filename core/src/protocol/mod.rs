//! Apache Kafka's wire protocol: messages, frames and record batches.

pub mod codec;
pub mod messages;
pub mod records;
