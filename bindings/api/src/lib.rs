//! The client API of all languages, in a subset of plain Rust that `bindings/generator` reads:
//!
//! - An **object** is a struct without public fields that has public functions. It is shared, so its
//!   functions take `&self`; each language has a class of its name.
//! - A **record** is a struct whose fields are all public: plain data that is copied.
//! - An **enum** has variants without fields; each language has its names, Kafka's where it has one.
//! - A **callback** is a trait with functions that a user of the language writes; one with a single function that
//!   may fail is a function in each language, may give data, and what that throws is a `Thrown`.
//! - **Options** are structs that `options.rs` makes of the client's definitions of options.
//! - A function without `self` makes an object. `close` ends it, and is what leaving a block calls;
//!   `next_batch` and `next_event` are what loops call.
//! - Types are `bool`, `i32`, `i64`, `f64`, `String`, `Bytes`, records, enums, objects, options, callbacks, and
//!   `Option`, `Vec` and `BTreeMap<String, _>` of them; functions that do not wait may take `&str` and `&[u8]`, which
//!   are not copied.
//!
//! What is not of this subset is private, or the generator names it and fails.

mod admin;
mod broker;
mod client;
mod consumer;
mod error;
mod events;
mod kept;
mod options;
mod partition_consumer;
mod processing;
mod producer;
mod record;
mod record_batch;
pub mod runtime;
mod schema_registry;
mod share_consumer;
mod subjects;
mod transaction;
mod transform;
mod turns;
mod unread;

pub use admin::{
    Acl, AclDeletion, AclDeletions, AclFilter, AclOperation, AclPattern, AclPatternMatch,
    AclPermission, AclResourceKind, Admin, BrokerDescription, ClassicGroupDescription,
    ClassicGroupDescriptions, ClassicMemberDescription, ClientQuotas, ClusterDescription,
    ConfigChange, ConfigDescription, ConfigDescriptions, ConfigEntry, ConfigKeyType,
    ConfigOperation, ConfigResource, ConfigResourceKind, ConfigSource, ConfigSynonym, ConfigUpdate,
    CreatedTopic, CreatedTopics, DelegationToken, DeletedRecords, ElectionType, FeatureChange,
    FeatureDescription, FeatureUpdate, FencedProducer, FencedProducers, GroupDescription,
    GroupDescriptions, GroupListing, GroupOffsets, GroupOffsetsListings, GroupOffsetsQuery,
    HangingTransaction, ListedOffset, ListedOffsets, LogDirDescription, LogDirDescriptions,
    LogDirListing, LogDirReplica, MemberDescription, MemberToRemove, NewTopic, OffsetAt,
    OffsetSpec, PartitionAssignment, PartitionDescription, PartitionProducers,
    PartitionReassignment, Principal, ProducerDescription, ProducerDescriptions, QuorumDescription,
    QuorumNode, QuorumReplica, QuotaChange, QuotaKind, QuotaMatch, QuotaMatchKind, QuotaPart,
    QuotaUpdate, RaftEndpoint, RaftVoter, Reassignment, RecordDeletions, Refusal, Replica,
    ReplicaLogDirs, ReplicaLogDirsListings, ReplicaMove, ReplicationFactorChange, ScramAlteration,
    ScramCredential, ScramCredentials, ScramDescriptions, ScramMechanism, ShareGroupDescription,
    ShareGroupDescriptions, ShareGroupOffset, ShareGroupOffsets, ShareGroupOffsetsListings,
    ShareGroupOffsetsQuery, ShareMemberDescription, StreamsGroupDescription,
    StreamsGroupDescriptions, StreamsMemberDescription, StreamsSubtopology, StreamsTask,
    StreamsTaskOffset, StreamsTasks, StreamsTopic, StreamsTopology, TopicDescription,
    TopicDescriptions, TopicListing, TransactionDescription, TransactionDescriptions,
    TransactionListing, UpdateMode,
};
pub use broker::Broker;
pub use bytes::Bytes;
pub use client::Client;
pub use consumer::{Consumer, RebalanceListener};
#[doc(hidden)]
pub use error::thrown_in;
pub use error::{Advice, ErrorInfo, ErrorKind};
pub use events::{Event, EventKind, Events};
pub use options::{
    BrokerOptions, ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProcessOptions,
    ProducerOptions, RegistryOptions, SchemaOptions, ShareConsumerOptions,
};
pub use ottla::{Error, Result};
pub use partition_consumer::{PartitionConsumer, Start, StartKind};
#[doc(hidden)]
pub use processing::{Again, Cause, Thrown};
pub use processing::{Origin, ProcessRecord, RecordHandler};
#[doc(hidden)]
pub use producer::Borrowed;
pub use producer::{Delivery, Producer};
pub use record::{Header, NewRecord, PartitionOffset, Record, TopicPartition, Written};
pub use record_batch::{Place, RecordBatch};
pub use schema_registry::{
    Part, RegisteredSchema, Schema, SchemaKind, SchemaReference, SchemaRegistry, Unframed,
};
pub use share_consumer::{
    AcknowledgeType, AcknowledgementOutcome, ShareBatch, ShareConsumer, ShareRecord,
};
pub use subjects::{Compatibility, CompatibilityCheck};
pub use transaction::{Outcome, Transaction};
pub use transform::{OutputRecord, RecordTransform};
#[doc(hidden)]
pub use unread::Reader;
