//! TxnOffsetCommit (key 28): response, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 28, versions = "0-5", flexible = "3+")]
pub struct TxnOffsetCommitResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<TxnOffsetCommitResponseTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TxnOffsetCommitResponseTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<TxnOffsetCommitResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TxnOffsetCommitResponsePartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
