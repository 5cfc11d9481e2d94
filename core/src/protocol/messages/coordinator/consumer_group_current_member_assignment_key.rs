//! ConsumerGroupCurrentMemberAssignmentKey (type 8): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 8, versions = "0", flexible = "none")]
pub struct ConsumerGroupCurrentMemberAssignmentKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
    #[field(versions = "0")]
    pub member_id: ByteString,
}
