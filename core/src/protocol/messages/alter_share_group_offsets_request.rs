//! AlterShareGroupOffsets (key 91): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 91, versions = "0", flexible = "0+", listeners = "broker")]
pub struct AlterShareGroupOffsetsRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<AlterShareGroupOffsetsRequestTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterShareGroupOffsetsRequestTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<AlterShareGroupOffsetsRequestPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterShareGroupOffsetsRequestPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
}
