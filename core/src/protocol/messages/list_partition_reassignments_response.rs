//! ListPartitionReassignments (key 46): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 46, versions = "0", flexible = "0+")]
pub struct ListPartitionReassignmentsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub topics: Vec<OngoingTopicReassignment>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OngoingTopicReassignment {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<OngoingPartitionReassignment>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OngoingPartitionReassignment {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub replicas: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub adding_replicas: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub removing_replicas: Vec<i32>,
}
