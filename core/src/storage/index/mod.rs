//! The indexes of a segment: sparse ones from offset to position and from timestamp to offset, and
//! the list of its aborted transactions. Entries that are
//! not in the file yet are kept in memory; those in the file are searched there, so an index
//! costs next to no memory.

mod entries;
mod offset_index;
mod time_index;
mod transaction_index;

pub use entries::{Entry, IndexFile, InsaneIndex};
pub use offset_index::{OffsetEntry, OffsetIndex};
pub use time_index::{TimeEntry, TimeIndex};
pub use transaction_index::{AbortedTransaction, Collected, TransactionIndex};
