//! DeleteShareGroupOffsets (key 92): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 92, versions = "0", flexible = "0+", listeners = "broker")]
pub struct DeleteShareGroupOffsetsRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<DeleteShareGroupOffsetsRequestTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteShareGroupOffsetsRequestTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
}
