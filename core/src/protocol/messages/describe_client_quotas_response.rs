//! DescribeClientQuotas (key 48): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 48, versions = "0-1", flexible = "1+")]
pub struct DescribeClientQuotasResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub entries: Option<Vec<EntryData>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EntryData {
    #[field(versions = "0+")]
    pub entity: Vec<EntityData>,
    #[field(versions = "0+")]
    pub values: Vec<ValueData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct EntityData {
    #[field(versions = "0+")]
    pub entity_type: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub entity_name: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ValueData {
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: f64,
}
