//! GroupMetadataKey (type 2): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 2, versions = "0", flexible = "none")]
pub struct GroupMetadataKey {
    #[field(name = "group", versions = "0")]
    pub group: ByteString,
}
