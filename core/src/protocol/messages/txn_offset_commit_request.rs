//! TxnOffsetCommit (key 28): request, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 28, versions = "0-5", flexible = "3+", listeners = "broker")]
pub struct TxnOffsetCommitRequest {
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "3+", default = "-1")]
    pub generation_id: i32,
    #[field(versions = "3+")]
    pub member_id: ByteString,
    #[field(versions = "3+", nullable = "3+", default = "null")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub topics: Vec<TxnOffsetCommitRequestTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TxnOffsetCommitRequestTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<TxnOffsetCommitRequestPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TxnOffsetCommitRequestPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub committed_offset: i64,
    #[field(versions = "2+", default = "-1", ignorable)]
    pub committed_leader_epoch: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub committed_metadata: Option<ByteString>,
}
