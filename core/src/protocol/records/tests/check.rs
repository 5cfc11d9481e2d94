//! The leader's check of a produced batch.

use super::*;

const NOW: Timestamp = Timestamp(1_000_000);

pub(super) fn rules() -> AppendRules {
    AppendRules {
        compression: TargetCompression::Producer,
        timestamp_type: TimestampType::CreateTime,
        timestamp_before_max_ms: i64::MAX,
        timestamp_after_max_ms: 3_600_000,
        keys: KeyRule::Optional,
        batch_bytes_max: 1_048_588,
        zstd: ZstdRule::Allowed,
    }
}

fn check(batch: &Bytes, rules: &AppendRules) -> Result<CheckedBatch, BatchRejection> {
    check_produced(batch, rules, NOW, &mut Codecs::new())
}

fn appended(checked: &CheckedBatch) -> Bytes {
    [checked.stamped.as_bytes(), &checked.body[..]].concat().into()
}

#[test]
fn a_good_batch_is_appended_as_it_came_whatever_its_codec() {
    let mut codecs = Codecs::new();
    let samples = samples(300);
    for compression in codecs_built() {
        let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
        let batch = build(&samples, &fields, &mut codecs);
        let checked = check(&batch, &rules()).unwrap();
        assert_eq!(appended(&checked), batch, "{compression}");
        assert_eq!(checked.header.max_timestamp, Timestamp(1_299));
        assert_eq!(checked.max_timestamp_offset_delta, 299);
        // A slice of the frame, not a copy.
        assert_eq!(checked.body.as_ptr(), batch[BATCH_OVERHEAD..].as_ptr());
    }
}

#[test]
fn a_topic_with_a_codec_of_its_own_gets_every_batch_in_it() {
    let mut codecs = Codecs::new();
    let samples = samples(3_000);
    for from in codecs_built() {
        let fields = BatchFields { encoding: from.into(), ..BatchFields::default() };
        let batch = build(&samples, &fields, &mut codecs);
        for to in codecs_built() {
            let rules = AppendRules { compression: TargetCompression::To(to.into()), ..rules() };
            let checked = check(&batch, &rules).unwrap();
            assert_eq!(checked.header.attributes.compression(), Some(to));
            let appended = appended(&checked);
            assert_eq!(appended == batch, from == to);
            assert_eq!(read(&appended, &mut codecs), samples, "{from} to {to}");
        }
    }
}

#[test]
fn append_time_replaces_the_producers_timestamps() {
    let mut codecs = Codecs::new();
    let batch = build(&samples(5), &BatchFields::default(), &mut codecs);
    let rules = AppendRules { timestamp_type: TimestampType::LogAppendTime, ..rules() };
    let checked = check(&batch, &rules).unwrap();
    assert_eq!(checked.max_timestamp_offset_delta, 0);
    assert_eq!(checked.header.max_timestamp, NOW);
    for sample in read(&appended(&checked), &mut codecs) {
        assert_eq!(sample.timestamp, NOW.0);
    }
}

#[test]
fn the_first_of_several_largest_timestamps_is_the_one_that_is_named() {
    let at = |timestamp| Sample::new(timestamp, "k", "v");
    let samples = [at(5), at(9), at(7), at(9)];
    let batch = build(&samples, &BatchFields::default(), &mut Codecs::new());
    let checked = check(&batch, &rules()).unwrap();
    assert_eq!(checked.header.max_timestamp, Timestamp(9));
    assert_eq!(checked.max_timestamp_offset_delta, 1);
}

#[test]
fn records_may_lie_across_the_chunks_that_they_are_decompressed_in_anywhere() {
    let mut codecs = Codecs::new();
    for compression in codecs_built() {
        let fields = BatchFields { encoding: compression.into(), ..BatchFields::default() };
        for shift in 0..60 {
            let mut samples = vec![Sample::new(0, "k", &"x".repeat(64 * 1024 - 60 + shift))];
            samples
                .extend((0..5).map(|n| {
                    Sample::new(100_000 * (n + 1), "a key of 65 bytes ", &"v".repeat(65))
                }));
            let batch = build(&samples, &fields, &mut codecs);
            let checked = check(&batch, &rules()).unwrap();
            assert_eq!(checked.header.max_timestamp, Timestamp(500_000));
        }
    }
}
