//! Aborted transactions of one segment (`.txnindex`): what a `read_committed` consumer has to leave
//! out. An entry is written to the segment that holds the abort marker. Unlike the other indexes
//! it cannot be found again behind the recovery point, so a sync always includes it.

use super::{Entry, IndexFile, InsaneIndex};
use crate::{
    model::{Offset, ProducerId},
    protocol::records::TransactionResult,
    storage::{
        disk::DiskError,
        producers::EndedTransaction,
        segment::{FileKind, FileToSync, Place},
    },
};

const VERSION: i16 = 0;

/// A transaction that was aborted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbortedTransaction {
    /// Who wrote it.
    pub producer_id: ProducerId,
    /// Offset of its first record.
    pub first_offset: Offset,
    /// Offset of its marker.
    pub last_offset: Offset,
    /// The last stable offset once it had ended: no entry that comes later begins before it.
    pub last_stable_offset: Offset,
}

impl AbortedTransaction {
    /// What is noted of a transaction that has ended: nothing if it was committed.
    #[must_use]
    pub fn of(ended: EndedTransaction) -> Option<Self> {
        match ended.result {
            TransactionResult::Commit => None,
            TransactionResult::Abort => Some(Self {
                producer_id: ended.producer_id,
                first_offset: ended.first_offset,
                last_offset: ended.last_offset,
                last_stable_offset: ended.last_stable_offset,
            }),
        }
    }
}

impl Entry for AbortedTransaction {
    const SIZE: usize = 2 + 4 * 8;

    fn encode(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(&VERSION.to_be_bytes());
        for number in
            [self.producer_id.0, self.first_offset.0, self.last_offset.0, self.last_stable_offset.0]
        {
            into.extend_from_slice(&number.to_be_bytes());
        }
    }

    fn decode(bytes: &[u8]) -> Self {
        let number = |index: usize| {
            let mut array = [0; 8];
            array.copy_from_slice(&bytes[2 + index * 8..][..8]);
            i64::from_be_bytes(array)
        };
        Self {
            producer_id: ProducerId(number(0)),
            first_offset: Offset(number(1)),
            last_offset: Offset(number(2)),
            last_stable_offset: Offset(number(3)),
        }
    }
}

/// Whether later entries may concern a range too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collected {
    /// None of them does.
    All,
    /// Those of the next segment may.
    SoFar,
}

/// The aborted transactions of one segment.
#[derive(Debug)]
pub struct TransactionIndex {
    entries: IndexFile<AbortedTransaction>,
}

impl TransactionIndex {
    /// An index whose file may exist already. Nothing is opened yet; without an abort there is no
    /// file.
    #[must_use]
    pub fn new() -> Self {
        Self { entries: IndexFile::new(FileKind::TransactionIndex) }
    }

    /// As [`IndexFile::make_ready`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn make_ready(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.make_ready(place)
    }

    /// Adds a transaction; call [`TransactionIndex::make_ready`] before.
    pub fn push(&mut self, aborted: AbortedTransaction) {
        self.entries.push(aborted);
    }

    /// Adds those that have records in `from..upper_bound` to `into`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn collect(
        &mut self,
        place: Place<'_>,
        from: Offset,
        upper_bound: Offset,
        into: &mut Vec<AbortedTransaction>,
    ) -> Result<Collected, DiskError> {
        let count = self.entries.len(place)?;
        let first = self.entries.partition_point(place, |entry| entry.last_offset < from)?;
        for index in first..count {
            let entry = self.entries.get(place, index)?;
            if entry.first_offset < upper_bound {
                into.push(entry);
            }
            if entry.last_stable_offset >= upper_bound {
                return Ok(Collected::All);
            }
        }
        Ok(Collected::SoFar)
    }

    /// All of them.
    ///
    /// # Errors
    /// What the disk said.
    pub fn all(&mut self, place: Place<'_>) -> Result<Vec<AbortedTransaction>, DiskError> {
        let count = self.entries.len(place)?;
        (0..count).map(|index| self.entries.get(place, index)).collect()
    }

    /// Drops those whose marker is at or after `offset`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn truncate_to(&mut self, place: Place<'_>, offset: Offset) -> Result<(), DiskError> {
        let keep = self.entries.partition_point(place, |entry| entry.last_offset < offset)?;
        self.entries.truncate(place, keep)
    }

    /// Drops all entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn clear(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.truncate(place, 0)
    }

    /// Looks at every entry: there are few.
    ///
    /// # Errors
    /// What the disk said.
    pub fn check(&mut self, place: Place<'_>) -> Result<Result<(), InsaneIndex>, DiskError> {
        let mut earlier = place.base_offset;
        for entry in self.all(place)? {
            if entry.last_offset < earlier || entry.first_offset > entry.last_offset {
                let reason = format!("an entry does not follow offset {earlier}: {entry:?}");
                let path = place.path(FileKind::TransactionIndex);
                return Ok(Err(InsaneIndex { path, reason }));
            }
            earlier = entry.last_offset;
        }
        Ok(Ok(()))
    }

    /// As [`IndexFile::write_out`].
    ///
    /// # Errors
    /// What the disk said.
    pub fn write_out(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.entries.write_out(place)
    }

    /// The file if a sync has to include it. What waits in memory is written to it first.
    ///
    /// # Errors
    /// What the disk said.
    pub fn file_to_sync(&mut self, place: Place<'_>) -> Result<Option<FileToSync>, DiskError> {
        self.entries.write_out(place)?;
        self.entries.file_to_sync(place)
    }

    /// Whether the file is held open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.entries.is_open()
    }

    /// As [`IndexFile::needs_sync`], if there is a file.
    pub fn needs_sync(&mut self) {
        if self.entries.known_last().is_some() {
            self.entries.needs_sync();
        }
    }

    /// As [`IndexFile::close_file`].
    pub fn close_file(&mut self) {
        self.entries.close_file();
    }
}

impl Default for TransactionIndex {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::disk::{Disk, MemoryDisk};

    fn aborted(first: i64, last: i64, stable: i64) -> AbortedTransaction {
        AbortedTransaction {
            producer_id: ProducerId(7),
            first_offset: Offset(first),
            last_offset: Offset(last),
            last_stable_offset: Offset(stable),
        }
    }

    #[test]
    fn a_range_gets_the_transactions_that_reach_into_it() {
        let disk = MemoryDisk::new();
        disk.create_dir("orders-0").unwrap();
        let place = Place::new(&disk, "orders-0", Offset(0));
        let mut index = TransactionIndex::new();
        let all = [aborted(0, 10, 5), aborted(5, 20, 15), aborted(30, 40, 41)];
        for entry in all {
            index.make_ready(place).unwrap();
            index.push(entry);
        }
        let mut collect = |from, to| {
            let mut into = Vec::new();
            let how = index.collect(place, Offset(from), Offset(to), &mut into).unwrap();
            (into, how)
        };
        assert_eq!(collect(0, 5), (vec![all[0]], Collected::All));
        assert_eq!(collect(11, 31), (vec![all[1], all[2]], Collected::All));
        assert_eq!(collect(21, 30), (vec![], Collected::All));
        assert_eq!(collect(41, 90), (vec![], Collected::SoFar));
        index.truncate_to(place, Offset(20)).unwrap();
        assert_eq!(index.all(place).unwrap(), all[..1]);
    }

    #[test]
    fn an_entry_has_the_bytes_of_apache_kafka() {
        let mut bytes = Vec::new();
        aborted(1, 2, 3).encode(&mut bytes);
        assert_eq!(bytes.len(), 34);
        assert_eq!(bytes[..10], [0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
        assert_eq!(AbortedTransaction::decode(&bytes), aborted(1, 2, 3));
    }
}
