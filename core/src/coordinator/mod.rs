//! What coordinators share: callers whose answer comes later, and timers as data. A coordinator is
//! a value that turns a request into records and an answer; only replaying the records changes what
//! has to survive, so that a restart, a move to another node and a failed append are one code path.

mod caller;
mod timers;

pub use caller::Caller;
pub use timers::Timers;
