//! InitializeShareGroupState (key 83): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 83, versions = "0", flexible = "0+", listeners = "broker")]
pub struct InitializeShareGroupStateRequest {
    #[field(versions = "0+")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<InitializeStateData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct InitializeStateData {
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
    pub start_offset: i64,
}
