//! ReadShareGroupStateSummary (key 87): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 87, versions = "0-1", flexible = "0+")]
pub struct ReadShareGroupStateSummaryResponse {
    #[field(versions = "0+")]
    pub results: Vec<ReadStateSummaryResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadStateSummaryResult {
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
    pub leader_epoch: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub delivery_complete_count: i32,
}
