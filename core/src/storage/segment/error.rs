//! Why a segment could not be read.

use super::{FileKind, Place, ScanError};
use crate::{
    protocol::records::HeaderError,
    storage::disk::{DiskAction, DiskError},
};

/// Why a segment could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    /// The log holds something else than batches.
    #[error("corrupt log: {file} has no batch at byte {position}: {error}")]
    Corrupt {
        /// The `.log` file, relative to the log directory.
        file: String,
        /// Where in the file.
        position: u64,
        /// What is wrong.
        error: HeaderError,
    },
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl SegmentError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Corrupt { .. } => None,
            Self::Disk(error) => Some(error),
        }
    }

    pub(crate) fn scan(place: Place<'_>) -> impl FnOnce(ScanError) -> Self {
        move |error| match error {
            ScanError::NotABatch { position, error } => {
                Self::Corrupt { file: place.path(FileKind::Log), position, error }
            }
            ScanError::Disk(source) => {
                Self::Disk(place.failed(DiskAction::Read, FileKind::Log)(source))
            }
        }
    }
}
