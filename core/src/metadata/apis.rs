//! Feature levels (KIP-584, KIP-778): what a new cluster is made with and what a node supports.

use crate::protocol::messages::MetadataRecord;

/// Name of the feature that says which records the metadata log may hold.
pub const FEATURE_METADATA_VERSION: &str = "metadata.version";

/// Name of the feature that says which kinds of groups there are.
pub const FEATURE_GROUP_VERSION: &str = "group.version";

/// Name of the feature that says how transactions work (KIP-890).
pub const FEATURE_TRANSACTION_VERSION: &str = "transaction.version";

/// Name of the feature that says whether replicas that left the ISR below its least size are remembered, and may
/// lead when nobody is in sync (KIP-966).
pub const FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION: &str = "eligible.leader.replicas.version";

/// Name of the feature that says whether the voters of the metadata quorum can change (KIP-853). Its level is the
/// quorum's, not the image's.
pub const FEATURE_KRAFT_VERSION: &str = "kraft.version";

/// Level of `metadata.version` that a new cluster is made with: Apache Kafka's 4.3-IV0.
pub const METADATA_VERSION_LEVEL: i16 = 30;

/// A feature with the levels that this version supports.
#[derive(Clone, Copy, Debug)]
pub struct SupportedFeature {
    /// Its name.
    pub name: &'static str,
    /// Lowest supported level.
    pub minimum: i16,
    /// Highest supported level.
    pub maximum: i16,
    /// Level that new clusters are made with; 0 is none.
    pub initial: i16,
}

/// Every supported feature; that of the metadata comes first in a new log. 7 is 3.3-IV3, the oldest
/// level of KRaft clusters. Level 1 of groups is KIP-848: an Apache Kafka that takes over a directory
/// serves such groups only with it.
pub static SUPPORTED_FEATURES: &[SupportedFeature] = &[
    SupportedFeature {
        name: FEATURE_METADATA_VERSION,
        minimum: 7,
        maximum: METADATA_VERSION_LEVEL,
        initial: METADATA_VERSION_LEVEL,
    },
    SupportedFeature { name: FEATURE_GROUP_VERSION, minimum: 0, maximum: 1, initial: 1 },
    SupportedFeature { name: FEATURE_TRANSACTION_VERSION, minimum: 0, maximum: 2, initial: 2 },
    SupportedFeature {
        name: FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION,
        minimum: 0,
        maximum: 1,
        initial: 1,
    },
    SupportedFeature {
        name: FEATURE_KRAFT_VERSION,
        minimum: 0,
        maximum: KRAFT_VERSION_MAX,
        initial: 0,
    },
];

/// Newest kraft.version that this node has.
pub const KRAFT_VERSION_MAX: i16 = 1;

/// A level of `metadata.version`: which records there may be, and what they can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MetadataVersion(pub i16);

impl MetadataVersion {
    /// The oldest level of KRaft clusters: 3.3-IV3.
    pub const MINIMUM: Self = Self(7);
    /// From 3.6-IV0 on a smaller ISR needs no new leader epoch.
    pub const NO_EPOCH_FOR_ISR_SHRINK: Self = Self(12);
    /// From 3.6-IV1 on there are metadata transactions (KIP-868).
    pub const TRANSACTIONS: Self = Self(13);
    /// From 3.7-IV0 on controllers register (KIP-919).
    pub const CONTROLLER_REGISTRATION: Self = Self(15);
    /// From 3.7-IV2 on the metadata says in which directory a replica is (KIP-858).
    pub const DIRECTORY_ASSIGNMENT: Self = Self(17);
    /// From 4.0-IV1 on there may be eligible leader replicas (KIP-966).
    pub const ELIGIBLE_LEADER_REPLICAS: Self = Self(23);
    /// From 4.3-IV0 on directories can be closed to new replicas (KIP-1066).
    pub const CORDONED_DIRECTORIES: Self = Self(30);

    /// The version in which a record is written at this level; `None` for its newest.
    #[must_use]
    pub fn version_of(self, record: &MetadataRecord) -> Option<i16> {
        let by_level = |steps: &[(Self, i16)]| {
            steps.iter().find(|(level, _)| self >= *level).map(|(_, version)| *version)
        };
        if let MetadataRecord::RegisterBrokerRecord(_) = record {
            by_level(&[
                (Self::CORDONED_DIRECTORIES, 4),
                (Self::DIRECTORY_ASSIGNMENT, 3),
                (Self(8), 2),
                (Self(i16::MIN), 1),
            ])
        } else if let MetadataRecord::PartitionRecord(_)
        | MetadataRecord::PartitionChangeRecord(_) = record
        {
            by_level(&[
                (Self::ELIGIBLE_LEADER_REPLICAS, 2),
                (Self::DIRECTORY_ASSIGNMENT, 1),
                (Self(i16::MIN), 0),
            ])
        } else if let MetadataRecord::BrokerRegistrationChangeRecord(change) = record {
            // As old as can say it.
            Some(if change.cordoned_log_dirs.is_some() {
                3
            } else if !change.log_dirs.is_empty() {
                2
            } else {
                i16::from(change.in_controlled_shutdown != 0)
            })
        } else {
            None
        }
    }
}
