//! The cluster's metadata: records of the metadata log, the immutable image that they replay into,
//! and the controller's decisions. Every change of topics, configs, brokers and producer ids is a
//! record first (KIP-631); nothing here appends or waits.

mod apis;
mod brokers;
pub mod controller;
mod directories;
mod image;
mod placement;
mod replay;
mod topics;

pub use apis::{
    FEATURE_GROUP_VERSION, FEATURE_METADATA_VERSION, FEATURE_TRANSACTION_VERSION,
    METADATA_VERSION_LEVEL, SUPPORTED_FEATURES, SupportedFeature,
};
pub use brokers::{BrokerRegistration, Endpoint};
pub use directories::DirectoryLoad;
pub use image::{ConfigResource, MetadataImage, ResourceKind};
pub use placement::{PlacementError, place};
pub use replay::{MetadataDelta, ReplayError};
pub use topics::{PartitionRegistration, TopicImage};
