//! A file of fixed-size sorted entries that grows at its end. Knows nothing of what the entries
//! mean; appended entries go to the file in groups, and a search reads a few blocks.

use std::{fmt::Debug, sync::Arc};

use crate::storage::{
    disk::{DiskAction, DiskError, DiskFile},
    segment::{FileKind, FileToSync, Place},
};

/// Entries that are kept in memory before they are written together. At 4 KiB of log for each,
/// one write of an index comes with half a MiB of log.
const PENDING_ENTRIES_MAX: usize = 128;
/// Entries that a search reads at once when it has come close.
const BLOCK_ENTRIES: u64 = 256;
/// No entry of any index is larger.
const ENTRY_BYTES_MAX: usize = 34;

/// An entry of an index.
pub trait Entry: Copy + Debug {
    /// Bytes in the file.
    const SIZE: usize;

    /// Adds the file's bytes to `into`.
    fn encode(&self, into: &mut Vec<u8>);

    /// Reads an entry from exactly [`Entry::SIZE`] bytes.
    fn decode(bytes: &[u8]) -> Self;
}

/// The file does not look like an index of its segment; it can be built again from the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("index {path} is not sound: {reason}")]
pub struct InsaneIndex {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Sorted entries: the older ones in a file that is opened when it is first needed, the newest
/// ones in memory.
#[derive(Debug)]
pub struct IndexFile<E> {
    kind: FileKind,
    file: Option<Arc<dyn DiskFile>>,
    /// What the file holds; `None` until it was asked.
    loaded: Option<Loaded<E>>,
    pending: Vec<E>,
    /// Whether the file was written to or cut since the last sync.
    unsynced: bool,
}

#[derive(Clone, Copy, Debug)]
struct Loaded<E> {
    /// Entries in the file.
    written: u64,
    /// The last entry, in the file or pending.
    last: Option<E>,
}

impl<E: Entry> IndexFile<E> {
    /// An index whose file may exist already. Nothing is opened yet.
    #[must_use]
    pub fn new(kind: FileKind) -> Self {
        Self { kind, file: None, loaded: None, pending: Vec::new(), unsynced: false }
    }

    /// Number of entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn len(&mut self, place: Place<'_>) -> Result<u64, DiskError> {
        Ok(self.load(place)?.written + self.pending.len() as u64)
    }

    /// Does everything about the next [`IndexFile::push`] that may fail: opens the file, and
    /// writes out if many entries are waiting.
    ///
    /// # Errors
    /// What the disk said; nothing is lost then.
    pub fn make_ready(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        self.load(place)?;
        if self.pending.len() >= PENDING_ENTRIES_MAX { self.write_out(place) } else { Ok(()) }
    }

    /// Adds an entry, which must sort after all others. It reaches the file later.
    ///
    /// # Panics
    /// Without a [`IndexFile::make_ready`] before.
    pub fn push(&mut self, entry: E) {
        let loaded = self.loaded.as_mut().expect("an index is made ready before it grows");
        loaded.last = Some(entry);
        self.pending.push(entry);
    }

    /// Writes the entries that are not in the file yet (to the page cache).
    ///
    /// # Errors
    /// What the disk said; the entries are kept then.
    pub fn write_out(&mut self, place: Place<'_>) -> Result<(), DiskError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let loaded = self.load(place)?;
        let mut bytes = Vec::with_capacity(self.pending.len() * E::SIZE);
        for entry in &self.pending {
            entry.encode(&mut bytes);
        }
        self.file(place)?
            .write_at(loaded.written * E::SIZE as u64, &[&bytes])
            .map_err(place.failed(DiskAction::Write, self.kind))?;
        self.unsynced = true;
        let written = loaded.written + self.pending.len() as u64;
        self.loaded = Some(Loaded { written, ..loaded });
        self.pending.clear();
        Ok(())
    }

    /// The file, made if there is none.
    ///
    /// # Errors
    /// What the disk said.
    pub fn file(&mut self, place: Place<'_>) -> Result<Arc<dyn DiskFile>, DiskError> {
        if let Some(file) = &self.file {
            return Ok(Arc::clone(file));
        }
        let file = place.create(self.kind)?;
        self.file = Some(Arc::clone(&file));
        Ok(file)
    }

    /// Lets go of the file handle; it is opened again when needed. Entries that are not written
    /// stay in memory.
    pub fn close_file(&mut self) {
        self.file = None;
    }

    /// The file if a sync has to include it, because it was written to since the last one. Entries
    /// that wait in memory need none: they are found again in the log.
    ///
    /// # Errors
    /// What the disk said.
    pub fn file_to_sync(&mut self, place: Place<'_>) -> Result<Option<FileToSync>, DiskError> {
        if !self.unsynced {
            return Ok(None);
        }
        let file = self.file(place)?;
        self.unsynced = false;
        Ok(Some(FileToSync { kind: self.kind, file }))
    }

    /// Whether the file is held open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.file.is_some()
    }

    /// Makes the next sync include the file.
    pub fn needs_sync(&mut self) {
        self.unsynced = true;
    }

    /// The entry of that number, which must be there.
    ///
    /// # Errors
    /// What the disk said.
    pub fn get(&mut self, place: Place<'_>, index: u64) -> Result<E, DiskError> {
        let written = self.load(place)?.written;
        if index >= written {
            return Ok(self.pending[(index - written) as usize]);
        }
        self.read_entry(place, index)
    }

    /// The last entry, or `None` if there is none.
    ///
    /// # Errors
    /// What the disk said.
    pub fn last(&mut self, place: Place<'_>) -> Result<Option<E>, DiskError> {
        Ok(self.load(place)?.last)
    }

    /// The last entry as far as it is known without asking the disk.
    #[must_use]
    pub fn known_last(&self) -> Option<E> {
        self.loaded.as_ref().and_then(|loaded| loaded.last)
    }

    /// Number of entries, from the first on, for which `before` holds; it must hold for a prefix.
    ///
    /// # Errors
    /// What the disk said.
    pub fn partition_point(
        &mut self,
        place: Place<'_>,
        before: impl Fn(&E) -> bool,
    ) -> Result<u64, DiskError> {
        let written = self.load(place)?.written;
        if self.pending.first().is_some_and(&before) {
            return Ok(written + self.pending.partition_point(before) as u64);
        }
        let (mut from, mut to) = (0, written);
        while to - from > BLOCK_ENTRIES {
            let middle = from + (to - from) / 2;
            if before(&self.read_entry(place, middle)?) { from = middle + 1 } else { to = middle }
        }
        let mut bytes = [0; BLOCK_ENTRIES as usize * ENTRY_BYTES_MAX];
        let bytes = &mut bytes[..(to - from) as usize * E::SIZE];
        self.read(place, from, bytes)?;
        let block = bytes.chunks_exact(E::SIZE);
        Ok(from + block.map(E::decode).take_while(before).count() as u64)
    }

    /// Keeps the first `count` entries.
    ///
    /// # Errors
    /// What the disk said.
    pub fn truncate(&mut self, place: Place<'_>, count: u64) -> Result<(), DiskError> {
        let written = self.load(place)?.written;
        if count >= written + self.pending.len() as u64 {
            return Ok(());
        }
        if count < written {
            self.unsynced = true;
            self.file(place)?
                .truncate(count * E::SIZE as u64)
                .map_err(place.failed(DiskAction::Truncate, self.kind))?;
        }
        self.pending.truncate(count.saturating_sub(written) as usize);
        self.loaded = Some(Loaded { written: written.min(count), last: None });
        let last = if count == 0 { None } else { Some(self.get(place, count - 1)?) };
        self.loaded = Some(Loaded { written: written.min(count), last });
        Ok(())
    }

    fn load(&mut self, place: Place<'_>) -> Result<Loaded<E>, DiskError> {
        if let Some(loaded) = self.loaded {
            return Ok(loaded);
        }
        // A segment that has no index file yet has no entries: do not make the file by looking.
        let mut loaded = Loaded { written: 0, last: None };
        if let Some(file) = place.open_if_there(self.kind)? {
            let length = file.len().map_err(place.failed(DiskAction::Read, self.kind))?;
            self.file = Some(file);
            loaded.written = length / E::SIZE as u64;
            if loaded.written > 0 {
                loaded.last = Some(self.read_entry(place, loaded.written - 1)?);
            }
        }
        self.loaded = Some(loaded);
        Ok(loaded)
    }

    fn read_entry(&mut self, place: Place<'_>, index: u64) -> Result<E, DiskError> {
        let mut bytes = [0; ENTRY_BYTES_MAX];
        self.read(place, index, &mut bytes[..E::SIZE])?;
        Ok(E::decode(&bytes[..E::SIZE]))
    }

    fn read(&mut self, place: Place<'_>, index: u64, bytes: &mut [u8]) -> Result<(), DiskError> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.file(place)?
            .read_exact_at(index * E::SIZE as u64, bytes)
            .map_err(place.failed(DiskAction::Read, self.kind))
    }
}
