//! DescribeTopicPartitions (key 75): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 75, versions = "0", flexible = "0+")]
pub struct DescribeTopicPartitionsResponse {
    #[field(versions = "0+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<DescribeTopicPartitionsResponseTopic>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub next_cursor: Option<Cursor>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeTopicPartitionsResponseTopic {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", map_key, entity = "topicName")]
    pub name: Option<ByteString>,
    #[field(versions = "0+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+", default = "false", ignorable)]
    pub is_internal: bool,
    #[field(versions = "0+")]
    pub partitions: Vec<DescribeTopicPartitionsResponsePartition>,
    #[field(versions = "0+", default = "-2147483648")]
    pub topic_authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeTopicPartitionsResponsePartition {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+", default = "-1", ignorable)]
    pub leader_epoch: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub replica_nodes: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub isr_nodes: Vec<i32>,
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "brokerId")]
    pub eligible_leader_replicas: Option<Vec<i32>>,
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "brokerId")]
    pub last_known_elr: Option<Vec<i32>>,
    #[field(versions = "0+", ignorable, entity = "brokerId")]
    pub offline_replicas: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Cursor {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partition_index: i32,
}
