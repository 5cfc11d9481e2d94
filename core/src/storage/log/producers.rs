//! Builds what a log knows of its producers: from the newest usable snapshot, and from the headers
//! of the batches behind it.

use super::{Log, LogError, RecoveryFinding, RecoveryReport};
use crate::{
    model::{Now, Offset},
    storage::{
        disk::{DiskAction, DiskError},
        producers::{ProducerEntry, ProducerState, decode_snapshot},
        segment::FileKind,
    },
};

impl Log {
    /// Forgets producers that have expired by `now`. To be called now and then
    /// (`producer.id.expiration.check.interval.ms`).
    pub fn expire_producers(&mut self, now: Now) {
        self.producers.expire(now.wall, self.config.producer_id_expiration);
    }

    /// The producers as of `end`: all batches before it, none after it.
    pub(super) fn rebuild_producers(
        &mut self,
        end: Offset,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        let (entries, from) = match self.newest_snapshot(end, report)? {
            Some((entries, offset)) => (entries, offset),
            None => (Vec::new(), self.log_start_offset.min(end)),
        };
        let expiration = self.config.producer_id_expiration;
        let mut state = ProducerState::from_snapshot(entries, from, now.wall, expiration);
        let mut index = self.segment_index(from);
        while state.end_offset() < end && index < self.segments.len() {
            let (segment, place) = self.at(index);
            if let Some(first) = segment.locate(place, from)? {
                let mut batches = 0;
                let end_of_batches =
                    segment.visit_headers(place, first.position, &mut |batch| {
                        if from <= batch.header.last_offset() && batch.header.base_offset < end {
                            state.advance(&batch.header);
                            batches += 1;
                        }
                    })?;
                report.producer_batches += batches;
                if end_of_batches < segment.size() {
                    let file = place.path(FileKind::Log);
                    let reason = format!("no batch at byte {end_of_batches}");
                    report.findings.push(RecoveryFinding::Unreadable { file, reason });
                }
            }
            index += 1;
        }
        state.skip_to(end);
        self.producers = state;
        Ok(())
    }

    /// The newest snapshot at or before `end` that can be read. Others on the way are deleted.
    fn newest_snapshot(
        &mut self,
        end: Offset,
        report: &mut RecoveryReport,
    ) -> Result<Option<(Vec<ProducerEntry>, Offset)>, DiskError> {
        loop {
            let Some(offset) = self.snapshots.iter().rev().find(|at| **at <= end).copied() else {
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
