//! Takes a segment in again after a crash: what is before the recovery point is believed, the
//! rest is checked batch by batch.

use std::ops::ControlFlow;

use super::{
    BatchAt, BatchScan, FileKind, Place, ScanError, Segment, SegmentError,
    locate::{Hints, Start},
    segment::{Growth, RELATIVE_OFFSET_MAX},
    verify::{Invalid, Verified, Verifier},
};
use crate::{
    model::Offset,
    protocol::records::EndMarker,
    storage::{
        disk::{DiskAction, DiskError},
        index::{AbortedTransaction, InsaneIndex},
    },
};

impl Segment {
    /// Looks at the last entries of the sparse indexes, and at the aborted transactions.
    ///
    /// # Errors
    /// What the disk said; the inner error says what is wrong with an index.
    pub fn check_indexes(
        &mut self,
        place: Place<'_>,
    ) -> Result<Result<(), InsaneIndex>, DiskError> {
        let size = self.size;
        Ok(match self.offset_index.check(place, size)? {
            Ok(()) => match self.time_index.check(place)? {
                Ok(()) => self.transaction_index.check(place)?,
                Err(insane) => Err(insane),
            },
            Err(insane) => Err(insane),
        })
    }

    /// The offset after the last batch, found from the last index entry on.
    ///
    /// # Errors
    /// If the end is no whole batch, or the disk failed.
    pub fn find_end(&mut self, place: Place<'_>) -> Result<Offset, SegmentError> {
        if self.size == 0 {
            return Ok(self.base_offset());
        }
        let start = match self.offset_index.last(place)? {
            Some(entry) => Start::Entry(entry),
            None => Start::Position(0),
        };
        let mut end = self.base_offset();
        self.walk(place, start, |batch| {
            end = batch.next_offset();
            ControlFlow::Continue(())
        })?;
        Ok(end)
    }

    /// Forgets everything from the first batch on that reaches `recovery_point`, in memory and in
    /// the indexes; the file stays as it is. Returns the offset that the next batch must have at
    /// least. If the indexes are not sound, everything is forgotten.
    ///
    /// # Errors
    /// If the disk failed.
    pub fn begin_recovery(
        &mut self,
        place: Place<'_>,
        recovery_point: Offset,
    ) -> Result<Offset, SegmentError> {
        let base_offset = self.base_offset();
        let before = recovery_point - base_offset;
        let believed =
            if (1..=RELATIVE_OFFSET_MAX).contains(&before) && self.check_indexes(place)?.is_ok() {
                self.believe_until(place, recovery_point)?
            } else {
                None
            };
        let Some(last) = believed else {
            self.clear_indexes(place)?;
            self.transaction_index.clear(place)?;
            self.size = 0;
            return Ok(base_offset);
        };
        let relative_offset = (last.next_offset() - base_offset) as u32;
        self.offset_index.truncate_to(place, relative_offset)?;
        self.time_index.truncate_to(place, relative_offset)?;
        self.transaction_index.truncate_to(place, last.next_offset())?;
        self.size = last.end();
        self.recent.clear();
        self.hints = Hints::default();
        self.bytes_since_index_entry = 0;
        self.growth = Growth::Open;
        let max = self.scan_max_timestamp(place)?;
        self.max_timestamp = Some(max);
        Ok(last.next_offset())
    }

    /// The last batch before `recovery_point`, by the headers from the last index entry on.
    /// `None` if the index does not name a batch, or no batch ends before.
    fn believe_until(
        &mut self,
        place: Place<'_>,
        recovery_point: Offset,
    ) -> Result<Option<BatchAt>, SegmentError> {
        let before = (recovery_point - self.base_offset() - 1) as u32;
        let entry = self.offset_index.at_or_before_offset(place, before)?;
        let file = self.log_file(place)?;
        let start = entry.map_or(0, |entry| u64::from(entry.position));
        let mut scan = BatchScan::new(&*file, start, self.size);
        let mut last: Option<BatchAt> = None;
        loop {
            // No checksum covers the base offset: a torn one shows by not rising.
            let expected = last.map_or(self.base_offset(), |last| last.next_offset());
            match scan.next_batch() {
                Ok(Some(batch))
                    if expected <= batch.header.base_offset
                        && batch.header.last_offset() < recovery_point =>
                {
                    let named = entry.map(|entry| i64::from(entry.relative_offset));
                    let offset = batch.header.last_offset() - self.base_offset();
                    if last.is_none() && named.is_some_and(|named| named != offset) {
                        return Ok(None);
                    }
                    last = Some(batch);
                }
                Ok(_) | Err(ScanError::NotABatch { .. }) => return Ok(last),
                Err(error @ ScanError::Disk(_)) => return Err(SegmentError::scan(place)(error)),
            }
        }
    }

    /// Reads and checks the batches behind what is believed, up to `file_end`, takes each into
    /// size and indexes and hands it to `visit`, which says what transaction it aborted. `next_offset` is what the next one must have at
    /// least, and moves on. Stops at the first that is not valid and says why.
    ///
    /// # Errors
    /// If the disk failed.
    pub fn verify(
        &mut self,
        place: Place<'_>,
        file_end: u64,
        index_interval_bytes: u64,
        next_offset: &mut Offset,
        visit: &mut dyn FnMut(&BatchAt, Option<EndMarker>) -> Option<AbortedTransaction>,
    ) -> Result<Option<Invalid>, SegmentError> {
        let file = self.log_file(place)?;
        let mut verifier = Verifier::new(file, self.size, file_end);
        loop {
            let verified =
                verifier.next_batch().map_err(place.failed(DiskAction::Read, FileKind::Log))?;
            let (batch, marker) = match verified {
                Verified::End => return Ok(None),
                Verified::Invalid(invalid) => return Ok(Some(invalid)),
                Verified::Batch(batch, marker) => (batch, marker),
            };
            let (base_offset, last_offset) = (batch.header.base_offset, batch.header.last_offset());
            let rises = base_offset >= *next_offset && last_offset >= base_offset;
            if !rises || !self.can_hold(last_offset) || batch.end() > i32::MAX as u64 {
                let expected = *next_offset;
                return Ok(Some(Invalid::Offsets { base_offset, last_offset, expected }));
            }
            self.make_ready(place)?;
            self.note(&batch.header, index_interval_bytes);
            *next_offset = batch.next_offset();
            if let Some(aborted) = visit(&batch, marker) {
                self.make_ready_for_marker(place)?;
                self.aborted(aborted);
            }
        }
    }
}
