//! OffsetFetch (key 9): response, versions 1 to 10.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 9, versions = "1-10", flexible = "6+")]
pub struct OffsetFetchResponse {
    #[field(versions = "3+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0-7")]
    pub topics: Vec<OffsetFetchResponseTopic>,
    #[field(versions = "2-7", default = "0", ignorable)]
    pub error_code: i16,
    #[field(versions = "8+")]
    pub groups: Vec<OffsetFetchResponseGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchResponseTopic {
    #[field(versions = "0-7", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0-7")]
    pub partitions: Vec<OffsetFetchResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchResponsePartition {
    #[field(versions = "0-7")]
    pub partition_index: i32,
    #[field(versions = "0-7")]
    pub committed_offset: i64,
    #[field(versions = "5-7", default = "-1", ignorable)]
    pub committed_leader_epoch: i32,
    #[field(versions = "0-7", nullable = "0-7")]
    pub metadata: Option<ByteString>,
    #[field(versions = "0-7")]
    pub error_code: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchResponseGroup {
    #[field(versions = "8+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "8+")]
    pub topics: Vec<OffsetFetchResponseTopics>,
    #[field(versions = "8+", default = "0")]
    pub error_code: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchResponseTopics {
    #[field(versions = "8-9", ignorable, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "8+")]
    pub partitions: Vec<OffsetFetchResponsePartitions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchResponsePartitions {
    #[field(versions = "8+")]
    pub partition_index: i32,
    #[field(versions = "8+")]
    pub committed_offset: i64,
    #[field(versions = "8+", default = "-1", ignorable)]
    pub committed_leader_epoch: i32,
    #[field(versions = "8+", nullable = "8+")]
    pub metadata: Option<ByteString>,
    #[field(versions = "8+")]
    pub error_code: i16,
}
