//! Snapshots of the metadata (KIP-630): when the log has grown enough since the last one, the committed image is
//! written on the blocking pool, and the log before it goes.

use std::{fmt, sync::Arc};

use ottla_core::{
    metadata::MetadataImage,
    model::Now,
    quorum::{QuorumError, SnapshotId, SnapshotWriter},
};

use crate::engine::{
    effects::{Effects, Work},
    node::Node,
};

/// A snapshot that is being written.
pub struct SnapshotRun {
    writer: SnapshotWriter,
    image: Arc<MetadataImage>,
}

impl fmt::Debug for SnapshotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnapshotRun").finish_non_exhaustive()
    }
}

impl SnapshotRun {
    /// Writes it. Blocks.
    pub(in crate::engine) fn run(mut self) -> Result<SnapshotWriter, QuorumError> {
        let level = self.image.metadata_version();
        for records in self.image.records() {
            self.writer.append(&records, level)?;
        }
        Ok(self.writer)
    }
}

impl Node {
    /// Begins a snapshot if the log has grown by `metadata.log.max.record.bytes.between.snapshots` since the last
    /// one. One is written at a time.
    pub(in crate::engine) fn begin_snapshot(&self, now: Now, effects: &mut Effects) {
        let mut control = self.control.lock();
        if control.snapshotting {
            return;
        }
        let grown_max = self.view.load().settings.snapshot_bytes;
        let image = control.committed.clone();
        let Some(end_offset) = image.snapshot_offset() else { return };
        if control.quorum.bytes_since_snapshot(end_offset) < grown_max {
            return;
        }
        let Some(epoch) = control.quorum.epoch_at(end_offset + -1) else { return };
        let id = SnapshotId { end_offset, epoch };
        let begun = control.of_quorum(|quorum, _| quorum.begin_snapshot(id, now.wall));
        if let Ok(Some(writer)) = begun {
            control.snapshotting = true;
            effects.work.push(Work::Snapshot(Box::new(SnapshotRun { writer, image })));
        }
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }

    /// A snapshot was written, or cannot be.
    pub(in crate::engine) fn snapshot_written(
        &self,
        written: Result<SnapshotWriter, QuorumError>,
        now: Now,
        effects: &mut Effects,
    ) {
        let mut control = self.control.lock();
        control.snapshotting = false;
        let _ = control.of_quorum(|quorum, output| match written {
            Ok(writer) => quorum.finish_snapshot(writer, now, output),
            Err(error) => Err(error),
        });
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }
}
