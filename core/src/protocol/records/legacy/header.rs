//! The fixed part of a message, which is also that of a compressed wrapper: offset, length, CRC,
//! magic, attributes and, since v1, a timestamp (KIP-32). Key and value are `message.rs`'s business.

use super::super::{Attributes, HeaderError, LOG_OVERHEAD, crc};
use crate::model::{Offset, Timestamp};

/// Where each field stands, in bytes from the start.
mod at {
    pub(super) const OFFSET: usize = 0;
    pub(super) const LENGTH: usize = 8;
    pub(super) const CRC: usize = 12;
    /// As in batches of format v2. The CRC covers everything from here on.
    pub(super) const MAGIC: usize = 16;
    pub(super) const ATTRIBUTES: usize = 17;
    pub(super) const TIMESTAMP: usize = 18;
}

/// The formats before v2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegacyMagic {
    /// Without timestamps.
    V0,
    /// With timestamps, and with offsets in a wrapper that count from its first message.
    V1,
}

impl LegacyMagic {
    fn of(magic: i8) -> Result<Self, HeaderError> {
        match magic {
            0 => Ok(Self::V0),
            1 => Ok(Self::V1),
            other => Err(HeaderError::Magic(other)),
        }
    }

    /// Bytes before the length of the key, offset and length field included.
    pub(super) fn header_bytes(self) -> usize {
        match self {
            Self::V0 => at::TIMESTAMP,
            Self::V1 => at::TIMESTAMP + size_of::<i64>(),
        }
    }

    /// Bytes of a message with neither key nor value.
    fn least_bytes(self) -> usize {
        self.header_bytes() + 2 * size_of::<i32>()
    }
}

/// The fixed part of a message, as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegacyHeader {
    /// Offset of the message; in a wrapper that of its last one.
    pub offset: Offset,
    /// Bytes of the whole message, offset and length field included.
    pub size: usize,
    /// CRC-32 of everything from the magic on, as written (not checked by parsing).
    pub crc: u32,
    /// The format.
    pub magic: LegacyMagic,
    /// Codec, and since v1 whose clock the timestamp is of.
    pub attributes: Attributes,
    /// Milliseconds since 1970; `NONE` in v0.
    pub timestamp: Timestamp,
}

impl LegacyHeader {
    /// Reads the message at the start of `bytes`, all of which has to be there.
    ///
    /// # Errors
    /// If it is cut off, its length is impossible, or it is of another format.
    pub fn parse_whole(bytes: &[u8]) -> Result<Self, HeaderError> {
        let needed = LegacyMagic::V0.least_bytes();
        if bytes.len() < needed {
            return Err(HeaderError::Truncated { needed, available: bytes.len() });
        }
        let magic = LegacyMagic::of(bytes[at::MAGIC] as i8)?;
        let length = i32::from_be_bytes(array(bytes, at::LENGTH));
        let size = usize::try_from(length).map_err(|_| HeaderError::Length(length))? + LOG_OVERHEAD;
        if size < magic.least_bytes() {
            return Err(HeaderError::Length(length));
        }
        if size > bytes.len() {
            return Err(HeaderError::Truncated { needed: size, available: bytes.len() });
        }
        Ok(Self {
            offset: Offset(i64::from_be_bytes(array(bytes, at::OFFSET))),
            size,
            crc: u32::from_be_bytes(array(bytes, at::CRC)),
            magic,
            attributes: Attributes(i16::from(bytes[at::ATTRIBUTES])),
            timestamp: match magic {
                LegacyMagic::V0 => Timestamp::NONE,
                LegacyMagic::V1 => Timestamp(i64::from_be_bytes(array(bytes, at::TIMESTAMP))),
            },
        })
    }

    /// Whether the CRC is that of `message`, which starts with this header.
    #[must_use]
    pub fn crc_matches(&self, message: &[u8]) -> bool {
        let covered = message.get(at::MAGIC..self.size);
        covered.is_some_and(|covered| crc::of_message(covered) == self.crc)
    }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[at..at + N]);
    array
}
