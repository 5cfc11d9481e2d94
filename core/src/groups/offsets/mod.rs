//! Committed offsets: kept by group, topic and partition, those of open transactions apart until
//! their marker comes. Who may commit is decided by the group; that a topic exists is checked
//! before.

mod commit;
mod delete;
mod expire;
mod fetch;
mod replay;
mod store;
#[cfg(test)]
mod tests;
mod transactional;

pub use fetch::Stability;
pub use store::{CommittedOffset, Offsets};
