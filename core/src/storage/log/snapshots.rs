//! Producer snapshots of a log: one at each base offset, and one at the log end after a clean
//! stop. They are not synced when they are written: the checksum shows a torn one, and the sync
//! that moves the recovery point over it includes it.

use super::Log;
use crate::{
    model::Offset,
    storage::{
        disk::{DiskAction, DiskError},
        producers::encode_snapshot,
        segment::FileKind,
    },
};

impl Log {
    /// Writes a snapshot as of all batches that were taken in, unless there is one already.
    pub(super) fn take_snapshot(&mut self) -> Result<(), DiskError> {
        let offset = self.producers.end_offset();
        let newest = self.snapshots.last().copied().unwrap_or(self.log_start_offset);
        if offset <= newest {
            return Ok(());
        }
        let bytes = encode_snapshot(self.producers.iter());
        let place = self.place(offset);
        let file = place.create(FileKind::ProducerSnapshot)?;
        file.truncate(0)
            .and_then(|()| file.write_at(0, &[&bytes]))
            .map_err(place.failed(DiskAction::Write, FileKind::ProducerSnapshot))?;
        self.snapshots.push(offset);
        self.sync.snapshot_written(offset, file);
        Ok(())
    }

    /// Deletes the snapshots for which `gone` holds.
    pub(super) fn remove_snapshots(
        &mut self,
        gone: impl Fn(Offset) -> bool,
    ) -> Result<(), DiskError> {
        for offset in self.snapshots.iter().filter(|offset| gone(**offset)) {
            self.place(*offset).remove_if_there(FileKind::ProducerSnapshot)?;
        }
        self.snapshots.retain(|offset| !gone(*offset));
        Ok(())
    }
}
