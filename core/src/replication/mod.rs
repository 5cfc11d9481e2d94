//! A partition's replica: its place in the cluster (leader epoch, in-sync replicas, high
//! watermark), what it serves to producers and consumers, and who waits for it to move. The log
//! underneath stores; this decides what is committed and who may see it.

mod error;
pub mod fetch_sessions;
mod partition;
mod query;
mod read;
mod waiters;
mod write;

pub use error::PartitionError;
pub use partition::{AfterSync, Assignment, Partition};
pub use query::{FoundOffset, Lookup, OffsetQuery, SearchError};
pub use read::{AtLeast, Diverging, FetchFrom, Fetched, Isolation};
pub use waiters::{Awaited, Ticket, Waiters};
pub use write::{Acks, Appended};
