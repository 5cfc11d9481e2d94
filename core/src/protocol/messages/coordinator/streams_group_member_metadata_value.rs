//! StreamsGroupMemberMetadataValue (type 19): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 19, versions = "0", flexible = "0+")]
pub struct StreamsGroupMemberMetadataValue {
    #[field(versions = "0+", nullable = "0+")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+", default = "-1")]
    pub rebalance_timeout_ms: i32,
    #[field(versions = "0+")]
    pub topology_epoch: i32,
    #[field(versions = "0+")]
    pub process_id: ByteString,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub user_endpoint: Option<Endpoint>,
    #[field(versions = "0+")]
    pub client_tags: Vec<KeyValue>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Endpoint {
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: u16,
}

#[derive(Clone, PartialEq, Message)]
pub struct KeyValue {
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: ByteString,
}
