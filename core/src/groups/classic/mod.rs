//! Groups of the classic protocol: JoinGroup, SyncGroup, Heartbeat, LeaveGroup. Members elect a
//! leader, and the leader assigns. What happens between two rebalances is memory alone; one record
//! is written when a rebalance has ended.

mod group;

pub use group::ClassicGroup;
