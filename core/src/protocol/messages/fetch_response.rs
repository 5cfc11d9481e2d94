//! Fetch (key 1): response, versions 4 to 18.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::{model::Uuid, protocol::codec::Records};

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 1, versions = "4-18", flexible = "12+")]
pub struct FetchResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "7+", ignorable)]
    pub error_code: i16,
    #[field(versions = "7+", default = "0")]
    pub session_id: i32,
    #[field(versions = "0+")]
    pub responses: Vec<FetchableTopicResponse>,
    #[field(versions = "16+", tag = 0)]
    pub node_endpoints: Vec<NodeEndpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct FetchableTopicResponse {
    #[field(versions = "0-12", ignorable, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "13+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub high_watermark: i64,
    #[field(versions = "4+", default = "-1", ignorable)]
    pub last_stable_offset: i64,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub log_start_offset: i64,
    #[field(versions = "12+", tag = 0)]
    pub diverging_epoch: EpochEndOffset,
    #[field(versions = "12+", tag = 1)]
    pub current_leader: LeaderIdAndEpoch,
    #[field(versions = "12+", tag = 2)]
    pub snapshot_id: SnapshotId,
    #[field(versions = "4+", nullable = "4+", ignorable)]
    pub aborted_transactions: Option<Vec<AbortedTransaction>>,
    #[field(versions = "11+", default = "-1", entity = "brokerId")]
    pub preferred_read_replica: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub records: Option<Records>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EpochEndOffset {
    #[field(versions = "12+", default = "-1")]
    pub epoch: i32,
    #[field(versions = "12+", default = "-1")]
    pub end_offset: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderIdAndEpoch {
    #[field(versions = "12+", default = "-1", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "12+", default = "-1")]
    pub leader_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct SnapshotId {
    #[field(versions = "0+", default = "-1")]
    pub end_offset: i64,
    #[field(versions = "0+", default = "-1")]
    pub epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct AbortedTransaction {
    #[field(versions = "4+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "4+")]
    pub first_offset: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct NodeEndpoint {
    #[field(versions = "16+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "16+")]
    pub host: ByteString,
    #[field(versions = "16+")]
    pub port: i32,
    #[field(versions = "16+", nullable = "16+", default = "null")]
    pub rack: Option<ByteString>,
}
