//! Taking in the records of commits, and the markers of transactions.

use super::store::{CommittedOffset, owned};
use crate::{
    groups::shard::GroupShard,
    model::{LeaderEpoch, Offset, ProducerId, Timestamp},
    protocol::{
        messages::{OffsetCommitKey, OffsetCommitValue},
        records::TransactionResult,
    },
};

impl GroupShard {
    pub(in crate::groups) fn replay_offset(
        &mut self,
        offset: Offset,
        producer: Option<ProducerId>,
        key: &OffsetCommitKey,
        value: Option<&OffsetCommitValue>,
    ) {
        let Some(value) = value else {
            self.offsets.remove(&key.group, &key.topic, key.partition);
            return;
        };
        // Who only commits has no group yet.
        self.group_or_simple(&key.group);
        let expires_at = Some(Timestamp(value.expire_timestamp)).filter(|at| at.0 >= 0);
        let committed = CommittedOffset {
            offset: Offset(value.offset),
            leader_epoch: LeaderEpoch(value.leader_epoch),
            metadata: owned(&value.metadata),
            committed_at: Timestamp(value.commit_timestamp),
            expires_at,
            topic_id: value.topic_id,
            record_offset: offset,
        };
        self.offsets.put(producer, &key.group, &key.topic, key.partition, committed);
    }

    /// Takes in the marker that ends a producer's transaction in this partition.
    pub(in crate::groups) fn end_transactional_offsets(
        &mut self,
        producer: ProducerId,
        result: TransactionResult,
    ) {
        match result {
            TransactionResult::Commit => self.offsets.commit(producer),
            TransactionResult::Abort => self.offsets.abort(producer),
        }
    }
}
