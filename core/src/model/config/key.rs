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
    /// One of these texts, in capitals or not.
    OneOfIgnoringCase(&'static [&'static str]),
    /// A list with at least one item and none twice, each of them one of these; without any, all.
    DistinctOf(&'static [&'static str]),
    /// A list of PARTITION:BROKER, or `*`.
    ThrottledReplicas,
    /// Where a share group begins: `earliest`, `latest`, or `by_duration:` with a duration (ISO 8601).
    OffsetReset,
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
