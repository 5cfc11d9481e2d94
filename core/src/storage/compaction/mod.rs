//! Compaction: keeps the last record of each key, and drops tombstones, aborted records and markers
//! when their time has come (KIP-58, KIP-354, KIP-534). A value that goes forward step by step
//! without the log's lock; the log takes its results in.

mod job;
mod offset_map;
mod plan;
mod settled;
mod sources;
mod transactions;
mod write;

pub use job::{Compaction, CompactionError, CompactionProgress, CompactionReport, Step};
pub use offset_map::OffsetMap;
pub use plan::{ActiveProducer, CompactionPlan, Dirtiness, SourceSegment};
pub use settled::CleanedSegment;
