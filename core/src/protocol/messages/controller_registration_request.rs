//! ControllerRegistration (key 70): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 70, versions = "0", flexible = "0+", listeners = "controller")]
pub struct ControllerRegistrationRequest {
    #[field(versions = "0+")]
    pub controller_id: i32,
    #[field(versions = "0+")]
    pub incarnation_id: Uuid,
    #[field(versions = "0+")]
    pub zk_migration_ready: bool,
    #[field(versions = "0+")]
    pub listeners: Vec<Listener>,
    #[field(versions = "0+")]
    pub features: Vec<Feature>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Listener {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: u16,
    #[field(versions = "0+")]
    pub security_protocol: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct Feature {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub min_supported_version: i16,
    #[field(versions = "0+")]
    pub max_supported_version: i16,
}
