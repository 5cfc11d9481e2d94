//! Cuts a log at its end: a follower gives up what its leader does not have.

use super::{Deletion, Log, LogError, RecoveryReport};
use crate::{
    model::{Now, Offset},
    storage::disk::{DiskAction, DiskError},
};

impl Log {
    /// Cuts all records from `offset` on. A batch that holds `offset` goes whole, so the log may
    /// end before it. Blocks until the cut is durable: after a crash, what was cut must not be
    /// there again behind what is appended next. The recovery point moves back; write it to
    /// `recovery-point-offset-checkpoint` before the next append.
    ///
    /// # Errors
    /// If the log cannot be read or cut.
    pub fn truncate_to(&mut self, offset: Offset, now: Now) -> Result<Option<Deletion>, LogError> {
        if offset >= self.log_end_offset {
            // A leader that was deposed before it appended anything has an epoch at its end that no
            // other replica may know.
            if self.epochs.truncate_from_end(self.log_end_offset).is_made() {
                self.sync.epochs_changed();
            }
            return Ok(None);
        }
        if offset < self.segments[0].base_offset() {
            return self.truncate_fully_and_start_at(offset, now);
        }
        self.sync.cut(offset);
        let keep = self.segment_index(offset) + 1;
        let removed: Vec<Offset> =
            self.segments[keep..].iter().map(|segment| segment.base_offset()).collect();
        let deletion = self.mark_deleted(&removed, now)?;
        self.segments.truncate(keep);
        if !removed.is_empty() {
            self.sync_directory()?;
        }
        let (segment, place) = self.at(keep - 1);
        let end = segment.locate(place, offset)?.map_or(offset, |cut| cut.base_offset.min(offset));
        segment.truncate_to(place, offset)?;
        self.log_end_offset = end;
        self.first_dirty_offset = self.first_dirty_offset.min(end);
        self.log_start_offset = self.log_start_offset.min(end);
        self.sync.cut(end);
        if self.epochs.truncate_from_end(end).is_made() {
            self.sync.epochs_changed();
        }
        self.remove_snapshots(|snapshot| snapshot > end)?;
        self.rebuild_producers(end, now, &mut RecoveryReport::default())?;
        if let Some(open) = self.producers.first_open_offset() {
            // Its marker may have been cut.
            self.sync.unstable_from(open);
        }
        Ok(deletion)
    }

    /// Gives up everything and starts anew, empty, at `offset`: a follower that is so far behind
    /// that its leader has nothing left of what would follow.
    ///
    /// # Errors
    /// What the disk said.
    pub fn truncate_fully_and_start_at(
        &mut self,
        offset: Offset,
        now: Now,
    ) -> Result<Option<Deletion>, LogError> {
        self.sync.cut(offset.min(self.log_start_offset));
        let removed: Vec<Offset> =
            self.segments.iter().map(|segment| segment.base_offset()).collect();
        let deletion = self.mark_deleted(&removed, now)?;
        self.remove_snapshots(|_| true)?;
        let segment = self.new_segment(offset, now)?;
        self.segments.clear();
        self.segments.push(segment);
        self.sync_directory()?;
        self.log_start_offset = offset;
        self.log_end_offset = offset;
        self.first_dirty_offset = offset;
        self.epochs.clear();
        self.sync.epochs_changed();
        self.producers = crate::storage::producers::ProducerState::new(offset);
        Ok(deletion)
    }

    fn sync_directory(&self) -> Result<(), DiskError> {
        self.disk
            .sync_dir(&self.directory)
            .map_err(DiskError::at(DiskAction::Sync, &self.directory))
    }
}
