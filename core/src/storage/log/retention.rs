//! Deletes old segments: those before the log start (DeleteRecords), beyond `retention.bytes` and
//! older than `retention.ms`. The cut is always between segments, from the oldest on, and never
//! above the high watermark.

use super::{Deletion, Log, LogError};
use crate::model::{Now, Offset};

impl Log {
    /// Deletes the segments that the configuration no longer keeps. Run the [`Deletion`] when it
    /// is due. To be called every `log.retention.check.interval.ms`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn apply_retention(
        &mut self,
        high_watermark: Offset,
        now: Now,
    ) -> Result<Option<Deletion>, LogError> {
        let count = self.deletable(high_watermark, now)?;
        if count == 0 {
            return Ok(None);
        }
        if count == self.segments.len() {
            self.roll(now)?;
        }
        let base_offsets: Vec<Offset> =
            self.segments[..count].iter().map(|segment| segment.base_offset()).collect();
        let deletion = self.mark_deleted(&base_offsets, now)?;
        self.segments.drain(..count);
        self.raise_log_start(self.segments[0].base_offset());
        Ok(deletion)
    }

    /// Hides all records before `offset` (DeleteRecords): the log starts there at once, and whole
    /// segments go at the next [`Log::apply_retention`].
    ///
    /// # Errors
    /// `OutOfRange` if `offset` is above the high watermark.
    pub fn delete_records_before(
        &mut self,
        offset: Offset,
        high_watermark: Offset,
    ) -> Result<(), LogError> {
        if offset > high_watermark || offset < Offset::ZERO {
            return Err(self.out_of_range(offset).into());
        }
        self.raise_log_start(offset);
        Ok(())
    }

    fn raise_log_start(&mut self, offset: Offset) {
        if offset > self.log_start_offset {
            self.log_start_offset = offset;
            if self.epochs.truncate_from_start(offset).is_made() {
                self.sync.epochs_changed();
            }
        }
    }

    /// How many segments, from the oldest on, may go.
    fn deletable(&mut self, high_watermark: Offset, now: Now) -> Result<usize, LogError> {
        let deletes = self.config.cleanup_policy.deletes();
        let retention_bytes = self.config.retention_bytes.filter(|_| deletes);
        let retention_time = self.config.retention_time.filter(|_| deletes);
        let mut excess = retention_bytes.map_or(0, |keep| self.size().saturating_sub(keep));
        let mut count = 0;
        while count < self.segments.len() {
            let size = self.segments[count].size();
            let is_last = count + 1 == self.segments.len();
            if self.segment_end(count) > high_watermark || (is_last && size == 0) {
                break;
            }
            let before_start = !is_last && self.segment_end(count) <= self.log_start_offset;
            let too_much = excess > 0 && excess >= size;
            let too_old = match retention_time {
                Some(limit) => i128::from(self.age(count, now)?) > limit.as_millis() as i128,
                None => false,
            };
            if !(before_start || too_much || too_old) {
                break;
            }
            excess = excess.saturating_sub(size);
            count += 1;
        }
        Ok(count)
    }

    /// Milliseconds since the youngest record of a segment.
    fn age(&mut self, index: usize, now: Now) -> Result<i64, LogError> {
        let (segment, place) = self.at(index);
        let max = segment.max_timestamp(place)?.timestamp;
        Ok(now.wall - if max.0 >= 0 { max } else { segment.created() })
    }
}
