//! Tests that need several files of this folder: writing, compressing, checking and reading a batch.
//! What they share is here; bytes that Apache Kafka wrote are in core/tests/golden/batches.

mod bombs;
mod check;
mod fuzz;
mod golden;
mod kafka_protocol;
mod message_sets;
mod reading;
mod rejections;
mod round_trip;

use bytes::Bytes;

use super::*;
use crate::model::Timestamp;

/// A record as owned values, to compare and to shrink.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sample {
    timestamp: i64,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    headers: Vec<(String, Option<Vec<u8>>)>,
}

impl Sample {
    fn new(timestamp: i64, key: &str, value: &str) -> Self {
        Self {
            timestamp,
            key: Some(key.into()),
            value: Some(value.into()),
            headers: vec![("a".into(), Some(b"1".to_vec())), ("a".into(), None)],
        }
    }

    fn append_to(&self, builder: &mut BatchBuilder) {
        let headers = self.headers.iter();
        let headers = headers
            .map(|(key, value)| HeaderRef { key: key.as_bytes(), value: value.as_deref() })
            .collect::<Vec<_>>();
        let record = NewRecord {
            timestamp: Timestamp(self.timestamp),
            key: self.key.as_deref(),
            value: self.value.as_deref(),
            headers: headers.iter().copied(),
        };
        let expected = builder.size_with(&record);
        builder.append(record).unwrap();
        assert_eq!(builder.size(), expected);
    }
}

fn samples(count: usize) -> Vec<Sample> {
    (0..count)
        .map(|n| Sample::new(1_000 + n as i64, &format!("key-{n}"), &"value ".repeat(n % 50)))
        .collect()
}

fn build(samples: &[Sample], fields: &BatchFields, codecs: &mut Codecs) -> Bytes {
    let mut builder = BatchBuilder::default();
    for sample in samples {
        sample.append_to(&mut builder);
    }
    builder.finish(fields, codecs).unwrap()
}

fn read(batch: &Bytes, codecs: &mut Codecs) -> Vec<Sample> {
    let header = BatchHeader::parse_whole(batch).unwrap();
    assert!(header.crc_matches(batch));
    let compression = header.attributes.compression().unwrap();
    let body = codecs.decompress(compression, &batch.slice(BATCH_OVERHEAD..header.size)).unwrap();
    let records = RecordIter::new(&body, header.record_count).map(|record| {
        let record = record.unwrap();
        Sample {
            timestamp: header.timestamp_at(record.timestamp_delta).0,
            key: record.key.map(<[u8]>::to_vec),
            value: record.value.map(<[u8]>::to_vec),
            headers: record
                .headers
                .map(|header| {
                    let key = String::from_utf8(header.key.to_vec()).unwrap();
                    (key, header.value.map(<[u8]>::to_vec))
                })
                .collect(),
        }
    });
    records.collect()
}

/// The codecs that this build has.
fn codecs_built() -> impl Iterator<Item = Compression> {
    Compression::ALL.into_iter().filter(|compression| {
        let result = Codecs::new().compress((*compression).into(), b"", &mut Vec::new());
        result != Err(CodecError::NotBuilt(*compression))
    })
}
