//! The feature `transaction.version` (KIP-890), and which protocol a client follows.

use crate::metadata::{FEATURE_TRANSACTION_VERSION, MetadataImage};

/// A level of `transaction.version`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TransactionVersion(pub i16);

impl TransactionVersion {
    /// The first protocol: an epoch lasts until the producer begins anew.
    pub const V0: Self = Self(0);
    /// Every transaction ends with a new epoch.
    pub const V2: Self = Self(2);

    /// What the cluster has.
    #[must_use]
    pub fn of(image: &MetadataImage) -> Self {
        Self(image.features.get(FEATURE_TRANSACTION_VERSION).copied().unwrap_or(0))
    }

    /// Whether the epoch rises with every transaction.
    #[must_use]
    pub fn bumps_epochs(self) -> bool {
        self >= Self::V2
    }

    /// Version of the values in `__transaction_state`.
    #[must_use]
    pub fn log_value_version(self) -> i16 {
        i16::from(self.0 >= 1)
    }
}
