//! StreamsGroupMetadataKey (type 17): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 17, versions = "0", flexible = "none")]
pub struct StreamsGroupMetadataKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
}
