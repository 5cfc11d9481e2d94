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
    /// Never locked: with the lock a consumer can be shared.
    pub(super) codecs: parking_lot::Mutex<Codecs>,
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
        let (topic, codecs) = (topic.clone(), self.codecs.get_mut());
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

#[cfg(test)]
mod tests {
    use bytes::{Bytes, BytesMut};
    use ottla_core::{
        model::{Offset, Timestamp, Uuid},
        protocol::records::{Attributes, BatchBuilder, BatchFields, ControlType, NewRecord},
    };

    use super::*;
    use crate::engine::share::deliveries::Source;

    /// Records, by the offset of the first.
    fn batch(first: i64, count: i64) -> Bytes {
        let mut builder = BatchBuilder::default();
        for offset in first..first + count {
            let value = offset.to_string();
            let value = Some(value.as_bytes());
            let timestamp = Timestamp(0);
            builder.append(NewRecord { timestamp, key: None, value, headers: [] }).unwrap();
        }
        finish(builder, first, Attributes::default())
    }

    fn marker(offset: i64) -> Bytes {
        let mut builder = BatchBuilder::default();
        builder.append_control(Timestamp(0), ControlType::Commit, &[0; 6]).unwrap();
        finish(builder, offset, Attributes::default().control())
    }

    fn finish(builder: BatchBuilder, first: i64, attributes: Attributes) -> Bytes {
        let fields = BatchFields { base_offset: Offset(first), attributes, ..Default::default() };
        builder.finish(&fields, &mut Codecs::new()).unwrap()
    }

    fn chunk(parts: &[Bytes], acquired: &[(i64, i64, i16)]) -> Chunk {
        let mut bytes = BytesMut::new();
        parts.iter().for_each(|part| bytes.extend_from_slice(part));
        let range = |&(first, last, delivery_count): &(i64, i64, i16)| Acquired {
            first,
            last,
            delivery_count,
        };
        Chunk {
            key: (Uuid([1; 16]), 0),
            source: Source { node: 1, opening: 0 },
            bytes: bytes.freeze(),
            acquired: acquired.iter().map(range).collect(),
            expires_at: None,
        }
    }

    fn open(chunk: &mut Chunk, records_max: usize) -> Look {
        let checksums = Checksums::Checked;
        Reader { codecs: parking_lot::Mutex::new(Codecs::new()), checksums, records_max }
            .open(&"t".into(), chunk)
    }

    fn records(look: &Look) -> Vec<(i64, i16)> {
        let batch = look.batch.iter().flatten();
        batch.map(|record| (record.offset, record.delivery_count())).collect()
    }

    #[test]
    fn records_that_are_acquired_are_handed_out_and_what_is_missing_is_a_gap() {
        let parts = [batch(5, 4), marker(9), batch(12, 2)];
        let mut chunk = chunk(&parts, &[(6, 7, 1), (8, 12, 3), (13, 15, 1)]);
        let look = open(&mut chunk, 100);
        assert_eq!(records(&look), [(6, 1), (7, 1), (8, 3), (12, 3), (13, 1)]);
        assert_eq!(look.batch.unwrap().len(), 5);
        assert_eq!(look.opened.gaps, [9, 10, 11, 14, 15]);
        assert!(chunk.acquired.is_empty() && look.error.is_none());
    }

    #[test]
    fn what_is_over_the_limit_comes_next_time() {
        let mut chunk = chunk(&[batch(0, 5), batch(5, 5)], &[(0, 9, 1)]);
        let mut seen = Vec::new();
        for expected in [3, 3, 3, 1] {
            let look = open(&mut chunk, 3);
            assert_eq!(records(&look).len(), expected);
            assert!(look.opened.gaps.is_empty() && look.opened.released.is_empty());
            seen.extend(records(&look).into_iter().map(|(offset, _)| offset));
        }
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
        assert!(chunk.acquired.is_empty());
    }

    #[test]
    fn a_damaged_batch_is_rejected_and_what_is_behind_it_read() {
        let mut damaged = BytesMut::from(&batch(5, 5)[..]);
        let last = damaged.len() - 1;
        damaged[last] ^= 1;
        let mut chunk = chunk(&[batch(0, 5), damaged.freeze(), batch(10, 2)], &[(0, 11, 1)]);
        let look = open(&mut chunk, 100);
        assert_eq!(records(&look).len(), 5);
        assert_eq!(look.opened.rejected, [5, 6, 7, 8, 9]);
        assert_eq!(look.error.unwrap().kind(), ErrorKind::Corrupt);
        assert_eq!(records(&open(&mut chunk, 100)), [(10, 1), (11, 1)]);
    }

    #[test]
    fn what_is_behind_a_batch_that_is_cut_off_is_released() {
        let cut = batch(5, 5).slice(..40);
        let mut chunk = chunk(&[batch(0, 5), cut], &[(0, 9, 1)]);
        let look = open(&mut chunk, 100);
        assert_eq!(records(&look).len(), 5);
        assert_eq!(look.opened.released, [5, 6, 7, 8, 9]);
        assert!(look.opened.gaps.is_empty());
    }
}
