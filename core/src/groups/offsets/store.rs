//! The offsets of a shard's groups.

use std::collections::BTreeMap;

use bytestring::ByteString;

use crate::{
    groups::{GroupRecord, Outcome, shard::GroupShard},
    metadata::MetadataImage,
    model::{LeaderEpoch, Now, Offset, ProducerId, Timestamp, Uuid},
    protocol::messages::{OffsetCommitKey, OffsetCommitValue},
};

/// A committed offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommittedOffset {
    /// The next offset that the group wants.
    pub offset: Offset,
    /// Leader epoch of the record before it; `NONE` if the client did not say.
    pub leader_epoch: LeaderEpoch,
    /// The client's own text.
    pub metadata: ByteString,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// When it expires, if the client said so (OffsetCommit before version 5).
    pub expires_at: Option<Timestamp>,
    /// The topic's id, if the commit named it.
    pub topic_id: Uuid,
}

/// The committed offsets of a shard.
#[derive(Debug, Default)]
pub struct Offsets {
    groups: BTreeMap<ByteString, BTreeMap<ByteString, BTreeMap<i32, CommittedOffset>>>,
}

impl GroupShard {
    pub(in crate::groups) fn replay_offset(
        &mut self,
        _offset: Offset,
        _producer: Option<ProducerId>,
        _key: &OffsetCommitKey,
        _value: Option<&OffsetCommitValue>,
    ) {
        let _ = &self.offsets.groups;
    }

    /// Tombstones for all offsets of a group.
    pub(in crate::groups) fn delete_all_offsets(&mut self, _group: &str) -> Vec<GroupRecord> {
        Vec::new()
    }

    pub(in crate::groups) fn offsets_of_deleted_topics(
        &mut self,
        _earlier: &MetadataImage,
    ) -> Outcome<()> {
        Outcome::nothing()
    }

    pub(in crate::groups) fn expire_offsets(&mut self, _now: Now) -> Outcome<()> {
        Outcome::nothing()
    }
}
