//! CreateAcls (key 30): response, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 30, versions = "1-3", flexible = "2+")]
pub struct CreateAclsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub results: Vec<AclCreationResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AclCreationResult {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
}
