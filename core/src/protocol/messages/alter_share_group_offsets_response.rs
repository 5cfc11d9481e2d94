//! AlterShareGroupOffsets (key 91): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 91, versions = "0", flexible = "0+")]
pub struct AlterShareGroupOffsetsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub responses: Vec<AlterShareGroupOffsetsResponseTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterShareGroupOffsetsResponseTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<AlterShareGroupOffsetsResponsePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterShareGroupOffsetsResponsePartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}
