//! ShareGroupHeartbeat (key 76): response, version 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 76, versions = "1", flexible = "0+")]
pub struct ShareGroupHeartbeatResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub member_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub heartbeat_interval_ms: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub assignment: Option<Assignment>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Assignment {
    #[field(versions = "0+")]
    pub topic_partitions: Vec<TopicPartitions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
