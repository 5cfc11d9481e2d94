//! The controller's decisions: what a request changes, as records and a response. Deciding never
//! changes the image; replaying the committed records does (decision D6).

mod alter_configs;
mod create_partitions;
mod create_topics;
mod delete_topics;
mod producer_ids;
mod registration;
mod update_features;

pub use alter_configs::{Alteration, Altered, ConfigChange, ConfigScope, Operation, alter_configs};
pub use create_partitions::create_partitions;
pub use create_topics::{TopicDefaults, create_topics};
pub use delete_topics::{TopicDeletion, delete_topics};
pub use producer_ids::{PRODUCER_ID_BLOCK_SIZE, ProducerIdBlock, allocate_producer_ids};
pub use registration::{
    assign_directories, bootstrap_records, claim_leadership, directories_failed, fence_broker,
    register_broker,
};
pub use update_features::{FeatureRefusal, FeatureUpdate, UpgradeType, update_features};

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
