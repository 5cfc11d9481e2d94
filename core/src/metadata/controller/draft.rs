//! A decision that is being made: its records so far, and the partitions as they will be after them. So a
//! partition that is changed twice in one decision is changed step by step.

use std::collections::BTreeMap;

use super::{
    partition_change::{Election, Exceptions, PartitionChange},
    rules::Rules,
};
use crate::{
    metadata::{PartitionRegistration, TopicImage},
    model::TopicIdPartition,
    protocol::messages::MetadataRecord,
};

/// A decision that is being made.
pub(super) struct Draft<'a> {
    pub(super) rules: &'a Rules<'a>,
    records: Vec<MetadataRecord>,
    changed: BTreeMap<TopicIdPartition, PartitionRegistration>,
}

/// Whether something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    Yes,
    No,
}

impl<'a> Draft<'a> {
    pub(super) fn new(rules: &'a Rules<'a>) -> Self {
        Self { rules, records: Vec::new(), changed: BTreeMap::new() }
    }

    /// Number of records so far.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn push(&mut self, record: impl Into<MetadataRecord>) {
        self.records.push(record.into());
    }

    pub(super) fn into_records(self) -> Vec<MetadataRecord> {
        self.records
    }

    /// A partition as it will be.
    pub(super) fn find(
        &self,
        id: TopicIdPartition,
    ) -> Option<(&'a TopicImage, &PartitionRegistration)> {
        let topic = self.rules.image.topics.get(&id.topic_id)?;
        let partition = self.changed.get(&id).or_else(|| topic.partition(id.partition))?;
        Some((topic, partition))
    }

    /// Changes a partition, if `fill` makes a difference.
    pub(super) fn change(
        &mut self,
        id: TopicIdPartition,
        fill: impl FnOnce(&mut PartitionChange<'_>),
    ) -> Changed {
        let Some((topic, partition)) = self.find(id) else { return Changed::No };
        let mut change = self.rules.change(id, topic, partition);
        fill(&mut change);
        let Some(record) = change.build() else { return Changed::No };
        let after = partition.merged(&record);
        self.changed.insert(id, after);
        self.records.push(record.into());
        Changed::Yes
    }

    /// Holds an election for a partition.
    pub(super) fn elect(&mut self, id: TopicIdPartition, election: Election) -> Changed {
        self.change(id, |change| change.election = election)
    }

    /// Sees to it that partitions get along with brokers that come, go or were lost: these leave the ISR, and
    /// others lead.
    pub(super) fn update_leaders(
        &mut self,
        exceptions: Exceptions,
        partitions: impl IntoIterator<Item = TopicIdPartition>,
    ) {
        let rules = self.rules;
        for id in partitions {
            let Some(topic) = rules.image.topics.get(&id.topic_id) else { continue };
            let election = if rules.allows_unclean_election(topic) {
                Election::Unclean
            } else {
                Election::Online
            };
            self.change(id, |change| {
                change.election = election;
                change.exceptions = exceptions;
                let gone = [exceptions.leaving, exceptions.lost];
                change.in_sync_replicas.retain(|replica| !gone.contains(replica));
            });
        }
    }
}
