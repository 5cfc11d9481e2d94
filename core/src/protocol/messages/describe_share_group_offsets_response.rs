//! DescribeShareGroupOffsets (key 90): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 90, versions = "0-1", flexible = "0+")]
pub struct DescribeShareGroupOffsetsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub groups: Vec<DescribeShareGroupOffsetsResponseGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeShareGroupOffsetsResponseGroup {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<DescribeShareGroupOffsetsResponseTopic>,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeShareGroupOffsetsResponseTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<DescribeShareGroupOffsetsResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeShareGroupOffsetsResponsePartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub lag: i64,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}
