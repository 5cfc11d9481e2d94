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
    /// Whether a file ended before it should: it was cut by somebody, and its neighbours were not.
    #[must_use]
    pub fn is_end_of_file(&self) -> bool {
        self.source.kind() == io::ErrorKind::UnexpectedEof
    }

    /// Whether it speaks against the whole directory, as Apache Kafka takes every error of reading
    /// and writing. A file that was cut does not, nor does a process that has no file handle left
    /// (`EMFILE`, `ENFILE`).
    #[must_use]
    pub fn is_of_directory(&self) -> bool {
        const OUT_OF_HANDLES: [i32; 2] = [23, 24];
        let out_of_handles =
            self.source.raw_os_error().is_some_and(|code| OUT_OF_HANDLES.contains(&code));
        !(out_of_handles || self.is_end_of_file())
    }

    /// What an operator can do about it.
    #[must_use]
    pub fn way_out(&self) -> &'static str {
        let kind = self.source.kind();
        if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            "free space on its volume and restart the broker"
        } else if matches!(
            kind,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            "let this user write there and restart the broker"
        } else {
            "look after the disk and restart the broker"
        }
    }

    /// For `map_err`: says what was tried where.
    pub fn at(action: DiskAction, path: &str) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { action, path: path.to_owned(), source }
    }
}
