//! Where a value comes from: the topic, the broker's own configuration, or the default. Answers
//! what DescribeConfigs shows and what typed configs are made of.

use std::collections::BTreeMap;

use super::{
    broker_keys::broker,
    check::ConfigError,
    key::{ConfigKey, ConfigType, Effect},
    nearest::nearest,
    topic_keys::{TOPIC_KEYS, topic},
};

/// Who set a value. The numbers are those of DescribeConfigs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigSource {
    /// Set on the topic.
    Topic,
    /// Set on this broker while it runs.
    DynamicBroker,
    /// Set for all brokers while they run.
    DynamicDefaultBroker,
    /// Given to the broker at its start.
    StaticBroker,
    /// Nobody: the default.
    Default,
}

impl ConfigSource {
    /// The number in a DescribeConfigs response.
    #[must_use]
    pub fn wire(self) -> i8 {
        match self {
            Self::Topic => 1,
            Self::DynamicBroker => 2,
            Self::DynamicDefaultBroker => 3,
            Self::StaticBroker => 4,
            Self::Default => 5,
        }
    }
}

/// One place that names a value for a key; the first of a list wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// The key at that place.
    pub name: &'static str,
    /// The value there.
    pub value: Option<String>,
    /// Who set it.
    pub source: ConfigSource,
}

/// A key with the value that holds.
#[derive(Clone, Debug)]
pub struct EffectiveEntry {
    /// The key.
    pub key: &'static ConfigKey,
    /// The value; `None` for secrets and keys without one.
    pub value: Option<String>,
    /// Who set it.
    pub source: ConfigSource,
    /// All that name a value, the strongest first.
    pub synonyms: Vec<Synonym>,
}

/// A broker's own configuration: what it was started with.
#[derive(Clone, Debug, Default)]
pub struct BrokerEntries {
    given: BTreeMap<&'static str, String>,
}

impl BrokerEntries {
    /// Sets a key.
    ///
    /// # Errors
    /// An unknown key (with the nearest known one), or a value that the key refuses.
    pub fn set(&mut self, name: &str, value: &str) -> Result<&'static ConfigKey, ConfigError> {
        let Some(key) = broker(name) else {
            let names = super::BROKER_KEYS.iter().map(|key| key.name);
            return Err(ConfigError::UnknownKey {
                scope: "broker",
                name: name.to_owned(),
                nearest: nearest(name, names).map(str::to_owned),
            });
        };
        key.check(value)?;
        self.given.insert(key.name, value.trim().to_owned());
        Ok(key)
    }

    /// The value that was given for `name`, if one was.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(String::as_str)
    }

    /// The value that holds for `name`: as given, or the default.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.given(name).or_else(|| broker(name)?.default)
    }

    /// A whole number that holds for `name`; 0 for a key that has none.
    #[must_use]
    pub fn integer(&self, name: &str) -> i64 {
        self.value(name).and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// The number that `name` holds, with a fraction.
    #[must_use]
    pub fn number(&self, name: &str) -> f64 {
        self.value(name).and_then(|value| value.parse().ok()).unwrap_or(0.0)
    }

    /// Whether `name` holds `true`.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Keys that were given and change nothing here.
    pub fn without_effect(&self) -> impl Iterator<Item = &'static str> {
        self.given
            .keys()
            .filter(|name| broker(name).is_some_and(|key| key.effect == Effect::Accepted))
            .copied()
    }

    /// The entry of a broker key, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_broker(&self, key: &'static ConfigKey) -> EffectiveEntry {
        let mut synonyms = Vec::new();
        if let Some(value) = self.given(key.name) {
            let value = Some(value.to_owned());
            synonyms.push(Synonym { name: key.name, value, source: ConfigSource::StaticBroker });
        }
        if let Some(default) = key.default {
            let value = Some(default.to_owned());
            synonyms.push(Synonym { name: key.name, value, source: ConfigSource::Default });
        }
        effective(key, synonyms)
    }

    /// The entry of a topic key for a topic with these overrides, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_topic(
        &self,
        key: &'static ConfigKey,
        overrides: &BTreeMap<String, String>,
    ) -> EffectiveEntry {
        let mut synonyms = Vec::new();
        if let Some(value) = overrides.get(key.name) {
            let value = Some(value.clone());
            synonyms.push(Synonym { name: key.name, value, source: ConfigSource::Topic });
        }
        for from in key.broker_keys {
            if let Some(value) = self.given(from.name) {
                let value = Some(scaled(value, from.factor));
                let source = ConfigSource::StaticBroker;
                synonyms.push(Synonym { name: from.name, value, source });
            }
        }
        if let Some(default) = key.default {
            // Kafka names the broker key whose default it is, not the topic key.
            let name = key.broker_keys.first().map_or(key.name, |from| from.name);
            let value = Some(default.to_owned());
            synonyms.push(Synonym { name, value, source: ConfigSource::Default });
        }
        effective(key, synonyms)
    }

    /// All values that hold for a topic with these overrides.
    pub fn topic_values(
        &self,
        overrides: &BTreeMap<String, String>,
    ) -> impl Iterator<Item = (&'static str, String)> {
        TOPIC_KEYS.iter().map(move |key| {
            let overridden = overrides.get(key.name).cloned();
            let given = || {
                key.broker_keys
                    .iter()
                    .find_map(|from| Some(scaled(self.given(from.name)?, from.factor)))
            };
            let default = || key.default.unwrap_or_default().to_owned();
            (key.name, overridden.or_else(given).unwrap_or_else(default))
        })
    }

    /// Checks topic overrides as a client sends them.
    ///
    /// # Errors
    /// An unknown key (with the nearest known one), or a value that the key refuses.
    pub fn check_topic_entry(name: &str, value: &str) -> Result<(), ConfigError> {
        match topic(name) {
            Some(key) => key.check(value),
            None => Err(ConfigError::UnknownKey {
                scope: "topic",
                name: name.to_owned(),
                nearest: nearest(name, TOPIC_KEYS.iter().map(|key| key.name)).map(str::to_owned),
            }),
        }
    }
}

fn scaled(value: &str, factor: i64) -> String {
    match (factor, value.parse::<i64>()) {
        (1, _) | (_, Err(_)) => value.to_owned(),
        // A negative value means "no limit" in every unit.
        (_, Ok(number)) if number < 0 => value.to_owned(),
        (factor, Ok(number)) => number.saturating_mul(factor).to_string(),
    }
}

fn effective(key: &'static ConfigKey, synonyms: Vec<Synonym>) -> EffectiveEntry {
    let strongest = synonyms.first();
    let source = strongest.map_or(ConfigSource::Default, |synonym| synonym.source);
    let shown = key.kind != ConfigType::Password;
    let value = strongest.filter(|_| shown).and_then(|synonym| synonym.value.clone());
    EffectiveEntry { key, value, source, synonyms }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_value_comes_from_the_strongest_place_that_names_it() {
        let mut entries = BrokerEntries::default();
        entries.set("log.retention.hours", "1").unwrap();
        let key = topic("retention.ms").unwrap();
        let none = BTreeMap::new();
        let entry = entries.describe_topic(key, &none);
        assert_eq!(entry.value.as_deref(), Some("3600000"));
        assert_eq!(entry.source, ConfigSource::StaticBroker);
        assert_eq!(entry.synonyms.len(), 2);

        entries.set("log.retention.ms", "5").unwrap();
        assert_eq!(entries.describe_topic(key, &none).value.as_deref(), Some("5"));

        let overrides = BTreeMap::from([("retention.ms".to_owned(), "7".to_owned())]);
        let entry = entries.describe_topic(key, &overrides);
        assert_eq!((entry.value.as_deref(), entry.source), (Some("7"), ConfigSource::Topic));
        let value = entries.topic_values(&overrides).find(|(name, _)| *name == "retention.ms");
        assert_eq!(value, Some(("retention.ms", "7".to_owned())));
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_one() {
        let error = BrokerEntries::default().set("num.partition", "3").unwrap_err();
        assert!(error.to_string().contains("'num.partitions'"), "{error}");
        let error = BrokerEntries::check_topic_entry("retention.ms", "soon").unwrap_err();
        assert!(error.to_string().contains("retention.ms"), "{error}");
        assert!(BrokerEntries::check_topic_entry("retention.ms", "-2").is_err());
    }
}
