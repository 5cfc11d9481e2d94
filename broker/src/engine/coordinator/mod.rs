//! The coordinators of a node: one shard for each partition of `__consumer_offsets` (groups) and of
//! `__transaction_state` that the node leads. A shard is loaded when a leadership begins and dropped when it ends. Requests run
//! it inline, under its own lock: what it decides is appended and replayed, and answered once it is
//! committed.

mod ask;
mod commit;
mod due;
mod follow;
mod group_coordinator;
mod internal_topics;
mod jobs;
mod load;
mod lookup;
mod markers;
mod parked;
mod shard;
mod transaction_coordinator;

pub(super) use ask::{Answered, Coordinator};
pub(super) use commit::{AfterShards, Uncommitted};
pub(super) use internal_topics::internal_topic;
pub use load::{Load, Loaded};
pub(super) use markers::Marker;
pub(super) use shard::{TransactionalWriter, Writing};
