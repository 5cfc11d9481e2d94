//! The body of the fuzz target for record batches: a plain function, so that a stable toolchain
//! replays the corpus. Any bytes may come; it panics only where the code is wrong.

use bytes::Bytes;

pub use super::legacy::fuzzing::fuzz_message_sets;

use super::{
    AppendRules, BATCH_OVERHEAD, BatchIter, BatchRejection, CheckedBatch, CodecError, Codecs,
    Compression, KeyRule, StampedHeader, TargetCompression, TimestampType, ZstdRule,
    check_produced,
};
use crate::model::Timestamp;

const NOW: Timestamp = Timestamp(1_700_000_000_000);

/// Reads `data` as fetched batches and as a produced one, with the CRC as it is and made right, and
/// holds the results against each other.
///
/// # Panics
/// If reading and checking disagree, or what was appended cannot be read.
pub fn fuzz_records(data: &[u8]) {
    let mut codecs = Codecs::new();
    let data = Bytes::copy_from_slice(data);
    read(&data, &mut codecs);
    let Ok(mut stamped) = StampedHeader::copy_of(&data) else {
        return;
    };
    let body = data.slice(BATCH_OVERHEAD..);
    stamped.seal(&body);
    let sealed = Bytes::from([stamped.as_bytes(), &body[..]].concat());
    let checked = check(&sealed, TargetCompression::Producer, &mut codecs);
    if let Ok(checked) = &checked {
        assert_appended_is_read(checked, &mut codecs);
    }
    for target in Compression::ALL {
        let rewritten = check(&sealed, TargetCompression::To(target.into()), &mut codecs);
        if let Err(BatchRejection::Codec(CodecError::NotBuilt(_))) = rewritten {
            continue;
        }
        assert_eq!(rewritten.is_ok(), checked.is_ok(), "rewriting does not change the verdict");
        if let Ok(rewritten) = &rewritten {
            assert_appended_is_read(rewritten, &mut codecs);
        }
    }
    assert_compression_changes_no_verdict(stamped, &body, &mut codecs);
}

fn read(data: &Bytes, codecs: &mut Codecs) {
    for batch in BatchIter::new(data.clone()).flatten() {
        let Ok(records) = batch.records(codecs) else {
            continue;
        };
        for record in records.flatten() {
            let count = record.headers.slices().count();
            assert_eq!(count, record.headers.len(), "a record's headers were all parsed");
        }
    }
}

fn check(
    batch: &Bytes,
    compression: TargetCompression,
    codecs: &mut Codecs,
) -> Result<CheckedBatch, BatchRejection> {
    let rules = AppendRules {
        compression,
        timestamp_type: TimestampType::CreateTime,
        timestamp_before_max_ms: i64::MAX,
        timestamp_after_max_ms: 3_600_000,
        keys: KeyRule::Optional,
        batch_bytes_max: usize::MAX,
        zstd: ZstdRule::Allowed,
    };
    check_produced(batch, &rules, NOW, codecs)
}

fn assert_appended_is_read(checked: &CheckedBatch, codecs: &mut Codecs) {
    let appended = Bytes::from([checked.stamped.as_bytes(), &checked.body[..]].concat());
    let mut batches = BatchIter::new(appended);
    let batch = batches.next().expect("a batch").expect("a header that parses");
    assert!(batches.rest().is_empty(), "one batch was appended");
    batch.verify().expect("a CRC that matches");
    let mut count = 0;
    for record in batch.records(codecs).expect("records that decompress") {
        let record = record.expect("records that parse");
        assert_eq!(record.offset, batch.header.offset_at(count), "offsets without a gap");
        assert!(record.timestamp <= batch.header.max_timestamp, "no timestamp above the largest");
        count += 1;
    }
    assert_eq!(count, batch.header.record_count, "as many records as the header says");
}

/// The same records, uncompressed and compressed, are judged alike.
fn assert_compression_changes_no_verdict(
    mut stamped: StampedHeader,
    body: &Bytes,
    codecs: &mut Codecs,
) {
    let attributes = stamped.header().attributes;
    let mut verdict = |compression: Compression, body: &[u8]| {
        stamped.set_attributes(attributes.with_compression(compression));
        stamped.seal(body);
        let batch = Bytes::from([stamped.as_bytes(), body].concat());
        check(&batch, TargetCompression::Producer, codecs)
            .map(|checked| (checked.header.max_timestamp, checked.max_timestamp_offset_delta))
    };
    let plain = verdict(Compression::None, body);
    let mut compressed = Vec::new();
    let codec = Compression::Lz4;
    if Codecs::new().compress(codec.into(), body, &mut compressed).is_ok() {
        let compressed = verdict(codec, &compressed);
        assert_eq!(plain.is_ok(), compressed.is_ok(), "{plain:?}, but {compressed:?}");
        if let (Ok(plain), Ok(compressed)) = (plain, compressed) {
            assert_eq!(plain, compressed, "compression changes no timestamp");
        }
    }
}
