//! SyncGroup: members wait for their assignment, and the leader brings it.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::{
    state::{ClassicState, Unwritten},
    step::{Step, sync_refused},
};
use crate::{
    coordinator::Caller,
    groups::{
        outcome::{Answer, Outcome, Released},
        shard::{GroupShard, Requester},
    },
    model::{ErrorCode, Now},
    protocol::messages::{SyncGroupRequest, SyncGroupResponse},
};

/// First version of SyncGroup that has to name the protocol (KIP-559).
const PROTOCOL_VERSION_MIN: i16 = 5;

impl GroupShard {
    /// SyncGroup, versions 0 to 5. Members are answered when the leader's assignment is written; its
    /// `error_code` says what went wrong.
    pub fn sync_group(
        &mut self,
        caller: Caller,
        requester: &Requester,
        request: &SyncGroupRequest,
        now: Now,
    ) -> Outcome<SyncGroupResponse> {
        let nameless = request.protocol_type.is_none() || request.protocol_name.is_none();
        if requester.version >= PROTOCOL_VERSION_MIN && nameless {
            return Outcome::answer(sync_refused(ErrorCode::InconsistentGroupProtocol));
        }
        if request.group_id.is_empty() {
            return Outcome::answer(sync_refused(ErrorCode::InvalidGroupId));
        }
        if self.is_consumer_group(&request.group_id) {
            return self.sync_consumer_group(request, now);
        }
        let Some(mut step) = self.step(&request.group_id, now) else {
            return Outcome::answer(sync_refused(ErrorCode::UnknownMemberId));
        };
        let mut answer = step.sync(caller, request);
        let released = &mut step.outcome.released;
        if let Some(own) = released.iter().position(|(released, _)| *released == caller)
            && let (_, Released::Sync(response)) = released.swap_remove(own)
        {
            answer = Answer::Now(response);
        }
        step.finish(answer)
    }
}

impl Step<'_> {
    fn sync(&mut self, caller: Caller, request: &SyncGroupRequest) -> Answer<SyncGroupResponse> {
        if let Err(error) = self.check_sync(request) {
            return Answer::Now(sync_refused(error));
        }
        let id = &request.member_id;
        match self.group.state {
            ClassicState::Completing => {
                self.wait_for_sync(id, caller);
                if self.group.is_leader(id) {
                    self.assign(request);
                }
                Answer::Later
            }
            ClassicState::Stable => {
                self.synced(id);
                let assignment = self.group.member(id).map(|member| member.assignment.clone());
                Answer::Now(self.assigned(assignment.unwrap_or_default()))
            }
            ClassicState::Preparing(_) => Answer::Now(sync_refused(ErrorCode::RebalanceInProgress)),
            ClassicState::Empty | ClassicState::Dead => {
                Answer::Now(sync_refused(ErrorCode::UnknownMemberId))
            }
        }
    }

    fn check_sync(&self, request: &SyncGroupRequest) -> Result<(), ErrorCode> {
        let group = &self.group;
        let differs = |named: Option<&str>, own: Option<&str>| {
            named.is_some_and(|named| own.is_some_and(|own| own != named))
        };
        match group.state {
            ClassicState::Empty => return Err(ErrorCode::UnknownMemberId),
            ClassicState::Dead => return Err(ErrorCode::CoordinatorNotAvailable),
            ClassicState::Preparing(_) | ClassicState::Completing | ClassicState::Stable => {}
        }
        group.check_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != group.generation {
            Err(ErrorCode::IllegalGeneration)
        } else if differs(request.protocol_type.as_deref(), group.protocol_type.as_deref())
            || differs(request.protocol_name.as_deref(), group.protocol.as_deref())
        {
            Err(ErrorCode::InconsistentGroupProtocol)
        } else {
            Ok(())
        }
    }

    /// The leader has assigned: what it says is written, and whoever waits learns of it with that. Members of
    /// which it says nothing get nothing.
    fn assign(&mut self, request: &SyncGroupRequest) {
        let assignments = request.assignments.iter();
        let assignments: BTreeMap<&str, &Bytes> =
            assignments.map(|it| (&*it.member_id, &it.assignment)).collect();
        let assignment = |id: &str| assignments.get(id).map(|it| (*it).clone()).unwrap_or_default();
        self.outcome.records.push(self.group.record_assigning(assignment));
        self.group.unwritten = Some(Unwritten::Assignment(self.now.wall));
        for id in self.member_ids() {
            let response = self.assigned(assignment(&id));
            self.release_sync(&id, response);
        }
    }

    fn assigned(&self, assignment: Bytes) -> SyncGroupResponse {
        SyncGroupResponse {
            protocol_type: self.group.protocol_type.clone(),
            protocol_name: self.group.protocol.clone(),
            assignment,
            ..Default::default()
        }
    }
}
