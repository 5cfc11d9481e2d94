//! The broker's keys that the group coordinator goes by, as values.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use crate::{
    assignors::server::ServerAssignor,
    model::config::{BrokerEntries, GroupConfig},
};

/// What the broker's configuration says of groups.
#[derive(Clone, Debug)]
pub struct GroupSettings {
    /// `group.min.session.timeout.ms`, of classic members.
    pub session_timeout_min: Duration,
    /// `group.max.session.timeout.ms`, of classic members.
    pub session_timeout_max: Duration,
    /// `group.initial.rebalance.delay.ms`.
    pub initial_rebalance_delay: Duration,
    /// `group.max.size`: members of a classic group.
    pub classic_members_max: usize,
    /// `group.consumer.max.size`: members of a KIP-848 group.
    pub consumer_members_max: usize,
    /// `group.consumer.assignors`, the default one first.
    pub assignors: Vec<ServerAssignor>,
    /// `group.consumer.migration.policy` allows a classic group to become one of KIP-848.
    pub upgrade: Migration,
    /// `group.consumer.migration.policy` allows a KIP-848 group to become a classic one.
    pub downgrade: Migration,
    /// `group.consumer.regex.refresh.interval.ms`.
    pub regex_refresh_interval: Duration,
    /// `offset.metadata.max.bytes`.
    pub offset_metadata_bytes_max: usize,
    /// `offsets.retention.minutes`.
    pub offsets_retention: Duration,
    /// `offsets.retention.check.interval.ms`.
    pub offsets_retention_check_interval: Duration,
    /// All keys: what a group's own configuration is made of.
    pub broker: Arc<BrokerEntries>,
    /// The configuration of a group without overrides: it is asked for with each heartbeat.
    pub group: GroupConfig,
}

/// Whether a group may change to the other protocol while it has members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migration {
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

impl GroupSettings {
    /// What a broker's keys say.
    #[must_use]
    pub fn of(entries: &BrokerEntries) -> Self {
        let integer = |name: &str| u64::try_from(entries.integer(name)).unwrap_or(0);
        let size = |name: &str| usize::try_from(entries.integer(name)).unwrap_or(usize::MAX);
        let millis = |name: &str| Duration::from_millis(integer(name));
        let policy = entries.value("group.consumer.migration.policy").unwrap_or_default();
        let names = entries.value("group.consumer.assignors").unwrap_or_default();
        let allowed = |named: &str| {
            let both = policy.eq_ignore_ascii_case("bidirectional");
            let this = policy.eq_ignore_ascii_case(named);
            if both || this { Migration::Allowed } else { Migration::Refused }
        };
        Self {
            session_timeout_min: millis("group.min.session.timeout.ms"),
            session_timeout_max: millis("group.max.session.timeout.ms"),
            initial_rebalance_delay: millis("group.initial.rebalance.delay.ms"),
            classic_members_max: size("group.max.size"),
            consumer_members_max: size("group.consumer.max.size"),
            assignors: names
                .split(',')
                .map(str::trim)
                .filter_map(ServerAssignor::from_name)
                .collect(),
            upgrade: allowed("upgrade"),
            downgrade: allowed("downgrade"),
            regex_refresh_interval: millis("group.consumer.regex.refresh.interval.ms"),
            offset_metadata_bytes_max: size("offset.metadata.max.bytes"),
            offsets_retention: Duration::from_secs(60 * integer("offsets.retention.minutes")),
            offsets_retention_check_interval: millis("offsets.retention.check.interval.ms"),
            broker: Arc::new(entries.clone()),
            group: GroupConfig::resolve(entries, &BTreeMap::new()),
        }
    }

    /// The configuration of a group that has these overrides.
    #[must_use]
    pub fn of_group(&self, overrides: Option<&BTreeMap<String, String>>) -> GroupConfig {
        match overrides {
            Some(overrides) => GroupConfig::resolve(&self.broker, overrides),
            None => self.group.clone(),
        }
    }
}

impl Default for GroupSettings {
    /// Those of a broker without a configuration.
    fn default() -> Self {
        Self::of(&BrokerEntries::default())
    }
}
