//! A classic group as a record, and out of one. A record that this coordinator has just written completes the
//! change that it says; any other one replaces what is known of the group.

use bytes::Bytes;
use bytestring::ByteString;

use super::{
    group::ClassicGroup,
    member::{Member, Protocol, detached, owned},
    state::{ClassicState, Unwritten},
};
use crate::{
    groups::{
        group::Group,
        record::GroupRecord,
        shard::{GroupShard, GroupTimer},
    },
    model::Timestamp,
    protocol::messages::{
        GroupMetadataKey, GroupMetadataValue, group_metadata_value::MemberMetadata,
    },
};

impl ClassicGroup {
    /// The group as its log knows it.
    #[must_use]
    pub fn record(&self) -> GroupRecord {
        self.record_of(|member| member.assignment.clone())
    }

    /// The record without which there is no group.
    #[must_use]
    pub fn tombstone(&self) -> GroupRecord {
        GroupRecord::ClassicGroup(GroupMetadataKey { group: self.id.clone() }, None)
    }

    pub(super) fn record_assigning(&self, assignment: impl Fn(&str) -> Bytes) -> GroupRecord {
        self.record_of(|member| assignment(&member.id))
    }

    fn record_of(&self, assignment: impl Fn(&Member) -> Bytes) -> GroupRecord {
        let protocol = self.protocol.as_deref().unwrap_or_default();
        let members = self.members().map(|member| MemberMetadata {
            member_id: member.id.clone(),
            group_instance_id: member.instance_id.clone(),
            client_id: member.client_id.clone(),
            client_host: member.client_host.clone(),
            rebalance_timeout: member.rebalance_timeout_ms,
            session_timeout: member.session_timeout_ms,
            subscription: member.metadata(protocol),
            assignment: assignment(member),
        });
        let value = GroupMetadataValue {
            protocol_type: self.protocol_type.clone().unwrap_or_default(),
            generation: self.generation,
            protocol: self.protocol.clone(),
            leader: self.leader.clone(),
            current_state_timestamp: self.state_since.0,
            members: members.collect(),
        };
        GroupRecord::ClassicGroup(GroupMetadataKey { group: self.id.clone() }, Some(value))
    }

    fn from_record(id: &str, value: &GroupMetadataValue) -> Self {
        let protocol = value.protocol.as_deref().map(owned);
        let mut group = Self {
            protocol_type: Some(&*value.protocol_type).filter(|it| !it.is_empty()).map(owned),
            generation: value.generation,
            leader: value.leader.as_deref().map(owned),
            state_since: Timestamp(value.current_state_timestamp),
            ..Self::simple(id)
        };
        for member in &value.members {
            // Ids and names are each of one member, whoever wrote the record.
            let earlier = member.group_instance_id.as_ref();
            if let Some(id) = earlier.and_then(|name| group.static_members.get(name)).cloned() {
                group.remove(&id);
            }
            group.remove(&member.member_id);
            group.add(member_from(member, protocol.as_ref()));
        }
        if !group.members.is_empty() {
            group.state = ClassicState::Stable;
        }
        group.protocol = protocol;
        group.subscribed_topics = group.compute_subscribed_topics();
        group
    }

    /// The leader's assignment is written: the group is stable.
    fn assigned(&mut self, value: &GroupMetadataValue, since: Timestamp) {
        for member in &value.members {
            if let Some(known) = self.members.get_mut(&*member.member_id) {
                known.assignment = detached(&member.assignment);
            }
        }
        self.move_to(ClassicState::Stable, since);
    }
}

impl GroupShard {
    pub(in crate::groups) fn replay_classic(
        &mut self,
        key: &GroupMetadataKey,
        value: Option<&GroupMetadataValue>,
    ) {
        let group = match self.groups.get_mut(&key.group) {
            Some(Group::Classic(group)) => Some(group),
            Some(Group::Consumer(_)) | None => None,
        };
        let Some(value) = value else {
            if let Some(group) = group {
                let timers = timers_of(group);
                self.groups.remove(&key.group);
                timers.iter().for_each(|timer| self.timers.cancel(timer));
            }
            return;
        };
        match group.map(|group| (group.unwritten.take(), group)) {
            Some((Some(Unwritten::Assignment(since)), group)) => group.assigned(value, since),
            Some((Some(Unwritten::Emptied | Unwritten::Replaced(_)), _)) => {}
            Some((None, _)) | None => {
                let group = ClassicGroup::from_record(&key.group, value);
                self.groups.insert(group.id.clone(), Group::Classic(Box::new(group)));
            }
        }
    }
}

/// All timers that a group may have.
pub(super) fn timers_of(group: &ClassicGroup) -> Vec<GroupTimer> {
    let id = &group.id;
    let sessions = group.members.keys().cloned();
    let sessions = sessions.map(|member| GroupTimer::ClassicSession(id.clone(), member));
    let pending = group.pending.iter().cloned();
    let pending = pending.map(|member| GroupTimer::ClassicPending(id.clone(), member));
    let own = [GroupTimer::ClassicJoin(id.clone()), GroupTimer::ClassicSync(id.clone())];
    sessions.chain(pending).chain(own).collect()
}

/// Of what a member offers, the log has the group's protocol alone.
fn member_from(member: &MemberMetadata, protocol: Option<&ByteString>) -> Member {
    let rebalance_timeout_ms = match member.rebalance_timeout {
        -1 => member.session_timeout,
        timeout => timeout,
    };
    let name = protocol.cloned().unwrap_or_default();
    Member {
        client_id: owned(&member.client_id),
        client_host: owned(&member.client_host),
        rebalance_timeout_ms,
        session_timeout_ms: member.session_timeout,
        protocols: vec![Protocol { name, metadata: detached(&member.subscription) }],
        assignment: detached(&member.assignment),
        ..Member::new(owned(&member.member_id), member.group_instance_id.as_deref().map(owned))
    }
}
