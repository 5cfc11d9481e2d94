//! Options: plain data with defaults, which are Kafka's.

mod client;
mod consumer;
mod group;
mod producer;

pub use client::ClientOptions;
pub use consumer::{IsolationLevel, OffsetReset, PartitionConsumerOptions, StartOffset};
pub use group::{AutoOffsetReset, ConsumerOptions, GroupProtocol};
pub use ottla_core::protocol::records::Compression;
pub use producer::{Acks, ProducerOptions};
