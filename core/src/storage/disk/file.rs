//! An open file of a disk.

use std::{io, sync::Arc};

use crate::model::{LogSlice, SliceSource};

/// An open file: positional reads and writes, no cursor. Safe to use from several threads; writers
/// of overlapping ranges must exclude each other.
pub trait DiskFile: SliceSource {
    /// Length in bytes.
    ///
    /// # Errors
    /// What the disk said.
    fn len(&self) -> io::Result<u64>;

    /// Whether the file has no bytes.
    ///
    /// # Errors
    /// What the disk said.
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Writes all `parts`, one after the other, from `position` on (one system call where the
    /// platform has one). A gap before `position` reads as zeros. The bytes reach the page cache,
    /// not the device.
    ///
    /// # Errors
    /// What the disk said; some of the bytes may have been written then.
    fn write_at(&self, position: u64, parts: &[&[u8]]) -> io::Result<()>;

    /// Cuts the file to `length`, or extends it with zeros. Slices that were taken before keep
    /// their bytes in memory disks; of real files nobody may hold slices of the cut part.
    ///
    /// # Errors
    /// What the disk said.
    fn truncate(&self, length: u64) -> io::Result<()>;

    /// Forces the bytes (and the length) to the device. A failure is final: the pages may be
    /// gone, and trying again would lie.
    ///
    /// # Errors
    /// What the disk said.
    fn sync_data(&self) -> io::Result<()>;

    /// Adds the range as slices to `into`, without copying where that is possible: memory gives
    /// `Bytes`, real files a `FileSlice`. The range must lie within the file.
    ///
    /// # Errors
    /// `UnexpectedEof` if a memory file is shorter.
    fn slice(
        self: Arc<Self>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()>;

    /// Reserves space for `length` bytes without changing the length. A hint: the default does
    /// nothing.
    ///
    /// # Errors
    /// What the disk said, `StorageFull` first of all.
    fn reserve(&self, length: u64) -> io::Result<()> {
        let _ = length;
        Ok(())
    }
}
