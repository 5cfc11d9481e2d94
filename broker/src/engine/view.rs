//! What requests see: the committed metadata together with this node's partitions, as one value
//! that never changes. Applying metadata makes a new view that shares all that stayed the same.

use std::sync::Arc;

use imbl::OrdMap;
use ottla_core::{
    metadata::{MetadataImage, ResourceKind, TopicImage},
    model::{
        ErrorCode, PartitionId, TopicIdPartition, TopicName, Uuid,
        config::{GroupConfig, TopicConfig},
    },
    protocol::records::AppendRules,
    replication::Partition,
};
use parking_lot::{Mutex, MutexGuard};

use super::{log_directory::LogDirectory, settings::DynamicSettings};

/// A partition behind its lock, which is short and never held across an await.
#[derive(Debug)]
pub struct PartitionHandle {
    /// Which partition it is.
    pub id: TopicIdPartition,
    pub(super) directory: Arc<LogDirectory>,
    partition: Mutex<Partition>,
}

impl PartitionHandle {
    /// Puts a partition behind a lock.
    #[must_use]
    pub fn new(
        id: TopicIdPartition,
        directory: Arc<LogDirectory>,
        partition: Partition,
    ) -> Arc<Self> {
        Arc::new(Self { id, directory, partition: Mutex::new(partition) })
    }

    /// The log directory that it is in.
    #[must_use]
    pub fn directory(&self) -> &Arc<LogDirectory> {
        &self.directory
    }

    /// Locks it.
    pub fn lock(&self) -> MutexGuard<'_, Partition> {
        self.partition.lock()
    }
}

/// Where a partition's replica is.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// On this node.
    Here(Arc<PartitionHandle>),
    /// On this node, in a directory that is offline, or in files that cannot be opened.
    Offline,
    /// On other nodes.
    Elsewhere,
}

/// A topic with what this node needs to serve it.
#[derive(Debug)]
pub struct TopicRuntime {
    pub(super) image: Arc<TopicImage>,
    pub(super) config: Arc<TopicConfig>,
    pub(super) rules: AppendRules,
    /// By number.
    pub(super) partitions: Vec<Slot>,
}

impl TopicRuntime {
    /// The topic's name.
    #[must_use]
    pub fn name(&self) -> &TopicName {
        &self.image.name
    }

    /// What its batches have to obey.
    #[must_use]
    pub fn rules(&self) -> &AppendRules {
        &self.rules
    }

    /// Its configuration.
    #[must_use]
    pub fn config(&self) -> &Arc<TopicConfig> {
        &self.config
    }

    /// This node's replica of a partition.
    ///
    /// # Errors
    /// `UnknownTopicOrPartition` if there is no such partition, `NotLeaderOrFollower` if this node
    /// has no replica of it, `KafkaStorageError` if its directory is offline.
    pub fn partition(&self, id: PartitionId) -> Result<&Arc<PartitionHandle>, ErrorCode> {
        let slot = usize::try_from(id.0).ok().and_then(|index| self.partitions.get(index));
        let slot = slot.ok_or(ErrorCode::UnknownTopicOrPartition)?;
        match slot {
            Slot::Here(handle) => Ok(handle),
            Slot::Offline => Err(ErrorCode::KafkaStorageError),
            Slot::Elsewhere => Err(ErrorCode::NotLeaderOrFollower),
        }
    }

    /// This node's replicas.
    pub fn replicas(&self) -> impl Iterator<Item = &Arc<PartitionHandle>> {
        self.partitions.iter().filter_map(|slot| match slot {
            Slot::Here(handle) => Some(handle),
            Slot::Offline | Slot::Elsewhere => None,
        })
    }
}

/// One consistent state of metadata and partitions.
#[derive(Debug, Default)]
pub struct View {
    /// The committed metadata.
    pub image: Arc<MetadataImage>,
    /// What of the node's configuration can change while it runs.
    pub settings: Arc<DynamicSettings>,
    pub(super) topics: OrdMap<Uuid, Arc<TopicRuntime>>,
}

impl View {
    /// A topic by id.
    #[must_use]
    pub fn topic_by_id(&self, id: Uuid) -> Option<&Arc<TopicRuntime>> {
        self.topics.get(&id)
    }

    /// A topic by name.
    #[must_use]
    pub fn topic_by_name(&self, name: &str) -> Option<&Arc<TopicRuntime>> {
        self.topics.get(self.image.topic_ids.get(name)?)
    }

    /// All topics.
    pub fn topics(&self) -> impl Iterator<Item = &Arc<TopicRuntime>> {
        self.topics.values()
    }

    /// The configuration of a group, whether or not there is one.
    #[must_use]
    pub fn group_config(&self, group_id: &str) -> GroupConfig {
        let overrides = self.image.overrides(ResourceKind::Group, group_id);
        GroupConfig::resolve(&self.settings.entries, &overrides)
    }
}
