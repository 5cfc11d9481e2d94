//! The log: partitions as append-only segments in Apache Kafka's own files.

pub mod checkpoint;
pub mod compaction;
pub mod disk;
pub mod epochs;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod index;
pub mod log;
pub mod producers;
pub mod segment;
