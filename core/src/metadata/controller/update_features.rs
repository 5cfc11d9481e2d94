//! UpdateFeatures (KIP-584, KIP-778): another level for features, all of a request or none. Every broker and
//! controller has to support the level.

use std::collections::BTreeMap;

use bytestring::ByteString;

use super::{ActiveController, Basis, Decision};
use crate::{
    metadata::{
        FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, FEATURE_KRAFT_VERSION, FEATURE_METADATA_VERSION,
        MetadataImage, MetadataVersion, ResourceKind, SUPPORTED_FEATURES,
    },
    model::{ErrorCode, NodeId, config::BrokerEntries},
    protocol::messages::{ConfigRecord, FeatureLevelRecord, MetadataRecord},
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

/// The key that counts how many replicas have to be in sync.
const MIN_INSYNC_REPLICAS: &str = "min.insync.replicas";

/// The metadata quorum, as far as features depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumFacts {
    /// All voters.
    pub voters: Vec<NodeId>,
    /// The level of `kraft.version`, which is in no record of the metadata.
    pub kraft_version: i16,
}

/// Who has a say in what level a feature gets, beside the brokers.
#[derive(Clone, Copy, Debug)]
struct FeatureRules<'a> {
    /// The controller that decides.
    controller: NodeId,
    quorum: &'a QuorumFacts,
    /// What the controller was started with.
    started: &'a BrokerEntries,
}

impl ActiveController {
    /// Gives features other levels. Each of the quorum's voters has to be registered and support them. That of
    /// `kraft.version` is only checked: the quorum itself raises it.
    #[must_use]
    pub fn update_features(
        &self,
        basis: Basis<'_>,
        quorum: &QuorumFacts,
        updates: &[FeatureUpdate],
    ) -> Decision<Result<(), FeatureRefusal>> {
        let rules = FeatureRules {
            controller: self.settings.node,
            quorum,
            started: &self.settings.entries,
        };
        update_features(basis.image, &rules, updates)
    }
}

fn update_features(
    image: &MetadataImage,
    rules: &FeatureRules<'_>,
    updates: &[FeatureUpdate],
) -> Decision<Result<(), FeatureRefusal>> {
    // The last one counts of those that name the same feature.
    let updates: BTreeMap<&str, &FeatureUpdate> =
        updates.iter().map(|update| (update.feature.as_str(), update)).collect();
    let mut records = Vec::new();
    let wanted = |feature: &str| {
        let update = updates.get(feature).map(|update| update.level);
        update.or_else(|| image.features.get(feature).copied()).unwrap_or(0)
    };
    if updates.get(FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION).is_some_and(|one| one.level > 0) {
        records.extend(for_eligible_leaders(image, rules.started));
    }
    for update in updates.values() {
        let checked = check(image, rules, update).and_then(|()| {
            check_dependencies(update, MetadataVersion(wanted(FEATURE_METADATA_VERSION)))
        });
        if let Err(message) = checked {
            let refusal = FeatureRefusal { code: ErrorCode::InvalidUpdateVersion, message };
            return Decision { records: Vec::new(), response: Err(refusal) };
        }
        if update.feature == FEATURE_KRAFT_VERSION {
            continue;
        }
        records.push(MetadataRecord::FeatureLevelRecord(FeatureLevelRecord {
            name: update.feature.as_str().into(),
            feature_level: update.level,
            ..Default::default()
        }));
    }
    Decision { records, response: Ok(()) }
}

/// All brokers have to agree on how many replicas have to be in sync, or nobody knows who has all that was
/// committed: what single brokers say is taken away, and what the cluster says is written down.
pub(super) fn for_eligible_leaders(
    image: &MetadataImage,
    started: &BrokerEntries,
) -> Vec<MetadataRecord> {
    let entry = |broker: &str, value: Option<&str>| {
        let record = ConfigRecord {
            resource_type: ResourceKind::Broker.wire(),
            resource_name: broker.into(),
            name: MIN_INSYNC_REPLICAS.into(),
            value: value.map(ByteString::from),
        };
        MetadataRecord::from(record)
    };
    let mut records = Vec::new();
    if !image.overrides(ResourceKind::Broker, "").contains_key(MIN_INSYNC_REPLICAS) {
        let given =
            started.given(MIN_INSYNC_REPLICAS).or_else(|| started.value(MIN_INSYNC_REPLICAS));
        records.push(entry("", Some(given.unwrap_or("1"))));
    }
    for (resource, entries) in &image.configs {
        let is_brokers = resource.kind == ResourceKind::Broker && !resource.name.is_empty();
        if is_brokers && entries.contains_key(MIN_INSYNC_REPLICAS) {
            records.push(entry(&resource.name, None));
        }
    }
    records
}

/// Checks that a level goes with the level of the metadata.
fn check_dependencies(update: &FeatureUpdate, metadata: MetadataVersion) -> Result<(), String> {
    let FeatureUpdate { feature, level, .. } = update;
    let needs_elr = feature == FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION && *level > 0;
    let needed = MetadataVersion::ELIGIBLE_LEADER_REPLICAS;
    if needs_elr && metadata < needed {
        return Err(format!(
            "Invalid update version {level} for feature {feature}. {feature} could not be set to {level} \
             because it depends on {FEATURE_METADATA_VERSION} level {}",
            needed.0
        ));
    }
    Ok(())
}

fn check(
    image: &MetadataImage,
    rules: &FeatureRules<'_>,
    update: &FeatureUpdate,
) -> Result<(), String> {
    let FeatureUpdate { feature, level, upgrade_type } = update;
    let refused =
        |why: &str| Err(format!("Invalid update version {level} for feature {feature}. {why}"));
    if let UpgradeType::Unknown(_) = upgrade_type {
        return refused("The controller does not support the given upgrade type.");
    }
    if *level < 0 {
        return refused("A feature version cannot be less than 0.");
    }
    if let Some(reason) = reason_not_supported(image, rules, feature, *level) {
        return refused(&reason);
    }
    let current = match &**feature {
        FEATURE_KRAFT_VERSION => rules.quorum.kraft_version,
        name => image.features.get(name).copied().unwrap_or(0),
    };
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
                check_metadata_version(current, *level, *upgrade_type)
            } else if feature == FEATURE_KRAFT_VERSION && *level < current {
                refused("The voters stand in the log for good: kraft.version never falls.")
            } else {
                Ok(())
            }
        }
    }
}

fn check_metadata_version(current: i16, level: i16, meant: UpgradeType) -> Result<(), String> {
    let crossed = CHANGED_METADATA.iter().any(|changed| level < *changed && *changed <= current);
    if level >= current || !crossed {
        return Ok(());
    }
    let why = if meant == UpgradeType::UnsafeDowngrade {
        "Unsafe metadata downgrade is not supported in this version."
    } else {
        "Refusing to perform the requested downgrade because it might delete metadata information."
    };
    Err(format!("Unsupported metadata.version downgrade from {current} to {level}. {why}"))
}

/// Who does not support the level.
fn reason_not_supported(
    image: &MetadataImage,
    rules: &FeatureRules<'_>,
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
    if let Some(reason) = not_supported(format!("Local controller {}", rules.controller), own) {
        return Some(reason);
    }
    let range_of = |features: &[(ByteString, i16, i16)]| {
        let range = features.iter().find(|(name, ..)| name == feature);
        range.map(|(_, minimum, maximum)| (*minimum, *maximum))
    };
    let of_brokers = image.brokers.values().find_map(|broker| {
        not_supported(format!("Broker {}", broker.id), range_of(&broker.features))
    });
    if of_brokers.is_some() || image.metadata_version() < MetadataVersion::CONTROLLER_REGISTRATION {
        return of_brokers;
    }
    let others = image.controllers.values().filter(|one| one.id != rules.controller);
    let of_controllers = others.into_iter().find_map(|controller| {
        not_supported(format!("Controller {}", controller.id), range_of(&controller.features))
    });
    of_controllers.or_else(|| {
        let is_known = |id: &NodeId| *id == rules.controller || image.controllers.contains_key(id);
        let unknown = rules.quorum.voters.iter().find(|id| !is_known(id))?;
        Some(format!("controller {unknown} has not registered, and may not support this feature"))
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

    fn update(
        image: &MetadataImage,
        updates: &[FeatureUpdate],
    ) -> Decision<Result<(), FeatureRefusal>> {
        let started = BrokerEntries::default();
        let quorum = QuorumFacts { voters: vec![NodeId(1)], kraft_version: 1 };
        let rules = FeatureRules { controller: NodeId(1), quorum: &quorum, started: &started };
        update_features(image, &rules, updates)
    }

    fn to(feature: &str, level: i16, upgrade_type: UpgradeType) -> FeatureUpdate {
        FeatureUpdate { feature: feature.into(), level, upgrade_type }
    }

    fn refusal(level: i16, updates: &[FeatureUpdate]) -> String {
        let decision = update(&image(level), updates);
        assert!(decision.records.is_empty());
        decision.response.unwrap_err().message
    }

    #[test]
    fn a_level_rises_by_an_upgrade_and_falls_by_a_downgrade_only() {
        let up = [to("transaction.version", 2, UpgradeType::Upgrade)];
        assert_eq!(update(&image(1), &up).records.len(), 1);
        let down = [to("transaction.version", 1, UpgradeType::SafeDowngrade)];
        assert_eq!(update(&image(2), &down).records.len(), 1);
        let wrong = [to("transaction.version", 1, UpgradeType::Upgrade)];
        assert!(refusal(2, &wrong).contains("without setting the upgrade type"));
        let wrong = [to("transaction.version", 2, UpgradeType::SafeDowngrade)];
        assert!(refusal(1, &wrong).contains("downgrade to a newer version"));
    }

    #[test]
    fn the_level_of_the_quorum_is_no_record_and_never_falls() {
        let up = [to("kraft.version", 1, UpgradeType::Upgrade)];
        let decision = update(&image(2), &up);
        assert_eq!((decision.records, decision.response), (Vec::new(), Ok(())));
        let down = [to("kraft.version", 0, UpgradeType::UnsafeDowngrade)];
        assert!(refusal(2, &down).contains("never falls"));
    }

    #[test]
    fn one_level_that_is_not_supported_refuses_all() {
        let updates = [
            to("transaction.version", 2, UpgradeType::Upgrade),
            to("teleportation.version", 1, UpgradeType::Upgrade),
        ];
        assert!(
            refusal(1, &updates).ends_with("Local controller 1 does not support this feature.")
        );
        let high = [to("transaction.version", 3, UpgradeType::Upgrade)];
        assert!(refusal(1, &high).ends_with("Local controller 1 only supports versions 0-2"));
    }

    #[test]
    fn metadata_is_not_downgraded_across_a_change_of_its_records() {
        let down = [to("metadata.version", 29, UpgradeType::UnsafeDowngrade)];
        assert!(
            refusal(2, &down).starts_with("Unsupported metadata.version downgrade from 30 to 29.")
        );
    }
}
