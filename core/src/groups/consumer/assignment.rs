//! The partitions of a member, each with the member epoch in which it came: a commit of an older epoch
//! is as good as one of the newest if the partition was the member's then.

use crate::{
    model::{PartitionId, Uuid},
    protocol::messages::{
        consumer_group_heartbeat_request, consumer_group_heartbeat_response,
        coordinator::consumer_group_current_member_assignment_value as current,
    },
};

/// Partitions, by topic and number, with the epoch in which the member got them. A list in order, for
/// most members have few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::groups) struct Assignment(Vec<(Uuid, PartitionId, i32)>);

impl Assignment {
    pub(in crate::groups) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::groups) fn iter(&self) -> impl Iterator<Item = (Uuid, PartitionId, i32)> {
        self.0.iter().copied()
    }

    pub(in crate::groups) fn epoch_of(&self, topic: Uuid, partition: PartitionId) -> Option<i32> {
        self.place(topic, partition).ok().map(|index| self.0[index].2)
    }

    pub(super) fn contains(&self, topic: Uuid, partition: PartitionId) -> bool {
        self.epoch_of(topic, partition).is_some()
    }

    pub(super) fn insert(&mut self, topic: Uuid, partition: PartitionId, epoch: i32) {
        let after =
            self.0.last().is_none_or(|(last, number, _)| (*last, *number) < (topic, partition));
        if after {
            return self.0.push((topic, partition, epoch));
        }
        match self.place(topic, partition) {
            Ok(index) => self.0[index].2 = epoch,
            Err(index) => self.0.insert(index, (topic, partition, epoch)),
        }
    }

    /// Adds what is not there yet, in any order.
    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = (Uuid, PartitionId, i32)>) {
        self.0.extend(more);
        // One after the other in the middle of the list would take the square of its length.
        self.0.sort_by_key(|(topic, partition, _)| (*topic, *partition));
        self.0.dedup_by(|later, earlier| {
            let same = (later.0, later.1) == (earlier.0, earlier.1);
            if same {
                earlier.2 = later.2;
            }
            same
        });
    }

    fn place(&self, topic: Uuid, partition: PartitionId) -> Result<usize, usize> {
        self.0
            .binary_search_by_key(&(topic, partition), |(topic, partition, _)| (*topic, *partition))
    }

    /// Topic by topic.
    fn topics(&self) -> impl Iterator<Item = (Uuid, &[(Uuid, PartitionId, i32)])> {
        self.0.chunk_by(|one, next| one.0 == next.0).map(|topic| (topic[0].0, topic))
    }

    /// The same partitions, as if they had come in epoch 0: a static member that is away will be back
    /// with another epoch.
    pub(super) fn as_of_the_beginning(&self) -> Self {
        let mut assignment = self.clone();
        assignment.0.iter_mut().for_each(|(_, _, epoch)| *epoch = 0);
        assignment
    }

    /// Whether nothing is owned but what is in here.
    pub(super) fn holds_all(
        &self,
        owned: &[consumer_group_heartbeat_request::TopicPartitions],
    ) -> bool {
        owned.iter().all(|topic| {
            topic.partitions.iter().all(|one| self.contains(topic.topic_id, PartitionId(*one)))
        })
    }

    /// Whether something is owned that is in here.
    pub(super) fn holds_any(
        &self,
        owned: &[consumer_group_heartbeat_request::TopicPartitions],
    ) -> bool {
        owned.iter().any(|topic| {
            topic.partitions.iter().any(|one| self.contains(topic.topic_id, PartitionId(*one)))
        })
    }

    pub(super) fn of_record(topics: &[current::TopicPartitions], epoch: i32) -> Self {
        let mut assignment = Self::default();
        assignment.0.reserve_exact(topics.iter().map(|topic| topic.partitions.len()).sum());
        assignment.extend(topics.iter().flat_map(|topic| {
            let epochs = topic.assignment_epochs.as_deref().unwrap_or_default();
            let known = epochs.len() == topic.partitions.len();
            topic.partitions.iter().enumerate().map(move |(index, partition)| {
                let epoch = if known { epochs[index] } else { epoch.max(0) };
                (topic.topic_id, PartitionId(*partition), epoch)
            })
        }));
        assignment
    }

    pub(super) fn to_record(&self) -> Vec<current::TopicPartitions> {
        let topics = self.topics().map(|(topic_id, partitions)| current::TopicPartitions {
            topic_id,
            partitions: partitions.iter().map(|(_, one, _)| one.0).collect(),
            assignment_epochs: Some(partitions.iter().map(|(_, _, epoch)| *epoch).collect()),
        });
        topics.collect()
    }

    pub(super) fn to_response(&self) -> consumer_group_heartbeat_response::Assignment {
        let topics = self.topics().map(|(topic_id, partitions)| {
            consumer_group_heartbeat_response::TopicPartitions {
                topic_id,
                partitions: partitions.iter().map(|(_, one, _)| one.0).collect(),
            }
        });
        consumer_group_heartbeat_response::Assignment { topic_partitions: topics.collect() }
    }

    /// Whether it holds the same partitions, whenever they came.
    pub(super) fn is_of_same_partitions(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(one, two)| (one.0, one.1) == (two.0, two.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_are_in_order_and_the_last_epoch_counts() {
        let (a, b) = (Uuid([1; 16]), Uuid([2; 16]));
        let mut inserted = Assignment::default();
        for (topic, partition, epoch) in [(b, 1, 1), (a, 2, 1), (b, 0, 1), (a, 2, 5), (b, 1, 6)] {
            inserted.insert(topic, PartitionId(partition), epoch);
        }
        let expected = [(a, 2, 5), (b, 0, 1), (b, 1, 6)].map(|(id, n, e)| (id, PartitionId(n), e));
        assert_eq!(inserted.iter().collect::<Vec<_>>(), expected);
        let mut extended = Assignment::default();
        extended.insert(b, PartitionId(1), 1);
        extended.extend(
            [(b, 0, 1), (a, 2, 1), (a, 2, 5), (b, 1, 6)].map(|(id, n, e)| (id, PartitionId(n), e)),
        );
        assert_eq!(extended, inserted);
        assert_eq!(Assignment::of_record(&inserted.to_record(), 0), inserted);
        let topics = inserted.to_response().topic_partitions;
        let topics = topics.into_iter().map(|topic| (topic.topic_id, topic.partitions));
        assert_eq!(topics.collect::<Vec<_>>(), [(a, vec![2]), (b, vec![0, 1])]);
        let later = inserted.as_of_the_beginning();
        assert!(later != inserted && later.is_of_same_partitions(&inserted));
        extended.insert(b, PartitionId(2), 1);
        assert!(!extended.is_of_same_partitions(&inserted));
    }
}
