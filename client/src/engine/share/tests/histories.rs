//! Random histories: whatever happens, no record is handed out twice of one acquisition, a commit that says
//! so counts, sessions speak as brokers expect (see broker.rs), and in the end all is acknowledged.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ottla_core::model::Rng;

use super::{
    broker::{LOCK, Record, Weather},
    world::{NODES, TOPIC, World},
};
use crate::{
    engine::share::{
        IdKey,
        acknowledge::{AcknowledgeType, CommitId},
        state::{Asking, Opened, Progress},
    },
    options::{AcknowledgementMode, AcquireMode},
};

const PARTITIONS: i32 = 5;
const RECORDS: usize = 20;
const STEPS: usize = 250;
const SEEDS: u64 = 300;

/// What the user has said of records that a commit has to tell of.
type Said = BTreeMap<(IdKey, i64), AcknowledgeType>;

struct History {
    world: World,
    rng: Rng,
    mode: AcknowledgementMode,
    /// Records that were handed out, with their delivery count.
    seen: BTreeMap<(IdKey, i64), i16>,
    /// Those that are not acknowledged.
    open: BTreeSet<(IdKey, i64)>,
    /// Those whose lock was renewed.
    renewed: BTreeSet<(IdKey, i64)>,
    said: Said,
    commits: BTreeMap<CommitId, Said>,
}

impl History {
    fn new(seed: u64, weather: Weather) -> Self {
        let mut rng = Rng::from_seed(seed);
        let mode = match rng.below(2) {
            0 => AcknowledgementMode::Implicit,
            _ => AcknowledgementMode::Explicit,
        };
        let acquire_mode = match rng.below(2) {
            0 => AcquireMode::BatchOptimized,
            _ => AcquireMode::RecordLimit,
        };
        let world = World::new(PARTITIONS, RECORDS, mode, acquire_mode, weather);
        let (seen, open, renewed) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let (said, commits) = (Said::new(), BTreeMap::new());
        Self { world, rng, mode, seen, open, renewed, said, commits }
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.rng.below(100) < percent
    }

    /// The user acknowledges all that it has, most of it for good.
    fn acknowledge(&mut self, accept: u64) {
        let mut all = std::mem::take(&mut self.open);
        all.append(&mut self.renewed);
        for (key, offset) in all {
            let kind = match self.rng.below(100) {
                chance if chance < accept => AcknowledgeType::Accept,
                chance if chance % 3 == 0 => AcknowledgeType::Release,
                chance if chance % 3 == 1 => AcknowledgeType::Reject,
                _ => AcknowledgeType::Renew,
            };
            if self.mode == AcknowledgementMode::Explicit {
                let name = ("t".into(), key.1);
                self.world.state.acknowledge(None, &name, offset, kind).unwrap();
                self.said.insert((key, offset), kind);
                if kind == AcknowledgeType::Renew {
                    self.renewed.insert((key, offset));
                }
            } else {
                self.said.insert((key, offset), AcknowledgeType::Accept);
            }
        }
    }

    /// The user asks for records, and takes some of what is there.
    fn next(&mut self) {
        let may = self.open.is_empty();
        let begun = self.world.state.begin();
        match self.mode {
            AcknowledgementMode::Explicit => assert_eq!(begun.is_ok(), may, "{begun:?}"),
            AcknowledgementMode::Implicit => {
                begun.unwrap();
                self.open.clear();
            }
        }
        if !may && self.mode == AcknowledgementMode::Explicit {
            return;
        }
        self.said.clear();
        self.world.state.ask(Asking::Records);
        let Some((_, mut chunk)) = self.world.state.take_chunk(self.world.now) else { return };
        let first = chunk.acquired[0].first;
        let delivered = chunk.split_off_to(first + self.rng.below(10) as i64);
        for range in &delivered {
            for offset in range.first..=range.last {
                let place = (chunk.key, offset);
                let before = self.seen.insert(place, range.delivery_count);
                assert!(before.is_none_or(|before| before < range.delivery_count), "{place:?}");
                if self.world.brokers.weather == Weather::Fair {
                    let record = self.world.record(chunk.key, offset);
                    assert!(matches!(record, Record::Acquired { .. }), "{place:?} {record:?}");
                }
                self.open.insert(place);
                self.renewed.remove(&place);
            }
        }
        let opened = Opened { delivered, ..Default::default() };
        self.world.state.opened(chunk, opened);
        if self.chance(50) {
            self.world.state.ask(Asking::Nothing);
        }
    }

    fn commit(&mut self) {
        if self.mode == AcknowledgementMode::Implicit {
            self.acknowledge(100);
        }
        let id = self.world.state.commit();
        self.commits.insert(id, std::mem::take(&mut self.said));
    }

    fn look_at_commits(&mut self) {
        for id in self.commits.keys().copied().collect::<Vec<_>>() {
            let Some(outcomes) = self.world.state.take_commit(id) else { continue };
            let said = self.commits.remove(&id).unwrap();
            for ((_, partition), outcome) in outcomes {
                let key = (TOPIC, partition);
                if self.world.brokers.weather == Weather::Fair {
                    outcome.as_ref().unwrap();
                }
                if outcome.is_err() {
                    continue;
                }
                for ((_, offset), kind) in said.iter().filter(|((of, _), _)| *of == key) {
                    let record = self.world.record(key, *offset);
                    match kind {
                        AcknowledgeType::Accept => assert_eq!(record, Record::Accepted),
                        AcknowledgeType::Reject => assert_eq!(record, Record::Rejected),
                        AcknowledgeType::Release | AcknowledgeType::Renew => {}
                    }
                }
            }
        }
    }

    fn something_happens(&mut self) {
        let foul = self.world.brokers.weather == Weather::Foul;
        let pending = self.world.requests.len() as u64;
        match self.rng.below(100) {
            0..20 => self.next(),
            20..35 => self.acknowledge(60),
            35..40 => self.commit(),
            40..80 if pending > 0 => {
                let index = self.rng.below(pending) as usize;
                if foul && self.chance(10) {
                    let carried_out = if self.chance(50) { Weather::Foul } else { Weather::Fair };
                    self.world.break_off(index, carried_out);
                } else {
                    self.world.answer(index);
                }
            }
            80..88 => self.world.hear(),
            88..92 => {
                let kept = self.rng.next_u64();
                self.world.assigned = (0..PARTITIONS).filter(|one| kept >> one & 1 == 1).collect();
            }
            92..94 if foul => {
                let key = (TOPIC, self.rng.below(PARTITIONS as u64) as i32);
                let node = NODES[self.rng.below(NODES.len() as u64) as usize];
                self.world.brokers.move_leader(&key, node);
            }
            94 if foul => self.world.member_epoch += 1,
            95 if foul => self.world.pass(LOCK),
            _ => self.world.pass(Duration::from_millis(if foul { 400 } else { 20 })),
        }
        self.world.step();
        self.look_at_commits();
    }

    /// All is well again, and the user accepts everything.
    fn end(&mut self) {
        self.world.assigned = (0..PARTITIONS).collect();
        let done = |record: &Record| matches!(record, Record::Accepted | Record::Rejected);
        for round in 0.. {
            assert!(round < 600, "records are never acknowledged");
            self.acknowledge(100);
            self.next();
            for _ in 0..4 {
                self.world.step();
                self.world.hear();
                if !self.world.requests.is_empty() {
                    self.world.answer(0);
                }
            }
            let foul = self.world.brokers.weather == Weather::Foul;
            self.world.pass(Duration::from_millis(if foul { 900 } else { 20 }));
            self.look_at_commits();
            if self.world.count(done) == RECORDS * PARTITIONS as usize {
                break;
            }
        }
        self.world.state.ask(Asking::Nothing);
        self.commit();
        self.world.pass(Duration::from_millis(1_500));
        self.world.settle();
        self.look_at_commits();
        assert!(self.commits.is_empty(), "a commit has no outcome");
        self.world.state.close();
        self.world.settle();
        self.world.step();
        assert_eq!(self.world.progress, Progress::Ended);
        assert!(!self.world.brokers.has_sessions());
    }
}

fn histories(weather: Weather) {
    for seed in 0..SEEDS {
        let mut history = History::new(seed, weather);
        println!("seed {seed}");
        for _ in 0..STEPS {
            history.something_happens();
        }
        history.end();
    }
}

#[test]
fn without_failures_every_record_is_handed_out_and_acknowledged_once() {
    histories(Weather::Fair);
}

#[test]
fn whatever_fails_what_counts_is_told_and_all_is_acknowledged_in_the_end() {
    histories(Weather::Foul);
}
