//! Records that own what they hold: each key and value is a slice that keeps its batch's buffer
//! alive, so a consumer can hand them on without copying. Headers are sliced when they are asked
//! for. `record.rs` does the parsing.

use bytes::Bytes;
use bytestring::ByteString;

use super::{BatchHeader, HeaderIter, HeaderRef, MalformedRecord, RecordRef, record::RecordIter};
use crate::model::{Offset, Timestamp};

/// One record, as slices of its batch's buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordBytes {
    /// Its offset in the partition.
    pub offset: Offset,
    /// Its timestamp: the producer's or the broker's, as the batch says.
    pub timestamp: Timestamp,
    /// The key; null and empty are different things.
    pub key: Option<Bytes>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Bytes>,
    /// The headers.
    pub headers: HeaderBytes,
}

/// The headers of one record, in the order that they were written; a key may come again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderBytes {
    bytes: Bytes,
    count: usize,
}

impl HeaderBytes {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The headers, borrowed.
    #[must_use]
    pub fn iter(&self) -> HeaderIter<'_> {
        HeaderIter::of_parsed(&self.bytes, self.count)
    }

    /// The headers as slices of the batch's buffer. Bytes of a key that are not UTF-8 become
    /// U+FFFD, as in Java's client.
    pub fn slices(&self) -> impl ExactSizeIterator<Item = (ByteString, Option<Bytes>)> + '_ {
        self.iter().map(|header| {
            let key = self.bytes.slice_ref(header.key);
            let key = ByteString::try_from(key)
                .unwrap_or_else(|_| String::from_utf8_lossy(header.key).into_owned().into());
            (key, header.value.map(|value| self.bytes.slice_ref(value)))
        })
    }
}

impl<'a> IntoIterator for &'a HeaderBytes {
    type Item = HeaderRef<'a>;
    type IntoIter = HeaderIter<'a>;

    fn into_iter(self) -> HeaderIter<'a> {
        self.iter()
    }
}

/// Walks a batch's records. It ends after the first error.
#[derive(Clone, Debug)]
pub struct RecordBytesIter {
    header: BatchHeader,
    body: Bytes,
    position: usize,
    index: i32,
}

impl RecordBytesIter {
    /// Over the uncompressed body of a batch with this header.
    pub(super) fn new(header: BatchHeader, body: Bytes) -> Self {
        Self { header, body, position: 0, index: 0 }
    }

    fn own(&self, record: &RecordRef<'_>) -> RecordBytes {
        let (bytes, count) = record.headers.parsed();
        RecordBytes {
            offset: self.header.offset_at(record.offset_delta),
            timestamp: self.header.timestamp_at(record.timestamp_delta),
            key: record.key.map(|key| self.body.slice_ref(key)),
            value: record.value.map(|value| self.body.slice_ref(value)),
            headers: HeaderBytes { bytes: self.body.slice_ref(bytes), count },
        }
    }
}

impl Iterator for RecordBytesIter {
    type Item = Result<RecordBytes, MalformedRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        let count = self.header.record_count;
        let mut records = RecordIter::resume(&self.body, self.position, self.index, count);
        let next = records.next()?;
        let next = next.map(|record| self.own(&record));
        (self.position, self.index) = records.state();
        Some(next)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // A count is a claim; a record takes at least seven bytes.
        let left = usize::try_from(self.header.record_count.saturating_sub(self.index));
        let most = (self.body.len() - self.position) / 7;
        (0, Some(left.unwrap_or(0).min(most).saturating_add(1)))
    }
}
