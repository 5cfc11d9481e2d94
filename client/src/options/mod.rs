//! Options: plain data with defaults, which are Kafka's.

pub(crate) mod absent;
mod client;
mod consumer;
pub(crate) mod definition;
mod group;
mod jaas;
mod librdkafka;
mod partitioner;
pub(crate) mod processing;
mod producer;
pub(crate) mod properties;
mod secret;
mod security;
mod share;
pub(crate) mod value;

pub use client::ClientOptions;
pub(crate) use client::Credentials;
pub use consumer::{IsolationLevel, PartitionConsumerOptions, StartOffset};
pub use definition::OptionDescription;
pub use group::{AutoOffsetReset, ConsumerOptions, GroupProtocol};
pub use ottla_core::protocol::records::Compression;
pub use partitioner::{Partition, Partitioner};
pub use processing::{ErrorTolerance, ProcessOptions, ProcessingOrder};
pub use producer::{Acks, ProducerOptions};
pub use properties::parse_client_properties;
pub use secret::Secret;
pub use security::{
    DnsLookup, EndpointIdentification, MetadataRecovery, SaslMechanism, SecurityProtocol,
    StoreType, TlsVersion,
};
pub use share::{AcknowledgementMode, AcquireMode, ShareConsumerOptions};
