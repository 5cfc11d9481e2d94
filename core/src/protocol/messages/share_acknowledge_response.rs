//! ShareAcknowledge (key 79): response, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 79, versions = "1-2", flexible = "0+")]
pub struct ShareAcknowledgeResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "2+", ignorable)]
    pub acquisition_lock_timeout_ms: i32,
    #[field(versions = "0+")]
    pub responses: Vec<ShareAcknowledgeTopicResponse>,
    #[field(versions = "0+")]
    pub node_endpoints: Vec<NodeEndpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ShareAcknowledgeTopicResponse {
    #[field(versions = "0+", map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub current_leader: LeaderIdAndEpoch,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderIdAndEpoch {
    #[field(versions = "0+")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct NodeEndpoint {
    #[field(versions = "0+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack: Option<ByteString>,
}
