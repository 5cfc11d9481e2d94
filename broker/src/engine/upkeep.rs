//! What a node does without being asked: retention, syncs by time, checkpoints, the clean stop; and
//! taking in what background work has done. The edge calls it when it is due, where it may block.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use ottla_core::{
    metadata::controller::{self, Decision},
    model::{Moment, Now, Offset, TopicIdPartition, TopicPartition},
    quorum::QuorumError,
    replication::{AfterSync, Partition},
    storage::{
        checkpoint::OffsetCheckpointFile,
        log::{LogError, Synced},
    },
};

use super::{
    directory::{self, LastRun},
    effects::{Done, Effects, Work},
    log_directory::LogDirectory,
    node::Node,
    settings::{DynamicSettings, Settings},
    view::PartitionHandle,
};

/// How often partitions with `flush.ms` are looked at.
const FLUSH_CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// When the next upkeep of each kind is due.
#[derive(Clone, Copy, Debug)]
pub(super) struct UpkeepState {
    retention: Moment,
    checkpoint: Moment,
    flush: Moment,
    compaction: Moment,
}

impl UpkeepState {
    pub(super) fn starting(now: Now, settings: &Settings, dynamic: &DynamicSettings) -> Self {
        Self {
            retention: now.monotonic + settings.retention_check_interval,
            checkpoint: now.monotonic + settings.checkpoint_interval,
            flush: now.monotonic + FLUSH_CHECK_INTERVAL,
            compaction: now.monotonic + dynamic.cleaner.check_interval,
        }
    }
}

impl Node {
    /// When [`Node::upkeep`] should be called next.
    #[must_use]
    pub fn upkeep_due(&self, _now: Now) -> Moment {
        let state = self.upkeep.lock();
        state.retention.min(state.checkpoint).min(state.flush).min(state.compaction)
    }

    /// Does whatever is due. Blocks on the disk.
    pub fn upkeep(&self, now: Now, effects: &mut Effects) {
        let due = {
            let mut state = self.upkeep.lock();
            let before = *state;
            let next = UpkeepState::starting(now, &self.settings, &self.view.load().settings);
            if now.monotonic >= state.retention {
                state.retention = next.retention;
            }
            if now.monotonic >= state.checkpoint {
                state.checkpoint = next.checkpoint;
            }
            if now.monotonic >= state.flush {
                state.flush = next.flush;
            }
            if now.monotonic >= state.compaction {
                state.compaction = next.compaction;
            }
            before
        };
        if now.monotonic >= due.retention {
            self.retain(now, effects);
        }
        if now.monotonic >= due.flush {
            self.flush(now, effects);
        }
        if now.monotonic >= due.compaction {
            self.begin_compactions(now, effects);
        }
        let are_open = self.partitions_are_open.load(Ordering::Acquire);
        if now.monotonic >= due.checkpoint && self.is_durable() && are_open {
            self.write_checkpoints(effects);
        }
        if now.monotonic >= due.flush {
            self.begin_snapshot(now, effects);
        }
    }

    fn retain(&self, now: Now, effects: &mut Effects) {
        let mut failures = Vec::new();
        self.for_each_partition(|handle, partition| {
            if partition.is_gone() {
                return;
            }
            partition.expire_producers(now);
            match partition.retain(now) {
                Ok(deletion) => effects.work.extend(deletion.map(Work::Delete)),
                Err(error) => failures.push((handle.clone(), error)),
            }
        });
        self.log_failed("retention", failures, effects);
    }

    fn flush(&self, now: Now, effects: &mut Effects) {
        let mut failures = Vec::new();
        self.for_each_partition(|handle, partition| {
            let due = partition.flush_deadline().is_some_and(|due| due <= now.monotonic);
            if partition.is_gone() || !due {
                return;
            }
            match partition.begin_sync() {
                Ok(job) => {
                    job.into_iter().for_each(|job| effects.sync_partition(handle, job));
                }
                Err(error) => failures.push((handle.clone(), error)),
            }
        });
        self.log_failed("a sync", failures, effects);
    }

    /// Tells of logs that failed at something, and takes their directories offline where that is why.
    fn log_failed(
        &self,
        what: &str,
        failures: Vec<(Arc<PartitionHandle>, LogError)>,
        effects: &mut Effects,
    ) {
        for (handle, error) in failures {
            failed(&handle, what, &error);
            self.partition_failed(&handle, error.disk_error(), effects);
        }
    }

    /// Takes in what background work has done.
    pub fn finish(&self, done: Done, now: Now, effects: &mut Effects) {
        match done {
            Done::MetadataSynced(Ok(synced)) => self.metadata_synced(synced, now, effects),
            // What could not be synced may be lost: nothing that waits for it is ever told that
            // it happened.
            Done::MetadataSynced(Err(error)) => {
                self.directory_failed(self.directories.metadata(), &error, effects);
            }
            Done::PartitionSynced(id, Ok(synced)) => {
                self.partition_synced(id, synced, now, effects)
            }
            Done::PartitionSynced(id, Err(error)) => {
                if let Some(handle) = self.find(id) {
                    handle.lock().take_offline(&mut effects.wakes);
                    self.directory_failed(&handle.directory, &error, effects);
                }
                self.follower_not_synced(id, now, effects);
            }
            Done::NextSyncDue(id) => self.begin_next_sync(id, effects),
            Done::Compacted(run, step) => self.compacted(*run, step, now, effects),
            Done::Deleted(Ok(())) => {}
            Done::Deleted(Err(error)) => tracing::warn!(%error, "old files cannot be deleted"),
            Done::DirectoryFailed(directory) => self.record_failure(&directory, now, effects),
            Done::ShardLoaded(loaded) => loaded.finish(self, now, effects),
            Done::SnapshotWritten(written) => self.snapshot_written(*written, now, effects),
            Done::CommittedDue => self.take_in_all_committed(now, effects),
            Done::LogStartsDue(asked) => self.write_log_starts(asked, effects),
            Done::FoldersSynced(failed) => {
                for (directory, error) in &failed {
                    self.disk_failed(directory, error, effects);
                }
            }
        }
    }

    /// Ends the node: no more than what is on the disk then is needed to start again. Blocks. A
    /// node that has halted leaves everything as it is.
    pub fn stop(&self, now: Now) {
        let stopped = self.stopped.swap(true, Ordering::AcqRel);
        // What is being applied is, and nothing after it.
        let _applying = self.committed.applying.lock();
        if stopped || !self.is_durable() || self.halted().is_some() {
            return;
        }
        if self.partitions_are_open.load(Ordering::Acquire) {
            self.close(now, &mut Effects::default());
        } else {
            self.close_unopened(now);
        }
    }

    /// Closes a node that has not come as far as its partitions: of those is so what the last run has said.
    fn close_unopened(&self, now: Now) {
        let closed = self.close_metadata(now);
        for directory in self.directories.all.iter().filter(|one| !one.is_offline()) {
            let epoch = self.last_runs.of(directory).and_then(LastRun::broker_epoch);
            if let Some(epoch) =
                epoch.filter(|_| !directory.used_for.has_metadata() || closed.is_ok())
            {
                mark_closed(directory, epoch);
            }
        }
    }

    /// Closes what has not failed. A directory is marked as closed cleanly if all in it is.
    fn close(&self, now: Now, effects: &mut Effects) {
        let mut failures = Vec::new();
        self.for_each_partition(|handle, partition| {
            if handle.directory.is_offline() {
                return;
            }
            if let Err(error) = partition.close() {
                failures.push((handle.clone(), error));
            }
        });
        let unclean: Vec<_> = failures.iter().map(|(handle, _)| handle.directory.clone()).collect();
        self.log_failed("closing", failures, effects);
        self.write_checkpoints(effects);
        let metadata = self.directories.metadata();
        let closed = self.close_metadata(now);
        if let Err(error) = &closed {
            tracing::error!(directory = metadata.path(), %error, "the metadata log was not closed cleanly; the next start will recover it");
        }
        for directory in self.directories.all.iter().filter(|one| !one.is_offline()) {
            let whole = !unclean.iter().any(|one| Arc::ptr_eq(one, directory))
                && !directory.unopened.load(Ordering::Acquire);
            if !whole || (directory.used_for.has_metadata() && closed.is_err()) {
                continue;
            }
            mark_closed(directory, self.broker_epoch());
        }
    }

    fn close_metadata(&self, now: Now) -> Result<(), QuorumError> {
        let mut control = self.control.lock();
        let is_alone = self.settings.quorum.is_alone();
        if is_alone && control.active.is_some() {
            let newest = control.image();
            if let Some(broker) = newest.brokers.get(&self.identity.node_id) {
                let records = controller::fence_broker(broker);
                // Without the record the next start finds the broker unfenced and fences it by
                // registering again, so this failure costs nothing.
                let _ = control.write(Decision { records, response: () }, now);
            }
        }
        control.quorum.close()
    }

    fn metadata_synced(&self, synced: Synced, now: Now, effects: &mut Effects) {
        let mut control = self.control.lock();
        let _ = control.of_quorum(|quorum, output| quorum.synced(synced, now, output));
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }

    fn partition_synced(
        &self,
        id: TopicIdPartition,
        synced: Synced,
        now: Now,
        effects: &mut Effects,
    ) {
        let Some(handle) = self.find(id) else { return };
        let after = handle.lock().synced(synced, &mut effects.wakes);
        self.follower_synced(&handle, now, effects);
        match after {
            AfterSync::Next => effects.work.push(Work::NextSync(id)),
            AfterSync::Nothing => {}
        }
    }

    fn begin_next_sync(&self, id: TopicIdPartition, effects: &mut Effects) {
        let Some(handle) = self.find(id) else { return };
        let next = handle.lock().begin_next_sync();
        match next {
            Ok(next) => next.into_iter().for_each(|job| effects.sync_partition(&handle, job)),
            Err(error) => self.log_failed("a sync", vec![(handle, error)], effects),
        }
    }

    fn write_checkpoints(&self, effects: &mut Effects) {
        let gone: Vec<_> = self.directories.online().map(|one| one.gone.lock().clone()).collect();
        let gone: BTreeSet<TopicPartition> = gone.into_iter().flatten().collect();
        let is_there = |partition: &Partition| !gone.contains(partition.name());
        self.write_offsets(OffsetCheckpointFile::RecoveryPoint, effects, |partition| {
            is_there(partition).then(|| partition.log().recovery_point())
        });
        self.write_offsets(OffsetCheckpointFile::LogStart, effects, |partition| {
            let start = partition.log().log_start_offset();
            (start.0 > 0 && is_there(partition)).then_some(start)
        });
        self.write_offsets(OffsetCheckpointFile::Replication, effects, |partition| {
            is_there(partition).then(|| partition.high_watermark())
        });
        self.forget_deleted(&gone, effects);
    }

    /// The checkpoints of compaction hold these no more, as the others do not.
    fn forget_deleted(&self, gone: &BTreeSet<TopicPartition>, effects: &mut Effects) {
        if gone.is_empty() {
            return;
        }
        let directories: Vec<_> = self.directories.online().cloned().collect();
        for directory in directories {
            match directory::forget(&directory, &[OffsetCheckpointFile::Cleaner], gone) {
                Ok(()) => directory.gone.lock().retain(|name| !gone.contains(name)),
                Err(error) => self.disk_failed(&directory, &error, effects),
            }
        }
    }

    pub(super) fn write_recovery_points(&self, effects: &mut Effects) {
        self.write_offsets(OffsetCheckpointFile::RecoveryPoint, effects, |partition| {
            Some(partition.log().recovery_point())
        });
    }

    /// Writes one of the checkpoints in every directory, with the partitions that have an offset to
    /// tell. A directory where that fails goes offline.
    pub(super) fn write_offsets(
        &self,
        file: OffsetCheckpointFile,
        effects: &mut Effects,
        offset: impl Fn(&Partition) -> Option<Offset>,
    ) {
        let directories: Vec<_> = self.directories.online().cloned().collect();
        for directory in directories {
            let writing = directory.checkpoints.lock();
            let mut offsets = BTreeMap::new();
            self.for_each_partition(|handle, partition| {
                if Arc::ptr_eq(&handle.directory, &directory) {
                    let offset = offset(partition);
                    offsets.extend(offset.map(|offset| (partition.name().clone(), offset)));
                }
            });
            let written = directory::write_offsets(&*directory.disk, file, offsets);
            drop(writing);
            if let Err(error) = written {
                self.disk_failed(&directory, &error, effects);
            }
        }
    }

    pub(super) fn for_each_partition(
        &self,
        mut work: impl FnMut(&Arc<PartitionHandle>, &mut Partition),
    ) {
        for topic in self.view().topics() {
            for handle in topic.replicas() {
                work(handle, &mut handle.lock());
            }
        }
    }

    pub(super) fn find(&self, id: TopicIdPartition) -> Option<Arc<PartitionHandle>> {
        self.view().topic_by_id(id.topic_id)?.partition(id.partition).ok().cloned()
    }
}

fn failed(handle: &PartitionHandle, what: &str, error: &dyn std::fmt::Display) {
    let id = handle.id;
    tracing::error!(topic = %id.topic_id, partition = %id.partition, %error, "{what} failed");
}

fn mark_closed(directory: &LogDirectory, broker_epoch: i64) {
    if let Err(error) = directory::write_clean_shutdown(&*directory.disk, broker_epoch) {
        tracing::error!(directory = directory.path(), %error, "the log was not closed cleanly; the next start will recover it");
    }
}
