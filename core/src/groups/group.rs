//! A group of either protocol, and what offsets need to know of it.

use bytestring::ByteString;

use super::{classic::ClassicGroup, consumer::ConsumerGroup, record::GroupRecord};
use crate::model::{ErrorCode, Timestamp, Uuid};

/// A group.
#[derive(Debug)]
pub enum Group {
    /// Of the classic protocol, or without members ("simple": only its offsets are used).
    Classic(Box<ClassicGroup>),
    /// Of KIP-848.
    Consumer(Box<ConsumerGroup>),
}

/// Who commits or fetches offsets.
#[derive(Clone, Copy, Debug)]
pub struct Committer<'a> {
    /// Empty for those who are no member.
    pub member_id: &'a str,
    /// The static member's name (KIP-345).
    pub group_instance_id: Option<&'a str>,
    /// Classic generation or member epoch; negative for those who are no member.
    pub generation_or_epoch: i32,
    /// Which request it is.
    pub kind: CommitKind,
}

/// The request that commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitKind {
    /// OffsetCommit, in this version.
    Plain {
        /// Version of the request: old ones know fewer error codes.
        version: i16,
    },
    /// TxnOffsetCommit, in this version.
    Transactional {
        /// Version of the request.
        version: i16,
    },
}

/// Since when the clock of an offset's expiry runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetExpiry {
    /// It does not: the group has members that use the topic.
    Never,
    /// Since the group became empty; offsets that were committed later, since then.
    SinceEmpty(Timestamp),
    /// Since the offset was committed.
    SinceCommit,
}

impl Group {
    /// Whether it may commit.
    ///
    /// # Errors
    /// Kafka's code for a member that is unknown, fenced or late.
    pub fn check_commit(&self, committer: &Committer<'_>) -> Result<(), ErrorCode> {
        match self {
            Self::Classic(group) => group.check_commit(committer),
            Self::Consumer(group) => group.check_commit(committer),
        }
    }

    /// Whether it may commit the offset of this partition, once it may commit at all.
    ///
    /// # Errors
    /// `StaleMemberEpoch` or `IllegalGeneration` if the partition was another's in its epoch.
    pub fn check_commit_of(
        &self,
        committer: &Committer<'_>,
        topic: Uuid,
        partition: i32,
    ) -> Result<(), ErrorCode> {
        match self {
            Self::Classic(_) => Ok(()),
            Self::Consumer(group) => group.check_commit_of(committer, topic, partition),
        }
    }

    /// Whether a member with this id and epoch (negative: none) may fetch offsets.
    ///
    /// # Errors
    /// `UnknownMemberId`, `StaleMemberEpoch`, or `GroupIdNotFound` of a dead group.
    pub fn check_fetch(&self, member_id: Option<&str>, epoch: i32) -> Result<(), ErrorCode> {
        match self {
            Self::Classic(group) => group.check_fetch(),
            Self::Consumer(group) => group.check_fetch(member_id, epoch),
        }
    }

    /// Whether OffsetDelete may delete offsets of it.
    ///
    /// # Errors
    /// `NonEmptyGroup` if it has members that say nothing of the topics they use.
    pub fn check_delete_offsets(&self) -> Result<(), ErrorCode> {
        match self {
            Self::Classic(group) => group.check_delete_offsets(),
            Self::Consumer(_) => Ok(()),
        }
    }

    /// Whether DeleteGroups may delete it.
    ///
    /// # Errors
    /// `NonEmptyGroup`, or `GroupIdNotFound` of a dead group.
    pub fn check_delete(&self) -> Result<(), ErrorCode> {
        match self {
            Self::Classic(group) => group.check_delete(),
            Self::Consumer(group) => group.check_delete(),
        }
    }

    /// Whether a member is subscribed to a topic.
    #[must_use]
    pub fn is_subscribed_to(&self, topic: &str) -> bool {
        match self {
            Self::Classic(group) => group.is_subscribed_to(topic),
            Self::Consumer(group) => group.is_subscribed_to(topic),
        }
    }

    /// Since when the offsets of a topic expire.
    #[must_use]
    pub fn offset_expiry(&self, topic: &str) -> OffsetExpiry {
        match self {
            Self::Classic(group) => group.offset_expiry(topic),
            Self::Consumer(group) => group.offset_expiry(topic),
        }
    }

    /// Kafka's name of its state.
    #[must_use]
    pub fn state_name(&self) -> &'static str {
        match self {
            Self::Classic(group) => group.state().name(),
            Self::Consumer(group) => group.state_name(),
        }
    }

    /// The records that delete it.
    #[must_use]
    pub fn tombstones(&self, id: &ByteString) -> Vec<GroupRecord> {
        match self {
            Self::Classic(group) => vec![group.tombstone()],
            Self::Consumer(group) => group.tombstones(id),
        }
    }

    /// Whether it has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Classic(group) => group.is_empty(),
            Self::Consumer(group) => group.is_empty(),
        }
    }
}
