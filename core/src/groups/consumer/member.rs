//! A member of a KIP-848 group: what it wants, and how far it is on the way to its target.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::assignment::Assignment;
use crate::groups::GroupRecord;
use crate::protocol::messages::{
    ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue,
    ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue,
    coordinator::consumer_group_member_metadata_value::ClassicMemberMetadata,
};

/// Epoch with which a member leaves.
pub(in crate::groups) const LEAVE_EPOCH: i32 = -1;
/// Epoch of a static member that is away and will be back.
pub(in crate::groups) const STATIC_LEAVE_EPOCH: i32 = -2;

/// Where a member stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::groups) enum MemberState {
    /// It has what the target gives it.
    #[default]
    Stable,
    /// It has partitions that it is to give up.
    Unrevoked,
    /// It waits for partitions that others have not given up.
    Unreleased,
    /// A state of a later version: the member has to begin anew.
    Unknown,
}

impl MemberState {
    fn of(number: i8) -> Self {
        match number {
            0 => Self::Stable,
            1 => Self::Unrevoked,
            2 => Self::Unreleased,
            _ => Self::Unknown,
        }
    }

    fn number(self) -> i8 {
        match self {
            Self::Stable => 0,
            Self::Unrevoked => 1,
            Self::Unreleased => 2,
            Self::Unknown => 127,
        }
    }
}

/// A member.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::groups) struct Member {
    pub(in crate::groups) id: ByteString,
    pub(in crate::groups) instance_id: Option<ByteString>,
    pub(in crate::groups) rack_id: Option<ByteString>,
    pub(in crate::groups) client_id: ByteString,
    pub(in crate::groups) client_host: ByteString,
    pub(in crate::groups) topic_names: BTreeSet<ByteString>,
    pub(in crate::groups) topic_regex: Option<ByteString>,
    pub(in crate::groups) rebalance_timeout_ms: i32,
    pub(in crate::groups) server_assignor: Option<ByteString>,
    /// Of a member that speaks the classic protocol.
    pub(in crate::groups) classic: Option<ClassicMemberMetadata>,
    pub(in crate::groups) epoch: i32,
    pub(in crate::groups) previous_epoch: i32,
    pub(in crate::groups) state: MemberState,
    /// Partitions that it may read.
    pub(in crate::groups) assigned: Assignment,
    /// Partitions that it is to give up.
    pub(in crate::groups) revoking: Assignment,
}

impl Member {
    pub(super) fn new(id: ByteString) -> Self {
        Self { id, rebalance_timeout_ms: -1, ..Self::default() }
    }

    /// A regular expression that says something.
    pub(super) fn regex(&self) -> Option<&ByteString> {
        self.topic_regex.as_ref().filter(|regex| !regex.is_empty())
    }

    pub(super) fn is_reconciled_to(&self, target_epoch: i32) -> bool {
        self.state == MemberState::Stable && self.epoch == target_epoch
    }

    /// Takes the next epoch; the one before is remembered, for the answer may be lost.
    pub(super) fn advance(&mut self, epoch: i32) {
        self.previous_epoch = self.epoch;
        self.epoch = epoch;
    }

    pub(super) fn take_metadata(&mut self, value: &ConsumerGroupMemberMetadataValue) {
        let topics = value.subscribed_topic_names.iter().map(owned);
        self.instance_id = value.instance_id.as_ref().map(owned);
        self.rack_id = value.rack_id.as_ref().map(owned);
        self.client_id = owned(&value.client_id);
        self.client_host = owned(&value.client_host);
        self.topic_names = topics.collect();
        self.topic_regex = value.subscribed_topic_regex.as_ref().map(owned);
        self.rebalance_timeout_ms = value.rebalance_timeout_ms;
        self.server_assignor = value.server_assignor.as_ref().map(owned);
        self.classic = value.classic_member_metadata.as_ref().map(owned_classic);
    }

    pub(super) fn take_current(&mut self, value: &ConsumerGroupCurrentMemberAssignmentValue) {
        self.epoch = value.member_epoch;
        self.previous_epoch = value.previous_member_epoch;
        self.state = MemberState::of(value.state);
        self.assigned = Assignment::of_record(&value.assigned_partitions, value.member_epoch);
        self.revoking =
            Assignment::of_record(&value.partitions_pending_revocation, value.member_epoch);
    }

    pub(super) fn metadata_record(&self, group_id: &ByteString) -> GroupRecord {
        let key = ConsumerGroupMemberMetadataKey {
            group_id: group_id.clone(),
            member_id: self.id.clone(),
        };
        let value = ConsumerGroupMemberMetadataValue {
            instance_id: self.instance_id.clone(),
            rack_id: self.rack_id.clone(),
            client_id: self.client_id.clone(),
            client_host: self.client_host.clone(),
            subscribed_topic_names: self.topic_names.iter().cloned().collect(),
            subscribed_topic_regex: self.topic_regex.clone(),
            rebalance_timeout_ms: self.rebalance_timeout_ms,
            server_assignor: self.server_assignor.clone(),
            classic_member_metadata: self.classic.clone(),
        };
        GroupRecord::ConsumerGroupMember(key, Some(value))
    }

    pub(super) fn current_record(&self, group_id: &ByteString) -> GroupRecord {
        let key = ConsumerGroupCurrentMemberAssignmentKey {
            group_id: group_id.clone(),
            member_id: self.id.clone(),
        };
        let value = ConsumerGroupCurrentMemberAssignmentValue {
            member_epoch: self.epoch,
            previous_member_epoch: self.previous_epoch,
            state: self.state.number(),
            assigned_partitions: self.assigned.to_record(),
            partitions_pending_revocation: self.revoking.to_record(),
        };
        GroupRecord::ConsumerGroupCurrent(key, Some(value))
    }
}

/// How many members have something.
pub(super) type Counts = BTreeMap<ByteString, usize>;

fn owned(text: &ByteString) -> ByteString {
    ByteString::from(&**text)
}

/// What outlives the request must not keep its frame alive.
fn owned_classic(classic: &ClassicMemberMetadata) -> ClassicMemberMetadata {
    let mut own = classic.clone();
    for protocol in &mut own.supported_protocols {
        protocol.name = owned(&protocol.name);
        protocol.metadata = bytes::Bytes::copy_from_slice(&protocol.metadata);
    }
    own
}
