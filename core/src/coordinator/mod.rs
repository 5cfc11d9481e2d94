//! What coordinators share: callers whose answer comes later, timers as data, and what they are to the node.
//! A coordinator is a value that turns a request into records and an answer; only replaying the records
//! changes what has to survive, so that a restart, a move to another node and a failed append are one
//! code path.

mod caller;
mod outcome;
mod shard;
mod timers;

pub use caller::Caller;
pub use outcome::{Answer, Outcome};
pub use shard::{Shard, Unasked};
pub use timers::Timers;
