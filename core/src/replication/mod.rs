//! A partition's replica: its place in the cluster (leader epoch, in-sync replicas, high
//! watermark), what it serves to producers, consumers and other replicas, how it follows a leader, and
//! who waits for it to move. The log underneath stores; this decides what is committed and who may see it.

mod assignment;
mod error;
pub mod fetch_sessions;
pub mod fetcher;
mod follower;
mod in_sync;
mod leader;
mod partition;
mod query;
mod read;
mod remote;
pub mod throttle;
mod waiters;
mod write;

#[cfg(test)]
mod tests;

pub use assignment::{Assigned, Assignment, FetchPosition};
pub use error::PartitionError;
pub use follower::{Followed, FromLeader, Truncated};
pub use in_sync::{AfterAlter, AlteredIsr, IsrProposal};
pub use leader::{ReplicaFetch, Visit};
pub use partition::{AfterSync, Partition};
pub use query::{FoundOffset, Lookup, OffsetQuery, SearchError};
pub use read::{AtLeast, Diverging, FetchFrom, Fetched, Isolation, ServedBy};
pub use remote::{Eligibility, NO_BROKER_EPOCH, RemoteReplica};
pub use waiters::{Awaited, Ticket, Waiters};
pub use write::{Acks, Appended};
