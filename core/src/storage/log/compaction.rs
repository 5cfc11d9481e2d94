//! What a log does about compaction: says how dirty it is, hands out what a compaction reads, and
//! takes its segments in. The work itself is done elsewhere, without the log's lock.

use super::{Deletion, Log, LogError};
use crate::{
    model::{Now, Offset},
    storage::{
        compaction::{ActiveProducer, CleanedSegment, CompactionPlan, Dirtiness, SourceSegment},
        disk::{DiskAction, DiskError},
        segment::FileKind,
    },
};

/// What became of a compacted segment.
#[derive(Debug)]
pub enum Replaced {
    /// It is part of the log; the files that it replaced are deleted later.
    Taken(Option<Deletion>),
    /// What it was made of has gone meanwhile, by retention or a cut. The compaction is over.
    Stale,
}

impl Log {
    /// Everything before this offset was compacted. To be written to `cleaner-offset-checkpoint`.
    #[must_use]
    pub fn first_dirty_offset(&self) -> Offset {
        self.first_dirty_offset.clamp(self.log_start_offset, self.log_end_offset)
    }

    /// Takes what `cleaner-offset-checkpoint` says, or where a compaction has ended.
    pub fn set_first_dirty_offset(&mut self, offset: Offset) {
        self.first_dirty_offset = offset;
    }

    /// How much waits for compaction; `None` if the configuration does not ask for it, or nothing
    /// does.
    ///
    /// # Errors
    /// What the disk said.
    pub fn dirtiness(
        &mut self,
        high_watermark: Offset,
        now: Now,
    ) -> Result<Option<Dirtiness>, LogError> {
        if !self.config.cleanup_policy.compacts() {
            return Ok(None);
        }
        let first_dirty = self.first_dirty_offset();
        let first_uncleanable = self.first_uncleanable_offset(high_watermark, now)?;
        if first_uncleanable <= first_dirty {
            return Ok(None);
        }
        let mut dirtiness = Dirtiness { clean_bytes: 0, dirty_bytes: 0, overdue: false };
        let lag_max = self.config.compaction_lag_max.as_millis() as i128;
        for index in 0..self.active_index() {
            let size = self.segments[index].size();
            if self.segment_end(index) <= first_dirty {
                dirtiness.clean_bytes += size;
            } else if self.segments[index].base_offset() < first_uncleanable {
                dirtiness.dirty_bytes += size;
                let (segment, place) = self.at(index);
                if let Some(first) = segment.first_timestamp(place)? {
                    dirtiness.overdue |= i128::from(now.wall - first) > lag_max;
                }
                segment.go_idle();
            }
        }
        Ok((dirtiness.dirty_bytes > 0).then_some(dirtiness))
    }

    /// What a compaction needs. `None` if nothing is dirty. Before it begins, the recovery point has
    /// to be in `recovery-point-offset-checkpoint`: recovery takes a gap behind it for a loss.
    ///
    /// # Errors
    /// What the disk said.
    pub fn plan_compaction(
        &mut self,
        high_watermark: Offset,
        now: Now,
    ) -> Result<Option<CompactionPlan>, LogError> {
        let first_dirty_offset = self.first_dirty_offset();
        let first_uncleanable_offset = self.first_uncleanable_offset(high_watermark, now)?;
        if first_uncleanable_offset <= first_dirty_offset {
            return Ok(None);
        }
        let mut segments = Vec::new();
        for index in 0..self.active_index() {
            let end_offset = self.segment_end(index);
            let (segment, place) = self.at(index);
            if segment.base_offset() >= first_uncleanable_offset {
                break;
            }
            segments.push(SourceSegment {
                base_offset: segment.base_offset(),
                end_offset,
                file: segment.log_file(place)?,
                size: segment.size(),
                created: segment.created(),
                roll_jitter: segment.roll_jitter(),
            });
            // The plan holds the file; the log need not.
            segment.go_idle();
        }
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else {
            return Ok(None);
        };
        let aborted = self.aborted_transactions(first.base_offset, last.end_offset)?;
        let producers = self.producers.iter().map(|entry| {
            let last_data_offset = entry.last_batch().map(|batch| batch.last_offset);
            (entry.id, ActiveProducer { last_data_offset, epoch: entry.epoch })
        });
        Ok(Some(CompactionPlan {
            disk: self.disk.clone(),
            directory: self.directory.clone(),
            segments,
            first_dirty_offset,
            first_uncleanable_offset,
            aborted,
            producers: producers.collect(),
            segment_bytes: self.config.segment_bytes,
            segment_index_bytes: self.config.segment_index_bytes,
            index_interval_bytes: self.config.index_interval_bytes,
            delete_retention: self.config.delete_retention,
            now,
        }))
    }

    /// Puts a compacted segment in the place of those that it was made of. Readers that hold slices
    /// of the old ones keep them.
    ///
    /// # Errors
    /// What the disk said. A start finishes what was begun.
    pub fn take_compacted(
        &mut self,
        cleaned: CleanedSegment,
        now: Now,
    ) -> Result<Replaced, LogError> {
        let Some(first) = cleaned.replaces.first().copied() else { return Ok(Replaced::Stale) };
        let index = self.segment_index(first);
        let count = cleaned.replaces.len();
        let current = self.segments.iter().skip(index).take(count);
        let unchanged =
            current.map(|segment| segment.base_offset()).eq(cleaned.replaces.iter().copied())
                && index + count <= self.active_index();
        if !unchanged {
            cleaned.discard()?;
            return Ok(Replaced::Stale);
        }
        for segment in &mut self.segments[index..index + count] {
            segment.go_idle();
        }
        // Names change in this order, so that every state in between can be finished by a start.
        cleaned.offer()?;
        let deletion = self.mark_files_deleted(&cleaned.replaces, &FileKind::OF_SEGMENT, now)?;
        cleaned.take_place()?;
        // Snapshots stand at base offsets only.
        let gone = &cleaned.replaces[1..];
        self.remove_snapshots(|offset| gone.contains(&offset))?;
        self.segments.splice(index..index + count, [cleaned.segment]);
        if self.open_segment.is_some_and(|open| cleaned.replaces.contains(&open)) {
            self.open_segment = None;
        }
        self.disk
            .sync_dir(&self.directory)
            .map_err(DiskError::at(DiskAction::Sync, &self.directory))?;
        Ok(Replaced::Taken(deletion))
    }

    /// Where compaction has to stop: at open transactions and those that a crash would open again,
    /// the active segment, what is not safe on the device, and what is younger than `min.compaction.lag.ms`.
    fn first_uncleanable_offset(
        &mut self,
        high_watermark: Offset,
        now: Now,
    ) -> Result<Offset, LogError> {
        let active = self.active_index();
        let mut limit = self
            .last_stable_offset(high_watermark)
            .min(self.segments[active].base_offset())
            .min(self.sync.stable_offset());
        let lag = self.config.compaction_lag_min.as_millis() as i128;
        if lag == 0 {
            return Ok(limit);
        }
        for index in 0..active {
            let (segment, place) = self.at(index);
            let base_offset = segment.base_offset();
            let youngest = segment.max_timestamp(place)?.timestamp;
            if i128::from(now.wall - youngest) < lag {
                limit = limit.min(base_offset);
                break;
            }
        }
        Ok(limit)
    }
}
