//! The records of a batch, borrowed from its uncompressed body. Reading allocates nothing, checks
//! every length before it is used, keeps null and empty apart and keeps headers that share a key.
//! A record is parsed whole, so whoever holds one can walk its headers without meeting an error.
//! Whether a broker takes the records is `check.rs`'s business.

use std::{borrow::Cow, fmt};

use super::{
    shown::Shown,
    source::{SliceSource, Source},
};

/// What is wrong with the bytes of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// The bytes end inside the record.
    #[error("the records end in the middle of one")]
    Truncated,
    /// A varint does not end, or does not fit the number's width.
    #[error("a varint is longer than its number can be")]
    Varint,
    /// A length is negative where null is not allowed, or below the -1 that means null.
    #[error("a length of {0} is impossible")]
    Length(i32),
    /// The number of headers is negative.
    #[error("a header count of {0} is impossible")]
    HeaderCount(i32),
    /// Length field and fields disagree.
    #[error("the record's length says {declared} bytes, its fields take {used}")]
    Size {
        /// Bytes that the length field promised.
        declared: usize,
        /// Bytes that the fields took.
        used: usize,
    },
    /// Bytes follow the last record that the batch's count promised.
    #[error("{0} bytes follow the last record")]
    Trailing(usize),
}

/// A record that cannot be read, and where it stands in its batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {index} of the batch: {fault}")]
pub struct MalformedRecord {
    /// Position in the batch, from 0.
    pub index: i32,
    /// What is wrong.
    pub fault: RecordFault,
}

/// One record, borrowed from its batch.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordRef<'a> {
    /// Offset minus the batch's base offset.
    pub offset_delta: i32,
    /// Timestamp minus the batch's base timestamp, in milliseconds.
    pub timestamp_delta: i64,
    /// The key; null and empty are different things.
    pub key: Option<&'a [u8]>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<&'a [u8]>,
    /// The headers, in the order that they were written.
    pub headers: HeaderIter<'a>,
}

/// One header of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HeaderRef<'a> {
    /// The key's bytes, meant to be UTF-8; no broker checks that.
    pub key: &'a [u8],
    /// The value; null and empty are different things.
    pub value: Option<&'a [u8]>,
}

impl<'a> HeaderRef<'a> {
    /// The key as text; what is not UTF-8 in it is replaced.
    #[must_use]
    pub fn key_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.key)
    }

    /// The value as text; what is not UTF-8 in it is replaced, null is empty.
    #[must_use]
    pub fn value_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.value.unwrap_or_default())
    }
}

impl fmt::Debug for RecordRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordRef")
            .field("offset_delta", &self.offset_delta)
            .field("timestamp_delta", &self.timestamp_delta)
            .field("key", &self.key.map(Shown))
            .field("value", &self.value.map(Shown))
            .field("headers", &self.headers)
            .finish()
    }
}

/// As `"trace": Some("7f")`.
impl fmt::Debug for HeaderRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {:?}", Shown(self.key), self.value.map(Shown))
    }
}

impl fmt::Debug for HeaderIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// Headers of one record, in the order that they were written; a key may come again.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HeaderIter<'a> {
    bytes: &'a [u8],
    remaining: usize,
}

impl<'a> Iterator for HeaderIter<'a> {
    type Item = HeaderRef<'a>;

    fn next(&mut self) -> Option<HeaderRef<'a>> {
        self.remaining = self.remaining.checked_sub(1)?;
        let mut source = SliceSource::new(self.bytes);
        // The record was parsed whole before anyone could hold it, so this cannot fail.
        let ParsedHeader { key, value } = parse_header(&mut source).ok()?;
        self.bytes = source.rest();
        Some(HeaderRef { key, value })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.remaining, Some(self.remaining))
    }
}

impl ExactSizeIterator for HeaderIter<'_> {}

impl<'a> HeaderIter<'a> {
    /// Over bytes that [`HeaderIter::parsed`] gave.
    pub(super) fn of_parsed(bytes: &'a [u8], count: usize) -> Self {
        Self { bytes, remaining: count }
    }

    /// The bytes of the headers that are left, and their number.
    pub(super) fn parsed(&self) -> (&'a [u8], usize) {
        (self.bytes, self.remaining)
    }
}

/// Walks the records of an uncompressed body. It ends after the first error.
#[derive(Clone, Debug)]
pub struct RecordIter<'a> {
    source: SliceSource<'a>,
    index: i32,
    count: i32,
}

impl<'a> RecordIter<'a> {
    /// The `count` records of `body`, the bytes after the batch's header. That nothing follows
    /// the last of them is checked too.
    #[must_use]
    pub fn new(body: &'a [u8], count: i32) -> Self {
        Self { source: SliceSource::new(body), index: 0, count: count.max(0) }
    }

    /// Goes on where [`RecordIter::state`] was.
    pub(super) fn resume(body: &'a [u8], position: usize, index: i32, count: i32) -> Self {
        Self { source: SliceSource::at(body, position), index, count: count.max(0) }
    }

    /// Position in the body and index of the next record.
    pub(super) fn state(&self) -> (usize, i32) {
        (self.source.position(), self.index)
    }

    fn fail(&mut self, fault: RecordFault) -> Option<Result<RecordRef<'a>, MalformedRecord>> {
        let index = self.index;
        self.index = i32::MAX;
        self.source.skip_rest();
        Some(Err(MalformedRecord { index, fault }))
    }
}

impl<'a> Iterator for RecordIter<'a> {
    type Item = Result<RecordRef<'a>, MalformedRecord>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.index >= self.count {
            return match self.source.rest().len() {
                0 => None,
                left => self.fail(RecordFault::Trailing(left)),
            };
        }
        match parse_record(&mut self.source) {
            Ok(parsed) => {
                self.index += 1;
                let headers = HeaderIter {
                    bytes: self.source.taken_since(parsed.headers_at),
                    remaining: parsed.header_count,
                };
                Some(Ok(RecordRef {
                    offset_delta: parsed.offset_delta,
                    timestamp_delta: parsed.timestamp_delta,
                    key: parsed.key,
                    value: parsed.value,
                    headers,
                }))
            }
            Err(fault) => self.fail(fault),
        }
    }
}

/// A record as the parser saw it, over spans of its source.
pub(super) struct ParsedRecord<S> {
    pub(super) offset_delta: i32,
    pub(super) timestamp_delta: i64,
    pub(super) key: Option<S>,
    pub(super) value: Option<S>,
    pub(super) header_count: usize,
    /// Where in the source the headers start.
    pub(super) headers_at: usize,
}

struct ParsedHeader<S> {
    key: S,
    value: Option<S>,
}

/// Takes one record from `source`, headers walked.
#[inline(always)]
pub(super) fn parse_record<S: Source>(source: &mut S) -> Result<ParsedRecord<S::Span>, S::Error> {
    let declared = length(source.varint()?)?;
    let start = source.position();
    // The record's own attributes: unused in format v2.
    source.byte()?;
    let timestamp_delta = source.varlong()?;
    let offset_delta = source.varint()?;
    let key = nullable_span(source)?;
    let value = nullable_span(source)?;
    let count = source.varint()?;
    let header_count = usize::try_from(count).map_err(|_| RecordFault::HeaderCount(count))?;
    let headers_at = source.position();
    for _ in 0..header_count {
        parse_header(source)?;
        // Also what keeps the loop from walking other records' bytes for a made-up count.
        if source.position() - start > declared {
            break;
        }
    }
    let used = source.position() - start;
    if used != declared {
        return Err(RecordFault::Size { declared, used }.into());
    }
    Ok(ParsedRecord { offset_delta, timestamp_delta, key, value, header_count, headers_at })
}

#[inline(always)]
fn parse_header<S: Source>(source: &mut S) -> Result<ParsedHeader<S::Span>, S::Error> {
    let key_length = length(source.varint()?)?;
    Ok(ParsedHeader { key: source.span(key_length)?, value: nullable_span(source)? })
}

#[inline(always)]
fn nullable_span<S: Source>(source: &mut S) -> Result<Option<S::Span>, S::Error> {
    match source.varint()? {
        -1 => Ok(None),
        bytes => source.span(length(bytes)?).map(Some),
    }
}

#[inline(always)]
fn length(bytes: i32) -> Result<usize, RecordFault> {
    usize::try_from(bytes).map_err(|_| RecordFault::Length(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Length 10, attributes, timestamp delta 5, offset delta 0, key "k", null value, one header
    /// "h" with an empty value.
    const GOOD: [u8; 11] = [0x14, 0, 0x0a, 0, 0x02, b'k', 0x01, 0x02, 0x02, b'h', 0x00];

    fn fault(body: &[u8], count: i32) -> Option<MalformedRecord> {
        RecordIter::new(body, count).find_map(Result::err)
    }

    #[test]
    fn a_record_is_read_with_null_and_empty_apart() {
        let record = RecordIter::new(&GOOD, 1).next().unwrap().unwrap();
        assert_eq!((record.timestamp_delta, record.offset_delta), (5, 0));
        assert_eq!((record.key, record.value), (Some(&b"k"[..]), None));
        let headers: Vec<_> = record.headers.collect();
        assert_eq!(headers, [HeaderRef { key: b"h", value: Some(b"") }]);
    }

    #[test]
    fn every_wrong_length_is_named_with_the_record_it_is_in() {
        let two = [GOOD, GOOD].concat();
        assert_eq!(fault(&two, 2), None);
        let with = |at: usize, byte: u8| {
            let mut body = two.clone();
            body[at] = byte;
            fault(&body, 2)
        };
        let in_second = |fault| Some(MalformedRecord { index: 1, fault });
        assert_eq!(with(11, 0x03), in_second(RecordFault::Length(-2)));
        assert_eq!(with(11, 0x12), in_second(RecordFault::Size { declared: 9, used: 10 }));
        assert_eq!(with(15, 0x03), in_second(RecordFault::Length(-2)));
        assert_eq!(with(15, 0x7e), in_second(RecordFault::Truncated));
        assert_eq!(with(18, 0x01), in_second(RecordFault::HeaderCount(-1)));
        assert_eq!(with(18, 0x04), in_second(RecordFault::Truncated));
        assert_eq!(with(19, 0x01), in_second(RecordFault::Length(-1)));
        assert_eq!(fault(&two[..21], 2), in_second(RecordFault::Truncated));
        assert_eq!(fault(&two, 1), in_second(RecordFault::Trailing(11)));
        let missing = MalformedRecord { index: 2, fault: RecordFault::Truncated };
        assert_eq!(fault(&two, 3), Some(missing));
    }

    #[test]
    fn reading_ends_after_the_first_error() {
        let mut records = RecordIter::new(&[0x01, 0x01, 0x01], 3);
        assert!(records.next().unwrap().is_err());
        assert!(records.next().is_none());
    }
}
