//! OffsetFetch (key 9): request, versions 1 to 10.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 9, versions = "1-10", flexible = "6+", listeners = "broker")]
pub struct OffsetFetchRequest {
    #[field(versions = "0-7", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0-7", nullable = "2-7")]
    pub topics: Option<Vec<OffsetFetchRequestTopic>>,
    #[field(versions = "8+")]
    pub groups: Vec<OffsetFetchRequestGroup>,
    #[field(versions = "7+", default = "false")]
    pub require_stable: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchRequestTopic {
    #[field(versions = "0-7", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0-7")]
    pub partition_indexes: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchRequestGroup {
    #[field(versions = "8+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "9+", nullable = "9+", default = "null", ignorable)]
    pub member_id: Option<ByteString>,
    #[field(versions = "9+", default = "-1", ignorable)]
    pub member_epoch: i32,
    #[field(versions = "8+", nullable = "8+")]
    pub topics: Option<Vec<OffsetFetchRequestTopics>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OffsetFetchRequestTopics {
    #[field(versions = "8-9", ignorable, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "8+")]
    pub partition_indexes: Vec<i32>,
}
