//! LeaveGroup (key 13): response, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 13, versions = "0-5", flexible = "4+")]
pub struct LeaveGroupResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "3+")]
    pub members: Vec<MemberResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct MemberResponse {
    #[field(versions = "3+")]
    pub member_id: ByteString,
    #[field(versions = "3+", nullable = "3+")]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "3+")]
    pub error_code: i16,
}
