//! Why a produced batch is not appended, in words for whoever wrote it and as the error code that
//! Apache Kafka 4.3.1 answers. A record that breaks a rule of the topic is named by its position
//! (KIP-467); anything else fails the batch as a whole.

use std::fmt;

use super::{CodecError, HeaderError, MalformedRecord};
use crate::model::{ErrorCode, Offset, Timestamp, limits::REJECTED_RECORDS_MAX};

/// Why a batch is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchRejection {
    /// No bytes at all.
    #[error("a partition of a Produce request has to hold one record batch, and has none")]
    Empty,
    /// The bytes are not the start of a batch, or the batch is cut off.
    #[error(transparent)]
    Header(HeaderError),
    /// A message set of the formats before v2.
    #[error("the records have format v{0}; since Produce 3 only format v2 is allowed")]
    OldMagic(i8),
    /// Bytes follow the first batch.
    #[error("a partition of a Produce request has to hold one record batch, and has more")]
    MoreThanOneBatch,
    /// Zstandard in a request whose version does not know it.
    #[error("Zstandard needs Produce version 7 or newer")]
    ZstdTooEarly,
    /// The base offset is the broker's to set.
    #[error("a produced batch has to have base offset 0, not {0}")]
    BaseOffset(Offset),
    /// Larger than the topic allows.
    #[error("the batch has {bytes} bytes; max.message.bytes allows {bytes_max}")]
    TooLarge {
        /// Bytes of the batch.
        bytes: usize,
        /// Bytes that it may have.
        bytes_max: usize,
    },
    /// The CRC is not that of the bytes.
    #[error("the batch's CRC does not match its bytes; it was damaged on the way")]
    Checksum,
    /// The flags name a codec that does not exist.
    #[error("the batch's attributes {0:#06x} name a codec that does not exist")]
    UnknownCodec(i16),
    /// Count and last offset disagree, or there is no record.
    #[error("a count of {count} and a last offset delta of {last_offset_delta} do not fit")]
    RecordCount {
        /// Records that the header claims.
        count: i32,
        /// Last offset minus first.
        last_offset_delta: i32,
    },
    /// Control records come from coordinators only.
    #[error("clients cannot write control records")]
    Control,
    /// A producer id without a sequence.
    #[error("a batch with a producer id has to have a sequence, not {0}")]
    BaseSequence(i32),
    /// A record cannot be read.
    #[error(transparent)]
    Malformed(MalformedRecord),
    /// A record's offset is not the next one.
    #[error("record {index} of the batch has offset delta {offset_delta}")]
    OffsetDelta {
        /// Its position in the batch.
        index: i32,
        /// Its offset minus the base offset.
        offset_delta: i32,
    },
    /// The records cannot be decompressed, or compressed anew.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// Records that break a rule of the topic.
    #[error("{0}")]
    Records(RejectedRecords),
}

/// A record that breaks a rule of its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RejectedRecord {
    /// Position in the batch, from 0.
    pub index: i32,
    /// The rule.
    pub reason: RejectionReason,
}

/// The rules that single records break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RejectionReason {
    /// The topic is compacted, and the record has no key.
    #[error("the topic is compacted, so every record needs a key")]
    NoKey,
    /// Too old or too far ahead.
    #[error(
        "timestamp {timestamp} is not between {earliest} and {latest}, which \
         message.timestamp.before.max.ms and message.timestamp.after.max.ms allow"
    )]
    Timestamp {
        /// The record's timestamp.
        timestamp: Timestamp,
        /// Earliest that is allowed, in milliseconds since 1970.
        earliest: i64,
        /// Latest that is allowed, in milliseconds since 1970.
        latest: i64,
    },
    /// Append times are the broker's to set.
    #[error("a producer cannot set the timestamp type LogAppendTime")]
    AppendTime,
}

/// All records of a batch that break a rule; the list ends at
/// [`REJECTED_RECORDS_MAX`](crate::model::limits::REJECTED_RECORDS_MAX), the count does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectedRecords {
    listed: Vec<RejectedRecord>,
    count: usize,
    has_timestamp: bool,
}

impl RejectedRecords {
    /// The records, in order.
    #[must_use]
    pub fn listed(&self) -> &[RejectedRecord] {
        &self.listed
    }

    pub(super) fn push(&mut self, record: RejectedRecord) {
        self.count += 1;
        self.has_timestamp |= !matches!(record.reason, RejectionReason::NoKey);
        if self.listed.len() < REJECTED_RECORDS_MAX {
            self.listed.push(record);
        }
    }
}

impl fmt::Display for RejectedRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of the batch's records are refused", self.count)?;
        match self.listed.first() {
            Some(RejectedRecord { index, reason }) => write!(f, "; record {index}: {reason}"),
            None => Ok(()),
        }
    }
}

impl BatchRejection {
    /// The error code that Kafka answers.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Header(HeaderError::Length(_) | HeaderError::Magic(_)) | Self::Checksum => {
                ErrorCode::CorruptMessage
            }
            Self::TooLarge { .. } | Self::Codec(CodecError::TooLarge { .. }) => {
                ErrorCode::MessageTooLarge
            }
            Self::ZstdTooEarly | Self::UnknownCodec(_) | Self::Codec(CodecError::NotBuilt(_)) => {
                ErrorCode::UnsupportedCompressionType
            }
            Self::Codec(CodecError::Failed { .. }) => ErrorCode::UnknownServerError,
            Self::Records(records) if records.has_timestamp => ErrorCode::InvalidTimestamp,
            // Kafka answers a body that its codec cannot read with an unknown server error, which
            // says nothing. A corrupt message would have clients send it again: its CRC is right.
            Self::Codec(CodecError::Broken { .. })
            | Self::Records(_)
            | Self::Header(HeaderError::Truncated { .. })
            | Self::Empty
            | Self::OldMagic(_)
            | Self::MoreThanOneBatch
            | Self::BaseOffset(_)
            | Self::RecordCount { .. }
            | Self::Control
            | Self::BaseSequence(_)
            | Self::Malformed(_)
            | Self::OffsetDelta { .. } => ErrorCode::InvalidRecord,
        }
    }

    /// The records that break a rule of the topic, for the answer's record errors (KIP-467).
    #[must_use]
    pub fn rejected_records(&self) -> &[RejectedRecord] {
        if let Self::Records(records) = self { records.listed() } else { &[] }
    }
}
