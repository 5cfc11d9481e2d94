//! Message sets of formats v0 and v1. Those in core/tests/golden/message_sets were written by Apache Kafka 4.3.1,
//! with what it read from them; those that it refuses are made here.

use std::{fs, path::Path};

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{fuzzing::fuzz_message_sets, *};
use crate::model::Offset;

/// A message as bytes, CRC and all.
fn message(magic: u8, attributes: u8, offset: i64, key: Option<&[u8]>, value: &[u8]) -> Vec<u8> {
    let mut covered = vec![magic, attributes];
    if magic > 0 {
        covered.extend(7_000_i64.to_be_bytes());
    }
    covered.extend(key.map_or(-1, |key| key.len() as i32).to_be_bytes());
    covered.extend(key.unwrap_or_default());
    covered.extend((value.len() as i32).to_be_bytes());
    covered.extend(value);
    let crc = crc::of_message(&covered);
    let length = (covered.len() + 4) as i32;
    [&offset.to_be_bytes()[..], &length.to_be_bytes(), &crc.to_be_bytes(), &covered].concat()
}

/// A gzip wrapper around `set`.
fn wrapper(magic: u8, attributes: u8, offset: i64, set: &[u8]) -> Vec<u8> {
    let mut value = Vec::new();
    Codecs::new().compress(Compression::Gzip.into(), set, &mut value).unwrap();
    message(magic, attributes | 1, offset, None, &value)
}

fn open(set: &[u8]) -> Result<Vec<(i64, i64)>, LegacyError> {
    let mut bytes = Bytes::copy_from_slice(set);
    let batch = LegacyBatch::split_off_front(&mut bytes).unwrap();
    let records = batch.records(Checksums::Checked, &mut Codecs::new())?;
    Ok(records.iter().map(|record| (record.offset.0, record.timestamp.0)).collect())
}

/// The lines that `WriteMessageSets.java` writes for what it reads.
fn listed(bytes: Bytes, codecs: &mut Codecs) -> String {
    let text = |bytes: Option<&[u8]>| match bytes {
        Some(bytes) => format!("'{}'", str::from_utf8(bytes).unwrap()),
        None => "null".to_owned(),
    };
    let mut lines = String::new();
    let mut line =
        |offset: Offset, timestamp: Timestamp, key: Option<&[u8]>, value: Option<&[u8]>| {
            lines += &format!("{offset} {timestamp} {} {}\n", text(key), text(value));
        };
    let mut rest = bytes;
    while let Some(batch) = FetchedBatch::split_off_front(&mut rest).unwrap() {
        match batch {
            FetchedBatch::Current(batch) => {
                batch.verify().unwrap();
                for record in batch.records(codecs).unwrap() {
                    let record = record.unwrap();
                    let (key, value) = (record.key.as_deref(), record.value.as_deref());
                    line(record.offset, record.timestamp, key, value);
                }
            }
            FetchedBatch::Legacy(batch) => {
                let records = batch.records(Checksums::Checked, codecs).unwrap();
                assert!(!records.is_empty());
                assert_eq!(records.iter().count(), records.len());
                assert_eq!(records.iter().last().unwrap().offset, batch.header.offset);
                for record in &records {
                    line(record.offset, record.timestamp, record.key, record.value);
                }
            }
        }
    }
    assert!(rest.is_empty());
    lines
}

#[test]
fn what_java_wrote_in_old_formats_is_read_as_java_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/message_sets");
    let mut codecs = Codecs::new();
    let built: Vec<_> = codecs_built().collect();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let missing = Compression::ALL.iter().filter(|codec| !built.contains(codec));
        let needs = |codec: &str| name.contains(codec) || name == "upgraded";
        if path.extension().unwrap() == "set" && !missing.into_iter().any(|it| needs(it.name())) {
            let expected = fs::read_to_string(path.with_extension("records")).unwrap();
            assert_eq!(listed(fs::read(path).unwrap().into(), &mut codecs), expected, "{name}");
            count += 1;
        }
    }
    assert!(count >= 3, "{count}");
}

#[test]
fn an_lz4_header_with_a_wrong_checksum_is_read_in_format_v0_only() {
    if codecs_built().any(|codec| codec == Compression::Lz4) {
        let mut body = Vec::new();
        let set = message(0, 0, 5, None, b"value");
        Codecs::new().compress(Compression::Lz4.into(), &set, &mut body).unwrap();
        // Magic, flags and block size, then the header's checksum.
        body[6] ^= 1;
        assert_eq!(open(&message(0, 3, 5, None, &body)), Ok(vec![(5, -1)]));
        let refused = open(&message(1, 3, 5, None, &body));
        assert!(matches!(refused, Err(LegacyError::Codec(_))), "{refused:?}");
    }
}

#[test]
fn offsets_in_a_wrapper_are_absolute_or_count_from_its_first_message() {
    if codecs_built().any(|codec| codec == Compression::Gzip) {
        let set = |magic, offsets: [i64; 2]| {
            offsets.map(|offset| message(magic, 0, offset, Some(b"k"), b"v")).concat()
        };
        assert_eq!(open(&wrapper(0, 0, 91, &set(0, [90, 91]))), Ok(vec![(90, -1), (91, -1)]));
        let relative = wrapper(1, 0, 91, &set(1, [0, 1]));
        assert_eq!(open(&relative), Ok(vec![(90, 7_000), (91, 7_000)]));
        let absolute = wrapper(1, 0, 91, &set(1, [90, 91]));
        assert_eq!(open(&absolute), Ok(vec![(90, 7_000), (91, 7_000)]));
        // What librdkafka produced, and no broker wrote over.
        assert_eq!(open(&wrapper(1, 0, 0, &set(1, [0, 1]))), Ok(vec![(0, 7_000), (1, 7_000)]));
        let (wrapper_offset, last) = (Offset(91), Offset(92));
        let beyond = LegacyError::WrapperOffset { wrapper: wrapper_offset, last };
        assert_eq!(open(&wrapper(1, 0, 91, &set(1, [91, 92]))), Err(beyond));
        let (wrapper_offset, last) = (Offset(91), Offset(i64::MIN));
        let overflow = LegacyError::WrapperOffset { wrapper: wrapper_offset, last };
        assert_eq!(open(&wrapper(1, 0, 91, &set(1, [0, i64::MIN]))), Err(overflow));
    }
}

#[test]
fn a_wrapper_with_append_time_sets_the_time_of_messages_that_have_one() {
    if codecs_built().any(|codec| codec == Compression::Gzip) {
        let set = [message(1, 0, 0, None, b"v"), message(0, 0, 1, None, b"v")].concat();
        let mut appended = wrapper(1, 8, 1, &set);
        appended[18..26].copy_from_slice(&9_000_i64.to_be_bytes());
        let crc = crc::of_message(&appended[16..]);
        appended[12..16].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(open(&appended), Ok(vec![(0, 9_000), (1, -1)]));
    }
}

#[test]
fn every_damaged_message_and_wrapper_is_told_by_its_crc() {
    let good = message(1, 0, 5, Some(b"key"), b"value");
    // Offset and length are not covered.
    for at in (12..good.len()).filter(|at| *at != 16) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x80;
        assert!(open(&damaged).is_err(), "byte {at}");
    }
    if codecs_built().any(|codec| codec == Compression::Gzip) {
        let mut inner = message(1, 0, 0, None, b"value");
        *inner.last_mut().unwrap() ^= 1;
        let set = wrapper(1, 0, 5, &inner);
        assert_eq!(open(&set), Err(LegacyError::Checksum { offset: Offset(0) }));
        let mut bytes = Bytes::from(set);
        let batch = LegacyBatch::split_off_front(&mut bytes).unwrap();
        let unchecked = batch.records(Checksums::Ignored, &mut Codecs::new()).unwrap();
        assert_eq!(unchecked.len(), 1);
    }
}

#[test]
fn wrappers_that_cannot_be_are_refused_with_the_reason() {
    let at_0 = |fault| LegacyError::Malformed(MalformedRecord { index: 0, fault });
    if codecs_built().any(|codec| codec == Compression::Gzip) {
        let good = message(1, 0, 0, None, b"v");
        let nested = wrapper(1, 0, 0, &good);
        assert_eq!(open(&wrapper(1, 0, 5, &nested)), Err(LegacyError::Nested(0)));
        assert_eq!(open(&wrapper(1, 0, 5, &[])), Err(LegacyError::Empty(Offset(5))));
        let cut = wrapper(1, 0, 5, &good[..good.len() - 1]);
        assert_eq!(open(&cut), Err(at_0(RecordFault::Truncated)));
        let mut newer = good.clone();
        newer[16] = 2;
        let magic = LegacyError::Magic { index: 0, magic: 2 };
        assert_eq!(open(&wrapper(1, 0, 5, &newer)), Err(magic));
        let mut short = good;
        short[8..12].copy_from_slice(&21_i32.to_be_bytes());
        assert_eq!(open(&wrapper(1, 0, 5, &short)), Err(at_0(RecordFault::Length(21))));
    }
    assert_eq!(open(&message(1, 4, 5, None, b"zstd")), Err(LegacyError::UnknownCodec(4)));
    assert_eq!(open(&message(1, 5, 5, None, b"?")), Err(LegacyError::UnknownCodec(5)));
}

#[test]
fn lengths_of_keys_and_values_have_to_fill_the_message() {
    let with = |at: usize, value: i32| {
        let mut set = message(0, 0, 5, Some(b"key"), b"value");
        set[at..at + 4].copy_from_slice(&value.to_be_bytes());
        let mut bytes = Bytes::from(set);
        let batch = LegacyBatch::split_off_front(&mut bytes).unwrap();
        match batch.records(Checksums::Ignored, &mut Codecs::new()) {
            Err(LegacyError::Malformed(error)) => error.fault,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(with(18, -2), RecordFault::Length(-2));
    assert_eq!(with(18, i32::MAX), RecordFault::Truncated);
    assert_eq!(with(25, 6), RecordFault::Truncated);
    assert_eq!(with(25, 4), RecordFault::Size { declared: 34, used: 33 });
}

#[test]
fn a_bomb_in_a_wrapper_is_refused_where_it_crosses_the_limit() {
    let mut codecs = Codecs::new();
    for compression in [Compression::Gzip, Compression::Lz4] {
        if codecs_built().any(|codec| codec == compression) {
            let mut value = Vec::new();
            codecs.compress_run(compression, &[], &vec![0; 1 << 20], 300, &mut value);
            let bomb = message(1, compression as u8, 5, None, &value);
            let refused = open(&bomb);
            let too_large = Err(LegacyError::Codec(CodecError::TooLarge {
                compressed: value.len(),
                allowed: crate::model::limits::DECOMPRESSED_BATCH_BYTES_MAX,
            }));
            assert_eq!(refused, too_large, "{compression}");
        }
    }
}

#[test]
fn entries_that_are_cut_off_are_left_out_and_other_formats_are_named() {
    let set = [message(0, 0, 5, None, b"a"), message(1, 0, 6, None, b"b")].concat();
    let first = message(0, 0, 5, None, b"a").len();
    for cut in 0..set.len() {
        let mut bytes = Bytes::copy_from_slice(&set[..cut]);
        let mut whole = 0;
        while let Some(batch) = FetchedBatch::split_off_front(&mut bytes).unwrap() {
            assert_eq!(batch.last_offset(), Offset(5));
            whole += 1;
        }
        assert_eq!((whole, bytes.len()), if cut >= first { (1, cut - first) } else { (0, cut) });
    }
    let with = |at: usize, byte: u8| {
        let mut set = message(1, 0, 5, None, b"a").repeat(3);
        set[at] = byte;
        FetchedBatch::split_off_front(&mut set.into()).unwrap_err()
    };
    assert_eq!(with(16, 3), HeaderError::Magic(3));
    assert_eq!(with(16, 0xff), HeaderError::Magic(-1));
    assert_eq!(with(11, 21), HeaderError::Length(21));
    assert_eq!(with(8, 0xff), HeaderError::Length(0xff00_0017_u32 as i32));
}

#[test]
fn keys_and_values_are_slices_of_the_entry_and_keep_it_alive() {
    let set = Bytes::from(message(1, 0, 5, Some(b"key"), b"value"));
    let range = set.as_ptr_range();
    let batch = LegacyBatch::split_off_front(&mut set.clone()).unwrap();
    let records = batch.records(Checksums::Checked, &mut Codecs::new()).unwrap();
    let value = records.iter().next().unwrap().value.unwrap();
    assert!(range.contains(&value.as_ptr()));
    let value = records.body().slice_ref(value);
    drop((records, batch, set));
    assert_eq!(&value[..], b"value");
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_a_message_set_without_panic(data in vec(any::<u8>(), 0..200)) {
        fuzz_message_sets(&data);
    }

    #[test]
    fn message_sets_with_a_few_bytes_changed_are_read_alike_wrapped_or_not(
        magics in vec(0..2_u8, 1..6),
        changes in vec((any::<Index>(), any::<u8>()), 0..3),
    ) {
        let mut set: Vec<u8> = magics
            .iter()
            .zip(40..)
            .flat_map(|(magic, offset)| message(*magic, 0, offset, Some(b"key"), b"value"))
            .collect();
        for (at, byte) in changes {
            let at = at.index(set.len());
            set[at] = byte;
        }
        fuzz_message_sets(&set);
    }
}
