//! StreamsGroupHeartbeat (key 88): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 88, versions = "0", flexible = "0+")]
pub struct StreamsGroupHeartbeatResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub heartbeat_interval_ms: i32,
    #[field(versions = "0+")]
    pub acceptable_recovery_lag: i32,
    #[field(versions = "0+")]
    pub task_offset_interval_ms: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub status: Option<Vec<Status>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub active_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub standby_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub warmup_tasks: Option<Vec<TaskIds>>,
    #[field(versions = "0+")]
    pub endpoint_information_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub partitions_by_user_endpoint: Option<Vec<EndpointToPartitions>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EndpointToPartitions {
    #[field(versions = "0+")]
    pub user_endpoint: Endpoint,
    #[field(versions = "0+")]
    pub active_partitions: Vec<TopicPartition>,
    #[field(versions = "0+")]
    pub standby_partitions: Vec<TopicPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Status {
    #[field(versions = "0+")]
    pub status_code: i8,
    #[field(versions = "0+")]
    pub status_detail: ByteString,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartition {
    #[field(versions = "0+", entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskIds {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Endpoint {
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: u16,
}
