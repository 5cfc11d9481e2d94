//! Feature levels (KIP-584, KIP-778): what a new cluster is made with and what a node supports.

/// Name of the feature that says which records the metadata log may hold.
pub const FEATURE_METADATA_VERSION: &str = "metadata.version";

/// Name of the feature that says which kinds of groups there are.
pub const FEATURE_GROUP_VERSION: &str = "group.version";

/// Name of the feature that says how transactions work (KIP-890).
pub const FEATURE_TRANSACTION_VERSION: &str = "transaction.version";

/// Level of `metadata.version` that a new cluster is made with: Apache Kafka's 4.3-IV0.
pub const METADATA_VERSION_LEVEL: i16 = 30;

/// A feature with the levels that this version supports.
#[derive(Clone, Copy, Debug)]
pub struct SupportedFeature {
    /// Its name.
    pub name: &'static str,
    /// Lowest supported level.
    pub minimum: i16,
    /// Highest supported level; new clusters are made with it.
    pub maximum: i16,
}

/// Every supported feature; that of the metadata comes first in a new log. 7 is 3.3-IV3, the oldest
/// level of KRaft clusters. Level 1 of groups is KIP-848: an Apache Kafka that takes over a directory
/// serves such groups only with it.
pub static SUPPORTED_FEATURES: &[SupportedFeature] = &[
    SupportedFeature {
        name: FEATURE_METADATA_VERSION,
        minimum: 7,
        maximum: METADATA_VERSION_LEVEL,
    },
    SupportedFeature { name: FEATURE_GROUP_VERSION, minimum: 0, maximum: 1 },
    SupportedFeature { name: FEATURE_TRANSACTION_VERSION, minimum: 0, maximum: 2 },
];
