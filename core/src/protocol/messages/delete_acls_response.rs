//! DeleteAcls (key 31): response, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 31, versions = "1-3", flexible = "2+")]
pub struct DeleteAclsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub filter_results: Vec<DeleteAclsFilterResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteAclsFilterResult {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub matching_acls: Vec<DeleteAclsMatchingAcl>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteAclsMatchingAcl {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "1+", default = "3")]
    pub pattern_type: i8,
    #[field(versions = "0+")]
    pub principal: ByteString,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub operation: i8,
    #[field(versions = "0+")]
    pub permission_type: i8,
}
