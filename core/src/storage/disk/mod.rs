//! Disks as an argument: the trait that the log writes through, a disk in memory, and a disk that
//! fails on a plan for tests. The disk of real files is the broker's.

pub mod failing;

mod atomic;
#[expect(clippy::module_inception, reason = "the trait is what the module is about")]
mod disk;
mod error;
mod file;
mod memory;

pub use atomic::TEMPORARY_SUFFIX;
pub use disk::{DirectoryLock, Disk, DiskEntry, DiskSpace, EntryKind, LOCK_FILE};
pub use error::{DiskAction, DiskError};
pub use file::DiskFile;
pub use memory::MemoryDisk;
