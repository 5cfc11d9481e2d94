//! FetchSnapshot (key 59): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Records;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 59, versions = "0-1", flexible = "0+")]
pub struct FetchSnapshotResponse {
    #[field(versions = "0+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub topics: Vec<TopicSnapshot>,
    #[field(versions = "1+", tag = 0)]
    pub node_endpoints: Vec<NodeEndpoint>,
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
    pub index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub snapshot_id: SnapshotId,
    #[field(versions = "0+", tag = 0)]
    pub current_leader: LeaderIdAndEpoch,
    #[field(versions = "0+")]
    pub size: i64,
    #[field(versions = "0+")]
    pub position: i64,
    #[field(versions = "0+")]
    pub unaligned_records: Records,
}

#[derive(Clone, PartialEq, Message)]
pub struct SnapshotId {
    #[field(versions = "0+")]
    pub end_offset: i64,
    #[field(versions = "0+")]
    pub epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderIdAndEpoch {
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct NodeEndpoint {
    #[field(versions = "1+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "1+")]
    pub host: ByteString,
    #[field(versions = "1+")]
    pub port: u16,
}
