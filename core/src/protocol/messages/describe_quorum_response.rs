//! DescribeQuorum (key 55): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 55, versions = "0-2", flexible = "0+")]
pub struct DescribeQuorumResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "2+", nullable = "2+", ignorable)]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
    #[field(versions = "2+")]
    pub nodes: Vec<Node>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "2+", nullable = "2+", ignorable)]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "0+")]
    pub high_watermark: i64,
    #[field(versions = "0+")]
    pub current_voters: Vec<ReplicaState>,
    #[field(versions = "0+")]
    pub observers: Vec<ReplicaState>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Node {
    #[field(versions = "2+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "2+")]
    pub listeners: Vec<Listener>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Listener {
    #[field(versions = "2+", map_key)]
    pub name: ByteString,
    #[field(versions = "2+")]
    pub host: ByteString,
    #[field(versions = "2+")]
    pub port: u16,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReplicaState {
    #[field(versions = "0+", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "2+")]
    pub replica_directory_id: Uuid,
    #[field(versions = "0+")]
    pub log_end_offset: i64,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub last_fetch_timestamp: i64,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub last_caught_up_timestamp: i64,
}
