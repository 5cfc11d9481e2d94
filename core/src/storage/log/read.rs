//! Reads batches by offset, as slices that stay valid whatever happens to the log afterwards.

use super::{Log, LogError, OffsetOutOfRange};
use crate::{
    model::{LogSlice, Offset},
    storage::{
        index::{AbortedTransaction, Collected},
        segment::{Boundary, SegmentError},
    },
};

/// What a read does when the first batch alone is larger than asked for (KIP-74).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstBatch {
    /// It is returned whole, so that a consumer can make progress.
    Whole,
    /// Nothing is returned: another partition of the fetch has made progress already.
    WithinLimit,
}

/// What ended a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ReadEnd {
    /// The upper bound: there is no more to read yet.
    #[default]
    UpperBound,
    /// The end of a segment: the next one has more.
    Segment,
    /// The limit of bytes.
    Limit,
}

/// What a read found.
#[derive(Debug, Default)]
pub struct ReadResult {
    /// Whole batches, in order. The first one may start before the offset that was asked for.
    pub slices: Vec<LogSlice>,
    /// Bytes of all slices.
    pub bytes: usize,
    /// Base offset of the first batch; `None` if there is none.
    pub base_offset: Option<Offset>,
    /// Where to read on. The offset that was asked for if nothing was found.
    pub next_offset: Option<Offset>,
    /// What ended it.
    pub end: ReadEnd,
    /// There is a first batch, but it is larger than the limit and [`FirstBatch::WithinLimit`]
    /// was asked for.
    pub first_batch_too_large: bool,
}

impl Log {
    /// Reads whole batches from the one that holds `from` on: at most `max_bytes`, all below
    /// `upper_bound` (high watermark, last stable offset, or the log end for followers). Batches
    /// come from one segment, so a result may be shorter than both limits allow; it is empty only
    /// if `from` is at or past the upper bound, or by `first_batch`.
    ///
    /// # Errors
    /// `OutOfRange` if `from` is before the log's start or after its end.
    pub fn read(
        &mut self,
        from: Offset,
        max_bytes: usize,
        upper_bound: Offset,
        first_batch: FirstBatch,
    ) -> Result<ReadResult, LogError> {
        if from < self.log_start_offset || from > self.log_end_offset {
            return Err(self.out_of_range(from).into());
        }
        let nothing = ReadResult { next_offset: Some(from), ..ReadResult::default() };
        let upper_bound = upper_bound.min(self.log_end_offset);
        if from >= upper_bound {
            return Ok(nothing);
        }
        for index in self.segment_index(from)..self.segments.len() {
            let segment_end = self.segment_end(index);
            self.opened(index);
            let (segment, place) = self.at(index);
            // Offsets that compaction removed: the batch is in a later segment.
            let Some(first) = segment.locate(place, from)? else { continue };
            let limit = if upper_bound >= segment_end {
                segment.size()
            } else {
                segment.locate(place, upper_bound)?.map_or(segment.size(), |batch| batch.position)
            };
            if first.position >= limit {
                return Ok(nothing);
            }
            let first_bytes = first.end - first.position;
            if first_bytes > max_bytes as u64 && first_batch == FirstBatch::WithinLimit {
                let end = ReadEnd::Limit;
                return Ok(ReadResult { first_batch_too_large: true, end, ..nothing });
            }
            let wanted = first.position + first_bytes.max(max_bytes as u64);
            let (position, next_offset, end) = if wanted < limit {
                let boundary = match segment.boundary_before(place, &first, from, wanted) {
                    Ok(boundary) => boundary,
                    // Whoever reads on behind the first batch hears of it.
                    Err(SegmentError::Corrupt { .. }) => {
                        Boundary { position: first.end, next_offset: first.last_offset + 1 }
                    }
                    Err(error @ SegmentError::Disk(_)) => return Err(error.into()),
                };
                (boundary.position, boundary.next_offset, ReadEnd::Limit)
            } else if limit < segment.size() || segment_end >= upper_bound {
                let next = if limit == segment.size() { segment_end } else { upper_bound };
                (limit, next, ReadEnd::UpperBound)
            } else {
                (limit, segment_end, ReadEnd::Segment)
            };
            let bytes = (position - first.position) as usize;
            let mut slices = Vec::with_capacity(1);
            segment.slice(place, first.position, bytes, &mut slices)?;
            return Ok(ReadResult {
                slices,
                bytes,
                base_offset: Some(first.base_offset),
                next_offset: Some(next_offset),
                end,
                first_batch_too_large: false,
            });
        }
        Ok(nothing)
    }

    /// The aborted transactions with records in `from..upper_bound`: what a consumer of committed
    /// records leaves out. `upper_bound` is where a read ended.
    ///
    /// # Errors
    /// What the disk said.
    pub fn aborted_transactions(
        &mut self,
        from: Offset,
        upper_bound: Offset,
    ) -> Result<Vec<AbortedTransaction>, LogError> {
        let mut aborted = Vec::new();
        for index in self.segment_index(from)..self.segments.len() {
            let (segment, place) = self.at(index);
            match segment.collect_aborted(place, from, upper_bound, &mut aborted)? {
                Collected::All => break,
                Collected::SoFar => {}
            }
        }
        Ok(aborted)
    }

    /// The offset after the last record that the segment can hold: where the next one starts.
    pub(super) fn segment_end(&self, index: usize) -> Offset {
        self.segments.get(index + 1).map_or(self.log_end_offset, |next| next.base_offset())
    }

    pub(super) fn out_of_range(&self, requested: Offset) -> OffsetOutOfRange {
        OffsetOutOfRange {
            requested,
            log_start_offset: self.log_start_offset,
            log_end_offset: self.log_end_offset,
        }
    }
}
