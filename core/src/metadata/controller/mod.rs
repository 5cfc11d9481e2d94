//! The controller's decisions: what a request changes, as records and a response. Deciding never
//! changes the image; replaying the committed records does (decision D6). [`ActiveController`] has what a
//! controller of a cluster keeps beside the image; registration.rs is what a node that is a cluster of
//! its own does at its start and its end.

mod active;
mod allocate_producer_ids;
mod alter_configs;
mod alter_partition;
mod assign_replicas_to_dirs;
mod assignment;
mod broker_changes;
mod create_partitions;
mod create_topics;
mod delete_topics;
mod draft;
mod elect_leaders;
mod fence_stale;
mod heartbeat;
mod list_reassignments;
mod own_configs;
mod partition_change;
mod producer_ids;
mod reassign;
mod reassignment;
mod rebalance;
mod refusal;
mod register_broker;
mod register_controller;
mod registration;
mod rules;
mod sessions;
mod timeouts;
mod unregister_broker;
mod update_features;

#[cfg(test)]
mod tests;

pub use active::{ActiveController, Basis, ControllerSettings};
pub use alter_configs::{Alteration, Altered, ConfigChange, ConfigScope, Operation, alter_configs};
pub use create_partitions::create_partitions;
pub use create_topics::{TopicDefaults, create_topics};
pub use delete_topics::{TopicDeletion, delete_topics};
pub use heartbeat::HeartbeatReply;
pub use list_reassignments::list_partition_reassignments;
pub use own_configs::{settle_at_controller, settle_own_configs};
pub use producer_ids::{PRODUCER_ID_BLOCK_SIZE, ProducerIdBlock, allocate_producer_ids};
pub use rebalance::Elected;
pub use refusal::{Judged, Refusal};
pub use registration::{
    assign_directories, bootstrap_records, claim_leadership, directories_failed, fence_broker,
    register_broker,
};
pub use timeouts::Due;
pub use update_features::{FeatureRefusal, FeatureUpdate, QuorumFacts, UpgradeType};

use crate::protocol::messages::MetadataRecord;

/// Most partitions that one request may make: a request is a few bytes, its records are not.
pub const PARTITIONS_PER_REQUEST_MAX: usize = 10_000;

/// A decision: records to append, and the response to give once they are committed.
#[derive(Clone, Debug)]
pub struct Decision<R> {
    /// Records, all or none of them.
    pub records: Vec<MetadataRecord>,
    /// What the requester is told then.
    pub response: R,
}
