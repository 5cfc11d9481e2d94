//! ConsumerGroupMetadataValue (type 3): record value, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 3, versions = "0", flexible = "0+")]
pub struct ConsumerGroupMetadataValue {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+", tag = 0, default = "0")]
    pub metadata_hash: i64,
}
