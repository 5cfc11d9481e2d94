//! What a log does to be trusted again. After a clean stop it only finds its end. After any other
//! it reads and checks every batch from the recovery point on, cuts at the first that is not
//! valid, and makes indexes, epochs and producers anew for that part.

use std::{mem, time::Duration};

use super::{Log, LogError, RecoveryFinding, RecoveryReport};
use crate::{
    model::{Now, Offset, Timestamp},
    storage::{
        disk::{DiskAction, DiskError},
        epochs::LeaderEpochs,
        index::AbortedTransaction,
        producers::ProducerState,
        segment::{FileKind, Segment, SegmentError},
    },
};

/// Whether a segment was valid to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Validity {
    Whole,
    Cut,
}

impl Log {
    /// Finds the log end after a clean stop, from the last index entry on. Returns the recovery
    /// point. A tail that is not valid after all is cut as after a crash.
    pub(super) fn find_end_after_clean_stop(
        &mut self,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<Offset, LogError> {
        let index = self.active_index();
        let (segment, place) = self.at(index);
        if let Err(insane) = segment.check_indexes(place)? {
            self.rebuild_at(index, insane.to_string(), report)?;
            self.rebuild_aborted(index, now, report)?;
        }
        let (segment, place) = self.at(index);
        match segment.find_end(place) {
            Ok(end) => {
                self.log_end_offset = end;
                Ok(end)
            }
            Err(SegmentError::Corrupt { .. }) => {
                let base_offset = self.segments[index].base_offset();
                self.recover(base_offset, now, report)
            }
            Err(error @ SegmentError::Disk(_)) => Err(error.into()),
        }
    }

    /// Checks everything from `recovery_point` on. Returns the recovery point that is left.
    pub(super) fn recover(
        &mut self,
        recovery_point: Offset,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<Offset, LogError> {
        // The batches before the recovery point are safe, but the segment that holds the last of
        // them may have been sealed since, and that may be lost.
        let first = self.segment_index(recovery_point + -1);
        let mut file_end = self.segments[first].size();
        let (segment, place) = self.at(first);
        let start = segment.begin_recovery(place, recovery_point)?;
        // Producers as of the first batch that is read again; later snapshots may say more than
        // is left.
        self.remove_snapshots(|snapshot| snapshot > start)?;
        // Epochs that began later may be those of records that were cut before the crash.
        if self.epochs.truncate_from_end(start + 1).is_made() {
            self.sync.epochs_changed();
        }
        self.log_end_offset = start;
        self.rebuild_producers(start, now, report)?;
        let mut index = first;
        loop {
            let validity = self.verify_segment(index, file_end, report)?;
            index += 1;
            let Some(next) = self.segments.get_mut(index) else { break };
            let base_offset = next.base_offset();
            // A gap is a hole: the end of the earlier segment was lost and this one was not. Only
            // compaction leaves gaps, and never behind the recovery point.
            let follows = base_offset == self.log_end_offset
                || (self.log_end_offset < base_offset && base_offset <= recovery_point);
            if validity == Validity::Cut || !follows {
                self.drop_segments(index, now, report)?;
                break;
            }
            file_end = next.size();
            let (segment, place) = self.at(index - 1);
            segment.seal(place)?;
            segment.go_idle();
            let (segment, place) = self.at(index);
            segment.begin_recovery(place, base_offset)?;
            self.log_end_offset = base_offset;
            self.producers.skip_to(base_offset);
            self.take_snapshot()?;
        }
        Ok(recovery_point.min(self.log_end_offset))
    }

    fn verify_segment(
        &mut self,
        index: usize,
        file_end: u64,
        report: &mut RecoveryReport,
    ) -> Result<Validity, LogError> {
        let interval = self.config.index_interval_bytes;
        let mut epochs = self.epochs.clone();
        let mut producers = mem::replace(&mut self.producers, ProducerState::new(Offset::ZERO));
        let mut end_offset = self.log_end_offset;
        let (segment, place) = self.at(index);
        let from = segment.size();
        let invalid =
            segment.verify(place, file_end, interval, &mut end_offset, &mut |batch, marker| {
                let header = &batch.header;
                if epochs.latest().is_some_and(|latest| latest > header.leader_epoch) {
                    // So may be the one that began at this very offset.
                    let _ = epochs.truncate_from_end(header.base_offset);
                }
                let _ = epochs.assign(header.leader_epoch, header.base_offset);
                producers.advance(header, marker).and_then(AbortedTransaction::of)
            })?;
        let position = segment.size();
        if invalid.is_some() {
            segment.cut_file(place)?;
        }
        let file = place.path(FileKind::Log);
        if epochs != self.epochs {
            self.sync.epochs_changed();
        }
        (self.epochs, self.producers, self.log_end_offset) = (epochs, producers, end_offset);
        report.verified_bytes += position - from;
        let Some(reason) = invalid else { return Ok(Validity::Whole) };
        report.findings.push(RecoveryFinding::Cut {
            file,
            position,
            offset: end_offset,
            bytes: file_end - position,
            reason: reason.to_string(),
        });
        Ok(Validity::Cut)
    }

    fn drop_segments(
        &mut self,
        from: usize,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        let dropped: Vec<Offset> =
            self.segments[from..].iter().map(|segment| segment.base_offset()).collect();
        report.findings.push(RecoveryFinding::SegmentsDropped {
            file: self.place(dropped[0]).path(FileKind::Log),
            count: dropped.len(),
        });
        report.deletions.extend(self.mark_deleted(&dropped, now)?);
        self.segments.truncate(from);
        self.disk
            .sync_dir(&self.directory)
            .map_err(DiskError::at(DiskAction::Sync, &self.directory))?;
        Ok(())
    }

    fn rebuild_at(
        &mut self,
        index: usize,
        reason: String,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        let base_offset = self.segments[index].base_offset();
        let placeholder = Segment::new(base_offset, 0, Timestamp::NONE, Duration::ZERO);
        let mut segment = mem::replace(&mut self.segments[index], placeholder);
        let result = self.rebuild(&mut segment, reason, report);
        self.segments[index] = segment;
        Ok(result?)
    }

    /// Makes the indexes of a segment again. Where the log itself is not readable, the indexes end
    /// there; the caller finds that out when it reads on.
    pub(super) fn rebuild(
        &self,
        segment: &mut Segment,
        reason: String,
        report: &mut RecoveryReport,
    ) -> Result<(), SegmentError> {
        let place = self.place(segment.base_offset());
        let file = place.path(FileKind::Log);
        report.findings.push(RecoveryFinding::IndexRebuilt { file, reason });
        match segment.rebuild_indexes(place) {
            Ok(()) | Err(SegmentError::Corrupt { .. }) => Ok(()),
            Err(error @ SegmentError::Disk(_)) => Err(error),
        }
    }

    /// All epochs by the headers of all batches, for a checkpoint that cannot be read.
    pub(super) fn rebuild_epochs(&mut self) -> Result<(), LogError> {
        let mut epochs = LeaderEpochs::default();
        for index in 0..self.segments.len() {
            let (segment, place) = self.at(index);
            segment.visit_headers(place, 0, &mut |batch, _| {
                let _ = epochs.assign(batch.header.leader_epoch, batch.header.base_offset);
            })?;
        }
        self.epochs = epochs;
        self.sync.epochs_changed();
        Ok(())
    }
}
