//! What committed offsets depend on in a KIP-848 group.

use bytestring::ByteString;

use super::{group::ConsumerGroup, member::Member};
use crate::{
    groups::{
        GroupRecord,
        group::{CommitKind, Committer, OffsetExpiry},
    },
    model::{ErrorCode, PartitionId, Uuid},
    protocol::messages::{
        ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupMemberMetadataKey,
        ConsumerGroupMetadataKey, ConsumerGroupPartitionMetadataKey,
        ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMetadataKey,
    },
};

/// First version of OffsetCommit that knows member epochs.
const EPOCH_VERSION_MIN: i16 = 9;

impl ConsumerGroup {
    pub(in crate::groups) fn check_commit(
        &self,
        committer: &Committer<'_>,
    ) -> Result<(), ErrorCode> {
        let epoch = committer.generation_or_epoch;
        if epoch < 0 && self.is_empty() {
            return Ok(());
        }
        let nobody = committer.member_id.is_empty() && committer.group_instance_id.is_none();
        let version = match committer.kind {
            CommitKind::Transactional { .. } if epoch == -1 && nobody => return Ok(()),
            CommitKind::Transactional { .. } => EPOCH_VERSION_MIN,
            CommitKind::Plain { version } => version,
        };
        let member = self.committing(committer)?;
        if member.classic.is_none() && version < EPOCH_VERSION_MIN {
            return Err(ErrorCode::UnsupportedVersion);
        }
        if epoch > member.epoch { Err(stale(member)) } else { Ok(()) }
    }

    /// Whether a member may commit an offset of a partition: with its present epoch of any, with an
    /// older one of a partition that was its own then.
    pub(in crate::groups) fn check_commit_of(
        &self,
        committer: &Committer<'_>,
        topic: Uuid,
        partition: i32,
    ) -> Result<(), ErrorCode> {
        let Ok(member) = self.committing(committer) else { return Ok(()) };
        let epoch = committer.generation_or_epoch;
        if epoch == member.epoch {
            return Ok(());
        }
        let partition = PartitionId(partition);
        let since = member.assigned.epoch_of(topic, partition);
        let since = since.or_else(|| member.revoking.epoch_of(topic, partition));
        if since.is_some_and(|since| epoch >= since) { Ok(()) } else { Err(stale(member)) }
    }

    fn committing(&self, committer: &Committer<'_>) -> Result<&Member, ErrorCode> {
        let found = self.members.get(committer.member_id);
        found.map(|member| &**member).ok_or(ErrorCode::UnknownMemberId)
    }

    pub(in crate::groups) fn check_fetch(
        &self,
        member_id: Option<&str>,
        epoch: i32,
    ) -> Result<(), ErrorCode> {
        let Some(member_id) = member_id else {
            return if epoch < 0 { Ok(()) } else { Err(ErrorCode::UnknownMemberId) };
        };
        let member = self.members.get(member_id).ok_or(ErrorCode::UnknownMemberId)?;
        if member.epoch == epoch { Ok(()) } else { Err(stale(member)) }
    }

    pub(in crate::groups) fn check_delete(&self) -> Result<(), ErrorCode> {
        if self.is_empty() { Ok(()) } else { Err(ErrorCode::NonEmptyGroup) }
    }

    pub(in crate::groups) fn offset_expiry(&self, topic: &str) -> OffsetExpiry {
        if self.is_subscribed_to(topic) { OffsetExpiry::Never } else { OffsetExpiry::SinceCommit }
    }

    /// The records that delete the group with all that is in it.
    pub(in crate::groups) fn tombstones(&self, id: &ByteString) -> Vec<GroupRecord> {
        let group_id = || id.clone();
        let members = || self.members.keys().cloned();
        let mut records: Vec<GroupRecord> = Vec::new();
        records.extend(members().map(|member_id| {
            let key = ConsumerGroupCurrentMemberAssignmentKey { group_id: group_id(), member_id };
            GroupRecord::ConsumerGroupCurrent(key, None)
        }));
        records.extend(members().map(|member_id| {
            let key = ConsumerGroupTargetAssignmentMemberKey { group_id: group_id(), member_id };
            GroupRecord::ConsumerGroupTargetMember(key, None)
        }));
        let key = ConsumerGroupTargetAssignmentMetadataKey { group_id: group_id() };
        records.push(GroupRecord::ConsumerGroupTarget(key, None));
        records.extend(members().map(|member_id| {
            let key = ConsumerGroupMemberMetadataKey { group_id: group_id(), member_id };
            GroupRecord::ConsumerGroupMember(key, None)
        }));
        records.extend(self.regexes.keys().map(|regex| super::regex::tombstone(id, regex)));
        if self.has_partition_metadata {
            let key = ConsumerGroupPartitionMetadataKey { group_id: group_id() };
            records.push(GroupRecord::ConsumerGroupPartitions(key, None));
        }
        let key = ConsumerGroupMetadataKey { group_id: group_id() };
        records.push(GroupRecord::ConsumerGroup(key, None));
        records
    }
}

/// Each protocol has its own name for an epoch that is not the present one.
fn stale(member: &Member) -> ErrorCode {
    if member.classic.is_some() {
        ErrorCode::IllegalGeneration
    } else {
        ErrorCode::StaleMemberEpoch
    }
}
