//! The sparse indexes of a segment: offset to position, and timestamp to offset. Entries that are
//! not in the file yet are kept in memory; those in the file are searched there, so an index
//! costs next to no memory.

mod entries;
mod offset_index;
mod time_index;

pub use entries::{Entry, IndexFile, InsaneIndex};
pub use offset_index::{OffsetEntry, OffsetIndex};
pub use time_index::{TimeEntry, TimeIndex};
