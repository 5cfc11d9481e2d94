//! What went wrong on a disk: which action, on which file, and what the disk said.
//! Whether it takes the whole directory offline is decided by the broker, not here.

use std::{fmt, io};

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAction {
    /// Opening a file that should exist.
    Open,
    /// Making a file or a directory.
    Create,
    /// Listing a directory.
    List,
    /// Reading bytes.
    Read,
    /// Writing bytes.
    Write,
    /// Cutting or extending a file.
    Truncate,
    /// Forcing bytes or names to the device.
    Sync,
    /// Giving a file or directory another name.
    Rename,
    /// Deleting a file or directory.
    Remove,
    /// Taking the directory's lock.
    Lock,
}

impl fmt::Display for DiskAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Create => "create",
            Self::List => "list",
            Self::Read => "read",
            Self::Write => "write",
            Self::Truncate => "truncate",
            Self::Sync => "sync",
            Self::Rename => "rename",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}

/// A failed action on a disk. `path` is relative to the log directory.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {path}: {source}")]
pub struct DiskError {
    /// What was tried.
    pub action: DiskAction,
    /// The file or directory, relative to the log directory.
    pub path: String,
    /// What the disk said.
    pub source: io::Error,
}

impl DiskError {
    /// For `map_err`: says what was tried where.
    pub fn at(action: DiskAction, path: &str) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { action, path: path.to_owned(), source }
    }
}
