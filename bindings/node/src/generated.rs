//! Classes, data, choices and options of the API.
// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use std::sync::Arc;

use async_trait::async_trait;
use napi_derive::napi;
use ottla_api as api;

use crate::{
    batch::{instance, unwrapped},
    bridge::{guarded, promise},
    bytes::Borrowed,
    callback::Callback,
    error::{Wrong, thrown},
    held::Held,
    object::{self, Fields},
    options,
    value::{FromJs, IntoJs, Out, Raw},
};

pub(crate) fn offset_spec_name(choice: api::OffsetSpec) -> &'static str {
    match choice {
        api::OffsetSpec::Earliest => "EARLIEST",
        api::OffsetSpec::Latest => "LATEST",
        api::OffsetSpec::Timestamp => "TIMESTAMP",
        api::OffsetSpec::MaxTimestamp => "MAX_TIMESTAMP",
    }
}

impl IntoJs for api::OffsetSpec {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        offset_spec_name(self).into_js(env)
    }
}

impl FromJs for api::OffsetSpec {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "EARLIEST" => Self::Earliest,
            "LATEST" => Self::Latest,
            "TIMESTAMP" => Self::Timestamp,
            "MAX_TIMESTAMP" => Self::MaxTimestamp,
            _ => return Err(raw.must_be("one of 'EARLIEST', 'LATEST', 'TIMESTAMP', 'MAX_TIMESTAMP'")),
        })
    }
}

pub(crate) fn config_resource_kind_name(choice: api::ConfigResourceKind) -> &'static str {
    match choice {
        api::ConfigResourceKind::Topic => "TOPIC",
        api::ConfigResourceKind::Broker => "BROKER",
        api::ConfigResourceKind::Group => "GROUP",
        api::ConfigResourceKind::ClientMetrics => "CLIENT_METRICS",
    }
}

impl IntoJs for api::ConfigResourceKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_resource_kind_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigResourceKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "TOPIC" => Self::Topic,
            "BROKER" => Self::Broker,
            "GROUP" => Self::Group,
            "CLIENT_METRICS" => Self::ClientMetrics,
            _ => return Err(raw.must_be("one of 'TOPIC', 'BROKER', 'GROUP', 'CLIENT_METRICS'")),
        })
    }
}

pub(crate) fn config_operation_name(choice: api::ConfigOperation) -> &'static str {
    match choice {
        api::ConfigOperation::Set => "SET",
        api::ConfigOperation::Delete => "DELETE",
        api::ConfigOperation::Append => "APPEND",
        api::ConfigOperation::Subtract => "SUBTRACT",
    }
}

impl IntoJs for api::ConfigOperation {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        config_operation_name(self).into_js(env)
    }
}

impl FromJs for api::ConfigOperation {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "SET" => Self::Set,
            "DELETE" => Self::Delete,
            "APPEND" => Self::Append,
            "SUBTRACT" => Self::Subtract,
            _ => return Err(raw.must_be("one of 'SET', 'DELETE', 'APPEND', 'SUBTRACT'")),
        })
    }
}

pub(crate) fn kind_name(choice: api::ErrorKind) -> &'static str {
    match choice {
        api::ErrorKind::Unreachable => "UNREACHABLE",
        api::ErrorKind::TimedOut => "TIMED_OUT",
        api::ErrorKind::WrongProtocol => "WRONG_PROTOCOL",
        api::ErrorKind::Unsupported => "UNSUPPORTED",
        api::ErrorKind::UnknownTopic => "UNKNOWN_TOPIC",
        api::ErrorKind::AlreadyExists => "ALREADY_EXISTS",
        api::ErrorKind::AuthenticationFailed => "AUTHENTICATION_FAILED",
        api::ErrorKind::NotAuthorized => "NOT_AUTHORIZED",
        api::ErrorKind::InvalidInput => "INVALID_INPUT",
        api::ErrorKind::TooLarge => "TOO_LARGE",
        api::ErrorKind::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
        api::ErrorKind::LogTruncated => "LOG_TRUNCATED",
        api::ErrorKind::Corrupt => "CORRUPT",
        api::ErrorKind::Unprocessed => "UNPROCESSED",
        api::ErrorKind::Unreadable => "UNREADABLE",
        api::ErrorKind::Rebalanced => "REBALANCED",
        api::ErrorKind::Aborted => "ABORTED",
        api::ErrorKind::Fenced => "FENCED",
        api::ErrorKind::Closed => "CLOSED",
        api::ErrorKind::Broker => "BROKER",
    }
}

impl IntoJs for api::ErrorKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        kind_name(self).into_js(env)
    }
}

impl FromJs for api::ErrorKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "UNREACHABLE" => Self::Unreachable,
            "TIMED_OUT" => Self::TimedOut,
            "WRONG_PROTOCOL" => Self::WrongProtocol,
            "UNSUPPORTED" => Self::Unsupported,
            "UNKNOWN_TOPIC" => Self::UnknownTopic,
            "ALREADY_EXISTS" => Self::AlreadyExists,
            "AUTHENTICATION_FAILED" => Self::AuthenticationFailed,
            "NOT_AUTHORIZED" => Self::NotAuthorized,
            "INVALID_INPUT" => Self::InvalidInput,
            "TOO_LARGE" => Self::TooLarge,
            "OFFSET_OUT_OF_RANGE" => Self::OffsetOutOfRange,
            "LOG_TRUNCATED" => Self::LogTruncated,
            "CORRUPT" => Self::Corrupt,
            "UNPROCESSED" => Self::Unprocessed,
            "UNREADABLE" => Self::Unreadable,
            "REBALANCED" => Self::Rebalanced,
            "ABORTED" => Self::Aborted,
            "FENCED" => Self::Fenced,
            "CLOSED" => Self::Closed,
            "BROKER" => Self::Broker,
            _ => return Err(raw.must_be("one of 'UNREACHABLE', 'TIMED_OUT', 'WRONG_PROTOCOL', 'UNSUPPORTED', 'UNKNOWN_TOPIC', 'ALREADY_EXISTS', 'AUTHENTICATION_FAILED', 'NOT_AUTHORIZED', 'INVALID_INPUT', 'TOO_LARGE', 'OFFSET_OUT_OF_RANGE', 'LOG_TRUNCATED', 'CORRUPT', 'UNPROCESSED', 'UNREADABLE', 'REBALANCED', 'ABORTED', 'FENCED', 'CLOSED', 'BROKER'")),
        })
    }
}

pub(crate) fn advice_name(choice: api::Advice) -> &'static str {
    match choice {
        api::Advice::Retry => "RETRY",
        api::Advice::Abort => "ABORT",
        api::Advice::Rejoin => "REJOIN",
        api::Advice::Fatal => "FATAL",
    }
}

impl IntoJs for api::Advice {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        advice_name(self).into_js(env)
    }
}

impl FromJs for api::Advice {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "RETRY" => Self::Retry,
            "ABORT" => Self::Abort,
            "REJOIN" => Self::Rejoin,
            "FATAL" => Self::Fatal,
            _ => return Err(raw.must_be("one of 'RETRY', 'ABORT', 'REJOIN', 'FATAL'")),
        })
    }
}

pub(crate) fn event_kind_name(choice: api::EventKind) -> &'static str {
    match choice {
        api::EventKind::Connected => "CONNECTED",
        api::EventKind::Disconnected => "DISCONNECTED",
        api::EventKind::ConnectionFailed => "CONNECTION_FAILED",
        api::EventKind::AuthenticationFailed => "AUTHENTICATION_FAILED",
        api::EventKind::Reauthenticated => "REAUTHENTICATED",
        api::EventKind::Throttled => "THROTTLED",
        api::EventKind::Rebootstrapped => "REBOOTSTRAPPED",
        api::EventKind::LeaderChanged => "LEADER_CHANGED",
        api::EventKind::Rebalanced => "REBALANCED",
        api::EventKind::HeartbeatFailed => "HEARTBEAT_FAILED",
        api::EventKind::CommitFailed => "COMMIT_FAILED",
        api::EventKind::ProducerFenced => "PRODUCER_FENCED",
        api::EventKind::ProduceFailed => "PRODUCE_FAILED",
        api::EventKind::Missed => "MISSED",
        api::EventKind::Other => "OTHER",
    }
}

impl IntoJs for api::EventKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        event_kind_name(self).into_js(env)
    }
}

impl FromJs for api::EventKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "CONNECTED" => Self::Connected,
            "DISCONNECTED" => Self::Disconnected,
            "CONNECTION_FAILED" => Self::ConnectionFailed,
            "AUTHENTICATION_FAILED" => Self::AuthenticationFailed,
            "REAUTHENTICATED" => Self::Reauthenticated,
            "THROTTLED" => Self::Throttled,
            "REBOOTSTRAPPED" => Self::Rebootstrapped,
            "LEADER_CHANGED" => Self::LeaderChanged,
            "REBALANCED" => Self::Rebalanced,
            "HEARTBEAT_FAILED" => Self::HeartbeatFailed,
            "COMMIT_FAILED" => Self::CommitFailed,
            "PRODUCER_FENCED" => Self::ProducerFenced,
            "PRODUCE_FAILED" => Self::ProduceFailed,
            "MISSED" => Self::Missed,
            "OTHER" => Self::Other,
            _ => return Err(raw.must_be("one of 'CONNECTED', 'DISCONNECTED', 'CONNECTION_FAILED', 'AUTHENTICATION_FAILED', 'REAUTHENTICATED', 'THROTTLED', 'REBOOTSTRAPPED', 'LEADER_CHANGED', 'REBALANCED', 'HEARTBEAT_FAILED', 'COMMIT_FAILED', 'PRODUCER_FENCED', 'PRODUCE_FAILED', 'MISSED', 'OTHER'")),
        })
    }
}

pub(crate) fn start_kind_name(choice: api::StartKind) -> &'static str {
    match choice {
        api::StartKind::Beginning => "BEGINNING",
        api::StartKind::End => "END",
        api::StartKind::Offset => "OFFSET",
        api::StartKind::Timestamp => "TIMESTAMP",
    }
}

impl IntoJs for api::StartKind {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        start_kind_name(self).into_js(env)
    }
}

impl FromJs for api::StartKind {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "BEGINNING" => Self::Beginning,
            "END" => Self::End,
            "OFFSET" => Self::Offset,
            "TIMESTAMP" => Self::Timestamp,
            _ => return Err(raw.must_be("one of 'BEGINNING', 'END', 'OFFSET', 'TIMESTAMP'")),
        })
    }
}

pub(crate) fn outcome_name(choice: api::Outcome) -> &'static str {
    match choice {
        api::Outcome::Committed => "COMMITTED",
        api::Outcome::Aborted => "ABORTED",
    }
}

impl IntoJs for api::Outcome {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        outcome_name(self).into_js(env)
    }
}

impl FromJs for api::Outcome {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {
            "COMMITTED" => Self::Committed,
            "ABORTED" => Self::Aborted,
            _ => return Err(raw.must_be("one of 'COMMITTED', 'ABORTED'")),
        })
    }
}

impl IntoJs for api::Refusal {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"error", self.error);
        made
    }
}

impl FromJs for api::NewTopic {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["name", "partitions", "replicationFactor", "config"])?;
        Ok(Self {
            name: fields.take("name")?,
            partitions: fields.take("partitions")?,
            replication_factor: fields.take("replicationFactor")?,
            config: fields.take("config")?,
        })
    }
}

impl IntoJs for api::TopicListing {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"partitions", self.partitions);
        object::set(env, made, c"internal", self.internal);
        made
    }
}

impl IntoJs for api::TopicDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"internal", self.internal);
        object::set(env, made, c"partitions", self.partitions);
        made
    }
}

impl IntoJs for api::PartitionDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"leader", self.leader);
        object::set(env, made, c"leaderEpoch", self.leader_epoch);
        object::set(env, made, c"replicas", self.replicas);
        object::set(env, made, c"inSyncReplicas", self.in_sync_replicas);
        made
    }
}

impl IntoJs for api::ClusterDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"controller", self.controller);
        object::set(env, made, c"brokers", self.brokers);
        made
    }
}

impl IntoJs for api::BrokerDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"port", self.port);
        object::set(env, made, c"rack", self.rack);
        made
    }
}

impl IntoJs for api::GroupListing {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"protocolType", self.protocol_type);
        object::set(env, made, c"kind", self.kind);
        made
    }
}

impl IntoJs for api::GroupDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"assignor", self.assignor);
        object::set(env, made, c"members", self.members);
        made
    }
}

impl IntoJs for api::MemberDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"memberId", self.member_id);
        object::set(env, made, c"groupInstanceId", self.group_instance_id);
        object::set(env, made, c"clientId", self.client_id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"assignment", self.assignment);
        made
    }
}

impl FromJs for api::OffsetAt {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "spec", "timestamp"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            spec: fields.take("spec")?,
            timestamp: fields.take("timestamp")?,
        })
    }
}

impl IntoJs for api::ListedOffset {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        made
    }
}

impl FromJs for api::ConfigResource {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "name"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }
}

impl IntoJs for api::ConfigEntry {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"isDefault", self.is_default);
        object::set(env, made, c"readOnly", self.read_only);
        object::set(env, made, c"sensitive", self.sensitive);
        made
    }
}

impl FromJs for api::ConfigChange {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["key", "operation", "value"])?;
        Ok(Self {
            key: fields.take("key")?,
            operation: fields.take("operation")?,
            value: fields.take("value")?,
        })
    }
}

impl IntoJs for api::ErrorInfo {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"advice", self.advice);
        object::set(env, made, c"operation", self.operation);
        object::set(env, made, c"message", self.message);
        object::set(env, made, c"code", self.code);
        object::set(env, made, c"codeName", self.code_name);
        object::set(env, made, c"context", self.context);
        object::set(env, made, c"divergentOffset", self.divergent_offset);
        made
    }
}

impl IntoJs for api::Event {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"details", self.details);
        made
    }
}

impl FromJs for api::Start {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "at"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            at: fields.take("at")?,
        })
    }
}

impl FromJs for api::Header {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["key", "value"])?;
        Ok(Self {
            key: fields.take("key")?,
            value: fields.take("value")?,
        })
    }
}

impl IntoJs for api::Header {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"key", self.key);
        object::set(env, made, c"value", self.value);
        made
    }
}

impl FromJs for api::NewRecord {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["value", "key", "partition", "timestamp", "headers"])?;
        Ok(Self {
            value: fields.take("value")?,
            key: fields.take("key")?,
            partition: fields.take("partition")?,
            timestamp: fields.take("timestamp")?,
            headers: fields.take("headers")?,
        })
    }
}

impl IntoJs for api::Written {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        made
    }
}

impl IntoJs for api::Record {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        object::set(env, made, c"key", self.key);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"headers", self.headers);
        made
    }
}

impl FromJs for api::TopicPartition {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
        })
    }
}

impl IntoJs for api::TopicPartition {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        made
    }
}

impl FromJs for api::PartitionOffset {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "offset", "leaderEpoch", "metadata"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            leader_epoch: fields.take("leaderEpoch")?,
            metadata: fields.take("metadata")?,
        })
    }
}

impl IntoJs for api::PartitionOffset {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"leaderEpoch", self.leader_epoch);
        object::set(env, made, c"metadata", self.metadata);
        made
    }
}

impl FromJs for api::ClientOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ProducerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::ConsumerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::PartitionConsumerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

impl FromJs for api::BrokerOptions {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self::new(options::read(raw)?))
    }
}

struct JsRebalanceListener(Callback);

impl FromJs for Arc<dyn api::RebalanceListener> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Arc::new(JsRebalanceListener(Callback::from_js(raw)?)))
    }
}

#[async_trait]
impl api::RebalanceListener for JsRebalanceListener {
    async fn assigned(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("assigned", partitions).await;
    }
    async fn revoked(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("revoked", partitions).await;
    }
    async fn lost(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("lost", partitions).await;
    }
}

/// Administers a cluster.
#[napi]
pub struct Admin(pub(crate) Held<api::Admin>);

impl IntoJs for api::Admin {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Admin(Held::new(self)))
    }
}

impl FromJs for Arc<api::Admin> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Admin>(raw)?.0.shared())
    }
}

#[napi]
impl Admin {
    /// Creates topics; tells of those that could not be created.
    #[napi]
    pub fn create_topics(&self, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<api::NewTopic>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_topics(topics).await })
    }
    /// Deletes topics; tells of those that could not be deleted.
    #[napi]
    pub fn delete_topics(&self, names: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_topics(names).await })
    }
    /// All topics.
    #[napi]
    pub fn list_topics(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.list_topics().await })
    }
    /// Topics with their partitions; fails if one of them is not there.
    #[napi]
    pub fn describe_topics(&self, names: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_topics(names).await })
    }
    /// Gives a topic more partitions: as many as this in all.
    #[napi]
    pub fn create_partitions(&self, topic: Raw, count: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let count = count.read::<i32>("count")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_partitions(topic, count).await })
    }
    /// The cluster and its brokers.
    #[napi]
    pub fn describe_cluster(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_cluster().await })
    }
    /// Offsets of partitions by time.
    #[napi]
    pub fn list_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::OffsetAt>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_offsets(partitions).await })
    }
    /// Deletes the records before these offsets; tells of partitions where that did not work.
    #[napi]
    pub fn delete_records(&self, before: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let before = before.read::<Vec<api::PartitionOffset>>("before")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_records(before).await })
    }
    /// The configuration of something.
    #[napi]
    pub fn describe_configs(&self, resource: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_configs(resource).await })
    }
    /// Changes keys of a configuration, all or none.
    #[napi]
    pub fn alter_configs(&self, resource: Raw, changes: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let changes = changes.read::<Vec<api::ConfigChange>>("changes")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_configs(resource, changes).await })
    }
    /// All groups.
    #[napi]
    pub fn list_groups(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.list_groups().await })
    }
    /// Groups with their members; fails if one of them is not there.
    #[napi]
    pub fn describe_groups(&self, group_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_groups(group_ids).await })
    }
    /// Deletes groups without members; tells of those that could not be deleted.
    #[napi]
    pub fn delete_groups(&self, group_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_groups(group_ids).await })
    }
    /// What a group has committed.
    #[napi]
    pub fn list_group_offsets(&self, group_id: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_group_offsets(group_id).await })
    }
    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    #[napi]
    pub fn alter_group_offsets(&self, group_id: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_group_offsets(group_id, offsets).await })
    }
}

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
#[napi]
pub struct Broker(pub(crate) Held<api::Broker>);

impl IntoJs for api::Broker {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Broker(Held::new(self)))
    }
}

impl FromJs for Arc<api::Broker> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Broker>(raw)?.0.shared())
    }
}

#[napi]
impl Broker {
    /// Starts a broker. It answers when this returns.
    #[napi]
    pub fn start(options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let options = options.read::<api::BrokerOptions>("options")?;
        promise(cancellation, async move { api::Broker::start(options).await })
    }
    /// Where clients connect: `127.0.0.1:port`.
    #[napi(getter)]
    pub fn bootstrap_servers(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.bootstrap_servers())))
    }
    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    #[napi]
    pub fn create_topic(&self, name: Raw, partitions: Raw, config: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let name = name.read::<String>("name")?;
        let partitions = partitions.read::<Option<i32>>("partitions")?;
        let config = config.read::<std::collections::BTreeMap<String, String>>("config")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_topic(name, partitions, config).await })
    }
    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    #[napi]
    pub fn stop(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.stop().await })
    }
}

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
#[napi]
pub struct Client(pub(crate) Held<api::Client>);

impl IntoJs for api::Client {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Client(Held::new(self)))
    }
}

impl FromJs for Arc<api::Client> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Client>(raw)?.0.shared())
    }
}

#[napi]
impl Client {
    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    #[napi]
    pub fn connect(bootstrap_servers: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let bootstrap_servers = bootstrap_servers.read::<String>("bootstrapServers")?;
        let options = options.read::<api::ClientOptions>("options")?;
        promise(cancellation, async move { api::Client::connect(bootstrap_servers, options).await })
    }
    /// Connects to a broker in this process, without a socket.
    #[napi]
    pub fn embedded(broker: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let broker = broker.read::<Arc<api::Broker>>("broker")?;
        let options = options.read::<api::ClientOptions>("options")?;
        promise(cancellation, async move { api::Client::embedded(broker, options).await })
    }
    /// A producer. It needs no broker yet.
    #[napi]
    pub fn producer(&self, options: Raw) -> napi::Result<Out<api::Producer>> {
        let options = options.read::<api::ProducerOptions>("options")?;
        guarded(|| Ok(Out(self.0.producer(options).map_err(|error| thrown(&error))?)))
    }
    /// A consumer that shares the partitions of topics with the other members of its group.
    #[napi]
    pub fn consumer(&self, options: Raw, listener: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let options = options.read::<api::ConsumerOptions>("options")?;
        let listener = listener.read::<Option<Arc<dyn api::RebalanceListener>>>("listener")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.consumer(options, listener).await })
    }
    /// A consumer that reads the partitions that it is told to.
    #[napi]
    pub fn partition_consumer(&self, options: Raw) -> napi::Result<Out<api::PartitionConsumer>> {
        let options = options.read::<api::PartitionConsumerOptions>("options")?;
        guarded(|| Ok(Out(self.0.partition_consumer(options).map_err(|error| thrown(&error))?)))
    }
    /// What creates, describes, changes and deletes topics, groups and the like.
    #[napi]
    pub fn admin(&self) -> napi::Result<Out<api::Admin>> {
        guarded(|| Ok(Out(self.0.admin().map_err(|error| thrown(&error))?)))
    }
    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    #[napi]
    pub fn events(&self) -> napi::Result<Out<api::Events>> {
        guarded(|| Ok(Out(self.0.events().map_err(|error| thrown(&error))?)))
    }
    /// The client's metrics as Prometheus reads them.
    #[napi(getter)]
    pub fn prometheus(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.prometheus())))
    }
    /// Closes the client's connections. Producers and consumers are closed by themselves.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { Ok(me.close().await) })
    }
}

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
#[napi]
pub struct Consumer(pub(crate) Held<api::Consumer>);

impl IntoJs for api::Consumer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Consumer(Held::new(self)))
    }
}

impl FromJs for Arc<api::Consumer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Consumer>(raw)?.0.shared())
    }
}

#[napi]
impl Consumer {
    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. Null once the consumer was closed, and once for each `wake_up`.
    #[napi]
    pub fn next_batch(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.next_batch().await })
    }
    /// Has the call of `next_batch` that waits, or else the next one, give null.
    #[napi]
    pub fn wake_up(&self) -> napi::Result<Out<()>> {
        guarded(|| Ok(Out(self.0.wake_up())))
    }
    /// Reads these topics from now on, instead of those before.
    #[napi]
    pub fn subscribe(&self, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<String>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subscribe(topics).await })
    }
    /// Reads all topics from now on whose name matches a regular expression.
    #[napi]
    pub fn subscribe_pattern(&self, pattern: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let pattern = pattern.read::<String>("pattern")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subscribe_pattern(pattern).await })
    }
    /// Leaves the group, and reads nothing until it subscribes again.
    #[napi]
    pub fn unsubscribe(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.unsubscribe().await })
    }
    /// The partitions that the consumer has now.
    #[napi]
    pub fn assignment(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.assignment().await })
    }
    /// Commits the end of a batch: all its records are done.
    #[napi]
    pub fn commit(&self, batch: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let batch = batch.read::<Arc<api::RecordBatch>>("batch")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit(batch).await })
    }
    /// Commits everything that was handed out.
    #[napi]
    pub fn commit_all(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.commit_all().await })
    }
    /// Commits these offsets; each is the next one to read.
    #[napi]
    pub fn commit_offsets(&self, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit_offsets(offsets).await })
    }
    /// What the group has committed of these partitions; those without an offset are left out.
    #[napi]
    pub fn committed(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.committed(partitions).await })
    }
    /// The offset that is handed out next of a partition, if it is known.
    #[napi]
    pub fn position(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.position(topic, partition).await })
    }
    /// Goes on elsewhere in a partition.
    #[napi]
    pub fn seek(&self, topic: Raw, partition: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.seek(topic, partition, start).await })
    }
    /// Hands out nothing of a partition until `resume`.
    #[napi]
    pub fn pause(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.pause(topic, partition).await })
    }
    /// Hands out records of a partition again.
    #[napi]
    pub fn resume(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.resume(topic, partition).await })
    }
    /// The partitions that are paused.
    #[napi]
    pub fn paused(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.paused().await })
    }
    /// The first offsets of partitions.
    #[napi]
    pub fn beginning_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.beginning_offsets(partitions).await })
    }
    /// The offsets behind the last records of partitions.
    #[napi]
    pub fn end_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.end_offsets(partitions).await })
    }
    /// How many records are behind the position, in each partition that is assigned.
    #[napi]
    pub fn lag(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.lag().await })
    }
    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
}

/// The events of a client, for a loop.
#[napi]
pub struct Events(pub(crate) Held<api::Events>);

impl IntoJs for api::Events {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Events(Held::new(self)))
    }
}

impl FromJs for Arc<api::Events> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Events>(raw)?.0.shared())
    }
}

#[napi]
impl Events {
    /// The next event; null when the client and all that it made are gone.
    #[napi]
    pub fn next_event(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { Ok(me.next_event().await) })
    }
}

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
#[napi]
pub struct PartitionConsumer(pub(crate) Held<api::PartitionConsumer>);

impl IntoJs for api::PartitionConsumer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, PartitionConsumer(Held::new(self)))
    }
}

impl FromJs for Arc<api::PartitionConsumer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<PartitionConsumer>(raw)?.0.shared())
    }
}

#[napi]
impl PartitionConsumer {
    /// Reads a partition from `start` on, besides those before.
    #[napi]
    pub fn assign(&self, topic: Raw, partition: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.assign(topic, partition, start).await })
    }
    /// Reads all partitions of a topic from `start` on, besides those before.
    #[napi]
    pub fn assign_topic(&self, topic: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.assign_topic(topic, start).await })
    }
    /// Reads a partition no more.
    #[napi]
    pub fn unassign(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.unassign(topic, partition).await })
    }
    /// The next records of one partition; waits until there are some. Null once the consumer was closed, or if
    /// nothing is assigned, and once for each `wake_up`.
    #[napi]
    pub fn next_batch(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.next_batch().await })
    }
    /// Has the call of `next_batch` that waits, or else the next one, give null.
    #[napi]
    pub fn wake_up(&self) -> napi::Result<Out<()>> {
        guarded(|| Ok(Out(self.0.wake_up())))
    }
    /// The partitions that are assigned.
    #[napi]
    pub fn assignment(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.assignment().await })
    }
    /// The offset that is handed out next of a partition, if it is known.
    #[napi]
    pub fn position(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.position(topic, partition).await })
    }
    /// Goes on elsewhere in a partition.
    #[napi]
    pub fn seek(&self, topic: Raw, partition: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.seek(topic, partition, start).await })
    }
    /// Hands out nothing of a partition until `resume`.
    #[napi]
    pub fn pause(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.pause(topic, partition).await })
    }
    /// Hands out records of a partition again.
    #[napi]
    pub fn resume(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.resume(topic, partition).await })
    }
    /// The partitions that are paused.
    #[napi]
    pub fn paused(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.paused().await })
    }
    /// The first offsets of partitions.
    #[napi]
    pub fn beginning_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.beginning_offsets(partitions).await })
    }
    /// The offsets behind the last records of partitions.
    #[napi]
    pub fn end_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.end_offsets(partitions).await })
    }
    /// How many records are behind the position, in each partition that is assigned.
    #[napi]
    pub fn lag(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.lag().await })
    }
    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    #[napi]
    pub fn commit(&self, batch: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let batch = batch.read::<Arc<api::RecordBatch>>("batch")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit(batch).await })
    }
    /// Ends the consumer, and loops over it.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
}

/// Sends records in batches. Its calls may come from several threads and tasks at once.
#[napi]
pub struct Producer(pub(crate) Held<api::Producer>);

impl IntoJs for api::Producer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Producer(Held::new(self)))
    }
}

impl FromJs for Arc<api::Producer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Producer>(raw)?.0.shared())
    }
}

#[napi]
impl Producer {
    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    #[napi]
    pub fn send(&self, topic: Raw, value: Raw, key: Raw, partition: Raw, timestamp: Raw, headers: Raw) -> napi::Result<Out<api::Delivery>> {
        let topic = topic.read::<String>("topic")?;
        let value = value.read::<Option<Borrowed>>("value")?;
        let key = key.read::<Option<Borrowed>>("key")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        let timestamp = timestamp.read::<Option<i64>>("timestamp")?;
        let headers = headers.read::<Vec<api::Header>>("headers")?;
        guarded(|| Ok(Out(self.0.send(&topic, value.as_ref().map(Borrowed::as_slice), key.as_ref().map(Borrowed::as_slice), partition, timestamp, headers).map_err(|error| thrown(&error))?)))
    }
    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    #[napi]
    pub fn produce(&self, topic: Raw, value: Raw, key: Raw, partition: Raw, timestamp: Raw, headers: Raw) -> napi::Result<Out<()>> {
        let topic = topic.read::<String>("topic")?;
        let value = value.read::<Option<Borrowed>>("value")?;
        let key = key.read::<Option<Borrowed>>("key")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        let timestamp = timestamp.read::<Option<i64>>("timestamp")?;
        let headers = headers.read::<Vec<api::Header>>("headers")?;
        guarded(|| Ok(Out(self.0.produce(&topic, value.as_ref().map(Borrowed::as_slice), key.as_ref().map(Borrowed::as_slice), partition, timestamp, headers).map_err(|error| thrown(&error))?)))
    }
    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    #[napi]
    pub fn send_many(&self, topic: Raw, records: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let records = records.read::<Vec<api::NewRecord>>("records")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.send_many(topic, records).await })
    }
    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    #[napi]
    pub fn send_packed(&self, topic: Raw, data: Raw, ends: Raw, partition: Raw) -> napi::Result<Out<()>> {
        let topic = topic.read::<String>("topic")?;
        let data = data.read::<Borrowed>("data")?;
        let ends = ends.read::<Borrowed>("ends")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        guarded(|| Ok(Out(self.0.send_packed(&topic, data.as_slice(), ends.as_slice(), partition).map_err(|error| thrown(&error))?)))
    }
    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    #[napi]
    pub fn flush(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.flush().await })
    }
    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    #[napi]
    pub fn init_transactions(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.init_transactions().await })
    }
    /// Begins a transaction. A producer has one at a time.
    #[napi]
    pub fn begin(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.begin().await })
    }
    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
}

/// Records of one partition, in order. Holding it keeps the bytes of its answer in memory.
#[napi]
pub struct RecordBatch(pub(crate) Held<api::RecordBatch>);

impl IntoJs for api::RecordBatch {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, RecordBatch(Held::new(self)))
    }
}

impl FromJs for Arc<api::RecordBatch> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<RecordBatch>(raw)?.0.shared())
    }
}

#[napi]
impl RecordBatch {
    /// The topic.
    #[napi(getter)]
    pub fn topic(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.topic())))
    }
    /// The partition.
    #[napi(getter)]
    pub fn partition(&self) -> napi::Result<Out<i32>> {
        guarded(|| Ok(Out(self.0.partition())))
    }
    /// Number of records.
    #[napi(getter)]
    pub fn len(&self) -> napi::Result<Out<i32>> {
        guarded(|| Ok(Out(self.0.len())))
    }
    /// Whether there is no record.
    #[napi(getter)]
    pub fn is_empty(&self) -> napi::Result<Out<bool>> {
        guarded(|| Ok(Out(self.0.is_empty())))
    }
    /// The offset after the batch: where to go on.
    #[napi(getter)]
    pub fn next_offset(&self) -> napi::Result<Out<i64>> {
        guarded(|| Ok(Out(self.0.next_offset())))
    }
    /// The record at this place of the batch, counted from 0; null behind its end.
    #[napi]
    pub fn get(&self, index: Raw) -> napi::Result<Out<Option<api::Record>>> {
        let index = index.read::<i32>("index")?;
        guarded(|| Ok(Out(self.0.get(index))))
    }
    /// All records.
    #[napi]
    pub fn records(&self) -> napi::Result<Out<Vec<api::Record>>> {
        guarded(|| Ok(Out(self.0.records())))
    }
    /// The values of all records; null where a record has none.
    #[napi]
    pub fn values(&self) -> napi::Result<Out<Vec<Option<bytes::Bytes>>>> {
        guarded(|| Ok(Out(self.0.values())))
    }
    /// The headers of the record at this place of the batch.
    #[napi]
    pub fn headers(&self, index: Raw) -> napi::Result<Out<Vec<api::Header>>> {
        let index = index.read::<i32>("index")?;
        guarded(|| Ok(Out(self.0.headers(index))))
    }
}

/// An open transaction. Whoever drops it aborts it.
#[napi]
pub struct Transaction(pub(crate) Held<api::Transaction>);

impl IntoJs for api::Transaction {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Transaction(Held::new(self)))
    }
}

impl FromJs for Arc<api::Transaction> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Transaction>(raw)?.0.shared())
    }
}

#[napi]
impl Transaction {
    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    #[napi]
    pub fn send(&self, topic: Raw, value: Raw, key: Raw, partition: Raw, timestamp: Raw, headers: Raw) -> napi::Result<Out<api::Delivery>> {
        let topic = topic.read::<String>("topic")?;
        let value = value.read::<Option<Borrowed>>("value")?;
        let key = key.read::<Option<Borrowed>>("key")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        let timestamp = timestamp.read::<Option<i64>>("timestamp")?;
        let headers = headers.read::<Vec<api::Header>>("headers")?;
        guarded(|| Ok(Out(self.0.send(&topic, value.as_ref().map(Borrowed::as_slice), key.as_ref().map(Borrowed::as_slice), partition, timestamp, headers).map_err(|error| thrown(&error))?)))
    }
    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    #[napi]
    pub fn send_offsets(&self, consumer: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let consumer = consumer.read::<Arc<api::Consumer>>("consumer")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.send_offsets(consumer, offsets).await })
    }
    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    #[napi]
    pub fn commit(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.commit().await })
    }
    /// Aborts: readers of committed records see none of it.
    #[napi]
    pub fn abort(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.abort().await })
    }
}
