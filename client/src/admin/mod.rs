//! Topics, their partitions and configurations, groups and their offsets, transactions, access, quotas, and the
//! cluster itself: all that Apache Kafka's `Admin` can do. docs/reference/admin.md says which call is which.
//!
//! A call for several items returns a [`PerItem`]: awaited, it gives what all of them came to, or the first error;
//! with [`PerItem::each`] each item's own outcome; with [`PerItem::one`] that of the only one. All calls try again
//! what may pass, within `ClientOptions::api_timeout` or what [`Admin::within`] says, and may be dropped at any time: what was asked for may be
//! carried out then.

mod acl;
mod acl_calls;
mod alter_configs;
mod alter_group_offsets;
pub(crate) mod call;
mod client_instance_id;
mod client_quotas;
mod config_resource;
mod connect;
mod coordinators;
mod create_partitions;
mod create_topics;
mod delegation_tokens;
mod delete_group_offsets;
mod delete_groups;
mod delete_records;
mod delete_topics;
mod describe_classic_groups;
mod describe_cluster;
mod describe_configs;
mod describe_groups;
mod describe_producers;
mod describe_share_groups;
mod describe_streams_groups;
mod describe_topics;
mod describe_transactions;
mod elect_leaders;
mod features;
mod fence_producers;
mod leaders;
mod list_config_resources;
mod list_group_offsets;
mod list_groups;
mod list_offsets;
mod list_topics;
mod list_transactions;
mod log_dirs;
mod metadata_quorum;
pub(crate) mod offsets;
mod partition_reassignments;
mod per_item;
mod remove_members;
mod scram_credentials;
mod settle;
mod share_group_offsets;
mod sound;
mod update_mode;
mod wire_enum;

pub use acl::{
    Acl, AclFilter, AclOperation, AclPattern, AclPatternFilter, AclPermission, AclResourceKind,
};
pub use alter_configs::ConfigChange;
pub use call::Admin;
pub use client_quotas::{QuotaChange, QuotaEntity, QuotaFilter, QuotaKind, QuotaMatch};
pub use config_resource::ConfigResource;
pub use create_partitions::MorePartitions;
pub use create_topics::{CreatedTopic, NewTopic};
pub use delegation_tokens::{DelegationToken, NewDelegationToken, Principal};
pub use delete_records::{DeleteBefore, DeletedRecords};
pub use describe_classic_groups::{ClassicGroupDescription, ClassicMemberDescription};
pub use describe_cluster::{BrokerDescription, ClusterDescription, DescribeClusterOptions};
pub use describe_configs::{
    ConfigEntry, ConfigKeyType, ConfigSource, ConfigSynonym, DescribeConfigsOptions,
};
pub use describe_groups::{DescribeGroupsOptions, GroupDescription, MemberDescription};
pub use describe_producers::{HangingTransaction, ProducerDescription};
pub use describe_share_groups::{ShareGroupDescription, ShareMemberDescription};
pub use describe_streams_groups::{
    StreamsGroupDescription, StreamsMemberDescription, StreamsSubtopology, StreamsTask,
    StreamsTasks, StreamsTopic, StreamsTopology,
};
pub use describe_topics::{DescribeTopicsOptions, PartitionDescription, TopicDescription};
pub use describe_transactions::TransactionDescription;
pub use elect_leaders::ElectionType;
pub use features::{FeatureDescription, FeatureUpdate};
pub use fence_producers::FencedProducer;
pub use list_config_resources::ConfigResourceKind;
pub use list_group_offsets::GroupOffsetsSpec;
pub use list_groups::{GroupFilter, GroupListing};
pub use list_offsets::{ListedOffset, OffsetSpec};
pub use list_topics::TopicListing;
pub use list_transactions::{TransactionFilter, TransactionListing};
pub use log_dirs::{LogDirDescription, LogDirReplica, Replica, ReplicaLogDirs};
pub use metadata_quorum::{QuorumDescription, QuorumReplica, RaftEndpoint, RaftVoter};
pub use ottla_core::protocol::codec::Secret;
pub use partition_reassignments::{PartitionReassignment, Reassignment, ReplicationFactorChange};
pub use per_item::PerItem;
pub use remove_members::MemberToRemove;
pub use scram_credentials::{ScramAlteration, ScramCredential, ScramMechanism};
pub use share_group_offsets::ShareGroupOffset;
pub use update_mode::UpdateMode;
