// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! Plain data, as objects of JavaScript.

use ottla_api as api;

use crate::error::Wrong;
use crate::object;
use crate::object::Fields;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

impl FromJs for api::Acl {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["resource", "name", "pattern", "principal", "host", "operation", "permission"])?;
        Ok(Self {
            resource: fields.take("resource")?,
            name: fields.take("name")?,
            pattern: fields.take("pattern")?,
            principal: fields.take("principal")?,
            host: fields.take("host")?,
            operation: fields.take("operation")?,
            permission: fields.take("permission")?,
        })
    }
}

impl IntoJs for api::Acl {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"resource", self.resource);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"pattern", self.pattern);
        object::set(env, made, c"principal", self.principal);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"operation", self.operation);
        object::set(env, made, c"permission", self.permission);
        made
    }
}

impl FromJs for api::AclFilter {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["resource", "name", "pattern", "principal", "host", "operation", "permission"])?;
        Ok(Self {
            resource: fields.take("resource")?,
            name: fields.take("name")?,
            pattern: fields.take("pattern")?,
            principal: fields.take("principal")?,
            host: fields.take("host")?,
            operation: fields.take("operation")?,
            permission: fields.take("permission")?,
        })
    }
}

impl IntoJs for api::AclFilter {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"resource", self.resource);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"pattern", self.pattern);
        object::set(env, made, c"principal", self.principal);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"operation", self.operation);
        object::set(env, made, c"permission", self.permission);
        made
    }
}

impl IntoJs for api::AclDeletion {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"filter", self.filter);
        object::set(env, made, c"deleted", self.deleted);
        made
    }
}

impl IntoJs for api::AclDeletions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
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

impl IntoJs for api::ClassicGroupDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"protocolType", self.protocol_type);
        object::set(env, made, c"protocol", self.protocol);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"members", self.members);
        object::set(env, made, c"coordinator", self.coordinator);
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
        made
    }
}

impl IntoJs for api::ClassicMemberDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"memberId", self.member_id);
        object::set(env, made, c"groupInstanceId", self.group_instance_id);
        object::set(env, made, c"clientId", self.client_id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"metadata", self.metadata);
        object::set(env, made, c"assignment", self.assignment);
        made
    }
}

impl IntoJs for api::ClassicGroupDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::ClusterDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"controller", self.controller);
        object::set(env, made, c"brokers", self.brokers);
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
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
        object::set(env, made, c"fenced", self.fenced);
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

impl IntoJs for api::ConfigResource {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"name", self.name);
        made
    }
}

impl IntoJs for api::ConfigEntry {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"isDefault", self.is_default);
        object::set(env, made, c"source", self.source);
        object::set(env, made, c"readOnly", self.read_only);
        object::set(env, made, c"sensitive", self.sensitive);
        object::set(env, made, c"keyType", self.key_type);
        object::set(env, made, c"synonyms", self.synonyms);
        object::set(env, made, c"documentation", self.documentation);
        made
    }
}

impl IntoJs for api::ConfigSynonym {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"source", self.source);
        made
    }
}

impl IntoJs for api::ConfigDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"resource", self.resource);
        object::set(env, made, c"entries", self.entries);
        made
    }
}

impl IntoJs for api::ConfigDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
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

impl FromJs for api::ConfigUpdate {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["resource", "changes"])?;
        Ok(Self {
            resource: fields.take("resource")?,
            changes: fields.take("changes")?,
        })
    }
}

impl FromJs for api::Principal {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "name"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }
}

impl IntoJs for api::Principal {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"name", self.name);
        made
    }
}

impl IntoJs for api::DelegationToken {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"hmac", self.hmac);
        object::set(env, made, c"owner", self.owner);
        object::set(env, made, c"requester", self.requester);
        object::set(env, made, c"renewers", self.renewers);
        object::set(env, made, c"issuedAt", self.issued_at);
        object::set(env, made, c"expiresAt", self.expires_at);
        object::set(env, made, c"expiresAtMax", self.expires_at_max);
        made
    }
}

impl IntoJs for api::FeatureDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"level", self.level);
        object::set(env, made, c"supportedMin", self.supported_min);
        object::set(env, made, c"supportedMax", self.supported_max);
        object::set(env, made, c"epoch", self.epoch);
        made
    }
}

impl FromJs for api::FeatureUpdate {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["name", "level", "change"])?;
        Ok(Self {
            name: fields.take("name")?,
            level: fields.take("level")?,
            change: fields.take("change")?,
        })
    }
}

impl FromJs for api::GroupOffsetsQuery {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["groupId", "partitions", "stable"])?;
        Ok(Self {
            group_id: fields.take("groupId")?,
            partitions: fields.take("partitions")?,
            stable: fields.take("stable")?,
        })
    }
}

impl IntoJs for api::GroupOffsets {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"offsets", self.offsets);
        made
    }
}

impl IntoJs for api::GroupOffsetsListings {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
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
        object::set(env, made, c"protocol", self.protocol);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"assignor", self.assignor);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"assignmentEpoch", self.assignment_epoch);
        object::set(env, made, c"members", self.members);
        object::set(env, made, c"coordinator", self.coordinator);
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
        made
    }
}

impl IntoJs for api::GroupDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::MemberDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"memberId", self.member_id);
        object::set(env, made, c"groupInstanceId", self.group_instance_id);
        object::set(env, made, c"rack", self.rack);
        object::set(env, made, c"clientId", self.client_id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"protocol", self.protocol);
        object::set(env, made, c"topics", self.topics);
        object::set(env, made, c"topicPattern", self.topic_pattern);
        object::set(env, made, c"assignment", self.assignment);
        object::set(env, made, c"targetAssignment", self.target_assignment);
        made
    }
}

impl FromJs for api::MemberToRemove {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["groupInstanceId", "memberId"])?;
        Ok(Self {
            group_instance_id: fields.take("groupInstanceId")?,
            member_id: fields.take("memberId")?,
        })
    }
}

impl IntoJs for api::LogDirListing {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"broker", self.broker);
        object::set(env, made, c"logDirs", self.log_dirs);
        made
    }
}

impl IntoJs for api::LogDirDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::LogDirDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"path", self.path);
        object::set(env, made, c"error", self.error);
        object::set(env, made, c"replicas", self.replicas);
        object::set(env, made, c"totalBytes", self.total_bytes);
        object::set(env, made, c"usableBytes", self.usable_bytes);
        object::set(env, made, c"cordoned", self.cordoned);
        made
    }
}

impl IntoJs for api::LogDirReplica {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"size", self.size);
        object::set(env, made, c"offsetLag", self.offset_lag);
        object::set(env, made, c"future", self.future);
        made
    }
}

impl FromJs for api::Replica {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "broker"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            broker: fields.take("broker")?,
        })
    }
}

impl IntoJs for api::ReplicaLogDirs {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"current", self.current);
        object::set(env, made, c"currentLag", self.current_lag);
        object::set(env, made, c"future", self.future);
        object::set(env, made, c"futureLag", self.future_lag);
        made
    }
}

impl IntoJs for api::ReplicaLogDirsListings {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl FromJs for api::ReplicaMove {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["replica", "logDir"])?;
        Ok(Self {
            replica: fields.take("replica")?,
            log_dir: fields.take("logDir")?,
        })
    }
}

impl IntoJs for api::QuorumDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"leader", self.leader);
        object::set(env, made, c"leaderEpoch", self.leader_epoch);
        object::set(env, made, c"highWatermark", self.high_watermark);
        object::set(env, made, c"voters", self.voters);
        object::set(env, made, c"observers", self.observers);
        object::set(env, made, c"nodes", self.nodes);
        made
    }
}

impl IntoJs for api::QuorumReplica {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"directoryId", self.directory_id);
        object::set(env, made, c"logEndOffset", self.log_end_offset);
        object::set(env, made, c"lastFetch", self.last_fetch);
        object::set(env, made, c"lastCaughtUp", self.last_caught_up);
        made
    }
}

impl IntoJs for api::QuorumNode {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"endpoints", self.endpoints);
        made
    }
}

impl FromJs for api::RaftEndpoint {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["listener", "host", "port"])?;
        Ok(Self {
            listener: fields.take("listener")?,
            host: fields.take("host")?,
            port: fields.take("port")?,
        })
    }
}

impl IntoJs for api::RaftEndpoint {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"listener", self.listener);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"port", self.port);
        made
    }
}

impl FromJs for api::RaftVoter {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["id", "directoryId", "clusterId"])?;
        Ok(Self {
            id: fields.take("id")?,
            directory_id: fields.take("directoryId")?,
            cluster_id: fields.take("clusterId")?,
        })
    }
}

impl IntoJs for api::ProducerDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"producerId", self.producer_id);
        object::set(env, made, c"producerEpoch", self.producer_epoch);
        object::set(env, made, c"lastSequence", self.last_sequence);
        object::set(env, made, c"lastTimestamp", self.last_timestamp);
        object::set(env, made, c"coordinatorEpoch", self.coordinator_epoch);
        object::set(env, made, c"transactionStartOffset", self.transaction_start_offset);
        made
    }
}

impl IntoJs for api::PartitionProducers {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"producers", self.producers);
        made
    }
}

impl IntoJs for api::ProducerDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl FromJs for api::HangingTransaction {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "producerId", "producerEpoch", "coordinatorEpoch"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            producer_id: fields.take("producerId")?,
            producer_epoch: fields.take("producerEpoch")?,
            coordinator_epoch: fields.take("coordinatorEpoch")?,
        })
    }
}

impl FromJs for api::QuotaPart {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "name"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }
}

impl IntoJs for api::QuotaPart {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"name", self.name);
        made
    }
}

impl IntoJs for api::ClientQuotas {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"entity", self.entity);
        object::set(env, made, c"quotas", self.quotas);
        made
    }
}

impl FromJs for api::QuotaChange {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["key", "value"])?;
        Ok(Self {
            key: fields.take("key")?,
            value: fields.take("value")?,
        })
    }
}

impl FromJs for api::QuotaUpdate {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["entity", "changes"])?;
        Ok(Self {
            entity: fields.take("entity")?,
            changes: fields.take("changes")?,
        })
    }
}

impl FromJs for api::QuotaMatch {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "matching", "name"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            matching: fields.take("matching")?,
            name: fields.take("name")?,
        })
    }
}

impl FromJs for api::Reassignment {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "replicas"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            replicas: fields.take("replicas")?,
        })
    }
}

impl IntoJs for api::PartitionReassignment {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"replicas", self.replicas);
        object::set(env, made, c"adding", self.adding);
        object::set(env, made, c"removing", self.removing);
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
        object::set(env, made, c"leaderEpoch", self.leader_epoch);
        made
    }
}

impl IntoJs for api::ListedOffsets {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::DeletedRecords {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"lowWatermark", self.low_watermark);
        made
    }
}

impl IntoJs for api::RecordDeletions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::ScramCredential {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"mechanism", self.mechanism);
        object::set(env, made, c"iterations", self.iterations);
        made
    }
}

impl IntoJs for api::ScramCredentials {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"user", self.user);
        object::set(env, made, c"credentials", self.credentials);
        made
    }
}

impl IntoJs for api::ScramDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl FromJs for api::ScramAlteration {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["user", "mechanism", "password", "iterations", "salt"])?;
        Ok(Self {
            user: fields.take("user")?,
            mechanism: fields.take("mechanism")?,
            password: fields.take("password")?,
            iterations: fields.take("iterations")?,
            salt: fields.take("salt")?,
        })
    }
}

impl IntoJs for api::ShareGroupDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"assignmentEpoch", self.assignment_epoch);
        object::set(env, made, c"assignor", self.assignor);
        object::set(env, made, c"members", self.members);
        object::set(env, made, c"coordinator", self.coordinator);
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
        made
    }
}

impl IntoJs for api::ShareMemberDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"memberId", self.member_id);
        object::set(env, made, c"rack", self.rack);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"clientId", self.client_id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"topics", self.topics);
        object::set(env, made, c"assignment", self.assignment);
        made
    }
}

impl IntoJs for api::ShareGroupDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl FromJs for api::ShareGroupOffsetsQuery {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["groupId", "partitions"])?;
        Ok(Self {
            group_id: fields.take("groupId")?,
            partitions: fields.take("partitions")?,
        })
    }
}

impl IntoJs for api::ShareGroupOffset {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"startOffset", self.start_offset);
        object::set(env, made, c"leaderEpoch", self.leader_epoch);
        object::set(env, made, c"lag", self.lag);
        made
    }
}

impl IntoJs for api::ShareGroupOffsets {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"offsets", self.offsets);
        made
    }
}

impl IntoJs for api::ShareGroupOffsetsListings {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::StreamsGroupDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"assignmentEpoch", self.assignment_epoch);
        object::set(env, made, c"topology", self.topology);
        object::set(env, made, c"members", self.members);
        object::set(env, made, c"coordinator", self.coordinator);
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
        made
    }
}

impl IntoJs for api::StreamsTopology {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"subtopologies", self.subtopologies);
        made
    }
}

impl IntoJs for api::StreamsSubtopology {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"sourceTopics", self.source_topics);
        object::set(env, made, c"repartitionSinkTopics", self.repartition_sink_topics);
        object::set(env, made, c"stateChangelogTopics", self.state_changelog_topics);
        object::set(env, made, c"repartitionSourceTopics", self.repartition_source_topics);
        made
    }
}

impl IntoJs for api::StreamsTopic {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"partitions", self.partitions);
        object::set(env, made, c"replicationFactor", self.replication_factor);
        object::set(env, made, c"config", self.config);
        made
    }
}

impl IntoJs for api::StreamsMemberDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"memberId", self.member_id);
        object::set(env, made, c"groupInstanceId", self.group_instance_id);
        object::set(env, made, c"rack", self.rack);
        object::set(env, made, c"epoch", self.epoch);
        object::set(env, made, c"clientId", self.client_id);
        object::set(env, made, c"host", self.host);
        object::set(env, made, c"topologyEpoch", self.topology_epoch);
        object::set(env, made, c"processId", self.process_id);
        object::set(env, made, c"userEndpoint", self.user_endpoint);
        object::set(env, made, c"clientTags", self.client_tags);
        object::set(env, made, c"taskOffsets", self.task_offsets);
        object::set(env, made, c"taskEndOffsets", self.task_end_offsets);
        object::set(env, made, c"assignment", self.assignment);
        object::set(env, made, c"targetAssignment", self.target_assignment);
        object::set(env, made, c"classic", self.classic);
        made
    }
}

impl IntoJs for api::StreamsTask {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"subtopology", self.subtopology);
        object::set(env, made, c"partition", self.partition);
        made
    }
}

impl IntoJs for api::StreamsTaskOffset {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"subtopology", self.subtopology);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        made
    }
}

impl IntoJs for api::StreamsTasks {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"active", self.active);
        object::set(env, made, c"standby", self.standby);
        object::set(env, made, c"warmup", self.warmup);
        made
    }
}

impl IntoJs for api::StreamsGroupDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl FromJs for api::NewTopic {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["name", "partitions", "replicationFactor", "config", "assignments"])?;
        Ok(Self {
            name: fields.take("name")?,
            partitions: fields.take("partitions")?,
            replication_factor: fields.take("replicationFactor")?,
            config: fields.take("config")?,
            assignments: fields.take("assignments")?,
        })
    }
}

impl FromJs for api::PartitionAssignment {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["replicas"])?;
        Ok(Self {
            replicas: fields.take("replicas")?,
        })
    }
}

impl IntoJs for api::CreatedTopic {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"partitions", self.partitions);
        object::set(env, made, c"replicationFactor", self.replication_factor);
        object::set(env, made, c"config", self.config);
        made
    }
}

impl IntoJs for api::CreatedTopics {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
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
        object::set(env, made, c"authorizedOperations", self.authorized_operations);
        made
    }
}

impl IntoJs for api::TopicDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
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
        object::set(env, made, c"offlineReplicas", self.offline_replicas);
        object::set(env, made, c"eligibleLeaderReplicas", self.eligible_leader_replicas);
        object::set(env, made, c"lastKnownEligibleLeaderReplicas", self.last_known_eligible_leader_replicas);
        made
    }
}

impl IntoJs for api::TransactionListing {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"transactionalId", self.transactional_id);
        object::set(env, made, c"producerId", self.producer_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"coordinator", self.coordinator);
        made
    }
}

impl IntoJs for api::TransactionDescription {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"transactionalId", self.transactional_id);
        object::set(env, made, c"state", self.state);
        object::set(env, made, c"producerId", self.producer_id);
        object::set(env, made, c"producerEpoch", self.producer_epoch);
        object::set(env, made, c"timeoutMs", self.timeout_ms);
        object::set(env, made, c"startedAt", self.started_at);
        object::set(env, made, c"partitions", self.partitions);
        object::set(env, made, c"coordinator", self.coordinator);
        made
    }
}

impl IntoJs for api::TransactionDescriptions {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
    }
}

impl IntoJs for api::FencedProducer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"transactionalId", self.transactional_id);
        object::set(env, made, c"producerId", self.producer_id);
        object::set(env, made, c"producerEpoch", self.producer_epoch);
        made
    }
}

impl IntoJs for api::FencedProducers {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"found", self.found);
        object::set(env, made, c"refused", self.refused);
        made
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

impl IntoJs for api::ProcessRecord {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        object::set(env, made, c"key", self.key);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"headers", self.headers);
        object::set(env, made, c"origin", self.origin);
        made
    }
}

impl IntoJs for api::Origin {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        object::set(env, made, c"groupId", self.group_id);
        object::set(env, made, c"attempts", self.attempts);
        object::set(env, made, c"message", self.message);
        object::set(env, made, c"errorKind", self.error_kind);
        object::set(env, made, c"step", self.step);
        made
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

    fn all_of(raw: Raw) -> Option<Result<Vec<Self>, Wrong>> {
        Some(object::pairs(raw, |key, value| Self { key, value }))
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

impl FromJs for api::SchemaReference {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["name", "subject", "version"])?;
        Ok(Self {
            name: fields.take("name")?,
            subject: fields.take("subject")?,
            version: fields.take("version")?,
        })
    }
}

impl IntoJs for api::SchemaReference {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"name", self.name);
        object::set(env, made, c"subject", self.subject);
        object::set(env, made, c"version", self.version);
        made
    }
}

impl FromJs for api::Schema {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["kind", "text", "references"])?;
        Ok(Self {
            kind: fields.take("kind")?,
            text: fields.take("text")?,
            references: fields.take("references")?,
        })
    }
}

impl IntoJs for api::Schema {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"kind", self.kind);
        object::set(env, made, c"text", self.text);
        object::set(env, made, c"references", self.references);
        made
    }
}

impl IntoJs for api::RegisteredSchema {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"subject", self.subject);
        object::set(env, made, c"version", self.version);
        object::set(env, made, c"schema", self.schema);
        made
    }
}

impl IntoJs for api::Unframed {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"id", self.id);
        object::set(env, made, c"payload", self.payload);
        object::set(env, made, c"indexes", self.indexes);
        made
    }
}

impl FromJs for api::ShareRecord {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "partition", "offset", "timestamp", "key", "value", "headers", "deliveryCount"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            key: fields.take("key")?,
            value: fields.take("value")?,
            headers: fields.take("headers")?,
            delivery_count: fields.take("deliveryCount")?,
        })
    }
}

impl IntoJs for api::ShareRecord {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"offset", self.offset);
        object::set(env, made, c"timestamp", self.timestamp);
        object::set(env, made, c"key", self.key);
        object::set(env, made, c"value", self.value);
        object::set(env, made, c"headers", self.headers);
        object::set(env, made, c"deliveryCount", self.delivery_count);
        made
    }
}

impl IntoJs for api::ShareBatch {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"records", self.records);
        made
    }
}

impl IntoJs for api::AcknowledgementOutcome {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"topic", self.topic);
        object::set(env, made, c"partition", self.partition);
        object::set(env, made, c"error", self.error);
        made
    }
}

impl IntoJs for api::CompatibilityCheck {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        let made = object::empty(env);
        object::set(env, made, c"isCompatible", self.is_compatible);
        object::set(env, made, c"messages", self.messages);
        made
    }
}

impl FromJs for api::OutputRecord {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let fields = Fields::of(raw, &["topic", "value", "key", "partition", "timestamp", "headers"])?;
        Ok(Self {
            topic: fields.take("topic")?,
            value: fields.take("value")?,
            key: fields.take("key")?,
            partition: fields.take("partition")?,
            timestamp: fields.take("timestamp")?,
            headers: fields.take("headers")?,
        })
    }
}
