//! UpdateFeatures (key 57): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 57, versions = "0-2", flexible = "0+")]
pub struct UpdateFeaturesResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0-1", ignorable)]
    pub results: Vec<UpdatableFeatureResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct UpdatableFeatureResult {
    #[field(versions = "0+", map_key)]
    pub feature: ByteString,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
}
