//! JoinGroup (key 11): request, versions 0 to 9.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 11, versions = "0-9", flexible = "6+", listeners = "broker")]
pub struct JoinGroupRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub session_timeout_ms: i32,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub rebalance_timeout_ms: i32,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "5+", nullable = "5+", default = "null")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub protocol_type: ByteString,
    #[field(versions = "0+")]
    pub protocols: Vec<JoinGroupRequestProtocol>,
    #[field(versions = "8+", nullable = "8+", default = "null", ignorable)]
    pub reason: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct JoinGroupRequestProtocol {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub metadata: Bytes,
}
