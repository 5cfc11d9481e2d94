//! ReadShareGroupState (key 84): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 84, versions = "0", flexible = "0+", listeners = "broker")]
pub struct ReadShareGroupStateRequest {
    #[field(versions = "0+")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<ReadStateData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadStateData {
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
    pub leader_epoch: i32,
}
