//! Random histories: records end in any order, fail, are retried; partitions move away with and without
//! time to end; the process is restarted. No record is left out, none of a key overtakes another one,
//! and nothing is committed that has something open before it.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ottla_core::model::{Moment, Rng};

use super::world::{Numbered, arrived, key};
use crate::{
    engine::processing::schedule::{Arrived, Limits, Schedule, Ticket},
    options::ProcessingOrder,
};

const PARTITIONS: i32 = 3;
const RECORDS: i64 = 40;
const BATCH_MAX: u64 = 6;

/// The world around a schedule.
struct History {
    rng: Rng,
    now: Moment,
    limits: Limits,
    schedule: Schedule<Numbered>,
    /// Partitions that the member has, with the next offset that it reads.
    reading: BTreeMap<i32, i64>,
    committed: BTreeMap<i32, i64>,
    running: BTreeMap<Ticket, (i32, i64)>,
    /// Every record that was processed to its end by somebody.
    done: BTreeSet<(i32, i64)>,
    /// What was started last of each key, since the partition was assigned.
    last_started: BTreeMap<(i32, String), i64>,
}

/// Some have no key, delays are those of a retry topic.
fn key_of(offset: i64) -> &'static str {
    ["", "a", "b", "a", "c"][usize::try_from(offset * 7 % 5).unwrap()]
}

fn line_of(order: ProcessingOrder, offset: i64) -> Option<String> {
    match order {
        ProcessingOrder::ByKey => {
            Some(key_of(offset)).filter(|key| !key.is_empty()).map(Into::into)
        }
        ProcessingOrder::ByPartition => Some("all".into()),
        ProcessingOrder::Unordered => None,
    }
}

impl History {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let orders =
            [ProcessingOrder::ByKey, ProcessingOrder::ByPartition, ProcessingOrder::Unordered];
        let limits = Limits {
            order: orders[rng.below(3) as usize],
            concurrency: 1 + rng.below(5) as usize,
            in_flight_max: 1 + rng.below(12) as usize,
            ahead_max: 1 + rng.below(12) as usize,
        };
        let mut history = Self {
            rng,
            now: Moment(Duration::from_secs(1)),
            limits,
            schedule: Schedule::new(limits),
            reading: BTreeMap::new(),
            committed: BTreeMap::new(),
            running: BTreeMap::new(),
            done: BTreeSet::new(),
            last_started: BTreeMap::new(),
        };
        (0..PARTITIONS).for_each(|partition| history.assign(partition));
        history
    }

    fn assign(&mut self, partition: i32) {
        let offset = self.committed.get(&partition).copied().unwrap_or(0);
        self.reading.insert(partition, offset);
        self.last_started.retain(|(of, _), _| *of != partition);
    }

    fn step(&mut self) {
        match self.rng.below(100) {
            0..30 => self.read(),
            30..55 => self.start(),
            55..80 => self.end_one(),
            80..88 => self.now = self.now + Duration::from_millis(self.rng.below(300)),
            88..95 => self.commit(),
            95..97 => self.move_away(),
            97..99 => self.go_back(),
            _ => self.restart(),
        }
        self.check();
    }

    fn read(&mut self) {
        let partition = self.rng.below(PARTITIONS as u64) as i32;
        if !self.reading.contains_key(&partition) {
            self.assign(partition);
        } else if self.schedule.has_room() && !self.schedule.paused().contains(&key(partition)) {
            self.take(partition);
        }
    }

    fn take(&mut self, partition: i32) {
        let Some(next) = self.reading.get_mut(&partition) else { return };
        let until = RECORDS.min(*next + 1 + self.rng.below(BATCH_MAX) as i64);
        // Partition 0 is one of a retry topic.
        let due = |offset: i64| Some(Moment(Duration::from_millis(1_000 + 50 * offset as u64)));
        let batch = (*next..until).map(|offset| Arrived {
            due: due(offset).filter(|_| partition == 0),
            ..arrived(partition, offset, key_of(offset))
        });
        self.schedule.take(self.now, &key(partition), batch);
        *next = until;
    }

    fn start(&mut self) {
        let Some(job) = self.schedule.start(self.now) else { return };
        let (partition, offset) = (job.record.partition, job.record.offset);
        if let Some(line) = line_of(self.limits.order, offset) {
            let busy = self.running.values().any(|(other, at)| {
                *other == partition && line_of(self.limits.order, *at).as_ref() == Some(&line)
            });
            assert!(!busy, "two of a line run at once: {partition}@{offset}");
            let before = self.last_started.insert((partition, line), offset);
            assert!(before.is_none_or(|before| before <= offset), "{partition}@{offset} overtaken");
        }
        if partition == 0 {
            let due = Duration::from_millis(1_000 + 50 * offset as u64);
            assert!(self.now.0 >= due, "{offset} was started before it was due");
        }
        self.running.insert(job.ticket, (partition, offset));
    }

    fn end_one(&mut self) {
        let index = self.rng.below(self.running.len().max(1) as u64) as usize;
        let Some(ticket) = self.running.keys().nth(index).copied() else { return };
        let record = self.running.remove(&ticket).unwrap();
        if self.rng.below(4) == 0 {
            let delay = Duration::from_millis(self.rng.below(200));
            self.schedule.again(ticket, self.now + delay);
        } else {
            self.done.insert(record);
            self.schedule.done(ticket);
        }
    }

    fn commit(&mut self) {
        let positions = self.schedule.uncommitted();
        for (key, position) in &positions {
            let before = self.committed.insert(key.1, position.offset);
            assert!(before.is_none_or(|before| before < position.offset), "a commit goes back");
        }
        self.schedule.committed(&positions);
    }

    /// A partition is taken away; what runs may end, or is broken off.
    fn move_away(&mut self) {
        let partition = self.rng.below(PARTITIONS as u64) as i32;
        self.schedule.withdraw([&key(partition)]);
        while !self.schedule.is_quiet([&key(partition)]) && self.rng.below(3) > 0 {
            self.end_one();
        }
        self.commit();
        for ticket in self.schedule.forget([&key(partition)]) {
            self.running.remove(&ticket).expect("only what runs is broken off");
        }
        assert!(self.running.values().all(|(of, _)| *of != partition));
        self.reading.remove(&partition);
    }

    /// The consumer reads a partition from its last commit on, for instance as the log was truncated.
    fn go_back(&mut self) {
        let partition = self.rng.below(PARTITIONS as u64) as i32;
        if self.reading.contains_key(&partition)
            && self.running.values().all(|(of, _)| *of != partition)
        {
            self.commit();
            self.assign(partition);
            self.take(partition);
        }
    }

    /// A crash: all but the commits is lost.
    fn restart(&mut self) {
        self.schedule = Schedule::new(self.limits);
        self.running.clear();
        (0..PARTITIONS).for_each(|partition| self.assign(partition));
    }

    fn check(&self) {
        assert!(self.running.len() <= self.limits.concurrency);
        for (partition, offset) in &self.committed {
            let lacking = (0..*offset).find(|at| !self.done.contains(&(*partition, *at)));
            assert_eq!(lacking, None, "committed {partition}@{offset}");
        }
        for (key, offset) in self.schedule.unfinished() {
            assert!(offset >= self.committed.get(&key.1).copied().unwrap_or(0));
        }
    }

    /// Without more trouble everything comes to an end.
    fn settle(&mut self) {
        (0..PARTITIONS).for_each(|partition| {
            if !self.reading.contains_key(&partition) {
                self.assign(partition);
            }
        });
        for _ in 0..20_000 {
            match self.rng.below(6) {
                0 => self.read(),
                1 | 2 => self.start(),
                3 | 4 => self.end_one(),
                _ => {
                    let idle = self.running.is_empty() && self.rng.below(2) == 0;
                    if let (true, Some(at)) = (idle, self.schedule.next_timeout()) {
                        self.now = self.now.max(at);
                    }
                    self.commit();
                }
            }
            self.check();
            if self.committed.len() == PARTITIONS as usize
                && self.committed.values().all(|offset| *offset == RECORDS)
            {
                return;
            }
        }
        panic!("stuck: {:?} {:?}", self.committed, self.schedule);
    }
}

#[test]
fn no_record_is_left_out_and_no_key_loses_its_order_whatever_happens() {
    let seeds = std::env::var("OTTLA_SEEDS").ok().and_then(|seeds| {
        let (first, last) = seeds.split_once("..")?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    for seed in seeds.unwrap_or(0..300) {
        let mut history = History::new(seed);
        for _ in 0..600 {
            history.step();
        }
        history.settle();
        assert_eq!(history.done.len(), (PARTITIONS as i64 * RECORDS) as usize, "seed {seed}");
    }
}
