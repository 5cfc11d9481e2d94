//! What committed offsets depend on in a classic group: who may commit, and which topics its consumers
//! use.

use std::collections::BTreeSet;

use bytes::Bytes;
use bytestring::ByteString;

use super::{group::ClassicGroup, member::owned, state::ClassicState};
use crate::{
    groups::{
        group::{CommitKind, Committer, OffsetExpiry},
        shard::GroupShard,
    },
    model::{ErrorCode, Now, Timestamp},
    protocol::{
        codec::{Message, Reader},
        messages::ConsumerProtocolSubscription,
    },
};

/// Protocol type of consumers.
const CONSUMER: &str = "consumer";

impl ClassicGroup {
    pub(in crate::groups) fn check_commit(
        &self,
        committer: &Committer<'_>,
    ) -> Result<(), ErrorCode> {
        let generation = committer.generation_or_epoch;
        let plain = matches!(committer.kind, CommitKind::Plain { .. });
        if self.state == ClassicState::Dead {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        if generation < 0 && self.is_empty() {
            return Ok(());
        }
        let named = !committer.member_id.is_empty() || committer.group_instance_id.is_some();
        if generation >= 0 || named {
            self.check_member(committer.member_id, committer.group_instance_id)?;
            if generation != self.generation {
                return Err(ErrorCode::IllegalGeneration);
            }
        } else if plain && !self.is_empty() {
            return Err(ErrorCode::UnknownMemberId);
        }
        // The member is right, only early: it learned of the generation before it has its partitions.
        if plain && self.state == ClassicState::Completing {
            return Err(ErrorCode::RebalanceInProgress);
        }
        Ok(())
    }

    pub(in crate::groups) fn check_fetch(&self) -> Result<(), ErrorCode> {
        if self.state == ClassicState::Dead { Err(ErrorCode::GroupIdNotFound) } else { Ok(()) }
    }

    pub(in crate::groups) fn check_delete_offsets(&self) -> Result<(), ErrorCode> {
        match self.state {
            ClassicState::Dead => Err(ErrorCode::GroupIdNotFound),
            ClassicState::Empty => Ok(()),
            ClassicState::Preparing(_) | ClassicState::Completing | ClassicState::Stable => {
                if self.is_of_consumers() { Ok(()) } else { Err(ErrorCode::NonEmptyGroup) }
            }
        }
    }

    pub(in crate::groups) fn check_delete(&self) -> Result<(), ErrorCode> {
        match self.state {
            ClassicState::Dead => Err(ErrorCode::GroupIdNotFound),
            ClassicState::Empty => Ok(()),
            ClassicState::Preparing(_) | ClassicState::Completing | ClassicState::Stable => {
                Err(ErrorCode::NonEmptyGroup)
            }
        }
    }

    /// Consumers that do not say what they subscribe to are taken to use every topic.
    pub(in crate::groups) fn is_subscribed_to(&self, topic: &str) -> bool {
        match &self.subscribed_topics {
            Some(topics) => topics.contains(topic),
            None => self.is_of_consumers(),
        }
    }

    pub(in crate::groups) fn offset_expiry(&self, topic: &str) -> OffsetExpiry {
        match self.state {
            _ if self.protocol_type.is_none() => OffsetExpiry::SinceCommit,
            ClassicState::Empty if self.state_since == Timestamp::NONE => OffsetExpiry::SinceCommit,
            ClassicState::Empty => OffsetExpiry::SinceEmpty(self.state_since),
            ClassicState::Stable if self.is_of_consumers() && !self.is_subscribed_to(topic) => {
                OffsetExpiry::SinceCommit
            }
            ClassicState::Stable
            | ClassicState::Preparing(_)
            | ClassicState::Completing
            | ClassicState::Dead => OffsetExpiry::Never,
        }
    }

    pub(super) fn is_of_consumers(&self) -> bool {
        self.protocol_type.as_ref().is_some_and(|own| own == CONSUMER)
    }

    pub(super) fn compute_subscribed_topics(&self) -> Option<BTreeSet<ByteString>> {
        if !self.is_of_consumers() {
            return None;
        }
        let mut topics = BTreeSet::new();
        for member in self.members.values() {
            for topic in subscription(member.metadata(self.protocol.as_ref()?))? {
                if !topics.contains(&topic) {
                    topics.insert(owned(&topic));
                }
            }
        }
        Some(topics)
    }
}

impl GroupShard {
    /// A member of a classic group has committed offsets, which counts as a sign of life unless the
    /// group waits for its leader.
    pub fn classic_member_committed(&mut self, group: &str, member_id: &str, now: Now) {
        let Some(mut step) = self.step(group, now) else { return };
        if step.group.state == ClassicState::Stable || step.group.is_preparing() {
            step.arm_session(member_id);
        }
    }
}

/// The topics in a consumer's metadata. All versions begin like version 0.
fn subscription(metadata: Bytes) -> Option<Vec<ByteString>> {
    let version = i16::from_be_bytes(*metadata.first_chunk()?);
    let mut reader = Reader::new(metadata.slice(size_of::<i16>()..));
    let subscription = ConsumerProtocolSubscription::decode(&mut reader, 0).ok()?;
    (version >= 0).then_some(subscription.topics)
}
