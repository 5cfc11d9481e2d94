//! A file of the memory disk.

use std::{any::Any, io, sync::Arc};

use parking_lot::Mutex;

use super::chunks::Chunks;
use crate::{
    model::{LogSlice, SliceSource},
    storage::disk::DiskFile,
};

/// Shared by all handles of one file; lives on while a handle or a slice is held.
#[derive(Debug, Default)]
pub(super) struct MemoryFile {
    chunks: Mutex<Chunks>,
}

impl MemoryFile {
    pub(super) fn length(&self) -> u64 {
        self.chunks.lock().len()
    }

    pub(super) fn reserved(&self) -> u64 {
        self.chunks.lock().reserved()
    }
}

impl SliceSource for MemoryFile {
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.chunks.lock().read_exact_at(position, buffer)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl DiskFile for MemoryFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.length())
    }

    fn write_at(&self, position: u64, parts: &[&[u8]]) -> io::Result<()> {
        self.chunks.lock().write_at(position, parts)
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.chunks.lock().truncate(length);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn slice(
        self: Arc<Self>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()> {
        self.chunks.lock().slice(position, length, into)
    }
}
