//! ShareGroupHeartbeat (key 76): request, version 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 76, versions = "1", flexible = "0+", listeners = "broker")]
pub struct ShareGroupHeartbeatRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "topicName")]
    pub subscribed_topic_names: Option<Vec<ByteString>>,
}
