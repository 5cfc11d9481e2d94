//! Who commits offsets to a group within a transaction.

use bytestring::ByteString;

use super::{membership::Identity, settings::Settings};

/// Who a consumer is in its group: with that its coordinator knows whether a transaction may commit what the
/// consumer has read, or the group went on without it (KIP-447).
/// An example is at [`Transaction::send_offsets`](crate::Transaction::send_offsets).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMetadata {
    /// The group.
    pub group_id: ByteString,
    /// Generation in the classic protocol, the member's epoch with KIP-848; -1 outside of the group.
    pub generation_id: i32,
    /// The member; empty outside of the group.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member.
    pub group_instance_id: Option<ByteString>,
    role: Role,
}

/// As what offsets are committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Member,
    /// By a consumer that is not in its group at the moment.
    Outside,
    /// The group has no members: it is a place to keep offsets.
    Keeper,
}

impl GroupMetadata {
    pub(crate) fn new(settings: &Settings, identity: Option<Identity>) -> Self {
        Self {
            role: if identity.is_some() { Role::Member } else { Role::Outside },
            group_id: settings.group_id.clone(),
            generation_id: identity.as_ref().map_or(-1, |identity| identity.generation),
            member_id: identity.map(|identity| identity.member_id).unwrap_or_default(),
            group_instance_id: settings.group_instance_id.clone(),
        }
    }

    /// A group that has no members, and only keeps offsets: for those who choose partitions themselves. The
    /// group's coordinator checks nothing then.
    #[must_use]
    pub fn without_members(group_id: impl Into<ByteString>) -> Self {
        Self {
            group_id: group_id.into(),
            generation_id: -1,
            member_id: ByteString::new(),
            group_instance_id: None,
            role: Role::Keeper,
        }
    }

    /// Whether the coordinator can tell if the group went on without who commits. It takes what nobody commits
    /// for the work of an old client, and lets it pass.
    pub(crate) fn is_valid(&self) -> bool {
        self.role != Role::Outside
    }
}
