//! The simulated cluster: nodes, disks, a network, a clock.

use std::{collections::BTreeMap, sync::Arc, task::Waker, time::Duration};

use bytestring::ByteString;

use super::invariants::Seen;
use crate::{
    metadata::MetadataVersion,
    model::{LeaderEpoch, Moment, NodeId, Now, Offset, Rng, Timestamp, Uuid},
    protocol::messages::{
        add_raft_voter_request::{self, AddRaftVoterRequest},
        api_versions_response::{ApiVersionsResponse, SupportedFeatureKey},
        metadata::MetadataRecord,
        remove_raft_voter_request::RemoveRaftVoterRequest,
    },
    quorum::*,
    storage::{
        disk::failing::{FailingDisk, Unsynced},
        log::{LogConfig, SyncJob},
    },
};

#[derive(Debug)]
enum Event {
    Request { from: NodeId, to: NodeId, send: Send },
    Answer { to: NodeId, run: u64, id: RequestId, answer: Result<QuorumResponse, Unreachable> },
    Sync { node: NodeId, run: u64, job: SyncJob },
}

struct Member {
    disk: Arc<FailingDisk>,
    quorum: Option<Quorum>,
    run: u64,
    paused_until: Moment,
}

pub(super) struct World {
    seed: u64,
    rng: Rng,
    now: Moment,
    voters: VoterSet,
    members: BTreeMap<NodeId, Member>,
    events: BTreeMap<(Moment, u64), Event>,
    next: u64,
    cut: Vec<(NodeId, NodeId)>,
    loss: u64,
    seen: Seen,
    pending: Vec<(Offset, LeaderEpoch)>,
    acknowledged: Vec<(Offset, LeaderEpoch)>,
    appended: i64,
    pub(super) trace: Vec<String>,
}

/// How often things happened that a simulation has to reach.
#[derive(Debug, Default)]
pub(super) struct Reached {
    pub(super) leaders: usize,
    pub(super) lost: usize,
    pub(super) truncated: usize,
    pub(super) snapshots: usize,
    pub(super) acknowledged: usize,
    pub(super) upgraded: usize,
    pub(super) removed: usize,
    pub(super) added: usize,
}

fn directory(node: NodeId) -> Uuid {
    let mut id = [7; 16];
    id[0] = node.0 as u8;
    Uuid(id)
}

fn port(node: NodeId) -> u16 {
    u16::try_from(node.0).unwrap()
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let count = 1 + rng.below(7) as i32;
        let observers = rng.below(3) as i32;
        let voter = |id: i32| {
            let listener = Listener { name: "C".into(), host: "h".into(), port: port(NodeId(id)) };
            let voter = Voter {
                directory_id: Uuid::ZERO,
                listeners: vec![listener],
                kraft_versions: (0, 1),
            };
            (NodeId(id), voter)
        };
        let voters = VoterSet((1..=count).map(voter).collect());
        let mut world = Self {
            seed,
            rng,
            now: Moment(Duration::from_secs(1)),
            voters,
            members: BTreeMap::new(),
            events: BTreeMap::new(),
            next: 0,
            cut: Vec::new(),
            loss: 5,
            seen: Seen::default(),
            pending: Vec::new(),
            acknowledged: Vec::new(),
            appended: 0,
            trace: Vec::new(),
        };
        for id in 1..=count + observers {
            let disk = Arc::new(FailingDisk::new());
            let member = Member { disk, quorum: None, run: 0, paused_until: Moment::default() };
            world.members.insert(NodeId(id), member);
            world.start(NodeId(id));
        }
        world
    }

    fn now(&self) -> Now {
        let wall = Timestamp(1_000_000 + self.now.0.as_millis() as i64);
        Now { monotonic: self.now, wall }
    }

    fn start(&mut self, node: NodeId) {
        let now = self.now();
        let member = self.members.get_mut(&node).unwrap();
        member.run += 1;
        let config = LogConfig {
            retention_time: None,
            max_message_bytes: usize::MAX,
            segment_bytes: 16 * 1024,
            ..LogConfig::default()
        };
        let parts = QuorumParts {
            node,
            directory_id: directory(node),
            cluster_id: ByteString::from_static("cluster"),
            role: QuorumRole::Controller,
            joining: Joining::ByHand,
            static_voters: self.voters.clone(),
            bootstrap_servers: Vec::new(),
            listeners: vec![Listener { name: "C".into(), host: "h".into(), port: port(node) }],
            disk: member.disk.clone(),
            durability: Durability::Synced,
            last_shutdown: LastShutdown::Unclean,
            log_config: Arc::new(config),
            retention: SnapshotRetention { bytes: Some(2_000), age: None },
            timeouts: QuorumTimeouts::default(),
            rng: Rng::from_seed(self.seed ^ (node.0 as u64) << 32 ^ member.run),
        };
        let mut out = Output::default();
        member.quorum = Some(Quorum::open(parts, now, &mut out).unwrap());
        self.seen.restarted(node);
        self.take(node, out);
    }

    fn crash(&mut self, node: NodeId) {
        let rng = Rng::from_seed(self.rng.next_u64());
        let member = self.members.get_mut(&node).unwrap();
        let unsynced = match self.rng.below(3) {
            0 => Unsynced::Keep,
            1 => Unsynced::Lose,
            _ => Unsynced::LoseSome(rng),
        };
        member.quorum = None;
        member.disk = Arc::new(member.disk.crash(unsynced));
        member.run += 1;
    }

    fn schedule(&mut self, after: u64, event: Event) {
        self.next += 1;
        self.events.insert((self.now + Duration::from_millis(after), self.next), event);
    }

    fn take(&mut self, node: NodeId, out: Output) {
        for event in out.events {
            self.trace.push(format!("{:?} {node:?} {event:?}", self.now.0));
            if let QuorumEvent::BecameLeader { epoch, .. } = event {
                self.seen.one_leader_per_epoch(self.seed, node, epoch);
            }
        }
        for send in out.sends {
            let to = send.node.unwrap_or(NodeId(i32::from(send.port)));
            let delay = 1 + self.rng.below(20);
            if self.rng.below(100) < self.loss {
                self.schedule(delay, Event::Request { from: node, to, send: send.clone() });
            }
            if self.rng.below(100) >= self.loss {
                self.schedule(delay, Event::Request { from: node, to, send });
            }
        }
        if let Some(job) = out.sync {
            let run = self.members[&node].run;
            let delay = self.rng.below(15);
            self.schedule(delay, Event::Sync { node, run, job });
        }
        let member = self.members.get_mut(&node).unwrap();
        if let Some(quorum) = &mut member.quorum {
            self.seen.check(self.seed, node, quorum);
        }
    }

    fn is_cut(&self, from: NodeId, to: NodeId) -> bool {
        self.cut.contains(&(from, to))
    }

    fn step(&mut self) {
        let timeouts = self.members.values().filter_map(|member| {
            let quorum = member.quorum.as_ref()?;
            Some(quorum.next_timeout()?.max(member.paused_until))
        });
        let floor = self.now + Duration::from_millis(1);
        let timer = timeouts.min().map_or(floor + Duration::from_secs(1), |at| at.max(floor));
        let event = self.events.first_key_value().map(|((at, _), _)| *at);
        match event {
            Some(at) if at <= timer => {
                self.now = self.now.max(at);
                let Some((_, event)) = self.events.pop_first() else { return };
                self.deliver(event);
            }
            Some(_) | None => {
                self.now = timer;
                let now = self.now();
                let nodes: Vec<NodeId> = self.members.keys().copied().collect();
                for node in nodes {
                    let member = self.members.get_mut(&node).unwrap();
                    if member.paused_until > self.now {
                        continue;
                    }
                    let mut out = Output::default();
                    if let Some(quorum) = &mut member.quorum
                        && quorum.next_timeout().is_some_and(|at| at <= now.monotonic)
                    {
                        quorum.poll(now, &mut out).unwrap();
                        let next = quorum.next_timeout();
                        assert!(
                            next.is_none_or(|at| at > now.monotonic),
                            "{node}: no end of calls"
                        );
                        self.take(node, out);
                    }
                }
            }
        }
    }

    fn deliver(&mut self, event: Event) {
        let now = self.now();
        let mut out = Output::default();
        match event {
            Event::Request { from, to, send } => {
                if self.is_cut(from, to) || !self.members.contains_key(&to) {
                    return;
                }
                let member = self.members.get_mut(&to).unwrap();
                if member.paused_until > self.now {
                    let after = member.paused_until.since(self.now).as_millis() as u64 + 1;
                    return self.schedule(after, Event::Request { from, to, send });
                }
                let answer = match &mut member.quorum {
                    Some(quorum) => Ok(serve(quorum, &send.request, now, &mut out)),
                    None => Err(Unreachable),
                };
                self.take(to, out);
                let lost = self.rng.below(100) < self.loss || self.is_cut(to, from);
                if !lost {
                    let (delay, run) = (1 + self.rng.below(20), self.members[&from].run);
                    let id = send.id;
                    self.schedule(delay, Event::Answer { to: from, run, id, answer });
                }
            }
            Event::Answer { to, run, id, answer } => {
                let member = self.members.get_mut(&to).unwrap();
                if let (Some(quorum), true) = (&mut member.quorum, member.run == run) {
                    quorum.answered(id, answer, now, &mut out).unwrap();
                    self.take(to, out);
                }
            }
            Event::Sync { node, run, job } => {
                let member = self.members.get_mut(&node).unwrap();
                if let (Some(quorum), true) = (&mut member.quorum, member.run == run) {
                    let synced = job.run().unwrap();
                    quorum.synced(synced, now, &mut out).unwrap();
                    self.take(node, out);
                }
            }
        }
    }

    /// Something a client, an operator or fate does.
    fn fate(&mut self) {
        let ids: Vec<NodeId> = self.members.keys().copied().collect();
        let mut node = ids[self.rng.below(ids.len() as u64) as usize];
        let leader = ids.iter().copied().find(|id| {
            let quorum = self.members[id].quorum.as_ref();
            quorum.is_some_and(|quorum| quorum.leader_and_epoch().0 == Some(*id))
        });
        if let (Some(leader), 0..=1) = (leader, self.rng.below(3)) {
            node = leader;
        }
        let other = ids[self.rng.below(ids.len() as u64) as usize];
        match self.rng.below(100) {
            0..=3 if self.members[&node].quorum.is_some() => self.crash(node),
            4..=13 if self.members[&node].quorum.is_none() => self.start(node),
            14..=16 => self.cut.push((node, other)),
            17..=18 => self.cut.extend([(node, other), (other, node)]),
            19..=22 => self.cut.clear(),
            75..=78 => {
                // Nobody hears the node, or it hears nobody, or both.
                let ways = self.rng.below(3);
                for id in ids {
                    if ways != 0 {
                        self.cut.push((id, node));
                    }
                    if ways != 1 {
                        self.cut.push((node, id));
                    }
                }
            }
            23 => {
                let pause = Duration::from_millis(self.rng.below(5_000));
                self.members.get_mut(&node).unwrap().paused_until = self.now + pause;
            }
            24..=70 => self.append(node),
            71..=74 => self.snapshot(node),
            79..=82 => self.upgrade(node),
            83..=86 => self.change_voters(node, other),
            _ => {}
        }
    }

    fn append(&mut self, node: NodeId) {
        let now = self.now();
        let member = self.members.get_mut(&node).unwrap();
        let Some(quorum) = &mut member.quorum else { return };
        let (_, epoch) = quorum.leader_and_epoch();
        self.appended += 1;
        let record = record(self.appended);
        let mut out = Output::default();
        if let Ok(base) =
            quorum.append(epoch, &[record], MetadataVersion::CORDONED_DIRECTORIES, now, &mut out)
        {
            self.pending.push((base, epoch));
        }
        self.take(node, out);
        self.acknowledge(node);
    }

    /// What a leader has seen committed in its epoch is acknowledged.
    fn acknowledge(&mut self, node: NodeId) {
        let Some(quorum) = &self.members[&node].quorum else { return };
        let (leader, epoch) = quorum.leader_and_epoch();
        if leader == Some(node) {
            let high_watermark = quorum.high_watermark();
            let acknowledged = self
                .pending
                .extract_if(.., |(offset, of)| *of == epoch && *offset < high_watermark);
            self.acknowledged.extend(acknowledged);
        }
    }

    fn upgrade(&mut self, node: NodeId) {
        let now = self.now();
        let Some(quorum) = &mut self.members.get_mut(&node).unwrap().quorum else { return };
        let mut out = Output::default();
        let before = quorum.kraft_version();
        let done = quorum.upgrade_kraft_version(1, Upgrade::Write, now, &mut out).unwrap();
        if done.is_ok() && before == 0 {
            self.trace.push(format!("{:?} {node:?} Upgraded", self.now.0));
        }
        self.take(node, out);
    }

    /// Adds a node to the voters, or removes it.
    fn change_voters(&mut self, leader: NodeId, changed: NodeId) {
        let now = self.now();
        let Some(quorum) = &mut self.members.get_mut(&leader).unwrap().quorum else { return };
        let mut out = Output::default();
        if quorum.voters().0.contains_key(&changed) {
            let request = RemoveRaftVoterRequest {
                voter_id: changed.0,
                voter_directory_id: directory(changed),
                ..Default::default()
            };
            if let Reply::Later(_) = quorum.remove_raft_voter(&request, now, &mut out).unwrap() {
                self.trace.push(format!("{:?} {changed:?} Removed", self.now.0));
            }
        } else {
            let listener = add_raft_voter_request::Listener {
                name: "C".into(),
                host: "h".into(),
                port: port(changed),
            };
            let request = AddRaftVoterRequest {
                timeout_ms: 5_000,
                voter_id: changed.0,
                voter_directory_id: directory(changed),
                listeners: vec![listener],
                ack_when_committed: true,
                ..Default::default()
            };
            if let Reply::Later(_) = quorum.add_raft_voter(&request, now, &mut out).unwrap() {
                self.trace.push(format!("{:?} {changed:?} Added", self.now.0));
            }
        }
        self.take(leader, out);
    }

    fn snapshot(&mut self, node: NodeId) {
        let now = self.now();
        let member = self.members.get_mut(&node).unwrap();
        let Some(quorum) = &mut member.quorum else { return };
        let (end_offset, image) = self.seen.image_of(node);
        let Some(epoch) = quorum.epoch_at(end_offset + -1) else { return };
        let id = SnapshotId { end_offset, epoch };
        let mut out = Output::default();
        if let Some(mut writer) = quorum.begin_snapshot(id, now.wall).unwrap() {
            writer.append(&[record_of(image)], MetadataVersion::CORDONED_DIRECTORIES).unwrap();
            quorum.finish_snapshot(writer, now, &mut out).unwrap();
        }
        self.take(node, out);
    }

    pub(super) fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            self.step();
            if self.rng.below(6) == 0 {
                self.fate();
            }
        }
    }

    /// Everything works again: within bounded time there is one leader, and all have its log.
    pub(super) fn heal(&mut self) {
        self.cut.clear();
        self.loss = 0;
        let ids: Vec<NodeId> = self.members.keys().copied().collect();
        for node in &ids {
            self.members.get_mut(node).unwrap().paused_until = Moment::default();
            if self.members[node].quorum.is_none() {
                self.start(*node);
            }
        }
        let limit = self.now + Duration::from_secs(60);
        while !self.is_settled() {
            if self.now > limit {
                let states: Vec<_> = self.members.values().map(|m| &m.quorum).collect();
                panic!("seed {}: no agreement after healing: {states:#?}", self.seed);
            }
            self.step();
        }
        for node in ids {
            self.acknowledge(node);
        }
        let ends = self.members.values().filter_map(|member| member.quorum.as_ref());
        let end = ends.map(Quorum::high_watermark).min().unwrap_or(Offset::ZERO);
        self.seen.acknowledged_survives(self.seed, &self.acknowledged, end);
    }

    pub(super) fn add_reached(&self, reached: &mut Reached) {
        let count = |word: &str| self.trace.iter().filter(|line| line.contains(word)).count();
        reached.leaders += count("BecameLeader");
        reached.lost += count("LeadershipLost");
        reached.truncated += count("TruncatedTo");
        reached.snapshots += count("SnapshotLoaded");
        reached.upgraded += count("Upgraded");
        reached.removed += count("Removed");
        reached.added += count("Added");
        reached.acknowledged += self.acknowledged.len();
    }

    fn is_settled(&self) -> bool {
        let mut states = self.members.values().filter_map(|member| {
            let quorum = member.quorum.as_ref()?;
            let (leader, epoch) = quorum.leader_and_epoch();
            let (end, high_watermark) = (quorum.log_end_offset(), quorum.high_watermark());
            Some((leader?, epoch, end, high_watermark, end == high_watermark))
        });
        let count = states.clone().count();
        let Some(first) = states.next() else { return false };
        count == self.members.len() && first.4 && states.all(|state| state == first)
    }
}

fn record(number: i64) -> MetadataRecord {
    record_of(number as u64)
}

fn record_of(number: u64) -> MetadataRecord {
    use crate::protocol::messages::metadata::*;
    MetadataRecord::ConfigRecord(ConfigRecord {
        resource_type: 2,
        resource_name: "t".into(),
        name: "k".into(),
        value: Some(number.to_string().into()),
    })
}

/// What a node answers.
pub(in crate::quorum::tests) fn serve(
    quorum: &mut Quorum,
    request: &QuorumRequest,
    now: Now,
    out: &mut Output,
) -> QuorumResponse {
    match request {
        QuorumRequest::Vote(request) => {
            QuorumResponse::Vote(quorum.vote(request, now, out).unwrap())
        }
        QuorumRequest::BeginQuorumEpoch(request) => {
            QuorumResponse::BeginQuorumEpoch(quorum.begin_quorum_epoch(request, now, out).unwrap())
        }
        QuorumRequest::EndQuorumEpoch(request) => {
            QuorumResponse::EndQuorumEpoch(quorum.end_quorum_epoch(request, now, out).unwrap())
        }
        QuorumRequest::Fetch(request) => {
            let waker = Waker::noop();
            match quorum.fetch(request, Patience::Answer, waker, now, out).unwrap() {
                Reply::Now(answer) => QuorumResponse::Fetch(answer),
                Reply::Later(_) => unreachable!("an impatient fetch does not wait"),
            }
        }
        QuorumRequest::FetchSnapshot(request) => {
            QuorumResponse::FetchSnapshot(quorum.fetch_snapshot(request, now, out).unwrap())
        }
        QuorumRequest::UpdateRaftVoter(request) => {
            match quorum.update_raft_voter(request, now, out).unwrap() {
                Reply::Now(answer) => QuorumResponse::UpdateRaftVoter(answer),
                Reply::Later(_) => unreachable!("an update is answered at once"),
            }
        }
        QuorumRequest::AddRaftVoter(_) | QuorumRequest::RemoveRaftVoter(_) => {
            unreachable!("no node joins by itself")
        }
        QuorumRequest::ApiVersions(_) => {
            let feature = SupportedFeatureKey {
                name: "kraft.version".into(),
                max_version: 1,
                ..Default::default()
            };
            QuorumResponse::ApiVersions(ApiVersionsResponse {
                supported_features: vec![feature],
                ..Default::default()
            })
        }
    }
}
