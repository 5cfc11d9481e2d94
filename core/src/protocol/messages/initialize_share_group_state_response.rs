//! InitializeShareGroupState (key 83): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 83, versions = "0", flexible = "0+")]
pub struct InitializeShareGroupStateResponse {
    #[field(versions = "0+")]
    pub results: Vec<InitializeStateResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct InitializeStateResult {
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
