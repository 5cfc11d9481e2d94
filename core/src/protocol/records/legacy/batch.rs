//! One entry of a message set: a message, or a wrapper whose value is a compressed message set. By
//! the rules of Apache Kafka's consumer: in format v1 offsets inside a wrapper count from its first
//! message, in v0 they are those of the partition; wrappers do not hold wrappers.

use bytes::Bytes;

use super::{
    super::{
        CodecError, Codecs, Compression, HeaderError, MalformedRecord, RecordFault, TimestampType,
        compression::Dialect,
    },
    LegacyHeader, LegacyMagic, LegacyRecords,
    message::Message,
};
use crate::model::Offset;

/// A whole entry of a message set: a slice that keeps the bytes alive that it was cut from.
#[derive(Clone, Debug)]
pub struct LegacyBatch {
    /// The fixed part.
    pub header: LegacyHeader,
    /// All of the entry, header included.
    pub bytes: Bytes,
}

/// Whether CRCs are checked: each message has one, the wrapper too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksums {
    /// They are.
    Checked,
    /// They are not.
    Ignored,
}

/// Why the records of an entry cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LegacyError {
    /// A CRC is not that of the bytes.
    #[error("the message at offset {offset} is damaged: its CRC does not match its bytes")]
    Checksum {
        /// The offset as written: in a wrapper of format v1 it counts from the first message.
        offset: Offset,
    },
    /// The attributes name a codec that the old formats do not have.
    #[error("the message's attributes {0:#06x} name a codec that does not exist in this format")]
    UnknownCodec(i16),
    /// A message cannot be read.
    #[error(transparent)]
    Malformed(#[from] MalformedRecord),
    /// A message in a wrapper is of another format.
    #[error("message {index} of the wrapper has magic {magic}; only v0 and v1 stand in wrappers")]
    Magic {
        /// Position in the wrapper, from 0.
        index: i32,
        /// Its magic.
        magic: i8,
    },
    /// A wrapper in a wrapper.
    #[error("message {0} of the wrapper is compressed itself")]
    Nested(i32),
    /// A wrapper without messages.
    #[error("the compressed message at offset {0} holds no messages")]
    Empty(Offset),
    /// The last message's offset is beyond the wrapper's.
    #[error("the wrapper's offset {wrapper} does not fit its last message's {last}")]
    WrapperOffset {
        /// The wrapper's.
        wrapper: Offset,
        /// The last message's.
        last: Offset,
    },
    /// The messages cannot be decompressed.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

impl LegacyBatch {
    /// Takes the entry off the front of `bytes`.
    ///
    /// # Errors
    /// As [`LegacyHeader::parse_whole`]; `bytes` stay as they are.
    pub fn split_off_front(bytes: &mut Bytes) -> Result<Self, HeaderError> {
        let header = LegacyHeader::parse_whole(bytes)?;
        Ok(Self { header, bytes: bytes.split_to(header.size) })
    }

    /// The records, decompressed if need be and all of them checked. Without compression they are
    /// slices of the entry, with it slices of one new buffer.
    ///
    /// # Errors
    /// If a CRC is wrong, the codec is unknown or not built in, the bytes are not what it writes or
    /// grow beyond what `model::limits` allows, or they are not messages.
    pub fn records(
        &self,
        checksums: Checksums,
        codecs: &mut Codecs,
    ) -> Result<LegacyRecords, LegacyError> {
        match self.compression()? {
            Compression::None => {
                let body = self.bytes.clone();
                let Walked { count, .. } = walk(&body, checksums)?;
                Ok(LegacyRecords { body, count, base: 0, append_time: None })
            }
            codec @ (Compression::Gzip | Compression::Snappy | Compression::Lz4) => {
                self.unwrapped(codec, checksums, codecs)
            }
            // Came with format v2 (KIP-110).
            Compression::Zstd => Err(LegacyError::UnknownCodec(self.header.attributes.0)),
        }
    }

    fn compression(&self) -> Result<Compression, LegacyError> {
        let attributes = self.header.attributes;
        attributes.compression().ok_or(LegacyError::UnknownCodec(attributes.0))
    }

    fn unwrapped(
        &self,
        codec: Compression,
        checksums: Checksums,
        codecs: &mut Codecs,
    ) -> Result<LegacyRecords, LegacyError> {
        let header = &self.header;
        check_crc(header, &self.bytes, checksums)?;
        let wrapper = Message::parse(*header, &self.bytes);
        let wrapper = wrapper.map_err(|fault| MalformedRecord { index: 0, fault })?;
        let compressed = wrapper.value.ok_or(LegacyError::Empty(header.offset))?;
        let dialect = match header.magic {
            LegacyMagic::V0 => Dialect::Magic0,
            LegacyMagic::V1 => Dialect::Any,
        };
        let body = codecs.decompress_dialect(codec, dialect, &self.bytes.slice_ref(compressed))?;
        let Walked { count, last } = walk(&body, checksums)?;
        let last = last.ok_or(LegacyError::Empty(header.offset))?;
        let base = match header.magic {
            LegacyMagic::V0 => 0,
            LegacyMagic::V1 => base_offset(header.offset, last)?,
        };
        let append_time = match (header.magic, header.attributes.timestamp_type()) {
            (LegacyMagic::V1, TimestampType::LogAppendTime) => Some(header.timestamp),
            (LegacyMagic::V0 | LegacyMagic::V1, _) => None,
        };
        Ok(LegacyRecords { body, count, base, append_time })
    }
}

/// What offsets in a wrapper of format v1 count from: the wrapper's offset is that of its last
/// message. Some versions of librdkafka leave it at 0, which stands for a base of 0 then.
fn base_offset(wrapper: Offset, last: Offset) -> Result<i64, LegacyError> {
    if wrapper == Offset::ZERO {
        return Ok(0);
    }
    let base = wrapper.0.checked_sub(last.0).filter(|base| *base >= 0);
    base.ok_or(LegacyError::WrapperOffset { wrapper, last })
}

struct Walked {
    count: usize,
    /// Offset of the last message, as written.
    last: Option<Offset>,
}

/// Checks all messages of a set that holds no wrappers.
fn walk(body: &[u8], checksums: Checksums) -> Result<Walked, LegacyError> {
    let mut walked = Walked { count: 0, last: None };
    let mut rest = body;
    while !rest.is_empty() {
        let index = i32::try_from(walked.count).unwrap_or(i32::MAX);
        let malformed = |fault| LegacyError::Malformed(MalformedRecord { index, fault });
        let header = LegacyHeader::parse_whole(rest).map_err(|error| match error {
            HeaderError::Truncated { .. } => malformed(RecordFault::Truncated),
            HeaderError::Length(length) => malformed(RecordFault::Length(length)),
            HeaderError::Magic(magic) => LegacyError::Magic { index, magic },
        })?;
        check_crc(&header, rest, checksums)?;
        if header.attributes.compression() != Some(Compression::None) {
            return Err(LegacyError::Nested(index));
        }
        Message::parse(header, rest).map_err(malformed)?;
        walked = Walked { count: walked.count + 1, last: Some(header.offset) };
        rest = &rest[header.size..];
    }
    Ok(walked)
}

fn check_crc(
    header: &LegacyHeader,
    message: &[u8],
    checksums: Checksums,
) -> Result<(), LegacyError> {
    match checksums {
        Checksums::Checked if !header.crc_matches(message) => {
            Err(LegacyError::Checksum { offset: header.offset })
        }
        Checksums::Checked | Checksums::Ignored => Ok(()),
    }
}
