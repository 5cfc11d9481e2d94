//! What one config key is, and how a text is checked against it.

/// Type of a value, as DescribeConfigs names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigType {
    /// `true` or `false`.
    Boolean,
    /// Any text.
    String,
    /// 32-bit integer.
    Int,
    /// 16-bit integer.
    Short,
    /// 64-bit integer.
    Long,
    /// 64-bit floating point.
    Double,
    /// Texts separated by commas.
    List,
    /// Name of a Java class; accepted so that Kafka's files can be read.
    Class,
    /// A secret; never shown.
    Password,
}

impl ConfigType {
    /// The type's number in a DescribeConfigs response.
    #[must_use]
    pub fn wire(self) -> i8 {
        match self {
            Self::Boolean => 1,
            Self::String => 2,
            Self::Int => 3,
            Self::Short => 4,
            Self::Long => 5,
            Self::Double => 6,
            Self::List => 7,
            Self::Class => 8,
            Self::Password => 9,
        }
    }
}

/// Values that a key accepts, beyond its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Everything of the type.
    Any,
    /// At least this.
    AtLeast(i64),
    /// Both ends included.
    Between(i64, i64),
    /// Both ends included, or this one value.
    BetweenOr(i64, i64, i64),
    /// From 0.0 to 1.0.
    Ratio,
    /// One of these texts; for a list, each item.
    OneOf(&'static [&'static str]),
}

/// Whether setting the key does anything here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It does what the sentence says.
    Full,
    /// Accepted so that Apache Kafka's files and tools work; the broker warns that it does nothing.
    Accepted,
}

/// When a broker key can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// Only at the start.
    ReadOnly,
    /// While the broker runs.
    Dynamic,
}

/// One config key.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// Apache Kafka's name.
    pub name: &'static str,
    /// Type of the value.
    pub kind: ConfigType,
    /// Default as text; `None` where there is none.
    pub default: Option<&'static str>,
    /// Accepted values.
    pub range: Range,
    /// Whether it does anything here.
    pub effect: Effect,
    /// When it can be changed.
    pub update: Update,
    /// Broker keys that give a topic key its default, the strongest first.
    pub broker_keys: &'static [BrokerDefault],
    /// What it does.
    pub doc: &'static str,
}

/// A broker key whose value becomes a topic key's default.
#[derive(Clone, Copy, Debug)]
pub struct BrokerDefault {
    /// The broker key.
    pub name: &'static str,
    /// The topic value is the broker value times this (hours to milliseconds).
    pub factor: i64,
}

/// Why a value was refused. Kafka answers INVALID_CONFIG (40).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No such key.
    #[error("unknown {scope} config key '{name}'{}", .nearest.as_ref().map(|n| format!("; did you mean '{n}'?")).unwrap_or_default())]
    UnknownKey {
        /// "topic" or "broker".
        scope: &'static str,
        /// The key as given.
        name: String,
        /// The known key that is nearest.
        nearest: Option<String>,
    },
    /// The text is not of the key's type.
    #[error("Invalid value {value} for configuration {name}: not a {expected}")]
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
                _ => Err(self.wrong_type(value, "boolean (true or false)")),
            },
            ConfigType::Short => {
                self.check_integer(value, i64::from(i16::MIN), i64::from(i16::MAX))
            }
            ConfigType::Int => self.check_integer(value, i64::from(i32::MIN), i64::from(i32::MAX)),
            ConfigType::Long => self.check_integer(value, i64::MIN, i64::MAX),
            ConfigType::Double => {
                let number: f64 = value.parse().map_err(|_| self.wrong_type(value, "number"))?;
                if self.range == Range::Ratio && !(0.0..=1.0).contains(&number) {
                    return Err(self.out_of_range(value, "must be between 0 and 1".into()));
                }
                Ok(())
            }
            ConfigType::List => value
                .split(',')
                .map(str::trim)
                .filter(|i| !i.is_empty())
                .try_for_each(|i| self.check_text(i)),
            ConfigType::String => self.check_text(value),
            ConfigType::Class | ConfigType::Password => Ok(()),
        }
    }

    fn check_integer(&self, value: &str, lowest: i64, highest: i64) -> Result<(), ConfigError> {
        let number: i64 = value.parse().map_err(|_| self.wrong_type(value, "whole number"))?;
        if number < lowest || number > highest {
            return Err(self.wrong_type(value, "number of this size"));
        }
        let (legal, rule) = match self.range {
            Range::AtLeast(least) => (number >= least, format!("must be at least {least}")),
            Range::Between(least, most) => {
                ((least..=most).contains(&number), format!("must be between {least} and {most}"))
            }
            Range::BetweenOr(least, most, other) => (
                (least..=most).contains(&number) || number == other,
                format!("must be between {least} and {most}, or {other}"),
            ),
            Range::Any | Range::Ratio | Range::OneOf(_) => (true, String::new()),
        };
        if legal { Ok(()) } else { Err(self.out_of_range(value, rule)) }
    }

    fn check_text(&self, value: &str) -> Result<(), ConfigError> {
        if let Range::OneOf(texts) = self.range
            && !texts.contains(&value)
        {
            return Err(self.out_of_range(value, format!("must be one of {}", texts.join(", "))));
        }
        Ok(())
    }

    fn wrong_type(&self, value: &str, expected: &'static str) -> ConfigError {
        ConfigError::Type { name: self.name.into(), value: value.into(), expected }
    }

    fn out_of_range(&self, value: &str, problem: String) -> ConfigError {
        ConfigError::Range { name: self.name.into(), value: value.into(), problem }
    }
}

/// Writes a table of keys: `"name": Type = "default", range, effect, update[, from [...]]; "doc";`.
macro_rules! config_keys {
    (@default none) => { None };
    (@default $default:literal) => { Some($default) };
    ($(
        $name:literal: $kind:ident = $default:tt, $range:ident $(($($bound:expr),*))?,
        $effect:ident, $update:ident $(, from [$($broker:literal * $factor:literal),*])?;
        $doc:literal;
    )*) => {
        &[$($crate::model::config::ConfigKey {
            name: $name,
            kind: $crate::model::config::ConfigType::$kind,
            default: $crate::model::config::key::config_keys!(@default $default),
            range: $crate::model::config::Range::$range $(($($bound),*))?,
            effect: $crate::model::config::Effect::$effect,
            update: $crate::model::config::Update::$update,
            broker_keys: &[$($($crate::model::config::key::BrokerDefault {
                name: $broker,
                factor: $factor,
            }),*)?],
            doc: $doc,
        }),*]
    };
}
pub(super) use config_keys;
