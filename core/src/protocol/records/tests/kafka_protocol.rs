//! Against the crate kafka-protocol: each side reads what the other wrote, with every codec. That
//! crate keeps headers in a map, so keys are used once here.

use ::kafka_protocol::records::{
    Compression as TheirCompression, Record, RecordBatchDecoder, RecordBatchEncoder,
    RecordEncodeOptions, TimestampType as TheirTimestampType,
};
use bytes::BytesMut;
use proptest::{collection::vec, option, prelude::*};

use super::*;

fn any_sample() -> impl Strategy<Value = Sample> {
    let bytes = || option::of(vec(any::<u8>(), 0..300));
    let headers = proptest::collection::btree_map("[a-z]{1,5}", bytes(), 0..4);
    (0..i64::from(i32::MAX), bytes(), bytes(), headers).prop_map(
        |(timestamp, key, value, headers)| Sample {
            timestamp,
            key,
            value,
            headers: headers.into_iter().collect(),
        },
    )
}

fn theirs(compression: Compression) -> TheirCompression {
    match compression {
        Compression::None => TheirCompression::None,
        Compression::Gzip => TheirCompression::Gzip,
        Compression::Snappy => TheirCompression::Snappy,
        Compression::Lz4 => TheirCompression::Lz4,
        Compression::Zstd => TheirCompression::Zstd,
    }
}

fn to_record(index: usize, sample: &Sample) -> Record {
    let headers = sample
        .headers
        .iter()
        .map(|(key, value)| (key.clone().into(), value.clone().map(Bytes::from)));
    Record {
        transactional: false,
        control: false,
        delete_horizon: false,
        partition_leader_epoch: 0,
        producer_id: 7,
        producer_epoch: 1,
        timestamp_type: TheirTimestampType::Creation,
        offset: index as i64,
        sequence: index as i32,
        timestamp: sample.timestamp,
        key: sample.key.clone().map(Bytes::from),
        value: sample.value.clone().map(Bytes::from),
        headers: headers.collect(),
    }
}

fn from_record(record: &Record) -> Sample {
    let headers = record.headers.iter();
    Sample {
        timestamp: record.timestamp,
        key: record.key.as_ref().map(|key| key.to_vec()),
        value: record.value.as_ref().map(|value| value.to_vec()),
        headers: headers
            .map(|(key, value)| (key.to_string(), value.as_ref().map(|value| value.to_vec())))
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_we_write_they_read(samples in vec(any_sample(), 1..40)) {
        let mut codecs = Codecs::new();
        for compression in codecs_built() {
            let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
            let mut batch = build(&samples, &fields, &mut codecs);
            let read = RecordBatchDecoder::decode(&mut batch).unwrap();
            let read: Vec<_> = read.records.iter().map(from_record).collect();
            prop_assert_eq!(&read, &samples, "{}", compression);
        }
    }

    #[test]
    fn what_they_write_we_read_and_check(samples in vec(any_sample(), 1..40)) {
        let mut codecs = Codecs::new();
        let records: Vec<_> = samples.iter().enumerate().map(|(n, s)| to_record(n, s)).collect();
        for compression in codecs_built() {
            let options = RecordEncodeOptions { version: 2, compression: theirs(compression) };
            let mut batch = BytesMut::new();
            RecordBatchEncoder::encode(&mut batch, &records, &options).unwrap();
            let batch = batch.freeze();
            prop_assert_eq!(&read(&batch, &mut codecs), &samples, "{}", compression);
            let rules = super::check::rules();
            let now = Timestamp(i64::from(i32::MAX));
            let checked = check_produced(&batch, &rules, now, &mut codecs).unwrap();
            prop_assert_eq!(checked.header.last_sequence(), samples.len() as i32 - 1);
        }
    }
}
