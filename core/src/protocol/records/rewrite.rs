//! Writes a stored batch again with fewer of its records, as compaction does. Offsets, producer,
//! sequence and leader epoch stay, even if no record does: who counts on them finds them. Which
//! records stay is the caller's decision.

use super::{
    Attributes, BATCH_OVERHEAD, BatchHeader, CodecError, Codecs, Compression, Encoding,
    MalformedRecord, RecordFault, RecordIter, RecordRef, StampedHeader, TimestampType,
    varint::{self, Encoded},
};
use crate::model::Timestamp;

/// Bytes of a record's attributes.
const RECORD_ATTRIBUTES: usize = 1;

/// Whether a record stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It stays.
    Yes,
    /// It goes.
    No,
}

/// A batch with fewer records.
#[derive(Debug)]
pub struct RewrittenBatch {
    /// The header.
    pub header: StampedHeader,
    /// The records, compressed as they were.
    pub body: Vec<u8>,
}

impl RewrittenBatch {
    /// A batch without records that keeps the offsets and the producer of `header`.
    #[must_use]
    pub fn empty(header: &BatchHeader) -> Self {
        let attributes = Attributes(header.attributes.0).with_compression(Compression::None);
        let mut stamped = StampedHeader::of(&BatchHeader {
            size: BATCH_OVERHEAD,
            attributes: attributes.without_delete_horizon(),
            base_timestamp: Timestamp::NONE,
            record_count: 0,
            ..*header
        });
        stamped.seal(&[]);
        Self { header: stamped, body: Vec::new() }
    }

    /// The records of `body` (uncompressed) for which `keep` says so, of which there is at least
    /// one. With a `delete_horizon` the header carries it from now on (KIP-534).
    ///
    /// # Errors
    /// If the records are malformed, or the codec fails.
    pub fn keeping(
        header: &BatchHeader,
        body: &[u8],
        delete_horizon: Option<Timestamp>,
        mut keep: impl FnMut(&RecordRef<'_>) -> Keep,
        codecs: &mut Codecs,
    ) -> Result<Self, RewriteError> {
        let base_timestamp = delete_horizon.unwrap_or(header.base_timestamp);
        let mut kept = Vec::with_capacity(body.len());
        let mut count = 0;
        let mut max_timestamp = Timestamp::NONE;
        let mut records = RecordIter::new(body, header.record_count);
        loop {
            let (start, _) = records.state();
            let Some(record) = records.next().transpose()? else { break };
            if keep(&record) == Keep::No {
                continue;
            }
            let (end, index) = records.state();
            let timestamp = header.timestamp_at(record.timestamp_delta);
            let bytes = &body[start..end];
            if base_timestamp == header.base_timestamp {
                kept.extend_from_slice(bytes);
            } else {
                let delta = header.base_timestamp.0.wrapping_add(record.timestamp_delta);
                let delta = delta.wrapping_sub(base_timestamp.0);
                put_with_delta(bytes, delta, &mut kept)
                    .map_err(|fault| MalformedRecord { index, fault })?;
            }
            max_timestamp = max_timestamp.max(timestamp);
            count += 1;
        }
        let attributes = match delete_horizon {
            Some(_) => header.attributes.with_delete_horizon(),
            None => header.attributes,
        };
        let compression =
            attributes.compression().ok_or(RewriteError::UnknownCodec(attributes.0))?;
        let body = match compression {
            Compression::None => kept,
            Compression::Gzip | Compression::Snappy | Compression::Lz4 | Compression::Zstd => {
                let mut compressed = Vec::with_capacity(kept.len() / 2);
                codecs.compress(Encoding::from(compression), &kept, &mut compressed)?;
                compressed
            }
        };
        let max_timestamp = match attributes.timestamp_type() {
            TimestampType::CreateTime => max_timestamp,
            TimestampType::LogAppendTime => header.max_timestamp,
        };
        let mut stamped = StampedHeader::of(&BatchHeader {
            size: BATCH_OVERHEAD + body.len(),
            attributes,
            base_timestamp,
            max_timestamp,
            record_count: count,
            ..*header
        });
        stamped.seal(&body);
        Ok(Self { header: stamped, body })
    }

    /// Bytes of header and body.
    #[must_use]
    pub fn size(&self) -> usize {
        BATCH_OVERHEAD + self.body.len()
    }
}

/// Why a batch cannot be written again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    /// Its records are not what the format says.
    #[error(transparent)]
    Malformed(#[from] MalformedRecord),
    /// The attributes name a codec that does not exist.
    #[error("the batch's attributes {0:#06x} name a codec that does not exist")]
    UnknownCodec(i16),
    /// The codec failed.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

/// Adds the record in `bytes` with another timestamp delta.
fn put_with_delta(bytes: &[u8], delta: i64, into: &mut Vec<u8>) -> Result<(), RecordFault> {
    let (_, length_size) = varint::read_varint(bytes)?;
    let delta_at = length_size + RECORD_ATTRIBUTES;
    let (_, delta_size) = varint::read_varlong(&bytes[delta_at..])?;
    let rest = &bytes[delta_at + delta_size..];
    let delta = Encoded::of(delta);
    let length = RECORD_ATTRIBUTES + delta.len() + rest.len();
    Encoded::of(length as i64).put(into);
    into.extend_from_slice(&bytes[length_size..delta_at]);
    delta.put(into);
    into.extend_from_slice(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::{
        model::Offset,
        protocol::records::{Batch, BatchBuilder, BatchFields, NewRecord},
    };

    fn batch(compression: Compression) -> Bytes {
        let mut builder = BatchBuilder::with_capacity(1_000);
        for index in 0..10_i64 {
            let key = [b'a' + index as u8];
            let value = [b'v'; 300];
            let timestamp = Timestamp(1_000 + index * 1_000);
            let record = NewRecord { timestamp, key: Some(&key), value: Some(&value), headers: [] };
            builder.append(record).unwrap();
        }
        let fields = BatchFields {
            base_offset: Offset(100),
            encoding: Encoding::from(compression),
            ..BatchFields::default()
        };
        builder.finish(&fields, &mut Codecs::new()).unwrap()
    }

    fn even(record: &RecordRef<'_>) -> Keep {
        if record.offset_delta % 2 == 0 { Keep::Yes } else { Keep::No }
    }

    fn rewritten(bytes: &[u8], horizon: Option<Timestamp>) -> Batch {
        let header = BatchHeader::parse_whole(bytes).unwrap();
        let mut codecs = Codecs::new();
        let body = Bytes::copy_from_slice(&bytes[BATCH_OVERHEAD..]);
        let body = codecs.decompress(header.attributes.compression().unwrap(), &body).unwrap();
        let new = RewrittenBatch::keeping(&header, &body, horizon, even, &mut codecs).unwrap();
        let bytes = [&new.header.as_bytes()[..], &new.body].concat();
        Batch { header: BatchHeader::parse_whole(&bytes).unwrap(), bytes: bytes.into() }
    }

    #[test]
    fn records_that_stay_keep_offsets_and_timestamps_whatever_the_codec() {
        let built = [
            (true, Compression::None),
            (cfg!(feature = "gzip"), Compression::Gzip),
            (cfg!(feature = "zstd"), Compression::Zstd),
        ];
        for (_, compression) in built.into_iter().filter(|(is_built, _)| *is_built) {
            for horizon in [None, Some(Timestamp(50_000_000))] {
                let batch = rewritten(&batch(compression), horizon);
                batch.verify().unwrap();
                assert_eq!(batch.header.last_offset(), Offset(109));
                assert_eq!(batch.header.max_timestamp, Timestamp(9_000));
                assert_eq!(batch.header.attributes.has_delete_horizon(), horizon.is_some());
                let records = batch.records(&mut Codecs::new()).unwrap();
                let left = records.map(|record| {
                    let record = record.unwrap();
                    (record.offset.0, record.timestamp.0)
                });
                let expected = [0, 2, 4, 6, 8].map(|delta| (100 + delta, 1_000 + delta * 1_000));
                assert_eq!(left.collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn an_empty_batch_keeps_its_place() {
        let header = BatchHeader::parse_whole(&batch(Compression::None)).unwrap();
        let empty = RewrittenBatch::empty(&header);
        let new = empty.header.header();
        assert_eq!((new.size, new.record_count), (BATCH_OVERHEAD, 0));
        assert_eq!((new.base_offset, new.last_offset()), (Offset(100), Offset(109)));
        assert!(new.crc_matches(empty.header.as_bytes()));
    }
}
