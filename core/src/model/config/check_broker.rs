//! Whether a broker can take in what is set on it, or on all brokers, while it runs.

use std::collections::BTreeMap;

use super::{
    broker_keys::broker, check::ConfigError, check_topic::check_together, entries::BrokerEntries,
    group_config::check_group_bounds, key::Update,
};

/// Why a broker does not change. Kafka answers INVALID_REQUEST (42).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DynamicError {
    /// Keys that are read at the start only.
    #[error("Cannot update these configs dynamically: [{}]", .0.join(", "))]
    ReadOnly(Vec<String>),
    /// A value that its key refuses, or that does not go with the others.
    #[error(transparent)]
    Value(#[from] ConfigError),
    /// A change that goes too far at once, or would make the broker useless.
    #[error(
        "Invalid value org.apache.kafka.common.config.ConfigException: {0} for configuration Invalid dynamic configuration"
    )]
    TooFar(String),
}

/// Checks all that is set on a broker (or on all brokers) as it would be; `before` and `after` are
/// the broker's entries without and with the change. Unknown keys are kept for whoever knows them.
///
/// # Errors
/// Keys that cannot change, values that their keys refuse, or that do not go together.
pub fn check_dynamic(
    set: &BTreeMap<String, String>,
    before: &BrokerEntries,
    after: &BrokerEntries,
) -> Result<(), DynamicError> {
    let read_only = |name: &&String| broker(name).is_some_and(|key| key.update == Update::ReadOnly);
    let read_only: Vec<String> = set.keys().filter(read_only).cloned().collect();
    if !read_only.is_empty() {
        return Err(DynamicError::ReadOnly(read_only));
    }
    for (name, value) in set {
        if let Some(key) = broker(name) {
            key.check(value)?;
        }
    }
    check_fitting(after)?;
    let threads = [
        "log.cleaner.threads",
        "num.io.threads",
        "num.recovery.threads.per.data.dir",
        "num.replica.fetchers",
    ];
    let mut threads = threads.into_iter();
    let problem = threads.find_map(|name| too_far(name, before.integer(name), after.integer(name)));
    // A value that lets nobody in is not among the entries after it.
    let connections = set.get("max.connections").and_then(|value| value.trim().parse::<i64>().ok());
    let problem = problem.or_else(|| {
        let none = |of: &i64| *of <= 0 && *of != before.integer("max.connections");
        connections.filter(none).map(|of| format!("Invalid max.connections {of}"))
    });
    problem.map_or(Ok(()), |problem| Err(DynamicError::TooFar(problem)))
}

/// Checks a broker's entries against each other.
///
/// # Errors
/// Values that do not go together.
pub fn check_fitting(entries: &BrokerEntries) -> Result<(), ConfigError> {
    check_together(entries, &BTreeMap::new())?;
    check_group_bounds(entries)
}

/// Why a number of threads does not change by so much at once.
fn too_far(name: &str, current: i64, wanted: i64) -> Option<String> {
    let of_cleaner = name == "log.cleaner.threads";
    let failed =
        format!("Dynamic thread count update validation failed for {name}={wanted}, value");
    if wanted == current {
        None
    } else if wanted < 1 && of_cleaner {
        Some("Log cleaner threads should be at least 1".to_owned())
    } else if wanted < current / 2 {
        Some(if of_cleaner {
            let less = "Log cleaner threads cannot be reduced to less than half the current value";
            format!("{less} {current}")
        } else {
            format!("{failed} should be at least half the current value {current}")
        })
    } else if wanted > current * 2 {
        Some(if of_cleaner {
            let more =
                "Log cleaner threads cannot be increased to more than double the current value";
            format!("{more} {current}")
        } else {
            format!("{failed} should not be greater than double the current value {current}")
        })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[(&str, &str)]) -> Result<(), String> {
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let (set, before) = (given.collect(), BrokerEntries::default());
        let after = before.with_dynamic(&set, &BTreeMap::new());
        check_dynamic(&set, &before, &after).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_broker_cannot_take_in_is_refused_in_kafkas_words() {
        check(&[("log.cleaner.threads", "2"), ("foo.bar", "kept")]).unwrap();
        let refused = |name, value| check(&[(name, value)]).unwrap_err();
        assert_eq!(
            check(&[("node.id", "2"), ("log.dirs", "/x")]).unwrap_err(),
            "Cannot update these configs dynamically: [log.dirs, node.id]"
        );
        assert!(refused("log.retention.ms", "x").ends_with("Not a number of type LONG"));
        assert!(
            refused("log.cleaner.threads", "9").contains("more than double the current value 1")
        );
        assert!(refused("log.cleaner.threads", "0").contains("at least 1"));
        assert!(
            refused("num.io.threads", "100").contains("num.io.threads=100, value should not be")
        );
        assert!(refused("max.connections", "0").contains("Invalid max.connections 0"));
        let lags = [
            ("log.cleaner.min.compaction.lag.ms", "9"),
            ("log.cleaner.max.compaction.lag.ms", "5"),
        ];
        assert!(check(&lags).unwrap_err().starts_with("conflict topic config setting"));
        assert!(refused("group.consumer.assignment.interval.ms", "99999").contains("less than"));
    }
}
