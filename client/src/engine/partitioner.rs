//! Which partition a record goes to that names none: the one of its key, or one that is kept for a whole batch
//! and then changed, so that batches fill (KIP-794), or as another partitioner says.

use std::{collections::BTreeSet, time::Duration};

use ottla_core::model::{Moment, Rng};

use super::{metadata::TopicMetadata, murmur2::murmur2, partition_queue::PartitionQueue};
use crate::{
    options::{Partition, Partitioner},
    record::Record,
};

/// How partitions are chosen.
#[derive(Clone, Debug)]
pub(crate) struct Partitioning {
    pub(crate) partitioner: Partitioner,
    pub(crate) keys: Keys,
    pub(crate) load: Load,
    /// A leader that has not taken what is due for so long is passed over; zero: none is.
    pub(crate) availability_timeout: Duration,
    pub(crate) linger: Duration,
}

/// Whether keys decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    Hashed,
    Ignored,
}

/// Whether partitions with less that waits are chosen more often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    Regarded,
    Disregarded,
}

/// What waits for a topic's partitions.
pub(crate) struct Waiting<'a> {
    pub(crate) queues: &'a [PartitionQueue],
    /// The topic's queues by partition.
    pub(crate) of_topic: &'a [usize],
}

/// The partition that records without a key go to at the moment, or the last one that was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sticky {
    partition: Option<i32>,
    bytes: usize,
}

/// A chosen partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    Fixed(i32),
    /// Its bytes are counted, so that another one is taken after a batch.
    Sticky(i32),
}

impl Partitioning {
    /// The partition of a record.
    pub(crate) fn choose(
        &self,
        record: &Record<'_>,
        topic: &TopicMetadata,
        sticky: &mut Sticky,
        waiting: &Waiting<'_>,
        rng: &mut Rng,
        now: impl FnOnce() -> Moment,
    ) -> Chosen {
        if let Some(partition) = record.partition {
            return Chosen::Fixed(partition);
        }
        let count = topic.partitions.len();
        let any = |rng: &mut Rng| rng.below(count.max(1) as u64) as i32;
        Chosen::Fixed(match (&self.partitioner, record.key) {
            (Partitioner::Sticky, Some(key)) if self.keys == Keys::Hashed => {
                partition_of(key, count)
            }
            (Partitioner::Sticky, _) => {
                return Chosen::Sticky(sticky.partition(self, topic, waiting, rng, now));
            }
            (Partitioner::RoundRobin, _) => sticky.next(topic),
            (Partitioner::Random, _)
            | (Partitioner::ConsistentRandom, None | Some([]))
            | (Partitioner::Murmur2Random, None) => any(rng),
            (Partitioner::Consistent | Partitioner::ConsistentRandom, key) => {
                consistent(key.unwrap_or_default(), count)
            }
            (Partitioner::Murmur2 | Partitioner::Murmur2Random, key) => {
                partition_of(key.unwrap_or_default(), count)
            }
            (Partitioner::Custom(own), key) => own_choice(&**own, record, key, count),
        })
    }
}

fn own_choice(own: &dyn Partition, record: &Record<'_>, key: Option<&[u8]>, count: usize) -> i32 {
    own.partition(record.topic, key, record.value, i32::try_from(count).unwrap_or(i32::MAX))
}

impl Sticky {
    /// Counts bytes that went to the partition; after a batch's worth another one is taken.
    pub(crate) fn used(&mut self, bytes: usize, batch_bytes: usize) {
        self.bytes += bytes;
        if self.bytes >= batch_bytes {
            *self = Self::default();
        }
    }

    /// The partition, one with a leader if there is any.
    fn partition(
        &mut self,
        partitioning: &Partitioning,
        topic: &TopicMetadata,
        waiting: &Waiting<'_>,
        rng: &mut Rng,
        now: impl FnOnce() -> Moment,
    ) -> i32 {
        if let Some(partition) = self.partition.filter(|partition| has_leader(topic, *partition)) {
            return partition;
        }
        let count = topic.partitions.len();
        let mut usable = led(topic);
        if !partitioning.availability_timeout.is_zero() {
            let slow = waiting.slow_leaders(topic, partitioning, now());
            let quick = |partition: &i32| {
                let leader = topic.partitions[*partition as usize].leader;
                leader.is_none_or(|leader| !slow.contains(&leader))
            };
            let quick: Vec<i32> = usable.iter().copied().filter(quick).collect();
            // If all are slow, none is better.
            if !quick.is_empty() {
                usable = quick;
            }
        }
        let partition = match (usable.len(), partitioning.load) {
            (0, _) => rng.below(count.max(1) as u64) as i32,
            (_, Load::Regarded) => waiting.by_load(&usable, rng),
            (count, Load::Disregarded) => usable[rng.below(count as u64) as usize],
        };
        *self = Self { partition: Some(partition), bytes: 0 };
        partition
    }

    /// The partition after the last one, one with a leader if there is any.
    fn next(&mut self, topic: &TopicMetadata) -> i32 {
        let count = topic.partitions.len().max(1) as i32;
        let last = self.partition.unwrap_or(-1);
        let mut after = (1..=count).map(|step| (last + step) % count);
        let next = after.find(|partition| has_leader(topic, *partition));
        let next = next.unwrap_or((last + 1) % count);
        self.partition = Some(next);
        next
    }
}

impl Waiting<'_> {
    /// Batches that wait for a partition.
    fn batches(&self, partition: i32) -> u64 {
        let queue = self.of_topic.get(partition as usize).and_then(|index| self.queues.get(*index));
        queue.map_or(0, |queue| queue.batches() as u64)
    }

    /// One of the partitions: the fewer batches wait for it, the likelier.
    fn by_load(&self, usable: &[i32], rng: &mut Rng) -> i32 {
        let most = usable.iter().map(|partition| self.batches(*partition)).max().unwrap_or(0);
        let weight = |partition: &i32| most + 1 - self.batches(*partition);
        let mut place = rng.below(usable.iter().map(weight).sum());
        for partition in usable {
            let weight = weight(partition);
            if place < weight {
                return *partition;
            }
            place -= weight;
        }
        usable[0]
    }

    /// Leaders that have not taken what is due for longer than the time-out.
    fn slow_leaders(
        &self,
        topic: &TopicMetadata,
        partitioning: &Partitioning,
        now: Moment,
    ) -> BTreeSet<i32> {
        let patience = partitioning.linger + partitioning.availability_timeout;
        let queues = self.of_topic.iter().filter_map(|index| self.queues.get(*index));
        let late =
            queues.filter(|queue| queue.oldest().is_some_and(|since| since + patience <= now));
        let leader =
            |queue: &PartitionQueue| topic.partitions.get(queue.partition as usize)?.leader;
        late.filter_map(leader).collect()
    }
}

fn has_leader(topic: &TopicMetadata, partition: i32) -> bool {
    topic.partitions.get(partition as usize).is_some_and(|known| known.leader.is_some())
}

fn led(topic: &TopicMetadata) -> Vec<i32> {
    (0..topic.partitions.len() as i32).filter(|one| has_leader(topic, *one)).collect()
}

/// The partition of a key as Kafka's Java clients choose it.
pub(crate) fn partition_of(key: &[u8], count: usize) -> i32 {
    ((murmur2(key) & 0x7fff_ffff) as usize % count.max(1)) as i32
}

/// The partition of a key as librdkafka chooses it by default.
fn consistent(key: &[u8], count: usize) -> i32 {
    (u64::from(crc32fast::hash(key)) % count.max(1) as u64) as i32
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, sync::Arc};

    use super::*;
    use crate::engine::{metadata::PartitionMetadata, spare::Spare};

    fn topic(leaders: &[Option<i32>]) -> TopicMetadata {
        let partition = |leader: &Option<i32>| PartitionMetadata {
            leader: *leader,
            leader_epoch: 0,
            replicas: Vec::new(),
        };
        TopicMetadata {
            id: Default::default(),
            partitions: leaders.iter().map(partition).collect(),
        }
    }

    fn by(partitioner: Partitioner) -> Partitioning {
        Partitioning {
            partitioner,
            keys: Keys::Hashed,
            load: Load::Regarded,
            availability_timeout: Duration::ZERO,
            linger: Duration::ZERO,
        }
    }

    const NOTHING: Waiting<'static> = Waiting { queues: &[], of_topic: &[] };

    fn waiting(batches: &[usize]) -> Vec<PartitionQueue> {
        let queue = |(partition, count): (usize, &usize)| {
            let mut queue = PartitionQueue::new("orders".into(), partition as i32);
            let at = Moment(Duration::from_secs(1));
            let record = Record::to("orders").value("0123456789");
            let time = ottla_core::model::Timestamp(0);
            (0..*count)
                .for_each(|_| drop(queue.append(|| at, &record, time, 1, &mut Spare::default())));
            queue
        };
        batches.iter().enumerate().map(queue).collect()
    }

    fn chosen(
        partitioning: &Partitioning,
        record: &Record<'_>,
        topic: &TopicMetadata,
        sticky: &mut Sticky,
        rng: &mut Rng,
    ) -> i32 {
        let now = || Moment(Duration::from_secs(2));
        match partitioning.choose(record, topic, sticky, &NOTHING, rng, now) {
            Chosen::Fixed(partition) | Chosen::Sticky(partition) => partition,
        }
    }

    #[test]
    fn a_partition_is_kept_for_a_batch_and_has_a_leader() {
        let topic = topic(&[None, Some(1), Some(1), None, Some(1)]);
        let mut rng = Rng::from_seed(3);
        let mut sticky = Sticky::default();
        let (sticky_one, record) = (by(Partitioner::Sticky), Record::to("orders"));
        let mut seen = BTreeSet::new();
        for _ in 0..100 {
            let partition = chosen(&sticky_one, &record, &topic, &mut sticky, &mut rng);
            sticky.used(60, 100);
            let again = chosen(&sticky_one, &record, &topic, &mut sticky, &mut rng);
            assert_eq!(again, partition);
            sticky.used(60, 100);
            seen.insert(partition);
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_partition_for_which_much_waits_is_chosen_seldom() {
        let topic = topic(&[Some(1); 3]);
        let queues = waiting(&[9, 0, 4]);
        let waiting = Waiting { queues: &queues, of_topic: &[0, 1, 2] };
        let mut rng = Rng::from_seed(7);
        let mut counts = BTreeMap::new();
        for _ in 0..1_600 {
            let chosen = by(Partitioner::Sticky).choose(
                &Record::to("orders"),
                &topic,
                &mut Sticky::default(),
                &waiting,
                &mut rng,
                Moment::default,
            );
            let Chosen::Sticky(partition) = chosen else { panic!("{chosen:?}") };
            *counts.entry(partition).or_insert(0) += 1;
        }
        // One, ten and six of seventeen.
        let near =
            |partition: i32, share: i32| (counts[&partition] - share * 1_600 / 17).abs() < 80;
        assert!(near(0, 1) && near(1, 10) && near(2, 6), "{counts:?}");
    }

    #[test]
    fn a_leader_that_takes_nothing_is_passed_over() {
        let topic = topic(&[Some(1), Some(2), Some(1)]);
        let queues = waiting(&[1, 0, 0]);
        let waiting = Waiting { queues: &queues, of_topic: &[0, 1, 2] };
        let availability_timeout = Duration::from_secs(5);
        let patient = Partitioning { availability_timeout, ..by(Partitioner::Sticky) };
        let mut rng = Rng::from_seed(7);
        let mut choose = |at: u64| {
            let now = || Moment(Duration::from_secs(at));
            let mut sticky = Sticky::default();
            patient.choose(&Record::to("orders"), &topic, &mut sticky, &waiting, &mut rng, now)
        };
        assert!((0..50).any(|_| choose(5) != Chosen::Sticky(1)));
        assert!((0..50).all(|_| choose(6) == Chosen::Sticky(1)));
    }

    #[test]
    fn a_key_always_goes_to_the_same_partition() {
        assert_eq!(partition_of(b"foobar", 10), ((-790_332_482_i32 & 0x7fff_ffff) % 10));
    }

    #[test]
    fn every_partitioner_does_with_keys_what_it_says() {
        let topic = topic(&[Some(1); 10]);
        let mut rng = Rng::from_seed(11);
        let mut all = |partitioner: Partitioner, key: Option<&'static str>| {
            let (partitioning, mut sticky) = (by(partitioner), Sticky::default());
            let record = key.map_or(Record::to("orders"), |key| Record::to("orders").key(key));
            (0..200)
                .map(|_| chosen(&partitioning, &record, &topic, &mut sticky, &mut rng))
                .collect::<BTreeSet<i32>>()
        };
        let one = |partition: i32| BTreeSet::from([partition]);
        let murmur2 = partition_of(b"foobar", 10);
        // CRC-32 of "foobar" is 0x9ef61f95, that of nothing 0.
        let crc32 = (0x9ef6_1f95_u32 % 10) as i32;
        assert_eq!(all(Partitioner::Sticky, Some("foobar")), one(murmur2));
        assert_eq!(all(Partitioner::Murmur2, Some("foobar")), one(murmur2));
        assert_eq!(all(Partitioner::Murmur2Random, Some("foobar")), one(murmur2));
        assert_eq!(all(Partitioner::Murmur2, None), one(partition_of(b"", 10)));
        assert_eq!(all(Partitioner::Murmur2Random, None).len(), 10);
        assert_eq!(all(Partitioner::Consistent, Some("foobar")), one(crc32));
        assert_eq!(all(Partitioner::ConsistentRandom, Some("foobar")), one(crc32));
        assert_eq!(all(Partitioner::Consistent, None), one(0));
        assert_eq!(all(Partitioner::ConsistentRandom, None).len(), 10);
        assert_eq!(all(Partitioner::ConsistentRandom, Some("")).len(), 10);
        assert_eq!(all(Partitioner::Random, Some("foobar")).len(), 10);
        assert_eq!(all(Partitioner::RoundRobin, Some("foobar")).len(), 10);
    }

    #[test]
    fn round_robin_goes_on_with_the_next_that_has_a_leader() {
        let topic = topic(&[Some(1), None, Some(1)]);
        let (mut sticky, mut rng) = (Sticky::default(), Rng::from_seed(1));
        let record = Record::to("orders").key("k");
        let mut next =
            || chosen(&by(Partitioner::RoundRobin), &record, &topic, &mut sticky, &mut rng);
        assert_eq!([next(), next(), next(), next()], [0, 2, 0, 2]);
    }

    #[test]
    fn keys_can_be_ignored_and_ones_own_partitioner_is_asked() {
        struct Last;
        impl Partition for Last {
            fn partition(&self, _: &str, key: Option<&[u8]>, _: Option<&[u8]>, count: i32) -> i32 {
                assert_eq!(key, Some(&b"foobar"[..]));
                count - 1
            }
        }
        let topic = topic(&[Some(1); 10]);
        let (mut rng, record) = (Rng::from_seed(1), Record::to("orders").key("foobar"));
        let own = by(Partitioner::Custom(Arc::new(Last)));
        assert_eq!(chosen(&own, &record, &topic, &mut Sticky::default(), &mut rng), 9);
        let ignoring = Partitioning { keys: Keys::Ignored, ..by(Partitioner::Sticky) };
        let all: BTreeSet<i32> = (0..200)
            .map(|_| chosen(&ignoring, &record, &topic, &mut Sticky::default(), &mut rng))
            .collect();
        assert_eq!(all.len(), 10);
    }
}
