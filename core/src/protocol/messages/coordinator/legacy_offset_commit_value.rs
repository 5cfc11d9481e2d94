//! LegacyOffsetCommitValue (type 0): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 0, versions = "0", flexible = "none")]
pub struct LegacyOffsetCommitValue {
    #[field(name = "offset", versions = "0")]
    pub offset: i64,
    #[field(name = "metadata", versions = "0")]
    pub metadata: ByteString,
    #[field(name = "commitTimestamp", versions = "0")]
    pub commit_timestamp: i64,
}
