//! The partitions of a member, each with the member epoch in which it came: a commit of an older epoch
//! is as good as one of the newest if the partition was the member's then.

use std::collections::BTreeMap;

use crate::{
    model::{PartitionId, Uuid},
    protocol::messages::{
        consumer_group_heartbeat_request, consumer_group_heartbeat_response,
        coordinator::consumer_group_current_member_assignment_value as current,
    },
};

/// Partitions by topic, with the epoch in which the member got them. No topic without partitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::groups) struct Assignment(BTreeMap<Uuid, BTreeMap<PartitionId, i32>>);

impl Assignment {
    pub(in crate::groups) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::groups) fn iter(&self) -> impl Iterator<Item = (Uuid, PartitionId, i32)> {
        self.0.iter().flat_map(|(topic, partitions)| {
            partitions.iter().map(move |(partition, epoch)| (*topic, *partition, *epoch))
        })
    }

    pub(in crate::groups) fn epoch_of(&self, topic: Uuid, partition: PartitionId) -> Option<i32> {
        self.0.get(&topic)?.get(&partition).copied()
    }

    pub(super) fn contains(&self, topic: Uuid, partition: PartitionId) -> bool {
        self.epoch_of(topic, partition).is_some()
    }

    pub(super) fn insert(&mut self, topic: Uuid, partition: PartitionId, epoch: i32) {
        self.0.entry(topic).or_default().insert(partition, epoch);
    }

    /// The same partitions, as if they had come in epoch 0: a static member that is away will be back
    /// with another epoch.
    pub(super) fn as_of_the_beginning(&self) -> Self {
        let mut assignment = self.clone();
        for partitions in assignment.0.values_mut() {
            partitions.values_mut().for_each(|epoch| *epoch = 0);
        }
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
        for topic in topics {
            let epochs = topic.assignment_epochs.as_deref().unwrap_or_default();
            let known = epochs.len() == topic.partitions.len();
            for (index, partition) in topic.partitions.iter().enumerate() {
                let epoch = if known { epochs[index] } else { epoch.max(0) };
                assignment.insert(topic.topic_id, PartitionId(*partition), epoch);
            }
        }
        assignment
    }

    pub(super) fn to_record(&self) -> Vec<current::TopicPartitions> {
        let topics = self.0.iter().map(|(topic_id, partitions)| current::TopicPartitions {
            topic_id: *topic_id,
            partitions: partitions.keys().map(|one| one.0).collect(),
            assignment_epochs: Some(partitions.values().copied().collect()),
        });
        topics.collect()
    }

    pub(super) fn to_response(&self) -> consumer_group_heartbeat_response::Assignment {
        let topics = self.0.iter().map(|(topic_id, partitions)| {
            consumer_group_heartbeat_response::TopicPartitions {
                topic_id: *topic_id,
                partitions: partitions.keys().map(|one| one.0).collect(),
            }
        });
        consumer_group_heartbeat_response::Assignment { topic_partitions: topics.collect() }
    }

    /// Whether it holds the same partitions, whenever they came.
    pub(super) fn is_of_same_partitions(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|((topic, own), (other_topic, others))| {
                topic == other_topic && own.keys().eq(others.keys())
            })
    }
}
