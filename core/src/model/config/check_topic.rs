//! Whether overrides of a topic can hold: each by itself, then with what the topic inherits. One code
//! for CreateTopics and for all that alters configs.

use std::collections::BTreeMap;

use super::{
    check::ConfigError,
    entries::BrokerEntries,
    nearest::nearest,
    topic_keys::{TOPIC_KEYS, topic},
};

/// Checks the overrides of a topic on a broker with these entries.
///
/// # Errors
/// An unknown key (with the nearest known one), a value that its key refuses, or values that do not
/// go together.
pub fn check_topic(
    broker: &BrokerEntries,
    overrides: &BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    for name in overrides.keys() {
        if topic(name).is_none() {
            let nearest = nearest(name, TOPIC_KEYS.iter().map(|key| key.name)).map(str::to_owned);
            return Err(ConfigError::UnknownKey { scope: "topic", name: name.clone(), nearest });
        }
    }
    for key in TOPIC_KEYS {
        if let Some(value) = overrides.get(key.name) {
            key.check(value)?;
        }
    }
    check_together(broker, overrides)
}

/// Checks the values that hold for a topic with these overrides, all together.
///
/// # Errors
/// If they do not go together.
pub(super) fn check_together(
    broker: &BrokerEntries,
    overrides: &BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    let value = |name: &str| {
        topic(name).map_or_else(String::new, |key| broker.topic_value(key, overrides).0)
    };
    let integer = |name: &str| value(name).trim().parse::<i64>().unwrap_or(0);
    let (least, most) = (integer("min.compaction.lag.ms"), integer("max.compaction.lag.ms"));
    if least > most {
        return Err(ConfigError::CompactionLags { least, most });
    }
    if value("remote.storage.enable").trim().eq_ignore_ascii_case("true") {
        return Err(ConfigError::NoTieredStorage);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(given: &[(&str, &str)]) -> String {
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        check_topic(&BrokerEntries::default(), &given.collect()).unwrap_err().to_string()
    }

    #[test]
    fn overrides_that_cannot_hold_are_refused_in_kafkas_words() {
        let unknown = refused(&[("retention.mss", "1")]);
        assert_eq!(
            unknown,
            "Unknown topic config name: retention.mss; did you mean 'retention.ms'?"
        );
        assert!(refused(&[("retention.ms", "-2")]).ends_with("Value must be at least -1"));
        assert_eq!(
            refused(&[("max.compaction.lag.ms", "5"), ("min.compaction.lag.ms", "9")]),
            "conflict topic config setting min.compaction.lag.ms (9) > max.compaction.lag.ms (5)"
        );
        assert!(refused(&[("remote.storage.enable", "true")]).starts_with("Tiered Storage"));
    }

    #[test]
    fn a_value_must_also_go_with_what_the_topic_inherits() {
        let mut broker = BrokerEntries::default();
        broker.set("log.cleaner.max.compaction.lag.ms", "5").unwrap();
        let overrides = BTreeMap::from([("min.compaction.lag.ms".to_owned(), "9".to_owned())]);
        assert!(check_topic(&broker, &overrides).is_err());
    }
}
