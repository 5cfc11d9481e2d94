//! ConsumerGroupPartitionMetadataKey (type 4): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 4, versions = "0", flexible = "none")]
pub struct ConsumerGroupPartitionMetadataKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
}
