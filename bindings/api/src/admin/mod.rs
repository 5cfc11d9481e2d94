//! Creates, describes, changes and deletes topics, groups and the like: all that the admin of the Rust client
//! does, a file for each concept.

mod acls;
mod call;
mod classic_groups;
mod cluster;
mod configs;
mod delegation_tokens;
mod features;
mod group_offsets;
mod groups;
mod log_dirs;
mod metadata_quorum;
mod producers;
mod quotas;
mod reassignments;
mod records;
mod scram;
mod share_groups;
mod streams_groups;
mod topics;
mod transactions;

pub use acls::{
    Acl, AclDeletion, AclDeletions, AclFilter, AclOperation, AclPattern, AclPatternMatch,
    AclPermission, AclResourceKind,
};
pub use call::{Admin, Refusal, UpdateMode};
pub use classic_groups::{
    ClassicGroupDescription, ClassicGroupDescriptions, ClassicMemberDescription,
};
pub use cluster::{BrokerDescription, ClusterDescription};
pub use configs::{
    ConfigChange, ConfigDescription, ConfigDescriptions, ConfigEntry, ConfigKeyType,
    ConfigOperation, ConfigResource, ConfigResourceKind, ConfigSource, ConfigSynonym, ConfigUpdate,
};
pub use delegation_tokens::{DelegationToken, Principal};
pub use features::{FeatureChange, FeatureDescription, FeatureUpdate};
pub use group_offsets::{GroupOffsets, GroupOffsetsListings, GroupOffsetsQuery};
pub use groups::{
    GroupDescription, GroupDescriptions, GroupListing, MemberDescription, MemberToRemove,
};
pub use log_dirs::{
    LogDirDescription, LogDirDescriptions, LogDirListing, LogDirReplica, Replica, ReplicaLogDirs,
    ReplicaLogDirsListings, ReplicaMove,
};
pub use metadata_quorum::{QuorumDescription, QuorumNode, QuorumReplica, RaftEndpoint, RaftVoter};
pub use producers::{
    HangingTransaction, PartitionProducers, ProducerDescription, ProducerDescriptions,
};
pub use quotas::{
    ClientQuotas, QuotaChange, QuotaKind, QuotaMatch, QuotaMatchKind, QuotaPart, QuotaUpdate,
};
pub use reassignments::{
    ElectionType, PartitionReassignment, Reassignment, ReplicationFactorChange,
};
pub use records::{
    DeletedRecords, ListedOffset, ListedOffsets, OffsetAt, OffsetSpec, RecordDeletions,
};
pub use scram::{
    ScramAlteration, ScramCredential, ScramCredentials, ScramDescriptions, ScramMechanism,
};
pub use share_groups::{
    ShareGroupDescription, ShareGroupDescriptions, ShareGroupOffset, ShareGroupOffsets,
    ShareGroupOffsetsListings, ShareGroupOffsetsQuery, ShareMemberDescription,
};
pub use streams_groups::{
    StreamsGroupDescription, StreamsGroupDescriptions, StreamsMemberDescription,
    StreamsSubtopology, StreamsTask, StreamsTaskOffset, StreamsTasks, StreamsTopic,
    StreamsTopology,
};
pub use topics::{
    CreatedTopic, CreatedTopics, NewTopic, PartitionAssignment, PartitionDescription,
    TopicDescription, TopicDescriptions, TopicListing,
};
pub use transactions::{
    FencedProducer, FencedProducers, TransactionDescription, TransactionDescriptions,
    TransactionListing,
};
