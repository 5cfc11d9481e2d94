//! Applying committed metadata to the node: partitions are opened, reassigned, reconfigured or
//! deleted, then the new view is published, then whoever waited is woken. So a topic that was
//! created can be used by the time its creator hears of it.

use std::{io, sync::Arc};

use imbl::OrdMap;
use ottla_core::{
    metadata::{
        ConfigResource, MetadataDelta, MetadataImage, PartitionRegistration, ResourceKind,
        TopicImage,
    },
    model::{Now, Offset, TopicIdPartition, TopicPartition, Uuid, config::TopicConfig},
    protocol::records::AppendRules,
    replication::{Assignment, Awaited, Partition},
    storage::{
        checkpoint::{PARTITION_METADATA_FILE, PartitionMetadata},
        disk::{DiskAction, DiskError},
        log::{Log, LogConfig, LogError, OpenMode, deleted_directory_name},
    },
};

use super::{
    control::Control,
    directory::{self, LastRun},
    effects::{Effects, Work},
    node::Node,
    view::{PartitionHandle, TopicRuntime, View},
};

impl Node {
    /// Commits the metadata before `offset`, and applies it.
    pub(super) fn commit(
        &self,
        control: &mut Control,
        offset: Offset,
        now: Now,
        effects: &mut Effects,
    ) {
        while control.uncommitted.front().is_some_and(|change| change.end_offset <= offset) {
            let Some(change) = control.uncommitted.pop_front() else { break };
            self.apply(&change.image, &change.delta, now, effects);
            let mut waiters = self.metadata_waiters.lock();
            waiters.advance(Awaited::HighWatermark(change.end_offset), &mut effects.wakes);
        }
    }

    fn apply(
        &self,
        image: &Arc<MetadataImage>,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        let view = self.view.load_full();
        let mut topics = view.topics.clone();
        for removed in &delta.removed_topics {
            if let Some(runtime) = topics.remove(&removed.id) {
                self.delete_partitions(&runtime, now, effects);
            }
        }
        let mut changed: Vec<Uuid> = delta.partitions.iter().map(|id| id.topic_id).collect();
        changed.dedup();
        for topic in changed.iter().filter_map(|id| image.topics.get(id)) {
            let existing = topics.get(&topic.id).cloned();
            let config = match &existing {
                Some(runtime) => runtime.config.clone(),
                None => self.topic_config(image, topic),
            };
            let mut known = Known::Running(existing.as_deref(), effects);
            let runtime = self.runtime(topic, config, &mut known, now);
            topics.insert(topic.id, Arc::new(runtime));
        }
        for resource in &delta.configs {
            self.reconfigure(image, resource, &mut topics);
        }
        self.view.store(Arc::new(View { image: image.clone(), topics }));
    }

    /// A topic's runtime: its partitions here are opened, or told what changed.
    pub(super) fn runtime(
        &self,
        topic: &Arc<TopicImage>,
        config: Arc<TopicConfig>,
        known: &mut Known<'_>,
        now: Now,
    ) -> TopicRuntime {
        let mut replica = |id, registration: &PartitionRegistration| {
            let assignment = Assignment::from(registration);
            if let Known::Running(Some(runtime), effects) = known
                && let Ok(handle) = runtime.partition(id)
            {
                let mut partition = handle.lock();
                if *partition.assignment() != assignment {
                    partition.assign(assignment, &mut effects.wakes);
                }
                return Some(handle.clone());
            }
            if !registration.replicas.contains(&self.identity.node_id) {
                return None;
            }
            let name = TopicPartition { topic: topic.name.clone(), partition: id };
            let (mode, high_watermark) = known.open_mode(&name);
            match self.open_log(topic.id, &name, &config, mode, now) {
                Ok(log) => {
                    let (node, config) = (self.identity.node_id, config.clone());
                    let first_dirty = known.first_dirty(&name);
                    let mut partition =
                        Partition::new(name, node, log, config, high_watermark, assignment);
                    partition.compacted_to(first_dirty);
                    let id = TopicIdPartition { topic_id: topic.id, partition: id };
                    Some(PartitionHandle::new(id, partition))
                }
                // The other partitions serve on; this one answers that it is not here.
                Err(error) => {
                    tracing::error!(partition = %name, %error, "a partition cannot be opened");
                    None
                }
            }
        };
        let numbered = topic.numbered();
        let partitions = numbered.map(|(id, registration)| replica(id, registration)).collect();
        let rules = AppendRules::of_topic(&config);
        TopicRuntime { image: topic.clone(), config, rules, partitions }
    }

    fn open_log(
        &self,
        topic_id: Uuid,
        name: &TopicPartition,
        config: &TopicConfig,
        mode: OpenMode,
        now: Now,
    ) -> Result<Log, LogError> {
        let directory = name.to_string();
        self.set_strangers_aside(topic_id, &directory)?;
        let rng = self.rng.lock().split(&directory);
        let log_config = Arc::new(self.log_config(config));
        let (log, report) = Log::open(self.disk.clone(), &directory, log_config, mode, rng, now)?;
        for finding in report.findings {
            tracing::warn!(partition = %name, %finding, "recovered");
        }
        let metadata = format!("{directory}/{PARTITION_METADATA_FILE}");
        if !self.disk.exists(&metadata).map_err(DiskError::at(DiskAction::Open, &metadata))? {
            // Apache Kafka takes a folder without it for one of a topic that it does not know.
            directory::write(&*self.disk, &metadata, &PartitionMetadata { topic_id }.encode())?;
        }
        Ok(log)
    }

    /// Renames the folder of an earlier topic of this name, whose deletion a crash cut short: its
    /// records must not come back as those of the new topic.
    fn set_strangers_aside(&self, topic_id: Uuid, directory: &str) -> Result<(), LogError> {
        let metadata = format!("{directory}/{PARTITION_METADATA_FILE}");
        let bytes = match self.disk.read(&metadata) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DiskError::at(DiskAction::Read, &metadata)(error).into()),
        };
        let found = PartitionMetadata::parse(&metadata, &bytes).map(|parsed| parsed.topic_id);
        if found.as_ref() == Ok(&topic_id) {
            return Ok(());
        }
        let unique = Uuid::random(&mut self.rng.lock());
        let aside = deleted_directory_name(directory, unique);
        tracing::warn!(%directory, %aside, "the folder belongs to another topic and is set aside");
        self.disk
            .rename(directory, &aside)
            .map_err(|error| DiskError::at(DiskAction::Rename, directory)(error).into())
    }

    fn log_config(&self, config: &TopicConfig) -> LogConfig {
        LogConfig::of_topic(config, self.settings.producer_expiration)
    }

    pub(super) fn topic_config(
        &self,
        image: &MetadataImage,
        topic: &TopicImage,
    ) -> Arc<TopicConfig> {
        let overrides = image.topic_overrides(&topic.name);
        Arc::new(TopicConfig::resolve(&self.settings.entries, &overrides))
    }

    fn reconfigure(
        &self,
        image: &MetadataImage,
        resource: &ConfigResource,
        topics: &mut OrdMap<Uuid, Arc<TopicRuntime>>,
    ) {
        if resource.kind != ResourceKind::Topic {
            return;
        }
        let Some(topic) = image.topic(&resource.name) else { return };
        let Some(runtime) = topics.get(&topic.id) else { return };
        let config = self.topic_config(image, topic);
        if *config == *runtime.config {
            return;
        }
        let log_config = Arc::new(self.log_config(&config));
        for handle in runtime.replicas() {
            handle.lock().configure(config.clone(), log_config.clone());
        }
        let runtime = TopicRuntime {
            image: topic.clone(),
            rules: AppendRules::of_topic(&config),
            partitions: runtime.partitions.clone(),
            config,
        };
        topics.insert(topic.id, Arc::new(runtime));
    }

    fn delete_partitions(&self, runtime: &TopicRuntime, now: Now, effects: &mut Effects) {
        for handle in runtime.replicas() {
            let unique = Uuid::random(&mut self.rng.lock());
            let mut partition = handle.lock();
            match partition.delete(unique, now, &mut effects.wakes) {
                Ok(deletion) => effects.work.push(Work::Delete(deletion)),
                Err(error) => {
                    tracing::error!(partition = %partition.name(), %error, "a deleted partition's folder cannot be renamed");
                }
            }
        }
    }
}

/// What is known of a topic's partitions before they are opened.
pub(super) enum Known<'a> {
    /// What the last run left.
    AtStart(&'a LastRun),
    /// The topic as it serves now, if it does; its partitions are told what changed.
    Running(Option<&'a TopicRuntime>, &'a mut Effects),
}

impl Known<'_> {
    fn first_dirty(&self, name: &TopicPartition) -> Offset {
        match self {
            Self::Running(..) => Offset::ZERO,
            Self::AtStart(last_run) => last_run.first_dirty(name),
        }
    }

    fn open_mode(&self, name: &TopicPartition) -> (OpenMode, Offset) {
        match self {
            Self::Running(..) => (OpenMode::Clean { log_start_offset: Offset::ZERO }, Offset::ZERO),
            Self::AtStart(last_run) => {
                let log_start_offset = last_run.log_start(name);
                let mode = if last_run.clean {
                    OpenMode::Clean { log_start_offset }
                } else {
                    let recovery_point = last_run.recovery_point(name);
                    OpenMode::Unclean { log_start_offset, recovery_point }
                };
                (mode, last_run.high_watermark(name))
            }
        }
    }
}
