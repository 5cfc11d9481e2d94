//! OffsetCommit (key 8): response, versions 2 to 10.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 8, versions = "2-10", flexible = "8+")]
pub struct OffsetCommitResponse {
    #[field(versions = "3+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetCommitResponseTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetCommitResponseTopic {
    #[field(versions = "0-9", ignorable, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<OffsetCommitResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetCommitResponsePartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
