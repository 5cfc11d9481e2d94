//! The features that a cluster has finalized, as brokers tell them with their versions (KIP-584). An epoch
//! orders what different brokers say.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::ApiVersionsResponse;

/// What the version of transactions is called.
const TRANSACTION_VERSION: &str = "transaction.version";
/// What the version of share groups is called.
const SHARE_VERSION: &str = "share.version";

/// Finalized features; of epoch -1 where a broker tells none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Features {
    epoch: i64,
    levels: BTreeMap<ByteString, i16>,
}

impl Default for Features {
    fn default() -> Self {
        Self { epoch: -1, levels: BTreeMap::new() }
    }
}

impl Features {
    pub(crate) fn new(response: &ApiVersionsResponse) -> Self {
        let level = |feature: &ottla_core::protocol::messages::api_versions_response::FinalizedFeatureKey| {
            (feature.name.clone(), feature.max_version_level)
        };
        Self {
            epoch: response.finalized_features_epoch,
            levels: response.finalized_features.iter().map(level).collect(),
        }
    }

    /// Takes what another broker said, if it is newer.
    pub(crate) fn learn(&mut self, other: &Self) {
        if other.epoch > self.epoch {
            self.clone_from(other);
        }
    }

    /// The level of `transaction.version`; 0 where there is none.
    pub(crate) fn transaction_version(&self) -> i16 {
        self.levels.get(TRANSACTION_VERSION).copied().unwrap_or(0)
    }

    /// The level of `share.version`; 0 where there is none, and share groups are off.
    pub(crate) fn share_version(&self) -> i16 {
        self.levels.get(SHARE_VERSION).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::api_versions_response::FinalizedFeatureKey;

    use super::*;

    fn told(epoch: i64, level: i16) -> Features {
        let feature = FinalizedFeatureKey {
            name: TRANSACTION_VERSION.into(),
            max_version_level: level,
            min_version_level: level,
        };
        Features::new(&ApiVersionsResponse {
            finalized_features_epoch: epoch,
            finalized_features: vec![feature],
            ..Default::default()
        })
    }

    #[test]
    fn the_newest_word_counts() {
        let mut known = Features::default();
        assert_eq!(known.transaction_version(), 0);
        known.learn(&told(7, 1));
        known.learn(&told(9, 2));
        known.learn(&told(8, 1));
        assert_eq!(known.transaction_version(), 2);
        known.learn(&Features::new(&ApiVersionsResponse {
            finalized_features_epoch: -1,
            ..Default::default()
        }));
        assert_eq!(known.transaction_version(), 2);
    }
}
