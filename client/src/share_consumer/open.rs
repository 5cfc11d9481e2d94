//! Opens what was acquired: which offsets are records, which are gaps, and what cannot be read.

use ottla_core::protocol::records::{Checksums, Codecs, FetchedBatch};

use bytestring::ByteString;

use super::batch::ShareBatch;
use crate::{
    Error, ErrorKind, RecordBatch, Result,
    engine::share::{
        deliveries::{Acquired, Chunk, offsets},
        state::Opened,
    },
};

const OPERATION: &str = "read a share group";

/// What one look into a chunk gave.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) opened: Opened,
    pub(super) batch: Option<ShareBatch>,
    /// What is damaged; its offsets are rejected.
    pub(super) error: Option<Error>,
}

/// How chunks are read.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) codecs: Codecs,
    pub(super) checksums: Checksums,
    pub(super) records_max: usize,
}

impl Reader {
    /// Takes up to `records_max` records off a chunk.
    pub(super) fn open(&mut self, topic: &ByteString, chunk: &mut Chunk) -> Look {
        let mut opened = Opened::default();
        let mut parts = Vec::new();
        let mut count = 0;
        let mut error = None;
        while count < self.records_max && !chunk.acquired.is_empty() {
            let mut rest = chunk.bytes.clone();
            let Ok(Some(fetched)) = FetchedBatch::split_off_front(&mut rest) else {
                // Offsets after the last batch are gaps; behind one that is cut off nobody knows.
                let left = offsets(&chunk.split_off_to(i64::MAX)).collect();
                match chunk.bytes.is_empty() {
                    true => opened.gaps.extend::<Vec<i64>>(left),
                    false => opened.released.extend::<Vec<i64>>(left),
                }
                break;
            };
            let before = fetched.offset().0.saturating_sub(1);
            opened.gaps.extend(offsets(&chunk.split_off_to(before)));
            let last = fetched.last_offset().0;
            let found = match self.records(topic, chunk.key.1, &fetched) {
                Ok(found) => found,
                Err(damage) => {
                    opened.rejected.extend(offsets(&chunk.split_off_to(last)));
                    error = Some(damage);
                    chunk.bytes = rest;
                    break;
                }
            };
            let (taken, whole) = self.hand_out(chunk, found.as_ref(), last, count, &mut opened);
            count += taken;
            if taken > 0 {
                parts.extend(found);
            }
            if !whole {
                break;
            }
            chunk.bytes = rest;
        }
        let key = (topic.clone(), chunk.key.1);
        let delivered = opened.delivered.clone();
        let topic_id = chunk.key.0;
        let batch = (count > 0).then(|| ShareBatch { key, topic_id, parts, delivered, count });
        Look { opened, batch, error }
    }

    /// Sorts the acquired offsets of one batch. Gives how many records are handed out, and whether those
    /// are all.
    fn hand_out(
        &self,
        chunk: &mut Chunk,
        found: Option<&RecordBatch>,
        last: i64,
        before: usize,
        opened: &mut Opened,
    ) -> (usize, bool) {
        let mut taken = 0;
        for record in found.into_iter().flatten() {
            if before + taken == self.records_max {
                return (taken, false);
            }
            let ranges = chunk.split_off_to(record.offset);
            for range in ranges {
                let gaps = Acquired { last: range.last.min(record.offset - 1), ..range };
                opened.gaps.extend(offsets(&[gaps]));
                if range.last == record.offset {
                    deliver(&mut opened.delivered, record.offset, range.delivery_count);
                    taken += 1;
                }
            }
        }
        opened.gaps.extend(offsets(&chunk.split_off_to(last)));
        (taken, true)
    }

    /// The records of a batch; `None` for the markers of transactions.
    fn records(
        &mut self,
        topic: &ByteString,
        partition: i32,
        fetched: &FetchedBatch,
    ) -> Result<Option<RecordBatch>> {
        if let FetchedBatch::Current(batch) = fetched {
            if self.checksums == Checksums::Checked {
                batch.verify().map_err(|error| {
                    Error::new(ErrorKind::Corrupt, OPERATION, error.to_string())
                        .with("topic", topic)
                        .with("partition", partition)
                        .with("offset", batch.header.base_offset)
                })?;
            }
            if batch.header.attributes.is_control() {
                return Ok(None);
            }
        }
        let (topic, codecs) = (topic.clone(), &mut self.codecs);
        RecordBatch::open(topic, partition, fetched, 0, self.checksums, codecs).map(Some)
    }
}

/// Adds an offset to the ranges.
fn deliver(delivered: &mut Vec<Acquired>, offset: i64, delivery_count: i16) {
    match delivered.last_mut() {
        Some(range) if range.last + 1 == offset && range.delivery_count == delivery_count => {
            range.last = offset;
        }
        Some(_) | None => {
            delivered.push(Acquired { first: offset, last: offset, delivery_count });
        }
    }
}
