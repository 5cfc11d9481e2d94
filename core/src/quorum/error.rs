//! Why a node's part in the quorum ends: its own disk fails or holds what it cannot. No request of
//! another node causes any of these.

use super::{QuorumStateError, SnapshotId};
use crate::{
    model::{LeaderEpoch, Offset},
    protocol::codec::{DecodeError, EncodeError},
    storage::{
        disk::DiskError,
        log::{AppendError, LogError},
    },
};

/// The node cannot go on with its directory.
#[derive(Debug, thiserror::Error)]
pub enum QuorumError {
    /// The log cannot be read or cut.
    #[error("the metadata log cannot be used: {0}")]
    Log(#[from] LogError),
    /// The log cannot be written.
    #[error("the metadata log cannot be written: {0}")]
    Append(#[from] AppendError),
    /// A file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The quorum-state file is none.
    #[error(transparent)]
    QuorumState(#[from] QuorumStateError),
    /// A stretch of the log cannot be read.
    #[error("the metadata log cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// A batch is damaged.
    #[error("the metadata log is damaged at offset {offset}: {reason}")]
    Damaged {
        /// Where.
        offset: Offset,
        /// What is wrong.
        reason: String,
    },
    /// A record is not one of metadata.
    #[error("the metadata log holds an unreadable record at offset {offset}: {error}")]
    Decode {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: DecodeError,
    },
    /// A record cannot be written.
    #[error("a metadata record cannot be written: {0}")]
    Encode(#[from] EncodeError),
    /// A snapshot is damaged.
    #[error("snapshot {id:?} is damaged: {reason}")]
    Snapshot {
        /// Which.
        id: SnapshotId,
        /// What is wrong.
        reason: String,
    },
}

impl QuorumError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Log(error) => error.disk_error(),
            Self::Append(error) => error.disk_error(),
            Self::Disk(error) => Some(error),
            Self::QuorumState(_)
            | Self::Read(_)
            | Self::Damaged { .. }
            | Self::Decode { .. }
            | Self::Encode(_)
            | Self::Snapshot { .. } => None,
        }
    }
}

/// Why records were not appended; nothing was.
#[derive(Debug, thiserror::Error)]
pub enum QuorumAppendError {
    /// This node does not lead, or not in that epoch.
    #[error("this node does not lead the metadata quorum in epoch {epoch}")]
    NotLeader {
        /// The epoch that was asked for.
        epoch: LeaderEpoch,
    },
    /// More than one batch may hold (8 MiB).
    #[error("{bytes} bytes of metadata records are too large for one batch")]
    TooLarge {
        /// Bytes of the batch.
        bytes: usize,
    },
    /// There is not one record.
    #[error("an append has at least one record")]
    Empty,
    /// The node cannot go on.
    #[error(transparent)]
    Failed(#[from] QuorumError),
}
