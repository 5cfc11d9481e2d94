//! OffsetCommit (key 8): request, versions 2 to 10.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 8, versions = "2-10", flexible = "8+", listeners = "broker")]
pub struct OffsetCommitRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub generation_id_or_member_epoch: i32,
    #[field(versions = "1+", ignorable)]
    pub member_id: ByteString,
    #[field(versions = "7+", nullable = "7+", default = "null")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "2-4", default = "-1", ignorable)]
    pub retention_time_ms: i64,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetCommitRequestTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetCommitRequestTopic {
    #[field(versions = "0-9", ignorable, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<OffsetCommitRequestPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetCommitRequestPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub committed_offset: i64,
    #[field(versions = "6+", default = "-1", ignorable)]
    pub committed_leader_epoch: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub committed_metadata: Option<ByteString>,
}
