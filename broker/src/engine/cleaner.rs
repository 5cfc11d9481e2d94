//! Decides which log is compacted next, and carries a compaction from step to step: each step is a
//! piece of background work, and what it made is taken in under the partition's lock. A log whose
//! compaction failed is left alone until the next start, as Apache Kafka leaves it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use ottla_core::{
    model::{Moment, Now, TopicIdPartition},
    protocol::records::Codecs,
    storage::{
        checkpoint::OffsetCheckpointFile,
        compaction::{Compaction, CompactionError, CompactionProgress, CompactionReport, Step},
        log::Replaced,
    },
};

use super::{
    effects::{Effects, Work},
    node::Node,
    view::PartitionHandle,
};

/// Bytes that one step reads: a good part of a second at the slowest disks.
const STEP_BYTES: u64 = 8 * 1024 * 1024;

/// Which logs are compacted now, and which cannot be.
#[derive(Debug, Default)]
pub(super) struct Cleaner {
    running: BTreeSet<TopicIdPartition>,
    failed: BTreeSet<TopicIdPartition>,
}

/// A compaction of one partition between two steps.
#[derive(Debug)]
pub struct CompactionRun {
    id: TopicIdPartition,
    compaction: Compaction,
    codecs: Codecs,
    /// The throttle lets the next step begin then.
    due: Option<Moment>,
}

impl CompactionRun {
    pub(super) fn due(&self) -> Option<Moment> {
        self.due
    }

    /// Does one step. Blocks.
    pub(super) fn step(mut self) -> (Self, Result<Step, CompactionError>) {
        let step = self.compaction.step(STEP_BYTES, &mut self.codecs);
        (self, step)
    }
}

impl Node {
    /// Starts compactions, the dirtiest logs first, as many as `log.cleaner.threads` allows.
    pub(super) fn begin_compactions(&self, now: Now, effects: &mut Effects) {
        let settings = self.view.load().settings.clone();
        if !settings.cleaner.enabled {
            return;
        }
        while let Some(handle) = self.dirtiest(now, effects) {
            // Another thread may have looked at the same moment.
            if !self.cleaner.lock().claim(handle.id, settings.cleaner.threads) {
                return;
            }
            match self.begin_compaction(&handle, now, effects) {
                Some(run) => effects.work.push(Work::Compact(Box::new(run))),
                None => {
                    self.cleaner.lock().running.remove(&handle.id);
                    return;
                }
            }
        }
    }

    /// Takes in what a step did, and goes on.
    pub(super) fn compacted(
        &self,
        mut run: CompactionRun,
        step: Result<Step, CompactionError>,
        now: Now,
        effects: &mut Effects,
    ) {
        let id = run.id;
        let Some(handle) = self.find(id) else {
            return self.end_compaction(id, now, effects);
        };
        let step = match step {
            Ok(step) => step,
            Err(error) => {
                self.compaction_failed(&handle, &error);
                return self.partition_failed(&handle, error.disk_error(), effects);
            }
        };
        match step.progress {
            CompactionProgress::More => {}
            CompactionProgress::Replace(cleaned) => {
                let replaced = handle.lock().take_compacted(*cleaned, now);
                match replaced {
                    Ok(Replaced::Taken(deletion)) => {
                        effects.work.extend(deletion.map(Work::Delete));
                    }
                    Ok(Replaced::Stale) => return self.end_compaction(id, now, effects),
                    Err(error) => {
                        self.compaction_failed(&handle, &error);
                        return self.partition_failed(&handle, error.disk_error(), effects);
                    }
                }
            }
            CompactionProgress::Done(report) => {
                handle.lock().compacted_to(report.end_offset);
                log_report(&handle, &report);
                self.write_cleaner_checkpoint(effects);
                return self.end_compaction(id, now, effects);
            }
        }
        let pause = Duration::try_from_secs_f64(
            step.bytes as f64 / self.view.load().settings.cleaner.bytes_per_second_max,
        );
        run.due = Some(now.monotonic + pause.unwrap_or(Duration::ZERO));
        effects.work.push(Work::Compact(Box::new(run)));
    }

    fn dirtiest(&self, now: Now, effects: &mut Effects) -> Option<Arc<PartitionHandle>> {
        if self.cleaner.lock().running.len() >= self.view.load().settings.cleaner.threads {
            return None;
        }
        let mut dirtiest: Option<(f64, Arc<PartitionHandle>)> = None;
        let mut failures = Vec::new();
        self.for_each_partition(|handle, partition| {
            if self.cleaner.lock().holds(handle.id) {
                return;
            }
            match partition.compaction_need(now) {
                Ok(Some(need)) if dirtiest.as_ref().is_none_or(|(most, _)| need > *most) => {
                    dirtiest = Some((need, handle.clone()));
                }
                Ok(_) => {}
                Err(error) => failures.push((handle.clone(), error)),
            }
        });
        for (handle, error) in failures {
            self.compaction_failed(&handle, &error);
            self.partition_failed(&handle, error.disk_error(), effects);
        }
        dirtiest.map(|(_, handle)| handle)
    }

    fn begin_compaction(
        &self,
        handle: &PartitionHandle,
        now: Now,
        effects: &mut Effects,
    ) -> Option<CompactionRun> {
        let id = handle.id;
        let plan = handle.lock().plan_compaction(now);
        let plan = match plan {
            Ok(plan) => plan?,
            Err(error) => {
                self.compaction_failed(handle, &error);
                self.partition_failed(handle, error.disk_error(), effects);
                return None;
            }
        };
        // Recovery takes a gap behind the recovery point that it knows for a loss.
        if self.is_durable() {
            self.write_recovery_points(effects);
            if handle.directory.is_offline() {
                return None;
            }
        }
        let settings = self.view.load().settings.clone();
        let map_bytes = settings.cleaner.map_bytes / settings.cleaner.threads.max(1);
        let compaction = Compaction::begin(plan, map_bytes, &mut self.rng.lock());
        Some(CompactionRun { id, compaction, codecs: Codecs::new(), due: None })
    }

    fn end_compaction(&self, id: TopicIdPartition, now: Now, effects: &mut Effects) {
        self.cleaner.lock().running.remove(&id);
        self.begin_compactions(now, effects);
    }

    fn compaction_failed(&self, handle: &PartitionHandle, error: &dyn std::fmt::Display) {
        let mut cleaner = self.cleaner.lock();
        cleaner.running.remove(&handle.id);
        cleaner.failed.insert(handle.id);
        let (topic, partition) = (handle.id.topic_id, handle.id.partition);
        tracing::error!(
            %topic, %partition, %error,
            "a partition cannot be compacted; it is left as it is until the next start"
        );
    }

    fn write_cleaner_checkpoint(&self, effects: &mut Effects) {
        if self.is_durable() {
            self.write_offsets(OffsetCheckpointFile::Cleaner, effects, |partition| {
                partition.first_dirty_offset().filter(|offset| offset.0 > 0)
            });
        }
    }
}

impl Cleaner {
    /// Whether the partition is the caller's to compact now: one compaction of a log at a time, and
    /// `most` of all.
    fn claim(&mut self, id: TopicIdPartition, most: usize) -> bool {
        self.running.len() < most && !self.failed.contains(&id) && self.running.insert(id)
    }

    fn holds(&self, id: TopicIdPartition) -> bool {
        self.running.contains(&id) || self.failed.contains(&id)
    }
}

fn log_report(handle: &PartitionHandle, report: &CompactionReport) {
    let (topic, partition) = (handle.id.topic_id, handle.id.partition);
    tracing::info!(
        %topic, %partition,
        keys = report.keys,
        bytes_before = report.bytes_before,
        bytes_after = report.bytes_after,
        records_before = report.records_before,
        records_after = report.records_after,
        end_offset = report.end_offset.0,
        "compacted"
    );
}
