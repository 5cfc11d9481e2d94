//! Voters with empty logs, and one that has records: who may lead them.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use super::simulation::serve;
use crate::{
    model::{Moment, NodeId, Now, Offset, Rng, Timestamp, Uuid},
    quorum::*,
    storage::{disk::MemoryDisk, log::LogConfig},
};

/// Three nodes that reach each other, as far as they run.
#[derive(Default)]
struct Bench {
    now: Duration,
    disks: BTreeMap<NodeId, Arc<MemoryDisk>>,
    running: BTreeMap<NodeId, Quorum>,
    sent: Vec<(NodeId, Send)>,
}

const LONG: Duration = Duration::from_secs(30);

fn voters(ids: &[i32]) -> VoterSet {
    let voter = |id: &i32| {
        let listener = Listener { name: "C".into(), host: "h".into(), port: *id as u16 };
        let listeners = vec![listener];
        (NodeId(*id), Voter { directory_id: Uuid::ZERO, listeners, kraft_versions: (0, 1) })
    };
    VoterSet(ids.iter().map(voter).collect())
}

impl Bench {
    fn now(&self) -> Now {
        let wall = Timestamp(1_000_000 + self.now.as_millis() as i64);
        Now { monotonic: Moment(self.now), wall }
    }

    /// Starts a node on what it has, with these voters in its configuration.
    fn start(&mut self, id: i32, ids: &[i32]) {
        let node = NodeId(id);
        let disk = self.disks.entry(node).or_default().clone();
        let voters = voters(ids);
        let parts = QuorumParts {
            node,
            directory_id: Uuid([id as u8; 16]),
            cluster_id: "cluster".into(),
            role: QuorumRole::Controller,
            joining: Joining::ByHand,
            listeners: voters.0[&node].listeners.clone(),
            static_voters: voters,
            bootstrap_servers: Vec::new(),
            disk,
            durability: Durability::Synced,
            last_shutdown: LastShutdown::Unclean,
            log_config: Arc::new(LogConfig::default()),
            retention: SnapshotRetention { bytes: None, age: None },
            timeouts: QuorumTimeouts::default(),
            rng: Rng::from_seed(self.now.as_millis() as u64 ^ (id as u64) << 32),
        };
        let mut out = Output::default();
        let quorum = Quorum::open(parts, self.now(), &mut out).unwrap();
        self.running.insert(node, quorum);
        self.take(node, out);
    }

    fn stop(&mut self, id: i32) {
        self.running.remove(&NodeId(id));
    }

    /// Another disk takes the place of a node's.
    fn empty(&mut self, id: i32) {
        self.disks.remove(&NodeId(id));
    }

    fn take(&mut self, node: NodeId, mut out: Output) {
        self.sent.extend(out.sends.drain(..).map(|send| (node, send)));
        if let (Some(job), Some(quorum)) = (out.sync.take(), self.running.get_mut(&node)) {
            let now = Now { monotonic: Moment(self.now), wall: Timestamp::NONE };
            let mut out = Output::default();
            quorum.synced(job.run().unwrap(), now, &mut out).unwrap();
            self.take(node, out);
        }
    }

    fn with(&mut self, node: NodeId, act: impl FnOnce(&mut Quorum, Now, &mut Output)) {
        let (now, mut out) = (self.now(), Output::default());
        if let Some(quorum) = self.running.get_mut(&node) {
            act(quorum, now, &mut out);
        }
        self.take(node, out);
    }

    /// Lets so much time pass.
    fn pass(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += Duration::from_millis(1);
            for (from, send) in std::mem::take(&mut self.sent) {
                let mut answer = Err(Unreachable);
                self.with(send.node.unwrap(), |quorum, now, out| {
                    answer = Ok(serve(quorum, &send.request, now, out));
                });
                self.with(from, |quorum, now, out| {
                    quorum.answered(send.id, answer, now, out).unwrap();
                });
            }
            for node in self.running.keys().copied().collect::<Vec<_>>() {
                self.with(node, |quorum, now, out| {
                    if quorum.next_timeout().is_some_and(|at| at <= now.monotonic) {
                        quorum.poll(now, out).unwrap();
                    }
                });
            }
        }
    }

    /// Whom those that run follow, and where their logs end; nobody is told apart who says the same.
    fn standing(&self) -> (Option<i32>, Offset) {
        let told = |quorum: &Quorum| {
            (quorum.leader_and_epoch().0.map(|leader| leader.0), quorum.log_end_offset())
        };
        let mut all = self.running.values().map(told);
        let first = all.next().unwrap();
        assert!(all.all(|other| other == first), "they agree");
        first
    }
}

const NOBODY: (Option<i32>, Offset) = (None, Offset::ZERO);

#[test]
fn empty_voters_wait_for_the_one_that_has_records() {
    let mut bench = Bench::default();
    bench.start(1, &[1]);
    bench.pass(Duration::from_secs(1));
    let (leader, end) = bench.standing();
    assert!(leader == Some(1) && end > Offset::ZERO);
    bench.stop(1);
    bench.start(2, &[1, 2, 3]);
    bench.start(3, &[1, 2, 3]);
    bench.pass(LONG);
    assert_eq!(bench.standing(), NOBODY);
    for node in bench.running.values() {
        assert_eq!((node.voters_needed(), node.leader_and_epoch().1.0), (3, 0));
    }
    bench.start(1, &[1, 2, 3]);
    bench.pass(LONG);
    // All that was there is there, and the record that says who leads now.
    assert_eq!(bench.standing(), (Some(1), end + 1));
}

#[test]
fn voters_that_are_all_empty_need_each_other_once() {
    let all = [1, 2, 3];
    let mut bench = Bench::default();
    bench.start(1, &all);
    bench.start(2, &all);
    bench.pass(LONG);
    assert_eq!(bench.standing(), NOBODY);
    bench.start(3, &all);
    bench.pass(LONG);
    let (leader, end) = bench.standing();
    let leader = leader.unwrap();
    assert_eq!(end, Offset(1));
    bench.stop(leader);
    bench.pass(LONG);
    let (next, _) = bench.standing();
    assert!(next.is_some_and(|next| next != leader), "a majority is enough from then on");
}

#[test]
fn a_voter_that_comes_back_empty_votes_for_one_that_has_records() {
    let all = [1, 2, 3];
    let mut bench = Bench::default();
    all.into_iter().for_each(|id| bench.start(id, &all));
    bench.pass(LONG);
    let (leader, end) = bench.standing();
    let leader = leader.unwrap();
    let [replaced, left] =
        [1, 2, 3].iter().copied().filter(|id| *id != leader).collect::<Vec<_>>()[..]
    else {
        panic!("two others")
    };
    bench.stop(replaced);
    bench.empty(replaced);
    bench.stop(leader);
    bench.start(replaced, &all);
    bench.pass(LONG);
    assert_eq!(bench.standing(), (Some(left), end + 1));
}
