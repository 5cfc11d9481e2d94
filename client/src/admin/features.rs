//! Features of the cluster and their levels (KIP-584).

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    ApiVersionsRequest, UpdateFeaturesRequest, update_features_request::FeatureUpdateKey,
};

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Result, driver::cluster::Target};

const DESCRIBE: &str = "describe features";
const UPDATE: &str = "update features";

/// A feature of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureDescription {
    /// Its name: `metadata.version`, `transaction.version`, ...
    pub name: ByteString,
    /// The cluster's level; 0 if the feature is off.
    pub level: i16,
    /// The lowest and the highest level that the broker which was asked supports; `None` if it does not say.
    pub supported: Option<(i16, i16)>,
}

/// Another level for a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureUpdate {
    /// Raise it to this level.
    Upgrade(i16),
    /// Lower it to this level, unless something would be lost; 0 turns the feature off.
    Downgrade(i16),
    /// Lower it whatever is lost.
    UnsafeDowngrade(i16),
}

/// Whether an update is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdateMode {
    /// It is.
    #[default]
    Apply,
    /// It is only judged.
    ValidateOnly,
}

impl Admin {
    /// The cluster's features, by name.
    ///
    /// # Errors
    /// What keeps brokers from answering within `api_timeout`.
    pub async fn describe_features(&self) -> Result<Vec<FeatureDescription>> {
        let request = ApiVersionsRequest {
            client_software_name: "ottla".into(),
            client_software_version: env!("CARGO_PKG_VERSION").into(),
            ..Default::default()
        };
        let response = retried(&self.cluster, DESCRIBE, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            checked(DESCRIBE, response.error_code, None)?;
            Ok(response)
        });
        let response = response.await?;
        let supported = response.supported_features.into_iter().map(|one| FeatureDescription {
            name: one.name,
            level: 0,
            supported: Some((one.min_version, one.max_version)),
        });
        let mut features: Vec<FeatureDescription> = supported.collect();
        for one in response.finalized_features {
            match features.iter_mut().find(|feature| feature.name == one.name) {
                Some(feature) => feature.level = one.max_version_level,
                None => features.push(FeatureDescription {
                    name: one.name,
                    level: one.max_version_level,
                    supported: None,
                }),
            }
        }
        features.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(features)
    }

    /// Gives features other levels, all of them or none.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::admin::{FeatureUpdate, UpdateMode};
    ///
    /// let update = [("transaction.version", FeatureUpdate::Upgrade(2))];
    /// client.admin().update_features(update, UpdateMode::Apply).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code InvalidUpdateVersion with what is wrong with which feature; what keeps the controller from
    /// answering within `api_timeout`.
    pub async fn update_features(
        &self,
        updates: impl IntoIterator<Item = (&str, FeatureUpdate)>,
        mode: UpdateMode,
    ) -> Result<()> {
        let updates = updates.into_iter().map(|(feature, update)| {
            let (max_version_level, upgrade_type) = match update {
                FeatureUpdate::Upgrade(level) => (level, 1),
                FeatureUpdate::Downgrade(level) => (level, 2),
                FeatureUpdate::UnsafeDowngrade(level) => (level, 3),
            };
            let feature = feature.into();
            FeatureUpdateKey { feature, max_version_level, upgrade_type, ..Default::default() }
        });
        let timeout = self.cluster.options.request_timeout.as_millis();
        let request = UpdateFeaturesRequest {
            timeout_ms: i32::try_from(timeout).unwrap_or(i32::MAX),
            feature_updates: updates.collect(),
            validate_only: mode == UpdateMode::ValidateOnly,
        };
        retried(&self.cluster, UPDATE, || async {
            let response = self.cluster.request(Target::Controller, &request).await?;
            checked(UPDATE, response.error_code, response.error_message.as_deref())?;
            for one in response.results {
                let outcome = checked(UPDATE, one.error_code, one.error_message.as_deref());
                outcome.map_err(|error| error.with("feature", &one.feature))?;
            }
            Ok(())
        })
        .await
    }
}
