//! When the active segment closes and a new one opens.

use std::time::Duration;

use super::{Log, LogError, Preallocation};
use crate::{
    model::{Now, Offset, Timestamp},
    protocol::records::BatchHeader,
    storage::disk::DiskAction,
    storage::segment::{FileKind, Segment, SegmentError},
};

impl Log {
    /// Closes the active segment and opens a new one at the log end, unless it is empty. Kafka
    /// does the same before it deletes a whole log by time.
    ///
    /// # Errors
    /// What the disk said.
    pub fn roll(&mut self, now: Now) -> Result<(), LogError> {
        let index = self.active_index();
        if self.segments[index].size() > 0 {
            self.roll_at(self.log_end_offset, now)?;
        }
        Ok(())
    }

    /// Rolls if the active segment has no room for the batches from `first` to `last` of `size`
    /// bytes. Returns whether it did.
    pub(super) fn roll_for(
        &mut self,
        size: u64,
        first: &BatchHeader,
        last: &BatchHeader,
        now: Now,
    ) -> Result<bool, SegmentError> {
        let index = self.active_index();
        if self.segments[index].size() == 0 {
            if !self.segments[index].can_hold(last.last_offset()) {
                // Only a follower gets here, whose leader starts far beyond an empty segment.
                self.replace_empty_active(first.base_offset, now)?;
            }
            return Ok(false);
        }
        let full = self.segments[index].size() + size > self.config.segment_bytes
            || !self.segments[index].can_hold(last.last_offset())
            || self.time_to_roll(last.max_timestamp, now)?
            || self.indexes_are_full()?;
        if full {
            // Segments follow each other without a gap as long as the indexes can express it, so
            // that recovery can tell a hole.
            let reach = last.last_offset() - self.log_end_offset;
            let base_offset =
                if reach <= i64::from(i32::MAX) { self.log_end_offset } else { first.base_offset };
            self.roll_at(base_offset, now)?;
        }
        Ok(full)
    }

    /// Whether a record with `timestamp` is `segment.ms` younger than the active segment's first.
    fn time_to_roll(&mut self, timestamp: Timestamp, now: Now) -> Result<bool, SegmentError> {
        let limit = self.config.segment_ms;
        let index = self.active_index();
        let (segment, place) = self.at(index);
        let waited = match segment.first_timestamp(place)? {
            Some(first) => timestamp - first,
            None => now.wall - segment.created(),
        };
        let limit = limit.saturating_sub(segment.roll_jitter());
        Ok(i128::from(waited) > limit.as_millis() as i128)
    }

    fn indexes_are_full(&mut self) -> Result<bool, SegmentError> {
        let max = self.config.segment_index_bytes;
        let index = self.active_index();
        let (segment, place) = self.at(index);
        Ok(segment.indexes_are_full(place, max)?)
    }

    fn roll_at(&mut self, base_offset: Offset, now: Now) -> Result<(), SegmentError> {
        let index = self.active_index();
        let (segment, place) = self.at(index);
        segment.seal(place)?;
        let segment = self.new_segment(base_offset, now)?;
        // A snapshot at each base offset: recovery of the segment needs no earlier one.
        self.producers.skip_to(base_offset);
        self.take_snapshot()?;
        self.segments[index].go_idle();
        self.segments.push(segment);
        Ok(())
    }

    fn replace_empty_active(&mut self, base_offset: Offset, now: Now) -> Result<(), SegmentError> {
        let segment = self.new_segment(base_offset, now)?;
        if let Some(old) = self.segments.pop() {
            let place = self.place(old.base_offset());
            for kind in [FileKind::Log, FileKind::OffsetIndex, FileKind::TimeIndex] {
                place.remove_if_there(kind)?;
            }
        }
        self.segments.push(segment);
        Ok(())
    }

    /// Makes the files of a new segment.
    pub(super) fn new_segment(
        &mut self,
        base_offset: Offset,
        now: Now,
    ) -> Result<Segment, SegmentError> {
        let jitter = self.draw_jitter();
        let mut segment = Segment::new(base_offset, 0, now.wall, jitter);
        let place = self.place(base_offset);
        let file = segment.log_file(place)?;
        // Leftovers of a roll that failed half way.
        file.truncate(0).map_err(place.failed(DiskAction::Truncate, FileKind::Log))?;
        segment.clear_indexes(place)?;
        place.remove_if_there(FileKind::TransactionIndex)?;
        match self.config.preallocation {
            Preallocation::Grow => {}
            Preallocation::Reserve => file
                .reserve(self.config.segment_bytes)
                .map_err(place.failed(DiskAction::Write, FileKind::Log))?,
        }
        self.sync.names_changed();
        Ok(segment)
    }

    pub(super) fn draw_jitter(&mut self) -> Duration {
        let jitter = self.config.segment_jitter.min(self.config.segment_ms).as_millis() as u64;
        Duration::from_millis(if jitter == 0 { 0 } else { self.rng.below(jitter) })
    }
}
