//! Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::RawFailure, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Something that could not be done.
#[derive(Debug, uniffi::Record)]
pub struct RawRefusal {
    /// The topic, group, partition or resource.
    pub name: String,
    /// Why.
    pub error: RawErrorInfo,
}
impl From<api::Refusal> for RawRefusal { fn from(it: api::Refusal) -> Self { Self { name: it.name, error: it.error.into() } } }
impl From<RawRefusal> for api::Refusal { fn from(it: RawRefusal) -> Self { Self { name: it.name, error: it.error.into() } } }

/// A topic to create.
#[derive(Debug, uniffi::Record)]
pub struct RawNewTopic {
    /// Its name.
    pub name: String,
    /// Number of partitions; the broker's `num.partitions` where it is not said.
    pub partitions: Option<i32>,
    /// Number of replicas; the broker's `default.replication.factor` where it is not said.
    pub replication_factor: Option<i32>,
    /// Kafka's topic keys and their values.
    pub config: HashMap<String, String>,
}
impl From<api::NewTopic> for RawNewTopic { fn from(it: api::NewTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect() } } }
impl From<RawNewTopic> for api::NewTopic { fn from(it: RawNewTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect() } } }

/// A topic, as a list shows it.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicListing {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Number of partitions.
    pub partitions: i32,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
}
impl From<api::TopicListing> for RawTopicListing { fn from(it: api::TopicListing) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, internal: it.internal } } }
impl From<RawTopicListing> for api::TopicListing { fn from(it: RawTopicListing) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, internal: it.internal } } }

/// A topic and its partitions.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicDescription {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
    /// Its partitions, by number.
    pub partitions: Vec<RawPartitionDescription>,
}
impl From<api::TopicDescription> for RawTopicDescription { fn from(it: api::TopicDescription) -> Self { Self { name: it.name, id: it.id, internal: it.internal, partitions: it.partitions.into_iter().map(|it| it.into()).collect() } } }
impl From<RawTopicDescription> for api::TopicDescription { fn from(it: RawTopicDescription) -> Self { Self { name: it.name, id: it.id, internal: it.internal, partitions: it.partitions.into_iter().map(|it| it.into()).collect() } } }

/// A partition and its replicas.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionDescription {
    /// Its number.
    pub partition: i32,
    /// The broker that leads it, if there is one.
    pub leader: Option<i32>,
    /// Epoch of the leader.
    pub leader_epoch: i32,
    /// Brokers that have a replica, the preferred leader first.
    pub replicas: Vec<i32>,
    /// Those of them that are in sync.
    pub in_sync_replicas: Vec<i32>,
}
impl From<api::PartitionDescription> for RawPartitionDescription { fn from(it: api::PartitionDescription) -> Self { Self { partition: it.partition, leader: it.leader, leader_epoch: it.leader_epoch, replicas: it.replicas, in_sync_replicas: it.in_sync_replicas } } }
impl From<RawPartitionDescription> for api::PartitionDescription { fn from(it: RawPartitionDescription) -> Self { Self { partition: it.partition, leader: it.leader, leader_epoch: it.leader_epoch, replicas: it.replicas, in_sync_replicas: it.in_sync_replicas } } }

/// A cluster and its brokers.
#[derive(Debug, uniffi::Record)]
pub struct RawClusterDescription {
    /// The cluster's id.
    pub id: Option<String>,
    /// A broker that takes what controllers do.
    pub controller: Option<i32>,
    /// The brokers.
    pub brokers: Vec<RawBrokerDescription>,
}
impl From<api::ClusterDescription> for RawClusterDescription { fn from(it: api::ClusterDescription) -> Self { Self { id: it.id, controller: it.controller, brokers: it.brokers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawClusterDescription> for api::ClusterDescription { fn from(it: RawClusterDescription) -> Self { Self { id: it.id, controller: it.controller, brokers: it.brokers.into_iter().map(|it| it.into()).collect() } } }

/// A broker.
#[derive(Debug, uniffi::Record)]
pub struct RawBrokerDescription {
    /// Its id.
    pub id: i32,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: i32,
    /// Its rack.
    pub rack: Option<String>,
}
impl From<api::BrokerDescription> for RawBrokerDescription { fn from(it: api::BrokerDescription) -> Self { Self { id: it.id, host: it.host, port: it.port, rack: it.rack } } }
impl From<RawBrokerDescription> for api::BrokerDescription { fn from(it: RawBrokerDescription) -> Self { Self { id: it.id, host: it.host, port: it.port, rack: it.rack } } }

/// A group, as a list shows it.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupListing {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What its members speak: `consumer` for consumers.
    pub protocol_type: String,
    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    pub kind: String,
}
impl From<api::GroupListing> for RawGroupListing { fn from(it: api::GroupListing) -> Self { Self { group_id: it.group_id, state: it.state, protocol_type: it.protocol_type, kind: it.kind } } }
impl From<RawGroupListing> for api::GroupListing { fn from(it: RawGroupListing) -> Self { Self { group_id: it.group_id, state: it.state, protocol_type: it.protocol_type, kind: it.kind } } }

/// A group and its members.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What assigns partitions.
    pub assignor: String,
    /// Its members.
    pub members: Vec<RawMemberDescription>,
}
impl From<api::GroupDescription> for RawGroupDescription { fn from(it: api::GroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, assignor: it.assignor, members: it.members.into_iter().map(|it| it.into()).collect() } } }
impl From<RawGroupDescription> for api::GroupDescription { fn from(it: RawGroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, assignor: it.assignor, members: it.members.into_iter().map(|it| it.into()).collect() } } }

/// A member of a group.
#[derive(Debug, uniffi::Record)]
pub struct RawMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// What it has.
    pub assignment: Vec<RawTopicPartition>,
}
impl From<api::MemberDescription> for RawMemberDescription { fn from(it: api::MemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, client_id: it.client_id, host: it.host, assignment: it.assignment.into_iter().map(|it| it.into()).collect() } } }
impl From<RawMemberDescription> for api::MemberDescription { fn from(it: RawMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, client_id: it.client_id, host: it.host, assignment: it.assignment.into_iter().map(|it| it.into()).collect() } } }

/// A question for an offset.
#[derive(Debug, uniffi::Record)]
pub struct RawOffsetAt {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Which offset.
    pub spec: RawOffsetSpec,
    /// Milliseconds since 1970, for `Timestamp`.
    pub timestamp: Option<i64>,
}
impl From<api::OffsetAt> for RawOffsetAt { fn from(it: api::OffsetAt) -> Self { Self { topic: it.topic, partition: it.partition, spec: it.spec.into(), timestamp: it.timestamp } } }
impl From<RawOffsetAt> for api::OffsetAt { fn from(it: RawOffsetAt) -> Self { Self { topic: it.topic, partition: it.partition, spec: it.spec.into(), timestamp: it.timestamp } } }

/// An offset that was asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawListedOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; null if no record has that time.
    pub offset: Option<i64>,
    /// Time of the record, where one was looked for.
    pub timestamp: Option<i64>,
}
impl From<api::ListedOffset> for RawListedOffset { fn from(it: api::ListedOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }
impl From<RawListedOffset> for api::ListedOffset { fn from(it: RawListedOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }

/// Something that has a configuration.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigResource {
    /// What it is.
    pub kind: RawConfigResourceKind,
    /// Its name, or the broker's id.
    pub name: String,
}
impl From<api::ConfigResource> for RawConfigResource { fn from(it: api::ConfigResource) -> Self { Self { kind: it.kind.into(), name: it.name } } }
impl From<RawConfigResource> for api::ConfigResource { fn from(it: RawConfigResource) -> Self { Self { kind: it.kind.into(), name: it.name } } }

/// A key and its value.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigEntry {
    /// Kafka's key.
    pub name: String,
    /// Its value; null if it is secret or unset.
    pub value: Option<String>,
    /// Whether nobody has set it.
    pub is_default: bool,
    /// Whether it cannot be changed while the broker runs.
    pub read_only: bool,
    /// Whether its value is secret.
    pub sensitive: bool,
}
impl From<api::ConfigEntry> for RawConfigEntry { fn from(it: api::ConfigEntry) -> Self { Self { name: it.name, value: it.value, is_default: it.is_default, read_only: it.read_only, sensitive: it.sensitive } } }
impl From<RawConfigEntry> for api::ConfigEntry { fn from(it: RawConfigEntry) -> Self { Self { name: it.name, value: it.value, is_default: it.is_default, read_only: it.read_only, sensitive: it.sensitive } } }

/// A change of a key.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigChange {
    /// Kafka's key.
    pub key: String,
    /// How it is changed.
    pub operation: RawConfigOperation,
    /// The value, but for `Delete`.
    pub value: Option<String>,
}
impl From<api::ConfigChange> for RawConfigChange { fn from(it: api::ConfigChange) -> Self { Self { key: it.key, operation: it.operation.into(), value: it.value } } }
impl From<RawConfigChange> for api::ConfigChange { fn from(it: RawConfigChange) -> Self { Self { key: it.key, operation: it.operation.into(), value: it.value } } }

/// The fields of an error.
#[derive(Debug, uniffi::Record)]
pub struct RawErrorInfo {
    /// What kind of thing went wrong.
    pub kind: RawErrorKind,
    /// What a caller can do about it.
    pub advice: RawAdvice,
    /// What was being done.
    pub operation: String,
    /// What happened, where, and what helps, in one text.
    pub message: String,
    /// The number of the broker's error, if it was one.
    pub code: Option<i32>,
    /// Kafka's name of that number.
    pub code_name: Option<String>,
    /// Where: topic, partition, broker and the like.
    pub context: HashMap<String, String>,
    /// Where logs part, if the log was truncated (KIP-320).
    pub divergent_offset: Option<i64>,
}
impl From<api::ErrorInfo> for RawErrorInfo { fn from(it: api::ErrorInfo) -> Self { Self { kind: it.kind.into(), advice: it.advice.into(), operation: it.operation, message: it.message, code: it.code, code_name: it.code_name, context: it.context.into_iter().map(|(key, it)| (key, it)).collect(), divergent_offset: it.divergent_offset } } }
impl From<RawErrorInfo> for api::ErrorInfo { fn from(it: RawErrorInfo) -> Self { Self { kind: it.kind.into(), advice: it.advice.into(), operation: it.operation, message: it.message, code: it.code, code_name: it.code_name, context: it.context.into_iter().map(|(key, it)| (key, it)).collect(), divergent_offset: it.divergent_offset } } }

/// Something that happened.
#[derive(Debug, uniffi::Record)]
pub struct RawEvent {
    /// What kind of thing.
    pub kind: RawEventKind,
    /// What it was about: broker, group, error and the like.
    pub details: HashMap<String, String>,
}
impl From<api::Event> for RawEvent { fn from(it: api::Event) -> Self { Self { kind: it.kind.into(), details: it.details.into_iter().map(|(key, it)| (key, it)).collect() } } }
impl From<RawEvent> for api::Event { fn from(it: RawEvent) -> Self { Self { kind: it.kind.into(), details: it.details.into_iter().map(|(key, it)| (key, it)).collect() } } }

/// A place to start at in a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawStart {
    /// What kind of place.
    pub kind: RawStartKind,
    /// The offset, or the time.
    pub at: Option<i64>,
}
impl From<api::Start> for RawStart { fn from(it: api::Start) -> Self { Self { kind: it.kind.into(), at: it.at } } }
impl From<RawStart> for api::Start { fn from(it: RawStart) -> Self { Self { kind: it.kind.into(), at: it.at } } }

/// A name and a value that go with a record.
#[derive(Debug, uniffi::Record)]
pub struct RawHeader {
    /// The name; several headers may have the same.
    pub key: String,
    /// The value; null and empty are different things.
    pub value: Option<Vec<u8>>,
}
impl From<api::Header> for RawHeader { fn from(it: api::Header) -> Self { Self { key: it.key, value: it.value.map(|it| it.into()) } } }
impl From<RawHeader> for api::Header { fn from(it: RawHeader) -> Self { Self { key: it.key, value: it.value.map(|it| it.into()) } } }

/// A record to send.
#[derive(Debug, uniffi::Record)]
pub struct RawNewRecord {
    /// The value; without one the record is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// The key: records with the same key go to the same partition.
    pub key: Option<Vec<u8>>,
    /// The partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
}
impl From<api::NewRecord> for RawNewRecord { fn from(it: api::NewRecord) -> Self { Self { value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawNewRecord> for api::NewRecord { fn from(it: RawNewRecord) -> Self { Self { value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }

/// Where a record was written.
#[derive(Debug, uniffi::Record)]
pub struct RawWritten {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the record.
    pub offset: i64,
    /// Milliseconds since 1970: the broker's time if the topic keeps that.
    pub timestamp: i64,
}
impl From<api::Written> for RawWritten { fn from(it: api::Written) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }
impl From<RawWritten> for api::Written { fn from(it: RawWritten) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }

/// A record that was read.
#[derive(Debug, uniffi::Record)]
pub struct RawRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Vec<u8>>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
}
impl From<api::Record> for RawRecord { fn from(it: api::Record) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawRecord> for api::Record { fn from(it: RawRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect() } } }

/// A partition of a topic.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicPartition {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
}
impl From<api::TopicPartition> for RawTopicPartition { fn from(it: api::TopicPartition) -> Self { Self { topic: it.topic, partition: it.partition } } }
impl From<RawTopicPartition> for api::TopicPartition { fn from(it: RawTopicPartition) -> Self { Self { topic: it.topic, partition: it.partition } } }

/// An offset in a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset. Committed, it is the next one to read.
    pub offset: i64,
    /// Epoch of the leader that wrote the record before, if it is known.
    pub leader_epoch: Option<i32>,
    /// Text that is kept with a committed offset.
    pub metadata: Option<String>,
}
impl From<api::PartitionOffset> for RawPartitionOffset { fn from(it: api::PartitionOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, leader_epoch: it.leader_epoch, metadata: it.metadata } } }
impl From<RawPartitionOffset> for api::PartitionOffset { fn from(it: RawPartitionOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, leader_epoch: it.leader_epoch, metadata: it.metadata } } }
