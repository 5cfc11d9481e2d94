//! DeleteRecords (key 21): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 21, versions = "0-2", flexible = "2+")]
pub struct DeleteRecordsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<DeleteRecordsTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteRecordsTopicResult {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<DeleteRecordsPartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteRecordsPartitionResult {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub low_watermark: i64,
    #[field(versions = "0+")]
    pub error_code: i16,
}
