//! ReadShareGroupState (key 84): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 84, versions = "0", flexible = "0+")]
pub struct ReadShareGroupStateResponse {
    #[field(versions = "0+")]
    pub results: Vec<ReadStateResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadStateResult {
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
    #[field(versions = "0+")]
    pub state_epoch: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
    #[field(versions = "0+")]
    pub state_batches: Vec<StateBatch>,
}

#[derive(Clone, PartialEq, Message)]
pub struct StateBatch {
    #[field(versions = "0+")]
    pub first_offset: i64,
    #[field(versions = "0+")]
    pub last_offset: i64,
    #[field(versions = "0+")]
    pub delivery_state: i8,
    #[field(versions = "0+")]
    pub delivery_count: i16,
}
