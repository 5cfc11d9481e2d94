//! The partitions of a fetch session in the order in which they are read. A partition that gave
//! records goes to the end, so that one busy partition does not starve those behind it.

use std::collections::BTreeMap;

use bytestring::ByteString;

use crate::{
    model::{Offset, PartitionId, TopicName, Uuid},
    replication::FetchFrom,
};

/// A topic as the session's requests name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SessionTopic {
    /// By name. It has to be a copy of its own, not a slice of a request.
    Name(ByteString),
    /// By id.
    Id(Uuid),
}

/// Where a partition stands in its session: lower ones are read first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u64);

/// What a session remembers of a partition.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionPartition {
    /// Its topic.
    pub topic: SessionTopic,
    /// The name behind a topic id, once it was known. It stays when the topic is deleted: so a topic
    /// that was made again is told from one that never was.
    pub resolved_name: Option<TopicName>,
    /// Its number.
    pub partition: PartitionId,
    /// Where the client is.
    pub from: FetchFrom,
    /// The high watermark that the client was told.
    pub(super) told_high_watermark: Offset,
    /// The log start that the client was told.
    pub(super) told_log_start: Offset,
}

impl SessionPartition {
    /// The high watermark that the client was told; `NONE` if none.
    #[must_use]
    pub fn told_high_watermark(&self) -> Offset {
        self.told_high_watermark
    }
}

/// The partitions of a session in their order.
#[derive(Debug, Default)]
pub struct SessionPartitions {
    places: BTreeMap<(SessionTopic, PartitionId), Place>,
    ordered: BTreeMap<Place, SessionPartition>,
    next: u64,
}

impl SessionPartitions {
    /// Takes in what the client wants of a partition: a known one stays where it is, another one
    /// comes last, with nothing told of it.
    pub fn put(&mut self, topic: SessionTopic, partition: PartitionId, from: FetchFrom) {
        let key = (topic, partition);
        if let Some(known) = self.places.get(&key).and_then(|place| self.ordered.get_mut(place)) {
            known.from = from;
            return;
        }
        let place = self.last_place();
        let (told_high_watermark, told_log_start) = (Offset::NONE, Offset::NONE);
        self.ordered.insert(
            place,
            SessionPartition {
                topic: key.0.clone(),
                resolved_name: None,
                partition,
                from,
                told_high_watermark,
                told_log_start,
            },
        );
        self.places.insert(key, place);
    }

    /// Forgets a partition; one that is not there is no error.
    pub fn remove(&mut self, topic: SessionTopic, partition: PartitionId) {
        if let Some(place) = self.places.remove(&(topic, partition)) {
            self.ordered.remove(&place);
        }
    }

    /// Number of partitions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// The partitions in the order in which they are read.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Place, &mut SessionPartition)> {
        self.ordered.iter_mut().map(|(place, partition)| (*place, partition))
    }

    pub(super) fn get_mut(&mut self, place: Place) -> Option<&mut SessionPartition> {
        self.ordered.get_mut(&place)
    }

    pub(super) fn move_to_the_end(&mut self, place: Place) {
        let Some(partition) = self.ordered.remove(&place) else { return };
        let last = self.last_place();
        self.places.insert((partition.topic.clone(), partition.partition), last);
        self.ordered.insert(last, partition);
    }

    fn last_place(&mut self) -> Place {
        self.next += 1;
        Place(self.next)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::LeaderEpoch;

    pub(in super::super) fn topic(name: &'static str) -> SessionTopic {
        SessionTopic::Name(ByteString::from_static(name))
    }

    pub(in super::super) fn from(offset: i64) -> FetchFrom {
        FetchFrom {
            log_start_offset: Offset::NONE,
            offset: Offset(offset),
            bytes_max: 1_000,
            current_leader_epoch: LeaderEpoch::NONE,
            last_fetched_epoch: LeaderEpoch::NONE,
        }
    }

    /// Numbers and offsets of the partitions, in order.
    pub(in super::super) fn listed(partitions: &mut SessionPartitions) -> Vec<(i32, i64)> {
        partitions.iter_mut().map(|(_, found)| (found.partition.0, found.from.offset.0)).collect()
    }

    #[test]
    fn a_partition_that_is_named_again_keeps_its_place_and_takes_the_new_offset() {
        let mut partitions = SessionPartitions::default();
        for number in [2, 0, 1, 0] {
            let offset = i64::try_from(partitions.len()).unwrap();
            partitions.put(topic("t"), PartitionId(number), from(offset));
        }
        assert_eq!(listed(&mut partitions), [(2, 0), (0, 3), (1, 2)]);
    }

    #[test]
    fn partitions_of_one_number_in_two_topics_are_two() {
        let mut partitions = SessionPartitions::default();
        let id = SessionTopic::Id(Uuid([1; 16]));
        for topic in [topic("t"), topic("u"), id.clone()] {
            partitions.put(topic, PartitionId(0), from(5));
        }
        assert_eq!(partitions.len(), 3);
        partitions.remove(id.clone(), PartitionId(0));
        partitions.remove(id, PartitionId(0));
        partitions.remove(topic("t"), PartitionId(1));
        assert_eq!(partitions.len(), 2);
    }

    #[test]
    fn a_partition_that_was_moved_is_found_again() {
        let mut partitions = SessionPartitions::default();
        for number in 0..3 {
            partitions.put(topic("t"), PartitionId(number), from(0));
        }
        let (first, _) = partitions.iter_mut().next().unwrap();
        partitions.move_to_the_end(first);
        partitions.put(topic("t"), PartitionId(0), from(9));
        assert_eq!(listed(&mut partitions), [(1, 0), (2, 0), (0, 9)]);
        partitions.remove(topic("t"), PartitionId(0));
        assert_eq!(listed(&mut partitions), [(1, 0), (2, 0)]);
    }
}
