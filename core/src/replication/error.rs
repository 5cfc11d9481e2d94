//! Why a partition refused a request.

use crate::{
    model::{ErrorCode, LeaderEpoch, Offset},
    storage::{
        disk::DiskError,
        log::{AppendError, LogError},
    },
};

/// Why a partition refused a request.
#[derive(Debug, thiserror::Error)]
pub enum PartitionError {
    /// Refused before the partition was asked.
    #[error("{}", .0.message())]
    Refused(ErrorCode),
    /// This node does not lead the partition, or the partition is gone.
    #[error("this broker does not lead the partition")]
    NotLeader,
    /// The partition's log directory is offline.
    #[error("the partition's log directory is offline")]
    Offline,
    /// The client's leader epoch is older than the partition's.
    #[error("leader epoch {given} is fenced: the partition is at {current}")]
    Fenced {
        /// The client's.
        given: LeaderEpoch,
        /// The partition's.
        current: LeaderEpoch,
    },
    /// The client's leader epoch is newer than the partition's.
    #[error("leader epoch {given} is not known yet: the partition is at {current}")]
    UnknownEpoch {
        /// The client's.
        given: LeaderEpoch,
        /// The partition's.
        current: LeaderEpoch,
    },
    /// Too few replicas are in sync for acks=all.
    #[error(
        "the size of the current ISR ({in_sync}) is insufficient to satisfy the min.isr requirement of {needed}"
    )]
    NotEnoughReplicas {
        /// Replicas in sync.
        in_sync: usize,
        /// `min.insync.replicas`.
        needed: usize,
    },
    /// The offset is before the log's start or after its end.
    #[error("offset {offset} is out of range: the log has {start} to {end}")]
    OutOfRange {
        /// The offset that was asked for.
        offset: Offset,
        /// The log's start.
        start: Offset,
        /// The log's end.
        end: Offset,
    },
    /// The log refused the append.
    #[error(transparent)]
    Append(AppendError),
    /// The log could not be read.
    #[error(transparent)]
    Log(LogError),
}

impl From<ErrorCode> for PartitionError {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code)
    }
}

impl PartitionError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Append(error) => error.disk_error(),
            Self::Log(error) => error.disk_error(),
            Self::Refused(_)
            | Self::NotLeader
            | Self::Offline
            | Self::Fenced { .. }
            | Self::UnknownEpoch { .. }
            | Self::NotEnoughReplicas { .. }
            | Self::OutOfRange { .. } => None,
        }
    }

    /// The code that the client is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(code) => *code,
            Self::NotLeader => ErrorCode::NotLeaderOrFollower,
            Self::Offline => ErrorCode::KafkaStorageError,
            Self::Fenced { .. } => ErrorCode::FencedLeaderEpoch,
            Self::UnknownEpoch { .. } => ErrorCode::UnknownLeaderEpoch,
            Self::NotEnoughReplicas { .. } => ErrorCode::NotEnoughReplicas,
            Self::OutOfRange { .. } => ErrorCode::OffsetOutOfRange,
            Self::Append(error) => error.code(),
            Self::Log(error) => error.code(),
        }
    }
}
