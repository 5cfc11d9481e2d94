//! Finds the batch with the first record that is at least as young as a timestamp, and the one
//! with the youngest record (ListOffsets). Which record of the batch it is takes decompression,
//! so that is done with the slices that are returned, without the log's lock.

use super::{Log, LogError};
use crate::{
    model::{LogSlice, Offset, Timestamp},
    protocol::records::{BatchHeader, TimestampType},
    storage::segment::{BatchAt, BatchScan, SegmentError},
};

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampLookup {
    /// The first record, from the log start on, with at least this timestamp.
    AtLeast(Timestamp),
    /// The first record with the largest timestamp.
    Max,
}

/// The batch that holds the record.
#[derive(Debug)]
pub struct TimestampedBatch {
    /// The batch's header.
    pub header: BatchHeader,
    /// The whole batch.
    pub slices: Vec<LogSlice>,
    /// Records before this offset do not count: the log starts here.
    pub log_start_offset: Offset,
    /// The record is the first in the batch, at or after the log start, with at least this.
    pub timestamp: Timestamp,
}

impl TimestampedBatch {
    /// The record, where the header alone says which: all records of a batch with append time
    /// share its timestamp, and one record is the only one.
    #[must_use]
    pub fn by_header(&self) -> Option<(Offset, Timestamp)> {
        let first = self.header.base_offset.max(self.log_start_offset);
        let by_header = match self.header.attributes.timestamp_type() {
            TimestampType::LogAppendTime => true,
            TimestampType::CreateTime => self.header.last_offset_delta == 0,
        };
        by_header.then_some((first, self.header.max_timestamp))
    }
}

impl Log {
    /// Finds the batch that holds the record that `lookup` asks for; `None` if there is none.
    /// Records above the high watermark are found too; the caller hides them.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub fn find_timestamp(
        &mut self,
        lookup: TimestampLookup,
    ) -> Result<Option<TimestampedBatch>, LogError> {
        let (index, timestamp) = match lookup {
            TimestampLookup::AtLeast(timestamp) => {
                let mut index = 0;
                while index < self.segments.len() && self.max_timestamp_of(index)? < timestamp {
                    index += 1;
                }
                (index, timestamp)
            }
            TimestampLookup::Max => {
                let mut youngest = (0, Timestamp::NONE);
                for index in 0..self.segments.len() {
                    let timestamp = self.max_timestamp_of(index)?;
                    if timestamp > youngest.1 {
                        youngest = (index, timestamp);
                    }
                }
                if youngest.1 == Timestamp::NONE {
                    return Ok(None);
                }
                youngest
            }
        };
        for index in index..self.segments.len() {
            if let Some(batch) = self.first_at_least(index, timestamp)? {
                return Ok(Some(self.timestamped(index, batch, timestamp)?));
            }
        }
        Ok(None)
    }

    /// The largest timestamp of a segment, without the batches before the log start.
    fn max_timestamp_of(&mut self, index: usize) -> Result<Timestamp, LogError> {
        let start = self.log_start_offset;
        let (segment, place) = self.at(index);
        let max = segment.max_timestamp(place)?;
        if max.offset >= start {
            return Ok(max.timestamp);
        }
        let mut left = Timestamp::NONE;
        if let Some(first) = segment.locate(place, start)? {
            segment.visit_headers(place, first.position, &mut |batch, _| {
                left = left.max(batch.header.max_timestamp);
            })?;
        }
        Ok(left)
    }

    fn first_at_least(
        &mut self,
        index: usize,
        timestamp: Timestamp,
    ) -> Result<Option<BatchAt>, LogError> {
        let start = self.log_start_offset;
        self.opened(index);
        let (segment, place) = self.at(index);
        let from = segment.offset_before_timestamp(place, timestamp)?.max(start);
        let Some(first) = segment.locate(place, from)? else { return Ok(None) };
        let file = segment.log_file(place)?;
        let mut scan = BatchScan::new(&*file, first.position, segment.size());
        while let Some(batch) = scan.next_batch().map_err(SegmentError::scan(place))? {
            if batch.header.max_timestamp >= timestamp {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    fn timestamped(
        &mut self,
        index: usize,
        batch: BatchAt,
        timestamp: Timestamp,
    ) -> Result<TimestampedBatch, LogError> {
        let log_start_offset = self.log_start_offset;
        let (segment, place) = self.at(index);
        let mut slices = Vec::with_capacity(1);
        segment.slice(place, batch.position, batch.header.size, &mut slices)?;
        Ok(TimestampedBatch { header: batch.header, slices, log_start_offset, timestamp })
    }
}
