//! Plain data, as objects of JavaScript.
// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use ottla_api as api;

use crate::error::Wrong;
use crate::object;
use crate::object::Fields;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

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
