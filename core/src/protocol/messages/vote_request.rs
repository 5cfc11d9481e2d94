//! Vote (key 52): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 52, versions = "0-2", flexible = "0+", listeners = "controller")]
pub struct VoteRequest {
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "1+", default = "-1", ignorable, entity = "brokerId")]
    pub voter_id: i32,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
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
    #[field(versions = "0+")]
    pub replica_epoch: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "1+", ignorable)]
    pub replica_directory_id: Uuid,
    #[field(versions = "1+", ignorable)]
    pub voter_directory_id: Uuid,
    #[field(versions = "0+")]
    pub last_offset_epoch: i32,
    #[field(versions = "0+")]
    pub last_offset: i64,
    #[field(versions = "2+")]
    pub pre_vote: bool,
}
