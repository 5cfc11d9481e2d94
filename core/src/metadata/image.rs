//! The cluster's metadata as one immutable value. Its maps are persistent, so a change makes a
//! new image that shares all that did not change, and readers hold theirs as long as they like.

use std::{collections::BTreeMap, sync::Arc};

use imbl::OrdMap;

use super::{
    apis::{FEATURE_GROUP_VERSION, FEATURE_METADATA_VERSION, MetadataVersion},
    brokers::BrokerRegistration,
    controllers::ControllerRegistration,
    kept::KeptRecords,
    partition_index::PartitionIndex,
    topics::{PartitionRegistration, TopicImage},
    transaction::OpenTransaction,
};
use crate::model::{
    NodeId, Offset, ProducerId, TopicIdPartition, TopicName, Uuid, config::BrokerEntries,
};

/// What a set of configs belongs to. The numbers are those of ConfigRecord and DescribeConfigs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    /// A topic, by name.
    Topic,
    /// A broker, by id; the empty name stands for all brokers.
    Broker,
    /// A broker's loggers.
    BrokerLogger,
    /// Client metrics subscriptions (KIP-714).
    ClientMetrics,
    /// A group.
    Group,
}

impl ResourceKind {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i8) -> Option<Self> {
        match number {
            2 => Some(Self::Topic),
            4 => Some(Self::Broker),
            8 => Some(Self::BrokerLogger),
            16 => Some(Self::ClientMetrics),
            32 => Some(Self::Group),
            _ => None,
        }
    }

    /// The wire's number.
    #[must_use]
    pub fn wire(self) -> i8 {
        match self {
            Self::Topic => 2,
            Self::Broker => 4,
            Self::BrokerLogger => 8,
            Self::ClientMetrics => 16,
            Self::Group => 32,
        }
    }
}

/// One thing that has configs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConfigResource {
    /// What kind of thing.
    pub kind: ResourceKind,
    /// Its name.
    pub name: String,
}

impl ConfigResource {
    /// The configs of a topic.
    #[must_use]
    pub fn topic(name: &TopicName) -> Self {
        Self { kind: ResourceKind::Topic, name: name.as_str().to_owned() }
    }
}

/// The whole metadata after some record of the log. Images are equal that say the same, wherever in a log they stand.
#[derive(Clone, Debug, Default)]
pub struct MetadataImage {
    /// Offset after the last record that is in it.
    pub end_offset: Option<Offset>,
    /// Finalized feature levels: `metadata.version` and its like.
    pub features: OrdMap<String, i16>,
    /// Registered brokers.
    pub brokers: OrdMap<NodeId, Arc<BrokerRegistration>>,
    /// Topics by id.
    pub topics: OrdMap<Uuid, Arc<TopicImage>>,
    /// Ids of topics by name.
    pub topic_ids: OrdMap<TopicName, Uuid>,
    /// Number of partitions in all topics.
    pub partition_count: usize,
    /// Configs that were set.
    pub configs: OrdMap<ConfigResource, Arc<BTreeMap<String, String>>>,
    /// First producer id that no broker has been given.
    pub next_producer_id: Option<ProducerId>,
    /// Registered controllers.
    pub controllers: OrdMap<NodeId, Arc<ControllerRegistration>>,
    /// Records that are kept for others.
    pub kept: KeptRecords,
    /// Where the registration of each broker is in the log: a broker that has not read it does not serve.
    pub(super) registration_offsets: OrdMap<NodeId, Offset>,
    pub(super) index: PartitionIndex,
    /// Records of a metadata transaction, which count when it ends.
    pub(super) transaction: Option<OpenTransaction>,
}

impl PartialEq for MetadataImage {
    fn eq(&self, other: &Self) -> bool {
        self.features == other.features
            && self.brokers == other.brokers
            && self.controllers == other.controllers
            && self.topics == other.topics
            && self.topic_ids == other.topic_ids
            && self.partition_count == other.partition_count
            && self.configs == other.configs
            && self.next_producer_id == other.next_producer_id
            && self.kept == other.kept
            && self.index == other.index
    }
}

impl MetadataImage {
    /// Whether there may be groups of KIP-848: `group.version` is at least 1.
    #[must_use]
    pub fn has_consumer_groups(&self) -> bool {
        self.features.get(FEATURE_GROUP_VERSION).is_some_and(|level| *level >= 1)
    }

    /// A topic by name.
    #[must_use]
    pub fn topic(&self, name: &str) -> Option<&Arc<TopicImage>> {
        self.topics.get(self.topic_ids.get(name)?)
    }

    /// A partition by topic id and number.
    #[must_use]
    pub fn partition(&self, id: TopicIdPartition) -> Option<&PartitionRegistration> {
        self.topics.get(&id.topic_id)?.partition(id.partition)
    }

    /// What was set on a topic.
    #[must_use]
    pub fn topic_overrides(&self, name: &TopicName) -> Arc<BTreeMap<String, String>> {
        self.configs.get(&ConfigResource::topic(name)).cloned().unwrap_or_default()
    }

    /// What was set on something.
    #[must_use]
    pub fn overrides(&self, kind: ResourceKind, name: &str) -> Arc<BTreeMap<String, String>> {
        let resource = ConfigResource { kind, name: name.to_owned() };
        self.configs.get(&resource).cloned().unwrap_or_default()
    }

    /// A broker's entries: what it was started with, and over it what was set on all brokers and
    /// on this one.
    #[must_use]
    pub fn broker_entries(&self, started: &BrokerEntries, broker: NodeId) -> BrokerEntries {
        let own = self.overrides(ResourceKind::Broker, &broker.to_string());
        started.with_dynamic(&own, &self.overrides(ResourceKind::Broker, ""))
    }

    /// Which records there may be.
    #[must_use]
    pub fn metadata_version(&self) -> MetadataVersion {
        let level = self.features.get(FEATURE_METADATA_VERSION);
        level.map_or(MetadataVersion::MINIMUM, |level| MetadataVersion(*level))
    }

    /// The metadata transaction that has begun and not ended.
    #[must_use]
    pub fn open_transaction(&self) -> Option<&OpenTransaction> {
        self.transaction.as_ref()
    }

    /// Offset after the last record that a snapshot of this image stands for.
    #[must_use]
    pub fn snapshot_offset(&self) -> Option<Offset> {
        match &self.transaction {
            Some(open) => Some(open.begin()),
            None => self.end_offset,
        }
    }

    /// Where a broker's registration is in the log; it is not before that.
    #[must_use]
    pub fn registration_offset(&self, broker: NodeId) -> Option<Offset> {
        self.registration_offsets.get(&broker).copied()
    }

    /// Partitions that a broker has a replica of.
    pub fn partitions_of(&self, broker: NodeId) -> impl Iterator<Item = TopicIdPartition> + '_ {
        self.index.replicas.get(&broker).into_iter().flatten().copied()
    }

    /// Whether a broker leads any partition.
    #[must_use]
    pub fn leads_any(&self, broker: NodeId) -> bool {
        self.index.leaders.contains_key(&broker)
    }

    /// Partitions that nobody leads.
    pub fn leaderless_partitions(&self) -> impl Iterator<Item = TopicIdPartition> + '_ {
        self.index.leaders.get(&NodeId::NONE).into_iter().flatten().copied()
    }

    /// Partitions that another replica than the preferred one leads, or none.
    pub fn imbalanced_partitions(&self) -> impl Iterator<Item = TopicIdPartition> + '_ {
        self.index.imbalanced.iter().copied()
    }

    /// Partitions on their way to other replicas.
    pub fn reassigning_partitions(&self) -> impl Iterator<Item = TopicIdPartition> + '_ {
        self.index.reassigning.iter().copied()
    }

    /// Brokers that may lead.
    pub fn active_brokers(&self) -> impl Iterator<Item = &Arc<BrokerRegistration>> {
        self.brokers.values().filter(|broker| !broker.fenced)
    }
}
