//! Records of a group's consumer, processed side by side by a function of the user: in the order of their
//! keys, with retries, retry topics and dead letters; committed in order.
//!
//! [`crate::engine::processing`] decides what is started and what may be committed; `run.rs` calls the
//! function in tasks, reads, commits and copies; `hold.rs` gives partitions up during rebalances.

mod at_once;
mod commits;
mod failure;
mod hold;
mod origin;
mod process;
mod run;
mod topics;

pub use failure::Failure;
pub use origin::Origin;
