//! Walks over the batches of a `.log` file by their headers, with few reads: small batches are
//! read many at once, large ones are jumped over.

use std::io;

use crate::{
    model::Offset,
    protocol::records::{BATCH_OVERHEAD, BatchHeader, HeaderError},
    storage::disk::DiskFile,
};

/// Bytes that are read at once. One interval of the offset index fits.
const BUFFER_BYTES: usize = 4 * 1024;

/// A batch and where it stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchAt {
    /// Position of its first byte.
    pub position: u64,
    /// Its header.
    pub header: BatchHeader,
}

impl BatchAt {
    /// Position of the byte after the batch.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.position + self.header.size as u64
    }

    /// The offset after its last one.
    #[must_use]
    pub fn next_offset(&self) -> Offset {
        self.header.last_offset() + 1
    }
}

/// Why a walk stopped before the end.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The bytes at `position` are no whole batch.
    #[error("no batch at byte {position}: {error}")]
    NotABatch {
        /// Where in the file.
        position: u64,
        /// What is wrong.
        error: HeaderError,
    },
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// The batches of `position..end` of a file. `position` must be the start of a batch.
#[derive(Debug)]
pub struct BatchScan<'a> {
    file: &'a dyn DiskFile,
    position: u64,
    end: u64,
    buffer: [u8; BUFFER_BYTES],
    buffer_start: u64,
    buffer_length: usize,
}

impl<'a> BatchScan<'a> {
    /// Starts at `position`; `end` is where the valid bytes of the file end.
    #[must_use]
    pub fn new(file: &'a dyn DiskFile, position: u64, end: u64) -> Self {
        Self {
            file,
            position,
            end,
            buffer: [0; BUFFER_BYTES],
            buffer_start: position,
            buffer_length: 0,
        }
    }

    /// Where the next batch starts.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next batch; `None` at the end.
    ///
    /// # Errors
    /// If the bytes are no whole batch, or the disk failed.
    pub fn next_batch(&mut self) -> Result<Option<BatchAt>, ScanError> {
        let position = self.position;
        if position >= self.end {
            return Ok(None);
        }
        let left = self.end - position;
        let available = left.min(BATCH_OVERHEAD as u64) as usize;
        let bytes = self.bytes_at(position, available)?;
        let not_a_batch = |error| ScanError::NotABatch { position, error };
        let header = BatchHeader::parse(bytes).map_err(not_a_batch)?;
        if header.size as u64 > left {
            let available = usize::try_from(left).unwrap_or(usize::MAX);
            let error = HeaderError::Truncated { needed: header.size, available };
            return Err(not_a_batch(error));
        }
        self.position = position + header.size as u64;
        Ok(Some(BatchAt { position, header }))
    }

    fn bytes_at(&mut self, position: u64, length: usize) -> io::Result<&[u8]> {
        let buffered = self.buffer_start..self.buffer_start + self.buffer_length as u64;
        if !(buffered.start <= position && position + length as u64 <= buffered.end) {
            let count = (self.end - position).min(BUFFER_BYTES as u64) as usize;
            self.buffer_length = 0;
            self.file.read_exact_at(position, &mut self.buffer[..count])?;
            (self.buffer_start, self.buffer_length) = (position, count);
        }
        let from = (position - self.buffer_start) as usize;
        Ok(&self.buffer[from..from + length])
    }
}
