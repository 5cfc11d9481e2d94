//! Records of one partition that stay in Rust until they are asked for.

use std::sync::OnceLock;

use bytes::Bytes;

use crate::{Header, Record, unread::Span};

/// Records of one partition, in order. Holding it keeps the bytes of its answer in memory.
#[derive(Debug)]
pub struct RecordBatch {
    batch: ottla::RecordBatch,
    /// Found when the first record is asked for.
    places: OnceLock<Vec<Place>>,
    /// Found when the first are asked for.
    headers: OnceLock<Vec<Vec<Header>>>,
}

/// Where a record is in the bytes of its batch.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970; -1 without.
    pub timestamp: i64,
    /// Where the key begins in the bytes of the batch.
    pub key_start: i32,
    /// Bytes of the key; -1 if there is none.
    pub key_length: i32,
    /// Where the value begins in the bytes of the batch.
    pub value_start: i32,
    /// Bytes of the value; -1 if there is none.
    pub value_length: i32,
    /// How many headers there are.
    pub headers: i32,
}

impl RecordBatch {
    pub(crate) fn new(batch: ottla::RecordBatch) -> Self {
        Self { batch, places: OnceLock::new(), headers: OnceLock::new() }
    }

    pub(crate) fn inner(&self) -> &ottla::RecordBatch {
        &self.batch
    }

    /// Where it is; `None` if there is no record.
    pub(crate) fn span(&self) -> Option<Span> {
        let first = self.batch.iter().next()?.offset;
        let (topic, partition, next) = (self.topic(), self.partition(), self.next_offset());
        Some(Span { topic, partition, first, next })
    }

    /// The topic.
    pub fn topic(&self) -> String {
        self.batch.topic().to_owned()
    }

    /// The partition.
    pub fn partition(&self) -> i32 {
        self.batch.partition()
    }

    /// Number of records.
    pub fn len(&self) -> i32 {
        i32::try_from(self.batch.len()).unwrap_or(i32::MAX)
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }

    /// The offset after the batch: where to go on.
    pub fn next_offset(&self) -> i64 {
        self.batch.next_offset()
    }

    /// The record at this place of the batch, counted from 0; null behind its end.
    pub fn get(&self, index: i32) -> Option<Record> {
        let place = *self.places().get(usize::try_from(index).ok()?)?;
        let slice = |start: i32, length: i32| {
            let (start, length) = (start as usize, usize::try_from(length).ok()?);
            Some(self.batch.body().slice(start..start + length))
        };
        Some(Record {
            topic: self.topic(),
            partition: self.partition(),
            offset: place.offset,
            timestamp: place.timestamp,
            key: slice(place.key_start, place.key_length),
            value: slice(place.value_start, place.value_length),
            headers: if place.headers == 0 { Vec::new() } else { self.headers(index) },
        })
    }

    /// All records.
    pub fn records(&self) -> Vec<Record> {
        (0..self.len()).filter_map(|index| self.get(index)).collect()
    }

    /// The values of all records; null where a record has none.
    pub fn values(&self) -> Vec<Option<Bytes>> {
        let body = self.batch.body();
        self.batch.iter().map(|record| record.value.map(|value| body.slice_ref(value))).collect()
    }

    /// The headers of the record at this place of the batch.
    pub fn headers(&self, index: i32) -> Vec<Header> {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        self.all_headers().get(index).cloned().unwrap_or_default()
    }

    /// The headers of all records, found in one pass: to look for those of one is to walk the batch.
    #[doc(hidden)]
    pub fn all_headers(&self) -> &[Vec<Header>] {
        self.headers
            .get_or_init(|| self.batch.iter().map(|record| self.headers_of(record)).collect())
    }

    fn headers_of(&self, record: ottla::ConsumedRecord<'_>) -> Vec<Header> {
        let body = self.batch.body();
        let header = |header: (&[u8], Option<&[u8]>)| Header {
            key: String::from_utf8_lossy(header.0).into_owned(),
            value: header.1.map(|value| body.slice_ref(value)),
        };
        record.headers.map(|h| header((h.key, h.value))).collect()
    }

    /// The bytes that all keys and values are slices of; [`RecordBatch::places`] says where.
    #[doc(hidden)]
    pub fn body(&self) -> Bytes {
        self.batch.body().clone()
    }

    /// Where the records are in [`RecordBatch::body`], in order.
    #[doc(hidden)]
    pub fn places(&self) -> &[Place] {
        self.places.get_or_init(|| {
            let start = self.batch.body().as_ptr() as usize;
            // A body has less than 2 GiB, so all of it fits.
            let place = |bytes: Option<&[u8]>| match bytes {
                Some(bytes) => (
                    i32::try_from(bytes.as_ptr() as usize - start).unwrap_or(0),
                    bytes.len() as i32,
                ),
                None => (0, -1),
            };
            let record = |record: ottla::ConsumedRecord<'_>| {
                let (key_start, key_length) = place(record.key);
                let (value_start, value_length) = place(record.value);
                let headers = i32::try_from(record.headers.clone().count()).unwrap_or(i32::MAX);
                Place {
                    offset: record.offset,
                    timestamp: record.timestamp,
                    key_start,
                    key_length,
                    value_start,
                    value_length,
                    headers,
                }
            };
            self.batch.iter().map(record).collect()
        })
    }
}
