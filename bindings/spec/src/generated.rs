// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use std::sync::Arc;

use ottla_api::*;

use crate::value::{Arguments, Called, Fields, Plain, Value, Wrong, done, waits};

/// An object of the API.
#[derive(Clone, Debug)]
pub enum Object {
    /// A `Admin`.
    Admin(Arc<Admin>),
    /// A `Broker`.
    Broker(Arc<Broker>),
    /// A `Client`.
    Client(Arc<Client>),
    /// A `Consumer`.
    Consumer(Arc<Consumer>),
    /// A `Events`.
    Events(Arc<Events>),
    /// A `PartitionConsumer`.
    PartitionConsumer(Arc<PartitionConsumer>),
    /// A `Producer`.
    Producer(Arc<Producer>),
    /// A `Delivery`.
    Delivery(Arc<Delivery>),
    /// A `RecordBatch`.
    RecordBatch(Arc<RecordBatch>),
    /// A `SchemaRegistry`.
    SchemaRegistry(Arc<SchemaRegistry>),
    /// A `ShareConsumer`.
    ShareConsumer(Arc<ShareConsumer>),
    /// A `Transaction`.
    Transaction(Arc<Transaction>),
}

impl Plain for Arc<Admin> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Admin(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Admin"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Admin(self))
    }
}

impl Plain for Arc<Broker> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Broker(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Broker"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Broker(self))
    }
}

impl Plain for Arc<Client> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Client(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Client"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Client(self))
    }
}

impl Plain for Arc<Consumer> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Consumer(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Consumer"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Consumer(self))
    }
}

impl Plain for Arc<Events> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Events(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Events"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Events(self))
    }
}

impl Plain for Arc<PartitionConsumer> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::PartitionConsumer(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no PartitionConsumer"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::PartitionConsumer(self))
    }
}

impl Plain for Arc<Producer> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Producer(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Producer"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Producer(self))
    }
}

impl Plain for Arc<Delivery> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Delivery(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Delivery"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Delivery(self))
    }
}

impl Plain for Arc<RecordBatch> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::RecordBatch(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no RecordBatch"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::RecordBatch(self))
    }
}

impl Plain for Arc<SchemaRegistry> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::SchemaRegistry(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no SchemaRegistry"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::SchemaRegistry(self))
    }
}

impl Plain for Arc<ShareConsumer> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::ShareConsumer(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no ShareConsumer"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::ShareConsumer(self))
    }
}

impl Plain for Arc<Transaction> {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(Object::Transaction(it)) => Ok(it),
            other => Err(Wrong::new(format!("{other:?} is no Transaction"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Object(Object::Transaction(self))
    }
}

impl Object {
    /// The function that ends it, if it has one.
    #[must_use]
    pub fn closer(&self) -> Option<&'static str> {
        match self {
            Self::Admin(_) => Some("close"),
            Self::Broker(_) => Some("stop"),
            Self::Client(_) => Some("close"),
            Self::Consumer(_) => Some("close"),
            Self::PartitionConsumer(_) => Some("close"),
            Self::Producer(_) => Some("close"),
            Self::SchemaRegistry(_) => Some("close"),
            Self::ShareConsumer(_) => Some("close"),
            _ => None,
        }
    }
}

impl Plain for Acl {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Acl")?;
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

    fn into_value(self) -> Value {
        Value::map([
            ("resource", self.resource.into_value()),
            ("name", self.name.into_value()),
            ("pattern", self.pattern.into_value()),
            ("principal", self.principal.into_value()),
            ("host", self.host.into_value()),
            ("operation", self.operation.into_value()),
            ("permission", self.permission.into_value()),
        ])
    }
}

impl Plain for AclFilter {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "AclFilter")?;
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

    fn into_value(self) -> Value {
        Value::map([
            ("resource", self.resource.into_value()),
            ("name", self.name.into_value()),
            ("pattern", self.pattern.into_value()),
            ("principal", self.principal.into_value()),
            ("host", self.host.into_value()),
            ("operation", self.operation.into_value()),
            ("permission", self.permission.into_value()),
        ])
    }
}

impl Plain for AclDeletion {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "AclDeletion")?;
        Ok(Self {
            filter: fields.take("filter")?,
            deleted: fields.take("deleted")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("filter", self.filter.into_value()),
            ("deleted", self.deleted.into_value()),
        ])
    }
}

impl Plain for AclDeletions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "AclDeletions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for Refusal {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Refusal")?;
        Ok(Self {
            name: fields.take("name")?,
            error: fields.take("error")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("error", self.error.into_value()),
        ])
    }
}

impl Plain for ClassicGroupDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ClassicGroupDescription")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            protocol_type: fields.take("protocol_type")?,
            protocol: fields.take("protocol")?,
            state: fields.take("state")?,
            members: fields.take("members")?,
            coordinator: fields.take("coordinator")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("protocol_type", self.protocol_type.into_value()),
            ("protocol", self.protocol.into_value()),
            ("state", self.state.into_value()),
            ("members", self.members.into_value()),
            ("coordinator", self.coordinator.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for ClassicMemberDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ClassicMemberDescription")?;
        Ok(Self {
            member_id: fields.take("member_id")?,
            group_instance_id: fields.take("group_instance_id")?,
            client_id: fields.take("client_id")?,
            host: fields.take("host")?,
            metadata: fields.take("metadata")?,
            assignment: fields.take("assignment")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("member_id", self.member_id.into_value()),
            ("group_instance_id", self.group_instance_id.into_value()),
            ("client_id", self.client_id.into_value()),
            ("host", self.host.into_value()),
            ("metadata", self.metadata.into_value()),
            ("assignment", self.assignment.into_value()),
        ])
    }
}

impl Plain for ClassicGroupDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ClassicGroupDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ClusterDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ClusterDescription")?;
        Ok(Self {
            id: fields.take("id")?,
            controller: fields.take("controller")?,
            brokers: fields.take("brokers")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("controller", self.controller.into_value()),
            ("brokers", self.brokers.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for BrokerDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "BrokerDescription")?;
        Ok(Self {
            id: fields.take("id")?,
            host: fields.take("host")?,
            port: fields.take("port")?,
            rack: fields.take("rack")?,
            fenced: fields.take("fenced")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("host", self.host.into_value()),
            ("port", self.port.into_value()),
            ("rack", self.rack.into_value()),
            ("fenced", self.fenced.into_value()),
        ])
    }
}

impl Plain for ConfigResource {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigResource")?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("name", self.name.into_value()),
        ])
    }
}

impl Plain for ConfigEntry {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigEntry")?;
        Ok(Self {
            name: fields.take("name")?,
            value: fields.take("value")?,
            is_default: fields.take("is_default")?,
            source: fields.take("source")?,
            read_only: fields.take("read_only")?,
            sensitive: fields.take("sensitive")?,
            key_type: fields.take("key_type")?,
            synonyms: fields.take("synonyms")?,
            documentation: fields.take("documentation")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("value", self.value.into_value()),
            ("is_default", self.is_default.into_value()),
            ("source", self.source.into_value()),
            ("read_only", self.read_only.into_value()),
            ("sensitive", self.sensitive.into_value()),
            ("key_type", self.key_type.into_value()),
            ("synonyms", self.synonyms.into_value()),
            ("documentation", self.documentation.into_value()),
        ])
    }
}

impl Plain for ConfigSynonym {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigSynonym")?;
        Ok(Self {
            name: fields.take("name")?,
            value: fields.take("value")?,
            source: fields.take("source")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("value", self.value.into_value()),
            ("source", self.source.into_value()),
        ])
    }
}

impl Plain for ConfigDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigDescription")?;
        Ok(Self {
            resource: fields.take("resource")?,
            entries: fields.take("entries")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("resource", self.resource.into_value()),
            ("entries", self.entries.into_value()),
        ])
    }
}

impl Plain for ConfigDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ConfigChange {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigChange")?;
        Ok(Self {
            key: fields.take("key")?,
            operation: fields.take("operation")?,
            value: fields.take("value")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("key", self.key.into_value()),
            ("operation", self.operation.into_value()),
            ("value", self.value.into_value()),
        ])
    }
}

impl Plain for ConfigUpdate {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ConfigUpdate")?;
        Ok(Self {
            resource: fields.take("resource")?,
            changes: fields.take("changes")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("resource", self.resource.into_value()),
            ("changes", self.changes.into_value()),
        ])
    }
}

impl Plain for Principal {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Principal")?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("name", self.name.into_value()),
        ])
    }
}

impl Plain for DelegationToken {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "DelegationToken")?;
        Ok(Self {
            id: fields.take("id")?,
            hmac: fields.take("hmac")?,
            owner: fields.take("owner")?,
            requester: fields.take("requester")?,
            renewers: fields.take("renewers")?,
            issued_at: fields.take("issued_at")?,
            expires_at: fields.take("expires_at")?,
            expires_at_max: fields.take("expires_at_max")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("hmac", self.hmac.into_value()),
            ("owner", self.owner.into_value()),
            ("requester", self.requester.into_value()),
            ("renewers", self.renewers.into_value()),
            ("issued_at", self.issued_at.into_value()),
            ("expires_at", self.expires_at.into_value()),
            ("expires_at_max", self.expires_at_max.into_value()),
        ])
    }
}

impl Plain for FeatureDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "FeatureDescription")?;
        Ok(Self {
            name: fields.take("name")?,
            level: fields.take("level")?,
            supported_min: fields.take("supported_min")?,
            supported_max: fields.take("supported_max")?,
            epoch: fields.take("epoch")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("level", self.level.into_value()),
            ("supported_min", self.supported_min.into_value()),
            ("supported_max", self.supported_max.into_value()),
            ("epoch", self.epoch.into_value()),
        ])
    }
}

impl Plain for FeatureUpdate {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "FeatureUpdate")?;
        Ok(Self {
            name: fields.take("name")?,
            level: fields.take("level")?,
            change: fields.take("change")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("level", self.level.into_value()),
            ("change", self.change.into_value()),
        ])
    }
}

impl Plain for GroupOffsetsQuery {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupOffsetsQuery")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            partitions: fields.take("partitions")?,
            stable: fields.take("stable")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("partitions", self.partitions.into_value()),
            ("stable", self.stable.into_value()),
        ])
    }
}

impl Plain for GroupOffsets {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupOffsets")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            offsets: fields.take("offsets")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("offsets", self.offsets.into_value()),
        ])
    }
}

impl Plain for GroupOffsetsListings {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupOffsetsListings")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for GroupListing {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupListing")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            state: fields.take("state")?,
            protocol_type: fields.take("protocol_type")?,
            kind: fields.take("kind")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("state", self.state.into_value()),
            ("protocol_type", self.protocol_type.into_value()),
            ("kind", self.kind.into_value()),
        ])
    }
}

impl Plain for GroupDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupDescription")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            protocol: fields.take("protocol")?,
            state: fields.take("state")?,
            assignor: fields.take("assignor")?,
            epoch: fields.take("epoch")?,
            assignment_epoch: fields.take("assignment_epoch")?,
            members: fields.take("members")?,
            coordinator: fields.take("coordinator")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("protocol", self.protocol.into_value()),
            ("state", self.state.into_value()),
            ("assignor", self.assignor.into_value()),
            ("epoch", self.epoch.into_value()),
            ("assignment_epoch", self.assignment_epoch.into_value()),
            ("members", self.members.into_value()),
            ("coordinator", self.coordinator.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for GroupDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "GroupDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for MemberDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "MemberDescription")?;
        Ok(Self {
            member_id: fields.take("member_id")?,
            group_instance_id: fields.take("group_instance_id")?,
            rack: fields.take("rack")?,
            client_id: fields.take("client_id")?,
            host: fields.take("host")?,
            epoch: fields.take("epoch")?,
            protocol: fields.take("protocol")?,
            topics: fields.take("topics")?,
            topic_pattern: fields.take("topic_pattern")?,
            assignment: fields.take("assignment")?,
            target_assignment: fields.take("target_assignment")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("member_id", self.member_id.into_value()),
            ("group_instance_id", self.group_instance_id.into_value()),
            ("rack", self.rack.into_value()),
            ("client_id", self.client_id.into_value()),
            ("host", self.host.into_value()),
            ("epoch", self.epoch.into_value()),
            ("protocol", self.protocol.into_value()),
            ("topics", self.topics.into_value()),
            ("topic_pattern", self.topic_pattern.into_value()),
            ("assignment", self.assignment.into_value()),
            ("target_assignment", self.target_assignment.into_value()),
        ])
    }
}

impl Plain for MemberToRemove {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "MemberToRemove")?;
        Ok(Self {
            group_instance_id: fields.take("group_instance_id")?,
            member_id: fields.take("member_id")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_instance_id", self.group_instance_id.into_value()),
            ("member_id", self.member_id.into_value()),
        ])
    }
}

impl Plain for LogDirListing {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "LogDirListing")?;
        Ok(Self {
            broker: fields.take("broker")?,
            log_dirs: fields.take("log_dirs")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("broker", self.broker.into_value()),
            ("log_dirs", self.log_dirs.into_value()),
        ])
    }
}

impl Plain for LogDirDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "LogDirDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for LogDirDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "LogDirDescription")?;
        Ok(Self {
            path: fields.take("path")?,
            error: fields.take("error")?,
            replicas: fields.take("replicas")?,
            total_bytes: fields.take("total_bytes")?,
            usable_bytes: fields.take("usable_bytes")?,
            cordoned: fields.take("cordoned")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("path", self.path.into_value()),
            ("error", self.error.into_value()),
            ("replicas", self.replicas.into_value()),
            ("total_bytes", self.total_bytes.into_value()),
            ("usable_bytes", self.usable_bytes.into_value()),
            ("cordoned", self.cordoned.into_value()),
        ])
    }
}

impl Plain for LogDirReplica {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "LogDirReplica")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            size: fields.take("size")?,
            offset_lag: fields.take("offset_lag")?,
            future: fields.take("future")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("size", self.size.into_value()),
            ("offset_lag", self.offset_lag.into_value()),
            ("future", self.future.into_value()),
        ])
    }
}

impl Plain for Replica {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Replica")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            broker: fields.take("broker")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("broker", self.broker.into_value()),
        ])
    }
}

impl Plain for ReplicaLogDirs {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ReplicaLogDirs")?;
        Ok(Self {
            name: fields.take("name")?,
            current: fields.take("current")?,
            current_lag: fields.take("current_lag")?,
            future: fields.take("future")?,
            future_lag: fields.take("future_lag")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("current", self.current.into_value()),
            ("current_lag", self.current_lag.into_value()),
            ("future", self.future.into_value()),
            ("future_lag", self.future_lag.into_value()),
        ])
    }
}

impl Plain for ReplicaLogDirsListings {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ReplicaLogDirsListings")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ReplicaMove {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ReplicaMove")?;
        Ok(Self {
            replica: fields.take("replica")?,
            log_dir: fields.take("log_dir")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("replica", self.replica.into_value()),
            ("log_dir", self.log_dir.into_value()),
        ])
    }
}

impl Plain for QuorumDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuorumDescription")?;
        Ok(Self {
            leader: fields.take("leader")?,
            leader_epoch: fields.take("leader_epoch")?,
            high_watermark: fields.take("high_watermark")?,
            voters: fields.take("voters")?,
            observers: fields.take("observers")?,
            nodes: fields.take("nodes")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("leader", self.leader.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
            ("high_watermark", self.high_watermark.into_value()),
            ("voters", self.voters.into_value()),
            ("observers", self.observers.into_value()),
            ("nodes", self.nodes.into_value()),
        ])
    }
}

impl Plain for QuorumReplica {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuorumReplica")?;
        Ok(Self {
            id: fields.take("id")?,
            directory_id: fields.take("directory_id")?,
            log_end_offset: fields.take("log_end_offset")?,
            last_fetch: fields.take("last_fetch")?,
            last_caught_up: fields.take("last_caught_up")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("directory_id", self.directory_id.into_value()),
            ("log_end_offset", self.log_end_offset.into_value()),
            ("last_fetch", self.last_fetch.into_value()),
            ("last_caught_up", self.last_caught_up.into_value()),
        ])
    }
}

impl Plain for QuorumNode {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuorumNode")?;
        Ok(Self {
            id: fields.take("id")?,
            endpoints: fields.take("endpoints")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("endpoints", self.endpoints.into_value()),
        ])
    }
}

impl Plain for RaftEndpoint {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "RaftEndpoint")?;
        Ok(Self {
            listener: fields.take("listener")?,
            host: fields.take("host")?,
            port: fields.take("port")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("listener", self.listener.into_value()),
            ("host", self.host.into_value()),
            ("port", self.port.into_value()),
        ])
    }
}

impl Plain for RaftVoter {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "RaftVoter")?;
        Ok(Self {
            id: fields.take("id")?,
            directory_id: fields.take("directory_id")?,
            cluster_id: fields.take("cluster_id")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("directory_id", self.directory_id.into_value()),
            ("cluster_id", self.cluster_id.into_value()),
        ])
    }
}

impl Plain for ProducerDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ProducerDescription")?;
        Ok(Self {
            producer_id: fields.take("producer_id")?,
            producer_epoch: fields.take("producer_epoch")?,
            last_sequence: fields.take("last_sequence")?,
            last_timestamp: fields.take("last_timestamp")?,
            coordinator_epoch: fields.take("coordinator_epoch")?,
            transaction_start_offset: fields.take("transaction_start_offset")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("producer_id", self.producer_id.into_value()),
            ("producer_epoch", self.producer_epoch.into_value()),
            ("last_sequence", self.last_sequence.into_value()),
            ("last_timestamp", self.last_timestamp.into_value()),
            ("coordinator_epoch", self.coordinator_epoch.into_value()),
            ("transaction_start_offset", self.transaction_start_offset.into_value()),
        ])
    }
}

impl Plain for PartitionProducers {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "PartitionProducers")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            producers: fields.take("producers")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("producers", self.producers.into_value()),
        ])
    }
}

impl Plain for ProducerDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ProducerDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for HangingTransaction {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "HangingTransaction")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            producer_id: fields.take("producer_id")?,
            producer_epoch: fields.take("producer_epoch")?,
            coordinator_epoch: fields.take("coordinator_epoch")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("producer_id", self.producer_id.into_value()),
            ("producer_epoch", self.producer_epoch.into_value()),
            ("coordinator_epoch", self.coordinator_epoch.into_value()),
        ])
    }
}

impl Plain for QuotaPart {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuotaPart")?;
        Ok(Self {
            kind: fields.take("kind")?,
            name: fields.take("name")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("name", self.name.into_value()),
        ])
    }
}

impl Plain for ClientQuotas {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ClientQuotas")?;
        Ok(Self {
            entity: fields.take("entity")?,
            quotas: fields.take("quotas")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("entity", self.entity.into_value()),
            ("quotas", self.quotas.into_value()),
        ])
    }
}

impl Plain for QuotaChange {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuotaChange")?;
        Ok(Self {
            key: fields.take("key")?,
            value: fields.take("value")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("key", self.key.into_value()),
            ("value", self.value.into_value()),
        ])
    }
}

impl Plain for QuotaUpdate {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuotaUpdate")?;
        Ok(Self {
            entity: fields.take("entity")?,
            changes: fields.take("changes")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("entity", self.entity.into_value()),
            ("changes", self.changes.into_value()),
        ])
    }
}

impl Plain for QuotaMatch {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "QuotaMatch")?;
        Ok(Self {
            kind: fields.take("kind")?,
            matching: fields.take("matching")?,
            name: fields.take("name")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("matching", self.matching.into_value()),
            ("name", self.name.into_value()),
        ])
    }
}

impl Plain for Reassignment {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Reassignment")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            replicas: fields.take("replicas")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("replicas", self.replicas.into_value()),
        ])
    }
}

impl Plain for PartitionReassignment {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "PartitionReassignment")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            replicas: fields.take("replicas")?,
            adding: fields.take("adding")?,
            removing: fields.take("removing")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("replicas", self.replicas.into_value()),
            ("adding", self.adding.into_value()),
            ("removing", self.removing.into_value()),
        ])
    }
}

impl Plain for OffsetAt {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "OffsetAt")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            spec: fields.take("spec")?,
            timestamp: fields.take("timestamp")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("spec", self.spec.into_value()),
            ("timestamp", self.timestamp.into_value()),
        ])
    }
}

impl Plain for ListedOffset {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ListedOffset")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            leader_epoch: fields.take("leader_epoch")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
        ])
    }
}

impl Plain for ListedOffsets {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ListedOffsets")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for DeletedRecords {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "DeletedRecords")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            low_watermark: fields.take("low_watermark")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("low_watermark", self.low_watermark.into_value()),
        ])
    }
}

impl Plain for RecordDeletions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "RecordDeletions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ScramCredential {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ScramCredential")?;
        Ok(Self {
            mechanism: fields.take("mechanism")?,
            iterations: fields.take("iterations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("mechanism", self.mechanism.into_value()),
            ("iterations", self.iterations.into_value()),
        ])
    }
}

impl Plain for ScramCredentials {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ScramCredentials")?;
        Ok(Self {
            user: fields.take("user")?,
            credentials: fields.take("credentials")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("user", self.user.into_value()),
            ("credentials", self.credentials.into_value()),
        ])
    }
}

impl Plain for ScramDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ScramDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ScramAlteration {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ScramAlteration")?;
        Ok(Self {
            user: fields.take("user")?,
            mechanism: fields.take("mechanism")?,
            password: fields.take("password")?,
            iterations: fields.take("iterations")?,
            salt: fields.take("salt")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("user", self.user.into_value()),
            ("mechanism", self.mechanism.into_value()),
            ("password", self.password.into_value()),
            ("iterations", self.iterations.into_value()),
            ("salt", self.salt.into_value()),
        ])
    }
}

impl Plain for ShareGroupDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupDescription")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            state: fields.take("state")?,
            epoch: fields.take("epoch")?,
            assignment_epoch: fields.take("assignment_epoch")?,
            assignor: fields.take("assignor")?,
            members: fields.take("members")?,
            coordinator: fields.take("coordinator")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("state", self.state.into_value()),
            ("epoch", self.epoch.into_value()),
            ("assignment_epoch", self.assignment_epoch.into_value()),
            ("assignor", self.assignor.into_value()),
            ("members", self.members.into_value()),
            ("coordinator", self.coordinator.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for ShareMemberDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareMemberDescription")?;
        Ok(Self {
            member_id: fields.take("member_id")?,
            rack: fields.take("rack")?,
            epoch: fields.take("epoch")?,
            client_id: fields.take("client_id")?,
            host: fields.take("host")?,
            topics: fields.take("topics")?,
            assignment: fields.take("assignment")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("member_id", self.member_id.into_value()),
            ("rack", self.rack.into_value()),
            ("epoch", self.epoch.into_value()),
            ("client_id", self.client_id.into_value()),
            ("host", self.host.into_value()),
            ("topics", self.topics.into_value()),
            ("assignment", self.assignment.into_value()),
        ])
    }
}

impl Plain for ShareGroupDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ShareGroupOffsetsQuery {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupOffsetsQuery")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            partitions: fields.take("partitions")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("partitions", self.partitions.into_value()),
        ])
    }
}

impl Plain for ShareGroupOffset {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupOffset")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            start_offset: fields.take("start_offset")?,
            leader_epoch: fields.take("leader_epoch")?,
            lag: fields.take("lag")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("start_offset", self.start_offset.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
            ("lag", self.lag.into_value()),
        ])
    }
}

impl Plain for ShareGroupOffsets {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupOffsets")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            offsets: fields.take("offsets")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("offsets", self.offsets.into_value()),
        ])
    }
}

impl Plain for ShareGroupOffsetsListings {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareGroupOffsetsListings")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for StreamsGroupDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsGroupDescription")?;
        Ok(Self {
            group_id: fields.take("group_id")?,
            state: fields.take("state")?,
            epoch: fields.take("epoch")?,
            assignment_epoch: fields.take("assignment_epoch")?,
            topology: fields.take("topology")?,
            members: fields.take("members")?,
            coordinator: fields.take("coordinator")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("state", self.state.into_value()),
            ("epoch", self.epoch.into_value()),
            ("assignment_epoch", self.assignment_epoch.into_value()),
            ("topology", self.topology.into_value()),
            ("members", self.members.into_value()),
            ("coordinator", self.coordinator.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for StreamsTopology {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsTopology")?;
        Ok(Self {
            epoch: fields.take("epoch")?,
            subtopologies: fields.take("subtopologies")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("epoch", self.epoch.into_value()),
            ("subtopologies", self.subtopologies.into_value()),
        ])
    }
}

impl Plain for StreamsSubtopology {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsSubtopology")?;
        Ok(Self {
            id: fields.take("id")?,
            source_topics: fields.take("source_topics")?,
            repartition_sink_topics: fields.take("repartition_sink_topics")?,
            state_changelog_topics: fields.take("state_changelog_topics")?,
            repartition_source_topics: fields.take("repartition_source_topics")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("source_topics", self.source_topics.into_value()),
            ("repartition_sink_topics", self.repartition_sink_topics.into_value()),
            ("state_changelog_topics", self.state_changelog_topics.into_value()),
            ("repartition_source_topics", self.repartition_source_topics.into_value()),
        ])
    }
}

impl Plain for StreamsTopic {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsTopic")?;
        Ok(Self {
            name: fields.take("name")?,
            partitions: fields.take("partitions")?,
            replication_factor: fields.take("replication_factor")?,
            config: fields.take("config")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("partitions", self.partitions.into_value()),
            ("replication_factor", self.replication_factor.into_value()),
            ("config", self.config.into_value()),
        ])
    }
}

impl Plain for StreamsMemberDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsMemberDescription")?;
        Ok(Self {
            member_id: fields.take("member_id")?,
            group_instance_id: fields.take("group_instance_id")?,
            rack: fields.take("rack")?,
            epoch: fields.take("epoch")?,
            client_id: fields.take("client_id")?,
            host: fields.take("host")?,
            topology_epoch: fields.take("topology_epoch")?,
            process_id: fields.take("process_id")?,
            user_endpoint: fields.take("user_endpoint")?,
            client_tags: fields.take("client_tags")?,
            task_offsets: fields.take("task_offsets")?,
            task_end_offsets: fields.take("task_end_offsets")?,
            assignment: fields.take("assignment")?,
            target_assignment: fields.take("target_assignment")?,
            classic: fields.take("classic")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("member_id", self.member_id.into_value()),
            ("group_instance_id", self.group_instance_id.into_value()),
            ("rack", self.rack.into_value()),
            ("epoch", self.epoch.into_value()),
            ("client_id", self.client_id.into_value()),
            ("host", self.host.into_value()),
            ("topology_epoch", self.topology_epoch.into_value()),
            ("process_id", self.process_id.into_value()),
            ("user_endpoint", self.user_endpoint.into_value()),
            ("client_tags", self.client_tags.into_value()),
            ("task_offsets", self.task_offsets.into_value()),
            ("task_end_offsets", self.task_end_offsets.into_value()),
            ("assignment", self.assignment.into_value()),
            ("target_assignment", self.target_assignment.into_value()),
            ("classic", self.classic.into_value()),
        ])
    }
}

impl Plain for StreamsTask {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsTask")?;
        Ok(Self {
            subtopology: fields.take("subtopology")?,
            partition: fields.take("partition")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("subtopology", self.subtopology.into_value()),
            ("partition", self.partition.into_value()),
        ])
    }
}

impl Plain for StreamsTaskOffset {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsTaskOffset")?;
        Ok(Self {
            subtopology: fields.take("subtopology")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("subtopology", self.subtopology.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
        ])
    }
}

impl Plain for StreamsTasks {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsTasks")?;
        Ok(Self {
            active: fields.take("active")?,
            standby: fields.take("standby")?,
            warmup: fields.take("warmup")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("active", self.active.into_value()),
            ("standby", self.standby.into_value()),
            ("warmup", self.warmup.into_value()),
        ])
    }
}

impl Plain for StreamsGroupDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "StreamsGroupDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for NewTopic {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "NewTopic")?;
        Ok(Self {
            name: fields.take("name")?,
            partitions: fields.take("partitions")?,
            replication_factor: fields.take("replication_factor")?,
            config: fields.take("config")?,
            assignments: fields.take("assignments")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("partitions", self.partitions.into_value()),
            ("replication_factor", self.replication_factor.into_value()),
            ("config", self.config.into_value()),
            ("assignments", self.assignments.into_value()),
        ])
    }
}

impl Plain for PartitionAssignment {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "PartitionAssignment")?;
        Ok(Self {
            replicas: fields.take("replicas")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("replicas", self.replicas.into_value()),
        ])
    }
}

impl Plain for CreatedTopic {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "CreatedTopic")?;
        Ok(Self {
            name: fields.take("name")?,
            id: fields.take("id")?,
            partitions: fields.take("partitions")?,
            replication_factor: fields.take("replication_factor")?,
            config: fields.take("config")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("id", self.id.into_value()),
            ("partitions", self.partitions.into_value()),
            ("replication_factor", self.replication_factor.into_value()),
            ("config", self.config.into_value()),
        ])
    }
}

impl Plain for CreatedTopics {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "CreatedTopics")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for TopicListing {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TopicListing")?;
        Ok(Self {
            name: fields.take("name")?,
            id: fields.take("id")?,
            partitions: fields.take("partitions")?,
            internal: fields.take("internal")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("id", self.id.into_value()),
            ("partitions", self.partitions.into_value()),
            ("internal", self.internal.into_value()),
        ])
    }
}

impl Plain for TopicDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TopicDescription")?;
        Ok(Self {
            name: fields.take("name")?,
            id: fields.take("id")?,
            internal: fields.take("internal")?,
            partitions: fields.take("partitions")?,
            authorized_operations: fields.take("authorized_operations")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("id", self.id.into_value()),
            ("internal", self.internal.into_value()),
            ("partitions", self.partitions.into_value()),
            ("authorized_operations", self.authorized_operations.into_value()),
        ])
    }
}

impl Plain for TopicDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TopicDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for PartitionDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "PartitionDescription")?;
        Ok(Self {
            partition: fields.take("partition")?,
            leader: fields.take("leader")?,
            leader_epoch: fields.take("leader_epoch")?,
            replicas: fields.take("replicas")?,
            in_sync_replicas: fields.take("in_sync_replicas")?,
            offline_replicas: fields.take("offline_replicas")?,
            eligible_leader_replicas: fields.take("eligible_leader_replicas")?,
            last_known_eligible_leader_replicas: fields.take("last_known_eligible_leader_replicas")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("partition", self.partition.into_value()),
            ("leader", self.leader.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
            ("replicas", self.replicas.into_value()),
            ("in_sync_replicas", self.in_sync_replicas.into_value()),
            ("offline_replicas", self.offline_replicas.into_value()),
            ("eligible_leader_replicas", self.eligible_leader_replicas.into_value()),
            ("last_known_eligible_leader_replicas", self.last_known_eligible_leader_replicas.into_value()),
        ])
    }
}

impl Plain for TransactionListing {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TransactionListing")?;
        Ok(Self {
            transactional_id: fields.take("transactional_id")?,
            producer_id: fields.take("producer_id")?,
            state: fields.take("state")?,
            coordinator: fields.take("coordinator")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("transactional_id", self.transactional_id.into_value()),
            ("producer_id", self.producer_id.into_value()),
            ("state", self.state.into_value()),
            ("coordinator", self.coordinator.into_value()),
        ])
    }
}

impl Plain for TransactionDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TransactionDescription")?;
        Ok(Self {
            transactional_id: fields.take("transactional_id")?,
            state: fields.take("state")?,
            producer_id: fields.take("producer_id")?,
            producer_epoch: fields.take("producer_epoch")?,
            timeout_ms: fields.take("timeout_ms")?,
            started_at: fields.take("started_at")?,
            partitions: fields.take("partitions")?,
            coordinator: fields.take("coordinator")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("transactional_id", self.transactional_id.into_value()),
            ("state", self.state.into_value()),
            ("producer_id", self.producer_id.into_value()),
            ("producer_epoch", self.producer_epoch.into_value()),
            ("timeout_ms", self.timeout_ms.into_value()),
            ("started_at", self.started_at.into_value()),
            ("partitions", self.partitions.into_value()),
            ("coordinator", self.coordinator.into_value()),
        ])
    }
}

impl Plain for TransactionDescriptions {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TransactionDescriptions")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for FencedProducer {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "FencedProducer")?;
        Ok(Self {
            transactional_id: fields.take("transactional_id")?,
            producer_id: fields.take("producer_id")?,
            producer_epoch: fields.take("producer_epoch")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("transactional_id", self.transactional_id.into_value()),
            ("producer_id", self.producer_id.into_value()),
            ("producer_epoch", self.producer_epoch.into_value()),
        ])
    }
}

impl Plain for FencedProducers {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "FencedProducers")?;
        Ok(Self {
            found: fields.take("found")?,
            refused: fields.take("refused")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("found", self.found.into_value()),
            ("refused", self.refused.into_value()),
        ])
    }
}

impl Plain for ErrorInfo {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ErrorInfo")?;
        Ok(Self {
            kind: fields.take("kind")?,
            advice: fields.take("advice")?,
            operation: fields.take("operation")?,
            message: fields.take("message")?,
            code: fields.take("code")?,
            code_name: fields.take("code_name")?,
            context: fields.take("context")?,
            divergent_offset: fields.take("divergent_offset")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("advice", self.advice.into_value()),
            ("operation", self.operation.into_value()),
            ("message", self.message.into_value()),
            ("code", self.code.into_value()),
            ("code_name", self.code_name.into_value()),
            ("context", self.context.into_value()),
            ("divergent_offset", self.divergent_offset.into_value()),
        ])
    }
}

impl Plain for Event {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Event")?;
        Ok(Self {
            kind: fields.take("kind")?,
            details: fields.take("details")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("details", self.details.into_value()),
        ])
    }
}

impl Plain for Start {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Start")?;
        Ok(Self {
            kind: fields.take("kind")?,
            at: fields.take("at")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("at", self.at.into_value()),
        ])
    }
}

impl Plain for ProcessRecord {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ProcessRecord")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            key: fields.take("key")?,
            value: fields.take("value")?,
            headers: fields.take("headers")?,
            origin: fields.take("origin")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("key", self.key.into_value()),
            ("value", self.value.into_value()),
            ("headers", self.headers.into_value()),
            ("origin", self.origin.into_value()),
        ])
    }
}

impl Plain for Origin {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Origin")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            group_id: fields.take("group_id")?,
            attempts: fields.take("attempts")?,
            message: fields.take("message")?,
            error_kind: fields.take("error_kind")?,
            step: fields.take("step")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("group_id", self.group_id.into_value()),
            ("attempts", self.attempts.into_value()),
            ("message", self.message.into_value()),
            ("error_kind", self.error_kind.into_value()),
            ("step", self.step.into_value()),
        ])
    }
}

impl Plain for Header {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Header")?;
        Ok(Self {
            key: fields.take("key")?,
            value: fields.take("value")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("key", self.key.into_value()),
            ("value", self.value.into_value()),
        ])
    }
}

impl Plain for NewRecord {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "NewRecord")?;
        Ok(Self {
            value: fields.take("value")?,
            key: fields.take("key")?,
            partition: fields.take("partition")?,
            timestamp: fields.take("timestamp")?,
            headers: fields.take("headers")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("value", self.value.into_value()),
            ("key", self.key.into_value()),
            ("partition", self.partition.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("headers", self.headers.into_value()),
        ])
    }
}

impl Plain for Written {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Written")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
        ])
    }
}

impl Plain for Record {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Record")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            key: fields.take("key")?,
            value: fields.take("value")?,
            headers: fields.take("headers")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("key", self.key.into_value()),
            ("value", self.value.into_value()),
            ("headers", self.headers.into_value()),
        ])
    }
}

impl Plain for TopicPartition {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "TopicPartition")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
        ])
    }
}

impl Plain for PartitionOffset {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "PartitionOffset")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            leader_epoch: fields.take("leader_epoch")?,
            metadata: fields.take("metadata")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
            ("metadata", self.metadata.into_value()),
        ])
    }
}

impl Plain for SchemaReference {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "SchemaReference")?;
        Ok(Self {
            name: fields.take("name")?,
            subject: fields.take("subject")?,
            version: fields.take("version")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("subject", self.subject.into_value()),
            ("version", self.version.into_value()),
        ])
    }
}

impl Plain for Schema {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Schema")?;
        Ok(Self {
            kind: fields.take("kind")?,
            text: fields.take("text")?,
            references: fields.take("references")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("kind", self.kind.into_value()),
            ("text", self.text.into_value()),
            ("references", self.references.into_value()),
        ])
    }
}

impl Plain for RegisteredSchema {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "RegisteredSchema")?;
        Ok(Self {
            id: fields.take("id")?,
            subject: fields.take("subject")?,
            version: fields.take("version")?,
            schema: fields.take("schema")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("subject", self.subject.into_value()),
            ("version", self.version.into_value()),
            ("schema", self.schema.into_value()),
        ])
    }
}

impl Plain for Unframed {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "Unframed")?;
        Ok(Self {
            id: fields.take("id")?,
            payload: fields.take("payload")?,
            indexes: fields.take("indexes")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("payload", self.payload.into_value()),
            ("indexes", self.indexes.into_value()),
        ])
    }
}

impl Plain for ShareRecord {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareRecord")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            offset: fields.take("offset")?,
            timestamp: fields.take("timestamp")?,
            key: fields.take("key")?,
            value: fields.take("value")?,
            headers: fields.take("headers")?,
            delivery_count: fields.take("delivery_count")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("offset", self.offset.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("key", self.key.into_value()),
            ("value", self.value.into_value()),
            ("headers", self.headers.into_value()),
            ("delivery_count", self.delivery_count.into_value()),
        ])
    }
}

impl Plain for ShareBatch {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "ShareBatch")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            records: fields.take("records")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("records", self.records.into_value()),
        ])
    }
}

impl Plain for AcknowledgementOutcome {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "AcknowledgementOutcome")?;
        Ok(Self {
            topic: fields.take("topic")?,
            partition: fields.take("partition")?,
            error: fields.take("error")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("partition", self.partition.into_value()),
            ("error", self.error.into_value()),
        ])
    }
}

impl Plain for CompatibilityCheck {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "CompatibilityCheck")?;
        Ok(Self {
            is_compatible: fields.take("is_compatible")?,
            messages: fields.take("messages")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("is_compatible", self.is_compatible.into_value()),
            ("messages", self.messages.into_value()),
        ])
    }
}

impl Plain for OutputRecord {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "OutputRecord")?;
        Ok(Self {
            topic: fields.take("topic")?,
            value: fields.take("value")?,
            key: fields.take("key")?,
            partition: fields.take("partition")?,
            timestamp: fields.take("timestamp")?,
            headers: fields.take("headers")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("topic", self.topic.into_value()),
            ("value", self.value.into_value()),
            ("key", self.key.into_value()),
            ("partition", self.partition.into_value()),
            ("timestamp", self.timestamp.into_value()),
            ("headers", self.headers.into_value()),
        ])
    }
}

impl Plain for AclResourceKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Topic" => Ok(Self::Topic),
            "Group" => Ok(Self::Group),
            "Cluster" => Ok(Self::Cluster),
            "TransactionalId" => Ok(Self::TransactionalId),
            "DelegationToken" => Ok(Self::DelegationToken),
            "User" => Ok(Self::User),
            other => Err(Wrong::new(format!("AclResourceKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for AclPattern {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Literal" => Ok(Self::Literal),
            "Prefixed" => Ok(Self::Prefixed),
            other => Err(Wrong::new(format!("AclPattern has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for AclOperation {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "All" => Ok(Self::All),
            "Read" => Ok(Self::Read),
            "Write" => Ok(Self::Write),
            "Create" => Ok(Self::Create),
            "Delete" => Ok(Self::Delete),
            "Alter" => Ok(Self::Alter),
            "Describe" => Ok(Self::Describe),
            "ClusterAction" => Ok(Self::ClusterAction),
            "DescribeConfigs" => Ok(Self::DescribeConfigs),
            "AlterConfigs" => Ok(Self::AlterConfigs),
            "IdempotentWrite" => Ok(Self::IdempotentWrite),
            "CreateTokens" => Ok(Self::CreateTokens),
            "DescribeTokens" => Ok(Self::DescribeTokens),
            "TwoPhaseCommit" => Ok(Self::TwoPhaseCommit),
            other => Err(Wrong::new(format!("AclOperation has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for AclPermission {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Deny" => Ok(Self::Deny),
            "Allow" => Ok(Self::Allow),
            other => Err(Wrong::new(format!("AclPermission has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for AclPatternMatch {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Any" => Ok(Self::Any),
            "Match" => Ok(Self::Match),
            "Literal" => Ok(Self::Literal),
            "Prefixed" => Ok(Self::Prefixed),
            other => Err(Wrong::new(format!("AclPatternMatch has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for UpdateMode {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Apply" => Ok(Self::Apply),
            "ValidateOnly" => Ok(Self::ValidateOnly),
            other => Err(Wrong::new(format!("UpdateMode has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ConfigResourceKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Topic" => Ok(Self::Topic),
            "Broker" => Ok(Self::Broker),
            "Group" => Ok(Self::Group),
            "ClientMetrics" => Ok(Self::ClientMetrics),
            "BrokerLogger" => Ok(Self::BrokerLogger),
            other => Err(Wrong::new(format!("ConfigResourceKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ConfigSource {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Topic" => Ok(Self::Topic),
            "DynamicBroker" => Ok(Self::DynamicBroker),
            "DynamicDefaultBroker" => Ok(Self::DynamicDefaultBroker),
            "StaticBroker" => Ok(Self::StaticBroker),
            "Default" => Ok(Self::Default),
            "BrokerLogger" => Ok(Self::BrokerLogger),
            "ClientMetrics" => Ok(Self::ClientMetrics),
            "Group" => Ok(Self::Group),
            "Other" => Ok(Self::Other),
            other => Err(Wrong::new(format!("ConfigSource has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ConfigKeyType {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Boolean" => Ok(Self::Boolean),
            "String" => Ok(Self::String),
            "Int" => Ok(Self::Int),
            "Short" => Ok(Self::Short),
            "Long" => Ok(Self::Long),
            "Double" => Ok(Self::Double),
            "List" => Ok(Self::List),
            "Class" => Ok(Self::Class),
            "Password" => Ok(Self::Password),
            "Other" => Ok(Self::Other),
            other => Err(Wrong::new(format!("ConfigKeyType has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ConfigOperation {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Set" => Ok(Self::Set),
            "Delete" => Ok(Self::Delete),
            "Append" => Ok(Self::Append),
            "Subtract" => Ok(Self::Subtract),
            other => Err(Wrong::new(format!("ConfigOperation has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for FeatureChange {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Upgrade" => Ok(Self::Upgrade),
            "Downgrade" => Ok(Self::Downgrade),
            "UnsafeDowngrade" => Ok(Self::UnsafeDowngrade),
            other => Err(Wrong::new(format!("FeatureChange has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for QuotaKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "User" => Ok(Self::User),
            "ClientId" => Ok(Self::ClientId),
            "Ip" => Ok(Self::Ip),
            other => Err(Wrong::new(format!("QuotaKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for QuotaMatchKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Name" => Ok(Self::Name),
            "Default" => Ok(Self::Default),
            "Any" => Ok(Self::Any),
            other => Err(Wrong::new(format!("QuotaMatchKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ElectionType {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Preferred" => Ok(Self::Preferred),
            "Unclean" => Ok(Self::Unclean),
            other => Err(Wrong::new(format!("ElectionType has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ReplicationFactorChange {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Allowed" => Ok(Self::Allowed),
            "Refused" => Ok(Self::Refused),
            other => Err(Wrong::new(format!("ReplicationFactorChange has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for OffsetSpec {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Earliest" => Ok(Self::Earliest),
            "Latest" => Ok(Self::Latest),
            "Timestamp" => Ok(Self::Timestamp),
            "MaxTimestamp" => Ok(Self::MaxTimestamp),
            "EarliestLocal" => Ok(Self::EarliestLocal),
            "LatestTiered" => Ok(Self::LatestTiered),
            "EarliestPendingUpload" => Ok(Self::EarliestPendingUpload),
            other => Err(Wrong::new(format!("OffsetSpec has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ScramMechanism {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Sha256" => Ok(Self::Sha256),
            "Sha512" => Ok(Self::Sha512),
            other => Err(Wrong::new(format!("ScramMechanism has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for ErrorKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Unreachable" => Ok(Self::Unreachable),
            "TimedOut" => Ok(Self::TimedOut),
            "WrongProtocol" => Ok(Self::WrongProtocol),
            "Unsupported" => Ok(Self::Unsupported),
            "UnknownTopic" => Ok(Self::UnknownTopic),
            "AlreadyExists" => Ok(Self::AlreadyExists),
            "AuthenticationFailed" => Ok(Self::AuthenticationFailed),
            "NotAuthorized" => Ok(Self::NotAuthorized),
            "InvalidInput" => Ok(Self::InvalidInput),
            "TooLarge" => Ok(Self::TooLarge),
            "OffsetOutOfRange" => Ok(Self::OffsetOutOfRange),
            "LogTruncated" => Ok(Self::LogTruncated),
            "Corrupt" => Ok(Self::Corrupt),
            "Unprocessed" => Ok(Self::Unprocessed),
            "Unreadable" => Ok(Self::Unreadable),
            "Rebalanced" => Ok(Self::Rebalanced),
            "Aborted" => Ok(Self::Aborted),
            "Fenced" => Ok(Self::Fenced),
            "Closed" => Ok(Self::Closed),
            "Broker" => Ok(Self::Broker),
            other => Err(Wrong::new(format!("ErrorKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for Advice {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Retry" => Ok(Self::Retry),
            "Abort" => Ok(Self::Abort),
            "Rejoin" => Ok(Self::Rejoin),
            "Fatal" => Ok(Self::Fatal),
            other => Err(Wrong::new(format!("Advice has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for EventKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Connected" => Ok(Self::Connected),
            "Disconnected" => Ok(Self::Disconnected),
            "ConnectionFailed" => Ok(Self::ConnectionFailed),
            "AuthenticationFailed" => Ok(Self::AuthenticationFailed),
            "Reauthenticated" => Ok(Self::Reauthenticated),
            "Throttled" => Ok(Self::Throttled),
            "Rebootstrapped" => Ok(Self::Rebootstrapped),
            "LeaderChanged" => Ok(Self::LeaderChanged),
            "Rebalanced" => Ok(Self::Rebalanced),
            "HeartbeatFailed" => Ok(Self::HeartbeatFailed),
            "CommitFailed" => Ok(Self::CommitFailed),
            "ProducerFenced" => Ok(Self::ProducerFenced),
            "ProduceFailed" => Ok(Self::ProduceFailed),
            "Missed" => Ok(Self::Missed),
            "Other" => Ok(Self::Other),
            other => Err(Wrong::new(format!("EventKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for StartKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Beginning" => Ok(Self::Beginning),
            "End" => Ok(Self::End),
            "Offset" => Ok(Self::Offset),
            "Timestamp" => Ok(Self::Timestamp),
            other => Err(Wrong::new(format!("StartKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for SchemaKind {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Avro" => Ok(Self::Avro),
            "Protobuf" => Ok(Self::Protobuf),
            "Json" => Ok(Self::Json),
            other => Err(Wrong::new(format!("SchemaKind has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for Part {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Key" => Ok(Self::Key),
            "Value" => Ok(Self::Value),
            other => Err(Wrong::new(format!("Part has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for AcknowledgeType {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Accept" => Ok(Self::Accept),
            "Release" => Ok(Self::Release),
            "Reject" => Ok(Self::Reject),
            "Renew" => Ok(Self::Renew),
            other => Err(Wrong::new(format!("AcknowledgeType has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for Compatibility {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "None" => Ok(Self::None),
            "Backward" => Ok(Self::Backward),
            "BackwardTransitive" => Ok(Self::BackwardTransitive),
            "Forward" => Ok(Self::Forward),
            "ForwardTransitive" => Ok(Self::ForwardTransitive),
            "Full" => Ok(Self::Full),
            "FullTransitive" => Ok(Self::FullTransitive),
            other => Err(Wrong::new(format!("Compatibility has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

impl Plain for Outcome {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Committed" => Ok(Self::Committed),
            "Aborted" => Ok(Self::Aborted),
            other => Err(Wrong::new(format!("Outcome has no {other}"))),
        }
    }

    fn into_value(self) -> Value {
        Value::Text(format!("{self:?}"))
    }
}

/// Makes an object.
pub fn make(class: &str, name: &str, arguments: &mut Arguments) -> Result<Called, Wrong> {
    match (class, name) {
        ("Admin", "connect_controllers") => {
            let bootstrap_controllers: String = arguments.take("bootstrap_controllers")?;
            let options: ClientOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = Admin::connect_controllers(bootstrap_controllers, options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        ("Broker", "start") => {
            let options: BrokerOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = Broker::start(options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        ("Client", "connect") => {
            let bootstrap_servers: String = arguments.take("bootstrap_servers")?;
            let options: ClientOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = Client::connect(bootstrap_servers, options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        ("Client", "embedded") => {
            let broker: Arc<Broker> = arguments.take("broker")?;
            let options: ClientOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = Client::embedded(broker, options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        ("SchemaRegistry", "connect") => {
            let url: String = arguments.take("url")?;
            let options: RegistryOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = SchemaRegistry::connect(url, options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        ("SchemaRegistry", "in_memory") => {
            Ok(waits(async move {
                let found = SchemaRegistry::in_memory().await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        (class, name) => Err(Wrong::new(format!("{class} has no {name}"))),
    }
}

/// Calls a function of an object.
pub fn call(it: &Object, name: &str, arguments: &mut Arguments) -> Result<Called, Wrong> {
    match (it.clone(), name) {
        (Object::Admin(it), "describe_acls") => {
            let filter: AclFilter = arguments.take("filter")?;
            Ok(waits(async move {
                let found = it.describe_acls(filter).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "create_acls") => {
            let acls: Vec<Acl> = arguments.take("acls")?;
            Ok(waits(async move {
                let found = it.create_acls(acls).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_acls") => {
            let filters: Vec<AclFilter> = arguments.take("filters")?;
            Ok(waits(async move {
                let found = it.delete_acls(filters).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_classic_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_classic_groups(group_ids, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_cluster") => {
            let fenced_brokers: Option<bool> = arguments.take("fenced_brokers")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_cluster(fenced_brokers, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "unregister_broker") => {
            let broker: i32 = arguments.take("broker")?;
            Ok(waits(async move {
                let found = it.unregister_broker(broker).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "client_instance_id") => {
            Ok(waits(async move {
                let found = it.client_instance_id().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_configs") => {
            let resource: ConfigResource = arguments.take("resource")?;
            let synonyms: Option<bool> = arguments.take("synonyms")?;
            let documentation: Option<bool> = arguments.take("documentation")?;
            let keys: Vec<String> = arguments.take("keys")?;
            Ok(waits(async move {
                let found = it.describe_configs(resource, synonyms, documentation, keys).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_configs_each") => {
            let resources: Vec<ConfigResource> = arguments.take("resources")?;
            let synonyms: Option<bool> = arguments.take("synonyms")?;
            let documentation: Option<bool> = arguments.take("documentation")?;
            let keys: Vec<String> = arguments.take("keys")?;
            Ok(waits(async move {
                let found = it.describe_configs_each(resources, synonyms, documentation, keys).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_configs") => {
            let resource: ConfigResource = arguments.take("resource")?;
            let changes: Vec<ConfigChange> = arguments.take("changes")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            Ok(waits(async move {
                let found = it.alter_configs(resource, changes, mode).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_configs_each") => {
            let updates: Vec<ConfigUpdate> = arguments.take("updates")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            Ok(waits(async move {
                let found = it.alter_configs_each(updates, mode).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_config_resources") => {
            let kinds: Vec<ConfigResourceKind> = arguments.take("kinds")?;
            Ok(waits(async move {
                let found = it.list_config_resources(kinds).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "create_delegation_token") => {
            let owner: Option<Principal> = arguments.take("owner")?;
            let renewers: Vec<Principal> = arguments.take("renewers")?;
            let lifetime_max_ms: Option<i64> = arguments.take("lifetime_max_ms")?;
            Ok(waits(async move {
                let found = it.create_delegation_token(owner, renewers, lifetime_max_ms).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "renew_delegation_token") => {
            let hmac: Bytes = arguments.take("hmac")?;
            let period_ms: Option<i64> = arguments.take("period_ms")?;
            Ok(waits(async move {
                let found = it.renew_delegation_token(hmac, period_ms).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "expire_delegation_token") => {
            let hmac: Bytes = arguments.take("hmac")?;
            let period_ms: Option<i64> = arguments.take("period_ms")?;
            Ok(waits(async move {
                let found = it.expire_delegation_token(hmac, period_ms).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_delegation_tokens") => {
            let owners: Vec<Principal> = arguments.take("owners")?;
            Ok(waits(async move {
                let found = it.describe_delegation_tokens(owners).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_features") => {
            let broker: Option<i32> = arguments.take("broker")?;
            Ok(waits(async move {
                let found = it.describe_features(broker).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "update_features") => {
            let updates: Vec<FeatureUpdate> = arguments.take("updates")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            Ok(waits(async move {
                let found = it.update_features(updates, mode).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            Ok(waits(async move {
                let found = it.list_group_offsets(group_id).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_offsets_of_groups") => {
            let groups: Vec<GroupOffsetsQuery> = arguments.take("groups")?;
            Ok(waits(async move {
                let found = it.list_offsets_of_groups(groups).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            let offsets: Vec<PartitionOffset> = arguments.take("offsets")?;
            Ok(waits(async move {
                let found = it.alter_group_offsets(group_id, offsets).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.delete_group_offsets(group_id, partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_groups") => {
            let states: Vec<String> = arguments.take("states")?;
            let kinds: Vec<String> = arguments.take("kinds")?;
            let protocol_types: Vec<String> = arguments.take("protocol_types")?;
            Ok(waits(async move {
                let found = it.list_groups(states, kinds, protocol_types).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_groups(group_ids, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_groups_each") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_groups_each(group_ids, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            Ok(waits(async move {
                let found = it.delete_groups(group_ids).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "remove_members") => {
            let group_id: String = arguments.take("group_id")?;
            let members: Vec<MemberToRemove> = arguments.take("members")?;
            let reason: Option<String> = arguments.take("reason")?;
            Ok(waits(async move {
                let found = it.remove_members(group_id, members, reason).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "remove_all_members") => {
            let group_id: String = arguments.take("group_id")?;
            let reason: Option<String> = arguments.take("reason")?;
            Ok(waits(async move {
                let found = it.remove_all_members(group_id, reason).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_log_dirs") => {
            let brokers: Vec<i32> = arguments.take("brokers")?;
            Ok(waits(async move {
                let found = it.describe_log_dirs(brokers).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_replica_log_dirs") => {
            let replicas: Vec<Replica> = arguments.take("replicas")?;
            Ok(waits(async move {
                let found = it.describe_replica_log_dirs(replicas).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_replica_log_dirs") => {
            let moves: Vec<ReplicaMove> = arguments.take("moves")?;
            Ok(waits(async move {
                let found = it.alter_replica_log_dirs(moves).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_metadata_quorum") => {
            Ok(waits(async move {
                let found = it.describe_metadata_quorum().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "add_raft_voter") => {
            let voter: RaftVoter = arguments.take("voter")?;
            let endpoints: Vec<RaftEndpoint> = arguments.take("endpoints")?;
            Ok(waits(async move {
                let found = it.add_raft_voter(voter, endpoints).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "remove_raft_voter") => {
            let voter: RaftVoter = arguments.take("voter")?;
            Ok(waits(async move {
                let found = it.remove_raft_voter(voter).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_producers") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            let broker: Option<i32> = arguments.take("broker")?;
            Ok(waits(async move {
                let found = it.describe_producers(partitions, broker).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "abort_transaction") => {
            let transaction: HangingTransaction = arguments.take("transaction")?;
            Ok(waits(async move {
                let found = it.abort_transaction(transaction).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_client_quotas") => {
            let parts: Vec<QuotaMatch> = arguments.take("parts")?;
            let strict: Option<bool> = arguments.take("strict")?;
            Ok(waits(async move {
                let found = it.describe_client_quotas(parts, strict).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_client_quotas") => {
            let updates: Vec<QuotaUpdate> = arguments.take("updates")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            Ok(waits(async move {
                let found = it.alter_client_quotas(updates, mode).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "elect_leaders") => {
            let election: ElectionType = arguments.take("election")?;
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.elect_leaders(election, partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "elect_all_leaders") => {
            let election: ElectionType = arguments.take("election")?;
            Ok(waits(async move {
                let found = it.elect_all_leaders(election).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_partition_reassignments") => {
            let moves: Vec<Reassignment> = arguments.take("moves")?;
            let change: Option<ReplicationFactorChange> = arguments.take("change")?;
            Ok(waits(async move {
                let found = it.alter_partition_reassignments(moves, change).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_partition_reassignments") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.list_partition_reassignments(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_offsets") => {
            let partitions: Vec<OffsetAt> = arguments.take("partitions")?;
            let read_committed: Option<bool> = arguments.take("read_committed")?;
            Ok(waits(async move {
                let found = it.list_offsets(partitions, read_committed).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_offsets_each") => {
            let partitions: Vec<OffsetAt> = arguments.take("partitions")?;
            let read_committed: Option<bool> = arguments.take("read_committed")?;
            Ok(waits(async move {
                let found = it.list_offsets_each(partitions, read_committed).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_records") => {
            let before: Vec<PartitionOffset> = arguments.take("before")?;
            Ok(waits(async move {
                let found = it.delete_records(before).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_scram_credentials") => {
            let users: Vec<String> = arguments.take("users")?;
            Ok(waits(async move {
                let found = it.describe_scram_credentials(users).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_scram_credentials") => {
            let alterations: Vec<ScramAlteration> = arguments.take("alterations")?;
            Ok(waits(async move {
                let found = it.alter_scram_credentials(alterations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_share_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_share_groups(group_ids, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_share_group_offsets") => {
            let groups: Vec<ShareGroupOffsetsQuery> = arguments.take("groups")?;
            Ok(waits(async move {
                let found = it.list_share_group_offsets(groups).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_share_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            let offsets: Vec<PartitionOffset> = arguments.take("offsets")?;
            Ok(waits(async move {
                let found = it.alter_share_group_offsets(group_id, offsets).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_share_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            let topics: Vec<String> = arguments.take("topics")?;
            Ok(waits(async move {
                let found = it.delete_share_group_offsets(group_id, topics).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_streams_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_streams_groups(group_ids, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "create_topics") => {
            let topics: Vec<NewTopic> = arguments.take("topics")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            Ok(waits(async move {
                let found = it.create_topics(topics, mode).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_topics") => {
            let names: Vec<String> = arguments.take("names")?;
            Ok(waits(async move {
                let found = it.delete_topics(names).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "delete_topics_by_id") => {
            let ids: Vec<String> = arguments.take("ids")?;
            Ok(waits(async move {
                let found = it.delete_topics_by_id(ids).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_topics") => {
            Ok(waits(async move {
                let found = it.list_topics().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_topics") => {
            let names: Vec<String> = arguments.take("names")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_topics(names, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_topics_each") => {
            let names: Vec<String> = arguments.take("names")?;
            let authorized_operations: Option<bool> = arguments.take("authorized_operations")?;
            Ok(waits(async move {
                let found = it.describe_topics_each(names, authorized_operations).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_topics_by_id") => {
            let ids: Vec<String> = arguments.take("ids")?;
            Ok(waits(async move {
                let found = it.describe_topics_by_id(ids).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "create_partitions") => {
            let topic: String = arguments.take("topic")?;
            let count: i32 = arguments.take("count")?;
            let mode: Option<UpdateMode> = arguments.take("mode")?;
            let assignments: Vec<PartitionAssignment> = arguments.take("assignments")?;
            Ok(waits(async move {
                let found = it.create_partitions(topic, count, mode, assignments).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_transactions") => {
            let states: Vec<String> = arguments.take("states")?;
            let producer_ids: Vec<i64> = arguments.take("producer_ids")?;
            let longer_than_ms: Option<i64> = arguments.take("longer_than_ms")?;
            let id_pattern: Option<String> = arguments.take("id_pattern")?;
            Ok(waits(async move {
                let found = it.list_transactions(states, producer_ids, longer_than_ms, id_pattern).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_transactions") => {
            let transactional_ids: Vec<String> = arguments.take("transactional_ids")?;
            Ok(waits(async move {
                let found = it.describe_transactions(transactional_ids).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "fence_producers") => {
            let transactional_ids: Vec<String> = arguments.take("transactional_ids")?;
            Ok(waits(async move {
                let found = it.fence_producers(transactional_ids).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "force_terminate_transaction") => {
            let transactional_id: String = arguments.take("transactional_id")?;
            Ok(waits(async move {
                let found = it.force_terminate_transaction(transactional_id).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Broker(it), "bootstrap_servers") => {
            Ok(done((|| {
                let found = it.bootstrap_servers();
                Ok(found.into_value())
            })()))
        }
        (Object::Broker(it), "create_topic") => {
            let name: String = arguments.take("name")?;
            let partitions: Option<i32> = arguments.take("partitions")?;
            let config: std::collections::BTreeMap<String, String> = arguments.take("config")?;
            Ok(waits(async move {
                let found = it.create_topic(name, partitions, config).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Broker(it), "stop") => {
            Ok(waits(async move {
                let found = it.stop().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Client(it), "producer") => {
            let options: ProducerOptions = arguments.take("options")?;
            Ok(done((|| {
                let found = it.producer(options)?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Client(it), "consumer") => {
            let options: ConsumerOptions = arguments.take("options")?;
            let listener: Option<Arc<dyn RebalanceListener>> = arguments.take("listener")?;
            Ok(waits(async move {
                let found = it.consumer(options, listener).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        (Object::Client(it), "share_consumer") => {
            let options: ShareConsumerOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = it.share_consumer(options).await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        (Object::Client(it), "partition_consumer") => {
            let options: PartitionConsumerOptions = arguments.take("options")?;
            Ok(done((|| {
                let found = it.partition_consumer(options)?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Client(it), "admin") => {
            Ok(done((|| {
                let found = it.admin()?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Client(it), "events") => {
            Ok(done((|| {
                let found = it.events()?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Client(it), "prometheus") => {
            Ok(done((|| {
                let found = it.prometheus();
                Ok(found.into_value())
            })()))
        }
        (Object::Client(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "next_batch") => {
            Ok(waits(async move {
                let found = it.next_batch().await?;
                Ok(found.map(Arc::new).into_value())
            }))
        }
        (Object::Consumer(it), "wake_up") => {
            Ok(done((|| {
                let found = it.wake_up();
                Ok(found.into_value())
            })()))
        }
        (Object::Consumer(it), "subscribe") => {
            let topics: Vec<String> = arguments.take("topics")?;
            Ok(waits(async move {
                let found = it.subscribe(topics).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "subscribe_pattern") => {
            let pattern: String = arguments.take("pattern")?;
            Ok(waits(async move {
                let found = it.subscribe_pattern(pattern).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "unsubscribe") => {
            Ok(waits(async move {
                let found = it.unsubscribe().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "assignment") => {
            Ok(waits(async move {
                let found = it.assignment().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "commit") => {
            let batch: Arc<RecordBatch> = arguments.take("batch")?;
            Ok(waits(async move {
                let found = it.commit(batch).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "commit_all") => {
            Ok(waits(async move {
                let found = it.commit_all().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "commit_offsets") => {
            let offsets: Vec<PartitionOffset> = arguments.take("offsets")?;
            Ok(waits(async move {
                let found = it.commit_offsets(offsets).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "committed") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.committed(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "position") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.position(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "seek") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            let start: Start = arguments.take("start")?;
            Ok(waits(async move {
                let found = it.seek(topic, partition, start).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "pause") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.pause(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "resume") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.resume(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "paused") => {
            Ok(waits(async move {
                let found = it.paused().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "beginning_offsets") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.beginning_offsets(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "end_offsets") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.end_offsets(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "lag") => {
            Ok(waits(async move {
                let found = it.lag().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Consumer(it), "process") => {
            let handler: Arc<dyn RecordHandler> = arguments.take("handler")?;
            let options: ProcessOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = it.process(handler, options).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Events(it), "next_event") => {
            Ok(waits(async move {
                let found = it.next_event().await;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "assign") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            let start: Start = arguments.take("start")?;
            Ok(waits(async move {
                let found = it.assign(topic, partition, start).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "assign_topic") => {
            let topic: String = arguments.take("topic")?;
            let start: Start = arguments.take("start")?;
            Ok(waits(async move {
                let found = it.assign_topic(topic, start).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "unassign") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.unassign(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "next_batch") => {
            Ok(waits(async move {
                let found = it.next_batch().await?;
                Ok(found.map(Arc::new).into_value())
            }))
        }
        (Object::PartitionConsumer(it), "wake_up") => {
            Ok(done((|| {
                let found = it.wake_up();
                Ok(found.into_value())
            })()))
        }
        (Object::PartitionConsumer(it), "assignment") => {
            Ok(waits(async move {
                let found = it.assignment().await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "position") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.position(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "seek") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            let start: Start = arguments.take("start")?;
            Ok(waits(async move {
                let found = it.seek(topic, partition, start).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "pause") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.pause(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "resume") => {
            let topic: String = arguments.take("topic")?;
            let partition: i32 = arguments.take("partition")?;
            Ok(waits(async move {
                let found = it.resume(topic, partition).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "paused") => {
            Ok(waits(async move {
                let found = it.paused().await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "beginning_offsets") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.beginning_offsets(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "end_offsets") => {
            let partitions: Vec<TopicPartition> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.end_offsets(partitions).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "lag") => {
            Ok(waits(async move {
                let found = it.lag().await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "commit") => {
            let batch: Arc<RecordBatch> = arguments.take("batch")?;
            Ok(waits(async move {
                let found = it.commit(batch).await?;
                Ok(found.into_value())
            }))
        }
        (Object::PartitionConsumer(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "send") => {
            let topic: String = arguments.take("topic")?;
            let value: Option<Bytes> = arguments.take("value")?;
            let key: Option<Bytes> = arguments.take("key")?;
            let partition: Option<i32> = arguments.take("partition")?;
            let timestamp: Option<i64> = arguments.take("timestamp")?;
            let headers: Vec<Header> = arguments.take("headers")?;
            Ok(done((|| {
                let found = it.send(&topic, value.as_deref(), key.as_deref(), partition, timestamp, headers)?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Producer(it), "produce") => {
            let topic: String = arguments.take("topic")?;
            let value: Option<Bytes> = arguments.take("value")?;
            let key: Option<Bytes> = arguments.take("key")?;
            let partition: Option<i32> = arguments.take("partition")?;
            let timestamp: Option<i64> = arguments.take("timestamp")?;
            let headers: Vec<Header> = arguments.take("headers")?;
            Ok(done((|| {
                let found = it.produce(&topic, value.as_deref(), key.as_deref(), partition, timestamp, headers)?;
                Ok(found.into_value())
            })()))
        }
        (Object::Producer(it), "send_many") => {
            let topic: String = arguments.take("topic")?;
            let records: Vec<NewRecord> = arguments.take("records")?;
            Ok(waits(async move {
                let found = it.send_many(topic, records).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "send_packed") => {
            let topic: String = arguments.take("topic")?;
            let data: Bytes = arguments.take("data")?;
            let ends: Bytes = arguments.take("ends")?;
            let partition: Option<i32> = arguments.take("partition")?;
            Ok(done((|| {
                let found = it.send_packed(&topic, &data, &ends, partition)?;
                Ok(found.into_value())
            })()))
        }
        (Object::Producer(it), "flush") => {
            Ok(waits(async move {
                let found = it.flush().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "init_transactions") => {
            Ok(waits(async move {
                let found = it.init_transactions().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "begin") => {
            Ok(waits(async move {
                let found = it.begin().await?;
                Ok(Arc::new(found).into_value())
            }))
        }
        (Object::Producer(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "process") => {
            let consumer: Arc<Consumer> = arguments.take("consumer")?;
            let transform: Arc<dyn RecordTransform> = arguments.take("transform")?;
            Ok(waits(async move {
                let found = it.process(consumer, transform).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Producer(it), "process_next") => {
            let consumer: Arc<Consumer> = arguments.take("consumer")?;
            let transform: Arc<dyn RecordTransform> = arguments.take("transform")?;
            Ok(waits(async move {
                let found = it.process_next(consumer, transform).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Delivery(it), "partition") => {
            Ok(done((|| {
                let found = it.partition();
                Ok(found.into_value())
            })()))
        }
        (Object::Delivery(it), "written") => {
            Ok(waits(async move {
                let found = it.written().await?;
                Ok(found.into_value())
            }))
        }
        (Object::RecordBatch(it), "topic") => {
            Ok(done((|| {
                let found = it.topic();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "partition") => {
            Ok(done((|| {
                let found = it.partition();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "len") => {
            Ok(done((|| {
                let found = it.len();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "is_empty") => {
            Ok(done((|| {
                let found = it.is_empty();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "next_offset") => {
            Ok(done((|| {
                let found = it.next_offset();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "get") => {
            let index: i32 = arguments.take("index")?;
            Ok(done((|| {
                let found = it.get(index);
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "records") => {
            Ok(done((|| {
                let found = it.records();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "values") => {
            Ok(done((|| {
                let found = it.values();
                Ok(found.into_value())
            })()))
        }
        (Object::RecordBatch(it), "headers") => {
            let index: i32 = arguments.take("index")?;
            Ok(done((|| {
                let found = it.headers(index);
                Ok(found.into_value())
            })()))
        }
        (Object::SchemaRegistry(it), "register") => {
            let subject: String = arguments.take("subject")?;
            let schema: Schema = arguments.take("schema")?;
            Ok(waits(async move {
                let found = it.register(subject, schema).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "find") => {
            let subject: String = arguments.take("subject")?;
            let schema: Schema = arguments.take("schema")?;
            Ok(waits(async move {
                let found = it.find(subject, schema).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "latest") => {
            let subject: String = arguments.take("subject")?;
            Ok(waits(async move {
                let found = it.latest(subject).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "version") => {
            let subject: String = arguments.take("subject")?;
            let version: i32 = arguments.take("version")?;
            Ok(waits(async move {
                let found = it.version(subject, version).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "by_id") => {
            let id: i32 = arguments.take("id")?;
            Ok(waits(async move {
                let found = it.by_id(id).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "id_to_write") => {
            let topic: String = arguments.take("topic")?;
            let part: Part = arguments.take("part")?;
            let schema: Option<Schema> = arguments.take("schema")?;
            let record_name: Option<String> = arguments.take("record_name")?;
            let options: SchemaOptions = arguments.take("options")?;
            Ok(waits(async move {
                let found = it.id_to_write(topic, part, schema, record_name, options).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "frame") => {
            let kind: SchemaKind = arguments.take("kind")?;
            let id: i32 = arguments.take("id")?;
            let payload: Bytes = arguments.take("payload")?;
            let indexes: Option<Vec<i32>> = arguments.take("indexes")?;
            Ok(done((|| {
                let found = it.frame(kind, id, &payload, indexes)?;
                Ok(found.into_value())
            })()))
        }
        (Object::SchemaRegistry(it), "unframe") => {
            let kind: SchemaKind = arguments.take("kind")?;
            let data: Bytes = arguments.take("data")?;
            Ok(done((|| {
                let found = it.unframe(kind, &data)?;
                Ok(found.into_value())
            })()))
        }
        (Object::SchemaRegistry(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "subjects") => {
            let deleted: Option<bool> = arguments.take("deleted")?;
            Ok(waits(async move {
                let found = it.subjects(deleted).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "versions") => {
            let subject: String = arguments.take("subject")?;
            let deleted: Option<bool> = arguments.take("deleted")?;
            Ok(waits(async move {
                let found = it.versions(subject, deleted).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "delete_subject") => {
            let subject: String = arguments.take("subject")?;
            let permanent: Option<bool> = arguments.take("permanent")?;
            Ok(waits(async move {
                let found = it.delete_subject(subject, permanent).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "delete_version") => {
            let subject: String = arguments.take("subject")?;
            let version: i32 = arguments.take("version")?;
            let permanent: Option<bool> = arguments.take("permanent")?;
            Ok(waits(async move {
                let found = it.delete_version(subject, version, permanent).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "check_compatibility") => {
            let subject: String = arguments.take("subject")?;
            let schema: Schema = arguments.take("schema")?;
            let version: Option<i32> = arguments.take("version")?;
            Ok(waits(async move {
                let found = it.check_compatibility(subject, schema, version).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "compatibility") => {
            let subject: Option<String> = arguments.take("subject")?;
            Ok(waits(async move {
                let found = it.compatibility(subject).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "set_compatibility") => {
            let compatibility: Compatibility = arguments.take("compatibility")?;
            let subject: Option<String> = arguments.take("subject")?;
            Ok(waits(async move {
                let found = it.set_compatibility(compatibility, subject).await?;
                Ok(found.into_value())
            }))
        }
        (Object::SchemaRegistry(it), "clear_compatibility") => {
            let subject: Option<String> = arguments.take("subject")?;
            Ok(waits(async move {
                let found = it.clear_compatibility(subject).await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "next_batch") => {
            Ok(waits(async move {
                let found = it.next_batch().await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "acknowledge") => {
            let record: ShareRecord = arguments.take("record")?;
            let kind: AcknowledgeType = arguments.take("kind")?;
            Ok(waits(async move {
                let found = it.acknowledge(record, kind).await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "commit") => {
            Ok(waits(async move {
                let found = it.commit().await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "subscribe") => {
            let topics: Vec<String> = arguments.take("topics")?;
            Ok(waits(async move {
                let found = it.subscribe(topics).await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "subscription") => {
            Ok(waits(async move {
                let found = it.subscription().await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "assignment") => {
            Ok(waits(async move {
                let found = it.assignment().await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "acquisition_lock_timeout_ms") => {
            Ok(waits(async move {
                let found = it.acquisition_lock_timeout_ms().await?;
                Ok(found.into_value())
            }))
        }
        (Object::ShareConsumer(it), "close") => {
            Ok(waits(async move {
                let found = it.close().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Transaction(it), "send") => {
            let topic: String = arguments.take("topic")?;
            let value: Option<Bytes> = arguments.take("value")?;
            let key: Option<Bytes> = arguments.take("key")?;
            let partition: Option<i32> = arguments.take("partition")?;
            let timestamp: Option<i64> = arguments.take("timestamp")?;
            let headers: Vec<Header> = arguments.take("headers")?;
            Ok(done((|| {
                let found = it.send(&topic, value.as_deref(), key.as_deref(), partition, timestamp, headers)?;
                Ok(Arc::new(found).into_value())
            })()))
        }
        (Object::Transaction(it), "send_offsets") => {
            let consumer: Arc<Consumer> = arguments.take("consumer")?;
            let offsets: Vec<PartitionOffset> = arguments.take("offsets")?;
            Ok(waits(async move {
                let found = it.send_offsets(consumer, offsets).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Transaction(it), "commit") => {
            Ok(waits(async move {
                let found = it.commit().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Transaction(it), "abort") => {
            Ok(waits(async move {
                let found = it.abort().await?;
                Ok(found.into_value())
            }))
        }
        (it, name) => Err(Wrong::new(format!("{it:?} has no {name}"))),
    }
}
