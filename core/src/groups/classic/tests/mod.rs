//! Tests of classic groups: one file for each entry point, and random histories.

mod append_failed;
mod driver;
mod heartbeat;
mod join_group;
mod leave_group;
mod listing;
mod offsets;
mod random;
mod rebalance;
mod restart;
mod static_member;
mod sync_group;
