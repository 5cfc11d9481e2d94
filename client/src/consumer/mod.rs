//! A member of a consumer group: partitions come and go as the group rebalances, offsets are
//! committed to the group.

mod close;
mod commits;
mod exactly_once;
mod group;
mod hand_over;
pub(crate) mod lookup;
mod options;
mod places;
mod processing;
mod rebalance;
mod start;
pub(crate) mod stop;

pub use group::Consumer;
pub(crate) use group::Wanted;
pub use rebalance::{Rebalance, RebalanceListener};
pub use stop::StopHandle;
