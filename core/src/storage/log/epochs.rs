//! Leader epochs of a log, as the partition sees them.

use std::io;

use super::{Log, LogError, RecoveryFinding, RecoveryReport, sync::LEADER_EPOCH_FILE};
use crate::{
    model::LeaderEpoch,
    storage::{
        checkpoint::parse_leader_epochs,
        disk::{DiskAction, DiskError},
        epochs::{Change, EpochEnd, LeaderEpochs},
    },
};

impl Log {
    /// Notes that this broker leads from here on under `epoch`, before it appends anything.
    pub fn begin_epoch(&mut self, epoch: LeaderEpoch) {
        match self.epochs.assign(epoch, self.log_end_offset) {
            Change::Made => self.sync.epochs_changed(),
            Change::None => {}
        }
    }

    /// Where `epoch` ended in this log (OffsetForLeaderEpoch).
    #[must_use]
    pub fn end_of_epoch(&self, epoch: LeaderEpoch) -> EpochEnd {
        self.epochs.end_of(epoch, self.log_end_offset)
    }

    /// Reads the checkpoint of the directory. One that cannot be read is made again.
    pub(super) fn read_epochs(&mut self, report: &mut RecoveryReport) -> Result<(), LogError> {
        let path = format!("{}/{LEADER_EPOCH_FILE}", self.directory);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DiskError::at(DiskAction::Read, &path)(error).into()),
        };
        match parse_leader_epochs(&path, &bytes) {
            Ok(entries) => {
                self.epochs = LeaderEpochs::from_entries(entries);
                Ok(())
            }
            Err(invalid) => {
                let reason = invalid.to_string();
                report.findings.push(RecoveryFinding::Ignored { file: path, reason });
                self.rebuild_epochs()
            }
        }
    }
}
