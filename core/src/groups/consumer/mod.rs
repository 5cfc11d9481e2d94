//! Groups of KIP-848: members say what they want with each heartbeat, the coordinator assigns, and
//! each member is led to its part of the target step by step.

mod group;

pub use group::ConsumerGroup;
