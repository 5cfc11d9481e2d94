//! The fixed 61 bytes that open a batch, and the fields in them that a broker writes over.
//!
//! The CRC covers everything from the attributes on; base offset and leader epoch stand before
//! it, so a leader stamps them without touching the records or the CRC.

use crate::model::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Timestamp};

/// Bytes of a batch before its records.
pub const BATCH_OVERHEAD: usize = 61;
/// Bytes of base offset and batch length, which the batch length does not count.
pub const LOG_OVERHEAD: usize = 12;

const LEADER_EPOCH_AT: usize = 12;
const MAGIC_AT: usize = 16;
const CRC_AT: usize = 17;
/// Where the bytes start that the CRC covers.
pub(crate) const ATTRIBUTES_AT: usize = 21;
const MAX_TIMESTAMP_AT: usize = 35;

/// Codec of a batch's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compression {
    /// Not compressed.
    None,
    /// gzip.
    Gzip,
    /// Snappy, in the framing of Java's xerial library or plain.
    Snappy,
    /// LZ4 frames.
    Lz4,
    /// Zstandard (KIP-110).
    Zstd,
}

/// Whose clock a batch's timestamps come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampType {
    /// The producer's; each record has its own.
    CreateTime,
    /// The broker's at the append; all records share the batch's max timestamp.
    LogAppendTime,
}

/// The batch's 16 bits of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes(pub i16);

impl Attributes {
    const TIMESTAMP_TYPE: i16 = 0x08;
    const TRANSACTIONAL: i16 = 0x10;
    const CONTROL: i16 = 0x20;
    const DELETE_HORIZON: i16 = 0x40;

    /// The codec, or `None` for one that does not exist.
    #[must_use]
    pub fn compression(self) -> Option<Compression> {
        match self.0 & 0x07 {
            0 => Some(Compression::None),
            1 => Some(Compression::Gzip),
            2 => Some(Compression::Snappy),
            3 => Some(Compression::Lz4),
            4 => Some(Compression::Zstd),
            _ => None,
        }
    }

    /// Whose clock the timestamps come from.
    #[must_use]
    pub fn timestamp_type(self) -> TimestampType {
        if self.0 & Self::TIMESTAMP_TYPE == 0 {
            TimestampType::CreateTime
        } else {
            TimestampType::LogAppendTime
        }
    }

    /// Whether the batch belongs to a transaction.
    #[must_use]
    pub fn is_transactional(self) -> bool {
        self.0 & Self::TRANSACTIONAL != 0
    }

    /// Whether the batch holds control records (markers), which consumers never see.
    #[must_use]
    pub fn is_control(self) -> bool {
        self.0 & Self::CONTROL != 0
    }

    /// Whether the base timestamp is a delete horizon (KIP-534).
    #[must_use]
    pub fn has_delete_horizon(self) -> bool {
        self.0 & Self::DELETE_HORIZON != 0
    }

    /// The same with this codec.
    #[must_use]
    pub fn with_compression(self, compression: Compression) -> Self {
        Self(self.0 & !0x07 | compression as i16)
    }

    /// The same with this timestamp type.
    #[must_use]
    pub fn with_timestamp_type(self, timestamp_type: TimestampType) -> Self {
        match timestamp_type {
            TimestampType::CreateTime => Self(self.0 & !Self::TIMESTAMP_TYPE),
            TimestampType::LogAppendTime => Self(self.0 | Self::TIMESTAMP_TYPE),
        }
    }

    /// The same, marked as part of a transaction.
    #[must_use]
    pub fn transactional(self) -> Self {
        Self(self.0 | Self::TRANSACTIONAL)
    }

    /// The same, marked as control records.
    #[must_use]
    pub fn control(self) -> Self {
        Self(self.0 | Self::CONTROL)
    }
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
        let magic = fixed[MAGIC_AT] as i8;
        if magic != 2 {
            return Err(HeaderError::Magic(magic));
        }
        let length = i32::from_be_bytes(array(fixed, 8));
        let size = usize::try_from(length).map_err(|_| HeaderError::Length(length))? + LOG_OVERHEAD;
        if size < BATCH_OVERHEAD {
            return Err(HeaderError::Length(length));
        }
        Ok(Self {
            base_offset: Offset(i64::from_be_bytes(array(fixed, 0))),
            size,
            leader_epoch: LeaderEpoch(i32::from_be_bytes(array(fixed, LEADER_EPOCH_AT))),
            crc: u32::from_be_bytes(array(fixed, CRC_AT)),
            attributes: Attributes(i16::from_be_bytes(array(fixed, ATTRIBUTES_AT))),
            last_offset_delta: i32::from_be_bytes(array(fixed, 23)),
            base_timestamp: Timestamp(i64::from_be_bytes(array(fixed, 27))),
            max_timestamp: Timestamp(i64::from_be_bytes(array(fixed, MAX_TIMESTAMP_AT))),
            producer_id: ProducerId(i64::from_be_bytes(array(fixed, 43))),
            producer_epoch: ProducerEpoch(i16::from_be_bytes(array(fixed, 51))),
            base_sequence: i32::from_be_bytes(array(fixed, 53)),
            record_count: i32::from_be_bytes(array(fixed, 57)),
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

/// Writes the offset that the log gave to the batch's first record.
pub fn stamp_base_offset(batch: &mut [u8], base_offset: Offset) {
    batch[..8].copy_from_slice(&base_offset.0.to_be_bytes());
}

/// Writes the epoch of the leader that appends the batch.
pub fn stamp_leader_epoch(batch: &mut [u8], epoch: LeaderEpoch) {
    batch[LEADER_EPOCH_AT..MAGIC_AT].copy_from_slice(&epoch.0.to_be_bytes());
}

/// Turns the batch to `LogAppendTime`: sets the flag and the max timestamp, and makes the CRC anew.
pub fn stamp_max_timestamp_append_time(batch: &mut [u8], now: Timestamp) {
    let attributes = Attributes(i16::from_be_bytes(array(batch, ATTRIBUTES_AT)))
        .with_timestamp_type(TimestampType::LogAppendTime);
    batch[ATTRIBUTES_AT..ATTRIBUTES_AT + 2].copy_from_slice(&attributes.0.to_be_bytes());
    batch[MAX_TIMESTAMP_AT..MAX_TIMESTAMP_AT + 8].copy_from_slice(&now.0.to_be_bytes());
    let crc = crc32c(&batch[ATTRIBUTES_AT..]);
    batch[CRC_AT..ATTRIBUTES_AT].copy_from_slice(&crc.to_be_bytes());
}

/// CRC-32C (Castagnoli), the checksum of batches.
#[must_use]
pub(crate) fn crc32c(bytes: &[u8]) -> u32 {
    crc_fast::checksum(crc_fast::CrcAlgorithm::Crc32Iscsi, bytes) as u32
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[at..at + N]);
    array
}
