//! What is in a partition's directory, tidied up after whatever interrupted it: files that were
//! to be deleted go, and a compaction that had finished takes effect.

use std::collections::BTreeSet;

use crate::{
    model::Offset,
    storage::{
        disk::{Disk, DiskAction, DiskEntry, DiskError, EntryKind, TEMPORARY_SUFFIX},
        segment::{CLEANED_SUFFIX, DELETED_SUFFIX, FileKind, Place, SWAP_SUFFIX, SegmentFile},
    },
};

/// Snapshots of the metadata log end in this while they wait to be deleted; its own code decides.
const METADATA_SNAPSHOT_DELETED_SUFFIX: &str = ".checkpoint.deleted";

/// Length of an entry of `.timeindex`.
const TIME_ENTRY_BYTES: u64 = 12;

/// The files of a log, by kind.
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// Base offset and size of each `.log` file, sorted.
    pub(super) logs: Vec<(Offset, u64)>,
    /// Offsets of the producer snapshots, sorted.
    pub(super) snapshots: Vec<Offset>,
    offset_indexes: BTreeSet<Offset>,
    time_indexes: BTreeSet<Offset>,
}

impl FoundFiles {
    /// Lists the directory and tidies it up.
    pub(super) fn collect(disk: &dyn Disk, directory: &str) -> Result<Self, DiskError> {
        let list = || disk.list(directory).map_err(DiskError::at(DiskAction::List, directory));
        let mut entries = list()?;
        if tidy_up(disk, directory, &entries)? == Tidied::Changed {
            entries = list()?;
        }
        let mut found = Self::default();
        for entry in &entries {
            let (Some(file), EntryKind::File { length }) =
                (SegmentFile::parse(&entry.name), entry.kind)
            else {
                continue;
            };
            match file.kind {
                FileKind::Log => found.logs.push((file.offset, length)),
                FileKind::ProducerSnapshot => found.snapshots.push(file.offset),
                FileKind::OffsetIndex => {
                    found.offset_indexes.insert(file.offset);
                }
                // A segment with records has an entry: without one nobody finds them by time.
                FileKind::TimeIndex if length >= TIME_ENTRY_BYTES => {
                    found.time_indexes.insert(file.offset);
                }
                FileKind::TimeIndex => {}
                FileKind::TransactionIndex => {}
            }
        }
        found.logs.sort_unstable();
        found.snapshots.sort_unstable();
        found.remove_orphans(disk, directory)?;
        Ok(found)
    }

    /// Which index of a segment is not there.
    pub(super) fn missing_index(&self, base_offset: Offset) -> Option<&'static str> {
        if !self.offset_indexes.contains(&base_offset) {
            Some("the offset index is missing")
        } else if !self.time_indexes.contains(&base_offset) {
            Some("the time index is missing or empty")
        } else {
            None
        }
    }

    fn remove_orphans(&self, disk: &dyn Disk, directory: &str) -> Result<(), DiskError> {
        let has_log = |offset: &Offset| self.logs.binary_search_by_key(offset, |log| log.0).is_ok();
        for base_offset in self.offset_indexes.union(&self.time_indexes) {
            if !has_log(base_offset) {
                let place = Place::new(disk, directory, *base_offset);
                place.remove_if_there(FileKind::OffsetIndex)?;
                place.remove_if_there(FileKind::TimeIndex)?;
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tidied {
    Changed,
    Unchanged,
}

/// Files that a compaction had finished have the suffix `.swap` and replace those of their range;
/// unfinished ones have `.cleaned`, and with one of them all later swaps are void.
fn tidy_up(disk: &dyn Disk, directory: &str, entries: &[DiskEntry]) -> Result<Tidied, DiskError> {
    let remove = |name: &str| {
        let path = format!("{directory}/{name}");
        disk.remove(&path).map_err(DiskError::at(DiskAction::Remove, &path))
    };
    let mut tidied = Tidied::Unchanged;
    let mut first_cleaned = Offset(i64::MAX);
    let mut swaps = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind != EntryKind::Directory) {
        let name = entry.name.as_str();
        if name.ends_with(METADATA_SNAPSHOT_DELETED_SUFFIX) {
            continue;
        }
        if let Some(file) = name.strip_suffix(CLEANED_SUFFIX).and_then(SegmentFile::parse) {
            first_cleaned = first_cleaned.min(file.offset);
        }
        if let Some(file) = name.strip_suffix(SWAP_SUFFIX).and_then(SegmentFile::parse) {
            swaps.push((file, name));
        }
        let temporary = name.strip_suffix(TEMPORARY_SUFFIX);
        let own_temporary = temporary == Some(super::sync::LEADER_EPOCH_FILE);
        if name.ends_with(DELETED_SUFFIX) || name.ends_with(CLEANED_SUFFIX) || own_temporary {
            remove(name)?;
            tidied = Tidied::Changed;
        }
    }
    if swaps.is_empty() {
        return Ok(tidied);
    }
    let (valid, void): (Vec<_>, Vec<_>) =
        swaps.into_iter().partition(|(file, _)| file.offset < first_cleaned);
    for (_, name) in void {
        remove(name)?;
    }
    take_swaps(disk, directory, entries, &valid)?;
    Ok(Tidied::Changed)
}

/// Puts swap files in the place of the segments that they cover.
fn take_swaps(
    disk: &dyn Disk,
    directory: &str,
    entries: &[DiskEntry],
    swaps: &[(SegmentFile, &str)],
) -> Result<(), DiskError> {
    let mut covered = Vec::new();
    for (file, name) in swaps.iter().filter(|(file, _)| file.kind == FileKind::Log) {
        let path = format!("{directory}/{name}");
        covered.push(file.offset..end_of_log(disk, &path, file.offset)?);
    }
    for entry in entries {
        let Some(file) = SegmentFile::parse(&entry.name) else { continue };
        let replaced = covered.iter().any(|range| range.contains(&file.offset));
        if replaced && file.kind != FileKind::ProducerSnapshot {
            let path = format!("{directory}/{}", entry.name);
            disk.remove(&path).map_err(DiskError::at(DiskAction::Remove, &path))?;
        }
    }
    for (_, name) in swaps {
        let from = format!("{directory}/{name}");
        let to = from.trim_end_matches(SWAP_SUFFIX);
        disk.rename(&from, to).map_err(DiskError::at(DiskAction::Rename, &from))?;
    }
    Ok(())
}

/// The offset after the last whole batch of a file.
fn end_of_log(disk: &dyn Disk, path: &str, base_offset: Offset) -> Result<Offset, DiskError> {
    let failed = |source| DiskError::at(DiskAction::Read, path)(source);
    let file = disk.open(path).map_err(failed)?;
    let mut scan = crate::storage::segment::BatchScan::new(&*file, 0, file.len().map_err(failed)?);
    let mut end = base_offset + 1;
    while let Ok(Some(batch)) = scan.next_batch() {
        end = batch.next_offset();
    }
    Ok(end)
}
