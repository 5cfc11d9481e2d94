//! A real file, open.

use std::{any::Any, fs::File, io, sync::Arc};

use ottla_core::{
    model::{FileSlice, LogSlice, SliceSource},
    storage::disk::DiskFile,
};

use super::system;

/// An open file. Reads and writes are positional, so one handle serves all threads.
///
/// A reply that holds a slice of it holds the file open: what it reads stays even when the file
/// was deleted. A sender that knows this type (`SliceSource::as_any`) takes the descriptor for
/// `sendfile`.
#[derive(Debug)]
pub struct RealFile {
    file: File,
}

impl RealFile {
    pub(super) fn new(file: File) -> Self {
        Self { file }
    }

    /// The file as std knows it, for system calls that take a descriptor.
    #[must_use]
    pub fn as_file(&self) -> &File {
        &self.file
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for RealFile {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl SliceSource for RealFile {
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        system::read_exact_at(&self.file, position, buffer)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl DiskFile for RealFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn write_at(&self, position: u64, parts: &[&[u8]]) -> io::Result<()> {
        system::write_parts_at(&self.file, position, parts)
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn slice(
        self: Arc<Self>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()> {
        into.push(LogSlice::File(FileSlice { source: self, position, length }));
        Ok(())
    }

    fn reserve(&self, length: u64) -> io::Result<()> {
        system::reserve(&self.file, length)
    }
}
