//! Static members (KIP-345): one that comes back without its id gets a new one, and the place of the
//! earlier one, if possible without a rebalance.

use bytestring::ByteString;

use super::{
    join_group::Joining,
    member::{Standing, owned},
    state::{ClassicState, Replaced, Unwritten},
    step::{Step, refused, sync_refused},
};
use crate::{
    groups::{outcome::Answer, shard::GroupTimer},
    model::ErrorCode,
    protocol::messages::JoinGroupResponse,
};

/// First version of JoinGroup whose answer can tell a leader that nothing is to be assigned.
const SKIP_ASSIGNMENT_VERSION_MIN: i16 = 9;

impl Step<'_> {
    /// An id that nobody has: the client's name and 122 random bits, as Kafka writes it.
    pub(super) fn new_member_id(&mut self, name: &str) -> ByteString {
        let high = (self.rng.next_u64() & !0xf000) | 0x4000;
        let low = (self.rng.next_u64() >> 2) | 0x8000_0000_0000_0000;
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xffff);
        let (d, e) = (low >> 48, low & 0xffff_ffff_ffff);
        ByteString::from(format!("{name}-{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}"))
    }

    /// Puts who joins into the place of the static member with its name.
    pub(super) fn replace_static_member(
        &mut self,
        joining: &Joining<'_>,
        earlier_id: &ByteString,
        member_id: ByteString,
    ) -> Answer<JoinGroupResponse> {
        let leader = self.group.leader.clone().unwrap_or_default();
        let Some(replaced) = self.rename(earlier_id, &member_id) else {
            return Answer::Now(refused("", ErrorCode::UnknownMemberId));
        };
        self.update_member(&member_id, joining);
        match self.group.state {
            ClassicState::Stable if self.group.select_protocol() == self.group.protocol => {
                let version = joining.requester.version;
                let response = self.rejoined(&member_id, &leader, version);
                // The answer is ours alone: it is not released as well.
                if let Some(member) = self.group.members.get_mut(&member_id) {
                    self.group.joining -= usize::from(member.joining.take().is_some());
                }
                self.group.unwritten = Some(Unwritten::Replaced(Box::new(replaced)));
                self.outcome.records.push(self.group.record());
                return Answer::Now(response);
            }
            // The leader may be assigning to the earlier id right now.
            ClassicState::Stable | ClassicState::Completing => self.prepare(),
            ClassicState::Preparing(_) => self.complete_if_all_joined(),
            ClassicState::Empty | ClassicState::Dead => {}
        }
        Answer::Later
    }

    /// The record of a replacement could not be appended: the earlier member is there again, and whoever
    /// comes next takes its place.
    pub(super) fn take_back_replacement(&mut self, replaced: Replaced) {
        let Replaced { instance_id, member_id, earlier_id, protocols, .. } = replaced;
        if self.group.static_members.get(&instance_id) != Some(&member_id) {
            return;
        }
        self.group.offer(&member_id, protocols);
        if let Some(member) = self.group.members.get_mut(&member_id) {
            member.rebalance_timeout_ms = replaced.rebalance_timeout_ms;
            member.session_timeout_ms = replaced.session_timeout_ms;
        }
        self.rename(&member_id, &earlier_id);
    }

    /// Gives a static member another id, fences whoever waits under the earlier one, and begins a
    /// session. What the member was before is given back.
    fn rename(&mut self, earlier_id: &ByteString, member_id: &ByteString) -> Option<Replaced> {
        let fenced = ErrorCode::FencedInstanceId;
        self.release_join(earlier_id, refused(earlier_id, fenced));
        self.release_sync(earlier_id, sync_refused(fenced));
        let member = self.group.member(earlier_id)?;
        let replaced = Replaced {
            instance_id: member.instance_id.clone()?,
            member_id: member_id.clone(),
            earlier_id: earlier_id.clone(),
            protocols: member.protocols.clone(),
            rebalance_timeout_ms: member.rebalance_timeout_ms,
            session_timeout_ms: member.session_timeout_ms,
        };
        self.group.rename(earlier_id, member_id);
        if let Some(member) = self.group.members.get_mut(member_id) {
            member.standing = Standing::Known;
        }
        let timer = GroupTimer::ClassicSession(self.group.id.clone(), earlier_id.clone());
        self.timers.cancel(&timer);
        self.arm_session(member_id);
        Some(replaced)
    }

    /// The stable generation for a member that came back. A leader that cannot be told to skip the
    /// assignment must not learn that it leads, so it is given its earlier id as the leader's.
    fn rejoined(
        &self,
        member_id: &ByteString,
        leader: &ByteString,
        version: i16,
    ) -> JoinGroupResponse {
        if version >= SKIP_ASSIGNMENT_VERSION_MIN {
            let skip_assignment = self.group.is_leader(member_id);
            JoinGroupResponse { skip_assignment, ..self.group.joined(member_id) }
        } else {
            JoinGroupResponse { leader: owned(leader), ..self.group.unchanged(member_id) }
        }
    }
}
