//! JoinGroup: someone wants to be a member, or a member joins a rebalance.

use super::{
    member::{Member, Standing, owned},
    state::{ClassicState, Newcomers, Round},
    step::{Step, in_version, refused},
};
use crate::{
    coordinator::Caller,
    groups::{
        group::Group,
        outcome::{Answer, Outcome, Released},
        shard::{GroupShard, GroupTimer, Requester},
    },
    model::{ErrorCode, Now},
    protocol::messages::{JoinGroupRequest, JoinGroupResponse},
};

/// How long a member waits for its first answer, in milliseconds. It has no session yet, since it does not know
/// its id; one that is still there asks again.
const NEW_MEMBER_JOIN_TIMEOUT_MS: i32 = 5 * 60 * 1_000;

/// A JoinGroup with who sent it.
pub(super) struct Joining<'a> {
    pub(super) caller: Caller,
    pub(super) requester: &'a Requester,
    pub(super) request: &'a JoinGroupRequest,
}

impl GroupShard {
    /// JoinGroup, versions 0 to 9. The answer comes when the rebalance has its members, at once if it
    /// has them now; its `error_code` says what went wrong.
    pub fn join_group(
        &mut self,
        caller: Caller,
        requester: &Requester,
        request: &JoinGroupRequest,
        now: Now,
    ) -> Outcome<JoinGroupResponse> {
        let version = requester.version;
        let refuse = |id, error| Outcome::answer(in_version(refused(id, error), version));
        if let Err(error) = self.check_join(request) {
            return refuse(&request.member_id, error);
        }
        if self.is_consumer_group(&request.group_id) {
            return self.join_consumer_group(requester, request, now);
        }
        if !self.groups.contains_key(&*request.group_id) {
            self.group_or_simple(&request.group_id);
        }
        let Some(mut step) = self.step(&request.group_id, now) else {
            return refuse("", ErrorCode::InconsistentGroupProtocol);
        };
        let mut answer = step.join(&Joining { caller, requester, request });
        let released = &mut step.outcome.released;
        if let Some(own) = released.iter().position(|(released, _)| *released == caller)
            && let (_, Released::Join(response)) = released.swap_remove(own)
        {
            answer = Answer::Now(response);
        }
        step.finish(match answer {
            Answer::Now(response) => Answer::Now(in_version(response, version)),
            Answer::Later => Answer::Later,
        })
    }

    /// A group is made by those who have no id yet, and come with what a group needs.
    fn check_join(&self, request: &JoinGroupRequest) -> Result<(), ErrorCode> {
        let sessions = self.settings.session_timeout_min..=self.settings.session_timeout_max;
        if request.group_id.is_empty() {
            return Err(ErrorCode::InvalidGroupId);
        }
        if !sessions.contains(&super::member::duration(request.session_timeout_ms)) {
            return Err(ErrorCode::InvalidSessionTimeout);
        }
        match self.groups.get(&*request.group_id) {
            Some(Group::Classic(_) | Group::Consumer(_)) => Ok(()),
            None if !request.member_id.is_empty() => Err(ErrorCode::UnknownMemberId),
            None if request.protocol_type.is_empty() || request.protocols.is_empty() => {
                Err(ErrorCode::InconsistentGroupProtocol)
            }
            None => Ok(()),
        }
    }
}

impl Step<'_> {
    fn join(&mut self, joining: &Joining<'_>) -> Answer<JoinGroupResponse> {
        let request = joining.request;
        let id = &request.member_id;
        let answer = |id, error| Answer::Now(refused(id, error));
        if !self.group.has_room_for(id, self.settings.classic_members_max) {
            self.remove(id);
            return answer("", ErrorCode::GroupMaxSizeReached);
        }
        if self.group.state == ClassicState::Dead {
            return answer(id, ErrorCode::CoordinatorNotAvailable);
        }
        if !self.group.supports(&request.protocol_type, &request.protocols) {
            return answer(id, ErrorCode::InconsistentGroupProtocol);
        }
        if id.is_empty() {
            return self.join_new(joining);
        }
        if self.group.pending.contains(id) {
            // Only ids of dynamic members are given out before they join.
            if request.group_instance_id.is_some() {
                return answer("", ErrorCode::UnknownServerError);
            }
            self.timers.cancel(&GroupTimer::ClassicPending(self.group.id.clone(), owned(id)));
            return self.add_member(joining, Member::new(owned(id), None));
        }
        if let Err(error) = self.group.check_member(id, request.group_instance_id.as_deref()) {
            return answer(id, error);
        }
        self.join_again(joining)
    }

    /// Someone without an id.
    fn join_new(&mut self, joining: &Joining<'_>) -> Answer<JoinGroupResponse> {
        let request = joining.request;
        let name = request.group_instance_id.as_ref().unwrap_or(&joining.requester.client_id);
        let member_id = self.new_member_id(name);
        let Some(instance_id) = &request.group_instance_id else {
            // KIP-394: else a client whose first answer is lost leaves a member behind each time.
            if joining.requester.version >= 4 {
                let group = self.group.id.clone();
                let timer = GroupTimer::ClassicPending(group, member_id.clone());
                self.timers.arm(timer, self.after(request.session_timeout_ms));
                self.group.pending.insert(member_id.clone());
                return Answer::Now(refused(&member_id, ErrorCode::MemberIdRequired));
            }
            return self.add_member(joining, Member::new(member_id, None));
        };
        match self.group.static_members.get(instance_id).cloned() {
            Some(earlier_id) => self.replace_static_member(joining, &earlier_id, member_id),
            None => self.add_member(joining, Member::new(member_id, Some(owned(instance_id)))),
        }
    }

    fn add_member(&mut self, joining: &Joining<'_>, member: Member) -> Answer<JoinGroupResponse> {
        let Joining { caller, requester, request } = *joining;
        if self.group.members.is_empty()
            && self.group.protocol_type.as_ref() != Some(&request.protocol_type)
        {
            self.group.protocol_type = Some(owned(&request.protocol_type));
        }
        let member = Member {
            client_id: owned(&requester.client_id),
            client_host: owned(&requester.client_host),
            rebalance_timeout_ms: rebalance_timeout_ms(joining),
            session_timeout_ms: request.session_timeout_ms,
            protocols: self.group.copied(&request.protocols),
            standing: Standing::New,
            ..member
        };
        if let ClassicState::Preparing(Round::Initial { newcomers, .. }) = &mut self.group.state {
            *newcomers = Newcomers::Some;
        }
        let id = member.id.clone();
        self.group.add(member);
        self.wait_for_join(&id, caller, requester.version);
        let timer = GroupTimer::ClassicSession(self.group.id.clone(), id);
        self.timers.arm(timer, self.after(NEW_MEMBER_JOIN_TIMEOUT_MS));
        self.rebalance();
        Answer::Later
    }

    /// A member: it joins the rebalance, causes one, or has missed an answer.
    fn join_again(&mut self, joining: &Joining<'_>) -> Answer<JoinGroupResponse> {
        let id = &joining.request.member_id;
        let unchanged =
            self.group.member(id).is_some_and(|member| member.offers(&joining.request.protocols));
        match self.group.state {
            ClassicState::Completing if unchanged => Answer::Now(self.group.joined(id)),
            // A leader that joins wants a new assignment, for instance of a topic with more partitions.
            ClassicState::Stable if unchanged && !self.group.is_leader(id) => {
                Answer::Now(self.group.joined(id))
            }
            ClassicState::Preparing(_) | ClassicState::Completing | ClassicState::Stable => {
                self.update_member(id, joining);
                self.rebalance();
                Answer::Later
            }
            ClassicState::Empty | ClassicState::Dead => {
                Answer::Now(refused(id, ErrorCode::UnknownMemberId))
            }
        }
    }

    /// Takes over what a member says of itself, and has it wait for the rebalance.
    pub(super) fn update_member(&mut self, member_id: &str, joining: &Joining<'_>) {
        let Some(member) = self.group.members.get_mut(member_id) else { return };
        member.rebalance_timeout_ms = rebalance_timeout_ms(joining);
        member.session_timeout_ms = joining.request.session_timeout_ms;
        if !member.offers(&joining.request.protocols) {
            let protocols = self.group.copied(&joining.request.protocols);
            self.group.offer(member_id, protocols);
        }
        self.wait_for_join(member_id, joining.caller, joining.requester.version);
    }
}

/// Version 0 has one time-out for both.
fn rebalance_timeout_ms(joining: &Joining<'_>) -> i32 {
    match joining.requester.version {
        0 => joining.request.session_timeout_ms,
        _ => joining.request.rebalance_timeout_ms,
    }
}
