//! UpdateFeatures (key 57): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 57, versions = "0-2", flexible = "0+", listeners = "broker, controller")]
pub struct UpdateFeaturesRequest {
    #[field(name = "timeoutMs", versions = "0+", default = "60000")]
    pub timeout_ms: i32,
    #[field(versions = "0+")]
    pub feature_updates: Vec<FeatureUpdateKey>,
    #[field(versions = "1+", default = "false")]
    pub validate_only: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct FeatureUpdateKey {
    #[field(versions = "0+", map_key)]
    pub feature: ByteString,
    #[field(versions = "0+")]
    pub max_version_level: i16,
    #[field(versions = "0")]
    pub allow_downgrade: bool,
    #[field(versions = "1+", default = "1")]
    pub upgrade_type: i8,
}
