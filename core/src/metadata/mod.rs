//! The cluster's metadata: records of the metadata log, the immutable image that they replay into,
//! and the controller's decisions. Every change of topics, configs, brokers and producer ids is a
//! record first (KIP-631); nothing here appends or waits.

mod apis;
mod between;
mod brokers;
pub mod controller;
mod controllers;
mod directories;
mod image;
mod kept;
mod partition_index;
mod placement;
mod replay;
mod snapshot;
mod topics;
mod transaction;

#[cfg(test)]
mod tests;

pub use apis::{
    FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, FEATURE_GROUP_VERSION, FEATURE_KRAFT_VERSION,
    FEATURE_METADATA_VERSION, FEATURE_TRANSACTION_VERSION, KRAFT_VERSION_MAX,
    METADATA_VERSION_LEVEL, MetadataVersion, SUPPORTED_FEATURES, SupportedFeature,
};
pub use brokers::{BrokerRegistration, Endpoint};
pub use controllers::ControllerRegistration;
pub use directories::DirectoryLoad;
pub use image::{ConfigResource, MetadataImage, ResourceKind};
pub use kept::KeptRecords;
pub use placement::{PlacementError, UsableBroker, place, usable_brokers};
pub use replay::{MetadataDelta, ReplayError};
pub(crate) use topics::NO_LEADER_CHANGE;
pub use topics::{LeaderRecoveryState, PartitionRegistration, TopicImage};
pub use transaction::OpenTransaction;
