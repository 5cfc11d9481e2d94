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
            Self::Broker(_) => Some("stop"),
            Self::Client(_) => Some("close"),
            Self::Consumer(_) => Some("close"),
            Self::PartitionConsumer(_) => Some("close"),
            Self::Producer(_) => Some("close"),
            _ => None,
        }
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

impl Plain for NewTopic {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "NewTopic")?;
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
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("id", self.id.into_value()),
            ("internal", self.internal.into_value()),
            ("partitions", self.partitions.into_value()),
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
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("partition", self.partition.into_value()),
            ("leader", self.leader.into_value()),
            ("leader_epoch", self.leader_epoch.into_value()),
            ("replicas", self.replicas.into_value()),
            ("in_sync_replicas", self.in_sync_replicas.into_value()),
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
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("controller", self.controller.into_value()),
            ("brokers", self.brokers.into_value()),
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
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("id", self.id.into_value()),
            ("host", self.host.into_value()),
            ("port", self.port.into_value()),
            ("rack", self.rack.into_value()),
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
            state: fields.take("state")?,
            assignor: fields.take("assignor")?,
            members: fields.take("members")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("group_id", self.group_id.into_value()),
            ("state", self.state.into_value()),
            ("assignor", self.assignor.into_value()),
            ("members", self.members.into_value()),
        ])
    }
}

impl Plain for MemberDescription {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        let mut fields = Fields::of(value, "MemberDescription")?;
        Ok(Self {
            member_id: fields.take("member_id")?,
            group_instance_id: fields.take("group_instance_id")?,
            client_id: fields.take("client_id")?,
            host: fields.take("host")?,
            assignment: fields.take("assignment")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("member_id", self.member_id.into_value()),
            ("group_instance_id", self.group_instance_id.into_value()),
            ("client_id", self.client_id.into_value()),
            ("host", self.host.into_value()),
            ("assignment", self.assignment.into_value()),
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
            read_only: fields.take("read_only")?,
            sensitive: fields.take("sensitive")?,
        })
    }

    fn into_value(self) -> Value {
        Value::map([
            ("name", self.name.into_value()),
            ("value", self.value.into_value()),
            ("is_default", self.is_default.into_value()),
            ("read_only", self.read_only.into_value()),
            ("sensitive", self.sensitive.into_value()),
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

impl Plain for OffsetSpec {
    fn of_value(value: Value) -> Result<Self, Wrong> {
        match value.text()?.as_str() {
            "Earliest" => Ok(Self::Earliest),
            "Latest" => Ok(Self::Latest),
            "Timestamp" => Ok(Self::Timestamp),
            "MaxTimestamp" => Ok(Self::MaxTimestamp),
            other => Err(Wrong::new(format!("OffsetSpec has no {other}"))),
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
            other => Err(Wrong::new(format!("ConfigResourceKind has no {other}"))),
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
        (class, name) => Err(Wrong::new(format!("{class} has no {name}"))),
    }
}

/// Calls a function of an object.
pub fn call(it: &Object, name: &str, arguments: &mut Arguments) -> Result<Called, Wrong> {
    match (it.clone(), name) {
        (Object::Admin(it), "create_topics") => {
            let topics: Vec<NewTopic> = arguments.take("topics")?;
            Ok(waits(async move {
                let found = it.create_topics(topics).await?;
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
        (Object::Admin(it), "list_topics") => {
            Ok(waits(async move {
                let found = it.list_topics().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_topics") => {
            let names: Vec<String> = arguments.take("names")?;
            Ok(waits(async move {
                let found = it.describe_topics(names).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "create_partitions") => {
            let topic: String = arguments.take("topic")?;
            let count: i32 = arguments.take("count")?;
            Ok(waits(async move {
                let found = it.create_partitions(topic, count).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_cluster") => {
            Ok(waits(async move {
                let found = it.describe_cluster().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_offsets") => {
            let partitions: Vec<OffsetAt> = arguments.take("partitions")?;
            Ok(waits(async move {
                let found = it.list_offsets(partitions).await?;
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
        (Object::Admin(it), "describe_configs") => {
            let resource: ConfigResource = arguments.take("resource")?;
            Ok(waits(async move {
                let found = it.describe_configs(resource).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "alter_configs") => {
            let resource: ConfigResource = arguments.take("resource")?;
            let changes: Vec<ConfigChange> = arguments.take("changes")?;
            Ok(waits(async move {
                let found = it.alter_configs(resource, changes).await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "list_groups") => {
            Ok(waits(async move {
                let found = it.list_groups().await?;
                Ok(found.into_value())
            }))
        }
        (Object::Admin(it), "describe_groups") => {
            let group_ids: Vec<String> = arguments.take("group_ids")?;
            Ok(waits(async move {
                let found = it.describe_groups(group_ids).await?;
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
        (Object::Admin(it), "list_group_offsets") => {
            let group_id: String = arguments.take("group_id")?;
            Ok(waits(async move {
                let found = it.list_group_offsets(group_id).await?;
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
