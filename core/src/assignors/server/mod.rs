//! The assignors of the consumer group protocol (KIP-848): `uniform` and `range`. They are given the
//! members with their target so far, and answer with the next target. Neither looks at racks: Kafka
//! 4.3.1's do not. No epoch, and no member's progress towards its target, is known here.

mod assignor;
mod range;
mod spec;
mod uniform;

pub use assignor::ServerAssignor;
pub use spec::{
    AssignError, GroupAssignment, GroupSpec, MemberSpec, SubscriptionType, TopicPartitions,
};
