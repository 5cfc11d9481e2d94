//! AlterConfigs (key 33): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 33, versions = "0-2", flexible = "2+", listeners = "broker, controller")]
pub struct AlterConfigsRequest {
    #[field(versions = "0+")]
    pub resources: Vec<AlterConfigsResource>,
    #[field(versions = "0+")]
    pub validate_only: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterConfigsResource {
    #[field(versions = "0+", map_key)]
    pub resource_type: i8,
    #[field(versions = "0+", map_key)]
    pub resource_name: ByteString,
    #[field(versions = "0+")]
    pub configs: Vec<AlterableConfig>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterableConfig {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub value: Option<ByteString>,
}
