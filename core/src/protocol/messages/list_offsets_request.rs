//! ListOffsets (key 2): request, versions 1 to 11.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 2, versions = "1-11", flexible = "6+", listeners = "broker")]
pub struct ListOffsetsRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "2+")]
    pub isolation_level: i8,
    #[field(versions = "0+")]
    pub topics: Vec<ListOffsetsTopic>,
    #[field(versions = "10+", ignorable)]
    pub timeout_ms: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListOffsetsTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<ListOffsetsPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListOffsetsPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "4+", default = "-1", ignorable)]
    pub current_leader_epoch: i32,
    #[field(versions = "0+")]
    pub timestamp: i64,
}
