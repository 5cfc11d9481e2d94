//! One step of a classic group: the group, what the step may touch besides, and what it has come to so
//! far. Members are waited for, answered and removed here, each in one place, so that no caller is
//! forgotten and none is answered twice.

use bytestring::ByteString;

use super::{
    group::ClassicGroup,
    member::{Standing, Sync, duration},
};
use crate::{
    coordinator::{Caller, Timers},
    groups::{
        group::Group,
        outcome::{Answer, Outcome, Released},
        settings::GroupSettings,
        shard::{GroupShard, GroupTimer},
    },
    model::{ErrorCode, Moment, Now, Rng},
    protocol::messages::{JoinGroupResponse, SyncGroupResponse},
};

/// First version of JoinGroup that can say that there is no protocol.
const NULL_PROTOCOL_VERSION_MIN: i16 = 7;

/// A group at work.
pub(super) struct Step<'a> {
    pub(super) group: &'a mut ClassicGroup,
    pub(super) timers: &'a mut Timers<GroupTimer>,
    pub(super) settings: &'a GroupSettings,
    pub(super) rng: &'a mut Rng,
    pub(super) now: Now,
    pub(super) outcome: Outcome<()>,
}

impl GroupShard {
    /// A step of a classic group; `None` if there is no such group.
    pub(super) fn step(&mut self, group: &str, now: Now) -> Option<Step<'_>> {
        match self.groups.get_mut(group)? {
            Group::Classic(group) => Some(Step {
                group,
                timers: &mut self.timers,
                settings: &self.settings,
                rng: &mut self.rng,
                now,
                outcome: Outcome::nothing(),
            }),
            Group::Consumer(_) => None,
        }
    }
}

impl Step<'_> {
    /// The moment after a time-out of the wire.
    pub(super) fn after(&self, milliseconds: i32) -> Moment {
        self.now.monotonic + duration(milliseconds)
    }

    /// Begins a member's session anew.
    pub(super) fn arm_session(&mut self, member_id: &str) {
        let Some(member) = self.group.member(member_id) else { return };
        let timer = GroupTimer::ClassicSession(self.group.id.clone(), member.id.clone());
        self.timers.arm(timer, self.now.monotonic + member.session_timeout());
    }

    /// A member waits for the answer to JoinGroup. If it did so before, that connection is lost.
    pub(super) fn wait_for_join(&mut self, member_id: &str, caller: Caller, version: i16) {
        self.release_join(member_id, refused(member_id, ErrorCode::RebalanceInProgress));
        if let Some(member) = self.group.members.get_mut(member_id) {
            member.joining = Some(caller);
            member.join_version = version;
            self.group.joining += 1;
        }
    }

    /// A member waits for the answer to SyncGroup. If it did so before, that connection is lost.
    pub(super) fn wait_for_sync(&mut self, member_id: &str, caller: Caller) {
        self.release_sync(member_id, sync_refused(ErrorCode::RebalanceInProgress));
        if let Some(member) = self.group.members.get_mut(member_id) {
            member.syncing = Some(caller);
        }
        self.synced(member_id);
    }

    /// Answers a member's JoinGroup, if it waits.
    pub(super) fn release_join(&mut self, member_id: &str, response: JoinGroupResponse) {
        let Some(member) = self.group.members.get_mut(member_id) else { return };
        if let Some(caller) = member.joining.take() {
            self.group.joining -= 1;
            let response = in_version(response, member.join_version);
            self.outcome.released.push((caller, Released::Join(response)));
        }
    }

    /// Answers a member's SyncGroup, if it waits, and begins its session anew: while it waited, it
    /// was excused.
    pub(super) fn release_sync(&mut self, member_id: &str, response: SyncGroupResponse) {
        let Some(member) = self.group.members.get_mut(member_id) else { return };
        if let Some(caller) = member.syncing.take() {
            self.outcome.released.push((caller, Released::Sync(response)));
            self.arm_session(member_id);
        }
    }

    /// A member has sent SyncGroup; when all have, none is waited for any more.
    pub(super) fn synced(&mut self, member_id: &str) {
        let Some(member) = self.group.members.get_mut(member_id) else { return };
        if member.sync == Sync::Owed {
            member.sync = Sync::Done;
            self.group.owing_sync -= 1;
        }
        if self.group.owing_sync == 0 {
            self.timers.cancel(&GroupTimer::ClassicSync(self.group.id.clone()));
        }
    }

    /// A generation has begun for a member: it is to send SyncGroup.
    pub(super) fn owes_sync(&mut self, member_id: &str) {
        let Some(member) = self.group.members.get_mut(member_id) else { return };
        member.standing = Standing::Known;
        if member.sync == Sync::Done {
            member.sync = Sync::Owed;
            self.group.owing_sync += 1;
        }
    }

    /// Takes a member out, or an id that was given out, with its timers. If it waits, it is told that
    /// it is none: should it still live, it joins again.
    pub(super) fn remove(&mut self, member_id: &str) {
        let Some(id) = self.known_id(member_id) else { return };
        self.release_join(&id, refused("", ErrorCode::UnknownMemberId));
        self.release_sync(&id, sync_refused(ErrorCode::UnknownMemberId));
        self.group.remove(&id);
        let group = self.group.id.clone();
        self.timers.cancel(&GroupTimer::ClassicPending(group.clone(), id.clone()));
        self.timers.cancel(&GroupTimer::ClassicSession(group, id));
    }

    /// Members' ids, for a walk that changes the members.
    pub(super) fn member_ids(&self) -> Vec<ByteString> {
        self.group.members.keys().cloned().collect()
    }

    /// What the step has come to for whoever asked.
    pub(super) fn finish<R>(self, answer: Answer<R>) -> Outcome<R> {
        let Outcome { records, released, .. } = self.outcome;
        Outcome { records, answer, released }
    }

    fn known_id(&self, member_id: &str) -> Option<ByteString> {
        let member = self.group.member(member_id).map(|member| &member.id);
        member.or_else(|| self.group.pending.get(member_id)).cloned()
    }
}

/// A JoinGroup that failed.
pub(super) fn refused(member_id: &str, error: ErrorCode) -> JoinGroupResponse {
    JoinGroupResponse {
        error_code: error.code(),
        protocol_name: None,
        member_id: ByteString::from(member_id),
        ..Default::default()
    }
}

/// The answer as a version of JoinGroup can carry it: before version 7 there is no null.
pub(super) fn in_version(response: JoinGroupResponse, version: i16) -> JoinGroupResponse {
    if version >= NULL_PROTOCOL_VERSION_MIN || response.protocol_name.is_some() {
        return response;
    }
    JoinGroupResponse { protocol_name: Some(ByteString::new()), ..response }
}

/// A SyncGroup that failed.
pub(super) fn sync_refused(error: ErrorCode) -> SyncGroupResponse {
    SyncGroupResponse { error_code: error.code(), ..Default::default() }
}
