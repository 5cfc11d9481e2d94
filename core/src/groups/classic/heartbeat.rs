//! Heartbeat: a member lives, and learns whether it has to join again.

use super::{state::ClassicState, step::Step};
use crate::{
    groups::{
        outcome::Outcome,
        shard::{GroupShard, Requester},
    },
    model::{ErrorCode, Now},
    protocol::messages::{HeartbeatRequest, HeartbeatResponse},
};

impl GroupShard {
    /// Heartbeat, versions 0 to 4. Its `error_code` says what went wrong.
    pub fn heartbeat(
        &mut self,
        _: &Requester,
        request: &HeartbeatRequest,
        now: Now,
    ) -> Outcome<HeartbeatResponse> {
        let error = if request.group_id.is_empty() {
            ErrorCode::InvalidGroupId
        } else if self.is_consumer_group(&request.group_id) {
            return self.heartbeat_consumer_group(request, now);
        } else if let Some(mut step) = self.step(&request.group_id, now) {
            step.heartbeat(request).err().unwrap_or(ErrorCode::None)
        } else {
            ErrorCode::UnknownMemberId
        };
        Outcome::answer(HeartbeatResponse { error_code: error.code(), ..Default::default() })
    }
}

impl Step<'_> {
    fn heartbeat(&mut self, request: &HeartbeatRequest) -> Result<(), ErrorCode> {
        if self.group.state == ClassicState::Dead {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        self.group.check_member(&request.member_id, request.group_instance_id.as_deref())?;
        if request.generation_id != self.group.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        match self.group.state {
            ClassicState::Preparing(_) => {
                self.arm_session(&request.member_id);
                Err(ErrorCode::RebalanceInProgress)
            }
            // Members may send heartbeats as soon as they have joined.
            ClassicState::Completing | ClassicState::Stable => {
                self.arm_session(&request.member_id);
                Ok(())
            }
            ClassicState::Empty | ClassicState::Dead => Err(ErrorCode::UnknownMemberId),
        }
    }
}
