//! The coordinators of a node: one shard for each partition of `__consumer_offsets` (groups) that the
//! node leads. A shard is loaded when a leadership begins and dropped when it ends. Requests run
//! it inline, under its own lock: what it decides is appended and replayed, and answered once it is
//! committed.

mod commit;
mod coordinator;
mod due;
mod follow;
mod group_coordinator;
mod load;
mod lookup;
mod offsets_topic;
mod parked;
mod shard;

pub(super) use commit::AfterShards;
pub(super) use coordinator::{Answered, Coordinator};
pub use load::{Load, Loaded};
pub(super) use offsets_topic::{OFFSETS_TOPIC, offsets_topic};
