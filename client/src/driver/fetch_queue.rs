//! What a consumer's user and its fetching task share: what is asked for, and what has arrived and
//! waits to be taken.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
};

use bytestring::ByteString;
use ottla_core::model::Moment;
use parking_lot::Mutex;
use tokio::sync::Notify;

use super::{chunk::Chunk, clock, cluster::Cluster, nodes::Nodes, users::TopicUser};
use crate::{
    engine::{
        fetching::{Fetching, Metadata, Taken, Told},
        positions::{FetchPosition, Key, Pacing, Place, Reading},
        truncation::Reset,
    },
    options::{PartitionConsumerOptions, StartOffset},
};

/// What the user's side and the task share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) cluster: Arc<Cluster>,
    pub(super) options: PartitionConsumerOptions,
    /// Fetches wait at the broker, so they have connections of their own.
    pub(super) nodes: Nodes,
    pub(super) state: Mutex<State>,
    /// Has the task look again at what is to be done.
    pub(super) wake: Notify,
    /// Has the user's side look again at the queue.
    pub(super) arrived: Notify,
    /// Where the next batch begins of what is being handed out; -1 if nothing is.
    pub(super) handing_out_at: AtomicI64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) fetching: Fetching,
    queue: VecDeque<Item>,
    /// The partition whose records were taken last.
    current: Option<Key>,
    /// Bytes in the queue that the user can take.
    queued_bytes: usize,
    queue_bytes_max: usize,
    pub(super) hunger: Hunger,
    pub(super) news: News,
    pub(super) metadata: Metadata,
    pub(super) life: Life,
}

/// Whether the task has stopped asking for want of room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hunger {
    Asking,
    Full,
}

/// Whether the task has to tell the user that something has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Told,
    Untold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
    Running,
    Closing,
}

/// Something for the user, in the order in which it came.
#[derive(Debug)]
pub(super) enum Item {
    Records(Chunk),
    Told(Told),
}

impl Item {
    fn is_of(&self, key: &Key) -> bool {
        match self {
            Self::Records(chunk) => chunk.key == *key,
            Self::Told((of, _)) => of.as_ref() == Some(key),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Records(chunk) => chunk.size,
            Self::Told(_) => 0,
        }
    }
}

impl TopicUser for Shared {
    fn add_topics(&self, topics: &mut BTreeSet<ByteString>) {
        topics.extend(self.state.lock().fetching.positions.keys().map(|key| key.0.clone()));
    }
}

impl Shared {
    pub(super) fn new(cluster: Arc<Cluster>, options: PartitionConsumerOptions) -> Self {
        let pacing = Pacing {
            backoff: cluster.backoff(),
            patience: cluster.options.api_timeout,
            rng: cluster.split_rng("fetch"),
        };
        let fetching = Fetching::new(pacing, cluster.options.metadata_age_max);
        let queue_bytes_max = usize::try_from(options.fetch_queue_bytes_max).unwrap_or(0);
        let state = State::new(fetching, queue_bytes_max);
        Self {
            cluster,
            options,
            nodes: Nodes::default(),
            state: Mutex::new(state),
            wake: Notify::new(),
            arrived: Notify::new(),
            handing_out_at: AtomicI64::new(-1),
        }
    }

    /// The offset that is handed out next of a partition.
    pub(super) fn handing_out(&self, state: &State, key: &Key) -> Option<i64> {
        if state.current.as_ref() == Some(key) {
            let at = self.handing_out_at.load(Relaxed);
            if at >= 0 {
                return Some(at);
            }
        }
        let position = state.queued(key).or_else(|| state.fetching.positions.at(key));
        position.map(|position| position.offset)
    }

    pub(super) fn reset(&self) -> Reset {
        Reset::of(self.options.auto_offset_reset, since)
    }
}

impl State {
    fn new(fetching: Fetching, queue_bytes_max: usize) -> Self {
        Self {
            fetching,
            queue: VecDeque::new(),
            current: None,
            queued_bytes: 0,
            queue_bytes_max,
            hunger: Hunger::Asking,
            news: News::Told,
            metadata: Metadata::Fine,
            life: Life::Running,
        }
    }

    /// Bytes that may be asked for.
    pub(super) fn room(&self) -> usize {
        self.queue_bytes_max.saturating_sub(self.queued_bytes)
    }

    pub(super) fn push(&mut self, item: Item) {
        let is_of_all = |item: &Item| matches!(item, Item::Told((None, _)));
        // Of errors that are about no partition one is enough.
        if is_of_all(&item) && self.queue.iter().any(is_of_all) {
            return;
        }
        if !self.is_paused(&item) {
            self.queued_bytes += item.size();
        }
        self.queue.push_back(item);
    }

    /// Takes what came first and may be handed out; the second is whether the task wants to know.
    pub(super) fn pop(&mut self) -> (Option<Item>, Hunger) {
        let next = (0..self.queue.len()).find(|index| !self.is_paused(&self.queue[*index]));
        let Some(item) = next.and_then(|index| self.queue.remove(index)) else {
            return (None, Hunger::Full);
        };
        self.queued_bytes -= item.size();
        if let Item::Records(chunk) = &item {
            self.current = Some(chunk.key.clone());
        }
        if let Item::Told((Some(key), _)) = &item {
            self.fetching.positions.heard(key);
            return (Some(item), Hunger::Asking);
        }
        // Not for every few bytes: what is asked for then is small, too.
        let hungry = self.hunger == Hunger::Full && self.queued_bytes <= self.queue_bytes_max / 2;
        if hungry {
            self.hunger = Hunger::Asking;
        }
        (Some(item), if hungry { Hunger::Asking } else { Hunger::Full })
    }

    /// Gives back what is not to be handed out now.
    pub(super) fn give_back(&mut self, chunk: Chunk) {
        let item = Item::Records(chunk);
        if !self.is_paused(&item) {
            self.queued_bytes += item.size();
        }
        self.queue.push_front(item);
    }

    fn is_paused(&self, item: &Item) -> bool {
        match item {
            Item::Records(chunk) => self.fetching.positions.is_paused(&chunk.key),
            Item::Told(_) => false,
        }
    }

    /// Where the first thing in the queue begins that is of this partition.
    pub(super) fn queued(&self, key: &Key) -> Option<FetchPosition> {
        self.queue.iter().find_map(|item| match item {
            Item::Records(chunk) if chunk.key == *key => Some(chunk.position),
            Item::Records(_) | Item::Told(_) => None,
        })
    }

    /// Forgets what has arrived of a partition.
    pub(super) fn purge(&mut self, key: &Key) {
        let paused = self.fetching.positions.is_paused(key);
        let queued_bytes = &mut self.queued_bytes;
        self.queue.retain(|item| {
            let goes = item.is_of(key);
            if goes && !paused {
                *queued_bytes -= item.size();
            }
            !goes
        });
    }

    /// Pauses or goes on.
    pub(super) fn set_reading(&mut self, key: &Key, reading: Reading) {
        let before = self.fetching.positions.is_paused(key);
        self.fetching.positions.set_reading(key, reading);
        let after = self.fetching.positions.is_paused(key);
        let of_key = self.queue.iter().filter(|item| item.is_of(key));
        let bytes: usize = of_key.map(Item::size).sum();
        match (before, after) {
            (false, true) => {
                self.queued_bytes -= bytes;
                self.bound_paused(key);
            }
            (true, false) => self.queued_bytes += bytes,
            (false, false) | (true, true) => {}
        }
    }

    /// What is paused may wait for long: where it is more than may be in the queue, this partition is
    /// fetched again later.
    fn bound_paused(&mut self, key: &Key) {
        let paused = self.queue.iter().filter(|item| self.is_paused(item));
        let bytes: usize = paused.map(Item::size).sum();
        if bytes <= self.queue_bytes_max {
            return;
        }
        if let Some(queued) = self.queued(key) {
            self.fetching.positions.move_to(key, Place::At(queued), -1);
        }
        self.purge(key);
    }

    /// Takes in what an answer brought; how many bytes of it are for the user, if anything is.
    pub(super) fn take(&mut self, mut taken: Taken, shared: &Shared, now: Moment) -> Option<usize> {
        let (before, mut bytes) = (self.queue.len(), 0);
        for (key, asked, data) in std::mem::take(&mut taken.records) {
            match Chunk::of_answer(key.clone(), asked, data, shared.options.isolation) {
                Ok(Some((chunk, next))) => {
                    if self.fetching.positions.advance(&key, asked, next) {
                        bytes += chunk.size;
                        self.push(Item::Records(chunk));
                    }
                }
                Ok(None) => {}
                Err(error) => {
                    let error = error.with("offset", asked.offset);
                    self.fetching.failed(key, now, error, &mut taken);
                }
            }
        }
        for (key, position) in taken.truncated {
            tracing::info!(
                topic = %key.0,
                partition = key.1,
                offset = position.offset,
                "the log was truncated below the position: reading goes on where the epoch ends"
            );
            // What was not handed out is read again: it may be other records by now.
            if let Some(queued) = self.queued(&key).filter(|at| at.offset < position.offset) {
                self.fetching.positions.move_to(&key, Place::At(queued), -1);
            }
            self.purge(&key);
        }
        for told in taken.told {
            self.push(Item::Told(told));
        }
        if taken.metadata == Metadata::Stale {
            self.metadata = Metadata::Stale;
        }
        (self.queue.len() > before).then_some(bytes)
    }
}

/// The first record that is younger than `age`.
pub(crate) fn since(age: std::time::Duration) -> StartOffset {
    let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
    StartOffset::Timestamp(clock::wall().0.saturating_sub(age).max(0))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, time::Duration};

    use ottla_core::model::Rng;

    use super::*;
    use crate::engine::backoff::Backoff;

    const MOST: usize = 1_000;

    fn state(partitions: i32) -> State {
        let backoff = Backoff { first: Duration::ZERO, max: Duration::ZERO };
        let pacing = Pacing { backoff, patience: Duration::ZERO, rng: Rng::from_seed(1) };
        let mut state = State::new(Fetching::new(pacing, Duration::from_secs(1)), MOST);
        for partition in 0..partitions {
            state.fetching.positions.set(key(partition), StartOffset::Offset(0));
        }
        state
    }

    fn key(partition: i32) -> Key {
        ("t".into(), partition)
    }

    /// An answer with so many records of ten bytes arrives.
    fn arrive(state: &mut State, key: &Key, records: i64) {
        let asked = state.fetching.positions.at(key).unwrap();
        let next = FetchPosition::from(asked.offset + records);
        assert!(state.fetching.positions.advance(key, asked, next));
        state.push(Item::Records(Chunk::of_size(key.clone(), asked, records as usize * 10)));
    }

    #[test]
    fn what_waits_is_counted_and_handed_out_in_order_whatever_is_paused() {
        for seed in 0..100 {
            let mut rng = Rng::from_seed(seed);
            let mut state = state(4);
            let mut next: BTreeMap<Key, i64> = (0..4).map(|p| (key(p), 0)).collect();
            let mut taken = 0;
            for _ in 0..500 {
                let key = key(rng.below(4) as i32);
                let paused = state.fetching.positions.is_paused(&key);
                match rng.below(8) {
                    0 => state.set_reading(&key, Reading::Paused),
                    1 | 2 => state.set_reading(&key, Reading::On),
                    3 if !paused => {
                        state.purge(&key);
                        let to = rng.below(100) as i64;
                        state.fetching.positions.set(key.clone(), StartOffset::Offset(to));
                        next.insert(key.clone(), to);
                    }
                    4 | 5 if !paused && state.room() > 0 => {
                        let records = 1 + rng.below(20) as i64;
                        arrive(&mut state, &key, records);
                    }
                    _ => {
                        if let (Some(Item::Records(chunk)), _) = state.pop() {
                            let expected = next.get_mut(&chunk.key).unwrap();
                            assert_eq!(chunk.position.offset, *expected, "seed {seed}");
                            assert!(!state.fetching.positions.is_paused(&chunk.key));
                            *expected += chunk.size as i64 / 10;
                            taken += 1;
                        }
                    }
                }
                let free = state.queue.iter().filter(|item| !state.is_paused(item));
                assert_eq!(free.map(Item::size).sum::<usize>(), state.queued_bytes);
                // One answer may come on top, and as much may be paused.
                let all: usize = state.queue.iter().map(Item::size).sum();
                assert!(all <= 2 * MOST + 200, "seed {seed}: {all} bytes");
                // What was dropped is fetched again from where it began.
                for (key, next) in &next {
                    let at = state.queued(key).or_else(|| state.fetching.positions.at(key));
                    assert_eq!(at.unwrap().offset, *next, "seed {seed}");
                }
            }
            assert!(taken > 20, "seed {seed}: {taken}");
        }
    }

    #[test]
    fn of_what_is_paused_no_more_than_the_room_is_kept_and_the_rest_fetched_again() {
        let mut state = state(4);
        for partition in 0..4 {
            arrive(&mut state, &key(partition), 60);
            state.set_reading(&key(partition), Reading::Paused);
        }
        assert_eq!((state.queue.len(), state.room()), (1, MOST));
        let at = |partition| state.fetching.positions.at(&key(partition)).unwrap().offset;
        assert_eq!([at(0), at(1), at(2), at(3)], [60, 0, 0, 0]);
    }

    #[test]
    fn the_task_is_woken_when_half_of_the_room_is_free() {
        let mut state = state(1);
        for _ in 0..10 {
            arrive(&mut state, &key(0), 10);
        }
        assert_eq!(state.room(), 0);
        state.hunger = Hunger::Full;
        let woken: Vec<bool> = (0..10).map(|_| state.pop().1 == Hunger::Asking).collect();
        assert_eq!(woken.iter().position(|woken| *woken), Some(4));
        assert_eq!(woken.iter().filter(|woken| **woken).count(), 1);
    }

    #[test]
    fn of_errors_about_no_partition_one_waits_at_a_time() {
        let mut state = state(1);
        let error = || crate::Error::new(crate::ErrorKind::Unreachable, "fetch", "no broker");
        state.push(Item::Told((None, error())));
        state.push(Item::Told((None, error())));
        state.push(Item::Told((Some(key(0)), error())));
        assert_eq!(state.queue.len(), 2);
    }
}
