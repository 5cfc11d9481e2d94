//! Record batches, format v2 (KIP-98): reading, checking, writing, compressing.

mod header;

pub use header::{
    Attributes, BATCH_OVERHEAD, BatchHeader, Compression, HeaderError, TimestampType,
    stamp_base_offset, stamp_leader_epoch, stamp_max_timestamp_append_time,
};
