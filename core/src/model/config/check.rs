//! Whether a text is a value of a key: its type, then its range. What is refused is said in the
//! words of Apache Kafka, whose tools show them.

use super::key::{ConfigKey, ConfigType, Range};

/// Why a value was refused. Kafka answers INVALID_CONFIG (40).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No such key.
    #[error("Unknown {scope} config name: {name}{}", .nearest.as_ref().map(|n| format!("; did you mean '{n}'?")).unwrap_or_default())]
    UnknownKey {
        /// "topic", "broker", or "group".
        scope: &'static str,
        /// The key as given.
        name: String,
        /// The known key that is nearest.
        nearest: Option<String>,
    },
    /// The text is not of the key's type.
    #[error("Invalid value {value} for configuration {name}: {expected}")]
    Type {
        /// The key.
        name: String,
        /// The value as given.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The value is of the right type, and out of range.
    #[error("Invalid value {value} for configuration {name}: {problem}")]
    Range {
        /// The key.
        name: String,
        /// The value as given.
        value: String,
        /// What is accepted.
        problem: String,
    },
    /// The items of a list do not go together.
    #[error("Configuration '{name}' {problem}")]
    Items {
        /// The key.
        name: String,
        /// What is wrong with them.
        problem: String,
    },
    /// A topic's shortest wait for compaction is longer than its longest.
    #[error(
        "conflict topic config setting min.compaction.lag.ms ({least}) > max.compaction.lag.ms ({most})"
    )]
    CompactionLags {
        /// `min.compaction.lag.ms`.
        least: i64,
        /// `max.compaction.lag.ms`.
        most: i64,
    },
    /// A topic asks for tiered storage, which there is none of.
    #[error(
        "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage."
    )]
    NoTieredStorage,
    /// Two keys whose values do not go together, or a value past another key's.
    #[error("{name} must be {relation} {other}")]
    Relation {
        /// The key.
        name: &'static str,
        /// How it must be to the other.
        relation: &'static str,
        /// The other key.
        other: &'static str,
    },
}

impl ConfigKey {
    /// Checks `value` as a value of this key.
    ///
    /// # Errors
    /// Names the key, the value, and what is accepted.
    pub fn check(&self, value: &str) -> Result<(), ConfigError> {
        let value = value.trim();
        match self.kind {
            ConfigType::Boolean => match value.to_ascii_lowercase().as_str() {
                "true" | "false" => Ok(()),
                _ => Err(self.wrong_type(value, "Expected value to be either true or false")),
            },
            ConfigType::Short => {
                let wrong = self.wrong_type(value, "Not a number of type SHORT");
                self.check_integer(value.parse::<i16>().map_err(|_| wrong)?.into())
            }
            ConfigType::Int => {
                let wrong = self.wrong_type(value, "Not a number of type INT");
                self.check_integer(value.parse::<i32>().map_err(|_| wrong)?.into())
            }
            ConfigType::Long => {
                let wrong = self.wrong_type(value, "Not a number of type LONG");
                self.check_integer(value.parse().map_err(|_| wrong)?)
            }
            ConfigType::Double => {
                let wrong = self.wrong_type(value, "Not a number of type DOUBLE");
                self.check_number(value.parse().map_err(|_| wrong)?)
            }
            ConfigType::List => self.check_items(value),
            ConfigType::String => self.check_text(value),
            ConfigType::Class | ConfigType::Password => Ok(()),
        }
    }

    fn check_integer(&self, number: i64) -> Result<(), ConfigError> {
        let problem = match self.range {
            Range::AtLeast(least) | Range::Between(least, _) if number < least => {
                format!("Value must be at least {least}")
            }
            Range::Between(_, most) if number > most => {
                format!("Value must be no more than {most}")
            }
            Range::BetweenOr(least, most, other)
                if !(least..=most).contains(&number) && number != other =>
            {
                format!("Value must be between {least} and {most} or equal to {other}")
            }
            Range::Any
            | Range::AtLeast(_)
            | Range::Between(..)
            | Range::BetweenOr(..)
            | Range::Ratio
            | Range::OneOf(_)
            | Range::OneOfIgnoringCase(_)
            | Range::DistinctOf(_)
            | Range::ThrottledReplicas
            | Range::OffsetReset => return Ok(()),
        };
        Err(self.out_of_range(&number.to_string(), problem))
    }

    fn check_number(&self, number: f64) -> Result<(), ConfigError> {
        let problem = match self.range {
            Range::Ratio if number < 0.0 => "Value must be at least 0",
            Range::Ratio if number > 1.0 => "Value must be no more than 1",
            Range::Any
            | Range::AtLeast(_)
            | Range::Between(..)
            | Range::BetweenOr(..)
            | Range::Ratio
            | Range::OneOf(_)
            | Range::OneOfIgnoringCase(_)
            | Range::DistinctOf(_)
            | Range::ThrottledReplicas
            | Range::OffsetReset => return Ok(()),
        };
        Err(self.out_of_range(&format!("{number:?}"), problem.into()))
    }

    fn check_items(&self, value: &str) -> Result<(), ConfigError> {
        let items: Vec<&str> = match value {
            "" => Vec::new(),
            _ => value.split(',').map(str::trim).collect(),
        };
        let refuse = |problem: String| ConfigError::Items { name: self.name.into(), problem };
        match self.range {
            Range::DistinctOf(texts) if items.is_empty() => {
                let legal = match texts {
                    [] => "any non-empty value".to_owned(),
                    texts => format!("[{}]", texts.join(", ")),
                };
                Err(refuse(format!("must not be empty. Valid values include: {legal}")))
            }
            Range::OneOf(_) | Range::DistinctOf(_) if items.contains(&"") => {
                Err(refuse("values must not be empty.".into()))
            }
            Range::DistinctOf(_) if repeats(&items) => {
                Err(refuse("values must not be duplicated.".into()))
            }
            Range::ThrottledReplicas if !are_throttled_replicas(&items) => {
                let problem = format!(
                    "{} must be the literal '*' or a list of replicas in the following format: \
                     [partitionId]:[brokerId],[partitionId]:[brokerId],...",
                    self.name
                );
                Err(self.out_of_range(&format!("[{}]", items.join(", ")), problem))
            }
            Range::Any
            | Range::AtLeast(_)
            | Range::Between(..)
            | Range::BetweenOr(..)
            | Range::Ratio
            | Range::OneOf(_)
            | Range::OneOfIgnoringCase(_)
            | Range::DistinctOf(_)
            | Range::ThrottledReplicas
            | Range::OffsetReset => items.into_iter().try_for_each(|item| self.check_text(item)),
        }
    }

    fn check_text(&self, value: &str) -> Result<(), ConfigError> {
        let problem = match self.range {
            Range::OneOf(texts) if !texts.contains(&value) => {
                format!("String must be one of: {}", texts.join(", "))
            }
            Range::DistinctOf(texts) if !texts.is_empty() && !texts.contains(&value) => {
                format!("String must be one of: {}", texts.join(", "))
            }
            Range::OneOfIgnoringCase(texts)
                if !texts.iter().any(|text| text.eq_ignore_ascii_case(value)) =>
            {
                format!("String must be one of (case insensitive): {}", texts.join(", "))
            }
            Range::OffsetReset if !is_offset_reset(value) => format!(
                "Invalid value `{value}` for configuration {}. The value must be either \
                 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
                self.name
            ),
            Range::Any
            | Range::AtLeast(_)
            | Range::Between(..)
            | Range::BetweenOr(..)
            | Range::Ratio
            | Range::OneOf(_)
            | Range::OneOfIgnoringCase(_)
            | Range::DistinctOf(_)
            | Range::ThrottledReplicas
            | Range::OffsetReset => return Ok(()),
        };
        Err(self.out_of_range(value, problem))
    }

    fn wrong_type(&self, value: &str, expected: &'static str) -> ConfigError {
        ConfigError::Type { name: self.name.into(), value: value.into(), expected }
    }

    fn out_of_range(&self, value: &str, problem: String) -> ConfigError {
        ConfigError::Range { name: self.name.into(), value: value.into(), problem }
    }
}

fn repeats(items: &[&str]) -> bool {
    items.iter().enumerate().any(|(index, item)| items[..index].contains(item))
}

fn are_throttled_replicas(items: &[&str]) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_replica = |item: &&str| {
        item.split_once(':')
            .is_some_and(|(partition, broker)| is_number(partition) && is_number(broker))
    };
    items == ["*"] || items.iter().all(is_replica)
}

fn is_offset_reset(value: &str) -> bool {
    match value.strip_prefix("by_duration:") {
        Some(duration) => is_duration(duration),
        None => matches!(value, "earliest" | "latest"),
    }
}

/// Whether a text is a duration that is not negative: `PnDTnHnMn.nS`, with at least one part.
fn is_duration(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    let Some(text) = text.strip_prefix('P') else { return false };
    let (days, time) = match text.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (text, None),
    };
    match time {
        Some(time) => {
            are_parts(days, &['D']).is_some() && are_parts(time, &['H', 'M', 'S']) > Some(0)
        }
        None => are_parts(days, &['D']) > Some(0),
    }
}

/// How many numbers there are, each followed by one of `units`, in their order.
fn are_parts(mut text: &str, units: &[char]) -> Option<usize> {
    let (mut units, mut count) = (units.iter(), 0);
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, rest) = text.split_at(end);
        let unit = rest.chars().next()?;
        units.find(|other| **other == unit)?;
        match number.split_once('.') {
            Some((whole, fraction)) if unit == 'S' => {
                whole.parse::<i64>().ok()?;
                if fraction.len() > 9 || fraction.contains('.') {
                    return None;
                }
            }
            Some(_) => return None,
            None => drop(number.parse::<i64>().ok()?),
        }
        text = &rest[unit.len_utf8()..];
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use crate::model::config::{broker, group, topic};

    fn refused(key: Option<&crate::model::config::ConfigKey>, value: &str) -> String {
        key.unwrap().check(value).unwrap_err().to_string()
    }

    #[test]
    fn numbers_out_of_range_are_refused_in_kafkas_words() {
        let cases = [
            (
                "retention.ms",
                "abc",
                "abc for configuration retention.ms: Not a number of type LONG",
            ),
            ("retention.ms", "-2", "-2 for configuration retention.ms: Value must be at least -1"),
            (
                "segment.bytes",
                "5000000000",
                "5000000000 for configuration segment.bytes: Not a number of type INT",
            ),
            (
                "compression.lz4.level",
                "18",
                "18 for configuration compression.lz4.level: Value must be no more than 17",
            ),
            (
                "compression.gzip.level",
                "0",
                "0 for configuration compression.gzip.level: Value must be between 1 and 9 or equal to -1",
            ),
            (
                "preallocate",
                "yes",
                "yes for configuration preallocate: Expected value to be either true or false",
            ),
            (
                "min.cleanable.dirty.ratio",
                "-1",
                "-1.0 for configuration min.cleanable.dirty.ratio: Value must be at least 0",
            ),
            (
                "compression.type",
                "GZIP",
                "GZIP for configuration compression.type: String must be one of: uncompressed, zstd, lz4, snappy, gzip, producer",
            ),
        ];
        for (name, value, message) in cases {
            assert_eq!(refused(topic(name), value), format!("Invalid value {message}"));
        }
        assert!(topic("retention.ms").unwrap().check(" 5 ").is_ok());
    }

    #[test]
    fn lists_are_refused_in_kafkas_words() {
        let policy = topic("cleanup.policy");
        assert!(policy.unwrap().check("").is_ok());
        assert!(policy.unwrap().check("delete , compact").is_ok());
        assert_eq!(
            refused(policy, "compact,"),
            "Configuration 'cleanup.policy' values must not be empty."
        );
        assert!(refused(policy, "foo").ends_with("String must be one of: compact, delete"));
        let protocols = broker("group.coordinator.rebalance.protocols");
        assert!(refused(protocols, "").ends_with("[consumer, classic, share, streams]"));
        assert!(refused(protocols, "classic,classic").ends_with("values must not be duplicated."));
        assert!(refused(broker("group.consumer.assignors"), "").ends_with("any non-empty value"));
        let replicas = topic("follower.replication.throttled.replicas");
        for legal in ["*", "1:2,3:4", ""] {
            assert!(replicas.unwrap().check(legal).is_ok(), "{legal}");
        }
        assert!(refused(replicas, "1:2,*").starts_with("Invalid value [1:2, *] for configuration"));
    }

    #[test]
    fn an_offset_reset_is_a_word_or_a_duration() {
        let reset = group("share.auto.offset.reset");
        for legal in ["latest", "earliest", "by_duration:PT1H", "by_duration:P2DT3H4M0.5S"] {
            assert!(reset.unwrap().check(legal).is_ok(), "{legal}");
        }
        for illegal in [
            "none",
            "Latest",
            "by_duration:x",
            "by_duration:-PT1H",
            "by_duration:P",
            "by_duration:PT",
            "by_duration:PT1M1H",
        ] {
            assert!(refused(reset, illegal).contains("The value must be either"), "{illegal}");
        }
    }
}
