//! BrokerRegistration (key 62): request, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 62, versions = "0-4", flexible = "0+", listeners = "controller")]
pub struct BrokerRegistrationRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+")]
    pub cluster_id: ByteString,
    #[field(versions = "0+")]
    pub incarnation_id: Uuid,
    #[field(versions = "0+")]
    pub listeners: Vec<Listener>,
    #[field(versions = "0+")]
    pub features: Vec<Feature>,
    #[field(versions = "0+", nullable = "0+")]
    pub rack: Option<ByteString>,
    #[field(versions = "1+", default = "false")]
    pub is_migrating_zk_broker: bool,
    #[field(versions = "2+", ignorable)]
    pub log_dirs: Vec<Uuid>,
    #[field(versions = "3+", default = "-1", ignorable)]
    pub previous_broker_epoch: i64,
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
