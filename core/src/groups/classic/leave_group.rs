//! LeaveGroup: members go, or are removed by the names of static members.

use super::{state::ClassicState, step::Step};
use crate::{
    groups::{
        outcome::{Answer, Outcome},
        shard::{GroupShard, Requester},
    },
    model::{ErrorCode, Now},
    protocol::messages::{
        LeaveGroupRequest, LeaveGroupResponse, leave_group_request::MemberIdentity,
        leave_group_response::MemberResponse,
    },
};

/// First version of LeaveGroup that names several members.
const MEMBERS_VERSION_MIN: i16 = 3;

impl GroupShard {
    /// LeaveGroup, versions 0 to 5. Before version 3 the member's error is that of the answer.
    pub fn leave_group(
        &mut self,
        requester: &Requester,
        request: &LeaveGroupRequest,
        now: Now,
    ) -> Outcome<LeaveGroupResponse> {
        if request.group_id.is_empty() {
            return Outcome::answer(failed(ErrorCode::InvalidGroupId));
        }
        let one = [MemberIdentity { member_id: request.member_id.clone(), ..Default::default() }];
        let several = requester.version >= MEMBERS_VERSION_MIN;
        let members = if several { &request.members[..] } else { &one };
        if self.is_consumer_group(&request.group_id) {
            let outcome = self.leave_consumer_group(request, members, now);
            return outcome.map(|members| response(requester.version, members));
        }
        let Some(mut step) = self.step(&request.group_id, now) else {
            let unknown = |member| left(member, Err(ErrorCode::UnknownMemberId));
            let members = members.iter().map(unknown).collect();
            return Outcome::answer(response(requester.version, members));
        };
        if step.group.state == ClassicState::Dead {
            return Outcome::answer(failed(ErrorCode::CoordinatorNotAvailable));
        }
        let answers: Vec<_> =
            members.iter().map(|member| left(member, step.leave(member))).collect();
        if answers.iter().any(|answer| answer.error_code == ErrorCode::None.code()) {
            step.members_left();
        }
        step.finish(Answer::Now(response(requester.version, answers)))
    }
}

impl Step<'_> {
    fn leave(&mut self, leaving: &MemberIdentity) -> Result<(), ErrorCode> {
        let instance_id = leaving.group_instance_id.as_deref();
        let member_id = if leaving.member_id.is_empty() {
            // An administrator knows the names of static members alone.
            let id = instance_id.and_then(|name| self.group.static_members.get(name)).cloned();
            id.ok_or(ErrorCode::UnknownMemberId)?
        } else {
            if !self.group.pending.contains(&leaving.member_id) {
                self.group.check_member(&leaving.member_id, instance_id)?;
            }
            leaving.member_id.clone()
        };
        self.remove(&member_id);
        Ok(())
    }

    /// One rebalance for all who have left.
    fn members_left(&mut self) {
        match self.group.state {
            ClassicState::Stable | ClassicState::Completing => self.prepare(),
            ClassicState::Preparing(_) => self.complete_if_all_joined(),
            ClassicState::Empty | ClassicState::Dead => {}
        }
    }
}

fn left(member: &MemberIdentity, result: Result<(), ErrorCode>) -> MemberResponse {
    MemberResponse {
        member_id: member.member_id.clone(),
        group_instance_id: member.group_instance_id.clone(),
        error_code: result.err().unwrap_or(ErrorCode::None).code(),
    }
}

fn response(version: i16, members: Vec<MemberResponse>) -> LeaveGroupResponse {
    if version >= MEMBERS_VERSION_MIN {
        return LeaveGroupResponse { members, ..Default::default() };
    }
    let error_code = members.first().map_or(0, |member| member.error_code);
    LeaveGroupResponse { error_code, ..Default::default() }
}

fn failed(error: ErrorCode) -> LeaveGroupResponse {
    LeaveGroupResponse { error_code: error.code(), ..Default::default() }
}
