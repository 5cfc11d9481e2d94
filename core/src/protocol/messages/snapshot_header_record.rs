//! SnapshotHeaderRecord: version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "0+")]
pub struct SnapshotHeaderRecord {
    #[field(versions = "0+")]
    pub version: i16,
    #[field(versions = "0+")]
    pub last_contained_log_timestamp: i64,
}
