//! The segments that a compaction reads: which of them become one, and their records.

use std::{borrow::Cow, ops::Range};

use bytes::Bytes;

use super::SourceSegment;
use crate::protocol::records::{BATCH_OVERHEAD, BatchHeader, Codecs, Compression, RewriteError};

/// No batch is smaller.
const BATCH_BYTES_MIN: u64 = BATCH_OVERHEAD as u64;
/// Bytes of the larger kind of index entry.
const INDEX_ENTRY_BYTES: u64 = 12;

/// How large a new segment may become.
#[derive(Clone, Copy, Debug)]
pub(super) struct SegmentLimits {
    pub(super) bytes: u64,
    pub(super) index_bytes: u64,
    pub(super) index_interval_bytes: u64,
}

/// Puts neighbours together whose batches fit into one segment.
pub(super) fn group(segments: &[SourceSegment], limits: SegmentLimits) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < segments.len() {
        let base_offset = segments[start].base_offset;
        let mut size = segments[start].size;
        let mut end = start + 1;
        while let Some(next) = segments.get(end) {
            size += next.size;
            let reach = next.end_offset - base_offset;
            let entries = size / limits.index_interval_bytes.max(BATCH_BYTES_MIN) + 1;
            let fits = size <= limits.bytes
                && reach <= i64::from(i32::MAX)
                && entries * INDEX_ENTRY_BYTES <= limits.index_bytes;
            if !fits {
                break;
            }
            end += 1;
        }
        groups.push(start..end);
        start = end;
    }
    groups
}

/// The records of a batch, not compressed.
pub(super) fn body<'a>(
    header: &BatchHeader,
    batch: &'a [u8],
    codecs: &mut Codecs,
) -> Result<Cow<'a, [u8]>, RewriteError> {
    let body = &batch[BATCH_OVERHEAD..];
    let compression = header.attributes.compression();
    match compression.ok_or(RewriteError::UnknownCodec(header.attributes.0))? {
        Compression::None => Ok(Cow::Borrowed(body)),
        other
        @ (Compression::Gzip | Compression::Snappy | Compression::Lz4 | Compression::Zstd) => {
            let body = codecs.decompress(other, &Bytes::copy_from_slice(body))?;
            Ok(Cow::Owned(body.into()))
        }
    }
}
