//! Builds a segment's indexes anew from its batches.

use super::{BatchScan, Place, Segment, SegmentError};

/// Distance of index entries where no config is at hand, in bytes: Apache Kafka's default.
const INDEX_INTERVAL_BYTES: u64 = 4096;

impl Segment {
    /// Forgets both sparse indexes and makes them again from the headers of all batches.
    ///
    /// # Errors
    /// If the segment holds something else than batches, or the disk failed.
    pub fn rebuild_indexes(&mut self, place: Place<'_>) -> Result<(), SegmentError> {
        self.clear_indexes(place)?;
        let file = self.log_file(place)?;
        let end = self.size;
        let mut scan = BatchScan::new(&*file, 0, end);
        self.size = 0;
        let result = loop {
            match scan.next_batch() {
                Ok(Some(batch)) => {
                    if !self.can_hold(batch.header.last_offset()) {
                        break Ok(());
                    }
                    if let Err(error) = self.make_ready(place) {
                        break Err(error.into());
                    }
                    self.note(&batch.header, INDEX_INTERVAL_BYTES);
                }
                Ok(None) => break Ok(()),
                Err(error) => break Err(SegmentError::scan(place)(error)),
            }
        };
        self.size = end;
        result?;
        Ok(self.write_indexes(place)?)
    }
}
