//! Builds what a log knows of its producers: from the newest usable snapshot, and from the headers
//! of the batches behind it.

use std::ops::Range;

use super::{AppendError, Log, LogError, RecoveryFinding, RecoveryReport};
use crate::{
    model::{Now, Offset},
    storage::{
        disk::{DiskAction, DiskError},
        index::AbortedTransaction,
        producers::{
            FirstSequence, ProducerEntry, ProducerState, TransactionalBatch, VerificationGuard,
            decode_snapshot,
        },
        segment::{FileKind, SegmentError},
    },
};

impl Log {
    /// Forgets producers that have expired by `now`. To be called now and then
    /// (`producer.id.expiration.check.interval.ms`).
    pub fn expire_producers(&mut self, now: Now) {
        self.producers.expire(now.wall, self.config.producer_id_expiration);
    }

    /// Begins to have the first batch of a transaction verified by its coordinator (KIP-890); `None` if it
    /// need not be.
    ///
    /// # Errors
    /// If the producer's epoch is older than the newest that was seen.
    pub fn begin_verification(
        &mut self,
        batch: TransactionalBatch,
        first_sequence: FirstSequence,
        now: Now,
    ) -> Result<Option<VerificationGuard>, AppendError> {
        Ok(self.producers.begin_verification(batch, first_sequence, now.wall)?)
    }

    /// Makes the producers again, as of `end`.
    pub(super) fn rebuild_producers(
        &mut self,
        end: Offset,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        self.producers = self.producers_as_of(end, now, report)?;
        Ok(())
    }

    /// Makes the index of a segment's aborted transactions again.
    pub(super) fn rebuild_aborted(
        &mut self,
        index: usize,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        let base_offset = self.segments[index].base_offset();
        let mut state = self.producers_as_of(base_offset, now, report)?;
        let mut aborted = Vec::new();
        let (segment, place) = self.at(index);
        segment.visit_headers(place, 0, &mut |batch, marker| {
            let ended = state.advance(&batch.header, marker);
            aborted.extend(ended.and_then(AbortedTransaction::of));
        })?;
        segment.replace_aborted(place, aborted)?;
        Ok(())
    }

    /// The producers as of `end`: all batches before it, none after it.
    fn producers_as_of(
        &mut self,
        end: Offset,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<ProducerState, LogError> {
        let (entries, from) = match self.newest_snapshot(end, report)? {
            Some((entries, offset)) => (entries, offset),
            None => (Vec::new(), self.log_start_offset.min(end)),
        };
        let expiration = self.config.producer_id_expiration;
        let mut state = ProducerState::from_snapshot(entries, from, now.wall, expiration);
        let mut index = self.segment_index(from);
        while let Some(next) = self.segments.get(index)
            && next.base_offset() < end
            && state.end_offset() < end
        {
            self.take_in_segment(index, from..end, &mut state, report)?;
            index += 1;
        }
        state.skip_to(end);
        Ok(state)
    }

    /// Takes in the batches of a segment within `range`. What cannot be read is reported; the log
    /// is readable around it.
    fn take_in_segment(
        &mut self,
        index: usize,
        range: Range<Offset>,
        state: &mut ProducerState,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        let (segment, place) = self.at(index);
        let unreadable =
            |reason| RecoveryFinding::Unreadable { file: place.path(FileKind::Log), reason };
        let first = match segment.locate(place, range.start) {
            Ok(Some(first)) => first,
            Ok(None) => return Ok(()),
            Err(corrupt @ SegmentError::Corrupt { .. }) => {
                report.findings.push(unreadable(corrupt.to_string()));
                return Ok(());
            }
            Err(error @ SegmentError::Disk(_)) => return Err(error.into()),
        };
        let mut batches = 0;
        let end = segment.visit_headers(place, first.position, &mut |batch, marker| {
            let header = &batch.header;
            if range.start <= header.last_offset() && header.base_offset < range.end {
                let _ = state.advance(header, marker);
                batches += 1;
            }
        })?;
        report.producer_batches += batches;
        if end < segment.size() {
            report.findings.push(unreadable(format!("no batch at byte {end}")));
        }
        Ok(())
    }

    /// The newest snapshot at or before `end` that can be read. Others on the way are deleted. One
    /// from before the first segment does not count: batches after it are gone, and a producer of
    /// whom too little is known would be refused, while one that is unknown may go on.
    fn newest_snapshot(
        &mut self,
        end: Offset,
        report: &mut RecoveryReport,
    ) -> Result<Option<(Vec<ProducerEntry>, Offset)>, DiskError> {
        loop {
            let usable = self.segments[0].base_offset()..=end;
            let mut newest_first = self.snapshots.iter().rev().copied();
            let Some(offset) = newest_first.find(|offset| usable.contains(offset)) else {
                return Ok(None);
            };
            let path = self.place(offset).path(FileKind::ProducerSnapshot);
            let bytes = self.disk.read(&path).map_err(DiskError::at(DiskAction::Read, &path))?;
            match decode_snapshot(&bytes) {
                Ok(entries) => return Ok(Some((entries, offset))),
                Err(invalid) => {
                    let reason = invalid.to_string();
                    report.findings.push(RecoveryFinding::Ignored { file: path, reason });
                    self.remove_snapshots(|snapshot| snapshot == offset)?;
                }
            }
        }
    }

    /// Deletes the snapshots that no segment starts at, but for one at the log end that a clean
    /// stop left.
    pub(super) fn remove_stray_snapshots(&mut self) -> Result<(), DiskError> {
        let bases: Vec<Offset> =
            self.segments.iter().map(|segment| segment.base_offset()).collect();
        let end = self.log_end_offset;
        self.remove_snapshots(|offset| offset != end && bases.binary_search(&offset).is_err())
    }
}
