//! DeleteShareGroupOffsets (key 92): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 92, versions = "0", flexible = "0+")]
pub struct DeleteShareGroupOffsetsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub responses: Vec<DeleteShareGroupOffsetsResponseTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteShareGroupOffsetsResponseTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}
