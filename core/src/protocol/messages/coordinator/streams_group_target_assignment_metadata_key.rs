//! StreamsGroupTargetAssignmentMetadataKey (type 20): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 20, versions = "0", flexible = "none")]
pub struct StreamsGroupTargetAssignmentMetadataKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
}
