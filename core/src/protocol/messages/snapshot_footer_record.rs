//! SnapshotFooterRecord: version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "0+")]
pub struct SnapshotFooterRecord {
    #[field(versions = "0+")]
    pub version: i16,
}
