//! Applying committed metadata to the node: partitions are opened, reassigned, reconfigured or
//! deleted, then the new view is published, then whoever waited is woken. So a topic that was
//! created can be used by the time its creator hears of it.

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, atomic::Ordering},
};

use imbl::OrdMap;
use ottla_core::{
    metadata::{
        ConfigResource, MetadataDelta, MetadataImage, PartitionRegistration, ResourceKind,
        TopicImage,
    },
    model::{
        Now, Offset, TopicIdPartition, TopicPartition, Uuid,
        config::{TopicConfig, check_fitting},
    },
    protocol::records::AppendRules,
    replication::{Assignment, Awaited, Partition},
    storage::{
        checkpoint::{OffsetCheckpointFile, PARTITION_METADATA_FILE, PartitionMetadata},
        disk::{DiskAction, DiskError},
        log::{Log, LogConfig, LogError, OpenMode, deleted_directory_name},
    },
};

use super::{
    directory::{self, LastRun},
    effects::{Effects, Work},
    fetch::registered,
    log_directory::LogDirectory,
    node::Node,
    place::{self, Folder, Known, Place},
    settings::DynamicSettings,
    view::{PartitionHandle, Slot, TopicRuntime, View},
};

/// What a node makes of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Its partitions are as the metadata before said.
    Follows,
    /// They are opened.
    Begins,
    /// The controller does not know of this run yet.
    Waits,
}

impl Node {
    /// Applies metadata that is committed, and wakes whoever waits for it.
    pub(super) fn apply(
        &self,
        image: &Arc<MetadataImage>,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        let view = self.view.load_full();
        let everything;
        let delta = match self.part_in(image) {
            Part::Follows => delta,
            Part::Begins => {
                everything = MetadataDelta::between(&MetadataImage::default(), image);
                &everything
            }
            Part::Waits => {
                let settings = Arc::new(self.dynamic_settings(image));
                let topics = view.topics.clone();
                self.view.store(Arc::new(View { image: image.clone(), settings, topics }));
                return self.applied(image, now, effects);
            }
        };
        let mut topics = view.topics.clone();
        let is_own = |resource: &ConfigResource| self.is_own(resource);
        let settings = if delta.configs.iter().any(is_own) {
            Arc::new(self.dynamic_settings(image))
        } else {
            view.settings.clone()
        };
        for removed in &delta.removed_topics {
            if let Some(runtime) = topics.remove(&removed.id) {
                self.delete_partitions(runtime.replicas(), now, effects);
            }
        }
        let changed: BTreeSet<Uuid> = delta.partitions.iter().map(|id| id.topic_id).collect();
        for topic in changed.iter().filter_map(|id| image.topics.get(id)) {
            let existing = topics.get(&topic.id).cloned();
            let config = match &existing {
                Some(runtime) => runtime.config.clone(),
                None => topic_config(image, &settings, topic),
            };
            let configured = Configured { settings: &settings, config };
            let runtime = self.runtime(topic, configured, existing.as_deref(), now, effects);
            topics.insert(topic.id, Arc::new(runtime));
        }
        if Arc::ptr_eq(&settings, &view.settings) {
            let named = delta.configs.iter().filter(|one| one.kind == ResourceKind::Topic);
            for topic in named.filter_map(|resource| image.topic(&resource.name)) {
                reconfigure(image, &settings, topic, &mut topics);
            }
        } else {
            // What topics inherit may be another.
            for topic in image.topics.values() {
                reconfigure(image, &settings, topic, &mut topics);
            }
        }
        let view = Arc::new(View { image: image.clone(), settings, topics });
        self.view.store(view.clone());
        self.partitions_are_open.store(true, Ordering::Release);
        if !delta.brokers.is_empty() {
            self.brokers_changed(&view, now, effects);
        }
        self.follow_leaders(&view, delta, now, effects);
        self.follow_coordinators(&view, delta, now, effects);
        self.applied(image, now, effects);
    }

    /// Has the partitions that are led here look at who may be in sync. A replica whose broker was fenced when it fetched
    /// would otherwise join with its next Fetch only, and this one may be parked.
    fn brokers_changed(&self, view: &View, now: Now, effects: &mut Effects) {
        let registered = |node| registered(view, node);
        for handle in view.topics().flat_map(|topic| topic.replicas()) {
            let mut partition = handle.lock();
            partition.brokers_changed(now, &registered, &mut effects.wakes);
            let proposal = partition.isr_change(now, &registered);
            drop(partition);
            if let Some(proposal) = proposal {
                self.replicas.propose(handle.id, proposal);
            }
        }
    }

    /// What this node makes of metadata. The assignments that are there before its registration are those of its
    /// last run, which may have had records that are lost: who led then must not go on leading.
    fn part_in(&self, image: &MetadataImage) -> Part {
        let own = image.brokers.get(&self.identity.node_id);
        let is_known = !self.settings.quorum.roles.is_broker()
            || own.is_some_and(|one| one.incarnation == self.identity.incarnation);
        if self.has_partitions.load(Ordering::Acquire) {
            Part::Follows
        } else if is_known {
            self.has_partitions.store(true, Ordering::Release);
            Part::Begins
        } else {
            Part::Waits
        }
    }

    fn applied(&self, image: &MetadataImage, now: Now, effects: &mut Effects) {
        if let Some(end) = image.end_offset {
            let mut waiters = self.metadata_waiters.lock();
            waiters.advance(Awaited::HighWatermark(end), &mut effects.wakes);
        }
        self.lifecycle_sees_metadata(now);
        self.wake_cluster(effects);
    }

    /// A topic's runtime: its partitions here are opened, or told what changed.
    pub(super) fn runtime(
        &self,
        topic: &Arc<TopicImage>,
        configured: Configured<'_>,
        running: Option<&TopicRuntime>,
        now: Now,
        effects: &mut Effects,
    ) -> TopicRuntime {
        let numbered = topic.numbered();
        let partitions = numbered.map(|(id, registration)| {
            let node = self.identity.node_id;
            let handle = running.and_then(|runtime| runtime.partition(id).ok());
            if !registration.replicas.contains(&node) {
                // It was moved to other brokers.
                self.delete_partitions(handle.into_iter(), now, effects);
                return Slot::Elsewhere;
            }
            if let Some(handle) = handle {
                return told(handle, registration, now, effects);
            }
            let name = TopicPartition { topic: topic.name.clone(), partition: id };
            let id_of_partition = TopicIdPartition { topic_id: topic.id, partition: id };
            let place = self.place_of(&name, id_of_partition, registration);
            let Some(directory) = place else { return Slot::Offline };
            let new = New { topic_id: topic.id, name, configured: &configured };
            match self.open_partition(new, &directory, registration, now, effects) {
                Ok(partition) => {
                    Slot::Here(PartitionHandle::new(id_of_partition, directory.clone(), partition))
                }
                // The other partitions serve on; this one answers KAFKA_STORAGE_ERROR.
                Err(error) => {
                    let path = directory.path();
                    tracing::error!(topic = %topic.name, partition = %id, "a partition in {path} cannot be opened: {error}; its files are left as they are");
                    directory.unopened.store(true, Ordering::Release);
                    if let Some(error) = error.disk_error() {
                        self.disk_failed(&directory, error, effects);
                    }
                    Slot::Offline
                }
            }
        });
        let partitions = partitions.collect();
        let Configured { config, .. } = configured;
        let rules = AppendRules::of_topic(&config);
        TopicRuntime { image: topic.clone(), config, rules, partitions }
    }

    fn open_partition(
        &self,
        new: New<'_>,
        directory: &Arc<LogDirectory>,
        registration: &PartitionRegistration,
        now: Now,
        effects: &mut Effects,
    ) -> Result<Partition, LogError> {
        let folder = new.name.to_string();
        self.set_strangers_aside(directory, new.topic_id, &folder)?;
        let is_there = directory.disk.exists(&folder);
        let is_there = is_there.map_err(DiskError::at(DiskAction::Open, &folder))?;
        if directory.gone.lock().remove(&new.name) {
            let files = &OffsetCheckpointFile::ALL;
            directory::forget(directory, files, &BTreeSet::from([new.name.clone()]))?;
        }
        // What the last run says of a folder that is gone says nothing of the new one.
        let last_run = self.last_runs.of(directory).filter(|_| is_there);
        let (mode, high_watermark) = open_mode(last_run, &new.name);
        let first_dirty = last_run.map_or(Offset::ZERO, |last_run| last_run.first_dirty(&new.name));
        let log = self.open_log(directory, &new, mode, now)?;
        self.name_folder(directory, new.topic_id, folder, effects)?;
        let (node, assignment) = (self.identity.node_id, Assignment::from(registration));
        let config = new.configured.config.clone();
        let mut partition =
            Partition::new(new.name, node, log, config, high_watermark, assignment, now);
        partition.compacted_to(first_dirty);
        partition.set_replica_lag_max(self.settings.replica_lag_max);
        Ok(partition)
    }

    fn open_log(
        &self,
        directory: &LogDirectory,
        new: &New<'_>,
        mode: OpenMode,
        now: Now,
    ) -> Result<Log, LogError> {
        let (disk, folder) = (&directory.disk, new.name.to_string());
        let rng = self.rng.lock().split(&folder);
        let log_config = Arc::new(new.configured.log_config());
        let (log, report) = Log::open(disk.clone(), &folder, log_config, mode, rng, now)?;
        for finding in report.findings {
            tracing::warn!(
                directory = directory.path(),
                partition = folder,
                "recovered: {finding}"
            );
        }
        Ok(log)
    }

    /// Says whose partition is in a folder. Apache Kafka takes one that does not for one of a topic that it does not
    /// know.
    fn name_folder(
        &self,
        directory: &Arc<LogDirectory>,
        topic_id: Uuid,
        folder: String,
        effects: &mut Effects,
    ) -> Result<(), DiskError> {
        let disk = &directory.disk;
        let metadata = format!("{folder}/{PARTITION_METADATA_FILE}");
        if disk.exists(&metadata).map_err(DiskError::at(DiskAction::Open, &metadata))? {
            return Ok(());
        }
        let content = PartitionMetadata { topic_id }.encode();
        let written = disk.create(&metadata).and_then(|file| file.write_at(0, &[&content]));
        written.map_err(DiskError::at(DiskAction::Write, &metadata))?;
        if self.is_durable() {
            effects.sync_folder(directory, folder);
        }
        Ok(())
    }

    /// Renames the folder of an earlier topic of this name, whose deletion a crash cut short: its
    /// records must not come back as those of the new topic.
    fn set_strangers_aside(
        &self,
        directory: &LogDirectory,
        topic_id: Uuid,
        folder: &str,
    ) -> Result<(), LogError> {
        let metadata = format!("{folder}/{PARTITION_METADATA_FILE}");
        let bytes = match directory.disk.read(&metadata) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DiskError::at(DiskAction::Read, &metadata)(error).into()),
        };
        match PartitionMetadata::parse(&metadata, &bytes) {
            Ok(parsed) if parsed.topic_id == topic_id => return Ok(()),
            Ok(_) => {}
            // It was cut or overwritten. That says nothing against the records beside it, which the
            // metadata places here.
            Err(error) => {
                tracing::warn!(directory = directory.path(), %error, "written again");
                let content = PartitionMetadata { topic_id }.encode();
                return Ok(directory::write(&*directory.disk, &metadata, &content)?);
            }
        }
        let unique = Uuid::random(&mut self.rng.lock());
        let aside = deleted_directory_name(folder, unique);
        tracing::warn!(directory = directory.path(), %folder, %aside, "the folder belongs to another topic and is set aside");
        directory
            .disk
            .rename(folder, &aside)
            .map_err(|error| DiskError::at(DiskAction::Rename, folder)(error).into())
    }

    /// Whether a resource is this node, or all nodes.
    fn is_own(&self, resource: &ConfigResource) -> bool {
        resource.kind == ResourceKind::Broker
            && (resource.name.is_empty() || resource.name == self.identity.node_id.to_string())
    }

    pub(super) fn dynamic_settings(&self, image: &MetadataImage) -> DynamicSettings {
        let entries = image.broker_entries(&self.settings.entries, self.identity.node_id);
        match check_fitting(&entries) {
            // A controller takes any value for a broker, and so does one of Apache Kafka.
            Err(error) if check_fitting(&self.settings.entries).is_ok() => {
                tracing::error!(
                    "what is set on this broker, or on all, cannot be taken in; it goes on with what it had: {error}"
                );
                DynamicSettings::new(self.view.load().settings.entries.clone())
            }
            Ok(()) | Err(_) => DynamicSettings::new(entries),
        }
    }

    /// Where a partition's replica is; `None` if that is not here.
    fn place_of(
        &self,
        name: &TopicPartition,
        id: TopicIdPartition,
        registration: &PartitionRegistration,
    ) -> Option<Arc<LogDirectory>> {
        let node = self.identity.node_id;
        let assigned = registration.directory_of(node);
        let named = self.directories.by_id(assigned);
        let folder = name.to_string();
        let seen = match named {
            Some(directory) if directory.disk.exists(&folder).unwrap_or(true) => Folder::Held,
            Some(_) => Folder::Missing,
            None => Folder::OutOfSight,
        };
        let holds = |directory: &&Arc<LogDirectory>| {
            directory.used_for.has_partitions() && directory.disk.exists(&folder).unwrap_or(false)
        };
        let found = match seen {
            Folder::Held => None,
            Folder::Missing | Folder::OutOfSight => self.directories.online().find(holds),
        };
        let known = Known {
            assigned,
            named: seen,
            is_elsewhere: found.is_some(),
            all_are_online: self.directories.are_all_online(),
            is_new: self.partitions_are_open.load(Ordering::Acquire),
            may_lead: registration.may_lead(node),
        };
        let place = match place::place_of(known) {
            Place::Named => named.cloned(),
            Place::Elsewhere => found.cloned(),
            Place::Emptiest => self.emptiest_directory(),
            Place::Lost => None,
            Place::Unknown => {
                tracing::error!(
                    partition = %name,
                    "the partition is in no log directory that is online, and one is offline, where it may be: it answers KAFKA_STORAGE_ERROR until the broker is restarted with that directory"
                );
                None
            }
            Place::Offline => {
                tracing::error!(
                    partition = %name,
                    "the partition is in the log directory with the id {assigned}, which is offline or not in log.dirs: it answers KAFKA_STORAGE_ERROR until the broker is restarted with that directory"
                );
                None
            }
        }?;
        if place.id != assigned {
            self.replicas.assign_later(id, place.id);
        }
        Some(place)
    }

    /// The directory with the fewest partitions.
    fn emptiest_directory(&self) -> Option<Arc<LogDirectory>> {
        let view = self.view.load();
        let count = |directory: &Arc<LogDirectory>| {
            let handles = view.topics().flat_map(|topic| topic.replicas());
            let known = handles.filter(|handle| Arc::ptr_eq(&handle.directory, directory)).count();
            // Those that are opened just now are not in the view.
            known + self.replicas.assigned_later_to(directory.id)
        };
        let online = self.directories.online();
        let usable = online.filter(|directory| directory.used_for.has_partitions());
        usable.min_by_key(|directory| count(directory)).cloned()
    }

    fn delete_partitions<'a>(
        &self,
        handles: impl Iterator<Item = &'a Arc<PartitionHandle>>,
        now: Now,
        effects: &mut Effects,
    ) {
        for handle in handles {
            let name = handle.lock().name().clone();
            let unique = Uuid::random(&mut self.rng.lock());
            let deleted = handle.lock().delete(unique, now, &mut effects.wakes);
            match deleted {
                Ok(deletion) => {
                    effects.work.push(Work::Delete(deletion));
                    if self.is_durable() {
                        handle.directory.gone.lock().insert(name);
                    }
                }
                Err(error) => {
                    let directory = handle.directory.path();
                    tracing::error!(directory, partition = %name, %error, "a deleted partition's folder cannot be renamed");
                    self.partition_failed(handle, Some(&error), effects);
                }
            }
        }
    }
}

pub(super) fn topic_config(
    image: &MetadataImage,
    settings: &DynamicSettings,
    topic: &TopicImage,
) -> Arc<TopicConfig> {
    let overrides = image.topic_overrides(&topic.name);
    Arc::new(TopicConfig::resolve(&settings.entries, &overrides))
}

fn reconfigure(
    image: &MetadataImage,
    settings: &DynamicSettings,
    topic: &Arc<TopicImage>,
    topics: &mut OrdMap<Uuid, Arc<TopicRuntime>>,
) {
    let Some(runtime) = topics.get(&topic.id) else { return };
    let configured = Configured { settings, config: topic_config(image, settings, topic) };
    let log_config = Arc::new(configured.log_config());
    for handle in runtime.replicas() {
        handle.lock().configure(configured.config.clone(), log_config.clone());
    }
    let runtime = TopicRuntime {
        image: topic.clone(),
        rules: AppendRules::of_topic(&configured.config),
        partitions: runtime.partitions.clone(),
        config: configured.config,
    };
    topics.insert(topic.id, Arc::new(runtime));
}

/// Tells a partition that is open what the controller has decided.
fn told(
    handle: &Arc<PartitionHandle>,
    registration: &PartitionRegistration,
    now: Now,
    effects: &mut Effects,
) -> Slot {
    if handle.directory.is_offline() {
        return Slot::Offline;
    }
    let assignment = Assignment::from(registration);
    let mut partition = handle.lock();
    if *partition.assignment() != assignment {
        partition.assign(assignment, now, &mut effects.wakes);
    }
    drop(partition);
    Slot::Here(handle.clone())
}

/// A partition to be opened.
struct New<'a> {
    topic_id: Uuid,
    name: TopicPartition,
    configured: &'a Configured<'a>,
}

/// A topic's configuration, and the node's.
pub(super) struct Configured<'a> {
    pub(super) settings: &'a DynamicSettings,
    pub(super) config: Arc<TopicConfig>,
}

impl Configured<'_> {
    fn log_config(&self) -> LogConfig {
        LogConfig::of_topic(&self.config, self.settings.producer_expiration)
    }
}

/// How a partition's log is opened, and what of it is committed, by what the last run has left.
fn open_mode(last_run: Option<&LastRun>, name: &TopicPartition) -> (OpenMode, Offset) {
    let Some(last_run) = last_run else {
        return (OpenMode::Clean { log_start_offset: Offset::ZERO }, Offset::ZERO);
    };
    let log_start_offset = last_run.log_start(name);
    let mode = if last_run.clean {
        OpenMode::Clean { log_start_offset }
    } else {
        let recovery_point = last_run.recovery_point(name);
        OpenMode::Unclean { log_start_offset, recovery_point }
    };
    (mode, last_run.high_watermark(name))
}
