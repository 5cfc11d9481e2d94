//! Record batches, format v2 (KIP-98): reading, checking, writing, compressing; and reading what older
//! formats left behind.

mod attributes;
mod batches;
mod builder;
mod check;
mod chunk_source;
mod compression;
mod control;
mod crc;
mod fetched;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod header;
mod legacy;
mod record;
mod record_bytes;
mod rejection;
mod rewrite;
mod shown;
mod source;
mod stamped;
mod varint;
mod walk;

#[cfg(test)]
mod tests;

pub use attributes::{Attributes, Compression, TimestampType};
pub use batches::{Batch, BatchError, BatchIter};
pub use builder::{BatchBuilder, BatchFields, BatchOverflow, NewRecord};
pub use check::{AppendRules, CheckedBatch, KeyRule, TargetCompression, ZstdRule, check_produced};
pub use compression::{CodecError, Codecs, Encoding};
pub use control::{
    ControlType, EndMarker, TransactionResult, coordinator_epoch, end_marker_value,
    leader_change_value,
};
pub use fetched::FetchedBatch;
pub use header::{BATCH_OVERHEAD, BatchHeader, HeaderError, LOG_OVERHEAD};
pub use legacy::{
    Checksums, LegacyBatch, LegacyError, LegacyHeader, LegacyMagic, LegacyRecordIter,
    LegacyRecordRef, LegacyRecords,
};
pub use record::{HeaderIter, HeaderRef, MalformedRecord, RecordFault, RecordIter, RecordRef};
pub use record_bytes::{HeaderBytes, RecordBytes, RecordBytesIter};
pub use rejection::{BatchRejection, RejectedRecord, RejectedRecords, RejectionReason};
pub use rewrite::{Keep, RewriteError, RewrittenBatch};
pub use shown::Shown;
pub use stamped::StampedHeader;
