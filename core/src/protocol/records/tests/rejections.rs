//! Every way in which a produced batch can be wrong, with the error code that Apache Kafka 4.3.1
//! answers to the same bytes. Where we differ on purpose, the case says so.

use super::{check::rules, *};
use crate::model::{Offset, ProducerEpoch, ProducerId};

const CORRUPT_MESSAGE: i16 = 2;
const MESSAGE_TOO_LARGE: i16 = 10;
const INVALID_TIMESTAMP: i16 = 32;
const UNSUPPORTED_COMPRESSION_TYPE: i16 = 76;
const INVALID_RECORD: i16 = 87;

const NOW: Timestamp = Timestamp(10_000_000);
/// A record without key, value and headers at offset delta 0.
const RECORD: [u8; 7] = [0x0c, 0, 0, 0, 0x01, 0x01, 0];

fn header() -> BatchHeader {
    BatchHeader {
        base_offset: Offset::ZERO,
        size: BATCH_OVERHEAD,
        leader_epoch: crate::model::LeaderEpoch::NONE,
        crc: 0,
        attributes: Attributes::default(),
        last_offset_delta: 0,
        base_timestamp: NOW,
        max_timestamp: NOW,
        producer_id: ProducerId::NONE,
        producer_epoch: ProducerEpoch::NONE,
        base_sequence: -1,
        record_count: 1,
    }
}

fn seal(header: BatchHeader, body: &[u8]) -> Bytes {
    let mut stamped = StampedHeader::of(&header);
    stamped.seal(body);
    [stamped.as_bytes(), body].concat().into()
}

fn good() -> Bytes {
    seal(header(), &RECORD)
}

/// A good batch with this change to its header, the CRC made right.
fn with(change: impl FnOnce(&mut BatchHeader)) -> Bytes {
    let mut header = header();
    change(&mut header);
    seal(header, &RECORD)
}

/// A good batch with these bytes written over, the CRC left as it was.
fn overwritten(at: usize, bytes: &[u8]) -> Bytes {
    let mut batch = good().to_vec();
    batch[at..at + bytes.len()].copy_from_slice(bytes);
    batch.into()
}

/// Consistent, but empty.
fn no_records() -> Bytes {
    seal(BatchHeader { record_count: 0, last_offset_delta: -1, ..header() }, &[])
}

/// A codec that this build has, and `body` in it.
fn compressed(body: &[u8]) -> (Attributes, Vec<u8>) {
    let compression = codecs_built().last().unwrap();
    let mut output = Vec::new();
    Codecs::new().compress(compression.into(), body, &mut output).unwrap();
    (Attributes::default().with_compression(compression), output)
}

fn code(batch: &Bytes, rules: &AppendRules) -> i16 {
    match check_produced(batch, rules, NOW, &mut Codecs::new()) {
        Ok(_) => 0,
        Err(rejection) => {
            assert!(!rejection.to_string().is_empty());
            rejection.code().code()
        }
    }
}

#[test]
fn frames_that_are_not_one_batch_get_kafkas_codes() {
    let batch = good();
    let two = Bytes::from([&batch[..], &batch[..]].concat());
    let followed = Bytes::from([&batch[..], &[0; 5]].concat());
    for (case, batch, expected) in [
        ("good", batch.clone(), 0),
        ("empty", Bytes::new(), INVALID_RECORD),
        ("5 bytes", batch.slice(..5), INVALID_RECORD),
        ("20 bytes", batch.slice(..20), INVALID_RECORD),
        ("cut off", batch.slice(..batch.len() - 1), INVALID_RECORD),
        ("two batches", two, INVALID_RECORD),
        // Kafka drops a piece of a batch that follows, and CORRUPT_MESSAGE for other bytes there.
        ("bytes behind", followed, INVALID_RECORD),
        ("format v0", overwritten(16, &[0]), INVALID_RECORD),
        ("format v1", overwritten(16, &[1]), INVALID_RECORD),
        ("format v3", overwritten(16, &[3]), CORRUPT_MESSAGE),
        ("format v-1", overwritten(16, &[0xff]), CORRUPT_MESSAGE),
        ("length -1", overwritten(8, &[0xff; 4]), CORRUPT_MESSAGE),
        ("length 10", overwritten(8, &[0, 0, 0, 10]), CORRUPT_MESSAGE),
        // UNKNOWN_SERVER_ERROR in Kafka.
        ("length below a header", overwritten(8, &[0, 0, 0, 48]), CORRUPT_MESSAGE),
        // UNKNOWN_SERVER_ERROR in Kafka.
        ("length 2^31-1", overwritten(8, &[0x7f, 0xff, 0xff, 0xff]), INVALID_RECORD),
        ("length one more", overwritten(8, &[0, 0, 0, 57]), INVALID_RECORD),
        ("wrong CRC", overwritten(17, &[1, 2, 3, 4]), CORRUPT_MESSAGE),
        ("damaged record", overwritten(63, &[9]), CORRUPT_MESSAGE),
        ("damaged header", overwritten(58, &[9]), CORRUPT_MESSAGE),
    ] {
        assert_eq!(code(&batch, &rules()), expected, "{case}");
    }
}

#[test]
fn headers_that_contradict_themselves_get_kafkas_codes() {
    for (case, batch, expected) in [
        ("base offset 5", with(|h| h.base_offset = Offset(5)), INVALID_RECORD),
        ("base offset -1", with(|h| h.base_offset = Offset(-1)), INVALID_RECORD),
        ("count 0", with(|h| h.record_count = 0), INVALID_RECORD),
        ("count -1", with(|h| h.record_count = -1), INVALID_RECORD),
        ("no records", no_records(), INVALID_RECORD),
        ("count 2", with(|h| h.record_count = 2), INVALID_RECORD),
        ("last delta 5", with(|h| h.last_offset_delta = 5), INVALID_RECORD),
        ("last delta -1", with(|h| h.last_offset_delta = -1), INVALID_RECORD),
        ("last delta max", with(|h| h.last_offset_delta = i32::MAX), INVALID_RECORD),
        ("control", with(|h| h.attributes = Attributes::default().control()), INVALID_RECORD),
        ("no sequence", with(|h| h.producer_id = ProducerId(5)), INVALID_RECORD),
        ("sequence only", with(|h| h.base_sequence = 3), 0),
        ("unknown flag", with(|h| h.attributes = Attributes(0x80)), 0),
        // UNKNOWN_SERVER_ERROR in Kafka.
        ("codec 5", with(|h| h.attributes = Attributes(5)), UNSUPPORTED_COMPRESSION_TYPE),
        ("codec 7", with(|h| h.attributes = Attributes(7)), UNSUPPORTED_COMPRESSION_TYPE),
    ] {
        assert_eq!(code(&batch, &rules()), expected, "{case}");
    }
}

#[test]
fn zstandard_needs_a_produce_version_that_knows_it() {
    let batch = with(|h| h.attributes = Attributes(4));
    let rules = AppendRules { zstd: ZstdRule::Refused, ..rules() };
    assert_eq!(code(&batch, &rules), UNSUPPORTED_COMPRESSION_TYPE);
}

/// Bodies and whether they are good, for a count of two.
fn bodies() -> Vec<(&'static str, Vec<u8>, i16)> {
    let second = [0x0c, 0, 0, 0x02, 0x01, 0x01, 0];
    let pair = |first: &[u8]| [first, &second[..]].concat();
    vec![
        ("two good records", pair(&RECORD), 0),
        ("one record", RECORD.to_vec(), INVALID_RECORD),
        ("three records", [pair(&RECORD), RECORD.to_vec()].concat(), INVALID_RECORD),
        ("bytes behind", [pair(&RECORD), vec![0; 3]].concat(), INVALID_RECORD),
        ("attributes of a record", pair(&[0x0c, 0xff, 0, 0, 0x01, 0x01, 0]), 0),
        ("length too long", pair(&[0x66, 0, 0, 0, 0x01, 0x01, 0]), INVALID_RECORD),
        ("length too short", pair(&[0x0a, 0, 0, 0, 0x01, 0x01, 0]), INVALID_RECORD),
        ("length -1", pair(&[0x01, 0, 0, 0, 0x01, 0x01, 0]), INVALID_RECORD),
        ("key of 1000 bytes", pair(&[0x0c, 0, 0, 0, 0xd0, 0x0f, 0]), INVALID_RECORD),
        ("header count -1", pair(&[0x0c, 0, 0, 0, 0x01, 0x01, 0x01]), INVALID_RECORD),
        ("header count 1000", pair(&[0x0e, 0, 0, 0, 0x01, 0x01, 0xd0, 0x0f]), INVALID_RECORD),
        ("null header key", pair(&[0x10, 0, 0, 0, 1, 1, 2, 1, 1]), INVALID_RECORD),
        ("header that is not UTF-8", pair(&[0x12, 0, 0, 0, 1, 1, 2, 2, 0xff, 1]), 0),
        ("bytes behind the headers", pair(&[0x0e, 0, 0, 0, 1, 1, 0, 7]), INVALID_RECORD),
        // UNKNOWN_SERVER_ERROR in Kafka.
        ("varint without end", vec![0xff; 30], INVALID_RECORD),
        // Kafka takes any negative length for null, and any offset deltas. No client writes them.
        ("key length -5", pair(&[0x0c, 0, 0, 0, 0x09, 0x01, 0]), INVALID_RECORD),
        ("offset delta 1 first", pair(&second), INVALID_RECORD),
        ("offset deltas 0, 0", [RECORD, RECORD].concat(), INVALID_RECORD),
        ("offset delta -3", pair(&[0x0c, 0, 0, 0x05, 1, 1, 0]), INVALID_RECORD),
    ]
}

#[test]
fn malformed_records_get_kafkas_codes_compressed_or_not() {
    for (case, body, expected) in bodies() {
        for compression in codecs_built() {
            let mut compressed = Vec::new();
            Codecs::new().compress(compression.into(), &body, &mut compressed).unwrap();
            let attributes = Attributes::default().with_compression(compression);
            let header =
                BatchHeader { attributes, record_count: 2, last_offset_delta: 1, ..header() };
            let batch = seal(header, &compressed);
            assert_eq!(code(&batch, &rules()), expected, "{case}, {compression}");
            // With a codec of the topic's own on the way.
            for to in codecs_built().filter(|to| *to != compression) {
                let to = TargetCompression::To(to.into());
                let rules = AppendRules { compression: to, ..rules() };
                assert_eq!(code(&batch, &rules), expected, "{case}, {compression} to {to:?}");
            }
        }
    }
}

/// UNKNOWN_SERVER_ERROR in Kafka, for all of them.
#[test]
fn bodies_that_are_not_what_the_codec_writes_are_invalid_records() {
    for compression in codecs_built().filter(|codec| *codec != Compression::None) {
        let attributes = Attributes::default().with_compression(compression);
        let header = BatchHeader { attributes, ..header() };
        let mut good = Vec::new();
        Codecs::new().compress(compression.into(), &RECORD, &mut good).unwrap();
        assert_eq!(code(&seal(header, &good), &rules()), 0, "{compression}");
        for body in [&[][..], &RECORD, &[0xff; 30], &good[..good.len() / 2]] {
            let batch = seal(header, body);
            assert_eq!(code(&batch, &rules()), INVALID_RECORD, "{compression}: {body:x?}");
        }
    }
}

#[test]
fn timestamps_are_held_against_the_clock() {
    let at = |timestamp: i64| {
        with(|h| (h.base_timestamp, h.max_timestamp) = (Timestamp(timestamp), Timestamp(timestamp)))
    };
    let near =
        AppendRules { timestamp_before_max_ms: 1_000, timestamp_after_max_ms: 500, ..rules() };
    for (timestamp, expected) in [
        (NOW.0, 0),
        (NOW.0 - 1_000, 0),
        (NOW.0 - 1_001, INVALID_TIMESTAMP),
        (NOW.0 + 500, 0),
        (NOW.0 + 501, INVALID_TIMESTAMP),
        (-1, 0),
        (-2, INVALID_TIMESTAMP),
        (i64::MIN, INVALID_TIMESTAMP),
        (i64::MAX, INVALID_TIMESTAMP),
    ] {
        assert_eq!(code(&at(timestamp), &near), expected, "{timestamp}");
    }
    assert_eq!(code(&at(-5), &rules()), 0);
    assert_eq!(code(&at(i64::MIN + 5), &rules()), INVALID_TIMESTAMP);
    let append_time = AppendRules { timestamp_type: TimestampType::LogAppendTime, ..near };
    assert_eq!(code(&at(0), &append_time), 0);
}

#[test]
fn a_producer_that_claims_append_time_is_refused_where_kafka_refuses_it() {
    let claimed = Attributes::default().with_timestamp_type(TimestampType::LogAppendTime);
    let batch = with(|h| h.attributes = claimed);
    let checked = check_produced(&batch, &rules(), NOW, &mut Codecs::new()).unwrap();
    assert_eq!(checked.header.attributes, Attributes::default());
    let untimed = with(|h| (h.attributes, h.max_timestamp) = (claimed, Timestamp::NONE));
    assert_eq!(code(&untimed, &rules()), INVALID_TIMESTAMP);
    let append_time = AppendRules { timestamp_type: TimestampType::LogAppendTime, ..rules() };
    assert_eq!(code(&batch, &append_time), INVALID_TIMESTAMP);
}

/// Kafka judges the batch's largest timestamp for all of its records, and stores their own.
#[test]
fn timestamps_that_a_claim_of_append_time_hides_are_judged_as_they_will_be_read() {
    let claimed = Attributes::default().with_timestamp_type(TimestampType::LogAppendTime);
    let hidden = with(|h| (h.attributes, h.max_timestamp) = (claimed, Timestamp(5)));
    let checked = check_produced(&hidden, &rules(), NOW, &mut Codecs::new()).unwrap();
    assert_eq!(checked.header.max_timestamp, NOW);
    let early = AppendRules { timestamp_after_max_ms: -1, ..rules() };
    assert_eq!(code(&hidden, &early), INVALID_TIMESTAMP);
}

#[test]
fn a_wrong_max_timestamp_is_set_right() {
    let batch = with(|h| h.max_timestamp = Timestamp(5));
    let checked = check_produced(&batch, &rules(), NOW, &mut Codecs::new()).unwrap();
    assert_eq!(checked.header.max_timestamp, NOW);
    let appended = [checked.stamped.as_bytes(), &checked.body[..]].concat();
    assert!(checked.header.crc_matches(&appended));
}

#[test]
fn records_that_break_a_rule_are_named_and_timestamps_outweigh_keys() {
    let without_key = |delta: u8| [0x0c, 0, 0, delta, 0x01, 0x01, 0];
    let with_key = [0x0c, 0, 0, 0x02, 0x00, 0x01, 0];
    let body = [without_key(0), with_key, without_key(4)].concat();
    let header = BatchHeader { record_count: 3, last_offset_delta: 2, ..header() };
    let compacted = AppendRules { keys: KeyRule::Required, ..rules() };
    let reject = |batch: &Bytes, rules: &AppendRules| {
        let rejection = check_produced(batch, rules, NOW, &mut Codecs::new()).unwrap_err();
        let indices: Vec<_> = rejection.rejected_records().iter().map(|r| r.index).collect();
        (rejection.code().code(), indices)
    };
    assert_eq!(reject(&seal(header, &body), &compacted), (INVALID_RECORD, vec![0, 2]));
    let (attributes, squeezed) = compressed(&body);
    let squeezed = seal(BatchHeader { attributes, ..header }, &squeezed);
    assert_eq!(reject(&squeezed, &compacted), (INVALID_RECORD, vec![0, 2]));
    let early = AppendRules { timestamp_after_max_ms: -1, ..compacted };
    assert_eq!(reject(&seal(header, &body), &early), (INVALID_TIMESTAMP, vec![0, 1, 2]));
}

#[test]
fn a_batch_may_be_as_large_as_the_topic_allows_and_no_larger() {
    let batch = good();
    for (bytes_max, expected) in [(batch.len(), 0), (batch.len() - 1, MESSAGE_TOO_LARGE)] {
        let rules = AppendRules { batch_bytes_max: bytes_max, ..rules() };
        assert_eq!(code(&batch, &rules), expected);
        // Size is looked at before the CRC.
        let damaged = overwritten(17, &[0; 4]);
        let expected = if expected == 0 { CORRUPT_MESSAGE } else { expected };
        assert_eq!(code(&damaged, &rules), expected);
    }
}

#[test]
fn a_batch_that_grows_by_the_topics_codec_has_to_fit_too() {
    let mut codecs = Codecs::new();
    let samples = samples(500);
    let compression = codecs_built().last().unwrap();
    let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
    let batch = build(&samples, &fields, &mut codecs);
    let plain = build(&samples, &BatchFields::default(), &mut codecs);
    let to_plain = TargetCompression::To(Compression::None.into());
    for (bytes_max, expected) in [(plain.len(), 0), (plain.len() - 1, MESSAGE_TOO_LARGE)] {
        let rules = AppendRules { compression: to_plain, batch_bytes_max: bytes_max, ..rules() };
        assert_eq!(code(&batch, &rules), expected);
    }
}

#[test]
fn a_batch_that_the_topics_codec_makes_larger_has_to_fit_too() {
    let batch = good();
    for to in codecs_built().filter(|codec| *codec != Compression::None) {
        let to = TargetCompression::To(to.into());
        let rules = AppendRules { compression: to, batch_bytes_max: batch.len(), ..rules() };
        assert_eq!(code(&batch, &rules), MESSAGE_TOO_LARGE, "{to:?}");
    }
}
