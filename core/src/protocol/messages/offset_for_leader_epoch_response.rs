//! OffsetForLeaderEpoch (key 23): response, versions 2 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 23, versions = "2-4", flexible = "4+")]
pub struct OffsetForLeaderEpochResponse {
    #[field(versions = "2+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetForLeaderTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetForLeaderTopicResult {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<EpochEndOffset>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EpochEndOffset {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub leader_epoch: i32,
    #[field(versions = "0+", default = "-1")]
    pub end_offset: i64,
}
