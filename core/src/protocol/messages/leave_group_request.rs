//! LeaveGroup (key 13): request, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 13, versions = "0-5", flexible = "4+", listeners = "broker")]
pub struct LeaveGroupRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0-2")]
    pub member_id: ByteString,
    #[field(versions = "3+")]
    pub members: Vec<MemberIdentity>,
}

#[derive(Clone, PartialEq, Message)]
pub struct MemberIdentity {
    #[field(versions = "3+")]
    pub member_id: ByteString,
    #[field(versions = "3+", nullable = "3+", default = "null")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub reason: Option<ByteString>,
}
