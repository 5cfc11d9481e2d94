//! Records as they were fetched: a batch at a time, each record a slice of the answer, or of the
//! batch's decompressed body.

use std::fmt;

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::Offset,
    protocol::records::{
        BATCH_OVERHEAD, Batch, BatchHeader, Checksums, Codecs, FetchedBatch, HeaderIter,
        LegacyBatch, LegacyRecordIter, LegacyRecordRef, LegacyRecords, RecordIter, RecordRef,
    },
};

use crate::{CommittedOffset, ConsumedRecord, Error, ErrorKind, Result};

/// Records of one partition, in order. Holding it keeps the bytes of its answer in memory.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// # let mut consumer = fixture.client().partition_consumer(Default::default())?;
/// # consumer.assign_topic("orders", ottla::StartOffset::Beginning).await?;
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {}", record.offset, record.value_text());
///     }
/// #   break;
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone)]
pub struct RecordBatch {
    topic: ByteString,
    partition: i32,
    content: Content,
    /// Where to go on.
    next_offset: i64,
    /// Records before it were not asked for; a broker sends whole batches.
    first_offset: i64,
    count: usize,
}

/// Where the records are.
#[derive(Clone, Debug)]
enum Content {
    /// In a batch of format v2.
    Current { header: BatchHeader, body: Bytes },
    /// In a message of the formats before, or in a compressed wrapper of such messages.
    Legacy(LegacyRecords),
}

impl RecordBatch {
    /// Opens a whole batch: decompresses it, and checks that all its records can be read. Of
    /// the old formats the CRCs are checked, too, if `checksums` says so.
    pub(crate) fn open(
        topic: ByteString,
        partition: i32,
        batch: &FetchedBatch,
        first_offset: i64,
        checksums: Checksums,
        codecs: &mut Codecs,
    ) -> Result<Self> {
        let opened = match batch {
            FetchedBatch::Current(batch) => current(batch, codecs),
            FetchedBatch::Legacy(batch) => legacy(batch, checksums, codecs),
        };
        let content = opened.map_err(|message| {
            damaged(message, (&topic, partition), (batch.offset(), batch.last_offset()))
        })?;
        let next_offset = batch.last_offset().0.saturating_add(1);
        let mut opened = Self { topic, partition, content, next_offset, first_offset, count: 0 };
        opened.count = match &opened.content {
            // All of it was asked for, and has been walked already.
            Content::Current { header, .. } if header.base_offset.0 >= first_offset => {
                usize::try_from(header.record_count).unwrap_or(0)
            }
            Content::Current { .. } | Content::Legacy(_) => opened.iter().count(),
        };
        Ok(opened)
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    pub(crate) fn topic_name(&self) -> &ByteString {
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
        self.next_offset
    }

    /// Epoch of the leader that wrote the batch; `None` in formats before v2, which have none.
    #[must_use]
    pub fn leader_epoch(&self) -> Option<i32> {
        match &self.content {
            Content::Current { header, .. } => Some(header.leader_epoch.0),
            Content::Legacy(_) => None,
        }
    }

    /// What to commit when all of it is done.
    #[must_use]
    pub fn committed(&self) -> CommittedOffset {
        CommittedOffset { leader_epoch: self.leader_epoch(), ..self.next_offset.into() }
    }

    /// The records in order.
    pub fn iter(&self) -> Iter<'_> {
        let records = match &self.content {
            Content::Current { header, body } => {
                Records::Current(header, RecordIter::new(body, header.record_count))
            }
            Content::Legacy(records) => Records::Legacy(records.iter()),
        };
        Iter { records, batch: self }
    }

    fn record<'a>(&'a self, header: &BatchHeader, record: RecordRef<'a>) -> ConsumedRecord<'a> {
        ConsumedRecord {
            offset: header.offset_at(record.offset_delta).0,
            timestamp: header.timestamp_at(record.timestamp_delta).0,
            key: record.key,
            value: record.value,
            headers: record.headers,
            batch: self,
        }
    }

    fn legacy_record<'a>(&'a self, record: LegacyRecordRef<'a>) -> ConsumedRecord<'a> {
        ConsumedRecord {
            offset: record.offset.0,
            timestamp: record.timestamp.0,
            key: record.key,
            value: record.value,
            headers: HeaderIter::default(),
            batch: self,
        }
    }

    /// The bytes that all keys, values and headers are slices of, decompressed. For those who hand records
    /// on as one buffer with places in it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        match &self.content {
            Content::Current { body, .. } => body,
            Content::Legacy(records) => records.body(),
        }
    }
}

/// A batch that cannot be read. Whoever leaves it out has to know where it ends.
pub(crate) fn damaged(
    message: String,
    (topic, partition): (&str, i32),
    (first, last): (Offset, Offset),
) -> Error {
    Error::new(ErrorKind::Corrupt, "read a batch", message)
        .with("topic", topic)
        .with("partition", partition)
        .with("offset", first)
        .with("next offset", last.0.saturating_add(1))
}

fn current(batch: &Batch, codecs: &mut Codecs) -> Result<Content, String> {
    let Batch { header, bytes } = batch;
    let compression = batch.compression().map_err(|error| error.to_string())?;
    let body = codecs
        .decompress(compression, &bytes.slice(BATCH_OVERHEAD..))
        .map_err(|error| error.to_string())?;
    for record in RecordIter::new(&body, header.record_count) {
        record.map_err(|error| error.to_string())?;
    }
    Ok(Content::Current { header: *header, body })
}

fn legacy(
    batch: &LegacyBatch,
    checksums: Checksums,
    codecs: &mut Codecs,
) -> Result<Content, String> {
    batch.records(checksums, codecs).map(Content::Legacy).map_err(|error| error.to_string())
}

impl<'a> IntoIterator for &'a RecordBatch {
    type Item = ConsumedRecord<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The records of a [`RecordBatch`].
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    records: Records<'a>,
    batch: &'a RecordBatch,
}

#[derive(Clone, Debug)]
enum Records<'a> {
    Current(&'a BatchHeader, RecordIter<'a>),
    Legacy(LegacyRecordIter<'a>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = ConsumedRecord<'a>;

    fn next(&mut self) -> Option<ConsumedRecord<'a>> {
        loop {
            let record = match &mut self.records {
                // All records were read once when the batch was opened, so none fails here.
                Records::Current(header, records) => {
                    self.batch.record(header, records.next()?.ok()?)
                }
                Records::Legacy(records) => self.batch.legacy_record(records.next()?),
            };
            if record.offset >= self.batch.first_offset {
                return Some(record);
            }
        }
    }
}

/// Without the records: they are many.
impl fmt::Debug for RecordBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordBatch")
            .field("topic", &self.topic)
            .field("partition", &self.partition)
            .field("records", &self.count)
            .field("next_offset", &self.next_offset)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(all(feature = "gzip", feature = "lz4"))]
mod tests {
    use super::*;
    use crate::OwnedRecord;

    /// What Apache Kafka 4.3.1 wrote in formats v0, v1 and v2, and what it read from it.
    const SET: &[u8] =
        include_bytes!("../../core/tests/golden/message_sets/upgraded.set").as_slice();
    const RECORDS: &str = include_str!("../../core/tests/golden/message_sets/upgraded.records");

    fn records_from(first_offset: i64) -> Vec<OwnedRecord> {
        let (mut rest, mut codecs) = (Bytes::from_static(SET), Codecs::new());
        let mut records = Vec::new();
        while let Some(batch) = FetchedBatch::split_off_front(&mut rest).unwrap() {
            let batch = RecordBatch::open(
                "orders".into(),
                3,
                &batch,
                first_offset,
                Checksums::Checked,
                &mut codecs,
            )
            .unwrap();
            assert_eq!(batch.len(), batch.iter().count());
            let next = batch.next_offset();
            assert!(batch.iter().all(|record| record.offset < next));
            records.extend(batch.iter().map(|record| record.to_owned_record()));
        }
        records
    }

    #[test]
    fn a_damaged_batch_says_where_it_ends() {
        let mut rest = Bytes::from_static(SET);
        let split = |rest: &mut Bytes| FetchedBatch::split_off_front(rest).unwrap().unwrap();
        let current = loop {
            if let FetchedBatch::Current(batch) = split(&mut rest) {
                break batch;
            }
        };
        let mut bytes = current.bytes.to_vec();
        bytes[BATCH_OVERHEAD..].fill(0xff);
        let broken = split(&mut Bytes::from(bytes));
        let mut codecs = Codecs::new();
        let opened =
            RecordBatch::open("orders".into(), 3, &broken, 0, Checksums::Ignored, &mut codecs);
        let error = opened.unwrap_err();
        let next = (current.header.last_offset().0 + 1).to_string();
        assert!(error.context().contains(&("next offset", next)), "{error}");
    }

    #[test]
    fn a_log_of_all_formats_is_read_as_one() {
        let text = |bytes: &Option<Bytes>| match bytes {
            Some(bytes) => format!("'{}'", str::from_utf8(bytes).unwrap()),
            None => "null".to_owned(),
        };
        let line = |record: &OwnedRecord| {
            let OwnedRecord { offset, timestamp, key, value, .. } = record;
            format!("{offset} {timestamp} {} {}\n", text(key), text(value))
        };
        assert_eq!(records_from(0).iter().map(line).collect::<String>(), RECORDS);
        assert!(records_from(0).iter().all(|record| record.headers.is_empty()));
    }

    #[test]
    fn records_before_the_offset_that_was_asked_for_are_left_out() {
        let offsets =
            |from| records_from(from).iter().map(|record| record.offset).collect::<Vec<_>>();
        // Inside a compressed wrapper.
        assert_eq!(offsets(301)[..2], [301, 312]);
        assert_eq!(offsets(0).len(), offsets(301).len() + 10);
    }
}
