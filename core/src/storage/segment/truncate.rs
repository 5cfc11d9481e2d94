//! Cuts a segment at its end, and finds out again what was known of the end.

use super::{
    BatchAt, BatchScan, FileKind, MaxTimestamp, Place, ScanError, Segment, SegmentError,
    locate::Hints,
    markers::marker_at,
    segment::{Growth, RELATIVE_OFFSET_MAX},
};
use crate::{
    model::Offset,
    protocol::records::EndMarker,
    storage::disk::{DiskAction, DiskError},
};

impl Segment {
    /// Cuts everything from the batch on that holds `offset` or a later one, and makes that
    /// durable. Blocks.
    ///
    /// # Errors
    /// If the segment cannot be read or cut.
    pub fn truncate_to(&mut self, place: Place<'_>, offset: Offset) -> Result<(), SegmentError> {
        let cut_at = self.locate(place, offset)?.map_or(self.size, |batch| batch.position);
        let relative_offset = (offset - self.base_offset()).clamp(0, RELATIVE_OFFSET_MAX) as u32;
        self.offset_index.truncate_to(place, relative_offset)?;
        self.time_index.truncate_to(place, relative_offset)?;
        self.transaction_index.truncate_to(place, offset)?;
        self.forget_end(cut_at);
        self.cut_file(place)?;
        let max = self.scan_max_timestamp(place)?;
        self.max_timestamp = Some(max);
        Ok(())
    }

    fn forget_end(&mut self, size: u64) {
        self.size = size;
        self.recent.clear();
        self.hints = Hints::default();
        self.max_timestamp = None;
        self.bytes_since_index_entry = 0;
        self.growth = Growth::Open;
        if size == 0 {
            self.first_timestamp = None;
        }
    }

    /// The largest timestamp by the time index and the batches after its last entry.
    pub(super) fn scan_max_timestamp(
        &mut self,
        place: Place<'_>,
    ) -> Result<MaxTimestamp, SegmentError> {
        self.max_timestamp = None;
        let mut max = self.max_timestamp(place)?;
        let from = (max.offset - self.base_offset()) as u32;
        let entry = self.offset_index.at_or_before_offset(place, from)?;
        let file = self.log_file(place)?;
        let start = entry.map_or(0, |entry| u64::from(entry.position));
        let mut scan = BatchScan::new(&*file, start, self.size);
        while let Some(batch) = scan.next_batch().map_err(SegmentError::scan(place))? {
            if batch.header.max_timestamp > max.timestamp {
                let offset = batch.header.last_offset();
                max = MaxTimestamp { timestamp: batch.header.max_timestamp, offset };
            }
        }
        Ok(max)
    }

    /// Cuts what stands in the `.log` file behind the valid bytes, and makes that durable: what
    /// was cut must not be there again after a crash, behind what is appended next. Blocks.
    ///
    /// # Errors
    /// What the disk said.
    pub fn cut_file(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        let file = self.log_file(place)?;
        file.truncate(self.size).map_err(place.failed(DiskAction::Truncate, FileKind::Log))?;
        file.sync_data().map_err(place.failed(DiskAction::Sync, FileKind::Log))
    }

    /// Hands the batches from `start` on to `visit`, by their headers and with the markers of
    /// transactions, up to the first that is none. Returns where the batches end.
    ///
    /// # Errors
    /// If the disk failed.
    pub fn visit_headers(
        &mut self,
        place: Place<'_>,
        start: u64,
        visit: &mut dyn FnMut(&BatchAt, Option<EndMarker>),
    ) -> Result<u64, SegmentError> {
        let file = self.log_file(place)?;
        let mut scan = BatchScan::new(&*file, start, self.size);
        loop {
            match scan.next_batch() {
                Ok(Some(batch)) => {
                    let marker = marker_at(&*file, &batch)
                        .map_err(place.failed(DiskAction::Read, FileKind::Log))?;
                    visit(&batch, marker);
                }
                Ok(None) | Err(ScanError::NotABatch { .. }) => return Ok(scan.position()),
                Err(error @ ScanError::Disk(_)) => return Err(SegmentError::scan(place)(error)),
            }
        }
    }
}
