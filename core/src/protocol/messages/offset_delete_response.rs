//! OffsetDelete (key 47): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 47, versions = "0", flexible = "none")]
pub struct OffsetDeleteResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetDeleteResponseTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetDeleteResponseTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<OffsetDeleteResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetDeleteResponsePartition {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
