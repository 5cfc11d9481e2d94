//! Members that go: by themselves, because they were silent, or because they did not give up their
//! partitions in time.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytestring::ByteString;

use super::{
    draft::{Draft, Wants},
    group::{ConsumerGroup, MetadataAge},
    heartbeat::{Refusal, check_instance, unknown_instance, unknown_member},
    member::{Member, MemberState, STATIC_LEAVE_EPOCH},
};
use crate::{
    groups::{Group, GroupTimer, Outcome, shard::GroupShard},
    model::{ErrorCode, Now},
    protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse},
};

impl GroupShard {
    pub(super) fn consumer_leaves(
        &mut self,
        request: &ConsumerGroupHeartbeatRequest,
        now: Now,
    ) -> Result<Outcome<ConsumerGroupHeartbeatResponse>, Refusal> {
        let group = match self.groups.get(&*request.group_id) {
            Some(Group::Consumer(group)) => group,
            Some(Group::Classic(_)) => {
                let message = format!("Group {} is not a consumer group.", request.group_id);
                return Err((ErrorCode::GroupIdNotFound, message));
            }
            None => return Err(unknown_group(&request.group_id)),
        };
        let member = match &request.instance_id {
            None => {
                let member = group.members.get(&request.member_id);
                member.ok_or_else(|| unknown_member(&request.member_id, &request.group_id))?
            }
            Some(instance_id) => {
                let member = group.static_member(instance_id);
                let member = member.ok_or_else(|| unknown_instance(instance_id))?;
                check_instance(member, &request.member_id, instance_id)?;
                member
            }
        };
        let member = member.clone();
        let response = ConsumerGroupHeartbeatResponse {
            member_id: Some(request.member_id.clone()),
            member_epoch: request.member_epoch,
            ..Default::default()
        };
        if request.member_epoch == STATIC_LEAVE_EPOCH {
            return Ok(self.static_member_is_away(&request.group_id, &member, response));
        }
        let outcome = self.fence_members(&request.group_id, std::slice::from_ref(&member.id), now);
        Ok(outcome.map(|()| response))
    }

    /// A static member is away: it keeps its partitions for the time of its session.
    fn static_member_is_away(
        &mut self,
        group_id: &ByteString,
        member: &Arc<Member>,
        response: ConsumerGroupHeartbeatResponse,
    ) -> Outcome<ConsumerGroupHeartbeatResponse> {
        let mut away = Member::clone(member);
        away.epoch = STATIC_LEAVE_EPOCH;
        away.assigned = member.assigned.as_of_the_beginning();
        away.revoking = Default::default();
        self.timers.cancel(&GroupTimer::ConsumerRebalance(group_id.clone(), member.id.clone()));
        Outcome::with_records(response, vec![away.current_record(group_id)])
    }

    /// Takes members out of a group. If only members of the classic protocol are left, the group
    /// becomes a classic one.
    pub(super) fn fence_members(
        &mut self,
        group_id: &ByteString,
        members: &[ByteString],
        now: Now,
    ) -> Outcome<()> {
        let Some(Group::Consumer(group)) = self.groups.get(&**group_id) else {
            return Outcome::nothing();
        };
        let group = ConsumerGroup::clone(group);
        let going: BTreeSet<&ByteString> =
            members.iter().filter(|id| group.members.contains_key(id)).collect();
        if going.is_empty() {
            return Outcome::nothing();
        }
        if let Some(outcome) = self.downgraded(&group, &going, now) {
            return outcome;
        }
        let image = self.metadata.clone();
        let mut draft = Draft::of(group, &image, now);
        for member_id in going {
            draft.remove(member_id);
            self.cancel_consumer_timers(group_id, member_id);
        }
        draft.resolve_regexes(MetadataAge::Fresh);
        draft.update_epoch(Wants::Changed);
        Outcome::with_records((), draft.records)
    }

    pub(super) fn cancel_consumer_timers(&mut self, group_id: &ByteString, member_id: &ByteString) {
        let (group, member) = (group_id.clone(), member_id.clone());
        self.timers.cancel(&GroupTimer::ConsumerSession(group.clone(), member.clone()));
        self.timers.cancel(&GroupTimer::ConsumerRebalance(group.clone(), member.clone()));
        self.timers.cancel(&GroupTimer::ConsumerJoin(group.clone(), member.clone()));
        self.timers.cancel(&GroupTimer::ConsumerSync(group, member));
    }

    pub(in crate::groups) fn consumer_timer(&mut self, timer: GroupTimer, now: Now) -> Outcome<()> {
        match timer {
            GroupTimer::ConsumerSession(group, member)
            | GroupTimer::ConsumerJoin(group, member)
            | GroupTimer::ConsumerSync(group, member) => self.fence_members(&group, &[member], now),
            GroupTimer::ConsumerRebalance(group, member) => {
                let found = match self.groups.get(&*group) {
                    Some(Group::Consumer(found)) => found.members.get(&member),
                    Some(Group::Classic(_)) | None => None,
                };
                if found.is_none_or(|member| member.state != MemberState::Unrevoked) {
                    return Outcome::nothing();
                }
                self.fence_members(&group, &[member], now)
            }
            GroupTimer::ConsumerDowngrade(group) => self.downgrade(&group, now),
            GroupTimer::ConsumerDowngraded(group) => self.classic_downgraded(&group, now),
            GroupTimer::ClassicSession(..)
            | GroupTimer::ClassicPending(..)
            | GroupTimer::ClassicJoin(_)
            | GroupTimer::ClassicSync(_)
            | GroupTimer::OffsetsExpiry => Outcome::nothing(),
        }
    }
}

pub(super) fn unknown_group(group_id: &str) -> Refusal {
    (ErrorCode::GroupIdNotFound, format!("Group {group_id} not found."))
}
