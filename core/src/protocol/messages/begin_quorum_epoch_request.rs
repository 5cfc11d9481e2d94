//! BeginQuorumEpoch (key 53): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 53, versions = "0-1", flexible = "1+", listeners = "controller")]
pub struct BeginQuorumEpochRequest {
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "1+", default = "-1", ignorable, entity = "brokerId")]
    pub voter_id: i32,
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
    #[field(versions = "1+", ignorable)]
    pub voter_directory_id: Uuid,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
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
