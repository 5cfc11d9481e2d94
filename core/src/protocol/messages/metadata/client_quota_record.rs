//! ClientQuotaRecord (type 14): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 14, versions = "0", flexible = "0+")]
pub struct ClientQuotaRecord {
    #[field(versions = "0+")]
    pub entity: Vec<EntityData>,
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: f64,
    #[field(versions = "0+")]
    pub remove: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct EntityData {
    #[field(versions = "0+")]
    pub entity_type: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub entity_name: Option<ByteString>,
}
