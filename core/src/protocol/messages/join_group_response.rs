//! JoinGroup (key 11): response, versions 0 to 9.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 11, versions = "0-9", flexible = "6+")]
pub struct JoinGroupResponse {
    #[field(versions = "2+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", default = "-1")]
    pub generation_id: i32,
    #[field(versions = "7+", nullable = "7+", default = "null", ignorable)]
    pub protocol_type: Option<ByteString>,
    #[field(versions = "0+", nullable = "7+")]
    pub protocol_name: Option<ByteString>,
    #[field(versions = "0+")]
    pub leader: ByteString,
    #[field(versions = "9+", default = "false")]
    pub skip_assignment: bool,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub members: Vec<JoinGroupResponseMember>,
}

#[derive(Clone, PartialEq, Message)]
pub struct JoinGroupResponseMember {
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub metadata: Bytes,
}
