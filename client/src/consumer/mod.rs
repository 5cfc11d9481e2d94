//! A member of a consumer group: partitions come and go as the group rebalances, offsets are
//! committed to the group.

mod close;
mod commits;
mod exactly_once;
mod group;
mod hand_over;
mod options;
mod rebalance;
mod start;

pub use group::{Consumer, StopHandle};
pub use rebalance::{Rebalance, RebalanceListener};
