//! A group of KIP-848.

use bytestring::ByteString;

use crate::{
    groups::{
        group::{Committer, OffsetExpiry},
        outcome::Outcome,
        record::GroupRecord,
        shard::{GroupShard, GroupTimer},
    },
    metadata::MetadataDelta,
    model::{ErrorCode, Now},
};

/// A group of KIP-848.
#[derive(Debug)]
pub struct ConsumerGroup {}

impl ConsumerGroup {
    pub(in crate::groups) fn check_commit(&self, _: &Committer<'_>) -> Result<(), ErrorCode> {
        Ok(())
    }

    pub(in crate::groups) fn check_fetch(
        &self,
        _member_id: Option<&str>,
        _epoch: i32,
    ) -> Result<(), ErrorCode> {
        Ok(())
    }

    pub(in crate::groups) fn tombstones(&self, _id: &ByteString) -> Vec<GroupRecord> {
        Vec::new()
    }

    pub(in crate::groups) fn check_delete(&self) -> Result<(), ErrorCode> {
        Ok(())
    }

    pub(in crate::groups) fn is_subscribed_to(&self, _topic: &str) -> bool {
        false
    }

    pub(in crate::groups) fn offset_expiry(&self, _topic: &str) -> OffsetExpiry {
        OffsetExpiry::SinceCommit
    }

    /// Whether it has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        true
    }
}

impl GroupShard {
    pub(in crate::groups) fn replay_consumer(&mut self, _record: &GroupRecord) {}

    pub(in crate::groups) fn consumer_loaded(&mut self, _now: Now) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn consumer_metadata_changed(
        &mut self,
        _delta: &MetadataDelta,
        _now: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn consumer_timer(
        &mut self,
        _timer: GroupTimer,
        _now: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }
}
