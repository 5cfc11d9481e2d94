//! A fast native Apache Kafka client with a broker inside.
//!
//! ```
//! use ottla::{Client, ProducerOptions, Record};
//!
//! # #[cfg(feature = "testing")]
//! # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
//! # let address = fixture.bootstrap_servers();
//! // One address or several: "kafka-1:9092,kafka-2:9092".
//! let client = Client::connect(&address).await?;
//! let producer = client.producer(ProducerOptions::default())?;
//! let written = producer.send(Record::to("orders").key("42").value("paid")).await?;
//! println!("{written}"); // orders-0@17
//! # Ok(())
//! # })
//! # .unwrap();
//! ```

// A library has no output of its own: it returns errors and tells tracing.
#![cfg_attr(not(test), deny(clippy::print_stdout, clippy::print_stderr))]

pub mod admin;

mod bootstrap;
mod client;
mod consumed_record;
mod consumer;
mod delivery;
mod driver;
#[cfg(feature = "broker")]
mod embedded;
mod engine;
mod error;
mod events;
mod exactly_once;
mod interceptor;
mod metrics;
mod observer;
#[cfg(feature = "opentelemetry")]
mod open_telemetry;
mod options;
mod partition_consumer;
mod processing;
mod producer;
mod record;
mod record_batch;
mod record_stream;
pub mod security;
pub mod serde;
mod share_consumer;
#[cfg(feature = "telemetry")]
mod telemetry;
#[cfg(feature = "testing")]
pub mod testing;
mod topic_partition;
mod trace_context;
mod transaction;

pub use client::Client;
pub use consumed_record::{ConsumedRecord, OwnedRecord};
pub use consumer::{Consumer, Rebalance, RebalanceListener, StopHandle};
pub use delivery::{Delivery, Written};
#[cfg(feature = "simulation")]
#[doc(hidden)]
pub use driver::simulated::simulate;
pub use driver::{in_process, transport};
#[doc(hidden)]
pub use engine::called_apis::CALLED_APIS;
pub use engine::{
    group::{metadata::GroupMetadata, offsets::CommittedOffset},
    share::acknowledge::AcknowledgeType,
    transaction::state::Outcome,
};
pub use error::{Advice, Error, ErrorKind, Result};
pub use events::{Event, Events};
pub use interceptor::ProducerInterceptor;
pub use metrics::{
    ApiMetrics, ClientMetrics, ConnectionMetrics, ConsumerMetrics, Distribution, NodeMetrics,
    ProducerMetrics,
};
#[cfg(feature = "opentelemetry")]
pub use open_telemetry::OpenTelemetry;
#[doc(hidden)]
pub use options::absent::{ABSENT, Absent, PASSED_OVER};
pub use options::{
    AcknowledgementMode, Acks, AcquireMode, AutoOffsetReset, ClientOptions, Compression,
    ConsumerOptions, DnsLookup, EndpointIdentification, ErrorTolerance, GroupProtocol,
    IsolationLevel, MetadataRecovery, OptionDescription, Partition, PartitionConsumerOptions,
    Partitioner, ProcessOptions, ProcessingOrder, ProducerOptions, SaslMechanism, Secret,
    SecurityProtocol, ShareConsumerOptions, StartOffset, StoreType, TlsVersion,
    parse_client_properties,
};
#[cfg(feature = "broker")]
pub use ottla_broker as broker;
pub use ottla_core::{
    assignors::client::ClientAssignor,
    model::{ErrorCode, Uuid},
    protocol::records::{HeaderIter, HeaderRef},
};
#[cfg(feature = "testing")]
pub use ottla_macros::test;
pub use partition_consumer::PartitionConsumer;
pub use processing::{Failure, Origin};
pub use producer::Producer;
pub use record::Record;
pub use record_batch::RecordBatch;
pub use share_consumer::{
    OwnedShareRecord, ShareBatch, ShareConsumer, ShareRecord, ShareStopHandle,
};
pub use topic_partition::TopicPartition;
pub use trace_context::{TraceContext, TraceParent};
pub use transaction::Transaction;

#[cfg(test)]
mod tests {
    use super::{
        Client, Consumer, Error, PartitionConsumer, Producer, RecordBatch, ShareConsumer,
        Transaction,
    };

    #[test]
    fn all_that_users_hold_can_be_sent_and_shared() {
        fn is<T: Send + Sync>() {}
        is::<Client>();
        is::<Producer>();
        is::<Transaction>();
        is::<Consumer>();
        is::<PartitionConsumer>();
        is::<ShareConsumer>();
        is::<RecordBatch>();
        is::<Error>();
    }
}
