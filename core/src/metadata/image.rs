//! The cluster's metadata as one immutable value. Its maps are persistent, so a change makes a
//! new image that shares all that did not change, and readers hold theirs as long as they like.

use std::{collections::BTreeMap, sync::Arc};

use imbl::OrdMap;

use super::{
    apis::FEATURE_GROUP_VERSION,
    brokers::BrokerRegistration,
    topics::{PartitionRegistration, TopicImage},
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

/// The whole metadata after some record of the log.
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

    /// Brokers that may lead.
    pub fn active_brokers(&self) -> impl Iterator<Item = &Arc<BrokerRegistration>> {
        self.brokers.values().filter(|broker| !broker.fenced)
    }
}
