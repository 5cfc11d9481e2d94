//! The time index (`.timeindex`): entries of 12 bytes: a timestamp that no earlier record of the
//! segment exceeds, and the last offset of the batch that brought it, relative to the base offset.

use std::sync::Arc;

use super::{Entry, IndexFile, InsaneIndex};
use crate::{
    model::Timestamp,
    storage::{
        disk::{DiskError, DiskFile},
        segment::{FileKind, FileToSync, Place},
    },
};

/// An entry of the time index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeEntry {
    /// The largest timestamp up to the offset.
    pub timestamp: Timestamp,
    /// Last offset of the batch that brought it, minus the segment's base offset.
    pub relative_offset: u32,
}

impl Entry for TimeEntry {
    const SIZE: usize = 12;

    fn encode(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self.timestamp.0.to_be_bytes());
        into.extend_from_slice(&self.relative_offset.to_be_bytes());
    }

    fn decode(bytes: &[u8]) -> Self {
        let mut timestamp = [0; 8];
        timestamp.copy_from_slice(&bytes[..8]);
        let mut offset = [0; 4];
        offset.copy_from_slice(&bytes[8..12]);
        Self {
            timestamp: Timestamp(i64::from_be_bytes(timestamp)),
            relative_offset: u32::from_be_bytes(offset),
        }
    }
}

/// The time index of one segment.
#[derive(Debug)]
pub struct TimeIndex {
    entries: IndexFile<TimeEntry>,
}

impl TimeIndex {
    /// An index whose file may exist already. Nothing is opened yet.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: IndexFile::new(FileKind::TimeIndex) }
    }

    /// Number of entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn len(&mut self, place: Place<'_>) -> Result<u64, DiskError> {
        self.entries.len(place)
    }

    /// The last entry: the largest timestamp that the index knows.
    ///
    /// # Errors
    /// What the disk said.
    pub fn last(&mut self, place: Place<'_>) -> Result<Option<TimeEntry>, DiskError> {
        self.entries.last(place)
    }

    /// As [`IndexFile::make_ready`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn make_ready(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.make_ready(place)
    }

    /// Adds an entry if it has a timestamp and that is larger than the last one's; call
    /// [`TimeIndex::make_ready`] before.
    pub fn push(&mut self, entry: TimeEntry) {
        let last = self.entries.known_last();
        if entry.timestamp.0 >= 0 && last.is_none_or(|last| last.timestamp < entry.timestamp) {
            self.entries.push(entry);
        }
    }

    /// The last entry with a timestamp smaller than `timestamp`: the first record that reaches
    /// `timestamp` comes after its offset.
    ///
    /// # Errors
    /// What the disk said.
    pub fn before(
        &mut self,
        place: Place<'_>,
        timestamp: Timestamp,
    ) -> Result<Option<TimeEntry>, DiskError> {
        match self.entries.partition_point(place, |entry| entry.timestamp < timestamp)? {
            0 => Ok(None),
            count => self.entries.get(place, count - 1).map(Some),
        }
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

    /// Looks at the last two entries: timestamps must rise.
    ///
    /// # Errors
    /// What the disk said.
    pub fn check(&mut self, place: Place<'_>) -> Result<Result<(), InsaneIndex>, DiskError> {
        let count = self.entries.len(place)?;
        if count < 2 {
            return Ok(Ok(()));
        }
        let earlier = self.entries.get(place, count - 2)?;
        let last = self.entries.get(place, count - 1)?;
        if last.timestamp > earlier.timestamp && last.relative_offset >= earlier.relative_offset {
            return Ok(Ok(()));
        }
        let reason = format!("its last entries do not rise: {earlier:?}, {last:?}");
        Ok(Err(InsaneIndex { path: place.path(FileKind::TimeIndex), reason }))
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
}

impl Default for TimeIndex {
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

    fn disk() -> MemoryDisk {
        let disk = MemoryDisk::new();
        disk.create_dir("orders-0").unwrap();
        disk
    }

    fn place(disk: &MemoryDisk) -> Place<'_> {
        Place::new(disk, "orders-0", Offset(0))
    }

    #[test]
    fn only_larger_timestamps_enter_and_lookups_find_the_one_before() {
        let disk = disk();
        let mut index = TimeIndex::default();
        for (timestamp, relative_offset) in [(-1, 1), (100, 5), (90, 9), (100, 12), (200, 20)] {
            let timestamp = Timestamp(timestamp);
            index.make_ready(place(&disk)).unwrap();
            index.push(TimeEntry { timestamp, relative_offset });
        }
        let mut before = |timestamp| {
            let found = index.before(place(&disk), Timestamp(timestamp)).unwrap();
            found.map(|entry| entry.relative_offset)
        };
        assert_eq!(before(100), None);
        assert_eq!(before(101), Some(5));
        assert_eq!(before(5_000), Some(20));
    }
}
