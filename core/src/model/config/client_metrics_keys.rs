//! The keys of client metrics subscriptions (KIP-714), and what Apache Kafka checks of them. No client is
//! asked for metrics yet: the subscriptions are kept and shown.

use std::collections::BTreeMap;

use super::{
    check::ConfigError,
    key::{ConfigKey, config_keys},
};

/// Every key of a client metrics subscription, sorted by name.
pub static CLIENT_METRICS_KEYS: &[ConfigKey] = config_keys! {
    "interval.ms": Int = "300000", Any, Accepted, Dynamic;
    "Time between two pushes of a client's metrics.";
    "match": List = "", Any, Accepted, Dynamic;
    "Which clients push, as SELECTOR=PATTERN pairs; empty is all.";
    "metrics": List = "", Any, Accepted, Dynamic;
    "Prefixes of the metrics to push; empty is none.";
};

/// What a `match` pattern can look at.
const SELECTORS: [&str; 6] = [
    "client_instance_id",
    "client_id",
    "client_software_name",
    "client_software_version",
    "client_source_address",
    "client_source_port",
];

/// Why a subscription was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientMetricsError {
    /// No such key. Kafka answers INVALID_REQUEST (42).
    #[error("Unknown client metrics configuration: {0}")]
    UnknownKey(String),
    /// The interval is out of range. Kafka answers INVALID_REQUEST (42).
    #[error("Invalid value {0} for interval.ms, interval must be between 100 and 3600000 (1 hour)")]
    Interval(i64),
    /// A pattern is none. Kafka answers INVALID_CONFIG (40).
    #[error("Illegal client matching pattern: {0}")]
    Pattern(String),
    /// A value is not of its key's type. Kafka answers INVALID_CONFIG (40).
    #[error(transparent)]
    Value(#[from] ConfigError),
}

/// Checks a subscription.
///
/// # Errors
/// An unknown key, a value of the wrong type, or an interval or a pattern that is none.
pub fn check_client_metrics(
    subscription: &BTreeMap<String, String>,
) -> Result<(), ClientMetricsError> {
    let known = |name: &String| CLIENT_METRICS_KEYS.iter().any(|key| key.name == name);
    if let Some(unknown) = subscription.keys().find(|name| !known(name)) {
        return Err(ClientMetricsError::UnknownKey(unknown.clone()));
    }
    for key in CLIENT_METRICS_KEYS {
        if let Some(value) = subscription.get(key.name) {
            key.check(value)?;
        }
    }
    let interval = subscription.get("interval.ms").and_then(|value| value.trim().parse().ok());
    if let Some(interval) = interval
        && !(100..=3_600_000).contains(&interval)
    {
        return Err(ClientMetricsError::Interval(interval));
    }
    let patterns = subscription.get("match").map_or("", String::as_str).trim();
    match patterns.split(',').find(|pattern| !patterns.is_empty() && !is_pattern(pattern.trim())) {
        Some(pattern) => Err(ClientMetricsError::Pattern(pattern.trim().to_owned())),
        None => Ok(()),
    }
}

fn is_pattern(text: &str) -> bool {
    match text.split('=').collect::<Vec<_>>()[..] {
        [selector, pattern] => {
            SELECTORS.contains(&selector.trim()) && !pattern.is_empty() && is_balanced(pattern)
        }
        _ => false,
    }
}

/// Whether brackets and parentheses of a regular expression are closed. What else may be wrong with
/// one is not looked for: nothing is matched yet.
fn is_balanced(pattern: &str) -> bool {
    let (mut depth, mut in_class, mut escaped) = (0, false, false);
    for letter in pattern.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            '[' => in_class = true,
            _ if in_class => {}
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !in_class && !escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subscriptions_are_refused_in_kafkas_words() {
        let check = |name: &str, value: &str| {
            check_client_metrics(&BTreeMap::from([(name.to_owned(), value.to_owned())]))
        };
        let refused = |name, value| check(name, value).unwrap_err().to_string();
        assert_eq!(refused("foo", "1"), "Unknown client metrics configuration: foo");
        assert!(refused("interval.ms", "1").contains("between 100 and 3600000"));
        assert!(refused("interval.ms", "x").ends_with("Not a number of type INT"));
        for pattern in ["foo", "foo=x", "client_id=[", "client_id=", "client_id=a=b"] {
            assert_eq!(
                refused("match", pattern),
                format!("Illegal client matching pattern: {pattern}")
            );
        }
        for legal in ["", "client_id=a.*", "client_id=a,client_source_port=(1|2)[34]"] {
            check("match", legal).unwrap();
        }
    }
}
