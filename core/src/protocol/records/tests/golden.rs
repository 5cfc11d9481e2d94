//! Batches that Apache Kafka 4.3.1 wrote (core/tests/golden/batches, written by the Java program
//! there) are read record by record, and what we write from the same records is the same bytes
//! wherever no codec has a choice.

use super::*;
use crate::model::{LeaderEpoch, NodeId, Offset, ProducerEpoch, ProducerId};

const TIME: i64 = 1_700_000_000_000;

macro_rules! golden {
    ($name:literal) => {
        Bytes::from_static(include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/golden/batches/",
            $name,
            ".batch"
        )))
    };
}

/// The records that `WriteBatches.java` appends.
fn expected(count: usize) -> Vec<Sample> {
    let record = |n: usize| Sample {
        timestamp: TIME + n as i64 * 37 % 1000,
        key: match n % 5 {
            0 => None,
            1 => Some(Vec::new()),
            _ => Some(format!("key-{n}").into()),
        },
        value: match n % 7 {
            0 => None,
            1 => Some(Vec::new()),
            _ => Some(format!("value {n} ").repeat(n % 11).into()),
        },
        headers: match n % 3 {
            0 => vec![
                ("h".into(), Some(format!("x{n}").into())),
                ("h".into(), None),
                (String::new(), Some(Vec::new())),
            ],
            _ => Vec::new(),
        },
    };
    (0..count).map(record).collect()
}

#[test]
fn batches_written_by_java_are_read_whatever_their_codec() {
    let mut codecs = Codecs::new();
    let of = |compression, batch, count| (compression, batch, count);
    for (compression, batch, count) in [
        of(Compression::None, golden!("none"), 30),
        of(Compression::Gzip, golden!("gzip"), 3_000),
        of(Compression::Snappy, golden!("snappy"), 3_000),
        of(Compression::Lz4, golden!("lz4"), 3_000),
        of(Compression::Zstd, golden!("zstd"), 3_000),
        of(Compression::Zstd, golden!("zstd-22"), 3_000),
    ] {
        let header = BatchHeader::parse_whole(&batch).unwrap();
        assert_eq!(header.attributes.compression(), Some(compression));
        assert_eq!(header.size, batch.len());
        if codecs_built().any(|built| built == compression) {
            assert_eq!(read(&batch, &mut codecs), expected(count), "{compression}");
        }
    }
}

#[test]
fn a_batch_is_written_byte_for_byte_as_java_writes_it() {
    let mut codecs = Codecs::new();
    let fields = BatchFields::default();
    assert_eq!(build(&expected(30), &fields, &mut codecs), golden!("none"));
    let fields = BatchFields {
        attributes: Attributes::default().transactional(),
        producer_id: ProducerId(4_000),
        producer_epoch: ProducerEpoch(3),
        base_sequence: i32::MAX - 4,
        ..fields
    };
    let batch = build(&expected(10), &fields, &mut codecs);
    assert_eq!(batch, golden!("transactional"));
    assert_eq!(BatchHeader::parse(&batch).unwrap().last_sequence(), 4);
}

#[test]
fn control_batches_are_written_byte_for_byte_as_java_writes_them() {
    let fields = BatchFields {
        attributes: Attributes::default().transactional().control(),
        base_offset: Offset(17),
        leader_epoch: LeaderEpoch(5),
        producer_id: ProducerId(4_000),
        producer_epoch: ProducerEpoch(3),
        ..BatchFields::default()
    };
    let control = |control_type, value: &[u8], fields: &BatchFields| {
        let mut builder = BatchBuilder::default();
        builder.append_control(Timestamp(TIME), control_type, value).unwrap();
        builder.finish(fields, &mut Codecs::new()).unwrap()
    };
    let marker = end_marker_value(9);
    assert_eq!(control(ControlType::Commit, &marker, &fields), golden!("commit"));
    assert_eq!(coordinator_epoch(&marker), Some(9));
    let abort = BatchFields { base_offset: Offset(18), ..fields };
    assert_eq!(control(ControlType::Abort, &marker, &abort), golden!("abort"));
    let value = leader_change_value(NodeId(1), &[NodeId(1), NodeId(2)], &[NodeId(1)]);
    let fields = BatchFields {
        attributes: Attributes::default().control(),
        leader_epoch: LeaderEpoch(6),
        ..BatchFields::default()
    };
    let leader_change = control(ControlType::LeaderChange, &value, &fields);
    assert_eq!(leader_change, golden!("leader-change"));
}

#[test]
fn a_control_key_names_its_type_and_unknown_ones_are_told_apart() {
    for control_type in [ControlType::Abort, ControlType::LeaderChange, ControlType::KraftVoters] {
        assert_eq!(ControlType::of_key(&control_type.key()), Some(control_type));
    }
    assert_eq!(ControlType::of_key(&[0, 0, 0]), None);
    assert_eq!(ControlType::of_key(&[0, 0, 0, 7]), None);
    assert_eq!(ControlType::of_key(&[0xff, 0xff, 0, 1]), None);
    assert_eq!(ControlType::of_key(&[0, 1, 0, 1, 9]), Some(ControlType::Commit));
}
