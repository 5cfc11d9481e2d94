//! OffsetForLeaderEpoch (key 23): request, versions 2 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 23, versions = "2-4", flexible = "4+", listeners = "broker")]
pub struct OffsetForLeaderEpochRequest {
    #[field(versions = "3+", default = "-2", ignorable, entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetForLeaderTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetForLeaderTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<OffsetForLeaderPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetForLeaderPartition {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "2+", default = "-1", ignorable)]
    pub current_leader_epoch: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
}
