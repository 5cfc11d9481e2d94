//! ShareGroupTargetAssignmentMetadataKey (type 12): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 12, versions = "0", flexible = "none")]
pub struct ShareGroupTargetAssignmentMetadataKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
}
