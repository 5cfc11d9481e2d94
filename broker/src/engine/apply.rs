//! Applying committed metadata to the node: partitions are opened, reassigned, reconfigured or
//! deleted, then the new view is published, then whoever waited is woken. So a topic that was
//! created can be used by the time its creator hears of it.

use std::sync::Arc;

use imbl::OrdMap;
use ottla_core::{
    metadata::{ConfigResource, MetadataDelta, MetadataImage, ResourceKind, TopicImage},
    model::{Now, Offset, PartitionId, TopicIdPartition, TopicPartition, Uuid, config::TopicConfig},
    protocol::records::AppendRules,
    replication::{Assignment, Awaited, Partition},
    storage::log::{Log, LogError, OpenMode},
};

use super::{
    control::Control,
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
            let runtime = self.runtime(image, topic, &topics, now, effects);
            topics.insert(topic.id, Arc::new(runtime));
        }
        for resource in &delta.configs {
            self.reconfigure(image, resource, &mut topics);
        }
        self.view.store(Arc::new(View { image: image.clone(), topics }));
    }

    /// A topic's runtime: its partitions here are opened, or told what changed.
    fn runtime(
        &self,
        image: &MetadataImage,
        topic: &Arc<TopicImage>,
        topics: &OrdMap<Uuid, Arc<TopicRuntime>>,
        now: Now,
        effects: &mut Effects,
    ) -> TopicRuntime {
        let existing = topics.get(&topic.id);
        let config = match existing {
            Some(runtime) => runtime.config.clone(),
            None => self.topic_config(image, topic),
        };
        let replica = |(id, registration): (PartitionId, _)| {
            let assignment = Assignment::from(registration);
            let known = existing.and_then(|runtime| runtime.partition(id).ok());
            if let Some(handle) = known {
                let mut partition = handle.lock();
                if *partition.assignment() != assignment {
                    partition.assign(assignment, &mut effects.wakes);
                }
                return Some(handle.clone());
            }
            if !registration.replicas.contains(&self.identity.node_id) {
                return None;
            }
            match self.open_partition(topic, id, &config, assignment, OpenMode::New, now) {
                Ok(handle) => Some(handle),
                Err(error) => {
                    tracing::error!(topic = %topic.name, partition = id.0, %error, "cannot create a partition");
                    None
                }
            }
        };
        let partitions = topic.numbered().map(replica).collect();
        let rules = AppendRules::from(&*config);
        TopicRuntime { image: topic.clone(), config, rules, partitions }
    }

    /// Opens a replica's log.
    pub(super) fn open_partition(
        &self,
        topic: &TopicImage,
        id: PartitionId,
        config: &Arc<TopicConfig>,
        assignment: Assignment,
        mode: OpenMode,
        now: Now,
    ) -> Result<Arc<PartitionHandle>, LogError> {
        let name = TopicPartition { topic: topic.name.clone(), partition: id };
        let high_watermark = mode.high_watermark();
        let (log, report) =
            Log::open(self.disk.clone(), &name.to_string(), topic.id, config.clone(), mode, now)?;
        for finding in report.findings() {
            tracing::warn!(partition = %name, %finding, "recovered");
        }
        let node = self.identity.node_id;
        let partition =
            Partition::new(name, node, log, config.clone(), high_watermark, assignment);
        let id = TopicIdPartition { topic_id: topic.id, partition: id };
        Ok(PartitionHandle::new(id, partition))
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
        for handle in runtime.replicas() {
            handle.lock().configure(config.clone());
        }
        let runtime = TopicRuntime {
            image: topic.clone(),
            rules: AppendRules::from(&*config),
            partitions: runtime.partitions.clone(),
            config,
        };
        topics.insert(topic.id, Arc::new(runtime));
    }

    fn delete_partitions(&self, runtime: &TopicRuntime, now: Now, effects: &mut Effects) {
        for handle in runtime.replicas() {
            let mut partition = handle.lock();
            match partition.delete(&mut effects.wakes) {
                Ok(deletion) => effects.delete_later(now, runtime.config(), deletion),
                Err(error) => {
                    tracing::error!(partition = %partition.name(), %error, "cannot delete a partition");
                }
            }
        }
    }
}

impl Effects {
    pub(super) fn delete_later(
        &mut self,
        now: Now,
        config: &TopicConfig,
        deletion: Option<ottla_core::storage::log::Deletion>,
    ) {
        let moment = now.monotonic + config.file_delete_delay;
        self.work.extend(deletion.map(|deletion| Work::Delete(moment, deletion)));
    }

    pub(super) fn sync_partition(
        &mut self,
        handle: &PartitionHandle,
        job: ottla_core::storage::log::SyncJob,
    ) {
        self.work.push(Work::SyncPartition(handle.id, job));
    }
}
