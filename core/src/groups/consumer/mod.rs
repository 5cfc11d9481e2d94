//! Groups of KIP-848: members say what they want with each heartbeat, the coordinator assigns, and
//! each member is led to its part of the target step by step. `heartbeat` is where it begins; `draft`
//! has what a change of the group consists of, `reconcile` the steps of one member, `migrate` and
//! `classic_members` the life together with the classic protocol.

mod assignment;
mod classic_members;
mod describe;
mod draft;
mod group;
mod hash;
mod heartbeat;
mod leave;
mod lifecycle;
mod member;
mod members;
mod migrate;
mod offsets;
mod reconcile;
mod regex;
mod replay;
#[cfg(test)]
mod tests;

pub use group::ConsumerGroup;
