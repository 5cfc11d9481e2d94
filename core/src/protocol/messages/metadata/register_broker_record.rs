//! RegisterBrokerRecord (type 0): record of the metadata log, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 0, versions = "0-4", flexible = "0+")]
pub struct RegisterBrokerRecord {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "2+", default = "false")]
    pub is_migrating_zk_broker: bool,
    #[field(versions = "0+")]
    pub incarnation_id: Uuid,
    #[field(versions = "0+")]
    pub broker_epoch: i64,
    #[field(versions = "0+")]
    pub end_points: Vec<BrokerEndpoint>,
    #[field(versions = "0+")]
    pub features: Vec<BrokerFeature>,
    #[field(versions = "0+", nullable = "0+")]
    pub rack: Option<ByteString>,
    #[field(versions = "0+", default = "true")]
    pub fenced: bool,
    #[field(versions = "1+", default = "false")]
    pub in_controlled_shutdown: bool,
    #[field(versions = "3+", tag = 0)]
    pub log_dirs: Vec<Uuid>,
    #[field(versions = "4+", nullable = "4+", tag = 1, default = "null")]
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct BrokerEndpoint {
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
pub struct BrokerFeature {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub min_supported_version: i16,
    #[field(versions = "0+")]
    pub max_supported_version: i16,
}
