//! Record batches, format v2 (KIP-98): reading, checking, writing, compressing.

mod attributes;
mod crc;
mod header;
mod record;
mod source;
mod stamped;
mod varint;

pub use attributes::{Attributes, Compression, TimestampType};
pub use header::{BATCH_OVERHEAD, BatchHeader, HeaderError, LOG_OVERHEAD};
pub use record::{HeaderIter, HeaderRef, MalformedRecord, RecordFault, RecordIter, RecordRef};
pub use stamped::StampedHeader;
