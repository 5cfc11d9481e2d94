//! OffsetCommitValue (type 1): record value, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 1, versions = "0-4", flexible = "4+")]
pub struct OffsetCommitValue {
    #[field(name = "offset", versions = "0+")]
    pub offset: i64,
    #[field(name = "leaderEpoch", versions = "3+", default = "-1", ignorable)]
    pub leader_epoch: i32,
    #[field(name = "metadata", versions = "0+")]
    pub metadata: ByteString,
    #[field(name = "commitTimestamp", versions = "0+")]
    pub commit_timestamp: i64,
    #[field(name = "expireTimestamp", versions = "1", default = "-1", ignorable)]
    pub expire_timestamp: i64,
    #[field(name = "topicId", versions = "4+", tag = 0, ignorable)]
    pub topic_id: Uuid,
}
