//! AlterPartitionReassignments (key 45): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 45, versions = "0-1", flexible = "0+")]
pub struct AlterPartitionReassignmentsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "1+", default = "true", ignorable)]
    pub allow_replication_factor_change: bool,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub responses: Vec<ReassignableTopicResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReassignableTopicResponse {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<ReassignablePartitionResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReassignablePartitionResponse {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
}
