//! The quorum's messages have topics and partitions, though there is one log only.

use crate::model::Uuid;

/// Name of the metadata log's topic.
pub const METADATA_TOPIC: &str = "__cluster_metadata";
/// Its id.
pub const METADATA_TOPIC_ID: Uuid = Uuid::METADATA_TOPIC;
/// Number of its partition.
pub(super) const METADATA_PARTITION: i32 = 0;
