//! FetchSnapshot (key 59): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 59, versions = "0-1", flexible = "0+", listeners = "controller")]
pub struct FetchSnapshotRequest {
    #[field(versions = "0+", nullable = "0+", tag = 0, default = "null")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0+", default = "-1", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "0+", default = "0x7fffffff")]
    pub max_bytes: i32,
    #[field(versions = "0+")]
    pub topics: Vec<TopicSnapshot>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicSnapshot {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionSnapshot>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionSnapshot {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "0+")]
    pub current_leader_epoch: i32,
    #[field(versions = "0+")]
    pub snapshot_id: SnapshotId,
    #[field(versions = "0+")]
    pub position: i64,
    #[field(versions = "1+", tag = 0, ignorable)]
    pub replica_directory_id: Uuid,
}

#[derive(Clone, PartialEq, Message)]
pub struct SnapshotId {
    #[field(versions = "0+")]
    pub end_offset: i64,
    #[field(versions = "0+")]
    pub epoch: i32,
}
