//! What the image and the configuration say about who may lead, and what a topic asks for.

use super::{draft::Draft, partition_change::PartitionChange};
use crate::{
    metadata::{
        FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, MetadataImage, PartitionRegistration, TopicImage,
    },
    model::{
        NodeId, TopicIdPartition, Uuid,
        config::{BrokerEntries, topic},
    },
};

/// In place of a directory's id: the broker is to choose one and to say which (KIP-858).
const UNASSIGNED: Uuid = Uuid([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

/// The rules that decisions on partitions follow.
pub(super) struct Rules<'a> {
    pub(super) image: &'a MetadataImage,
    entries: BrokerEntries,
}

impl<'a> Rules<'a> {
    pub(super) fn new(image: &'a MetadataImage, entries: BrokerEntries) -> Self {
        Self { image, entries }
    }

    /// A decision that is being made by these rules.
    pub(super) fn draft(&self) -> Draft<'_> {
        Draft::new(self)
    }

    /// A change of a partition that changes nothing yet.
    pub(super) fn change<'b>(
        &'b self,
        id: TopicIdPartition,
        topic: &'b TopicImage,
        partition: &'b PartitionRegistration,
    ) -> PartitionChange<'b> {
        PartitionChange::new(self, id, topic, partition)
    }

    /// Whether a broker serves: it is neither fenced nor about to stop.
    pub(super) fn is_active(&self, broker: NodeId) -> bool {
        self.image.brokers.get(&broker).is_some_and(|one| one.is_active())
    }

    /// Whether a run of a broker has begun to stop. It does not come back; another run registers first.
    pub(super) fn is_stopping(&self, broker: NodeId) -> bool {
        self.image.brokers.get(&broker).is_some_and(|one| one.in_controlled_shutdown)
    }

    /// Whether a broker has this directory, as far as is known.
    pub(super) fn has_directory(&self, broker: NodeId, directory: Uuid) -> bool {
        self.image.brokers.get(&broker).is_some_and(|one| one.holds(directory))
    }

    /// Where a new replica of a broker is: in its only directory, or in one that the broker will choose.
    pub(super) fn default_directory(&self, broker: NodeId) -> Uuid {
        match self.image.brokers.get(&broker).map(|one| &*one.directories) {
            Some([]) => Uuid::ZERO,
            Some([only]) => *only,
            Some(_) | None => UNASSIGNED,
        }
    }

    /// How many replicas of a topic's partitions have to be in sync: `min.insync.replicas`, but not more than
    /// there are replicas.
    pub(super) fn min_insync_replicas(&self, topic: &TopicImage) -> usize {
        let value = self.topic_value(topic, "min.insync.replicas");
        let configured = value.parse().unwrap_or(1);
        let replicas = topic.partitions.first().map_or(0, |first| first.replicas.len());
        replicas.min(configured)
    }

    /// Whether a topic would rather lose records than have no leader.
    pub(super) fn allows_unclean_election(&self, topic: &TopicImage) -> bool {
        self.topic_value(topic, "unclean.leader.election.enable").eq_ignore_ascii_case("true")
    }

    /// Whether replicas that left the ISR below its least size are remembered (KIP-966).
    pub(super) fn has_eligible_leader_replicas(&self) -> bool {
        let level = self.image.features.get(FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION);
        level.is_some_and(|level| *level >= 1)
    }

    fn topic_value(&self, of: &TopicImage, name: &str) -> String {
        let overrides = self.image.topic_overrides(&of.name);
        topic(name).map_or_else(String::new, |key| self.entries.topic_value(key, &overrides).0)
    }
}
