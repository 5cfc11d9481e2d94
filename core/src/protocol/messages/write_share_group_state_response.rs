//! WriteShareGroupState (key 85): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 85, versions = "0-1", flexible = "0+")]
pub struct WriteShareGroupStateResponse {
    #[field(versions = "0+")]
    pub results: Vec<WriteStateResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WriteStateResult {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionResult {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}
