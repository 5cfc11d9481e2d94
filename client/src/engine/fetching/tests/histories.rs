//! Random histories: whatever gets lost, moves or is truncated, a reader sees the log that there is in
//! the end, each record once and in order, and goes back only where the log did.

use std::{collections::BTreeMap, time::Duration};

use ottla_core::{
    model::{Moment, Rng},
    protocol::messages::FetchResponse,
};

use super::{
    super::{Fetch, Fetching, Metadata, Taken, WantedStart},
    cluster::{Cluster, Entry, NODES, decode},
};
use crate::{
    Error, ErrorKind,
    engine::{
        backoff::Backoff,
        metadata::ClusterImage,
        positions::{FetchPosition, Key, Pacing, Reading},
        truncation::{Reset, Suspect},
    },
    options::{IsolationLevel, PartitionConsumerOptions, StartOffset},
};

const SEEDS: u64 = 150;
const STEPS: usize = 1_500;
const MS: Duration = Duration::from_millis(1);

/// Something that is on its way to a broker, or back.
enum Flying {
    Fetch(Fetch),
    Fetched(i32, Result<FetchResponse, Error>),
    Starts(Vec<WantedStart>),
    Validations(i32, BTreeMap<Key, Suspect>),
    Metadata,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weather {
    Stormy,
    Calm,
}

struct World {
    seed: u64,
    rng: Rng,
    now: Moment,
    cluster: Cluster,
    image: ClusterImage,
    fetching: Fetching,
    options: PartitionConsumerOptions,
    flying: Vec<Flying>,
    refreshing: bool,
    /// What the reader has seen of each partition, from its first record on.
    seen: BTreeMap<Key, Vec<Entry>>,
    written: u64,
    weather: Weather,
    truncations: usize,
    from_replicas: usize,
}

fn unreachable() -> Error {
    Error::new(ErrorKind::Unreachable, "fetch", "the network is down")
}

impl World {
    fn new(seed: u64) -> Self {
        let rng = Rng::from_seed(seed);
        let pacing = Pacing {
            backoff: Backoff { first: 10 * MS, max: 100 * MS },
            patience: Duration::from_secs(3_600),
            rng: rng.split("pacing"),
        };
        let mut cluster = Cluster::new(&["a", "b"], 3);
        cluster.selects_replicas = seed.is_multiple_of(2);
        let mut fetching = Fetching::new(pacing, 500 * MS);
        for key in cluster.partitions.keys() {
            fetching.positions.set(key.clone(), StartOffset::Beginning);
        }
        Self {
            seed,
            rng,
            now: Moment::default() + MS,
            image: ClusterImage::default().updated(&cluster.metadata(1)),
            seen: cluster.partitions.keys().map(|key| (key.clone(), Vec::new())).collect(),
            cluster,
            fetching,
            options: PartitionConsumerOptions::default(),
            flying: Vec::new(),
            refreshing: false,
            written: 0,
            weather: Weather::Stormy,
            truncations: 0,
            from_replicas: 0,
        }
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.rng.below(count) == 0
    }

    fn any_key(&mut self) -> Key {
        let index = self.rng.below(self.seen.len() as u64) as usize;
        self.seen.keys().nth(index).unwrap().clone()
    }

    fn any_node(&mut self) -> i32 {
        NODES[self.rng.below(3) as usize]
    }

    /// Something happens in the cluster, or to the reader.
    fn happen(&mut self) {
        let (key, node) = (self.any_key(), self.any_node());
        let what = self.rng.below(40);
        let partition = self.cluster.partitions.get_mut(&key).unwrap();
        match what {
            0..=9 => {
                self.written += 1;
                let (leader, entry) = (partition.leader, (partition.epoch, self.written));
                partition.replicas.get_mut(&leader).unwrap().log.push(entry);
            }
            10..=19 => partition.replicate(node),
            20..=29 => partition.commit(),
            30 | 38 => partition.elect(node),
            31 | 39 => partition.hear(node),
            32 => self.cluster.forget_sessions(node),
            33 => {
                self.fetching.positions.set_reading(&key, Reading::Paused);
            }
            34..=36 => {
                self.fetching.positions.set_reading(&key, Reading::On);
            }
            37 => {
                self.fetching.positions.set(key.clone(), StartOffset::Offset(0));
                self.seen.insert(key, Vec::new());
            }
            _ => {}
        }
    }

    /// The reader asks for what it wants.
    fn ask(&mut self) {
        let room = if self.one_in(5) { 0 } else { 10_000 };
        let work = self.fetching.step(self.now, &self.image, &self.options, room);
        assert!(work.told.is_empty(), "seed {}: {:?}", self.seed, work.told);
        for fetch in work.fetches {
            let to = fetch.node;
            let same = |flying: &Flying| match flying {
                Flying::Fetch(fetch) => fetch.node == to,
                Flying::Fetched(node, _) => *node == to,
                _ => false,
            };
            assert!(!self.flying.iter().any(same), "two requests to broker {to} at once");
            self.flying.push(Flying::Fetch(fetch));
        }
        self.flying.extend(work.starts.into_values().map(Flying::Starts));
        let validations = work.validations.into_iter();
        self.flying.extend(validations.map(|(node, all)| Flying::Validations(node, all)));
        self.refresh(work.metadata);
    }

    fn refresh(&mut self, metadata: Metadata) {
        if metadata == Metadata::Stale && !self.refreshing {
            self.refreshing = true;
            self.flying.push(Flying::Metadata);
        }
    }

    /// Something that is on its way arrives, or does not.
    fn arrive(&mut self) {
        if self.flying.is_empty() {
            return;
        }
        let index = self.rng.below(self.flying.len() as u64) as usize;
        let flying = self.flying.swap_remove(index);
        let lost = self.weather == Weather::Stormy && self.one_in(20);
        let mut taken = Taken::default();
        let reset = Reset::To(StartOffset::Beginning);
        match flying {
            Flying::Fetch(fetch) if lost => {
                self.flying.push(Flying::Fetched(fetch.node, Err(unreachable())));
            }
            Flying::Fetch(Fetch { node, request, .. }) => {
                let answer = self.cluster.fetch(node, &request, &mut self.rng);
                self.flying.push(Flying::Fetched(node, Ok(answer)));
            }
            Flying::Fetched(node, answer) => {
                let answer = if lost { Err(unreachable()) } else { answer };
                let isolation = IsolationLevel::ReadUncommitted;
                taken = self.fetching.answered(node, self.now, answer, isolation, reset);
                self.from_replicas += self.read_from(node, &taken);
            }
            Flying::Starts(all) => {
                for wanted in all {
                    let outcome =
                        if lost { Err(unreachable()) } else { Ok(FetchPosition::from(0)) };
                    self.fetching.start_answered(wanted, self.now, outcome, &mut taken);
                }
            }
            Flying::Validations(node, all) => {
                for (key, suspect) in all {
                    if lost {
                        self.fetching.failed(key, self.now, unreachable(), &mut taken);
                        continue;
                    }
                    let outcome = self.cluster.partitions[&key].where_ends(node, suspect);
                    let fetching = &mut self.fetching;
                    fetching.validation_answered(
                        key,
                        suspect,
                        self.now,
                        Some(outcome),
                        reset,
                        &mut taken,
                    );
                }
            }
            Flying::Metadata => {
                self.refreshing = false;
                let node = self.any_node();
                self.image = self.image.updated(&self.cluster.metadata(node));
            }
        }
        self.take(taken);
    }

    fn read_from(&self, node: i32, taken: &Taken) -> usize {
        let follows = |(key, ..): &&(Key, _, _)| self.image.leader(&key.0, key.1) != Some(node);
        taken.records.iter().filter(follows).count()
    }

    fn take(&mut self, taken: Taken) {
        self.refresh(taken.metadata);
        assert!(taken.told.is_empty(), "seed {}: {:?}", self.seed, taken.told);
        for (key, asked, data) in taken.records {
            let (entries, next) = decode(asked, data);
            if self.fetching.positions.advance(&key, asked, next) {
                let seen = self.seen.get_mut(&key).unwrap();
                assert_eq!(seen.len() as i64, asked.offset, "seed {}: {key:?}", self.seed);
                seen.extend(entries);
            }
        }
        for (key, position) in taken.truncated {
            self.truncations += 1;
            let seen = self.seen.get_mut(&key).unwrap();
            seen.truncate(position.offset as usize);
            // What is left is a part of some replica's log, or the truncation was not deep enough.
            let of = |replica: &super::cluster::Replica| replica.log.starts_with(seen);
            let known = self.cluster.partitions[&key].replicas.values().any(of);
            assert!(known, "seed {}: {key:?} keeps what no replica has", self.seed);
        }
        if let Some(image) = self.image.with_leaders(&taken.leaders, &BTreeMap::new()) {
            self.image = image;
        }
        for (key, seen) in &mut self.seen {
            if let Some(at) = self.fetching.positions.at(key) {
                seen.truncate(at.offset as usize);
            }
        }
    }

    fn pass(&mut self) {
        self.now = self.now + MS * self.rng.below(20) as u32;
    }

    /// Nothing fails any more, and all brokers are in sync.
    fn calm_down(&mut self) {
        self.weather = Weather::Calm;
        self.cluster.selects_replicas = false;
        for (key, partition) in &mut self.cluster.partitions {
            NODES.iter().for_each(|node| partition.replicate(*node));
            partition.commit();
            self.fetching.positions.set_reading(key, Reading::On);
        }
    }

    /// Where the reader is, for a history that fails.
    fn report(&self) -> String {
        let line = |(key, seen): (&Key, &Vec<Entry>)| {
            let partition = &self.cluster.partitions[key];
            format!(
                "{key:?}: seen {}, {:?}, leader {:?} {}; the log has {}, leader {} {}\n",
                seen.len(),
                self.fetching.positions.place(key),
                self.image.leader(&key.0, key.1),
                self.image.leader_epoch(&key.0, key.1),
                partition.leader().log.len(),
                partition.leader,
                partition.epoch,
            )
        };
        self.seen.iter().map(line).collect()
    }

    fn is_done(&self) -> bool {
        self.seen.iter().all(|(key, seen)| *seen == self.cluster.partitions[key].leader().log)
    }
}

#[test]
fn a_reader_sees_the_log_that_there_is_in_the_end_whatever_happens() {
    let (mut truncations, mut from_replicas) = (0, 0);
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            world.happen();
            world.ask();
            world.arrive();
            world.pass();
        }
        world.calm_down();
        let mut steps = 0;
        while !world.is_done() {
            world.ask();
            world.arrive();
            world.pass();
            steps += 1;
            assert!(steps < 20_000, "seed {seed}: no end is reached: {}", world.report());
        }
        truncations += world.truncations;
        from_replicas += world.from_replicas;
    }
    // Or the histories are too quiet to prove anything.
    assert!(truncations > 100, "{truncations} truncations");
    assert!(from_replicas > 1_000, "{from_replicas} answers of followers");
}
