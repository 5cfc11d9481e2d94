//! Bytes of a log that a reply can hold: in memory, or as a range of an open file that the edge
//! sends without copying. A slice keeps its data alive, so retention, truncation and compaction
//! cannot change a reply in flight.

use std::{any::Any, fmt, io, sync::Arc};

use bytes::{Bytes, BytesMut};

/// What a [`FileSlice`] reads from. Files of a [`crate::storage::disk::Disk`] implement it.
pub trait SliceSource: fmt::Debug + Send + Sync {
    /// Fills `buffer` from `position`.
    ///
    /// # Errors
    /// What the disk said; `UnexpectedEof` if the file is shorter.
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()>;

    /// The concrete file, for an edge that knows it and can hand it to `sendfile`.
    fn as_any(&self) -> &dyn Any;
}

/// A range of an open file.
#[derive(Clone, Debug)]
pub struct FileSlice {
    /// The open file; holding it keeps the bytes readable after the file is deleted.
    pub source: Arc<dyn SliceSource>,
    /// Where the range starts.
    pub position: u64,
    /// How many bytes it has.
    pub length: usize,
}

/// A range of log bytes that stays valid while it is held.
#[derive(Clone, Debug)]
pub enum LogSlice {
    /// Bytes in memory.
    Memory(Bytes),
    /// Bytes in a file, not read yet.
    File(FileSlice),
}

impl LogSlice {
    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Memory(bytes) => bytes.len(),
            Self::File(file) => file.length,
        }
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes: shared when in memory, read when in a file.
    ///
    /// # Errors
    /// What the disk said.
    pub fn read(&self) -> io::Result<Bytes> {
        match self {
            Self::Memory(bytes) => Ok(bytes.clone()),
            Self::File(file) => {
                let mut buffer = BytesMut::zeroed(file.length);
                file.source.read_exact_at(file.position, &mut buffer)?;
                Ok(buffer.freeze())
            }
        }
    }
}

impl From<Bytes> for LogSlice {
    fn from(bytes: Bytes) -> Self {
        Self::Memory(bytes)
    }
}
