//! EndQuorumEpoch (key 54): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 54, versions = "0-1", flexible = "1+", listeners = "controller")]
pub struct EndQuorumEpochRequest {
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
    #[field(versions = "1+", ignorable)]
    pub leader_endpoints: Vec<LeaderEndpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "0", ignorable)]
    pub preferred_successors: Vec<i32>,
    #[field(versions = "1+", ignorable)]
    pub preferred_candidates: Vec<ReplicaInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReplicaInfo {
    #[field(versions = "1+", entity = "brokerId")]
    pub candidate_id: i32,
    #[field(versions = "1+")]
    pub candidate_directory_id: Uuid,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderEndpoint {
    #[field(versions = "1+", map_key)]
    pub name: ByteString,
    #[field(versions = "1+")]
    pub host: ByteString,
    #[field(versions = "1+")]
    pub port: u16,
}
