//! DescribeClientQuotas (key 48): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 48, versions = "0-1", flexible = "1+", listeners = "broker")]
pub struct DescribeClientQuotasRequest {
    #[field(versions = "0+")]
    pub components: Vec<ComponentData>,
    #[field(versions = "0+")]
    pub strict: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct ComponentData {
    #[field(versions = "0+")]
    pub entity_type: ByteString,
    #[field(versions = "0+")]
    pub match_type: i8,
    #[field(versions = "0+", nullable = "0+")]
    pub r#match: Option<ByteString>,
}
