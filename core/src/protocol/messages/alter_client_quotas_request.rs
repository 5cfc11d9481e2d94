//! AlterClientQuotas (key 49): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 49, versions = "0-1", flexible = "1+", listeners = "broker, controller")]
pub struct AlterClientQuotasRequest {
    #[field(versions = "0+")]
    pub entries: Vec<EntryData>,
    #[field(versions = "0+")]
    pub validate_only: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct EntryData {
    #[field(versions = "0+")]
    pub entity: Vec<EntityData>,
    #[field(versions = "0+")]
    pub ops: Vec<OpData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EntityData {
    #[field(versions = "0+")]
    pub entity_type: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub entity_name: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OpData {
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: f64,
    #[field(versions = "0+")]
    pub remove: bool,
}
