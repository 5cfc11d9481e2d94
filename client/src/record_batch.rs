//! Records as they were fetched: a batch at a time, each record a slice of the answer, or of the
//! batch's decompressed body.

use std::borrow::Cow;

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::protocol::records::{
    BATCH_OVERHEAD, BatchHeader, Codecs, HeaderIter, RecordIter, RecordRef, TimestampType,
};

use crate::{Error, ErrorKind, Result};

/// Records of one partition, in order. Holding it keeps the bytes of its answer in memory.
///
/// ```no_run
/// # async fn example(mut consumer: ottla::PartitionConsumer) -> ottla::Result<()> {
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {}", record.offset, record.value_text());
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecordBatch {
    topic: ByteString,
    partition: i32,
    header: BatchHeader,
    body: Bytes,
    /// Records before it were not asked for; a broker sends whole batches.
    first_offset: i64,
    count: usize,
}

/// One record, borrowed from its batch.
#[derive(Clone, Debug)]
pub struct ConsumedRecord<'a> {
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<&'a [u8]>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<&'a [u8]>,
    /// The headers in their order; a name may come more than once.
    pub headers: HeaderIter<'a>,
    batch: &'a RecordBatch,
}

/// One record on its own. Its bytes are slices that keep the answer in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedRecord {
    /// The topic.
    pub topic: ByteString,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970.
    pub timestamp: i64,
    /// The key.
    pub key: Option<Bytes>,
    /// The value.
    pub value: Option<Bytes>,
    /// Names and values of the headers.
    pub headers: Vec<(Bytes, Option<Bytes>)>,
}

impl RecordBatch {
    /// Opens a whole batch: decompresses it, and checks that all its records can be read.
    pub(crate) fn open(
        topic: ByteString,
        partition: i32,
        header: BatchHeader,
        batch: &Bytes,
        first_offset: i64,
        codecs: &mut Codecs,
    ) -> Result<Self> {
        let corrupt = |message: String| {
            Error::new(ErrorKind::Corrupt, "read a batch", message)
                .with("topic", &topic)
                .with("partition", partition)
                .with("offset", header.base_offset)
        };
        let Some(compression) = header.attributes.compression() else {
            return Err(corrupt("its codec does not exist".to_owned()));
        };
        let body = codecs
            .decompress(compression, &batch.slice(BATCH_OVERHEAD..))
            .map_err(|error| corrupt(error.to_string()))?;
        let mut count = 0;
        for record in RecordIter::new(&body, header.record_count) {
            let record = record.map_err(|error| corrupt(error.to_string()))?;
            count += usize::from(header.offset_at(record.offset_delta).0 >= first_offset);
        }
        Ok(Self { topic, partition, header, body, first_offset, count })
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.partition
    }

    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no record: compaction can leave a batch empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The offset after the batch: where to go on.
    #[must_use]
    pub fn next_offset(&self) -> i64 {
        self.header.last_offset().0.saturating_add(1)
    }

    /// The records in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { records: RecordIter::new(&self.body, self.header.record_count), batch: self }
    }

    fn record<'a>(&'a self, record: RecordRef<'a>) -> ConsumedRecord<'a> {
        let timestamp = match self.header.attributes.timestamp_type() {
            TimestampType::CreateTime => self.header.timestamp_at(record.timestamp_delta),
            TimestampType::LogAppendTime => self.header.max_timestamp,
        };
        ConsumedRecord {
            offset: self.header.offset_at(record.offset_delta).0,
            timestamp: timestamp.0,
            key: record.key,
            value: record.value,
            headers: record.headers,
            batch: self,
        }
    }
}

impl<'a> IntoIterator for &'a RecordBatch {
    type Item = ConsumedRecord<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The records of a batch.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    records: RecordIter<'a>,
    batch: &'a RecordBatch,
}

impl<'a> Iterator for Iter<'a> {
    type Item = ConsumedRecord<'a>;

    fn next(&mut self) -> Option<ConsumedRecord<'a>> {
        loop {
            // All records were read once when the batch was opened, so none fails here.
            let record = self.batch.record(self.records.next()?.ok()?);
            if record.offset >= self.batch.first_offset {
                return Some(record);
            }
        }
    }
}

impl<'a> ConsumedRecord<'a> {
    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &'a str {
        &self.batch.topic
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.batch.partition
    }

    /// The key as text; what is not UTF-8 in it is replaced, null is empty.
    #[must_use]
    pub fn key_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.key.unwrap_or_default())
    }

    /// The value as text; what is not UTF-8 in it is replaced, null is empty.
    #[must_use]
    pub fn value_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.value.unwrap_or_default())
    }

    /// The record on its own, without copying its bytes.
    #[must_use]
    pub fn to_owned_record(&self) -> OwnedRecord {
        let body = &self.batch.body;
        let slice = |bytes: &[u8]| body.slice_ref(bytes);
        OwnedRecord {
            topic: self.batch.topic.clone(),
            partition: self.batch.partition,
            offset: self.offset,
            timestamp: self.timestamp,
            key: self.key.map(slice),
            value: self.value.map(slice),
            headers: self.headers.clone().map(|h| (slice(h.key), h.value.map(slice))).collect(),
        }
    }
}
