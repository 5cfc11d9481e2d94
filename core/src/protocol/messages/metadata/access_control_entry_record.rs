//! AccessControlEntryRecord (type 18): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 18, versions = "0", flexible = "0+")]
pub struct AccessControlEntryRecord {
    #[field(versions = "0+")]
    pub id: Uuid,
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "0+")]
    pub pattern_type: i8,
    #[field(versions = "0+")]
    pub principal: ByteString,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub operation: i8,
    #[field(versions = "0+")]
    pub permission_type: i8,
}
