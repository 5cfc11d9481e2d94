//! From one generation of a classic group to the next: members join, one leads, and all sync.

use std::time::Duration;

use bytes::Bytes;
use bytestring::ByteString;

use super::{
    group::ClassicGroup,
    state::{ClassicState, Newcomers, Round, Unwritten},
    step::{Step, sync_refused},
};
use crate::{
    groups::shard::GroupTimer,
    model::ErrorCode,
    protocol::messages::{JoinGroupResponse, join_group_response::JoinGroupResponseMember},
};

/// How soon a rebalance that nobody has joined is looked at again, at the least: a time-out of a client may be 0.
const RETRY_MIN: Duration = Duration::from_millis(100);

impl Step<'_> {
    /// Members have changed: prepares a rebalance, or ends the one that is being prepared.
    pub(super) fn rebalance(&mut self) {
        match self.group.state {
            ClassicState::Empty | ClassicState::Completing | ClassicState::Stable => self.prepare(),
            ClassicState::Preparing(_) => self.complete_if_all_joined(),
            ClassicState::Dead => {}
        }
    }

    /// Has all members join again.
    pub(super) fn prepare(&mut self) {
        let unassigned = self.group.state == ClassicState::Completing;
        for id in self.member_ids() {
            self.synced(&id);
            self.release_sync(&id, sync_refused(ErrorCode::RebalanceInProgress));
            if let Some(member) = self.group.members.get_mut(&id).filter(|_| unassigned) {
                member.assignment = Bytes::new();
            }
        }
        self.timers.cancel(&GroupTimer::ClassicSync(self.group.id.clone()));
        if self.group.is_empty() {
            self.prepare_initial();
            return;
        }
        self.group.move_to(ClassicState::Preparing(Round::Later), self.now.wall);
        if self.group.all_joined() {
            self.complete();
        } else {
            self.arm_join(self.group.rebalance_timeout());
        }
    }

    /// Ends the rebalance if nobody is waited for; the first one of a group has its time.
    pub(super) fn complete_if_all_joined(&mut self) {
        if self.group.is_preparing() && !self.group.is_initial() && self.group.all_joined() {
            self.complete();
        }
    }

    /// The time for joining is over.
    pub(super) fn join_over(&mut self) {
        match self.group.state {
            ClassicState::Preparing(Round::Initial {
                delay,
                remaining,
                newcomers: Newcomers::Some,
            }) if !remaining.is_zero() => {
                let next = self.settings.initial_rebalance_delay.min(remaining);
                self.wait_for_newcomers(next, remaining.saturating_sub(delay));
            }
            ClassicState::Preparing(_) => self.complete(),
            ClassicState::Empty
            | ClassicState::Completing
            | ClassicState::Stable
            | ClassicState::Dead => {}
        }
    }

    /// Begins the next generation with those who have joined. Static members stay when they have not: the time
    /// for their return is the session's.
    pub(super) fn complete(&mut self) {
        self.timers.cancel(&GroupTimer::ClassicJoin(self.group.id.clone()));
        let late = self
            .group
            .members()
            .filter(|member| member.joining.is_none() && member.instance_id.is_none());
        for id in late.map(|member| member.id.clone()).collect::<Vec<_>>() {
            self.remove(&id);
        }
        if self.group.members.is_empty() {
            self.become_empty();
        } else if self.group.elect_leader() {
            self.begin_generation();
        } else {
            // Until their sessions have ended there is nobody who could lead.
            self.arm_join(self.group.rebalance_timeout().max(RETRY_MIN));
        }
    }

    fn prepare_initial(&mut self) {
        let delay = self.settings.initial_rebalance_delay;
        let remaining = self.group.rebalance_timeout().saturating_sub(delay);
        self.wait_for_newcomers(delay, remaining);
        if delay.is_zero() {
            self.complete();
        }
    }

    fn wait_for_newcomers(&mut self, delay: Duration, remaining: Duration) {
        let round = Round::Initial { delay, remaining, newcomers: Newcomers::None };
        self.group.move_to(ClassicState::Preparing(round), self.now.wall);
        self.arm_join(delay);
    }

    fn arm_join(&mut self, timeout: Duration) {
        let timer = GroupTimer::ClassicJoin(self.group.id.clone());
        self.timers.arm(timer, self.now.monotonic + timeout);
    }

    fn become_empty(&mut self) {
        let group = &mut *self.group;
        group.generation = group.generation.wrapping_add(1);
        group.protocol = None;
        group.subscribed_topics = group.compute_subscribed_topics();
        group.move_to(ClassicState::Empty, self.now.wall);
        group.unwritten = Some(Unwritten::Emptied);
        self.outcome.records.push(group.record());
    }

    fn begin_generation(&mut self) {
        let group = &mut *self.group;
        group.generation = group.generation.wrapping_add(1);
        group.protocol = group.select_protocol();
        group.subscribed_topics = group.compute_subscribed_topics();
        group.move_to(ClassicState::Completing, self.now.wall);
        for id in self.member_ids() {
            let response = self.group.joined(&id);
            self.release_join(&id, response);
            self.arm_session(&id);
            self.owes_sync(&id);
        }
        let timer = GroupTimer::ClassicSync(self.group.id.clone());
        self.timers.arm(timer, self.now.monotonic + self.group.rebalance_timeout());
    }
}

impl ClassicGroup {
    /// What a member learns of the generation: the leader learns of all members.
    pub(super) fn joined(&self, member_id: &ByteString) -> JoinGroupResponse {
        let members = if self.is_leader(member_id) { self.described() } else { Vec::new() };
        JoinGroupResponse {
            members,
            leader: self.leader.clone().unwrap_or_default(),
            ..self.unchanged(member_id)
        }
    }

    /// The generation as it is, without its leader and members.
    pub(super) fn unchanged(&self, member_id: &ByteString) -> JoinGroupResponse {
        JoinGroupResponse {
            generation_id: self.generation,
            protocol_type: self.protocol_type.clone(),
            protocol_name: Some(self.protocol.clone().unwrap_or_default()),
            member_id: member_id.clone(),
            ..Default::default()
        }
    }

    fn described(&self) -> Vec<JoinGroupResponseMember> {
        let protocol = self.protocol.as_deref().unwrap_or_default();
        let members = self.members().map(|member| JoinGroupResponseMember {
            member_id: member.id.clone(),
            group_instance_id: member.instance_id.clone(),
            metadata: member.metadata(protocol),
        });
        members.collect()
    }

    /// Keeps the leader if it has joined, and finds another one otherwise. Whether there is one.
    fn elect_leader(&mut self) -> bool {
        let joined = |id: &ByteString| self.member(id).is_some_and(|it| it.joining.is_some());
        if !self.leader.as_ref().is_some_and(joined) {
            let mut members = self.members.values();
            let Some(member) = members.find(|member| member.joining.is_some()) else {
                return false;
            };
            self.leader = Some(member.id.clone());
        }
        true
    }
}
