//! Writes a batch record by record into one buffer that has room for the header in front, so an
//! uncompressed batch is never copied. Its exact size is known at every step. When a batch is full
//! or due is the business of whoever fills it.

use bytes::Bytes;

use super::{
    Attributes, BATCH_OVERHEAD, BatchHeader, CodecError, Codecs, Compression, ControlType,
    Encoding, HeaderRef, LOG_OVERHEAD, StampedHeader,
    varint::{self, Encoded, SLACK_BYTES, Short, varlong_size},
};
use crate::model::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Timestamp};

/// A record to be written. `headers` may be anything that yields them twice: an array, a slice's
/// `iter().copied()`, or the [`HeaderIter`](super::HeaderIter) of a record that was read.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'a, H = [HeaderRef<'a>; 0]> {
    /// Milliseconds since 1970, or `NONE`.
    pub timestamp: Timestamp,
    /// The key; null and empty are different things.
    pub key: Option<&'a [u8]>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<&'a [u8]>,
    /// The headers.
    pub headers: H,
}

/// What a batch is finished with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchFields {
    /// Codec and level of the records.
    pub encoding: Encoding,
    /// Flags; the codec in them is replaced by `encoding`'s.
    pub attributes: Attributes,
    /// Offset of the first record; 0 where a broker sets it.
    pub base_offset: Offset,
    /// Epoch of the leader that appends; `NONE` where a broker sets it.
    pub leader_epoch: LeaderEpoch,
    /// Idempotent producer, or `NONE`.
    pub producer_id: ProducerId,
    /// Its epoch, or `NONE`.
    pub producer_epoch: ProducerEpoch,
    /// Sequence of the first record, or -1.
    pub base_sequence: i32,
}

impl Default for BatchFields {
    fn default() -> Self {
        Self {
            encoding: Compression::None.into(),
            attributes: Attributes::default(),
            base_offset: Offset::ZERO,
            leader_epoch: LeaderEpoch::NONE,
            producer_id: ProducerId::NONE,
            producer_epoch: ProducerEpoch::NONE,
            base_sequence: -1,
        }
    }
}

/// The record does not fit: a batch holds at most 2 GiB, for its length has 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record of {0} bytes does not fit a batch")]
pub struct BatchOverflow(
    /// Bytes of the record's fields.
    pub usize,
);

/// A batch that is being written.
#[derive(Debug)]
pub struct BatchBuilder {
    /// Room for the header, then the records.
    buffer: Vec<u8>,
    base_timestamp: Timestamp,
    max_timestamp: Timestamp,
    count: i32,
}

impl Default for BatchBuilder {
    fn default() -> Self {
        Self::with_capacity(BATCH_OVERHEAD)
    }
}

impl BatchBuilder {
    /// An empty batch with room for `bytes`, header included, before the buffer has to grow.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let mut buffer = Vec::with_capacity(bytes.max(BATCH_OVERHEAD) + SLACK_BYTES);
        buffer.resize(BATCH_OVERHEAD, 0);
        Self { buffer, base_timestamp: Timestamp::NONE, max_timestamp: Timestamp::NONE, count: 0 }
    }

    /// An empty batch in a buffer that was used before; what is in it is gone.
    #[must_use]
    pub fn reusing(mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        buffer.resize(BATCH_OVERHEAD, 0);
        Self { buffer, base_timestamp: Timestamp::NONE, max_timestamp: Timestamp::NONE, count: 0 }
    }

    /// Records in the batch.
    #[must_use]
    pub fn count(&self) -> i32 {
        self.count
    }

    /// Whether the batch has no record yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes of the batch, header included, before compression.
    #[must_use]
    pub fn size(&self) -> usize {
        self.buffer.len()
    }

    /// Bytes that the batch would have with this record, before compression.
    #[must_use]
    pub fn size_with<'h, H>(&self, record: &NewRecord<'_, H>) -> usize
    where
        H: Clone + IntoIterator<Item = HeaderRef<'h>, IntoIter: ExactSizeIterator>,
    {
        let headers = record.headers.clone().into_iter();
        let body = 1
            + varlong_size(self.timestamp_delta(record.timestamp))
            + varlong_size(i64::from(self.count))
            + varlong_size(headers.len() as i64)
            + Nullable::of(record.key).size()
            + Nullable::of(record.value).size()
            + headers_size(headers);
        self.size() + varlong_size(body as i64) + body
    }

    /// Largest timestamp so far; `NONE` in an empty batch.
    #[must_use]
    pub fn max_timestamp(&self) -> Timestamp {
        self.max_timestamp
    }

    /// Appends a record and returns its offset delta.
    ///
    /// # Errors
    /// If the batch would grow beyond 2 GiB; it stays as it was.
    #[inline]
    pub fn append<'h, H>(&mut self, record: NewRecord<'_, H>) -> Result<i32, BatchOverflow>
    where
        H: Clone + IntoIterator<Item = HeaderRef<'h>, IntoIter: ExactSizeIterator>,
    {
        let headers = record.headers.clone().into_iter().len();
        let short = headers == 0 && self.append_short(record.timestamp, record.key, record.value);
        if !short {
            self.append_any(&record)?;
        }
        if self.count == 0 {
            self.base_timestamp = record.timestamp;
        }
        self.max_timestamp = self.max_timestamp.max(record.timestamp);
        self.count += 1;
        Ok(self.count - 1)
    }

    /// Writes a record whose numbers take two bytes each at most, as nearly all records are: the
    /// numbers in front of the key are put together in one register. `false` if it is another one.
    #[inline(always)]
    fn append_short(
        &mut self,
        timestamp: Timestamp,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
    ) -> bool {
        let timestamp_delta = Short::of(self.timestamp_delta(timestamp));
        let offset_delta = Short::of(i64::from(self.count));
        let key_length = Short::of(key.map_or(-1, |key| key.len() as i64));
        let value_length = Short::of(value.map_or(-1, |value| value.len() as i64));
        let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
        // Attributes and the number of headers take the other two bytes.
        let body = 2
            + (timestamp_delta.len() + offset_delta.len() + key_length.len() + value_length.len())
            + (key.len() + value.len());
        let length = Short::of(body as i64);
        let all_short = timestamp_delta.fits()
            & offset_delta.fits()
            & key_length.fits()
            & value_length.fits()
            & length.fits();
        let size = self.size() + length.len() + body;
        if !all_short || size - LOG_OVERHEAD > i32::MAX as usize {
            return false;
        }
        self.buffer.reserve(length.len() + body + SLACK_BYTES);
        let timestamp_delta_at = length.len() + 1;
        let offset_delta_at = timestamp_delta_at + timestamp_delta.len();
        let numbers = length.bits()
            | timestamp_delta.bits() << (8 * timestamp_delta_at)
            | offset_delta.bits() << (8 * offset_delta_at);
        varint::put_first(numbers, offset_delta_at + offset_delta.len(), &mut self.buffer);
        key_length.put(&mut self.buffer);
        if !key.is_empty() {
            self.buffer.extend_from_slice(key);
        }
        value_length.put(&mut self.buffer);
        self.buffer.extend_from_slice(value);
        // No headers.
        self.buffer.push(0);
        true
    }

    /// Writes a record, whatever it is; the caller counts it.
    #[inline(never)]
    fn append_any<'h, H>(&mut self, record: &NewRecord<'_, H>) -> Result<(), BatchOverflow>
    where
        H: Clone + IntoIterator<Item = HeaderRef<'h>, IntoIter: ExactSizeIterator>,
    {
        let timestamp_delta = Encoded::of(self.timestamp_delta(record.timestamp));
        let offset_delta = Encoded::of(i64::from(self.count));
        let key = Nullable::of(record.key);
        let value = Nullable::of(record.value);
        let headers = record.headers.clone().into_iter();
        let header_count = Encoded::of(headers.len() as i64);
        let body = 1
            + (timestamp_delta.len() + offset_delta.len() + header_count.len())
            + (key.size() + value.size() + headers_size(headers));
        let length = Encoded::of(body as i64);
        let size = self.size() + length.len() + body;
        if size - LOG_OVERHEAD > i32::MAX as usize {
            return Err(BatchOverflow(body));
        }
        let buffer = &mut self.buffer;
        buffer.reserve(length.len() + body + SLACK_BYTES);
        length.put(buffer);
        // The record's own attributes: unused in format v2.
        buffer.push(0);
        timestamp_delta.put(buffer);
        offset_delta.put(buffer);
        key.put(buffer);
        value.put(buffer);
        header_count.put(buffer);
        for header in record.headers.clone() {
            Nullable::of(Some(header.key)).put(buffer);
            Nullable::of(header.value).put(buffer);
        }
        assert_eq!(buffer.len(), size, "a record takes what was counted for it");
        Ok(())
    }

    /// Appends a control record; the batch has to be finished with the control flag.
    ///
    /// # Errors
    /// As [`BatchBuilder::append`].
    pub fn append_control(
        &mut self,
        timestamp: Timestamp,
        control_type: ControlType,
        value: &[u8],
    ) -> Result<i32, BatchOverflow> {
        let key = control_type.key();
        self.append(NewRecord { timestamp, key: Some(&key), value: Some(value), headers: [] })
    }

    /// Compresses the records and puts the header in front.
    ///
    /// # Errors
    /// If the codec is not built in, or has no memory.
    ///
    /// # Panics
    /// If the batch is empty.
    pub fn finish(self, fields: &BatchFields, codecs: &mut Codecs) -> Result<Bytes, CodecError> {
        assert!(self.count > 0, "a batch has at least one record");
        let compression = fields.encoding.compression;
        let mut batch = match compression {
            Compression::None => self.buffer,
            Compression::Gzip | Compression::Snappy | Compression::Lz4 | Compression::Zstd => {
                // Half is what text shrinks to; a buffer that grows is copied, a larger one wasted.
                let mut batch = Vec::with_capacity(BATCH_OVERHEAD + self.size() / 2);
                batch.resize(BATCH_OVERHEAD, 0);
                codecs.compress(fields.encoding, &self.buffer[BATCH_OVERHEAD..], &mut batch)?;
                batch
            }
        };
        let (header, body) = batch.split_at_mut(BATCH_OVERHEAD);
        let mut stamped = StampedHeader::of(&BatchHeader {
            base_offset: fields.base_offset,
            size: BATCH_OVERHEAD + body.len(),
            leader_epoch: fields.leader_epoch,
            crc: 0,
            attributes: fields.attributes.with_compression(compression),
            last_offset_delta: self.count - 1,
            base_timestamp: self.base_timestamp,
            max_timestamp: self.max_timestamp,
            producer_id: fields.producer_id,
            producer_epoch: fields.producer_epoch,
            base_sequence: fields.base_sequence,
            record_count: self.count,
        });
        stamped.seal(body);
        header.copy_from_slice(stamped.as_bytes());
        Ok(batch.into())
    }

    /// Wraps as Java's arithmetic does, and so does reading.
    fn timestamp_delta(&self, timestamp: Timestamp) -> i64 {
        match self.count {
            0 => 0,
            _ => timestamp.0.wrapping_sub(self.base_timestamp.0),
        }
    }
}

/// Bytes or null, and the number in front that says which.
struct Nullable<'a> {
    length: Encoded,
    bytes: &'a [u8],
}

impl<'a> Nullable<'a> {
    #[inline(always)]
    fn of(bytes: Option<&'a [u8]>) -> Self {
        let length = Encoded::of(bytes.map_or(-1, |bytes| bytes.len() as i64));
        Self { length, bytes: bytes.unwrap_or_default() }
    }

    #[inline(always)]
    fn size(&self) -> usize {
        self.length.len() + self.bytes.len()
    }

    #[inline(always)]
    fn put(&self, buffer: &mut Vec<u8>) {
        self.length.put(buffer);
        buffer.extend_from_slice(self.bytes);
    }
}

fn headers_size<'h>(headers: impl Iterator<Item = HeaderRef<'h>>) -> usize {
    let size = |header: HeaderRef<'_>| {
        Nullable::of(Some(header.key)).size() + Nullable::of(header.value).size()
    };
    headers.map(size).sum()
}
