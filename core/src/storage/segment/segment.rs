//! One segment: appends, keeps the indexes, knows its largest timestamp. When to roll, what the
//! offsets mean and which segment comes next is the log's to decide.

use std::{sync::Arc, time::Duration};

use super::{
    BatchScan, FileKind, FileToSync, Place, SegmentError,
    locate::Hints,
    recent::{RecentBatch, RecentBatches},
};
use crate::{
    model::{LogSlice, Offset, Timestamp},
    protocol::records::BatchHeader,
    storage::{
        disk::{DiskAction, DiskError, DiskFile},
        index::{
            AbortedTransaction, Collected, OffsetEntry, OffsetIndex, TimeEntry, TimeIndex,
            TransactionIndex,
        },
    },
};

/// Largest distance between a segment's base offset and its last offset: indexes hold 31 bits.
pub(super) const RELATIVE_OFFSET_MAX: i64 = i32::MAX as i64;

/// The largest timestamp of a segment and the last offset of the batch that brought it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxTimestamp {
    /// `Timestamp::NONE` if no batch has one.
    pub timestamp: Timestamp,
    /// Last offset of the first batch with that timestamp; the base offset if there is none.
    pub offset: Offset,
}

/// Whether the files are as a clean stop leaves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// Index entries or the largest timestamp may be in memory only.
    Open,
    /// Everything is in the files.
    Sealed,
}

/// One segment of a log. Files are opened when they are first needed.
#[derive(Debug)]
pub struct Segment {
    base_offset: Offset,
    pub(super) size: u64,
    pub(super) file: Option<Arc<dyn DiskFile>>,
    pub(super) offset_index: OffsetIndex,
    pub(super) time_index: TimeIndex,
    pub(super) transaction_index: TransactionIndex,
    pub(super) max_timestamp: Option<MaxTimestamp>,
    /// Largest timestamp of the first batch; `None` until it was asked.
    pub(super) first_timestamp: Option<Timestamp>,
    created: Timestamp,
    /// How much earlier than `segment.ms` this segment rolls.
    roll_jitter: Duration,
    pub(super) bytes_since_index_entry: u64,
    pub(super) growth: Growth,
    pub(super) recent: RecentBatches,
    pub(super) hints: Hints,
}

impl Segment {
    /// A segment whose `.log` file holds `size` valid bytes (0 for a new one). `created` stands in
    /// for timestamps that the batches do not have.
    #[must_use]
    pub fn new(base_offset: Offset, size: u64, created: Timestamp, roll_jitter: Duration) -> Self {
        Self {
            base_offset,
            size,
            file: None,
            offset_index: OffsetIndex::new(),
            time_index: TimeIndex::new(),
            transaction_index: TransactionIndex::new(),
            max_timestamp: None,
            first_timestamp: None,
            created,
            roll_jitter,
            bytes_since_index_entry: 0,
            growth: Growth::Sealed,
            recent: RecentBatches::default(),
            hints: Hints::default(),
        }
    }

    /// The offset in its file names: no record has a smaller one.
    #[must_use]
    pub fn base_offset(&self) -> Offset {
        self.base_offset
    }

    /// Bytes of batches.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When it was made or opened, by the wall clock.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// How much earlier than `segment.ms` this segment rolls.
    #[must_use]
    pub fn roll_jitter(&self) -> Duration {
        self.roll_jitter
    }

    /// Whether the indexes can express `offset`.
    #[must_use]
    pub fn can_hold(&self, offset: Offset) -> bool {
        (0..=RELATIVE_OFFSET_MAX).contains(&(offset - self.base_offset))
    }

    /// Does everything about the next [`Segment::append`] that may fail before a byte is written.
    ///
    /// # Errors
    /// What the disk said.
    pub fn make_ready(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.log_file(place)?;
        self.offset_index.make_ready(place)?;
        self.time_index.make_ready(place)?;
        self.max_timestamp(place)?;
        // The next write to an index is half a MiB of log away: not worth a handle until then.
        self.close_indexes();
        Ok(())
    }

    pub(super) fn close_indexes(&mut self) {
        self.offset_index.close_file();
        self.time_index.close_file();
        self.transaction_index.close_file();
    }

    /// As [`Segment::make_ready`], for what [`Segment::aborted`] is told later.
    ///
    /// # Errors
    /// What the disk said.
    pub fn make_ready_for_marker(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.transaction_index.make_ready(place)
    }

    /// Takes an aborted transaction into the index; its marker is in this segment. Call
    /// [`Segment::make_ready_for_marker`] before.
    pub fn aborted(&mut self, aborted: AbortedTransaction) {
        self.transaction_index.push(aborted);
        self.growth = Growth::Open;
    }

    /// Puts `aborted` in the place of what the index says.
    ///
    /// # Errors
    /// What the disk said.
    pub fn replace_aborted(
        &mut self,
        place: Place<'_>,
        aborted: Vec<AbortedTransaction>,
    ) -> Result<(), DiskError> {
        self.transaction_index.clear(place)?;
        for transaction in aborted {
            self.make_ready_for_marker(place)?;
            self.aborted(transaction);
        }
        Ok(())
    }

    /// Adds the aborted transactions that have records in `from..upper_bound`, and a marker in this
    /// segment, to `into`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn collect_aborted(
        &mut self,
        place: Place<'_>,
        from: Offset,
        upper_bound: Offset,
        into: &mut Vec<AbortedTransaction>,
    ) -> Result<Collected, DiskError> {
        let collected = self.transaction_index.collect(place, from, upper_bound, into);
        self.transaction_index.close_file();
        collected
    }

    /// Writes `parts`, the bytes of `batches` in order, behind the last batch. The headers carry
    /// the offsets that the bytes were stamped with. Call [`Segment::make_ready`] before.
    ///
    /// # Errors
    /// What the disk said; the segment is as before then, and what was written is written over.
    pub fn append<'h>(
        &mut self,
        place: Place<'_>,
        parts: &[&[u8]],
        batches: impl Iterator<Item = &'h BatchHeader>,
        index_interval_bytes: u64,
    ) -> Result<(), DiskError> {
        self.log_file(place)?
            .write_at(self.size, parts)
            .map_err(place.failed(DiskAction::Write, FileKind::Log))?;
        for header in batches {
            self.note(header, index_interval_bytes);
        }
        Ok(())
    }

    /// Takes a batch that stands at the end of the file into size, indexes and timestamps.
    pub(super) fn note(&mut self, header: &BatchHeader, index_interval_bytes: u64) {
        let last = header.last_offset();
        assert!(self.can_hold(last) && self.size <= i32::MAX as u64, "the log rolls before");
        let relative_offset = (last - self.base_offset) as u32;
        let position = self.size as u32;
        if position == 0 {
            self.first_timestamp = Some(header.max_timestamp);
        }
        let none = MaxTimestamp { timestamp: Timestamp::NONE, offset: self.base_offset };
        let mut max = self.max_timestamp.unwrap_or(none);
        if header.max_timestamp > max.timestamp {
            max = MaxTimestamp { timestamp: header.max_timestamp, offset: last };
        }
        self.max_timestamp = Some(max);
        if self.bytes_since_index_entry > index_interval_bytes {
            self.offset_index.push(OffsetEntry { relative_offset, position });
            self.push_max_timestamp(max);
            self.bytes_since_index_entry = 0;
        }
        self.bytes_since_index_entry += header.size as u64;
        let first = (header.base_offset - self.base_offset).max(0) as u32;
        self.recent.push(RecentBatch { first, last: relative_offset, position });
        self.size += header.size as u64;
        self.growth = Growth::Open;
    }

    fn push_max_timestamp(&mut self, max: MaxTimestamp) {
        let relative_offset = (max.offset - self.base_offset) as u32;
        self.time_index.push(TimeEntry { timestamp: max.timestamp, relative_offset });
    }

    /// The largest timestamp; read from the time index if the segment was opened and not read.
    ///
    /// # Errors
    /// What the disk said.
    pub fn max_timestamp(&mut self, place: Place<'_>) -> Result<MaxTimestamp, DiskError> {
        if let Some(max) = self.max_timestamp {
            return Ok(max);
        }
        let max = match self.time_index.last(place)? {
            Some(entry) => MaxTimestamp {
                timestamp: entry.timestamp,
                offset: self.base_offset + i64::from(entry.relative_offset),
            },
            None => MaxTimestamp { timestamp: Timestamp::NONE, offset: self.base_offset },
        };
        self.time_index.close_file();
        self.max_timestamp = Some(max);
        Ok(max)
    }

    /// The largest timestamp of the first batch; `None` if there is no batch or it has none.
    ///
    /// # Errors
    /// If the segment does not start with a batch, or the disk failed.
    pub fn first_timestamp(&mut self, place: Place<'_>) -> Result<Option<Timestamp>, SegmentError> {
        if self.first_timestamp.is_none() && self.size > 0 {
            let file = self.log_file(place)?;
            let first = BatchScan::new(&*file, 0, self.size)
                .next_batch()
                .map_err(SegmentError::scan(place))?;
            self.first_timestamp = first.map(|batch| batch.header.max_timestamp);
        }
        Ok(self.first_timestamp.filter(|timestamp| timestamp.0 >= 0))
    }

    /// Whether one of the indexes has no room for another entry.
    ///
    /// # Errors
    /// What the disk said.
    pub fn indexes_are_full(
        &mut self,
        place: Place<'_>,
        index_bytes_max: u64,
    ) -> Result<bool, DiskError> {
        // The time index keeps room for the entry that is added when the segment is sealed.
        Ok(self.offset_index.len(place)? >= index_bytes_max / 8
            || self.time_index.len(place)? >= (index_bytes_max / 12).saturating_sub(1))
    }

    /// Writes the waiting index entries to their files and makes the files of the sparse indexes if
    /// need be.
    ///
    /// # Errors
    /// What the disk said.
    pub fn write_indexes(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.offset_index.write_out(place)?;
        self.time_index.write_out(place)?;
        self.transaction_index.write_out(place)?;
        self.offset_index.file(place)?;
        self.time_index.file(place)?;
        Ok(())
    }

    /// Ends the segment's growth, by a roll or a clean stop: the largest timestamp enters the time
    /// index, the files are cut to what is valid.
    ///
    /// # Errors
    /// What the disk said.
    pub fn seal(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.make_ready(place)?;
        let max = self.max_timestamp(place)?;
        self.push_max_timestamp(max);
        self.write_indexes(place)?;
        let file = self.log_file(place)?;
        let length = file.len().map_err(place.failed(DiskAction::Read, FileKind::Log))?;
        self.growth = Growth::Sealed;
        if length > self.size {
            // A write that failed half way left bytes behind.
            file.truncate(self.size).map_err(place.failed(DiskAction::Truncate, FileKind::Log))?;
        }
        Ok(())
    }

    /// Whether nothing was appended since the files were sealed or opened.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.growth == Growth::Sealed
    }

    /// Lets go of file handles and of what only an active segment needs.
    pub fn go_idle(&mut self) {
        self.file = None;
        self.close_indexes();
        self.recent.clear();
    }

    /// Number of files that are held open.
    #[must_use]
    pub fn open_files(&self) -> usize {
        usize::from(self.file.is_some())
            + usize::from(self.offset_index.is_open())
            + usize::from(self.time_index.is_open())
            + usize::from(self.transaction_index.is_open())
    }

    /// The `.log` file.
    ///
    /// # Errors
    /// What the disk said.
    pub fn log_file(&mut self, place: Place<'_>) -> Result<Arc<dyn DiskFile>, DiskError> {
        if let Some(file) = &self.file {
            return Ok(Arc::clone(file));
        }
        let file =
            if self.size == 0 { place.create(FileKind::Log) } else { place.open(FileKind::Log) }?;
        self.file = Some(Arc::clone(&file));
        Ok(file)
    }

    /// The files that a sync has to force: the log, and the indexes if they were written to.
    ///
    /// # Errors
    /// What the disk said.
    pub fn files_to_sync(
        &mut self,
        place: Place<'_>,
        into: &mut Vec<FileToSync>,
    ) -> Result<(), DiskError> {
        into.push(FileToSync { kind: FileKind::Log, file: self.log_file(place)? });
        into.extend(self.offset_index.file_to_sync(place)?);
        into.extend(self.time_index.file_to_sync(place)?);
        into.extend(self.transaction_index.file_to_sync(place)?);
        self.close_indexes();
        Ok(())
    }

    /// Makes the next sync include the indexes.
    pub fn needs_sync(&mut self) {
        self.offset_index.needs_sync();
        self.time_index.needs_sync();
        self.transaction_index.needs_sync();
    }

    /// Adds `length` bytes from `position` on as slices to `into`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn slice(
        &mut self,
        place: Place<'_>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> Result<(), DiskError> {
        self.log_file(place)?
            .slice(position, length, into)
            .map_err(place.failed(DiskAction::Read, FileKind::Log))
    }

    /// Empties the indexes, but for the aborted transactions.
    ///
    /// # Errors
    /// What the disk said.
    pub fn clear_indexes(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.offset_index.clear(place)?;
        self.time_index.clear(place)?;
        self.recent.clear();
        self.hints = Hints::default();
        self.max_timestamp = None;
        self.bytes_since_index_entry = 0;
        self.growth = Growth::Open;
        Ok(())
    }
}
