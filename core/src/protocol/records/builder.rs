//! Writes a batch record by record into one buffer that has room for the header in front, so an
//! uncompressed batch is never copied. Its exact size is known at every step. When a batch is full
//! or due is the business of whoever fills it.

use bytes::Bytes;

use super::{
    Attributes, BATCH_OVERHEAD, BatchHeader, CodecError, Codecs, Compression, ControlType,
    Encoding, HeaderRef, LOG_OVERHEAD, StampedHeader,
    varint::{VARLONG_BYTES_MAX, varlong_size, write_varlong},
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
        let mut buffer = Vec::with_capacity(bytes.max(BATCH_OVERHEAD));
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
        let body = self.body_size(record);
        self.size().saturating_add(varlong_size(body as i64)).saturating_add(body)
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
    pub fn append<'h, H>(&mut self, record: NewRecord<'_, H>) -> Result<i32, BatchOverflow>
    where
        H: Clone + IntoIterator<Item = HeaderRef<'h>, IntoIter: ExactSizeIterator>,
    {
        let body = self.body_size(&record);
        let size = self.size().saturating_add(varlong_size(body as i64)).saturating_add(body);
        if size - LOG_OVERHEAD > i32::MAX as usize {
            return Err(BatchOverflow(body));
        }
        self.buffer.reserve(size - self.buffer.len());
        if self.count == 0 {
            self.base_timestamp = record.timestamp;
        }
        let mut front = Front::new();
        front.varlong(body as i64);
        front.attributes();
        front.varlong(self.timestamp_delta(record.timestamp));
        front.varlong(i64::from(self.count));
        front.varlong(nullable_length(record.key));
        self.buffer.extend_from_slice(front.bytes());
        self.buffer.extend_from_slice(record.key.unwrap_or_default());
        self.put_varlong(nullable_length(record.value));
        self.buffer.extend_from_slice(record.value.unwrap_or_default());
        let headers = record.headers.into_iter();
        self.put_varlong(headers.len() as i64);
        for header in headers {
            self.put_varlong(header.key.len() as i64);
            self.buffer.extend_from_slice(header.key);
            self.put_varlong(nullable_length(header.value));
            self.buffer.extend_from_slice(header.value.unwrap_or_default());
        }
        assert_eq!(self.buffer.len(), size, "a record takes the bytes that were counted for it");
        self.max_timestamp = self.max_timestamp.max(record.timestamp);
        self.count += 1;
        Ok(self.count - 1)
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
                let mut batch = Vec::with_capacity(BATCH_OVERHEAD + self.buffer.len() / 2);
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

    /// Bytes of a record after its length field.
    fn body_size<'h, H>(&self, record: &NewRecord<'_, H>) -> usize
    where
        H: Clone + IntoIterator<Item = HeaderRef<'h>, IntoIter: ExactSizeIterator>,
    {
        let headers = record.headers.clone().into_iter();
        let mut size = 1
            + varlong_size(self.timestamp_delta(record.timestamp))
            + varlong_size(i64::from(self.count))
            + nullable_size(record.key)
            + nullable_size(record.value)
            + varlong_size(headers.len() as i64);
        for header in headers {
            size += nullable_size(Some(header.key)) + nullable_size(header.value);
        }
        size
    }

    /// Wraps as Java's arithmetic does, and so does reading.
    fn timestamp_delta(&self, timestamp: Timestamp) -> i64 {
        match self.count {
            0 => 0,
            _ => timestamp.0.wrapping_sub(self.base_timestamp.0),
        }
    }

    fn put_varlong(&mut self, value: i64) {
        let mut buffer = [0; VARLONG_BYTES_MAX];
        let length = write_varlong(&mut buffer, value);
        self.buffer.extend_from_slice(&buffer[..length]);
    }
}

/// Four numbers and the attributes, each number with room to be written in.
const FRONT_BYTES_MAX: usize = 4 * VARLONG_BYTES_MAX + 1;

/// The numbers in front of a record's key, gathered so that the buffer grows once for them.
struct Front {
    bytes: [u8; FRONT_BYTES_MAX],
    length: usize,
}

impl Front {
    fn new() -> Self {
        Self { bytes: [0; FRONT_BYTES_MAX], length: 0 }
    }

    fn varlong(&mut self, value: i64) {
        let room = self.bytes[self.length..].first_chunk_mut().expect("room for one more number");
        self.length += write_varlong(room, value);
    }

    /// The record's own attributes: unused in format v2.
    fn attributes(&mut self) {
        self.length += 1;
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

fn nullable_length(bytes: Option<&[u8]>) -> i64 {
    bytes.map_or(-1, |bytes| bytes.len() as i64)
}

fn nullable_size(bytes: Option<&[u8]>) -> usize {
    varlong_size(nullable_length(bytes)) + bytes.map_or(0, <[u8]>::len)
}
