//! The files of the log directory that belong to the whole node: who wrote it, how it stopped, and
//! the checkpoints of all partitions.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use ottla_core::{
    model::{LogSlice, Offset, TopicPartition},
    storage::{
        checkpoint::{
            CLEAN_SHUTDOWN_FILE, CleanShutdown, InvalidCheckpoint, META_PROPERTIES_FILE,
            MetaProperties, OffsetCheckpoint, OffsetCheckpointFile,
        },
        disk::{Disk, DiskAction, DiskError},
        log::DirectoryName,
    },
};

use super::log_directory::LogDirectory;

/// Name of the folder of the metadata log.
pub(super) const METADATA_DIRECTORY: &str = "__cluster_metadata-0";

/// Why a file of the directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file says something that it cannot.
    #[error(transparent)]
    Invalid(#[from] InvalidCheckpoint),
}

/// How the last run ended, and what its checkpoints say.
#[derive(Debug)]
pub(super) struct LastRun {
    pub(super) clean: bool,
    broker_epoch: Option<i64>,
    recovery_points: BTreeMap<TopicPartition, Offset>,
    log_starts: BTreeMap<TopicPartition, Offset>,
    high_watermarks: BTreeMap<TopicPartition, Offset>,
    first_dirty: BTreeMap<TopicPartition, Offset>,
}

impl LastRun {
    /// Reads the checkpoints and takes the clean shutdown marker away, so that a crash of this run
    /// is not taken for a clean stop.
    pub(super) fn take(directory: &LogDirectory) -> Result<Self, DirectoryError> {
        let disk = &*directory.disk;
        let marker = read(disk, CLEAN_SHUTDOWN_FILE)?;
        if marker.is_some() {
            let failed = DiskError::at(DiskAction::Remove, CLEAN_SHUTDOWN_FILE);
            disk.remove(CLEAN_SHUTDOWN_FILE).map_err(failed)?;
            disk.sync_dir("").map_err(DiskError::at(DiskAction::Sync, ""))?;
        }
        Ok(Self {
            broker_epoch: marker.as_deref().map(|bytes| CleanShutdown::parse(bytes).broker_epoch),
            clean: marker.is_some(),
            recovery_points: offsets(directory, OffsetCheckpointFile::RecoveryPoint),
            log_starts: offsets(directory, OffsetCheckpointFile::LogStart),
            high_watermarks: offsets(directory, OffsetCheckpointFile::Replication),
            first_dirty: offsets(directory, OffsetCheckpointFile::Cleaner),
        })
    }

    /// The broker epoch of the last run, if that ended cleanly.
    pub(super) fn broker_epoch(&self) -> Option<i64> {
        self.broker_epoch
    }

    pub(super) fn recovery_point(&self, partition: &TopicPartition) -> Offset {
        self.recovery_points.get(partition).copied().unwrap_or(Offset::ZERO)
    }

    pub(super) fn log_start(&self, partition: &TopicPartition) -> Offset {
        self.log_starts.get(partition).copied().unwrap_or(Offset::ZERO)
    }

    /// Up to where the partition was compacted.
    pub(super) fn first_dirty(&self, partition: &TopicPartition) -> Offset {
        self.first_dirty.get(partition).copied().unwrap_or(Offset::ZERO)
    }

    pub(super) fn high_watermark(&self, partition: &TopicPartition) -> Offset {
        self.high_watermarks.get(partition).copied().unwrap_or(Offset::ZERO)
    }
}

/// A checkpoint that cannot be read costs time, not data: recovery starts from the beginning.
fn offsets(
    directory: &LogDirectory,
    file: OffsetCheckpointFile,
) -> BTreeMap<TopicPartition, Offset> {
    let parsed = read(&*directory.disk, file.name()).and_then(|bytes| {
        // Apache Kafka makes the files empty and writes them later.
        let bytes = bytes.filter(|bytes| !bytes.is_empty());
        let parsed = bytes.map(|bytes| OffsetCheckpoint::parse(file, &bytes)).transpose();
        parsed.map_err(DirectoryError::from)
    });
    match parsed {
        Ok(checkpoint) => checkpoint.unwrap_or_default().offsets,
        Err(error) => {
            tracing::warn!(directory = directory.path(), %error, "checkpoint not used");
            BTreeMap::new()
        }
    }
}

/// Takes partitions out of checkpoints.
pub(super) fn forget(
    directory: &LogDirectory,
    files: &[OffsetCheckpointFile],
    gone: &BTreeSet<TopicPartition>,
) -> Result<(), DiskError> {
    let _writing = directory.checkpoints.lock();
    for file in files {
        let mut known = offsets(directory, *file);
        let before = known.len();
        known.retain(|name, _| !gone.contains(name));
        if known.len() < before {
            write_offsets(&*directory.disk, *file, known)?;
        }
    }
    Ok(())
}

/// Deletes what the last run had marked as deleted and not got to; gives the partitions that the
/// directory holds.
///
/// # Errors
/// If it cannot be listed.
pub(super) fn tidied(directory: &LogDirectory) -> Result<Vec<TopicPartition>, DiskError> {
    let disk = &*directory.disk;
    let mut partitions = Vec::new();
    for entry in disk.list("").map_err(DiskError::at(DiskAction::List, ""))? {
        match DirectoryName::parse(&entry.name) {
            Some(DirectoryName::Deleted) => {
                if let Err(error) = disk.remove_dir_all(&entry.name) {
                    let folder = directory.file(&entry.name);
                    tracing::warn!(folder, %error, "a deleted partition's folder stays");
                }
            }
            Some(DirectoryName::Partition(partition)) if entry.name != METADATA_DIRECTORY => {
                partitions.push(partition);
            }
            Some(DirectoryName::Partition(_) | DirectoryName::SetAside) | None => {}
        }
    }
    Ok(partitions)
}

/// Who wrote the directory; `None` if nobody has.
pub(super) fn read_meta_properties(
    disk: &dyn Disk,
) -> Result<Option<MetaProperties>, DirectoryError> {
    let bytes = read(disk, META_PROPERTIES_FILE)?;
    Ok(bytes.map(|bytes| MetaProperties::parse(&bytes)).transpose()?)
}

pub(super) fn write_meta_properties(
    disk: &dyn Disk,
    properties: &MetaProperties,
) -> Result<(), DiskError> {
    write(disk, META_PROPERTIES_FILE, &properties.encode())
}

pub(super) fn write_clean_shutdown(disk: &dyn Disk, broker_epoch: i64) -> Result<(), DiskError> {
    write(disk, CLEAN_SHUTDOWN_FILE, &CleanShutdown { broker_epoch }.encode())
}

pub(super) fn write_offsets(
    disk: &dyn Disk,
    file: OffsetCheckpointFile,
    offsets: BTreeMap<TopicPartition, Offset>,
) -> Result<(), DiskError> {
    write(disk, file.name(), &OffsetCheckpoint { offsets }.encode())
}

pub(super) fn write(disk: &dyn Disk, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    disk.write_atomically(path, bytes).map_err(DiskError::at(DiskAction::Write, path))
}

/// A small file's content; `None` if there is no such file.
pub(super) fn read(disk: &dyn Disk, path: &str) -> Result<Option<Vec<u8>>, DirectoryError> {
    let failed = DiskError::at(DiskAction::Read, path);
    let content = (|| {
        let file = match disk.open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let length = usize::try_from(file.len()?).map_err(io::Error::other)?;
        let mut slices: Vec<LogSlice> = Vec::new();
        file.slice(0, length, &mut slices)?;
        let mut content = Vec::with_capacity(length);
        for slice in &slices {
            content.extend_from_slice(&slice.read()?);
        }
        Ok(Some(content))
    })();
    Ok(content.map_err(failed)?)
}
