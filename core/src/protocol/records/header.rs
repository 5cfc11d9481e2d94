//! The fixed 61 bytes that open a batch: reading them, and what follows from them alone. Whether
//! the CRC and the records agree with them is `check.rs`'s business, writing them `stamped.rs`'s.

use super::{Attributes, TimestampType, crc};
use crate::model::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Timestamp};

/// Bytes of a batch before its records.
pub const BATCH_OVERHEAD: usize = 61;
/// Bytes of base offset and batch length, which the batch length does not count.
pub const LOG_OVERHEAD: usize = 12;

/// Where each field stands, in bytes from the batch's start.
pub(crate) mod at {
    pub(crate) const BASE_OFFSET: usize = 0;
    pub(crate) const LENGTH: usize = 8;
    pub(crate) const LEADER_EPOCH: usize = 12;
    pub(crate) const MAGIC: usize = 16;
    pub(crate) const CRC: usize = 17;
    /// The CRC covers everything from here on.
    pub(crate) const ATTRIBUTES: usize = 21;
    pub(crate) const LAST_OFFSET_DELTA: usize = 23;
    pub(crate) const BASE_TIMESTAMP: usize = 27;
    pub(crate) const MAX_TIMESTAMP: usize = 35;
    pub(crate) const PRODUCER_ID: usize = 43;
    pub(crate) const PRODUCER_EPOCH: usize = 51;
    pub(crate) const BASE_SEQUENCE: usize = 53;
    pub(crate) const RECORD_COUNT: usize = 57;
}

/// The fixed part of a batch, as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchHeader {
    /// Offset of the first record that the batch was written with.
    pub base_offset: Offset,
    /// Bytes of the whole batch, base offset and length field included.
    pub size: usize,
    /// Epoch of the leader that appended it.
    pub leader_epoch: LeaderEpoch,
    /// CRC-32C of everything from the attributes on, as written (not checked by parsing).
    pub crc: u32,
    /// Codec, timestamp type, flags.
    pub attributes: Attributes,
    /// Last offset minus base offset; compaction leaves it as it was.
    pub last_offset_delta: i32,
    /// Timestamp that the records' deltas count from.
    pub base_timestamp: Timestamp,
    /// Largest timestamp in the batch.
    pub max_timestamp: Timestamp,
    /// Idempotent producer, or `NONE`.
    pub producer_id: ProducerId,
    /// Its epoch, or `NONE`.
    pub producer_epoch: ProducerEpoch,
    /// Sequence of the first record, or -1.
    pub base_sequence: i32,
    /// Number of records.
    pub record_count: i32,
}

/// Why bytes are not the start of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Fewer bytes than a header, or than the batch length says.
    #[error("batch is cut off: {needed} bytes needed, {available} there")]
    Truncated {
        /// Bytes that the batch claims, or that a header takes.
        needed: usize,
        /// Bytes that are there.
        available: usize,
    },
    /// The length field is smaller than a header.
    #[error("batch length {0} is smaller than a batch header")]
    Length(i32),
    /// Not format v2.
    #[error("batch has magic {0}; only format v2 is supported")]
    Magic(i8),
}

impl BatchHeader {
    /// Reads the header at the start of `bytes`. The records need not be there yet.
    ///
    /// # Errors
    /// If it is cut off, its length is impossible, or it is not format v2.
    pub fn parse(bytes: &[u8]) -> Result<Self, HeaderError> {
        let Some(fixed) = bytes.first_chunk::<BATCH_OVERHEAD>() else {
            return Err(HeaderError::Truncated { needed: BATCH_OVERHEAD, available: bytes.len() });
        };
        let magic = fixed[at::MAGIC] as i8;
        if magic != 2 {
            return Err(HeaderError::Magic(magic));
        }
        let length = i32::from_be_bytes(array(fixed, at::LENGTH));
        let size = usize::try_from(length).map_err(|_| HeaderError::Length(length))? + LOG_OVERHEAD;
        if size < BATCH_OVERHEAD {
            return Err(HeaderError::Length(length));
        }
        Ok(Self {
            base_offset: Offset(i64::from_be_bytes(array(fixed, at::BASE_OFFSET))),
            size,
            leader_epoch: LeaderEpoch(i32::from_be_bytes(array(fixed, at::LEADER_EPOCH))),
            crc: u32::from_be_bytes(array(fixed, at::CRC)),
            attributes: Attributes(i16::from_be_bytes(array(fixed, at::ATTRIBUTES))),
            last_offset_delta: i32::from_be_bytes(array(fixed, at::LAST_OFFSET_DELTA)),
            base_timestamp: Timestamp(i64::from_be_bytes(array(fixed, at::BASE_TIMESTAMP))),
            max_timestamp: Timestamp(i64::from_be_bytes(array(fixed, at::MAX_TIMESTAMP))),
            producer_id: ProducerId(i64::from_be_bytes(array(fixed, at::PRODUCER_ID))),
            producer_epoch: ProducerEpoch(i16::from_be_bytes(array(fixed, at::PRODUCER_EPOCH))),
            base_sequence: i32::from_be_bytes(array(fixed, at::BASE_SEQUENCE)),
            record_count: i32::from_be_bytes(array(fixed, at::RECORD_COUNT)),
        })
    }

    /// As [`BatchHeader::parse`], and the whole batch has to be there.
    ///
    /// # Errors
    /// As `parse`, and `Truncated` if the batch is longer than `bytes`.
    pub fn parse_whole(bytes: &[u8]) -> Result<Self, HeaderError> {
        let header = Self::parse(bytes)?;
        if header.size > bytes.len() {
            return Err(HeaderError::Truncated { needed: header.size, available: bytes.len() });
        }
        Ok(header)
    }

    /// Offset of the last record that the batch was written with.
    #[must_use]
    pub fn last_offset(&self) -> Offset {
        Offset(self.base_offset.0.saturating_add(i64::from(self.last_offset_delta)))
    }

    /// Whether an idempotent producer wrote it.
    #[must_use]
    pub fn has_producer(&self) -> bool {
        self.producer_id.0 >= 0
    }

    /// Offset of the batch's record with this delta.
    #[must_use]
    pub fn offset_at(&self, offset_delta: i32) -> Offset {
        Offset(self.base_offset.0.saturating_add(i64::from(offset_delta)))
    }

    /// Timestamp of the batch's record with this delta: the producer's, or the broker's, which all
    /// records share. Wraps as Java's arithmetic does.
    #[must_use]
    pub fn timestamp_at(&self, timestamp_delta: i64) -> Timestamp {
        match self.attributes.timestamp_type() {
            TimestampType::CreateTime => {
                Timestamp(self.base_timestamp.0.wrapping_add(timestamp_delta))
            }
            TimestampType::LogAppendTime => self.max_timestamp,
        }
    }

    /// Whether the CRC is that of `batch`, which starts with this header. A batch that is cut off
    /// does not match; bytes behind it do not matter.
    #[must_use]
    pub fn crc_matches(&self, batch: &[u8]) -> bool {
        batch.get(..self.size).is_some_and(|batch| crc::of_batch(batch) == self.crc)
    }

    /// Sequence of the last record. Sequences wrap from 2^31-1 to 0.
    #[must_use]
    pub fn last_sequence(&self) -> i32 {
        if self.base_sequence < 0 {
            return -1;
        }
        let last = i64::from(self.base_sequence) + i64::from(self.last_offset_delta);
        (last % (i64::from(i32::MAX) + 1)) as i32
    }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[at..at + N]);
    array
}
