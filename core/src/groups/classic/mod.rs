//! Groups of the classic protocol: JoinGroup, SyncGroup, Heartbeat, LeaveGroup. Members elect a
//! leader, and the leader assigns. What happens between two rebalances is memory alone; one record
//! is written when a rebalance has ended.

mod delete_groups;
mod describe_groups;
mod group;
mod heartbeat;
mod join_group;
mod leave_group;
mod lifecycle;
mod list_groups;
mod member;
mod offsets;
mod rebalance;
mod records;
mod state;
mod static_member;
mod step;
mod sync_group;
#[cfg(test)]
mod tests;

pub use group::ClassicGroup;
pub use lifecycle::append_error;
pub use member::{Member, Protocol};
pub use state::ClassicState;
