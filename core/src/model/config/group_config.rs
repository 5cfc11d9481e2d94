//! A group's configuration as values that the group coordinator uses, and the bounds that the
//! brokers' keys set to it: refused when a group is configured, applied when it is read, for a
//! broker may be restarted with narrower ones.

use std::{collections::BTreeMap, time::Duration};

use super::{
    broker_keys::broker,
    check::ConfigError,
    entries::BrokerEntries,
    group_keys::{GROUP_KEYS, group},
    nearest::nearest,
};

/// A group's configuration: every value parsed, defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupConfig {
    /// `consumer.session.timeout.ms`.
    pub consumer_session_timeout: Duration,
    /// `consumer.heartbeat.interval.ms`.
    pub consumer_heartbeat_interval: Duration,
    /// `consumer.assignment.interval.ms`.
    pub consumer_assignment_interval: Duration,
}

impl GroupConfig {
    /// The configuration of a group with these overrides on a broker with these entries. Overrides
    /// past the broker's bounds are moved to them.
    #[must_use]
    pub fn resolve(broker: &BrokerEntries, overrides: &BTreeMap<String, String>) -> Self {
        let millis = |name: &str| {
            let value = group_integer(broker, overrides, name).unwrap_or(0);
            Duration::from_millis(u64::try_from(value).unwrap_or(0))
        };
        Self {
            consumer_session_timeout: millis("consumer.session.timeout.ms"),
            consumer_heartbeat_interval: millis("consumer.heartbeat.interval.ms"),
            consumer_assignment_interval: millis("consumer.assignment.interval.ms"),
        }
    }
}

impl Default for GroupConfig {
    /// Kafka's defaults.
    fn default() -> Self {
        Self::resolve(&BrokerEntries::default(), &BTreeMap::new())
    }
}

/// The bounds that a broker sets to a group key, inclusive.
struct Bounds {
    key: &'static str,
    least: Option<&'static str>,
    most: &'static str,
}

/// In the order in which Kafka checks them.
static BOUNDS: &[Bounds] = &[
    between(
        "consumer.heartbeat.interval.ms",
        "group.consumer.min.heartbeat.interval.ms",
        "group.consumer.max.heartbeat.interval.ms",
    ),
    between(
        "consumer.session.timeout.ms",
        "group.consumer.min.session.timeout.ms",
        "group.consumer.max.session.timeout.ms",
    ),
    between(
        "consumer.assignment.interval.ms",
        "group.consumer.min.assignment.interval.ms",
        "group.consumer.max.assignment.interval.ms",
    ),
    between(
        "share.heartbeat.interval.ms",
        "group.share.min.heartbeat.interval.ms",
        "group.share.max.heartbeat.interval.ms",
    ),
    between(
        "share.session.timeout.ms",
        "group.share.min.session.timeout.ms",
        "group.share.max.session.timeout.ms",
    ),
    between(
        "share.record.lock.duration.ms",
        "group.share.min.record.lock.duration.ms",
        "group.share.max.record.lock.duration.ms",
    ),
    between(
        "share.delivery.count.limit",
        "group.share.min.delivery.count.limit",
        "group.share.max.delivery.count.limit",
    ),
    between(
        "share.partition.max.record.locks",
        "group.share.min.partition.max.record.locks",
        "group.share.max.partition.max.record.locks",
    ),
    between(
        "share.assignment.interval.ms",
        "group.share.min.assignment.interval.ms",
        "group.share.max.assignment.interval.ms",
    ),
    between(
        "streams.heartbeat.interval.ms",
        "group.streams.min.heartbeat.interval.ms",
        "group.streams.max.heartbeat.interval.ms",
    ),
    between(
        "streams.session.timeout.ms",
        "group.streams.min.session.timeout.ms",
        "group.streams.max.session.timeout.ms",
    ),
    Bounds {
        key: "streams.num.standby.replicas",
        least: None,
        most: "group.streams.max.standby.replicas",
    },
    between(
        "streams.assignment.interval.ms",
        "group.streams.min.assignment.interval.ms",
        "group.streams.max.assignment.interval.ms",
    ),
];

const fn between(key: &'static str, least: &'static str, most: &'static str) -> Bounds {
    Bounds { key, least: Some(least), most }
}

/// Timeouts that must be longer than the intervals.
static LONGER: &[(&str, &str)] = &[
    ("consumer.session.timeout.ms", "consumer.heartbeat.interval.ms"),
    ("share.session.timeout.ms", "share.heartbeat.interval.ms"),
    ("streams.session.timeout.ms", "streams.heartbeat.interval.ms"),
];

/// Checks the overrides of a group on a broker with these entries: each by itself, then all
/// together.
///
/// # Errors
/// An unknown key, a value that its key refuses, or a value past the broker's bounds.
pub fn check_group(
    broker: &BrokerEntries,
    overrides: &BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    for name in overrides.keys() {
        if group(name).is_none() {
            let nearest = nearest(name, GROUP_KEYS.iter().map(|key| key.name)).map(str::to_owned);
            return Err(ConfigError::UnknownKey { scope: "group", name: name.clone(), nearest });
        }
    }
    for key in GROUP_KEYS {
        if let Some(value) = overrides.get(key.name) {
            key.check(value)?;
        }
    }
    check_bounds(broker, overrides)
}

fn check_bounds(
    broker: &BrokerEntries,
    overrides: &BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    let value = |name: &str| match overrides.get(name).and_then(|value| value.trim().parse().ok()) {
        Some(value) => Some(value),
        None => inherited(broker, name),
    };
    for bounds in BOUNDS {
        let value = value(bounds.key);
        if let Some(least) = bounds.least
            && value < Some(broker.integer(least))
        {
            return Err(relation(bounds.key, "greater than or equal to", least));
        }
        if value > Some(broker.integer(bounds.most)) {
            return Err(relation(bounds.key, "less than or equal to", bounds.most));
        }
    }
    match LONGER.iter().find(|(timeout, interval)| value(timeout) <= value(interval)) {
        Some((timeout, interval)) => Err(relation(timeout, "greater than", interval)),
        None => Ok(()),
    }
}

/// Checks a broker's own keys of groups, all together.
///
/// # Errors
/// Names the key, and the one that it goes past.
pub fn check_group_bounds(entries: &BrokerEntries) -> Result<(), ConfigError> {
    for bounds in BOUNDS {
        let Some(own) = broker_key(bounds.key) else { continue };
        let value = entries.integer(own);
        let most = entries.integer(bounds.most);
        if let Some(least) = bounds.least {
            if most < entries.integer(least) {
                return Err(relation(bounds.most, "greater than or equal to", least));
            }
            if value < entries.integer(least) {
                return Err(relation(own, "greater than or equal to", least));
            }
        }
        if value > most {
            return Err(relation(own, "less than or equal to", bounds.most));
        }
    }
    for (timeout, interval) in LONGER {
        let (Some(timeout), Some(interval)) = (broker_key(timeout), broker_key(interval)) else {
            continue;
        };
        if entries.integer(interval) >= entries.integer(timeout) {
            return Err(relation(interval, "less than", timeout));
        }
    }
    Ok(())
}

fn relation(name: &'static str, relation: &'static str, other: &'static str) -> ConfigError {
    ConfigError::Relation { name, relation, other }
}

/// The value that holds for a whole-numbered key of a group, within the broker's bounds.
fn group_integer(
    broker: &BrokerEntries,
    overrides: &BTreeMap<String, String>,
    name: &str,
) -> Option<i64> {
    let Some(value) = overrides.get(name).and_then(|value| value.trim().parse().ok()) else {
        return inherited(broker, name);
    };
    Some(within_bounds(broker, name, value))
}

/// A group's own value within the broker's bounds.
fn within_bounds(broker: &BrokerEntries, name: &str, value: i64) -> i64 {
    let Some(bounds) = BOUNDS.iter().find(|bounds| bounds.key == name) else { return value };
    let most = broker.integer(bounds.most);
    bounds.least.map_or(value, |least| value.max(broker.integer(least))).min(most)
}

fn inherited(entries: &BrokerEntries, name: &str) -> Option<i64> {
    Some(entries.integer(broker_key(name)?))
}

fn broker_key(name: &str) -> Option<&'static str> {
    let key = GROUP_KEYS.iter().find(|key| key.name == name)?;
    let own = key.broker_keys.first()?.name;
    broker(own).map(|key| key.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(given: &[(&str, &str)]) -> BrokerEntries {
        let mut entries = BrokerEntries::default();
        for (name, value) in given {
            entries.set(name, value).unwrap();
        }
        entries
    }

    fn overrides(given: &[(&str, &str)]) -> BTreeMap<String, String> {
        given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn defaults_are_kafkas() {
        let config = GroupConfig::default();
        assert_eq!(config.consumer_session_timeout, Duration::from_secs(45));
        assert_eq!(config.consumer_heartbeat_interval, Duration::from_secs(5));
        assert_eq!(config.consumer_assignment_interval, Duration::ZERO);
        check_group_bounds(&BrokerEntries::default()).unwrap();
    }

    #[test]
    fn a_groups_value_wins_and_is_moved_into_the_brokers_bounds() {
        let broker = entries(&[("group.consumer.session.timeout.ms", "50000")]);
        let timeout = |given: &[(&str, &str)]| {
            GroupConfig::resolve(&broker, &overrides(given)).consumer_session_timeout.as_millis()
        };
        assert_eq!(timeout(&[]), 50_000);
        assert_eq!(timeout(&[("consumer.session.timeout.ms", "55000")]), 55_000);
        assert_eq!(timeout(&[("consumer.session.timeout.ms", "1000")]), 45_000);
        assert_eq!(timeout(&[("consumer.session.timeout.ms", "99000")]), 60_000);
    }

    #[test]
    fn values_past_the_brokers_bounds_are_refused_in_kafkas_words() {
        let refused = |name, value| {
            let refused = check_group(&BrokerEntries::default(), &overrides(&[(name, value)]));
            refused.unwrap_err().to_string()
        };
        assert_eq!(
            refused("consumer.session.timeout.ms", "1000"),
            "consumer.session.timeout.ms must be greater than or equal to group.consumer.min.session.timeout.ms"
        );
        assert_eq!(
            refused("streams.num.standby.replicas", "3"),
            "streams.num.standby.replicas must be less than or equal to group.streams.max.standby.replicas"
        );
        let wide = [("group.consumer.max.heartbeat.interval.ms", "90000")];
        let refused = check_bounds(
            &entries(&wide),
            &overrides(&[("consumer.heartbeat.interval.ms", "45000")]),
        );
        assert_eq!(
            refused.unwrap_err().to_string(),
            "consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms"
        );
    }

    #[test]
    fn unknown_keys_and_values_of_the_wrong_type_are_refused() {
        let refused = |name, value| {
            check_group(&BrokerEntries::default(), &overrides(&[(name, value)])).unwrap_err()
        };
        let unknown = refused("consumer.session.timeout", "1").to_string();
        assert!(unknown.starts_with("Unknown group config name: consumer.session.timeout"));
        assert!(refused("consumer.session.timeout.ms", "x").to_string().ends_with("of type INT"));
    }

    #[test]
    fn a_brokers_own_bounds_must_go_together() {
        let refused = |name, value| check_group_bounds(&entries(&[(name, value)])).unwrap_err();
        assert_eq!(
            refused("group.consumer.session.timeout.ms", "70000").to_string(),
            "group.consumer.session.timeout.ms must be less than or equal to group.consumer.max.session.timeout.ms"
        );
        assert_eq!(
            refused("group.share.min.heartbeat.interval.ms", "20000").to_string(),
            "group.share.max.heartbeat.interval.ms must be greater than or equal to group.share.min.heartbeat.interval.ms"
        );
    }
}
