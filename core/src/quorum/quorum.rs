//! One node's part in the metadata quorum (KRaft: KIP-595, KIP-996), as a value. Requests come in by a method
//! each, answers to its own by `answered`, time by `poll`; what it wants done outside is in `Output`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    task::Waker,
};

use bytestring::ByteString;

use super::{
    ElectionState,
    log::{QuorumLog, QuorumLogError},
    output::{
        Event, Outbound, Output, QuorumAddress, QuorumRequest, QuorumResponse, Unreachable,
    },
    role::{Campaign, Following, Leading, Progress, Role},
    state_file::{QUORUM_STATE_FILE, QuorumStateError, parse_quorum_state, write_quorum_state},
    timeouts::QuorumTimeouts,
};
use crate::{
    metadata::MetadataVersion,
    model::{ErrorCode, LeaderEpoch, Moment, NodeId, Now, Offset, Rng, Uuid},
    protocol::messages::metadata::MetadataRecord,
    storage::{
        disk::{Disk, DiskAction, DiskError},
        log::{Log, LogError, Synced},
    },
};

/// Whether what is appended has to be on the device before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It has.
    Synced,
    /// The log is in memory.
    InMemory,
}

/// What a member of the quorum is made of.
pub struct QuorumParts {
    /// The node.
    pub node: NodeId,
    /// The directory of its metadata log.
    pub directory_id: Uuid,
    /// The cluster.
    pub cluster_id: ByteString,
    /// The voters, with this node's own address if it is one.
    pub voters: BTreeMap<NodeId, QuorumAddress>,
    /// Where else a leader may be heard of.
    pub bootstrap: Vec<QuorumAddress>,
    /// How long others are waited for.
    pub timeouts: QuorumTimeouts,
    /// The metadata log.
    pub log: Log,
    /// Where the log is; `quorum-state` is in the same folder.
    pub disk: Arc<dyn Disk>,
    /// Whether syncs count.
    pub durability: Durability,
    /// Randomness of elections.
    pub rng: Rng,
}

/// Why the quorum's state cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum QuorumOpenError {
    /// `quorum-state` cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It is not what it should be.
    #[error(
        "{file}: {source}; it holds the last vote, so put back a copy that is whole, or remove it if this is the cluster's only node"
    )]
    State {
        /// The file.
        file: String,
        /// What is wrong.
        source: QuorumStateError,
    },
}

/// One node's part in the metadata quorum.
pub struct Quorum {
    pub(super) me: NodeId,
    pub(super) directory_id: Uuid,
    pub(super) cluster_id: ByteString,
    pub(super) voters: BTreeMap<NodeId, QuorumAddress>,
    pub(super) bootstrap: Vec<QuorumAddress>,
    pub(super) timeouts: QuorumTimeouts,
    pub(super) log: QuorumLog,
    pub(super) durability: Durability,
    pub(super) election: ElectionState,
    pub(super) role: Role,
    pub(super) high_watermark: Option<Offset>,
    pub(super) rng: Rng,
    /// Fetches of others that wait.
    pub(super) waiting: Vec<Waker>,
    pub(super) asked: BTreeMap<u64, Asked>,
    /// Who is not asked before when: the last request failed.
    pub(super) quiet: BTreeMap<QuorumAddress, Moment>,
    /// When each member was heard last.
    pub(super) heard: BTreeMap<NodeId, Moment>,
    disk: Arc<dyn Disk>,
    folder: String,
    next_id: u64,
    lost_elections: u32,
    failed: bool,
    failure: Option<QuorumLogError>,
}

/// A request on its way.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) to: QuorumAddress,
    pub(super) node: Option<NodeId>,
    pub(super) epoch: LeaderEpoch,
    pub(super) what: What,
}

/// What a request on its way asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    PreVote,
    Vote,
    BeginEpoch,
    EndEpoch,
    Fetch,
}

impl Quorum {
    /// Opens it on its log and its last vote. Nothing is asked or decided before the first `poll`.
    ///
    /// # Errors
    /// If `quorum-state` cannot be read.
    pub fn open(parts: QuorumParts, now: Now) -> Result<Self, QuorumOpenError> {
        let QuorumParts { node, directory_id, cluster_id, voters, bootstrap, timeouts, .. } = parts;
        let (disk, durability, mut rng) = (parts.disk, parts.durability, parts.rng);
        let folder = parts.log.directory().to_owned();
        let log = QuorumLog::new(parts.log);
        let path = format!("{folder}/{QUORUM_STATE_FILE}");
        let mut election = match disk.read(&path) {
            Ok(bytes) => parse_quorum_state(&String::from_utf8_lossy(&bytes))
                .map_err(|source| QuorumOpenError::State { file: path, source })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => ElectionState::INITIAL,
            Err(error) => return Err(DiskError::at(DiskAction::Read, &path)(error).into()),
        };
        if log.last_epoch() > election.epoch {
            // The file was lost; nobody is voted for in an epoch that has begun.
            election = ElectionState { epoch: log.last_epoch(), leader: None, voted: None };
        }
        // Whoever led before is asked again: it may lead no longer.
        election.leader = None;
        let deadline = now.monotonic + timeouts.random_election(&mut rng);
        Ok(Self {
            me: node,
            directory_id,
            cluster_id,
            voters,
            bootstrap,
            timeouts,
            log,
            durability,
            election,
            role: Role::Unattached { deadline },
            high_watermark: None,
            rng,
            waiting: Vec::new(),
            asked: BTreeMap::new(),
            quiet: BTreeMap::new(),
            heard: BTreeMap::new(),
            disk,
            folder,
            next_id: 0,
            lost_elections: 0,
            failed: false,
            failure: None,
        })
    }

    /// Where the log ends.
    #[must_use]
    pub fn log_end_offset(&self) -> Offset {
        self.log.end_offset()
    }

    /// Up to where records are committed, as far as this node knows.
    #[must_use]
    pub fn high_watermark(&self) -> Option<Offset> {
        self.high_watermark
    }

    /// The leader, if it is known, and the epoch.
    #[must_use]
    pub fn leader_and_epoch(&self) -> (Option<NodeId>, LeaderEpoch) {
        (self.election.leader, self.election.epoch)
    }

    /// Whether this node leads.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        matches!(self.role, Role::Leader(_))
    }

    /// The voters.
    #[must_use]
    pub fn voter_ids(&self) -> Vec<NodeId> {
        self.voters.keys().copied().collect()
    }

    /// Where a voter listens.
    #[must_use]
    pub fn address_of(&self, node: NodeId) -> Option<&QuorumAddress> {
        self.voters.get(&node)
    }

    pub(super) fn is_voter(&self) -> bool {
        self.voters.contains_key(&self.me)
    }

    pub(super) fn is_majority(&self, count: usize) -> bool {
        count > self.voters.len() / 2
    }

    /// Appends records as the leader, all or none, as this level writes them; gives the first one's offset.
    ///
    /// # Errors
    /// `NotController` if this node does not lead, `KafkaStorageError` if the log cannot be written,
    /// `RecordListTooLarge` if the records are too many for one batch.
    pub fn append(
        &mut self,
        records: &[MetadataRecord],
        level: MetadataVersion,
        now: Now,
        out: &mut Output,
    ) -> Result<Offset, ErrorCode> {
        if !self.is_leader() {
            return Err(ErrorCode::NotController);
        }
        match self.log.append(self.election.epoch, records, level, now) {
            Ok(base) => {
                self.appended(out);
                Ok(base)
            }
            Err(QuorumLogError::TooLarge) => Err(ErrorCode::RecordListTooLarge),
            Err(error) => {
                self.fail(error, out);
                Err(ErrorCode::KafkaStorageError)
            }
        }
    }

    /// Something is at the end of the log: followers are to have it, and the device.
    pub(super) fn appended(&mut self, out: &mut Output) {
        self.begin_sync(out);
        out.wakes.append(&mut self.waiting);
        self.advance_high_watermark(out);
    }

    pub(super) fn begin_sync(&mut self, out: &mut Output) {
        if self.durability == Durability::InMemory {
            return;
        }
        match self.log.prepare_sync() {
            Ok(job) => out.syncs.extend(job),
            Err(error) => self.fail(error, out),
        }
    }

    /// A sync has ended.
    pub fn synced(&mut self, synced: Synced, now: Now, out: &mut Output) {
        self.log.synced(synced);
        if self.log.synced_offset() < self.log.end_offset() {
            self.begin_sync(out);
        }
        self.advance_high_watermark(out);
        self.poll(now, out);
    }

    /// Hands the records from `from` to before `end` to `visit`.
    ///
    /// # Errors
    /// If the log is damaged or cannot be read.
    pub fn read(
        &mut self,
        from: Offset,
        end: Offset,
        visit: impl FnMut(Offset, &MetadataRecord),
    ) -> Result<(), QuorumLogError> {
        self.log.replay(from, end, visit)
    }

    /// Ends the use of the log. Blocks.
    ///
    /// # Errors
    /// What the disk said.
    pub fn close(&mut self) -> Result<(), LogError> {
        self.failed = true;
        self.log.close()
    }

    /// The log or the state can no longer be kept.
    pub(super) fn fail(&mut self, error: QuorumLogError, out: &mut Output) {
        if !self.failed {
            self.failed = true;
            self.failure = Some(error);
            out.events.push(Event::Failed);
        }
    }

    /// Why it can no longer go on, after [`Event::Failed`]; once.
    pub fn take_failure(&mut self) -> Option<QuorumLogError> {
        self.failure.take()
    }

    /// When `poll` has to be called next.
    #[must_use]
    pub fn next_timeout(&self) -> Option<Moment> {
        if self.failed {
            return None;
        }
        let role = match &self.role {
            Role::Unattached { deadline } => self.is_voter().then_some(*deadline),
            Role::Prospective(campaign) | Role::Candidate(campaign) => {
                Some(campaign.backoff.unwrap_or(campaign.deadline))
            }
            Role::Leader(leading) if self.voters.len() > 1 => {
                Some(leading.majority_deadline.min(leading.announce_due))
            }
            Role::Leader(_) => None,
            Role::Follower(following) => Some(following.deadline),
            Role::Resigned { deadline } => Some(*deadline),
        };
        // One that is quiet may be asked again.
        let quiet = if self.is_leader() { None } else { self.quiet.values().min().copied() };
        [role, quiet].into_iter().flatten().min()
    }

    /// Does what is due.
    pub fn poll(&mut self, now: Now, out: &mut Output) {
        if self.failed {
            return;
        }
        self.quiet.retain(|_, until| *until > now.monotonic);
        // Each round is another role; three lead from nothing to the only voter's leadership.
        for _ in 0..4 {
            let before = std::mem::discriminant(&self.role);
            self.poll_role(now, out);
            if std::mem::discriminant(&self.role) == before {
                break;
            }
        }
        // What keeps to itself asks nobody.
        self.ask(now, out);
    }

    fn poll_role(&mut self, now: Now, out: &mut Output) {
        let is_due = |moment: Moment| moment <= now.monotonic;
        let is_alone = self.voters.len() == 1 && self.is_voter();
        match &self.role {
            Role::Unattached { deadline } => {
                if self.is_voter() && (is_alone || is_due(*deadline)) {
                    self.become_prospective(now);
                }
            }
            Role::Prospective(campaign) => {
                if self.is_majority(campaign.granted.len()) {
                    self.become_candidate(now, out);
                } else if is_due(campaign.deadline)
                    || self.is_majority(campaign.rejected.len())
                {
                    // A leader that is still there is heard of by whoever has refused.
                    let epoch = self.election.epoch;
                    self.become_unattached(epoch, self.election.voted, now, out);
                }
            }
            Role::Candidate(campaign) => {
                if self.is_majority(campaign.granted.len()) {
                    self.become_leader(now, out);
                } else if campaign.backoff.is_some_and(is_due) || is_due(campaign.deadline) {
                    self.become_prospective(now);
                }
            }
            Role::Leader(leading) => {
                if self.voters.len() > 1 && is_due(leading.majority_deadline) {
                    self.resign(now, out);
                }
            }
            Role::Follower(following) => {
                if !is_due(following.deadline) {
                } else if self.is_voter() {
                    self.become_prospective(now);
                } else {
                    let epoch = self.election.epoch;
                    self.become_unattached(epoch, None, now, out);
                }
            }
            Role::Resigned { deadline } => {
                if is_due(*deadline) {
                    let epoch = LeaderEpoch(self.election.epoch.0 + 1);
                    self.become_unattached(epoch, None, now, out);
                }
            }
        }
    }

    /// Sends what the role has to ask or tell.
    fn ask(&mut self, now: Now, out: &mut Output) {
        match &self.role {
            Role::Prospective(campaign) | Role::Candidate(campaign) => {
                if campaign.backoff.is_none() {
                    self.ask_for_votes(now, out);
                }
            }
            Role::Leader(_) => self.announce(now, out),
            Role::Follower(following) => {
                let leader = following.leader;
                if let Some(to) = self.voters.get(&leader).cloned() {
                    self.fetch_from(Some(leader), to, now, out);
                }
            }
            Role::Unattached { .. } => self.fetch_from_anyone(now, out),
            Role::Resigned { .. } => {}
        }
    }

    pub(super) fn send(
        &mut self,
        node: Option<NodeId>,
        to: QuorumAddress,
        what: What,
        request: QuorumRequest,
        out: &mut Output,
    ) {
        self.next_id += 1;
        let id = self.next_id;
        let epoch = self.election.epoch;
        self.asked.insert(id, Asked { to: to.clone(), node, epoch, what });
        out.sends.push(Outbound { id, to, request });
    }

    /// Whether a member may be asked: nothing is on its way to it, and the last request did not just fail.
    pub(super) fn is_free(&self, to: &QuorumAddress, what: What) -> bool {
        !self.quiet.contains_key(to)
            && !self.asked.values().any(|one| one.to == *to && one.what == what)
    }

    /// Takes in the answer to a request, or that there is none.
    pub fn answered(
        &mut self,
        id: u64,
        answer: Result<QuorumResponse, Unreachable>,
        now: Now,
        out: &mut Output,
    ) {
        let Some(asked) = self.asked.remove(&id) else { return };
        if self.failed {
            return;
        }
        match answer {
            Err(Unreachable) => {
                self.quiet_for_now(&asked.to, now);
                self.suspect(&asked, now);
            }
            Ok(answer) => {
                if let Some(node) = asked.node {
                    self.heard.insert(node, now.monotonic);
                }
                match answer {
                    QuorumResponse::Vote(response) => self.take_vote(&asked, &response, now, out),
                    QuorumResponse::BeginEpoch(response) => {
                        self.take_begin_epoch(&asked, &response, now, out);
                    }
                    QuorumResponse::EndEpoch(_) => {}
                    QuorumResponse::Fetch(response) => {
                        self.take_fetch(&asked, &response, now, out);
                    }
                }
            }
        }
        self.poll(now, out);
    }

    /// A leader whose connection broke is likely to be gone: another one is wanted sooner. Voters that still hear
    /// it refuse (KIP-996), so this costs nothing if it is there.
    fn suspect(&mut self, asked: &Asked, now: Now) {
        let soon = now.monotonic + self.timeouts.fetch / 4;
        if let Role::Follower(following) = &mut self.role
            && asked.what == What::Fetch
            && asked.node == Some(following.leader)
        {
            following.deadline = following.deadline.min(soon);
            following.has_fetched = false;
        }
    }

    pub(super) fn quiet_for_now(&mut self, to: &QuorumAddress, now: Now) {
        self.quiet.insert(to.clone(), now.monotonic + self.timeouts.retry_backoff);
    }

    /// Another member says that an epoch has come, and maybe who leads it.
    pub(super) fn learn(
        &mut self,
        epoch: LeaderEpoch,
        leader: Option<NodeId>,
        now: Now,
        out: &mut Output,
    ) {
        let leader = leader.filter(|leader| self.voters.contains_key(leader));
        if epoch < self.election.epoch || leader == Some(self.me) {
            return;
        }
        match leader {
            Some(leader) if epoch > self.election.epoch || self.election.leader.is_none() => {
                self.become_follower(epoch, leader, now, out);
            }
            None if epoch > self.election.epoch => self.become_unattached(epoch, None, now, out),
            Some(_) | None => {}
        }
    }

    pub(super) fn become_unattached(
        &mut self,
        epoch: LeaderEpoch,
        voted: Option<NodeId>,
        now: Now,
        out: &mut Output,
    ) {
        let deadline = now.monotonic + self.timeouts.random_election(&mut self.rng);
        self.enter(
            ElectionState { epoch, leader: None, voted },
            Role::Unattached { deadline },
            out,
        );
    }

    pub(super) fn become_follower(
        &mut self,
        epoch: LeaderEpoch,
        leader: NodeId,
        now: Now,
        out: &mut Output,
    ) {
        let voted = self.election.voted.filter(|_| epoch == self.election.epoch);
        let deadline = now.monotonic + self.timeouts.fetch;
        let following = Following { leader, deadline, has_fetched: false };
        let election = ElectionState { epoch, leader: Some(leader), voted };
        self.lost_elections = 0;
        self.enter(election, Role::Follower(following), out);
    }

    fn become_prospective(&mut self, now: Now) {
        let deadline = now.monotonic + self.timeouts.random_election(&mut self.rng);
        let granted = BTreeSet::from([self.me]);
        self.role = Role::Prospective(Campaign { granted, deadline, ..Campaign::default() });
    }

    fn become_candidate(&mut self, now: Now, out: &mut Output) {
        let epoch = LeaderEpoch(self.election.epoch.max(self.log.last_epoch()).0 + 1);
        let deadline = now.monotonic + self.timeouts.random_election(&mut self.rng);
        let granted = BTreeSet::from([self.me]);
        self.lost_elections += 1;
        let election = ElectionState { epoch, leader: None, voted: Some(self.me) };
        let campaign = Campaign { granted, deadline, ..Campaign::default() };
        self.enter(election, Role::Candidate(campaign), out);
    }

    fn become_leader(&mut self, now: Now, out: &mut Output) {
        let Role::Candidate(campaign) = &self.role else { return };
        let granting: Vec<NodeId> = campaign.granted.iter().copied().collect();
        let (epoch, voters) = (self.election.epoch, self.voter_ids());
        let election = ElectionState { leader: Some(self.me), ..self.election };
        let appended = self.log.append_leader_change(epoch, self.me, &voters, &granting, now);
        let epoch_start = match appended {
            Ok(offset) => offset,
            Err(error) => return self.fail(error, out),
        };
        let leading = Leading {
            epoch_start,
            replicas: BTreeMap::new(),
            majority_deadline: now.monotonic + self.timeouts.fetch * 3 / 2,
            heard: BTreeSet::new(),
            announce_due: now.monotonic,
        };
        self.lost_elections = 0;
        self.quiet.clear();
        self.enter(election, Role::Leader(Box::new(leading)), out);
        out.events.push(Event::BecameLeader { epoch, offset: epoch_start });
        self.appended(out);
    }

    /// Gives the leadership up: to the voters that are furthest, if they are there.
    pub(super) fn resign(&mut self, now: Now, out: &mut Output) {
        if !self.is_leader() {
            return;
        }
        self.announce_end(out);
        let deadline = now.monotonic + self.timeouts.random_election(&mut self.rng) * 2;
        let election = ElectionState { leader: None, ..self.election };
        self.enter(election, Role::Resigned { deadline }, out);
    }

    /// Stops: somebody else is to lead at once.
    pub fn shut_down(&mut self, now: Now, out: &mut Output) {
        if self.voters.len() > 1 {
            self.resign(now, out);
        }
    }

    /// Takes another role. What is voted and known is on the disk before anybody hears of it.
    fn enter(&mut self, election: ElectionState, role: Role, out: &mut Output) {
        let before = self.election;
        let led = self.is_leader();
        self.election = election;
        if election != before
            && let Err(error) = self.write_state()
        {
            self.election = before;
            return self.fail(QuorumLogError::State(error), out);
        }
        self.role = role;
        if led {
            out.events.push(Event::LeadershipLost);
            out.wakes.append(&mut self.waiting);
        }
        if (before.leader, before.epoch) != (election.leader, election.epoch) {
            let (leader, epoch) = (election.leader, election.epoch);
            out.events.push(Event::LeaderKnown { leader, epoch });
        }
    }

    fn write_state(&self) -> Result<(), DiskError> {
        let path = format!("{}/{QUORUM_STATE_FILE}", self.folder);
        let text = write_quorum_state(&self.election, &self.voter_ids());
        self.disk
            .write_atomically(&path, text.as_bytes())
            .map_err(DiskError::at(DiskAction::Write, &path))
    }

    /// The pause after the election was lost.
    pub(super) fn pause(&mut self, now: Now) -> Moment {
        now.monotonic + self.timeouts.backoff(self.lost_elections, &mut self.rng)
    }

    /// What everybody has who counts: the high watermark follows the slowest of the fastest majority.
    pub(super) fn advance_high_watermark(&mut self, out: &mut Output) {
        let own = match self.durability {
            Durability::Synced => self.log.synced_offset().min(self.log.end_offset()),
            Durability::InMemory => self.log.end_offset(),
        };
        let Role::Leader(leading) = &self.role else { return };
        let position = |voter: &NodeId| {
            if *voter == self.me {
                return own;
            }
            let progress: Option<&Progress> = leading.replicas.get(voter);
            progress.and_then(|one| one.end_offset).unwrap_or(Offset(-1))
        };
        let mut positions: Vec<Offset> = self.voters.keys().map(position).collect();
        positions.sort_unstable_by(|one, other| other.cmp(one));
        let Some(reached) = positions.get(self.voters.len() / 2).copied() else { return };
        // Records of earlier leaders count once one of this epoch does.
        if reached <= leading.epoch_start || Some(reached) <= self.high_watermark {
            return;
        }
        self.high_watermark = Some(reached);
        out.events.push(Event::HighWatermark(reached));
        out.wakes.append(&mut self.waiting);
    }
}
