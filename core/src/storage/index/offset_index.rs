//! The offset index (`.index`): for about every `index.interval.bytes` of log one entry of 8
//! bytes: a batch's last offset, relative to the segment's base offset, and the batch's position.

use std::sync::Arc;

use super::{Entry, IndexFile, InsaneIndex};
use crate::storage::{
    disk::{DiskError, DiskFile},
    segment::{FileKind, FileToSync, Place},
};

/// An entry of the offset index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffsetEntry {
    /// Last offset of the batch minus the segment's base offset.
    pub relative_offset: u32,
    /// Where the batch starts in the `.log` file.
    pub position: u32,
}

impl Entry for OffsetEntry {
    const SIZE: usize = 8;

    fn encode(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self.relative_offset.to_be_bytes());
        into.extend_from_slice(&self.position.to_be_bytes());
    }

    fn decode(bytes: &[u8]) -> Self {
        let word = |at: usize| {
            u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        Self { relative_offset: word(0), position: word(4) }
    }
}

/// The offset index of one segment.
#[derive(Debug)]
pub struct OffsetIndex {
    entries: IndexFile<OffsetEntry>,
}

impl OffsetIndex {
    /// An index whose file may exist already. Nothing is opened yet.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: IndexFile::new(FileKind::OffsetIndex) }
    }

    /// Number of entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn len(&mut self, place: Place<'_>) -> Result<u64, DiskError> {
        self.entries.len(place)
    }

    /// The last entry.
    ///
    /// # Errors
    /// What the disk said.
    pub fn last(&mut self, place: Place<'_>) -> Result<Option<OffsetEntry>, DiskError> {
        self.entries.last(place)
    }

    /// As [`IndexFile::make_ready`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn make_ready(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.make_ready(place)
    }

    /// Adds an entry; call [`OffsetIndex::make_ready`] before. One that does not sort after the
    /// last is left out: a lookup is right without it.
    pub fn push(&mut self, entry: OffsetEntry) {
        let last = self.entries.known_last();
        if last.is_none_or(|last| last.relative_offset < entry.relative_offset) {
            self.entries.push(entry);
        }
    }

    /// The last entry at or before an offset: a search for the offset starts there.
    ///
    /// # Errors
    /// What the disk said.
    pub fn at_or_before_offset(
        &mut self,
        place: Place<'_>,
        relative_offset: u32,
    ) -> Result<Option<OffsetEntry>, DiskError> {
        self.last_where(place, |entry| entry.relative_offset <= relative_offset)
    }

    /// The last entry whose batch starts at or before a position.
    ///
    /// # Errors
    /// What the disk said.
    pub fn at_or_before_position(
        &mut self,
        place: Place<'_>,
        position: u32,
    ) -> Result<Option<OffsetEntry>, DiskError> {
        self.last_where(place, |entry| entry.position <= position)
    }

    /// Drops all entries at or after an offset.
    ///
    /// # Errors
    /// What the disk said.
    pub fn truncate_to(&mut self, place: Place<'_>, relative_offset: u32) -> Result<(), DiskError> {
        let keep =
            self.entries.partition_point(place, |entry| entry.relative_offset < relative_offset)?;
        self.entries.truncate(place, keep)
    }

    /// Drops all entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn clear(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.truncate(place, 0)
    }

    /// Looks at the last entry: it must not be empty (a file that was reserved and not trimmed
    /// ends in zeros) and must point into the log.
    ///
    /// # Errors
    /// What the disk said.
    pub fn check(
        &mut self,
        place: Place<'_>,
        log_bytes: u64,
    ) -> Result<Result<(), InsaneIndex>, DiskError> {
        let insane =
            |reason: String| InsaneIndex { path: place.path(FileKind::OffsetIndex), reason };
        Ok(match self.entries.last(place)? {
            Some(last) if last.position == 0 => Err(insane("its last entry is empty".to_owned())),
            Some(last) if u64::from(last.position) >= log_bytes => Err(insane(format!(
                "its last entry points to byte {} of a log of {log_bytes} bytes",
                last.position
            ))),
            Some(_) | None => Ok(()),
        })
    }

    /// As [`IndexFile::write_out`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn write_out(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.write_out(place)
    }

    /// As [`IndexFile::file`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn file(&mut self, place: Place<'_>) -> Result<Arc<dyn DiskFile>, DiskError> {
        self.entries.file(place)
    }

    /// As [`IndexFile::file_to_sync`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn file_to_sync(&mut self, place: Place<'_>) -> Result<Option<FileToSync>, DiskError> {
        self.entries.file_to_sync(place)
    }

    /// Whether the file is held open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.entries.is_open()
    }

    /// As [`IndexFile::needs_sync`].
    pub fn needs_sync(&mut self) {
        self.entries.needs_sync();
    }

    /// As [`IndexFile::close_file`].
    pub fn close_file(&mut self) {
        self.entries.close_file();
    }

    fn last_where(
        &mut self,
        place: Place<'_>,
        holds: impl Fn(&OffsetEntry) -> bool,
    ) -> Result<Option<OffsetEntry>, DiskError> {
        match self.entries.partition_point(place, holds)? {
            0 => Ok(None),
            count => self.entries.get(place, count - 1).map(Some),
        }
    }
}

impl Default for OffsetIndex {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Offset,
        storage::disk::{Disk, MemoryDisk},
    };

    const PATH: &str = "orders-0/00000000000000000000.index";

    fn disk() -> MemoryDisk {
        let disk = MemoryDisk::new();
        disk.create_dir("orders-0").unwrap();
        disk
    }

    fn place(disk: &MemoryDisk) -> Place<'_> {
        Place::new(disk, "orders-0", Offset(0))
    }

    fn entry(number: u32) -> OffsetEntry {
        OffsetEntry { relative_offset: number * 10, position: number * 5_000 }
    }

    #[test]
    fn lookups_find_the_entry_before_in_file_and_memory() {
        for count in [0, 1, 5, 127, 128, 129, 300, 5_000] {
            let disk = disk();
            let mut index = OffsetIndex::default();
            for number in 1..=count {
                index.make_ready(place(&disk)).unwrap();
                index.push(entry(number));
            }
            for number in 1..=count {
                for offset in [number * 10, number * 10 + 9] {
                    let found = index.at_or_before_offset(place(&disk), offset).unwrap();
                    assert_eq!(found, Some(entry(number)));
                }
                let found = index.at_or_before_position(place(&disk), number * 5_000 + 1).unwrap();
                assert_eq!(found, Some(entry(number)));
            }
            assert_eq!(index.at_or_before_offset(place(&disk), 9).unwrap(), None);
        }
    }

    #[test]
    fn cutting_keeps_what_is_before_the_offset_and_later_entries_follow() {
        let disk = disk();
        let mut index = OffsetIndex::default();
        for number in 1..=200 {
            index.make_ready(place(&disk)).unwrap();
            index.push(entry(number));
        }
        for (offset, left) in [(1_500, 149), (1_495, 149), (40, 3), (0, 0)] {
            index.truncate_to(place(&disk), offset).unwrap();
            assert_eq!(index.len(place(&disk)).unwrap(), left);
        }
        index.push(entry(7));
        index.write_out(place(&disk)).unwrap();
        assert_eq!(disk.read(PATH).unwrap()[..], [0, 0, 0, 70, 0, 0, 0x88, 0xb8]);
    }

    #[test]
    fn an_index_that_points_past_the_log_or_ends_in_zeros_is_insane() {
        let disk = disk();
        let mut index = OffsetIndex::default();
        index.make_ready(place(&disk)).unwrap();
        index.push(entry(1));
        assert_eq!(index.check(place(&disk), 5_001).unwrap(), Ok(()));
        assert!(index.check(place(&disk), 5_000).unwrap().is_err());
        index.write_out(place(&disk)).unwrap();
        disk.open(PATH).unwrap().truncate(80).unwrap();
        assert!(OffsetIndex::default().check(place(&disk), 9_000).unwrap().is_err());
    }
}
