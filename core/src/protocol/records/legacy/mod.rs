//! Message sets of formats v0 and v1, which Apache Kafka wrote before 0.11 (KIP-98). Nobody may produce
//! them any more, but old logs keep them and brokers hand them out as they are; so they are read
//! here and never written.

mod batch;
#[cfg(feature = "fuzzing")]
pub(super) mod fuzzing;
mod header;
mod message;
mod records;

pub use batch::{Checksums, LegacyBatch, LegacyError};
pub use header::{LegacyHeader, LegacyMagic};
pub use records::{LegacyRecordIter, LegacyRecordRef, LegacyRecords};
