//! Committed offsets: kept by group, topic and partition, those of open transactions apart until
//! their marker comes.

mod store;

pub use store::{CommittedOffset, Offsets};
