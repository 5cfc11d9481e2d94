//! ListGroups (key 16): response, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 16, versions = "0-5", flexible = "3+")]
pub struct ListGroupsResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub groups: Vec<ListedGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListedGroup {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub protocol_type: ByteString,
    #[field(versions = "4+", ignorable)]
    pub group_state: ByteString,
    #[field(versions = "5+", ignorable)]
    pub group_type: ByteString,
}
