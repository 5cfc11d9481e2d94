//! Whether the metadata log is damaged in a way that no crash explains. Opening a log cuts it at the
//! first batch that is not valid, which is right for what a crash has torn; of the metadata it would
//! take topics whose records are all there. So it is looked through before it is opened.

use ottla_core::{
    model::{LeaderEpoch, Offset},
    protocol::records::BatchHeader,
    storage::{
        disk::{DiskAction, DiskError},
        segment::{FileKind, SegmentFile},
    },
};

use super::{directory::METADATA_DIRECTORY, log_directory::LogDirectory};

/// How the last run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastStop {
    /// Everything that was written is on the disk.
    Clean,
    /// What was not synced may be there, torn, or gone.
    Unclean,
}

/// Why the metadata log is not opened.
#[derive(Debug, thiserror::Error)]
pub enum MetadataDamage {
    /// A batch is not valid.
    #[error(
        "{file} is damaged at byte {position}: the batch there, at offset {offset} or later, is not valid, and it was on the disk as a whole; put a whole copy of the file in its place (nothing was changed)"
    )]
    Batch {
        /// The file.
        file: String,
        /// Where the batch begins.
        position: usize,
        /// The first offset that it could have.
        offset: Offset,
    },
    /// The files cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Looks through the metadata log of a directory, if there is one.
pub(super) fn check(directory: &LogDirectory, stop: LastStop) -> Result<(), MetadataDamage> {
    let disk = &*directory.disk;
    let failed = || DiskError::at(DiskAction::List, METADATA_DIRECTORY);
    if !disk.exists(METADATA_DIRECTORY).map_err(failed())? {
        return Ok(());
    }
    // Sorted by name, and so by offset.
    for entry in disk.list(METADATA_DIRECTORY).map_err(failed())? {
        let Some(segment) = SegmentFile::parse(&entry.name) else { continue };
        if segment.kind != FileKind::Log {
            continue;
        }
        let path = format!("{METADATA_DIRECTORY}/{}", entry.name);
        let bytes = disk.read(&path).map_err(DiskError::at(DiskAction::Read, &path))?;
        let valid = valid_part(&bytes, segment.offset);
        let rest = &bytes[valid.end..];
        let torn = stop == LastStop::Unclean && !was_led_on(rest, valid.epoch);
        if !rest.is_empty() && !torn {
            let (file, position) = (directory.file(&path), valid.end);
            return Err(MetadataDamage::Batch { file, position, offset: valid.next_offset });
        }
    }
    Ok(())
}

/// The batches that a file begins with.
struct Valid {
    end: usize,
    next_offset: Offset,
    epoch: LeaderEpoch,
}

fn valid_part(bytes: &[u8], base_offset: Offset) -> Valid {
    let mut valid = Valid { end: 0, next_offset: base_offset, epoch: LeaderEpoch(0) };
    while let Some(header) = valid_batch(&bytes[valid.end..]) {
        if header.base_offset < valid.next_offset {
            break;
        }
        valid.end += header.size;
        valid.next_offset = header.last_offset() + 1;
        valid.epoch = header.leader_epoch;
    }
    valid
}

/// Whether a later epoch than `epoch` has written into `bytes`: each start syncs the log, so what is
/// before its records cannot have been torn by a crash.
fn was_led_on(bytes: &[u8], epoch: LeaderEpoch) -> bool {
    let starts = 0..bytes.len();
    starts.filter_map(|start| valid_batch(&bytes[start..])).any(|batch| batch.leader_epoch > epoch)
}

fn valid_batch(bytes: &[u8]) -> Option<BatchHeader> {
    BatchHeader::parse_whole(bytes).ok().filter(|header| header.crc_matches(bytes))
}
