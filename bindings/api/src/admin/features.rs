//! Features of the cluster, and the levels that they are at.

use super::{
    Admin, Refusal, UpdateMode,
    call::{refusals, short},
};
use crate::Result;
use ottla::admin;

/// A feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureDescription {
    /// Its name: `metadata.version`.
    pub name: String,
    /// The level that the cluster is at; 0 if it does not use it.
    pub level: i32,
    /// The lowest level that the broker can be at, if it knows the feature.
    pub supported_min: Option<i32>,
    /// The highest level that the broker can be at, if it knows the feature.
    pub supported_max: Option<i32>,
    /// What the cluster's levels are as of: a later epoch, the same for all features, may have others; null if the broker
    /// does not say.
    pub epoch: Option<i64>,
}

/// Where a level goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureChange {
    /// Up.
    Upgrade,
    /// Down, if nothing is lost by it.
    Downgrade,
    /// Down in any case.
    UnsafeDowngrade,
}

/// A feature that is to be at another level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureUpdate {
    /// The feature.
    pub name: String,
    /// The level; 0 for none.
    pub level: i32,
    /// Where that is.
    pub change: FeatureChange,
}

impl Admin {
    /// The features of the cluster, and what a broker supports: this one, if one is named.
    pub async fn describe_features(&self, broker: Option<i32>) -> Result<Vec<FeatureDescription>> {
        let client = self.client("describe features")?;
        let features = match broker {
            None => client.describe_features().await?,
            Some(broker) => client.describe_features_of(broker).await?,
        };
        let described = |feature: admin::FeatureDescription| FeatureDescription {
            name: feature.name.to_string(),
            level: i32::from(feature.level),
            supported_min: feature.supported.map(|(least, _)| i32::from(least)),
            supported_max: feature.supported.map(|(_, most)| i32::from(most)),
            epoch: feature.epoch,
        };
        Ok(features.into_iter().map(described).collect())
    }

    /// Has features be at other levels; tells of those that are not.
    pub async fn update_features(
        &self,
        updates: Vec<FeatureUpdate>,
        mode: Option<UpdateMode>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("update features")?;
        let update = |FeatureUpdate { name, level, change }: FeatureUpdate| {
            let level = short("update features", &format!("the level of {name}"), level)?;
            let update = match change {
                FeatureChange::Upgrade => admin::FeatureUpdate::Upgrade(level),
                FeatureChange::Downgrade => admin::FeatureUpdate::Downgrade(level),
                FeatureChange::UnsafeDowngrade => admin::FeatureUpdate::UnsafeDowngrade(level),
            };
            Ok((name, update))
        };
        let updates = updates.into_iter().map(update).collect::<Result<Vec<_>>>()?;
        Ok(refusals(client.update_features_with(updates, UpdateMode::of_client(mode)).each().await))
    }
}
