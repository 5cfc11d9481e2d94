//! Where a consumer of partitions is in each of them, and which brokers are to be asked for what.
//! A position moves when data arrives, not when the user takes it, so the next request can go out
//! while the last answer is still being read.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use ottla_core::{
    model::Uuid,
    protocol::messages::{
        FetchRequest,
        fetch_request::{FetchPartition, FetchTopic},
    },
};

use super::metadata::ClusterImage;
use crate::options::{PartitionConsumerOptions, StartOffset};

/// Answers of one partition that wait for the user, before it is asked for no more.
const CHUNKS_MAX: usize = 2;

/// From this version on topics are named by their id.
pub(crate) const TOPIC_IDS_SINCE: i16 = 13;

/// A partition by name.
pub(crate) type Key = (ByteString, i32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nobody has said yet.
    Open,
    /// Still to be asked for.
    Wanted(StartOffset),
    /// The next offset to fetch.
    At(i64),
}

#[derive(Debug)]
struct Position {
    place: Place,
    /// Answers that wait for the user.
    chunks: usize,
    reading: Reading,
}

/// Whether the user wants records of a partition now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    On,
    Paused,
}

/// All partitions of a consumer.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    partitions: BTreeMap<Key, Position>,
    /// Brokers that have a request to answer.
    busy: BTreeSet<i32>,
    turn: usize,
}

/// A request to one broker.
#[derive(Debug)]
pub(crate) struct Fetch {
    pub(crate) node: i32,
    pub(crate) request: FetchRequest,
    /// Names of the topics by id.
    pub(crate) topics: BTreeMap<Uuid, ByteString>,
    /// What was asked for, to know answers that come too late.
    pub(crate) offsets: BTreeMap<Key, i64>,
}

impl Positions {
    /// Reads a partition from `start` on; forgets where it was.
    pub(crate) fn set(&mut self, key: Key, start: StartOffset) {
        let place = match start {
            StartOffset::Offset(offset) => Place::At(offset),
            StartOffset::Beginning | StartOffset::End | StartOffset::Timestamp(_) => {
                Place::Wanted(start)
            }
        };
        // A seek does not end a pause.
        let reading = self.partitions.get(&key).map_or(Reading::On, |position| position.reading);
        self.partitions.insert(key, Position { place, chunks: 0, reading });
    }

    /// Pauses or goes on; `false` if the partition is not read at all.
    pub(crate) fn set_reading(&mut self, key: &Key, reading: Reading) -> bool {
        let position = self.partitions.get_mut(key);
        position.map(|position| position.reading = reading).is_some()
    }

    pub(crate) fn is_paused(&self, key: &Key) -> bool {
        self.partitions.get(key).is_some_and(|position| position.reading == Reading::Paused)
    }

    pub(crate) fn paused(&self) -> impl Iterator<Item = &Key> {
        let paused = |(_, position): &(&Key, &Position)| position.reading == Reading::Paused;
        self.partitions.iter().filter(paused).map(|(key, _)| key)
    }

    /// Reads a partition once it is said from where on.
    pub(crate) fn add(&mut self, key: Key) {
        let position = Position { place: Place::Open, chunks: 0, reading: Reading::On };
        self.partitions.insert(key, position);
    }

    /// Partitions of which nobody has said from where on to read.
    pub(crate) fn open(&self) -> Vec<Key> {
        let open = |(_, position): &(&Key, &Position)| position.place == Place::Open;
        self.partitions.iter().filter(open).map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.partitions.contains_key(key)
    }

    pub(crate) fn remove(&mut self, key: &Key) {
        self.partitions.remove(key);
    }

    /// Whether there is no partition that could bring a record.
    pub(crate) fn is_idle(&self) -> bool {
        self.partitions.values().all(|position| position.reading == Reading::Paused)
    }

    /// The next offset that will be fetched, if it is known.
    pub(crate) fn offset(&self, key: &Key) -> Option<i64> {
        match self.partitions.get(key)?.place {
            Place::At(offset) => Some(offset),
            Place::Open | Place::Wanted(_) => None,
        }
    }

    /// Partitions whose first offset has to be asked for.
    pub(crate) fn wanted(&self) -> Vec<(Key, StartOffset)> {
        let wanted = |(key, position): (&Key, &Position)| match position.place {
            Place::Wanted(start) => Some((key.clone(), start)),
            Place::Open | Place::At(_) => None,
        };
        self.partitions.iter().filter_map(wanted).collect()
    }

    pub(crate) fn found(&mut self, key: &Key, offset: i64) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.place = Place::At(offset);
        }
    }

    /// Moves on after an answer; `false` if the user has meanwhile gone elsewhere.
    pub(crate) fn advance(&mut self, key: &Key, asked: i64, next: i64) -> bool {
        match self.partitions.get_mut(key) {
            Some(position) if position.place == Place::At(asked) => {
                position.place = Place::At(next);
                position.chunks += 1;
                true
            }
            Some(_) | None => false,
        }
    }

    pub(crate) fn chunk_taken(&mut self, key: &Key) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.chunks = position.chunks.saturating_sub(1);
        }
    }

    /// The requests to send now, one to each broker that has none to answer.
    pub(crate) fn fetches(
        &mut self,
        image: &ClusterImage,
        options: &PartitionConsumerOptions,
    ) -> Vec<Fetch> {
        let mut wanted: BTreeMap<i32, Vec<(&Key, i64)>> = BTreeMap::new();
        for (key, position) in &self.partitions {
            let Place::At(offset) = position.place else { continue };
            let Some(node) = image.leader(&key.0, key.1) else { continue };
            let has_room = position.chunks < CHUNKS_MAX && position.reading == Reading::On;
            if has_room && !self.busy.contains(&node) {
                wanted.entry(node).or_default().push((key, offset));
            }
        }
        self.turn = self.turn.wrapping_add(1);
        let turn = self.turn;
        let fetches = wanted.into_iter().map(|(node, mut partitions)| {
            // A broker fills its answer in the order of the request, so everyone comes first once.
            let count = partitions.len();
            partitions.rotate_left(turn % count);
            fetch(node, &partitions, image, options)
        });
        let fetches: Vec<Fetch> = fetches.collect();
        self.busy.extend(fetches.iter().map(|fetch| fetch.node));
        fetches
    }

    pub(crate) fn answered(&mut self, node: i32) {
        self.busy.remove(&node);
    }

    /// Whether some partition has no leader that could be asked.
    pub(crate) fn lacks_leader(&self, image: &ClusterImage) -> bool {
        self.partitions.keys().any(|(topic, partition)| image.leader(topic, *partition).is_none())
    }
}

fn fetch(
    node: i32,
    partitions: &[(&Key, i64)],
    image: &ClusterImage,
    options: &PartitionConsumerOptions,
) -> Fetch {
    let mut topics: Vec<FetchTopic> = Vec::new();
    let mut names = BTreeMap::new();
    let mut offsets = BTreeMap::new();
    for (key, offset) in partitions {
        let (name, partition) = key;
        offsets.insert((*key).clone(), *offset);
        let asked = FetchPartition {
            partition: *partition,
            current_leader_epoch: image.leader_epoch(name, *partition),
            fetch_offset: *offset,
            partition_max_bytes: options.partition_bytes_max,
            ..Default::default()
        };
        match topics.iter_mut().find(|topic| topic.topic == *name) {
            Some(topic) => topic.partitions.push(asked),
            None => {
                let topic_id = image.topics.get(name).map_or(Uuid::ZERO, |topic| topic.id);
                names.insert(topic_id, name.clone());
                let topic = name.clone();
                topics.push(FetchTopic { topic, topic_id, partitions: vec![asked] });
            }
        }
    }
    let request = FetchRequest {
        max_wait_ms: i32::try_from(options.fetch_wait_max.as_millis()).unwrap_or(i32::MAX),
        min_bytes: options.fetch_bytes_min,
        max_bytes: options.fetch_bytes_max,
        isolation_level: options.isolation.code(),
        topics,
        ..Default::default()
    };
    Fetch { node, request, topics: names, offsets }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::engine::metadata::{Address, PartitionMetadata, TopicMetadata};

    fn image() -> ClusterImage {
        let led_by = |leader| PartitionMetadata {
            leader: Some(leader),
            leader_epoch: 3,
            replicas: Vec::new(),
        };
        let topic =
            TopicMetadata { id: Uuid([1; 16]), partitions: vec![led_by(1), led_by(2), led_by(1)] };
        let broker = |id| (id, Address { host: "h".into(), port: 1 });
        ClusterImage {
            brokers: [broker(1), broker(2)].into(),
            topics: [("orders".into(), Arc::new(topic))].into(),
            ..Default::default()
        }
    }

    #[test]
    fn each_broker_has_one_request_to_answer() {
        let mut positions = Positions::default();
        for partition in 0..3 {
            positions.set(("orders".into(), partition), StartOffset::Offset(7));
        }
        let options = PartitionConsumerOptions::default();
        let fetches = positions.fetches(&image(), &options);
        let partitions: Vec<usize> =
            fetches.iter().map(|fetch| fetch.request.topics[0].partitions.len()).collect();
        assert_eq!(partitions, [2, 1]);
        assert!(positions.fetches(&image(), &options).is_empty());
        positions.answered(2);
        assert_eq!(positions.fetches(&image(), &options).len(), 1);
    }

    #[test]
    fn a_partition_is_read_ahead_only_so_far() {
        let mut positions = Positions::default();
        let key = (ByteString::from_static("orders"), 1);
        positions.set(key.clone(), StartOffset::Offset(0));
        let options = PartitionConsumerOptions::default();
        for expected in [1, 1, 0] {
            assert_eq!(positions.fetches(&image(), &options).len(), expected);
            positions.answered(2);
            let at = positions.offset(&key).unwrap();
            positions.advance(&key, at, at + 10);
        }
        positions.chunk_taken(&key);
        positions.chunk_taken(&key);
        assert_eq!(positions.fetches(&image(), &options).len(), 1);
    }

    #[test]
    fn answers_to_what_is_not_asked_any_more_are_ignored() {
        let mut positions = Positions::default();
        let key = (ByteString::from_static("orders"), 1);
        positions.set(key.clone(), StartOffset::Offset(0));
        positions.set(key.clone(), StartOffset::Offset(50));
        assert!(!positions.advance(&key, 0, 10));
        assert_eq!(positions.offset(&key), Some(50));
    }
}
