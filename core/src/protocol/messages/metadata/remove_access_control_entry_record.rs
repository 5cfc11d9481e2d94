//! RemoveAccessControlEntryRecord (type 19): record of the metadata log, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 19, versions = "0", flexible = "0+")]
pub struct RemoveAccessControlEntryRecord {
    #[field(versions = "0+")]
    pub id: Uuid,
}
