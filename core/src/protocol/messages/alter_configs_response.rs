//! AlterConfigs (key 33): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 33, versions = "0-2", flexible = "2+")]
pub struct AlterConfigsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub responses: Vec<AlterConfigsResourceResponse>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterConfigsResourceResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
}
