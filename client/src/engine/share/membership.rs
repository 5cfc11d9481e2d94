//! The membership of a share group: heartbeats join it, tell what the member subscribes to when that
//! changes, bring the assignment, and leave. Nothing is handed over between members, so an assignment
//! counts at once.

use std::{collections::BTreeSet, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::messages::{ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse},
};

use super::{IdKey, settings::Settings};
use crate::engine::group::step::{Verdict, verdict};

pub(crate) const OPERATION: &str = "send a heartbeat of the share group";
/// A coordinator assigns partitions a moment after a group has joined them; whoever has none asks again so
/// soon, and then less and less often.
const FIRST_LOOK: Duration = Duration::from_millis(50);
const JOIN_EPOCH: i32 = 0;
const LEAVE_EPOCH: i32 = -1;

/// What names a member subscribes to.
pub(crate) type Topics = BTreeSet<ByteString>;

#[derive(Debug)]
pub(crate) struct ShareMember {
    epoch: i32,
    presence: Presence,
    /// What the coordinator knows; `None` if that is uncertain, or nothing.
    told: Option<Topics>,
    assigned: BTreeSet<IdKey>,
    heartbeat_at: Moment,
    /// Heartbeats in a row that have brought no partition.
    looks: u32,
    calling: Calling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Out,
    In,
}

/// The heartbeat that has no answer yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calling {
    Nothing,
    Heartbeat,
    Leave,
}

impl Default for ShareMember {
    fn default() -> Self {
        Self {
            epoch: JOIN_EPOCH,
            presence: Presence::Out,
            told: None,
            assigned: BTreeSet::new(),
            heartbeat_at: Moment::default(),
            looks: 0,
            calling: Calling::Nothing,
        }
    }
}

impl ShareMember {
    pub(crate) fn assigned(&self) -> &BTreeSet<IdKey> {
        &self.assigned
    }

    /// The heartbeat to send now, if there is one. Who subscribes to nothing is in no group.
    pub(crate) fn step(
        &mut self,
        now: Moment,
        settings: &Settings,
        topics: &Topics,
    ) -> Option<ShareGroupHeartbeatRequest> {
        if self.calling != Calling::Nothing {
            return None;
        }
        if topics.is_empty() {
            return self.leave(settings);
        }
        let joins = self.epoch == JOIN_EPOCH;
        let news = self.told.as_ref() != Some(topics);
        if !joins && !news && now < self.heartbeat_at {
            return None;
        }
        let full = joins || self.told.is_none();
        let mut request = request(settings, self.epoch);
        if full {
            request.rack_id.clone_from(&settings.rack);
        }
        if full || news {
            self.looks = 0;
            request.subscribed_topic_names = Some(topics.iter().cloned().collect());
        }
        self.told = Some(topics.clone());
        self.calling = Calling::Heartbeat;
        Some(request)
    }

    /// The heartbeat that says goodbye, if the coordinator may know the member.
    pub(crate) fn leave(&mut self, settings: &Settings) -> Option<ShareGroupHeartbeatRequest> {
        let known = self.presence == Presence::In || self.told.is_some();
        if self.calling != Calling::Nothing || !known {
            return None;
        }
        self.lose();
        self.calling = Calling::Leave;
        Some(request(settings, LEAVE_EPOCH))
    }

    /// Whether the coordinator does not know the member, or has been told that it goes.
    pub(crate) fn is_gone(&self) -> bool {
        self.presence == Presence::Out && self.told.is_none() && self.calling == Calling::Nothing
    }

    pub(crate) fn heartbeat_at(&self) -> Option<Moment> {
        (self.presence == Presence::In && self.calling == Calling::Nothing)
            .then_some(self.heartbeat_at)
    }

    pub(crate) fn heard(&mut self, now: Moment, response: ShareGroupHeartbeatResponse) -> Verdict {
        let calling = std::mem::replace(&mut self.calling, Calling::Nothing);
        if calling == Calling::Leave {
            return Verdict::Fine;
        }
        let said = response.error_message.as_deref();
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => {}
            code @ (ErrorCode::UnknownMemberId | ErrorCode::FencedMemberEpoch) => {
                let was_in = self.presence == Presence::In;
                self.lose();
                return if was_in { Verdict::Fine } else { Verdict::Later(code) };
            }
            code => {
                self.told = None;
                let verdict = verdict(OPERATION, code, said);
                if matches!(verdict, Verdict::Fatal(_)) {
                    self.lose();
                }
                return verdict;
            }
        }
        self.presence = Presence::In;
        self.epoch = response.member_epoch;
        let interval = u64::try_from(response.heartbeat_interval_ms).unwrap_or(0);
        let interval = Duration::from_millis(interval);
        if let Some(assignment) = response.assignment {
            let partitions = assignment.topic_partitions.into_iter().flat_map(|topic| {
                topic.partitions.into_iter().map(move |partition| (topic.topic_id, partition))
            });
            self.assigned = partitions.collect();
        }
        self.looks = if self.assigned.is_empty() { self.looks + 1 } else { 0 };
        let look = FIRST_LOOK.saturating_mul(1 << self.looks.saturating_sub(1).min(16));
        let none = self.assigned.is_empty();
        self.heartbeat_at = now + if none { interval.min(look) } else { interval };
        Verdict::Fine
    }

    /// The coordinator may or may not have got the last heartbeat: the next one tells all.
    pub(crate) fn call_failed(&mut self) {
        let calling = std::mem::replace(&mut self.calling, Calling::Nothing);
        if calling == Calling::Heartbeat {
            // Who has tried to join may be in: then it has to say goodbye, too.
            self.told = (self.presence == Presence::Out).then(Topics::new);
        }
    }

    /// The member is not in the group any more, whatever the coordinator thinks.
    pub(crate) fn lose(&mut self) {
        self.epoch = JOIN_EPOCH;
        self.presence = Presence::Out;
        self.told = None;
        self.looks = 0;
        self.assigned.clear();
    }
}

fn request(settings: &Settings, member_epoch: i32) -> ShareGroupHeartbeatRequest {
    ShareGroupHeartbeatRequest {
        group_id: settings.group_id.clone(),
        member_id: settings.member_id.clone(),
        member_epoch,
        ..Default::default()
    }
}
