//! ListConfigResources (key 74): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 74, versions = "0-1", flexible = "0+")]
pub struct ListConfigResourcesResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub config_resources: Vec<ConfigResource>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ConfigResource {
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "1+", default = "16", ignorable)]
    pub resource_type: i8,
}
