//! One node's part in the metadata quorum: its state, its start, its timers. Each request and each
//! answer stands in a file of its own.

mod answers;
mod change;
mod epochs;
mod fetch;
mod join;
mod leader;
mod log_access;
mod requests;
mod snapshot_fetch;
mod state;
mod transitions;
mod upgrade;
mod vote;

use std::{collections::BTreeMap, time::Duration};

use bytestring::ByteString;

pub use self::upgrade::{Upgrade, UpgradeRefusal};
use self::{
    change::Change,
    requests::{InFlight, Kind},
    state::{Leader, State},
};
use super::{
    BootstrapServer, ChangeTicket, Joining, Listener, Output, QuorumError, QuorumEvent,
    QuorumParts, QuorumRole, QuorumTimeouts, ReplicaKey, RequestId, VoterSet,
    metadata_log::MetadataLog, state_file::Stored, waiting::Waiting,
};
use crate::{
    model::{LeaderEpoch, Moment, NodeId, Now, Offset, Rng, Uuid},
    storage::log::{RecoveryFinding, Synced},
};

/// One node's part in the quorum.
#[derive(Debug)]
pub struct Quorum {
    node: NodeId,
    directory_id: Uuid,
    cluster_id: ByteString,
    role: QuorumRole,
    joining: Joining,
    bootstrap_servers: Vec<BootstrapServer>,
    listeners: Vec<Listener>,
    timeouts: QuorumTimeouts,
    rng: Rng,
    log: MetadataLog,
    /// As it stands on the device.
    stored: Stored,
    /// Where the leader of the epoch listens, as it or others have said.
    leader_listener: Option<Listener>,
    state: State,
    in_flight: BTreeMap<RequestId, InFlight>,
    /// Nodes that are not asked again before a moment.
    backoff: BTreeMap<NodeId, Moment>,
    bootstrap_backoff: Moment,
    next_id: u64,
    waiters: Waiting,
    change: Option<Change>,
    /// Elections that were lost in a row.
    lost_elections: u32,
    announced: Option<(Option<NodeId>, LeaderEpoch)>,
    /// Since when others say that this node leads, which it does not.
    named_since: Option<Moment>,
    stopping: bool,
}

impl Quorum {
    /// Takes part. Reads the log, its snapshots and the quorum-state file; the only voter leads
    /// when this returns. Blocks for as long as recovery takes.
    ///
    /// # Errors
    /// If the disk fails, or holds what cannot be read.
    pub fn open(parts: QuorumParts, now: Now, out: &mut Output) -> Result<Self, QuorumError> {
        let log = MetadataLog::open(&parts, now)?;
        let mut stored = Stored::read(&*parts.disk)?;
        if log.last_epoch() > stored.epoch {
            // The file was lost, and with it the vote: that epoch is over for this node.
            stored = Stored { epoch: log.last_epoch(), leader: None, voted: None };
        }
        let QuorumParts {
            node,
            directory_id,
            cluster_id,
            role,
            joining,
            bootstrap_servers,
            listeners,
            timeouts,
            rng,
            ..
        } = parts;
        let mut quorum = Self {
            node,
            directory_id,
            cluster_id,
            role,
            joining,
            bootstrap_servers,
            listeners,
            timeouts,
            rng: rng.split("quorum"),
            log,
            stored,
            leader_listener: None,
            state: State::Unattached { deadline: None },
            in_flight: BTreeMap::new(),
            backoff: BTreeMap::new(),
            bootstrap_backoff: Moment::default(),
            next_id: 0,
            waiters: Waiting::default(),
            change: None,
            lost_elections: 0,
            announced: None,
            named_since: None,
            stopping: false,
        };
        quorum.begin(now, out)?;
        quorum.finish(now, out)?;
        Ok(quorum)
    }

    fn begin(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        let Stored { epoch, leader, .. } = self.stored;
        if let Some(leader) = leader
            && leader != self.node
            && let Some(listener) = self.log.voters().listener_of(leader).cloned()
        {
            self.follow(epoch, leader, listener, now, out)?;
        } else if leader == Some(self.node) {
            let deadline = now.monotonic + self.election_timeout();
            let waiting = self.other_voters();
            self.state = State::Resigned { deadline, waiting, successors: Vec::new() };
        } else {
            let deadline = self.election_deadline(now);
            self.state = State::Unattached { deadline };
        }
        if self.is_only_voter() {
            self.stand_for_election(now, out)?;
        }
        Ok(())
    }

    /// What recovery has found in the log when it was opened, to be told.
    #[must_use]
    pub fn findings(&self) -> &[RecoveryFinding] {
        &self.log.findings
    }

    /// Runs what is due at `now`.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn poll(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        self.expire_requests(now);
        if self.stopping {
            return self.finish(now, out);
        }
        let is_voter = self.is_voter();
        let due = |deadline: Option<Moment>| deadline.is_some_and(|at| at <= now.monotonic);
        match &self.state {
            State::Unattached { deadline } if is_voter && due(*deadline) => {
                self.stand_for_election(now, out)?;
            }
            State::Unattached { deadline: None } if is_voter => {
                let deadline = self.election_deadline(now);
                self.state = State::Unattached { deadline };
            }
            State::Unattached { .. } => {}
            State::Prospective { deadline, .. } => {
                if *deadline <= now.monotonic {
                    self.give_up_standing(now, out)?;
                }
            }
            State::Candidate { deadline, .. } => {
                if *deadline <= now.monotonic {
                    self.stand_for_election(now, out)?;
                }
            }
            State::Follower(follower) => {
                if follower.deadline <= now.monotonic {
                    self.leader_is_silent(now, out)?;
                }
            }
            State::Leader(leader) => {
                if leader.check_deadline <= now.monotonic {
                    self.check_quorum(now, out)?;
                }
            }
            State::Resigned { deadline, .. } => {
                if *deadline <= now.monotonic {
                    let epoch = self.next_epoch();
                    self.unattached(epoch, now, out)?;
                }
            }
        }
        self.finish(now, out)
    }

    /// When [`Quorum::poll`] has something to do, at the latest.
    #[must_use]
    pub fn next_timeout(&self) -> Option<Moment> {
        let state = match &self.state {
            // It takes part no more.
            _ if self.stopping => None,
            // A voter by now; the next call sets its deadline.
            State::Unattached { deadline: None } if self.is_voter() => Some(self.bootstrap_backoff),
            State::Unattached { deadline } => *deadline,
            State::Prospective { deadline, .. }
            | State::Candidate { deadline, .. }
            | State::Resigned { deadline, .. } => Some(*deadline),
            State::Follower(follower) => Some(follower.deadline.min(follower.update_due)),
            State::Leader(leader) => Some(leader.check_deadline.min(leader.begin_due)),
        };
        let change = self.change.as_ref().map(|change| change.deadline);
        let requests = self.in_flight.values().map(|sent| sent.deadline).min();
        let backoff = self.backoff.values().copied().min();
        let bootstrap = match &self.state {
            State::Unattached { .. } => {
                self.can_look_for_leader().then_some(self.bootstrap_backoff)
            }
            State::Prospective { .. }
            | State::Candidate { .. }
            | State::Follower(_)
            | State::Leader(_)
            | State::Resigned { .. } => None,
        };
        [state, change, requests, backoff, bootstrap].into_iter().flatten().min()
    }

    /// Takes in that a sync job has run.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn synced(
        &mut self,
        synced: Synced,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        self.log.synced(synced);
        self.finish(now, out)
    }

    /// Gives the leadership of `epoch` up, because the owner cannot go on with it.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn resign(
        &mut self,
        epoch: LeaderEpoch,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        if epoch == self.stored.epoch && matches!(self.state, State::Leader(_)) {
            self.step_down(now, out)?;
        }
        self.finish(now, out)
    }

    /// Takes part no more: a leader says so and names its successors. Answers to what is sent
    /// need not be waited for longer than `request.timeout.ms`; [`Quorum::close`] ends it.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn shut_down(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        if matches!(self.state, State::Leader(_)) {
            self.step_down(now, out)?;
        }
        self.finish(now, out)?;
        self.stopping = true;
        Ok(())
    }

    /// Whether nobody has to hear any more that this node has given the leadership up.
    #[must_use]
    pub fn has_handed_over(&self) -> bool {
        !self.in_flight.values().any(|sent| sent.kind == Kind::End)
    }

    /// Syncs and closes the files for a clean stop.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn close(&mut self) -> Result<(), QuorumError> {
        self.log.close()
    }

    /// What every call ends with: consequences, requests to send, syncs.
    fn finish(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        if matches!(self.state, State::Leader(_)) {
            self.update_high_watermark(now, out)?;
        }
        self.expire_change(now, out);
        if !self.stopping {
            self.send_due(now, out);
        }
        self.announce(out);
        self.log.prepare_sync(out)
    }

    fn announce(&mut self, out: &mut Output) {
        let known = (self.leader(), self.stored.epoch);
        if self.announced != Some(known) {
            self.announced = Some(known);
            self.waiters.fire_all(&mut out.fired);
            out.events.push(QuorumEvent::LeaderKnown { leader: known.0, epoch: known.1 });
        }
    }

    fn leader(&self) -> Option<NodeId> {
        match &self.state {
            State::Leader(_) => Some(self.node),
            State::Follower(follower) => Some(follower.leader),
            State::Prospective { leader, .. } => leader.as_ref().map(|(leader, _)| *leader),
            State::Unattached { .. } | State::Candidate { .. } | State::Resigned { .. } => None,
        }
    }

    fn key(&self) -> ReplicaKey {
        ReplicaKey { id: self.node, directory_id: self.directory_id }
    }

    /// Whether it votes, or did before a change that may come to nothing.
    fn is_voter(&self) -> bool {
        self.role == QuorumRole::Controller && self.log.may_be_needed(self.key())
    }

    fn is_only_voter(&self) -> bool {
        self.is_voter() && self.log.voters().is_only(self.key())
    }

    /// Whether a leader has to hear of others to go on.
    fn needs_others(&self) -> bool {
        !self.is_only_voter()
    }

    /// No majority has fetched for too long: others may have another leader.
    fn check_quorum(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        if self.needs_others() {
            return self.step_down(now, out);
        }
        let deadline = now.monotonic + self.timeouts.check_quorum();
        if let State::Leader(leader) = &mut self.state {
            leader.check_deadline = deadline;
        }
        Ok(())
    }

    fn other_voters(&self) -> Vec<NodeId> {
        self.log.voters().ids().into_iter().filter(|id| *id != self.node).collect()
    }

    fn election_timeout(&mut self) -> Duration {
        let base = self.timeouts.election;
        base + self.jitter(base)
    }

    fn jitter(&mut self, bound: Duration) -> Duration {
        let millis = u64::try_from(bound.as_millis()).unwrap_or(u64::MAX).max(1);
        Duration::from_millis(self.rng.below(millis))
    }

    fn election_deadline(&mut self, now: Now) -> Option<Moment> {
        self.is_voter().then(|| now.monotonic + self.election_timeout())
    }

    fn next_epoch(&self) -> LeaderEpoch {
        LeaderEpoch(self.stored.epoch.0.saturating_add(1))
    }

    fn leading(&self) -> Option<&Leader> {
        match &self.state {
            State::Leader(leader) => Some(leader),
            State::Unattached { .. }
            | State::Prospective { .. }
            | State::Candidate { .. }
            | State::Follower(_)
            | State::Resigned { .. } => None,
        }
    }

    fn ticket(&mut self) -> ChangeTicket {
        self.next_id += 1;
        ChangeTicket(self.next_id)
    }

    /// Everything before this offset is committed.
    #[must_use]
    pub fn high_watermark(&self) -> Offset {
        self.log.high_watermark
    }

    /// Whether a leader has said since the start what is committed. Before that the high watermark may be less than
    /// this node has already known in an earlier run.
    #[must_use]
    pub fn knows_high_watermark(&self) -> bool {
        self.log.is_confirmed
    }

    /// Offset of the next record.
    #[must_use]
    pub fn log_end_offset(&self) -> Offset {
        self.log.end()
    }

    /// First offset that can be read.
    #[must_use]
    pub fn log_start_offset(&self) -> Offset {
        self.log.start()
    }

    /// The leader, if it is known, and the epoch.
    #[must_use]
    pub fn leader_and_epoch(&self) -> (Option<NodeId>, LeaderEpoch) {
        (self.leader(), self.stored.epoch)
    }

    /// For how long others have said that this node leads, which it does not. They forget a leadership that has ended
    /// within their time-outs: if it is longer, another node has this one's id.
    #[must_use]
    pub fn named_in_vain(&self, now: Now) -> Duration {
        self.named_since.map_or(Duration::ZERO, |since| now.monotonic.since(since))
    }

    /// The voters by all of the log, committed or not.
    #[must_use]
    pub fn voters(&self) -> &VoterSet {
        self.log.voters()
    }

    /// The newest voters that are known to be committed, and where the log names them. `None` while they stand in the
    /// configuration.
    #[must_use]
    pub fn committed_voters(&self) -> Option<(Offset, &VoterSet)> {
        self.log.committed_voters()
    }

    /// The quorum's kraft.version.
    #[must_use]
    pub fn kraft_version(&self) -> i16 {
        self.log.kraft_version()
    }

    /// Where a voter or the leader listens, as far as is known.
    #[must_use]
    pub fn listeners_of(&self, node: NodeId) -> Vec<Listener> {
        if node == self.node {
            return self.listeners.clone();
        }
        match self.log.voters().0.get(&node) {
            Some(voter) => voter.listeners.clone(),
            None if self.leader() == Some(node) => self.leader_listener.iter().cloned().collect(),
            None => Vec::new(),
        }
    }
}
