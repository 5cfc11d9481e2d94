//! ListOffsets (key 2): response, versions 1 to 11.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 2, versions = "1-11", flexible = "6+")]
pub struct ListOffsetsResponse {
    #[field(versions = "2+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<ListOffsetsTopicResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListOffsetsTopicResponse {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<ListOffsetsPartitionResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListOffsetsPartitionResponse {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "1+", default = "-1")]
    pub timestamp: i64,
    #[field(versions = "1+", default = "-1")]
    pub offset: i64,
    #[field(versions = "4+", default = "-1")]
    pub leader_epoch: i32,
}
