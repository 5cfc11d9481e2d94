//! The log of one partition: segments in a directory, appended to at the end, read by offset, cut
//! at either end, recovered after a crash.

mod append;
mod append_as_follower;
mod append_as_leader;
mod compaction;
mod config;
mod deletion;
mod directory_name;
mod epochs;
mod error;
mod files;
#[expect(clippy::module_inception, reason = "the type is what the module is about")]
mod log;
mod open;
mod producers;
mod read;
mod recovery;
mod report;
mod retention;
mod roll;
mod snapshots;
mod sync;
mod timestamps;
mod truncate;

#[cfg(test)]
mod tests;

pub use append::{AppendOrigin, Appended, Written};
pub use append_as_leader::LeaderBatch;
pub use compaction::Replaced;
pub use config::{LogConfig, Preallocation};
pub use deletion::Deletion;
pub use directory_name::{DirectoryName, deleted_directory_name};
pub use error::{AppendError, LogError, OffsetOutOfRange};
pub use log::Log;
pub use open::OpenMode;
pub use read::{FirstBatch, ReadEnd, ReadResult};
pub use report::{RecoveryFinding, RecoveryReport};
pub use sync::{SyncJob, Synced};
pub use timestamps::{TimestampLookup, TimestampedBatch};
