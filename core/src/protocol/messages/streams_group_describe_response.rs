//! StreamsGroupDescribe (key 89): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 89, versions = "0", flexible = "0+")]
pub struct StreamsGroupDescribeResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub groups: Vec<DescribedGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedGroup {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub group_state: ByteString,
    #[field(versions = "0+")]
    pub group_epoch: i32,
    #[field(versions = "0+")]
    pub assignment_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub topology: Option<Topology>,
    #[field(versions = "0+")]
    pub members: Vec<Member>,
    #[field(versions = "0+", default = "-2147483648")]
    pub authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct Topology {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub subtopologies: Option<Vec<Subtopology>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Subtopology {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+", entity = "topicName")]
    pub source_topics: Vec<ByteString>,
    #[field(versions = "0+", entity = "topicName")]
    pub repartition_sink_topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub state_changelog_topics: Vec<TopicInfo>,
    #[field(versions = "0+")]
    pub repartition_source_topics: Vec<TopicInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Member {
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+")]
    pub topology_epoch: i32,
    #[field(versions = "0+")]
    pub process_id: ByteString,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub user_endpoint: Option<Endpoint>,
    #[field(versions = "0+")]
    pub client_tags: Vec<KeyValue>,
    #[field(versions = "0+")]
    pub task_offsets: Vec<TaskOffset>,
    #[field(versions = "0+")]
    pub task_end_offsets: Vec<TaskOffset>,
    #[field(versions = "0+")]
    pub assignment: Assignment,
    #[field(versions = "0+")]
    pub target_assignment: Assignment,
    #[field(versions = "0+")]
    pub is_classic: bool,
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
pub struct Assignment {
    #[field(versions = "0+")]
    pub active_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub standby_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub warmup_tasks: Vec<TaskIds>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskIds {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
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
