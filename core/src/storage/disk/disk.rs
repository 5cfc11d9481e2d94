//! The seam between the log and what keeps its bytes.

use std::{fmt::Debug, io, sync::Arc};

use bytes::{Bytes, BytesMut};

use super::{DiskFile, atomic};

/// The file that Apache Kafka locks in a log directory.
pub const LOCK_FILE: &str = ".lock";

/// What a name in a directory stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file of this many bytes.
    File {
        /// Length in bytes.
        length: u64,
    },
    /// A directory.
    Directory,
}

/// One name in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskEntry {
    /// The name, without its directory.
    pub name: String,
    /// File or directory.
    pub kind: EntryKind,
}

/// Holding it keeps other processes out of the directory; dropping it lets them in.
pub trait DirectoryLock: Debug + Send + Sync {}

/// How large the volume under a log directory is (KIP-827).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskSpace {
    /// Bytes that it has.
    pub total: u64,
    /// Bytes of these that may still be written.
    pub usable: u64,
}

/// One log directory (an entry of `log.dirs`). Paths are relative to it, with `/` between names;
/// the empty path is the directory itself. All calls are synchronous: whatever may block for long
/// (syncs, deletes) is called by the edge from a blocking pool.
///
/// A file that is held need not have a descriptor: a disk may close it and open it again, as long
/// as who holds it cannot tell.
pub trait Disk: Debug + Send + Sync {
    /// Opens a file that exists, for reading and writing.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn open(&self, path: &str) -> io::Result<Arc<dyn DiskFile>>;

    /// Opens a file for reading and writing, and makes an empty one if there is none. Its name is
    /// durable only after [`Disk::sync_dir`].
    ///
    /// # Errors
    /// What the disk said.
    fn create(&self, path: &str) -> io::Result<Arc<dyn DiskFile>>;

    /// Whether a file or directory of that name exists.
    ///
    /// # Errors
    /// What the disk said.
    fn exists(&self, path: &str) -> io::Result<bool>;

    /// The names in a directory, sorted.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn list(&self, directory: &str) -> io::Result<Vec<DiskEntry>>;

    /// Makes a directory; one that exists is left as it is.
    ///
    /// # Errors
    /// What the disk said; `NotFound` if its parent is missing.
    fn create_dir(&self, path: &str) -> io::Result<()>;

    /// Deletes a file. Open handles and slices keep its bytes.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn remove(&self, path: &str) -> io::Result<()>;

    /// Deletes a directory with everything in it.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn remove_dir_all(&self, path: &str) -> io::Result<()>;

    /// Gives a file or directory another name; a file in the way is replaced at once.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Forces the names in a directory to the device: files made, renamed and deleted.
    ///
    /// # Errors
    /// What the disk said.
    fn sync_dir(&self, directory: &str) -> io::Result<()>;

    /// Takes the directory's lock (`.lock`, as Apache Kafka).
    ///
    /// # Errors
    /// `WouldBlock` if another process or broker holds it, or what the disk said.
    fn lock(&self) -> io::Result<Box<dyn DirectoryLock>>;

    /// How large its volume is; `None` where that cannot be known.
    fn space(&self) -> Option<DiskSpace> {
        None
    }

    /// The bytes of a small file.
    ///
    /// # Errors
    /// `NotFound`, or what the disk said.
    fn read(&self, path: &str) -> io::Result<Bytes> {
        let file = self.open(path)?;
        let length = usize::try_from(file.len()?).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let mut buffer = BytesMut::zeroed(length);
        file.read_exact_at(0, &mut buffer)?;
        Ok(buffer.freeze())
    }

    /// Replaces a small file so that a crash leaves the old or the new content, never a mixture:
    /// writes beside it, syncs, renames, syncs the directory.
    ///
    /// # Errors
    /// What the disk said; the old content is there then.
    fn write_atomically(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        atomic::write(self, path, bytes)
    }
}
