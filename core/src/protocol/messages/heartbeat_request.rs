//! Heartbeat (key 12): request, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 12, versions = "0-4", flexible = "4+", listeners = "broker")]
pub struct HeartbeatRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub generation_id: i32,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "3+", nullable = "3+", default = "null")]
    pub group_instance_id: Option<ByteString>,
}
