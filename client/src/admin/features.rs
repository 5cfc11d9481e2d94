//! Features of the cluster and their levels (KIP-584).

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    ApiVersionsRequest, UpdateFeaturesRequest, UpdateFeaturesResponse,
    update_features_request::FeatureUpdateKey,
};

use super::{
    Admin, PerItem, UpdateMode,
    call::{checked, judged, timeout_ms},
    settle::Answers,
};
use crate::{Result, driver::cluster::Target};

const DESCRIBE: &str = "describe features";
const UPDATE: &str = "update features";

/// A feature of the cluster, as [`Admin::describe_features`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureDescription {
    /// Its name: `metadata.version`, `transaction.version`, ...
    pub name: ByteString,
    /// The cluster's level; 0 if the feature is off.
    pub level: i16,
    /// The lowest and the highest level that the broker which was asked supports; `None` if it does not say.
    pub supported: Option<(i16, i16)>,
    /// What the cluster's levels are as of: a later epoch, the same for all features, may have others. `None` if the
    /// broker does not say.
    pub epoch: Option<i64>,
}

/// Another level for a feature: [`Admin::update_features`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureUpdate {
    /// Raise it to this level.
    Upgrade(i16),
    /// Lower it to this level, unless something would be lost; 0 turns the feature off.
    Downgrade(i16),
    /// Lower it whatever is lost.
    UnsafeDowngrade(i16),
}

impl Admin {
    /// The cluster's features, by name, and what one of its brokers supports.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// for feature in client.admin().describe_features().await? {
    ///     println!("{} is at {}, supported: {:?}", feature.name, feature.level, feature.supported);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// What keeps brokers from answering within `api_timeout`.
    pub async fn describe_features(&self) -> Result<Vec<FeatureDescription>> {
        self.features_at(Target::Any).await
    }

    /// The cluster's features, by name, and what this broker supports; of an admin that is connected with
    /// controllers, this controller. Otherwise as [`Admin::describe_features`].
    ///
    /// # Errors
    /// What keeps the broker from answering within `api_timeout`.
    pub async fn describe_features_of(&self, broker: i32) -> Result<Vec<FeatureDescription>> {
        let features = self.features_at(Target::Peer(broker)).await;
        features.map_err(|error| error.with("broker", broker))
    }

    async fn features_at(&self, target: Target) -> Result<Vec<FeatureDescription>> {
        let request = ApiVersionsRequest {
            client_software_name: "ottla".into(),
            client_software_version: env!("CARGO_PKG_VERSION").into(),
            ..Default::default()
        };
        let response = self.retried(DESCRIBE, || async {
            let response = self.cluster.request(target, &request).await?;
            checked(DESCRIBE, response.error_code, None)?;
            Ok(response)
        });
        let response = response.await?;
        let epoch = Some(response.finalized_features_epoch).filter(|epoch| *epoch >= 0);
        let supported = response.supported_features.into_iter().map(|one| FeatureDescription {
            name: one.name,
            level: 0,
            supported: Some((one.min_version, one.max_version)),
            epoch,
        });
        let mut features: Vec<FeatureDescription> = supported.collect();
        for one in response.finalized_features {
            match features.iter_mut().find(|feature| feature.name == one.name) {
                Some(feature) => feature.level = one.max_version_level,
                None => features.push(FeatureDescription {
                    name: one.name,
                    level: one.max_version_level,
                    supported: None,
                    epoch,
                }),
            }
        }
        features.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(features)
    }

    /// Gives features other levels, all of them or none.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::FeatureUpdate;
    ///
    /// let update = [("transaction.version", FeatureUpdate::Upgrade(2))];
    /// client.admin().update_features(update).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code InvalidUpdateVersion with what is wrong with which feature; what keeps the controller from
    /// answering within `api_timeout`.
    pub fn update_features<S: AsRef<str>>(
        &self,
        updates: impl IntoIterator<Item = (S, FeatureUpdate)>,
    ) -> PerItem<ByteString, ()> {
        self.update_features_with(updates, UpdateMode::Apply)
    }

    /// Gives features other levels, or only judges the changes.
    ///
    /// # Errors
    /// As [`Admin::update_features`].
    pub fn update_features_with<S: AsRef<str>>(
        &self,
        updates: impl IntoIterator<Item = (S, FeatureUpdate)>,
        mode: UpdateMode,
    ) -> PerItem<ByteString, ()> {
        let updates = updates
            .into_iter()
            .map(|(feature, update)| (ByteString::from(feature.as_ref()), update));
        let items = self.items(UPDATE, updates, |error, feature| error.with("feature", feature));
        items.settle(move |cluster, pending, _| async move {
            let features: Vec<ByteString> = pending.keys().cloned().collect();
            let request = UpdateFeaturesRequest {
                timeout_ms: timeout_ms(&cluster),
                feature_updates: pending.into_iter().map(requested).collect(),
                validate_only: mode.is_validation(),
            };
            answers(features, cluster.request(Target::Controller, &request).await?)
        })
    }
}

fn requested((feature, update): (ByteString, FeatureUpdate)) -> FeatureUpdateKey {
    let (max_version_level, upgrade_type) = match update {
        FeatureUpdate::Upgrade(level) => (level, 1),
        FeatureUpdate::Downgrade(level) => (level, 2),
        FeatureUpdate::UnsafeDowngrade(level) => (level, 3),
    };
    FeatureUpdateKey { feature, max_version_level, upgrade_type, ..Default::default() }
}

/// From version 2 on success is told once, for all.
fn answers(
    features: Vec<ByteString>,
    response: UpdateFeaturesResponse,
) -> Result<Answers<ByteString, ()>> {
    judged(UPDATE, response.error_code, response.error_message.as_deref())?;
    if response.results.is_empty() {
        return Ok(features.into_iter().map(|feature| (feature, Ok(()))).collect());
    }
    let answers = response.results.into_iter().map(|one| {
        let outcome = judged(UPDATE, one.error_code, one.error_message.as_deref());
        (one.feature, outcome)
    });
    Ok(answers.collect())
}
