//! ShareGroupMetadataValue (type 11): record value, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 11, versions = "0", flexible = "0+")]
pub struct ShareGroupMetadataValue {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+")]
    pub metadata_hash: i64,
}
