//! ConfigRecord (type 4): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 4, versions = "0", flexible = "0+")]
pub struct ConfigRecord {
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub value: Option<ByteString>,
}
