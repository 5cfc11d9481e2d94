//! OffsetCommitKey (type 1): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 1, versions = "0", flexible = "none")]
pub struct OffsetCommitKey {
    #[field(name = "group", versions = "0")]
    pub group: ByteString,
    #[field(name = "topic", versions = "0")]
    pub topic: ByteString,
    #[field(name = "partition", versions = "0")]
    pub partition: i32,
}
