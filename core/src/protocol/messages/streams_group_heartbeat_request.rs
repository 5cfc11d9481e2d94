//! StreamsGroupHeartbeat (key 88): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 88, versions = "0", flexible = "0+", listeners = "broker")]
pub struct StreamsGroupHeartbeatRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub endpoint_information_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+", default = "-1")]
    pub rebalance_timeout_ms: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub topology: Option<Topology>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub active_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub standby_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub warmup_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub process_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub user_endpoint: Option<Endpoint>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub client_tags: Option<Vec<KeyValue>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub task_offsets: Option<Vec<TaskOffset>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub task_end_offsets: Option<Vec<TaskOffset>>,
    #[field(versions = "0+", default = "false")]
    pub shutdown_application: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct Topology {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+")]
    pub subtopologies: Vec<Subtopology>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Subtopology {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+", entity = "topicName")]
    pub source_topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub source_topic_regex: Vec<ByteString>,
    #[field(versions = "0+")]
    pub state_changelog_topics: Vec<TopicInfo>,
    #[field(versions = "0+", entity = "topicName")]
    pub repartition_sink_topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub repartition_source_topics: Vec<TopicInfo>,
    #[field(versions = "0+")]
    pub copartition_groups: Vec<CopartitionGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CopartitionGroup {
    #[field(versions = "0+")]
    pub source_topics: Vec<i16>,
    #[field(versions = "0+")]
    pub source_topic_regex: Vec<i16>,
    #[field(versions = "0+")]
    pub repartition_source_topics: Vec<i16>,
}

#[derive(Clone, PartialEq, Message)]
pub struct KeyValue {
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: ByteString,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicInfo {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: i32,
    #[field(versions = "0+")]
    pub replication_factor: i16,
    #[field(versions = "0+")]
    pub topic_configs: Vec<KeyValue>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Endpoint {
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: u16,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskOffset {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "0+")]
    pub offset: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskIds {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
