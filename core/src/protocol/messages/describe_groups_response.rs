//! DescribeGroups (key 15): response, versions 0 to 6.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 15, versions = "0-6", flexible = "5+")]
pub struct DescribeGroupsResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub groups: Vec<DescribedGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedGroup {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "6+", nullable = "6+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub group_state: ByteString,
    #[field(versions = "0+")]
    pub protocol_type: ByteString,
    #[field(versions = "0+")]
    pub protocol_data: ByteString,
    #[field(versions = "0+")]
    pub members: Vec<DescribedGroupMember>,
    #[field(versions = "3+", default = "-2147483648")]
    pub authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedGroupMember {
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "4+", nullable = "4+", default = "null", ignorable)]
    pub group_instance_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+")]
    pub member_metadata: Bytes,
    #[field(versions = "0+")]
    pub member_assignment: Bytes,
}
