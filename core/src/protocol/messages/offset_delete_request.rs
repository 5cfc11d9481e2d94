//! OffsetDelete (key 47): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 47, versions = "0", flexible = "none", listeners = "broker")]
pub struct OffsetDeleteRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<OffsetDeleteRequestTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetDeleteRequestTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<OffsetDeleteRequestPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetDeleteRequestPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
}
