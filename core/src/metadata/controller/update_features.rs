//! UpdateFeatures (KIP-584, KIP-778): another level for features, all of a request or none. Every broker and
//! this controller have to support the level.

use std::collections::BTreeMap;

use super::Decision;
use crate::{
    metadata::{FEATURE_METADATA_VERSION, MetadataImage, SUPPORTED_FEATURES},
    model::{ErrorCode, NodeId},
    protocol::messages::{FeatureLevelRecord, MetadataRecord},
};

/// What an update is meant to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpgradeType {
    /// Raise the level.
    Upgrade,
    /// Lower it, unless something would be lost.
    SafeDowngrade,
    /// Lower it.
    UnsafeDowngrade,
    /// The number of none.
    Unknown(i8),
}

impl UpgradeType {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i8) -> Self {
        match number {
            1 => Self::Upgrade,
            2 => Self::SafeDowngrade,
            3 => Self::UnsafeDowngrade,
            number => Self::Unknown(number),
        }
    }
}

/// One feature's update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureUpdate {
    /// The feature.
    pub feature: String,
    /// Its new level; 0 takes it away.
    pub level: i16,
    /// What is meant.
    pub upgrade_type: UpgradeType,
}

/// Why features stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureRefusal {
    /// INVALID_UPDATE_VERSION.
    pub code: ErrorCode,
    /// What is wrong with which feature.
    pub message: String,
}

/// Levels of `metadata.version` from which on the records of the metadata log are others than before
/// (Apache Kafka 4.3.1): a downgrade across one would lose some.
const CHANGED_METADATA: &[i16] = &[7, 8, 11, 13, 14, 15, 17, 23, 30];

/// Gives features other levels.
#[must_use]
pub fn update_features(
    image: &MetadataImage,
    controller: NodeId,
    updates: &[FeatureUpdate],
) -> Decision<Result<(), FeatureRefusal>> {
    // The last one counts of those that name the same feature.
    let updates: BTreeMap<&str, &FeatureUpdate> =
        updates.iter().map(|update| (update.feature.as_str(), update)).collect();
    let mut records = Vec::new();
    for update in updates.into_values() {
        if let Err(message) = check(image, controller, update) {
            let refusal = FeatureRefusal { code: ErrorCode::InvalidUpdateVersion, message };
            return Decision { records: Vec::new(), response: Err(refusal) };
        }
        records.push(MetadataRecord::FeatureLevelRecord(FeatureLevelRecord {
            name: update.feature.as_str().into(),
            feature_level: update.level,
            ..Default::default()
        }));
    }
    Decision { records, response: Ok(()) }
}

fn check(image: &MetadataImage, controller: NodeId, update: &FeatureUpdate) -> Result<(), String> {
    let FeatureUpdate { feature, level, upgrade_type } = update;
    let refused =
        |why: &str| Err(format!("Invalid update version {level} for feature {feature}. {why}"));
    if let UpgradeType::Unknown(_) = upgrade_type {
        return refused("The controller does not support the given upgrade type.");
    }
    if *level < 0 {
        return refused("A feature version cannot be less than 0.");
    }
    if let Some(reason) = reason_not_supported(image, controller, feature, *level) {
        return refused(&reason);
    }
    let current = image.features.get(feature.as_str()).copied().unwrap_or(0);
    match upgrade_type {
        UpgradeType::Upgrade if *level < current => refused(
            "Can't downgrade the version of this feature without setting the upgrade type to either \
             safe or unsafe downgrade.",
        ),
        UpgradeType::SafeDowngrade | UpgradeType::UnsafeDowngrade if *level > current => {
            refused("Can't downgrade to a newer version.")
        }
        UpgradeType::Upgrade
        | UpgradeType::SafeDowngrade
        | UpgradeType::UnsafeDowngrade
        | UpgradeType::Unknown(_) => {
            if feature == FEATURE_METADATA_VERSION {
                check_metadata_version(current, *level)
            } else {
                Ok(())
            }
        }
    }
}

fn check_metadata_version(current: i16, level: i16) -> Result<(), String> {
    let crossed = CHANGED_METADATA.iter().any(|changed| level < *changed && *changed <= current);
    if level < current && crossed {
        return Err(format!(
            "Unsupported metadata.version downgrade from {current} to {level}. Refusing to perform \
             the requested downgrade because it might delete metadata information."
        ));
    }
    Ok(())
}

/// Who does not support the level.
fn reason_not_supported(
    image: &MetadataImage,
    controller: NodeId,
    feature: &str,
    level: i16,
) -> Option<String> {
    let not_supported = |who: String, range: Option<(i16, i16)>| match range {
        Some((minimum, maximum)) if (minimum..=maximum).contains(&level) => None,
        Some((minimum, maximum)) if maximum > 0 => {
            Some(format!("{who} only supports versions {minimum}-{maximum}"))
        }
        // 0 is the level of a feature that nobody has heard of.
        None if level == 0 => None,
        Some(_) | None => Some(format!("{who} does not support this feature.")),
    };
    let own = SUPPORTED_FEATURES.iter().find(|one| one.name == feature);
    let own = own.map(|one| (one.minimum, one.maximum));
    if let Some(reason) = not_supported(format!("Local controller {controller}"), own) {
        return Some(reason);
    }
    image.brokers.values().find_map(|broker| {
        let range = broker.features.iter().find(|(name, ..)| name == feature);
        let range = range.map(|(_, minimum, maximum)| (*minimum, *maximum));
        not_supported(format!("Broker {}", broker.id), range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(level: i16) -> MetadataImage {
        let mut image = MetadataImage::default();
        image.features.insert("transaction.version".into(), level);
        image.features.insert("metadata.version".into(), 30);
        image
    }

    fn update(feature: &str, level: i16, upgrade_type: UpgradeType) -> FeatureUpdate {
        FeatureUpdate { feature: feature.into(), level, upgrade_type }
    }

    fn refusal(level: i16, updates: &[FeatureUpdate]) -> String {
        let decision = update_features(&image(level), NodeId(1), updates);
        assert!(decision.records.is_empty());
        decision.response.unwrap_err().message
    }

    #[test]
    fn a_level_rises_by_an_upgrade_and_falls_by_a_downgrade_only() {
        let up = [update("transaction.version", 2, UpgradeType::Upgrade)];
        assert_eq!(update_features(&image(1), NodeId(1), &up).records.len(), 1);
        let down = [update("transaction.version", 1, UpgradeType::SafeDowngrade)];
        assert_eq!(update_features(&image(2), NodeId(1), &down).records.len(), 1);
        let wrong = [update("transaction.version", 1, UpgradeType::Upgrade)];
        assert!(refusal(2, &wrong).contains("without setting the upgrade type"));
        let wrong = [update("transaction.version", 2, UpgradeType::SafeDowngrade)];
        assert!(refusal(1, &wrong).contains("downgrade to a newer version"));
    }

    #[test]
    fn one_level_that_is_not_supported_refuses_all() {
        let updates = [
            update("transaction.version", 2, UpgradeType::Upgrade),
            update("teleportation.version", 1, UpgradeType::Upgrade),
        ];
        assert!(
            refusal(1, &updates).ends_with("Local controller 1 does not support this feature.")
        );
        let high = [update("transaction.version", 3, UpgradeType::Upgrade)];
        assert!(refusal(1, &high).ends_with("Local controller 1 only supports versions 0-2"));
    }

    #[test]
    fn metadata_is_not_downgraded_across_a_change_of_its_records() {
        let down = [update("metadata.version", 29, UpgradeType::UnsafeDowngrade)];
        assert!(
            refusal(2, &down).starts_with("Unsupported metadata.version downgrade from 30 to 29.")
        );
    }
}
