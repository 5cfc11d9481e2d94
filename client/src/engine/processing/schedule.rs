//! Which record is started next. Records stand in lines: of a line one is under way, the others wait.
//! Ordering by key gives each key a line, ordering by partition each partition; without an order each
//! record has its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;
use ottla_core::model::Moment;

use super::progress::Progress;
use crate::{
    engine::positions::{FetchPosition, Key},
    options::ProcessingOrder,
};

/// Names one record that was taken; no other ever gets the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(pub(crate) u64);

/// How much is under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) order: ProcessingOrder,
    /// Records whose function runs at the same time.
    pub(crate) concurrency: usize,
    /// Records that are taken and not done, before no more are taken.
    pub(crate) in_flight_max: usize,
    /// Records of a partition from the first that is not done, before no more of it are taken.
    pub(crate) ahead_max: usize,
}

/// A record that was read; what it is matters only to whoever processes it.
#[derive(Clone, Debug)]
pub(crate) struct Arrived<R> {
    pub(crate) offset: i64,
    pub(crate) key: Option<Bytes>,
    pub(crate) record: R,
    /// Where to go on after it.
    pub(crate) after: FetchPosition,
    /// When it may be started, where that is not at once.
    pub(crate) due: Option<Moment>,
}

/// A record whose function is to be called.
#[derive(Clone, Debug)]
pub(crate) struct Job<R> {
    pub(crate) ticket: Ticket,
    pub(crate) record: R,
    /// Calls that have failed.
    pub(crate) failures: u32,
    key: Key,
    offset: i64,
    line: Line,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    OfKey(Key, Bytes),
    OfPartition(Key),
    Alone(Ticket),
}

/// What is known of a partition.
#[derive(Debug)]
struct Partition<R> {
    progress: Progress,
    /// What is not due, with what came after it: at most one batch, as no more is read then.
    delayed: VecDeque<Arrived<R>>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Held,
    /// Nothing of it is started any more.
    Withdrawn,
}

#[derive(Debug)]
pub(crate) struct Schedule<R> {
    limits: Limits,
    partitions: BTreeMap<Key, Partition<R>>,
    /// Lines with a record that is under way or waits: those that wait.
    lines: BTreeMap<Line, VecDeque<Job<R>>>,
    /// Lines of which none is under way.
    ready: VecDeque<Line>,
    running: BTreeMap<Ticket, Job<R>>,
    /// Records that have failed and are started again.
    sleeping: BTreeMap<(Moment, Ticket), Job<R>>,
    /// When the first delayed record of a partition is due.
    delays: BTreeSet<(Moment, Key)>,
    /// Partitions that are not to be read now.
    paused: BTreeSet<Key>,
    in_flight: usize,
    next_ticket: u64,
}

impl<R> Default for Partition<R> {
    fn default() -> Self {
        Self { progress: Progress::default(), delayed: VecDeque::new(), state: State::Held }
    }
}

impl<R: Clone> Schedule<R> {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            partitions: BTreeMap::new(),
            lines: BTreeMap::new(),
            ready: VecDeque::new(),
            running: BTreeMap::new(),
            sleeping: BTreeMap::new(),
            delays: BTreeSet::new(),
            paused: BTreeSet::new(),
            in_flight: 0,
            next_ticket: 0,
        }
    }

    /// Takes a batch that was read of a partition.
    pub(crate) fn take(
        &mut self,
        now: Moment,
        key: &Key,
        batch: impl IntoIterator<Item = Arrived<R>>,
    ) {
        let mut batch = batch.into_iter().peekable();
        let Some(first) = batch.peek() else { return };
        let partition = self.partitions.entry(key.clone()).or_default();
        if partition.state == State::Withdrawn {
            return;
        }
        let delayed = partition.delayed.back().map(|last| last.offset);
        let behind = delayed.is_some_and(|last| first.offset <= last);
        if behind || partition.progress.is_behind(first.offset) {
            self.withdraw([key]);
            // What runs of it goes on in its line, and its outcome counts for nothing.
            self.partitions.insert(key.clone(), Partition::default());
        }
        for arrived in batch {
            let partition = self.partitions.entry(key.clone()).or_default();
            if partition.delayed.is_empty() && arrived.due.is_none_or(|due| due <= now) {
                self.admit(key, arrived);
                continue;
            }
            if partition.delayed.is_empty() {
                self.delays.extend(arrived.due.map(|due| (due, key.clone())));
            }
            partition.delayed.push_back(arrived);
        }
        self.pace(key);
    }

    /// The next record to start, if one may be.
    pub(crate) fn start(&mut self, now: Moment) -> Option<Job<R>> {
        self.release(now);
        if self.running.len() >= self.limits.concurrency {
            return None;
        }
        let job = match self.sleeping.first_entry() {
            Some(entry) if entry.key().0 <= now => entry.remove(),
            Some(_) | None => self.next_ready()?,
        };
        self.running.insert(job.ticket, job.clone());
        Some(job)
    }

    fn next_ready(&mut self) -> Option<Job<R>> {
        while let Some(line) = self.ready.pop_front() {
            if let Some(job) = self.lines.get_mut(&line).and_then(VecDeque::pop_front) {
                return Some(job);
            }
            self.lines.remove(&line);
        }
        None
    }

    /// The record that runs by this ticket; `None` if its partition was given up meanwhile.
    pub(crate) fn running(&self, ticket: Ticket) -> Option<&Job<R>> {
        self.running.get(&ticket)
    }

    /// The record is done: what is to become of it has become of it.
    pub(crate) fn done(&mut self, ticket: Ticket) {
        let Some(job) = self.running.remove(&ticket) else { return };
        if let Some(partition) = self.partitions.get_mut(&job.key) {
            partition.progress.done(job.offset, ticket);
        }
        self.end(&job);
        self.pace(&job.key);
    }

    /// The record has failed, and is started again at this time.
    pub(crate) fn again(&mut self, ticket: Ticket, at: Moment) {
        let Some(mut job) = self.running.remove(&ticket) else { return };
        job.failures += 1;
        if self.is_held(&job.key) {
            self.sleeping.insert((at, ticket), job);
        } else {
            // Whoever has the partition next gets it again.
            self.end(&job);
        }
    }

    /// Whether more may be read at all.
    pub(crate) fn has_room(&self) -> bool {
        self.in_flight < self.limits.in_flight_max
    }

    /// Partitions that are not to be read now: their next record is not due, or one keeps too many from being
    /// committed.
    pub(crate) fn paused(&self) -> &BTreeSet<Key> {
        &self.paused
    }

    /// When `start` may have something new without anything having happened.
    pub(crate) fn next_timeout(&self) -> Option<Moment> {
        let delayed = self.delays.first().map(|(due, _)| *due);
        // A free place is needed to start again what has failed, and not to release what is delayed.
        let failed = match self.running.len() < self.limits.concurrency {
            true => self.sleeping.first_key_value().map(|((at, _), _)| *at),
            false => None,
        };
        delayed.into_iter().chain(failed).min()
    }

    /// The reader is at this position of the partition, and all before it was taken.
    pub(crate) fn read_until(&mut self, key: &Key, position: FetchPosition) {
        if let Some(partition) = self.partitions.get_mut(key).filter(|one| one.delayed.is_empty()) {
            partition.progress.read_until(position);
        }
    }

    /// What the group does not have yet.
    pub(crate) fn uncommitted(&self) -> BTreeMap<Key, FetchPosition> {
        let position = |(key, partition): (&Key, &Partition<R>)| {
            partition.progress.uncommitted().map(|position| (key.clone(), position))
        };
        self.partitions.iter().filter_map(position).collect()
    }

    /// The group has these offsets.
    pub(crate) fn committed(&mut self, positions: &BTreeMap<Key, FetchPosition>) {
        for (key, position) in positions {
            if let Some(partition) = self.partitions.get_mut(key) {
                partition.progress.committed(position.offset);
            }
        }
    }

    /// Whether nothing runs of these partitions.
    pub(crate) fn is_quiet<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> bool {
        let keys: BTreeSet<&Key> = keys.into_iter().collect();
        !self.running.values().any(|job| keys.contains(&job.key))
    }

    pub(crate) fn keys(&self) -> Vec<Key> {
        self.partitions.keys().cloned().collect()
    }

    /// Starts nothing more of these partitions; what runs goes on.
    pub(crate) fn withdraw<'a>(&mut self, keys: impl IntoIterator<Item = &'a Key>) {
        let keys: BTreeSet<&Key> = keys.into_iter().collect();
        for (key, waiting) in self.lines.values_mut().flat_map(|waiting| {
            let key = waiting.front().map(|job| job.key.clone());
            key.map(|key| (key, waiting))
        }) {
            // All of a line are of one partition.
            if keys.contains(&key) {
                self.in_flight -= waiting.len();
                waiting.clear();
            }
        }
        let gone = self.sleeping.extract_if(.., |_, job| keys.contains(&job.key));
        for job in gone.map(|(_, job)| job).collect::<Vec<_>>() {
            self.end(&job);
        }
        let ready = std::mem::take(&mut self.ready);
        for line in ready {
            match self.lines.get(&line).is_some_and(|waiting| !waiting.is_empty()) {
                true => self.ready.push_back(line),
                false => drop(self.lines.remove(&line)),
            }
        }
        self.delays.retain(|(_, key)| !keys.contains(key));
        for key in keys {
            if let Some(partition) = self.partitions.get_mut(key) {
                partition.state = State::Withdrawn;
            }
        }
    }

    /// Knows nothing more of these partitions. What still runs of them is to be broken off; it counts for
    /// nothing.
    pub(crate) fn forget<'a>(&mut self, keys: impl IntoIterator<Item = &'a Key>) -> Vec<Ticket> {
        let keys: BTreeSet<&Key> = keys.into_iter().collect();
        self.withdraw(keys.iter().copied());
        let mut broken_off = Vec::new();
        for (ticket, job) in self.running.extract_if(.., |_, job| keys.contains(&job.key)) {
            self.lines.remove(&job.line);
            self.in_flight -= 1;
            broken_off.push(ticket);
        }
        for key in keys {
            self.partitions.remove(key);
            self.paused.remove(key);
        }
        broken_off
    }

    /// Where the consumer has to go back to, so that what was taken and is not done is read again.
    pub(crate) fn unfinished(&self) -> BTreeMap<Key, i64> {
        let offset = |(key, partition): (&Key, &Partition<R>)| {
            let delayed = || partition.delayed.front().map(|first| first.offset);
            Some((key.clone(), partition.progress.first_open().or_else(delayed)?))
        };
        self.partitions.iter().filter_map(offset).collect()
    }

    /// Takes in what is due by now.
    fn release(&mut self, now: Moment) {
        while let Some((due, _)) = self.delays.first()
            && *due <= now
            && let Some((_, key)) = self.delays.pop_first()
        {
            while let Some(partition) = self.partitions.get_mut(&key)
                && let Some(first) = partition.delayed.front()
            {
                if let Some(due) = first.due.filter(|due| *due > now) {
                    self.delays.insert((due, key.clone()));
                    break;
                }
                if let Some(first) = partition.delayed.pop_front() {
                    self.admit(&key, first);
                }
            }
            self.pace(&key);
        }
    }

    fn admit(&mut self, key: &Key, arrived: Arrived<R>) {
        let Arrived { offset, key: name, record, after, due: _ } = arrived;
        let ticket = Ticket(self.next_ticket);
        self.next_ticket += 1;
        self.in_flight += 1;
        let partition = self.partitions.entry(key.clone()).or_default();
        partition.progress.take(offset, ticket, after);
        let line = match (self.limits.order, name) {
            (ProcessingOrder::ByPartition, _) => Line::OfPartition(key.clone()),
            (ProcessingOrder::ByKey, Some(bytes)) => Line::OfKey(key.clone(), bytes),
            (ProcessingOrder::ByKey, None) | (ProcessingOrder::Unordered, _) => Line::Alone(ticket),
        };
        let job = Job { ticket, record, failures: 0, key: key.clone(), offset, line: line.clone() };
        match self.lines.get_mut(&line) {
            Some(waiting) => waiting.push_back(job),
            None => {
                self.lines.insert(line.clone(), VecDeque::from([job]));
                self.ready.push_back(line);
            }
        }
    }

    /// The next one of the record's line may start.
    fn end(&mut self, job: &Job<R>) {
        self.in_flight -= 1;
        match self.lines.get(&job.line) {
            Some(waiting) if waiting.is_empty() => drop(self.lines.remove(&job.line)),
            Some(_) => self.ready.push_back(job.line.clone()),
            None => {}
        }
    }

    fn is_held(&self, key: &Key) -> bool {
        self.partitions.get(key).is_some_and(|partition| partition.state == State::Held)
    }

    /// Decides whether more of a partition is read.
    fn pace(&mut self, key: &Key) {
        let Some(partition) = self.partitions.get(key) else { return };
        let ahead = partition.progress.len() >= self.limits.ahead_max;
        if ahead || !partition.delayed.is_empty() {
            self.paused.insert(key.clone());
        } else {
            self.paused.remove(key);
        }
    }
}
