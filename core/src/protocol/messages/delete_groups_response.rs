//! DeleteGroups (key 42): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 42, versions = "0-2", flexible = "2+")]
pub struct DeleteGroupsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub results: Vec<DeletableGroupResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeletableGroupResult {
    #[field(versions = "0+", map_key, entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub error_code: i16,
}
