//! WriteShareGroupState (key 85): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 85, versions = "0-1", flexible = "0+", listeners = "broker")]
pub struct WriteShareGroupStateRequest {
    #[field(versions = "0+")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<WriteStateData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WriteStateData {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "0+")]
    pub state_epoch: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub delivery_complete_count: i32,
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
