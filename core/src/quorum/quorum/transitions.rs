//! From one state to another. The quorum-state file is on the device before anything rests on it.

use super::{
    Quorum,
    state::{Fetched, Follower, Introduced, Leader, State, Votes},
};
use crate::{
    model::{LeaderEpoch, NodeId, Now},
    protocol::messages::kraft_version_record::KRaftVersionRecord,
    protocol::{
        messages::leader_change_message::{self, LeaderChangeMessage},
        records::ControlType,
    },
    quorum::{
        Listener, Output, QuorumError, QuorumEvent, ReplicaKey, snapshots, state_file::Stored,
    },
};

impl Quorum {
    pub(super) fn store(&mut self, stored: Stored) -> Result<(), QuorumError> {
        assert!(stored.epoch >= self.stored.epoch, "epochs only rise");
        if stored != self.stored {
            let version = self.log.kraft_version();
            stored.write(&*self.log.disk, self.log.voters(), version)?;
            self.stored = stored;
        }
        Ok(())
    }

    /// Leaves the state it is in. What is on its way concerns the new one no more.
    fn leave(&mut self, out: &mut Output) {
        self.in_flight.clear();
        self.backoff.clear();
        if matches!(self.state, State::Leader(_)) {
            self.fail_change(out);
            self.waiters.fire_all(&mut out.fired);
            out.events.push(QuorumEvent::LeadershipLost);
        }
    }

    /// No leader is known in `epoch`.
    pub(super) fn unattached(
        &mut self,
        epoch: LeaderEpoch,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let voted = self.stored.voted.filter(|_| epoch == self.stored.epoch);
        // An election goes on at its pace, whoever raises the epoch.
        let kept = match &self.state {
            State::Unattached { deadline } => *deadline,
            State::Prospective { deadline, .. } | State::Candidate { deadline, .. } => {
                Some(*deadline)
            }
            State::Follower(follower) => Some(follower.deadline),
            State::Leader(_) | State::Resigned { .. } => None,
        };
        self.store(Stored { epoch, leader: None, voted })?;
        self.leave(out);
        self.leader_listener = None;
        let fresh = self.election_deadline(now);
        let deadline = match (kept, fresh) {
            (Some(kept), Some(fresh)) if kept > now.monotonic => Some(kept.min(fresh)),
            (_, fresh) => fresh,
        };
        self.state = State::Unattached { deadline };
        Ok(())
    }

    pub(super) fn follow(
        &mut self,
        epoch: LeaderEpoch,
        leader: NodeId,
        listener: Listener,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let voted = self.stored.voted.filter(|_| epoch == self.stored.epoch);
        self.store(Stored { epoch, leader: Some(leader), voted })?;
        self.leave(out);
        self.leader_listener = Some(listener);
        self.lost_elections = 0;
        self.state = State::Follower(Follower {
            leader,
            deadline: now.monotonic + self.timeouts.fetch,
            fetched: Fetched::NotYet,
            download: None,
            update_due: now.monotonic + self.timeouts.fetch,
            introduced: Introduced::NotYet,
        });
        Ok(())
    }

    /// Takes in what somebody says of leader and epoch. Whether it is consistent with what is known.
    pub(super) fn hear(
        &mut self,
        epoch: LeaderEpoch,
        leader: Option<(NodeId, Option<Listener>)>,
        now: Now,
        out: &mut Output,
    ) -> Result<bool, QuorumError> {
        if epoch < self.stored.epoch {
            return Ok(true);
        }
        let newer = epoch > self.stored.epoch;
        let is_named = leader.as_ref().is_some_and(|(leader, _)| *leader == self.node);
        self.named_since = match is_named && self.leading().is_none() {
            true => self.named_since.or(Some(now.monotonic)),
            false => None,
        };
        match leader {
            Some((leader, _)) if leader == self.node => {
                // Others may remember a leadership that ended; a newer one there cannot be.
                if newer {
                    self.unattached(epoch, now, out)?;
                }
                Ok(newer || self.leader().is_none_or(|known| known == self.node))
            }
            Some((leader, listener)) => {
                if let (false, Some(known)) = (newer, self.leader()) {
                    return Ok(known == leader);
                }
                if !newer && self.stored.leader.is_some_and(|known| known != leader) {
                    return Ok(false);
                }
                let known = self.log.voters().listener_of(leader).cloned();
                match listener.or(known) {
                    Some(listener) => self.follow(epoch, leader, listener, now, out)?,
                    None if newer => self.unattached(epoch, now, out)?,
                    None => {}
                }
                Ok(true)
            }
            None => {
                if newer {
                    self.unattached(epoch, now, out)?;
                }
                Ok(true)
            }
        }
    }

    /// Asks first whether it would be elected; the only voter need not.
    pub(super) fn stand_for_election(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        if self.is_only_voter() {
            return self.campaign(now, out);
        }
        let leader = match &self.state {
            State::Follower(follower) => {
                self.leader_listener.clone().map(|listener| (follower.leader, listener))
            }
            State::Unattached { .. }
            | State::Prospective { .. }
            | State::Candidate { .. }
            | State::Leader(_)
            | State::Resigned { .. } => None,
        };
        self.leave(out);
        let votes = Votes { granted: [self.node].into(), ..Votes::default() };
        let deadline = now.monotonic + self.election_timeout();
        self.state = State::Prospective { votes, leader, deadline };
        Ok(())
    }

    /// A prospective that would not be elected goes back to where it was.
    pub(super) fn give_up_standing(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let epoch = self.stored.epoch;
        let State::Prospective { leader, .. } = &self.state else { return Ok(()) };
        match leader.clone() {
            Some((leader, listener)) => self.follow(epoch, leader, listener, now, out),
            None => {
                self.state = State::Unattached { deadline: None };
                self.unattached(epoch, now, out)
            }
        }
    }

    /// Asks for votes in a new epoch.
    pub(super) fn campaign(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        let voted = Some(self.key());
        self.store(Stored { epoch: self.next_epoch(), leader: None, voted })?;
        self.leave(out);
        self.leader_listener = None;
        let votes = Votes { granted: [self.node].into(), ..Votes::default() };
        let deadline = now.monotonic + self.election_timeout();
        self.state = State::Candidate { votes, deadline };
        self.count_votes(now, out)
    }

    /// Acts on the votes that are in.
    pub(super) fn count_votes(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        let voters = self.log.voters();
        let majority = voters.majority();
        let count = |ids: &std::collections::BTreeSet<NodeId>| {
            ids.iter().filter(|id| voters.0.contains_key(id)).count()
        };
        let lost =
            |rejected: usize, needed: usize| rejected > voters.0.len().saturating_sub(needed);
        match &self.state {
            State::Prospective { votes, .. } => {
                let needed = self.voters_needed();
                if count(&votes.granted) >= needed {
                    self.campaign(now, out)?;
                } else if lost(count(&votes.rejected), needed) {
                    self.give_up_standing(now, out)?;
                }
            }
            State::Candidate { votes, deadline } => {
                if count(&votes.granted) >= majority {
                    let granted = votes.granted.iter().copied().collect();
                    self.lead(granted, now, out)?;
                } else if lost(count(&votes.rejected), majority) {
                    let deadline = *deadline;
                    self.back_off(deadline, now);
                }
            }
            State::Unattached { .. }
            | State::Follower(_)
            | State::Leader(_)
            | State::Resigned { .. } => {}
        }
        Ok(())
    }

    /// A lost election is followed by the next one after a random time that grows.
    fn back_off(&mut self, latest: crate::model::Moment, now: Now) {
        let lost = self.lost_elections.min(10);
        self.lost_elections += 1;
        let bound = self.timeouts.retry_backoff * (2 << lost);
        let wait = self.timeouts.retry_backoff + self.jitter(bound);
        let wait = wait.min(self.timeouts.election_backoff_max);
        if let State::Candidate { deadline, .. } = &mut self.state {
            *deadline = latest.min(now.monotonic + wait);
        }
    }

    fn lead(
        &mut self,
        granted: Vec<NodeId>,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let epoch = self.stored.epoch;
        self.store(Stored { leader: Some(self.node), ..self.stored })?;
        self.leave(out);
        self.lost_elections = 0;
        let epoch_start = self.log.end();
        self.state = State::Leader(Box::new(Leader {
            epoch,
            epoch_start,
            replicas: std::collections::BTreeMap::new(),
            begin_due: now.monotonic,
            fetched: std::collections::BTreeSet::new(),
            check_deadline: now.monotonic + self.timeouts.check_quorum(),
            introduced: std::collections::BTreeMap::new(),
        }));
        let dynamic = self.log.kraft_version() > 0;
        let voter = |id: NodeId| {
            let key = self.log.voters().key_of(id).filter(|_| dynamic);
            leader_change_message::Voter {
                voter_id: id.0,
                voter_directory_id: key.map_or(crate::model::Uuid::ZERO, |key| key.directory_id),
            }
        };
        let message = LeaderChangeMessage {
            version: i16::from(dynamic),
            leader_id: self.node.0,
            voters: self.log.voters().ids().into_iter().map(voter).collect(),
            granting_voters: granted.into_iter().map(voter).collect(),
        };
        let mut controls =
            vec![(ControlType::LeaderChange, snapshots::encode_at(&message, message.version)?)];
        if dynamic && self.log.voters_offset() < 0 {
            let version =
                KRaftVersionRecord { version: 0, kraft_version: self.log.kraft_version() };
            controls.push((ControlType::KraftVersion, snapshots::encode(&version)?));
            let voters = self.log.voters().to_record();
            controls.push((ControlType::KraftVoters, snapshots::encode(&voters)?));
        }
        self.log.append_controls(&controls, epoch, now)?;
        out.events.push(QuorumEvent::BecameLeader { epoch, at: epoch_start });
        Ok(())
    }

    /// A leader leads no more, and says so to the voters.
    pub(super) fn step_down(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        let State::Leader(leader) = &self.state else { return Ok(()) };
        let voters = self.log.voters();
        let mut successors: Vec<(std::cmp::Reverse<i64>, ReplicaKey)> = voters
            .0
            .keys()
            .filter(|id| **id != self.node)
            .filter_map(|id| voters.key_of(*id))
            .map(|key| {
                let end = leader.replicas.get(&key).map_or(-1, |replica| replica.end.0);
                (std::cmp::Reverse(end), key)
            })
            .collect();
        successors.sort();
        let waiting = self.other_voters();
        self.leave(out);
        let deadline = now.monotonic + self.election_timeout();
        let successors = successors.into_iter().map(|(_, key)| key).collect();
        self.state = State::Resigned { deadline, waiting, successors };
        Ok(())
    }

    /// The leader has not answered for too long.
    pub(super) fn leader_is_silent(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        if self.is_voter() {
            self.stand_for_election(now, out)
        } else {
            // Whoever is found next may know of another leader in a newer epoch.
            self.unattached(self.stored.epoch, now, out)
        }
    }
}
