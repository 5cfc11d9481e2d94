//! What a node does without being asked: retention, syncs by time, checkpoints, the clean stop; and
//! taking in what background work has done. The edge calls it when it is due, where it may block.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use ottla_core::{
    metadata::controller::{self, Decision},
    model::{Moment, Now, Offset, TopicIdPartition},
    replication::Partition,
    storage::{checkpoint::OffsetCheckpointFile, disk::DiskError, log::Synced},
};

use super::{
    directory,
    effects::{Done, Effects, Work},
    node::Node,
    settings::Settings,
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
    pub(super) fn starting(now: Now, settings: &Settings) -> Self {
        Self {
            retention: now.monotonic + settings.retention_check_interval,
            checkpoint: now.monotonic + settings.checkpoint_interval,
            flush: now.monotonic + FLUSH_CHECK_INTERVAL,
            compaction: now.monotonic + settings.cleaner.check_interval,
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
            let next = UpkeepState::starting(now, &self.settings);
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
            self.for_each_partition(|handle, partition| {
                partition.expire_producers(now);
                match partition.retain(now) {
                    Ok(deletion) => effects.work.extend(deletion.map(Work::Delete)),
                    Err(error) => failed(handle, "retention", &error),
                };
            });
        }
        if now.monotonic >= due.flush {
            self.for_each_partition(|handle, partition| {
                let due = partition.flush_deadline().is_some_and(|due| due <= now.monotonic);
                match due.then(|| partition.begin_sync()).transpose() {
                    Ok(job) => job
                        .flatten()
                        .into_iter()
                        .for_each(|job| effects.sync_partition(handle, job)),
                    Err(error) => failed(handle, "a sync", &error),
                }
            });
        }
        if now.monotonic >= due.compaction {
            self.begin_compactions(now, effects);
        }
        if now.monotonic >= due.checkpoint
            && self.is_durable()
            && let Err(error) = self.write_checkpoints()
        {
            tracing::error!(%error, "checkpoints cannot be written");
        }
    }

    /// Takes in what background work has done.
    pub fn finish(&self, done: Done, now: Now, effects: &mut Effects) {
        match done {
            Done::MetadataSynced(Ok(synced)) => self.metadata_synced(synced, now, effects),
            // What could not be synced may be lost: nothing that waits for it is ever told that
            // it happened, and clients run into their own time-outs.
            Done::MetadataSynced(Err(error)) => {
                tracing::error!(%error, "the metadata log cannot be synced; metadata is frozen");
            }
            Done::PartitionSynced(id, Ok(synced)) => self.partition_synced(id, synced, effects),
            Done::PartitionSynced(id, Err(error)) => {
                tracing::error!(topic = %id.topic_id, partition = %id.partition, %error, "a partition cannot be synced; it is taken out of service");
                if let Some(handle) = self.find(id) {
                    handle.lock().take_out_of_service(&mut effects.wakes);
                }
            }
            Done::Compacted(run, step) => self.compacted(*run, step, now, effects),
            Done::Deleted(Ok(())) => {}
            Done::Deleted(Err(error)) => tracing::warn!(%error, "old files cannot be deleted"),
        }
    }

    /// Ends the node: no more than what is on the disk then is needed to start again. Blocks.
    pub fn stop(&self, now: Now) {
        if self.stopped.swap(true, Ordering::AcqRel) || !self.is_durable() {
            return;
        }
        if let Err(error) = self.close(now) {
            tracing::error!(%error, "the log was not closed cleanly; the next start will recover it");
        }
    }

    fn close(&self, now: Now) -> Result<(), ottla_core::storage::log::LogError> {
        let mut failure = None;
        self.for_each_partition(|handle, partition| {
            if let Err(error) = partition.close() {
                failed(handle, "closing", &error);
                failure = Some(error);
            }
        });
        if let Some(error) = failure {
            return Err(error);
        }
        self.write_checkpoints()?;
        let mut control = self.control.lock();
        if let Some(broker) = control.newest.brokers.get(&self.identity.node_id).cloned() {
            let records = controller::fence_broker(&broker);
            // Without the record the next start finds the broker unfenced and fences it by
            // registering again, so this failure costs nothing.
            let _ = control.write(Decision { records, response: () }, now);
        }
        control.log.close()?;
        directory::write_clean_shutdown(&*self.disk, self.broker_epoch)?;
        Ok(())
    }

    fn metadata_synced(&self, synced: Synced, now: Now, effects: &mut Effects) {
        let mut control = self.control.lock();
        control.syncing = false;
        control.log.synced(synced);
        self.commit(&mut control, synced.up_to, now, effects);
        effects.work.extend(control.begin_sync().map(Work::SyncMetadata));
    }

    fn partition_synced(&self, id: TopicIdPartition, synced: Synced, effects: &mut Effects) {
        let Some(handle) = self.find(id) else { return };
        let next = handle.lock().synced(synced, &mut effects.wakes);
        match next {
            Ok(next) => next.into_iter().for_each(|job| effects.sync_partition(&handle, job)),
            Err(error) => failed(&handle, "a sync", &error),
        }
    }

    fn write_checkpoints(&self) -> Result<(), DiskError> {
        self.write_recovery_points()?;
        self.write_offsets(OffsetCheckpointFile::LogStart, |partition| {
            Some(partition.log().log_start_offset()).filter(|offset| offset.0 > 0)
        })?;
        self.write_offsets(OffsetCheckpointFile::Replication, |partition| {
            Some(partition.high_watermark())
        })
    }

    pub(super) fn write_recovery_points(&self) -> Result<(), DiskError> {
        self.write_offsets(OffsetCheckpointFile::RecoveryPoint, |partition| {
            Some(partition.log().recovery_point())
        })
    }

    /// Writes one of the checkpoints, with the partitions that have an offset to tell.
    pub(super) fn write_offsets(
        &self,
        file: OffsetCheckpointFile,
        offset: impl Fn(&Partition) -> Option<Offset>,
    ) -> Result<(), DiskError> {
        let mut offsets = BTreeMap::new();
        self.for_each_partition(|_, partition| {
            offsets.extend(offset(partition).map(|offset| (partition.name().clone(), offset)));
        });
        directory::write_offsets(&*self.disk, file, offsets)
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
