//! The records of one entry of a message set: of a message, itself, of a wrapper, the messages that
//! it holds. They were all checked before anyone could hold them, so walking them meets no error and
//! allocates nothing.

use bytes::Bytes;

use super::{LegacyHeader, LegacyMagic, message::Message};
use crate::model::{Offset, Timestamp};

/// The records of a message or wrapper, decompressed.
#[derive(Clone, Debug)]
pub struct LegacyRecords {
    pub(super) body: Bytes,
    pub(super) count: usize,
    /// What offsets in `body` count from.
    pub(super) base: i64,
    /// The wrapper's timestamp where that is the broker's: it holds for all messages of format v1.
    pub(super) append_time: Option<Timestamp>,
}

/// One record, borrowed. Records of the old formats have no headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegacyRecordRef<'a> {
    /// Its offset in the partition.
    pub offset: Offset,
    /// Milliseconds since 1970, `NONE` in format v0.
    pub timestamp: Timestamp,
    /// The key; null and empty are different things.
    pub key: Option<&'a [u8]>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<&'a [u8]>,
}

impl LegacyRecords {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none, which no entry can be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The bytes that all keys and values are slices of.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The records in order.
    #[must_use]
    pub fn iter(&self) -> LegacyRecordIter<'_> {
        LegacyRecordIter { records: self, rest: &self.body }
    }
}

impl<'a> IntoIterator for &'a LegacyRecords {
    type Item = LegacyRecordRef<'a>;
    type IntoIter = LegacyRecordIter<'a>;

    fn into_iter(self) -> LegacyRecordIter<'a> {
        self.iter()
    }
}

/// Walks the records of a message or wrapper.
#[derive(Clone, Debug)]
pub struct LegacyRecordIter<'a> {
    records: &'a LegacyRecords,
    rest: &'a [u8],
}

impl<'a> Iterator for LegacyRecordIter<'a> {
    type Item = LegacyRecordRef<'a>;

    fn next(&mut self) -> Option<LegacyRecordRef<'a>> {
        // All of them were parsed when the entry was opened, so only the end ends the walk.
        let header = LegacyHeader::parse_whole(self.rest).ok()?;
        let Message { header, key, value } = Message::parse(header, self.rest).ok()?;
        self.rest = &self.rest[header.size..];
        let timestamp = match (header.magic, self.records.append_time) {
            (LegacyMagic::V1, Some(append_time)) => append_time,
            (LegacyMagic::V0 | LegacyMagic::V1, _) => header.timestamp,
        };
        let offset = Offset(self.records.base.saturating_add(header.offset.0));
        Some(LegacyRecordRef { offset, timestamp, key, value })
    }
}
