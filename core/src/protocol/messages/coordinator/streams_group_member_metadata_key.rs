//! StreamsGroupMemberMetadataKey (type 19): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 19, versions = "0", flexible = "none")]
pub struct StreamsGroupMemberMetadataKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
    #[field(versions = "0")]
    pub member_id: ByteString,
}
