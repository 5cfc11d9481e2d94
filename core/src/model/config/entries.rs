//! Where a value comes from: the topic, the broker's own configuration, or the default. Answers
//! what DescribeConfigs shows and what typed configs are made of.

use std::collections::BTreeMap;

use super::{
    broker_keys::broker,
    check::ConfigError,
    key::{ConfigKey, ConfigType, Effect, Update},
    nearest::nearest,
    topic_keys::TOPIC_KEYS,
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
    /// Set on a client metrics subscription.
    ClientMetrics,
    /// Set on the group.
    Group,
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
            Self::ClientMetrics => 7,
            Self::Group => 8,
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

/// A broker's configuration: what it was started with, and over it what was set while it ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrokerEntries {
    given: BTreeMap<&'static str, String>,
    /// Set on all brokers.
    cluster: BTreeMap<&'static str, String>,
    /// Set on this broker.
    own: BTreeMap<&'static str, String>,
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

    /// The same with what was set on this broker, and on all brokers, instead of what was before.
    /// Keys that cannot change while the broker runs, values that are none, and a `max.connections` that would let
    /// nobody in are left out: the records may be of another version, and a controller takes any value.
    #[must_use]
    pub fn with_dynamic(
        &self,
        own: &BTreeMap<String, String>,
        cluster: &BTreeMap<String, String>,
    ) -> Self {
        let usable = |entries: &BTreeMap<String, String>| {
            let usable = entries.iter().filter_map(|(name, value)| {
                let key = broker(name).filter(|key| key.update == Update::Dynamic)?;
                let lets_nobody_in = key.name == "max.connections" && value.trim() == "0";
                key.check(value)
                    .ok()
                    .filter(|()| !lets_nobody_in)
                    .map(|()| (key.name, value.trim().to_owned()))
            });
            usable.collect()
        };
        Self { given: self.given.clone(), cluster: usable(cluster), own: usable(own) }
    }

    /// The value that was given for `name` at the start, if one was.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(String::as_str)
    }

    /// The value that was set for `name`, and who set it.
    fn set_value(&self, name: &str) -> Option<(&str, ConfigSource)> {
        self.layers().find_map(|(layer, source)| Some((layer.get(name)?.as_str(), source)))
    }

    fn layers(&self) -> impl Iterator<Item = (&BTreeMap<&'static str, String>, ConfigSource)> {
        let layers = [
            (&self.own, ConfigSource::DynamicBroker),
            (&self.cluster, ConfigSource::DynamicDefaultBroker),
            (&self.given, ConfigSource::StaticBroker),
        ];
        layers.into_iter()
    }

    /// The value that holds for `name`: as set, or the default.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.set_value(name).map(|(value, _)| value).or_else(|| broker(name)?.default)
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
        effective(key, self.value(key.name).map(str::to_owned), self.synonyms(key.name))
    }

    /// The entry of a key that was set on all brokers, if it was, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_cluster(&self, key: &'static ConfigKey) -> Option<EffectiveEntry> {
        let value = self.cluster.get(key.name)?.clone();
        let synonyms = self.synonyms(key.name).into_iter();
        let synonyms =
            synonyms.filter(|synonym| synonym.source == ConfigSource::DynamicDefaultBroker);
        Some(effective(key, Some(value), synonyms.collect()))
    }

    /// The entry of a topic key for a topic with these overrides, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_topic(
        &self,
        key: &'static ConfigKey,
        overrides: &BTreeMap<String, String>,
    ) -> EffectiveEntry {
        let mut synonyms =
            key.broker_keys.first().map_or_else(Vec::new, |from| self.synonyms(from.name));
        if let Some(value) = overrides.get(key.name) {
            let value = Some(value.clone());
            synonyms.insert(0, Synonym { name: key.name, value, source: ConfigSource::Topic });
        }
        effective(key, Some(self.topic_value(key, overrides).0), synonyms)
    }

    /// The entry of a group key for a group with these overrides, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_group(
        &self,
        key: &'static ConfigKey,
        overrides: &BTreeMap<String, String>,
    ) -> EffectiveEntry {
        let from = key.broker_keys.first();
        let mut synonyms = from.map_or_else(Vec::new, |from| self.synonyms(from.name));
        let inherited = from.and_then(|from| self.value(from.name)).or(key.default);
        let (value, source) = match overrides.get(key.name) {
            Some(value) => (Some(value.clone()), ConfigSource::Group),
            None => (inherited.map(str::to_owned), ConfigSource::Default),
        };
        if source == ConfigSource::Group || from.is_none() {
            synonyms.insert(0, Synonym { name: key.name, value: value.clone(), source });
        }
        effective(key, value, synonyms)
    }

    /// The entry of a key of a client metrics subscription, as DescribeConfigs shows it.
    #[must_use]
    pub fn describe_client_metrics(
        key: &'static ConfigKey,
        set: &BTreeMap<String, String>,
    ) -> EffectiveEntry {
        let value = set.get(key.name).cloned();
        let source = ConfigSource::ClientMetrics;
        let synonyms =
            value.clone().map(|value| Synonym { name: key.name, value: Some(value), source });
        let value = value.or_else(|| key.default.map(str::to_owned));
        effective(key, value, synonyms.into_iter().collect())
    }

    /// All that name a value for a broker key, the strongest first. What stands before the key's
    /// own name is left out, as Apache Kafka leaves it out.
    fn synonyms(&self, name: &str) -> Vec<Synonym> {
        let names = same_setting(name);
        let mut synonyms = Vec::new();
        for (layer, source) in self.layers() {
            let named = names.iter().filter_map(|name| layer.get_key_value(*name));
            synonyms.extend(named.map(|(name, value)| Synonym {
                name,
                value: Some(value.clone()),
                source,
            }));
        }
        for key in names.iter().filter_map(|name| broker(name)) {
            let default = key.default.map(|default| Synonym {
                name: key.name,
                value: Some(default.to_owned()),
                source: ConfigSource::Default,
            });
            synonyms.extend(default);
        }
        synonyms.into_iter().skip_while(|synonym| synonym.name != name).collect()
    }

    /// The value that holds for a topic key of a topic with these overrides, and who set it.
    #[must_use]
    pub fn topic_value(
        &self,
        key: &ConfigKey,
        overrides: &BTreeMap<String, String>,
    ) -> (String, ConfigSource) {
        if let Some(value) = overrides.get(key.name) {
            return (value.clone(), ConfigSource::Topic);
        }
        let inherited = key.broker_keys.iter().find_map(|from| {
            let (value, source) = self.set_value(from.name)?;
            Some((scaled(value, from.factor), source))
        });
        inherited
            .unwrap_or_else(|| (key.default.unwrap_or_default().to_owned(), ConfigSource::Default))
    }

    /// All values that hold for a topic with these overrides.
    pub fn topic_values(
        &self,
        overrides: &BTreeMap<String, String>,
    ) -> impl Iterator<Item = (&'static str, String)> {
        TOPIC_KEYS.iter().map(move |key| (key.name, self.topic_value(key, overrides).0))
    }
}

/// Broker keys that say the same in several units, the strongest first.
fn same_setting(name: &str) -> Vec<&str> {
    const SETTINGS: [&[&str]; 3] = [
        &["log.retention.ms", "log.retention.minutes", "log.retention.hours"],
        &["log.roll.ms", "log.roll.hours"],
        &["log.roll.jitter.ms", "log.roll.jitter.hours"],
    ];
    let same = SETTINGS.iter().find(|names| names.contains(&name));
    same.map_or_else(|| vec![name], |names| names.to_vec())
}

fn scaled(value: &str, factor: i64) -> String {
    match (factor, value.parse::<i64>()) {
        (1, _) | (_, Err(_)) => value.to_owned(),
        // A negative value means "no limit" in every unit.
        (_, Ok(number)) if number < 0 => value.to_owned(),
        (factor, Ok(number)) => number.saturating_mul(factor).to_string(),
    }
}

fn effective(
    key: &'static ConfigKey,
    value: Option<String>,
    synonyms: Vec<Synonym>,
) -> EffectiveEntry {
    let source = synonyms.first().map_or(ConfigSource::Default, |synonym| synonym.source);
    let value = value.filter(|_| key.kind != ConfigType::Password);
    EffectiveEntry { key, value, source, synonyms }
}

#[cfg(test)]
mod tests {
    use super::{super::topic, *};

    #[test]
    fn a_topic_value_comes_from_the_strongest_place_that_names_it() {
        let mut entries = BrokerEntries::default();
        entries.set("log.retention.hours", "1").unwrap();
        let key = topic("retention.ms").unwrap();
        let none = BTreeMap::new();
        let entry = entries.describe_topic(key, &none);
        assert_eq!(entry.value.as_deref(), Some("3600000"));
        // Apache Kafka shows no synonym in another unit without one in its own.
        assert_eq!((entry.source, entry.synonyms.len()), (ConfigSource::Default, 0));
        let value = entries.topic_value(key, &none);
        assert_eq!(value, ("3600000".to_owned(), ConfigSource::StaticBroker));

        entries.set("log.retention.ms", "5").unwrap();
        let own = BTreeMap::from([("log.retention.ms".to_owned(), "55".to_owned())]);
        let cluster = BTreeMap::from([("log.retention.ms".to_owned(), "66".to_owned())]);
        let entries = entries.with_dynamic(&own, &cluster);
        let entry = entries.describe_topic(key, &none);
        assert_eq!(entry.value.as_deref(), Some("55"));
        let synonyms = entry.synonyms.iter().map(|one| (one.name, one.value.as_deref().unwrap()));
        let expected = [
            ("log.retention.ms", "55"),
            ("log.retention.ms", "66"),
            ("log.retention.ms", "5"),
            ("log.retention.hours", "1"),
            ("log.retention.hours", "168"),
        ];
        assert!(synonyms.eq(expected), "{:?}", entry.synonyms);

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
    }

    #[test]
    fn what_cannot_change_at_run_time_does_not() {
        let own = [("node.id", "7"), ("log.cleaner.threads", "x"), ("message.max.bytes", " 9 ")];
        let own = own.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let entries = BrokerEntries::default().with_dynamic(&own, &BTreeMap::new());
        assert_eq!(entries.integer("node.id"), 1);
        assert_eq!(entries.integer("log.cleaner.threads"), 1);
        assert_eq!(entries.integer("message.max.bytes"), 9);
    }
}
