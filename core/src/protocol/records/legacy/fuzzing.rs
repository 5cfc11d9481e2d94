//! The body of the fuzz target for message sets of the old formats. Any bytes may come; it panics only
//! where the code is wrong.

use bytes::Bytes;

use super::{
    super::{Codecs, Compression, FetchedBatch},
    Checksums, LegacyBatch, LegacyRecordRef, LegacyRecords,
};

/// Reads `data` as fetched, then as what a wrapper of each format and codec holds, and holds the
/// results against each other.
///
/// # Panics
/// If a wrapper does not hold what was put into it, or two ways of reading disagree.
pub fn fuzz_message_sets(data: &[u8]) {
    let mut codecs = Codecs::new();
    let data = Bytes::copy_from_slice(data);
    let mut rest = data.clone();
    let mut plain = Vec::new();
    let mut wrapped = false;
    while let Ok(Some(batch)) = FetchedBatch::split_off_front(&mut rest) {
        let FetchedBatch::Legacy(batch) = batch else { continue };
        let Ok(records) = batch.records(Checksums::Ignored, &mut codecs) else {
            wrapped = true;
            continue;
        };
        assert_eq!(records.iter().count(), records.len(), "the records were all parsed");
        wrapped |= batch.header.attributes.compression() != Some(Compression::None);
        plain.push(records);
    }
    for codec in [Compression::Gzip, Compression::Snappy, Compression::Lz4] {
        let Some(records) = rewrapped(&data, codec, &mut codecs) else { continue };
        assert!(!wrapped && rest.is_empty(), "a wrapper holds plain messages and nothing else");
        assert!(records.iter().eq(plain.iter().flat_map(LegacyRecords::iter)), "{codec}");
        assert!(records.iter().all(|record| is_slice_of(&record, records.body())));
    }
}

/// The records of a wrapper of format v0 that holds `set`.
fn rewrapped(set: &[u8], codec: Compression, codecs: &mut Codecs) -> Option<LegacyRecords> {
    let mut value = Vec::new();
    codecs.compress(codec.into(), set, &mut value).ok()?;
    let mut entry = vec![0; 12 + 4];
    entry.extend([0, codec as u8]);
    entry.extend((-1_i32).to_be_bytes());
    entry.extend((value.len() as u32).to_be_bytes());
    entry.extend(&value);
    let length = (entry.len() - 12) as u32;
    entry[8..12].copy_from_slice(&length.to_be_bytes());
    let mut entry = Bytes::from(entry);
    let batch = LegacyBatch::split_off_front(&mut entry).expect("a wrapper that was just made");
    batch.records(Checksums::Ignored, codecs).ok()
}

fn is_slice_of(record: &LegacyRecordRef<'_>, body: &[u8]) -> bool {
    let within = |bytes: &[u8]| {
        let (range, part) = (body.as_ptr_range(), bytes.as_ptr_range());
        bytes.is_empty() || range.start <= part.start && part.end <= range.end
    };
    record.key.is_none_or(within) && record.value.is_none_or(within)
}
