//! The small text files of a log directory, in Apache Kafka's formats.

mod clean_shutdown;
mod error;
mod leader_epochs;
mod meta_properties;
mod offsets;
mod partition_metadata;
mod text;

pub use clean_shutdown::{CLEAN_SHUTDOWN_FILE, CleanShutdown};
pub use error::InvalidCheckpoint;
pub use leader_epochs::{encode_leader_epochs, parse_leader_epochs};
pub use meta_properties::{META_PROPERTIES_FILE, MetaProperties};
pub use offsets::{OffsetCheckpoint, OffsetCheckpointFile};
pub use partition_metadata::{PARTITION_METADATA_FILE, PartitionMetadata};
