//! SyncGroup (key 14): request, versions 0 to 5.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 14, versions = "0-5", flexible = "4+", listeners = "broker")]
pub struct SyncGroupRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub generation_id: i32,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "3+", nullable = "3+", default = "null")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub protocol_type: Option<ByteString>,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub protocol_name: Option<ByteString>,
    #[field(versions = "0+")]
    pub assignments: Vec<SyncGroupRequestAssignment>,
}

#[derive(Clone, PartialEq, Message)]
pub struct SyncGroupRequestAssignment {
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub assignment: Bytes,
}
