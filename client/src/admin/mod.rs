//! Topics, their partitions and configurations, groups and their offsets, and the cluster itself.

mod alter_configs;
mod alter_group_offsets;
pub(crate) mod call;
mod create_partitions;
mod create_topics;
mod delete_group_offsets;
mod delete_groups;
mod delete_records;
mod delete_topics;
mod describe_cluster;
mod describe_configs;
mod describe_groups;
mod describe_topics;
mod group_coordinator;
mod list_config_resources;
mod list_group_offsets;
mod list_groups;
mod list_offsets;
mod list_topics;
pub(crate) mod offsets;

pub use alter_configs::ConfigChange;
pub use call::Admin;
pub use create_partitions::MorePartitions;
pub use create_topics::NewTopic;
pub use delete_records::{DeleteBefore, DeletedRecords};
pub use describe_cluster::{BrokerDescription, ClusterDescription};
pub use describe_configs::{ConfigEntry, ConfigResource, ConfigSource, ConfigSynonym};
pub use describe_groups::{GroupDescription, MemberDescription};
pub use describe_topics::{PartitionDescription, TopicDescription};
pub use list_config_resources::ConfigResourceKind;
pub use list_groups::GroupListing;
pub use list_topics::TopicListing;
pub use offsets::ListedOffset;
