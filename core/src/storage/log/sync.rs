//! What a log has to force to the device, and how far it has. The forcing itself may block for
//! long, so it is a job that runs without the log's lock.

use std::{sync::Arc, time::Duration};

use super::{Log, LogConfig, LogError};
use crate::{
    model::{Moment, Now, Offset},
    storage::{
        checkpoint::encode_leader_epochs,
        disk::{Disk, DiskAction, DiskError, DiskFile},
        segment::{FileKind, FileToSync, file_path},
    },
};

/// Name of the file with a partition's leader epochs.
pub(super) const LEADER_EPOCH_FILE: &str = "leader-epoch-checkpoint";

/// How far a sync reached. Hand it to [`Log::synced`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Synced {
    /// Everything before this offset is on the device, unless it was cut meanwhile.
    pub up_to: Offset,
    /// The last stable offset when the job was made.
    stable: Offset,
}

/// Files to force to the device. Run it on a thread that may block, without the log's lock.
#[derive(Debug)]
pub struct SyncJob {
    disk: Arc<dyn Disk>,
    directory: String,
    files: Vec<(Offset, FileToSync)>,
    epochs: Option<Vec<u8>>,
    names: Names,
    up_to: Offset,
    stable: Offset,
}

impl SyncJob {
    /// The offset that will be safe when it has run.
    #[must_use]
    pub fn up_to(&self) -> Offset {
        self.up_to
    }

    /// Forces everything. Blocks for as long as the device takes.
    ///
    /// # Errors
    /// What the disk said. The bytes may be lost then, and running again would not bring them
    /// back: the directory goes offline.
    pub fn run(&self) -> Result<Synced, DiskError> {
        for (offset, FileToSync { kind, file }) in &self.files {
            file.sync_data().map_err(|source| DiskError {
                action: DiskAction::Sync,
                path: file_path(&self.directory, *offset, *kind),
                source,
            })?;
        }
        if let Some(epochs) = &self.epochs {
            let path = format!("{}/{LEADER_EPOCH_FILE}", self.directory);
            self.disk
                .write_atomically(&path, epochs)
                .map_err(DiskError::at(DiskAction::Write, &path))?;
        }
        if self.names >= Names::FilesChanged {
            self.disk
                .sync_dir(&self.directory)
                .map_err(DiskError::at(DiskAction::Sync, &self.directory))?;
        }
        if self.names == Names::DirectoryMade {
            self.disk.sync_dir("").map_err(DiskError::at(DiskAction::Sync, "the log directory"))?;
        }
        Ok(Synced { up_to: self.up_to, stable: self.stable })
    }
}

/// Which names are not on the device yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Names {
    /// None.
    Unchanged,
    /// Some of the partition's directory.
    FilesChanged,
    /// The partition's directory itself.
    DirectoryMade,
}

/// Whether something changed that the leader epoch checkpoint does not say yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Epochs {
    Saved,
    Changed,
}

/// Whether a job is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flight {
    None,
    /// None is, and none is given: who was woken by the last one is to join the next.
    Held,
    /// A job is out. What was cut since then is not safe, whatever the job says.
    Out {
        cut_at: Option<Offset>,
    },
}

#[derive(Debug)]
pub(super) struct SyncState {
    recovery_point: Offset,
    /// The last stable offset by what is on the device alone.
    stable: Offset,
    names: Names,
    epochs: Epochs,
    snapshots: Vec<(Offset, Arc<dyn DiskFile>)>,
    flight: Flight,
}

impl SyncState {
    pub(super) fn new(recovery_point: Offset, names: Names) -> Self {
        Self {
            recovery_point,
            stable: Offset::ZERO,
            names,
            epochs: Epochs::Saved,
            snapshots: Vec::new(),
            flight: Flight::None,
        }
    }

    pub(super) fn recovery_point(&self) -> Offset {
        self.recovery_point
    }

    /// Before this offset nothing is of a transaction that is open, or would be after a crash.
    pub(super) fn stable_offset(&self) -> Offset {
        self.stable.min(self.recovery_point)
    }

    /// Notes that nothing from `offset` on is stable, whatever was synced.
    pub(super) fn unstable_from(&mut self, offset: Offset) {
        self.stable = self.stable.min(offset);
    }

    pub(super) fn set_stable_offset(&mut self, offset: Offset) {
        self.stable = offset;
    }

    pub(super) fn set_recovery_point(&mut self, offset: Offset) {
        self.recovery_point = offset;
    }

    pub(super) fn names_changed(&mut self) {
        self.names = self.names.max(Names::FilesChanged);
    }

    pub(super) fn epochs_changed(&mut self) {
        self.epochs = Epochs::Changed;
    }

    pub(super) fn snapshot_written(&mut self, offset: Offset, file: Arc<dyn DiskFile>) {
        self.snapshots.push((offset, file));
        self.names_changed();
    }

    /// Notes that nothing at or after `offset` is as it was.
    pub(super) fn cut(&mut self, offset: Offset) {
        self.recovery_point = self.recovery_point.min(offset);
        self.stable = self.stable.min(offset);
        self.snapshots.retain(|(snapshot, _)| *snapshot <= offset);
        if let Flight::Out { cut_at } = &mut self.flight {
            *cut_at = Some(cut_at.map_or(offset, |earlier| earlier.min(offset)));
        }
    }

    fn is_clean(&self, log_end_offset: Offset) -> bool {
        self.recovery_point >= log_end_offset
            && self.names == Names::Unchanged
            && self.epochs == Epochs::Saved
            && self.snapshots.is_empty()
    }
}

/// When `flush.messages` and `flush.ms` ask for a sync.
#[derive(Debug, Default)]
pub(super) struct FlushClock {
    records: u64,
    since: Option<Moment>,
}

impl FlushClock {
    pub(super) fn appended(&mut self, records: i64, now: Now) {
        self.records += records.max(0) as u64;
        self.since.get_or_insert(now.monotonic);
    }

    fn deadline(&self, config: &LogConfig) -> Option<Moment> {
        let since = self.since?;
        if config.flush_messages.is_some_and(|limit| self.records >= limit) {
            return Some(since);
        }
        config.flush_time.map(|time: Duration| since + time)
    }
}

impl Log {
    /// When the configuration asks for the next sync (`flush.messages`, `flush.ms`); a moment in
    /// the past if one is due, `None` if all is left to the system.
    #[must_use]
    pub fn flush_deadline(&self) -> Option<Moment> {
        self.flush.deadline(&self.config)
    }

    /// Collects what has to be forced to the device so that everything up to the log end is safe.
    /// `None` if that is so already, or while an earlier job is out: then ask again after
    /// [`Log::synced`], so that all who wait share the next one.
    ///
    /// # Errors
    /// What the disk said.
    pub fn prepare_sync(&mut self) -> Result<Option<SyncJob>, LogError> {
        if self.sync.flight != Flight::None || self.sync.is_clean(self.log_end_offset) {
            return Ok(None);
        }
        let mut files = Vec::new();
        if self.sync.recovery_point < self.log_end_offset || self.sync.names != Names::Unchanged {
            self.collect_segments(&mut files)?;
        }
        for (offset, file) in self.sync.snapshots.drain(..) {
            files.push((offset, FileToSync { kind: FileKind::ProducerSnapshot, file }));
        }
        let epochs = match self.sync.epochs {
            Epochs::Saved => None,
            Epochs::Changed => Some(encode_leader_epochs(self.epochs.entries())),
        };
        let job = SyncJob {
            disk: Arc::clone(&self.disk),
            directory: self.directory.clone(),
            files,
            epochs,
            names: self.sync.names,
            up_to: self.log_end_offset,
            stable: self.producers.first_open_offset().unwrap_or(self.log_end_offset),
        };
        self.sync.names = Names::Unchanged;
        self.sync.epochs = Epochs::Saved;
        self.sync.flight = Flight::Out { cut_at: None };
        self.flush = FlushClock::default();
        Ok(Some(job))
    }

    fn collect_segments(&mut self, into: &mut Vec<(Offset, FileToSync)>) -> Result<(), LogError> {
        let active = self.active_index();
        // The segment before the recovery point may have been sealed since.
        for index in self.segment_index(self.sync.recovery_point + -1)..=active {
            let (segment, place) = self.at(index);
            let mut files = Vec::with_capacity(3);
            segment.files_to_sync(place, &mut files)?;
            self.note_new_names(&files);
            let offset = self.segments[index].base_offset();
            into.extend(files.into_iter().map(|file| (offset, file)));
            if index < active {
                self.segments[index].go_idle();
            }
        }
        Ok(())
    }

    /// The index of aborted transactions is made when there is one: its name has to be safe too.
    fn note_new_names(&mut self, files: &[FileToSync]) {
        if files.iter().any(|file| file.kind == FileKind::TransactionIndex) {
            self.sync.names_changed();
        }
    }

    /// Takes in that a job has run: the recovery point moves.
    pub fn synced(&mut self, synced: Synced) {
        let Flight::Out { cut_at } = self.sync.flight else { return };
        let safe = cut_at.map_or(synced.up_to, |cut_at| cut_at.min(synced.up_to));
        self.sync.flight = Flight::None;
        self.sync.stable = cut_at.map_or(synced.stable, |cut_at| cut_at.min(synced.stable));
        if let (Some(_), Some(open)) = (cut_at, self.producers.first_open_offset()) {
            self.sync.unstable_from(open);
        }
        self.sync.recovery_point = self.sync.recovery_point.max(safe).min(self.log_end_offset);
    }

    /// Keeps the next job back until [`Log::release_sync`], as if one were out.
    pub fn hold_sync(&mut self) {
        if self.sync.flight == Flight::None {
            self.sync.flight = Flight::Held;
        }
    }

    /// Ends what [`Log::hold_sync`] began.
    pub fn release_sync(&mut self) {
        if self.sync.flight == Flight::Held {
            self.sync.flight = Flight::None;
        }
    }

    /// Takes in that a job was dropped without having run. Not for one that failed: what that one
    /// was to force may be lost.
    pub fn sync_abandoned(&mut self) {
        self.sync.flight = Flight::None;
        self.sync.epochs_changed();
        self.sync.names = Names::DirectoryMade;
        for segment in &mut self.segments {
            segment.needs_sync();
        }
        for index in 0..self.snapshots.len() {
            let offset = self.snapshots[index];
            // A snapshot that cannot be opened is not needed: the log has what it says.
            if let Ok(file) = self.place(offset).open(FileKind::ProducerSnapshot) {
                self.sync.snapshots.push((offset, file));
            }
        }
    }

    /// Ends the log's use at a clean stop: indexes, producer snapshot and epochs are written,
    /// everything is synced, file handles are closed. A job that is out is not waited for. Blocks.
    /// The log can be used on.
    ///
    /// # Errors
    /// What the disk said; the stop was not clean then.
    pub fn close(&mut self) -> Result<(), LogError> {
        self.release_sync();
        if self.sync.flight != Flight::None {
            self.sync_abandoned();
        }
        let index = self.active_index();
        if self.sync.is_clean(self.log_end_offset) && self.segments[index].is_sealed() {
            self.segments[index].go_idle();
            return Ok(());
        }
        let (segment, place) = self.at(index);
        segment.seal(place)?;
        // The entry that sealing adds belongs to bytes that may be synced already.
        let mut files = Vec::new();
        let (segment, place) = self.at(index);
        segment.files_to_sync(place, &mut files)?;
        self.note_new_names(&files);
        self.take_snapshot()?;
        if let Some(job) = self.prepare_sync()? {
            let synced = job.run()?;
            self.synced(synced);
        }
        for FileToSync { kind, file } in files {
            let place = self.place(self.segments[index].base_offset());
            file.sync_data().map_err(place.failed(DiskAction::Sync, kind))?;
        }
        self.segments[index].go_idle();
        Ok(())
    }
}
