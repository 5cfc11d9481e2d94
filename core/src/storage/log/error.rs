//! Why a log refuses, one enum for each kind of call.

use crate::{
    model::{ErrorCode, Offset},
    protocol::records::HeaderError,
    storage::{disk::DiskError, producers::SequenceError, segment::SegmentError},
};

/// OFFSET_OUT_OF_RANGE (1): the log has no such offset, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {requested} is out of range: the log holds {log_start_offset} to {log_end_offset}")]
pub struct OffsetOutOfRange {
    /// What was asked for.
    pub requested: Offset,
    /// First offset that can be read.
    pub log_start_offset: Offset,
    /// Offset of the next record.
    pub log_end_offset: Offset,
}

/// Why a log could not be read, cut or synced.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The caller asked for an offset that is not there; nothing is wrong with the log.
    #[error(transparent)]
    OutOfRange(#[from] OffsetOutOfRange),
    /// A segment holds something else than batches, or the disk failed.
    #[error(transparent)]
    Segment(#[from] SegmentError),
}

impl From<DiskError> for LogError {
    fn from(error: DiskError) -> Self {
        Self::Segment(error.into())
    }
}

/// Why an append was refused. Only after `Storage` the log is in doubt; then its directory goes
/// offline. After all others it is as before the append.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// By the producer's state (KIP-98).
    #[error(transparent)]
    Sequence(#[from] SequenceError),
    /// MESSAGE_TOO_LARGE (10): larger than `max.message.bytes`.
    #[error("batch of {size} bytes is larger than max.message.bytes={max}")]
    TooLarge {
        /// Bytes of the batch.
        size: usize,
        /// The limit.
        max: usize,
    },
    /// RECORD_LIST_TOO_LARGE (18): larger than a segment may be.
    #[error("{size} bytes do not fit a segment of segment.bytes={max}")]
    LargerThanSegment {
        /// Bytes of all batches of the append.
        size: u64,
        /// The limit.
        max: u64,
    },
    /// A follower was handed offsets that do not follow the log end.
    #[error("offset {offset} does not follow: {expected} or more is expected")]
    OffsetsOutOfOrder {
        /// Offset of the batch that does not follow.
        offset: Offset,
        /// What it has to be at least.
        expected: Offset,
    },
    /// CORRUPT_MESSAGE (2): a follower was handed something else than whole batches.
    #[error("corrupt batch at byte {position}: {error}")]
    NotABatch {
        /// Where in the bytes.
        position: usize,
        /// What is wrong.
        error: HeaderError,
    },
    /// CORRUPT_MESSAGE (2): the CRC of a batch does not fit.
    #[error("corrupt batch at byte {position}, base offset {base_offset}: its checksum is wrong")]
    Checksum {
        /// Its base offset.
        base_offset: Offset,
        /// Where in the bytes.
        position: usize,
    },
    /// The log's files failed.
    #[error(transparent)]
    Storage(#[from] SegmentError),
}

impl From<DiskError> for AppendError {
    fn from(error: DiskError) -> Self {
        Self::Storage(error.into())
    }
}

impl LogError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::OutOfRange(_) => None,
            Self::Segment(error) => error.disk_error(),
        }
    }

    /// The code that a client is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::OutOfRange(_) => ErrorCode::OffsetOutOfRange,
            Self::Segment(SegmentError::Corrupt { .. }) => ErrorCode::CorruptMessage,
            Self::Segment(SegmentError::Disk(error)) if error.is_end_of_file() => {
                ErrorCode::CorruptMessage
            }
            Self::Segment(SegmentError::Disk(_)) => ErrorCode::KafkaStorageError,
        }
    }
}

impl AppendError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Storage(error) => error.disk_error(),
            Self::Sequence(_)
            | Self::TooLarge { .. }
            | Self::LargerThanSegment { .. }
            | Self::OffsetsOutOfOrder { .. }
            | Self::NotABatch { .. }
            | Self::Checksum { .. } => None,
        }
    }

    /// The code that a client is told.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Sequence(SequenceError::OutOfOrder { .. }) => ErrorCode::OutOfOrderSequenceNumber,
            Self::Sequence(SequenceError::InvalidEpoch { .. }) => ErrorCode::InvalidProducerEpoch,
            Self::Sequence(
                SequenceError::OutsideTransaction { .. } | SequenceError::NotVerified { .. },
            ) => ErrorCode::InvalidTxnState,
            Self::Sequence(SequenceError::CoordinatorFenced { .. }) => {
                ErrorCode::TransactionCoordinatorFenced
            }
            Self::TooLarge { .. } => ErrorCode::MessageTooLarge,
            Self::LargerThanSegment { .. } => ErrorCode::RecordListTooLarge,
            Self::OffsetsOutOfOrder { .. } => ErrorCode::UnknownServerError,
            Self::NotABatch { .. } | Self::Checksum { .. } => ErrorCode::CorruptMessage,
            Self::Storage(_) => ErrorCode::KafkaStorageError,
        }
    }
}
