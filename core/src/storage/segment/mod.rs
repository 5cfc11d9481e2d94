//! One segment of a log: a `.log` file of batches with its indexes.

mod batches;
mod error;
mod file_name;
mod file_to_sync;
mod locate;
mod markers;
mod place;
mod rebuild;
mod recent;
mod recover;
#[expect(clippy::module_inception, reason = "the type is what the module is about")]
mod segment;
mod timestamp;
mod truncate;
mod verify;

pub use batches::{BatchAt, BatchScan, ScanError};
pub use error::SegmentError;
pub(crate) use file_name::{CLEANED_SUFFIX, DELETED_SUFFIX, SWAP_SUFFIX};
pub use file_name::{FileKind, SegmentFile, file_path};
pub use file_to_sync::FileToSync;
pub use locate::{Boundary, Located};
pub use place::Place;
pub use segment::{MaxTimestamp, Segment};
pub use verify::Invalid;
pub(in crate::storage) use verify::{Verified, Verifier};
