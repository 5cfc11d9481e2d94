//! Produce (key 0): response, versions 3 to 13.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 0, versions = "3-13", flexible = "9+")]
pub struct ProduceResponse {
    #[field(versions = "0+")]
    pub responses: Vec<TopicProduceResponse>,
    #[field(versions = "1+", default = "0", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "10+", tag = 0)]
    pub node_endpoints: Vec<NodeEndpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicProduceResponse {
    #[field(versions = "0-12", ignorable, map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "13+", ignorable, map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partition_responses: Vec<PartitionProduceResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionProduceResponse {
    #[field(versions = "0+")]
    pub index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub base_offset: i64,
    #[field(versions = "2+", default = "-1", ignorable)]
    pub log_append_time_ms: i64,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub log_start_offset: i64,
    #[field(versions = "8+", ignorable)]
    pub record_errors: Vec<BatchIndexAndErrorMessage>,
    #[field(versions = "8+", nullable = "8+", default = "null", ignorable)]
    pub error_message: Option<ByteString>,
    #[field(versions = "10+", tag = 0)]
    pub current_leader: LeaderIdAndEpoch,
}

#[derive(Clone, PartialEq, Message)]
pub struct BatchIndexAndErrorMessage {
    #[field(versions = "8+")]
    pub batch_index: i32,
    #[field(versions = "8+", nullable = "8+", default = "null")]
    pub batch_index_error_message: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderIdAndEpoch {
    #[field(versions = "10+", default = "-1", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "10+", default = "-1")]
    pub leader_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct NodeEndpoint {
    #[field(versions = "10+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "10+")]
    pub host: ByteString,
    #[field(versions = "10+")]
    pub port: i32,
    #[field(versions = "10+", nullable = "10+", default = "null")]
    pub rack: Option<ByteString>,
}
