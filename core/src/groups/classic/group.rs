//! A classic group.

use std::time::Duration;

use crate::{
    coordinator::Caller,
    groups::{
        group::{Committer, OffsetExpiry},
        outcome::{Outcome, Released},
        record::GroupRecord,
        shard::GroupShard,
    },
    model::{ErrorCode, Now},
    protocol::messages::{GroupMetadataKey, GroupMetadataValue},
};

/// A group of the classic protocol.
#[derive(Debug)]
pub struct ClassicGroup {}

impl ClassicGroup {
    /// A group without members, of which only the offsets are used.
    #[must_use]
    pub fn simple() -> Self {
        Self {}
    }

    pub(in crate::groups) fn check_commit(&self, _: &Committer<'_>) -> Result<(), ErrorCode> {
        Ok(())
    }

    /// The session time-out of a member, if a commit keeps its session alive now.
    pub(in crate::groups) fn session_to_renew(&self, _member_id: &str) -> Option<Duration> {
        None
    }

    pub(in crate::groups) fn check_fetch(&self) -> Result<(), ErrorCode> {
        Ok(())
    }

    pub(in crate::groups) fn check_delete_offsets(&self) -> Result<(), ErrorCode> {
        Ok(())
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
    pub(in crate::groups) fn replay_classic(
        &mut self,
        key: &GroupMetadataKey,
        value: Option<&GroupMetadataValue>,
    ) {
        if value.is_none() {
            self.groups.remove(&key.group);
        }
    }

    pub(in crate::groups) fn classic_loaded(&mut self, _now: Now) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn classic_unloaded(&mut self) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn classic_session_over(
        &mut self,
        _group: &str,
        _member: &str,
        _now: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn classic_pending_over(
        &mut self,
        _group: &str,
        _member: &str,
        _now: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn classic_join_over(&mut self, _group: &str, _now: Now) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn classic_sync_over(&mut self, _group: &str, _now: Now) -> Outcome<()> {
        Outcome::nothing()
    }

    /// The connection of a request that waits is gone.
    pub fn forget(&mut self, _caller: Caller) {}

    pub(in crate::groups) fn classic_append_failed(
        &mut self,
        _records: &[GroupRecord],
        _released: Vec<(Caller, Released)>,
        _error: ErrorCode,
        _now: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }
}
