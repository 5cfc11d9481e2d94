//! What opening a log found and did, for the broker to tell its operator.

use std::fmt;

use super::Deletion;
use crate::model::Offset;

/// Something that was not as it should be, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryFinding {
    /// The end of a segment was not valid and was cut off.
    Cut {
        /// The `.log` file.
        file: String,
        /// First byte that went.
        position: u64,
        /// The log ends here now.
        offset: Offset,
        /// Bytes that went.
        bytes: u64,
        /// What is wrong with them.
        reason: String,
    },
    /// Segments that do not follow what is left before them. They have the suffix `.deleted`.
    SegmentsDropped {
        /// The first of their `.log` files.
        file: String,
        /// How many.
        count: usize,
    },
    /// An index was missing or did not fit its log and was made again.
    IndexRebuilt {
        /// The `.log` file.
        file: String,
        /// What was wrong.
        reason: String,
    },
    /// A producer snapshot or checkpoint was not usable and was made again from the log.
    Ignored {
        /// The file.
        file: String,
        /// What was wrong.
        reason: String,
    },
    /// A closed segment holds something that is no batch. Its records before it can be read.
    Unreadable {
        /// The `.log` file.
        file: String,
        /// What was wrong.
        reason: String,
    },
    /// The log ended before its start offset: everything in it had been deleted.
    StartedAnew {
        /// The log starts and ends here now.
        offset: Offset,
    },
}

impl fmt::Display for RecoveryFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut { file, position, offset, bytes, reason } => write!(
                f,
                "{file}: cut {bytes} bytes at byte {position}, the log ends at offset {offset} \
                 now; the batch there is not valid: {reason}"
            ),
            Self::SegmentsDropped { file, count } => write!(
                f,
                "{file}: dropped {count} segments from this one on, they do not follow what is left before them"
            ),
            Self::IndexRebuilt { file, reason } => {
                write!(f, "{file}: made its indexes again: {reason}")
            }
            Self::Ignored { file, reason } => {
                write!(f, "{file}: not used, made again from the log: {reason}")
            }
            Self::Unreadable { file, reason } => write!(f, "{file}: {reason}"),
            Self::StartedAnew { offset } => {
                write!(f, "the log ended before its start offset and starts anew at {offset}")
            }
        }
    }
}

/// What opening a log had to do.
#[derive(Debug, Default)]
#[must_use]
pub struct RecoveryReport {
    /// What was not as it should be. Empty after a clean stop.
    pub findings: Vec<RecoveryFinding>,
    /// Bytes of batches that were read and checked.
    pub verified_bytes: u64,
    /// Batches whose headers were read to know the producers again.
    pub producer_batches: u64,
    /// Files of dropped segments.
    pub deletions: Vec<Deletion>,
}
