//! ApiVersions (key 18): response, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 18, versions = "0-4", flexible = "3+")]
pub struct ApiVersionsResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub api_keys: Vec<ApiVersion>,
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "3+", tag = 0, ignorable)]
    pub supported_features: Vec<SupportedFeatureKey>,
    #[field(versions = "3+", tag = 1, default = "-1", ignorable)]
    pub finalized_features_epoch: i64,
    #[field(versions = "3+", tag = 2, ignorable)]
    pub finalized_features: Vec<FinalizedFeatureKey>,
    #[field(versions = "3+", tag = 3, default = "false", ignorable)]
    pub zk_migration_ready: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct ApiVersion {
    #[field(versions = "0+", map_key)]
    pub api_key: i16,
    #[field(versions = "0+")]
    pub min_version: i16,
    #[field(versions = "0+")]
    pub max_version: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct SupportedFeatureKey {
    #[field(versions = "3+", map_key)]
    pub name: ByteString,
    #[field(versions = "3+")]
    pub min_version: i16,
    #[field(versions = "3+")]
    pub max_version: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct FinalizedFeatureKey {
    #[field(versions = "3+", map_key)]
    pub name: ByteString,
    #[field(versions = "3+")]
    pub max_version_level: i16,
    #[field(versions = "3+")]
    pub min_version_level: i16,
}
