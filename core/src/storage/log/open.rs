//! Opens the log of a partition from its directory. After a clean stop next to nothing is read;
//! after any other the part that was not synced is read and checked (see `recovery`).

use std::sync::Arc;

use super::{
    Log, LogConfig, LogError, RecoveryFinding, RecoveryReport,
    files::FoundFiles,
    sync::{FlushClock, Names, SyncState},
};
use crate::{
    model::{Now, Offset, Rng},
    storage::{
        disk::{Disk, DiskAction, DiskError},
        epochs::LeaderEpochs,
        producers::ProducerState,
        segment::{Segment, SegmentError},
    },
};

/// How the broker stopped the last time, and what the checkpoints of the log directory say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// The clean shutdown marker was there: the files are taken as they are.
    Clean {
        /// From `log-start-offset-checkpoint`; 0 if it has no entry.
        log_start_offset: Offset,
    },
    /// It was not: everything from the recovery point on is checked.
    Unclean {
        /// From `log-start-offset-checkpoint`; 0 if it has no entry.
        log_start_offset: Offset,
        /// From `recovery-point-offset-checkpoint`; 0 if it has no entry.
        recovery_point: Offset,
    },
}

impl OpenMode {
    pub(super) fn log_start_offset(self) -> Offset {
        match self {
            Self::Clean { log_start_offset } | Self::Unclean { log_start_offset, .. } => {
                log_start_offset
            }
        }
    }
}

impl Log {
    /// Opens the log in `directory` (`TOPIC-PARTITION`), or makes an empty one. `rng` spreads the
    /// rolls of segments (`segment.jitter.ms`).
    ///
    /// Blocks: after an unclean stop for as long as it takes to read what was not synced.
    ///
    /// # Errors
    /// If the disk failed. Damage to files is no error: it is repaired as Apache Kafka repairs it,
    /// and reported.
    pub fn open(
        disk: Arc<dyn Disk>,
        directory: &str,
        config: Arc<LogConfig>,
        mode: OpenMode,
        rng: Rng,
        now: Now,
    ) -> Result<(Self, RecoveryReport), LogError> {
        let mut report = RecoveryReport::default();
        let mut names = Names::Unchanged;
        if !disk.exists(directory).map_err(DiskError::at(DiskAction::Open, directory))? {
            disk.create_dir(directory).map_err(DiskError::at(DiskAction::Create, directory))?;
            names = Names::DirectoryMade;
        }
        let files = FoundFiles::collect(&*disk, directory)?;
        let mut log = Self {
            disk,
            directory: directory.to_owned(),
            config,
            rng,
            segments: Vec::with_capacity(files.logs.len().max(1)),
            log_start_offset: mode.log_start_offset(),
            log_end_offset: Offset::ZERO,
            producers: ProducerState::new(Offset::ZERO),
            snapshots: files.snapshots.clone(),
            epochs: LeaderEpochs::default(),
            sync: SyncState::new(Offset::ZERO, names),
            flush: FlushClock::default(),
            first_dirty_offset: Offset::ZERO,
            open_segment: None,
        };
        log.load_segments(&files, mode, now, &mut report)?;
        log.read_epochs(&mut report)?;
        let recovery_point = match mode {
            OpenMode::Clean { .. } => log.find_end_after_clean_stop(now, &mut report)?,
            OpenMode::Unclean { recovery_point, .. } => {
                log.recover(recovery_point, now, &mut report)?
            }
        };
        log.settle_start(mode.log_start_offset(), now, &mut report)?;
        log.sync.set_recovery_point(recovery_point.min(log.log_end_offset));
        let end = log.log_end_offset;
        if log.epochs.truncate_from_end(end).is_made()
            | log.epochs.truncate_from_start(log.log_start_offset).is_made()
        {
            log.sync.epochs_changed();
        }
        log.remove_stray_snapshots()?;
        if log.producers.end_offset() != end {
            if log.snapshots.is_empty() {
                // A clean stop leaves a snapshot wherever something was written.
                log.producers.skip_to(end);
            } else {
                log.rebuild_producers(end, now, &mut report)?;
            }
        }
        if let OpenMode::Clean { .. } = mode {
            let stable = log.producers.first_open_offset().unwrap_or(end);
            log.sync.set_stable_offset(stable);
        }
        log.close_files();
        Ok((log, report))
    }

    fn load_segments(
        &mut self,
        files: &FoundFiles,
        mode: OpenMode,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), SegmentError> {
        for (base_offset, size) in &files.logs {
            let jitter = self.draw_jitter();
            let mut segment = Segment::new(*base_offset, *size, now.wall, jitter);
            let missing = files.missing_index(*base_offset);
            if let (OpenMode::Clean { .. }, Some(reason), true) = (mode, missing, *size > 0) {
                self.rebuild(&mut segment, reason.to_owned(), report)?;
            }
            self.segments.push(segment);
        }
        if self.segments.is_empty() {
            let segment = self.new_segment(self.log_start_offset, now)?;
            self.segments.push(segment);
        }
        Ok(())
    }

    /// The log starts where the checkpoint says, or at its first segment if that is later.
    fn settle_start(
        &mut self,
        checkpoint: Offset,
        now: Now,
        report: &mut RecoveryReport,
    ) -> Result<(), LogError> {
        if self.log_end_offset < checkpoint {
            report.findings.push(RecoveryFinding::StartedAnew { offset: checkpoint });
            report.deletions.extend(self.truncate_fully_and_start_at(checkpoint, now)?);
        }
        self.log_start_offset = checkpoint.max(self.segments[0].base_offset());
        Ok(())
    }
}
