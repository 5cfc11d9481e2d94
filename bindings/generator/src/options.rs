//! Options, out of the client's definitions.

use ottla::{
    OptionDescription,
    serde::schema_registry::{RegistryOptions, SchemaOptions},
};

/// Options that languages say otherwise, or have no use for: an address that is an argument, and checks of values that
/// Rust does not see there.
const LEFT_OUT: [&str; 2] = ["schema.registry.url", "json.fail.invalid.schema"];

/// An option.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Kafka's key.
    pub key: String,
    /// Our name.
    pub field: String,
    /// What it does.
    pub doc: String,
    /// Its default, as text.
    pub default: String,
    /// What is allowed, as text.
    pub allowed: String,
    /// How languages write it.
    pub kind: OptionKind,
}

/// How languages write an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// True or false.
    Bool,
    /// A number of milliseconds, or the language's type for durations.
    Duration,
    /// A number.
    Number,
    /// Text, or a list of texts.
    Text,
}

/// The options of a struct of the client; `None` if it has none of that name, an empty list where
/// every key of a broker is allowed.
pub(crate) fn of(name: &str) -> Option<Vec<Choice>> {
    let descriptions = match name {
        "ClientOptions" => ottla::ClientOptions::describe(),
        "ProducerOptions" => ottla::ProducerOptions::describe(),
        "ConsumerOptions" => ottla::ConsumerOptions::describe(),
        "PartitionConsumerOptions" => ottla::PartitionConsumerOptions::describe(),
        "ShareConsumerOptions" => ottla::ShareConsumerOptions::describe(),
        "ProcessOptions" => ottla::ProcessOptions::describe(),
        "RegistryOptions" => RegistryOptions::describe(),
        "SchemaOptions" => SchemaOptions::describe(),
        "BrokerOptions" => Vec::new(),
        _ => return None,
    };
    let shown = descriptions.into_iter().filter(|one| !LEFT_OUT.contains(&one.key));
    Some(shown.map(choice).collect())
}

fn choice(description: OptionDescription) -> Choice {
    let OptionDescription { key, field, doc, default, allowed } = description;
    let kind = kind(&allowed);
    Choice { key: key.to_owned(), field: field.to_owned(), doc, default, allowed, kind }
}

/// How an option is written follows from what is allowed: `true or false`, `0 ms to 5 ms`, `-1 to 7`.
fn kind(allowed: &str) -> OptionKind {
    let number = allowed.split(' ').next().is_some_and(|first| first.parse::<i64>().is_ok());
    match (allowed, number) {
        ("true or false", _) => OptionKind::Bool,
        (allowed, true) if allowed.contains(" ms to ") => OptionKind::Duration,
        (_, true) => OptionKind::Number,
        (_, false) => OptionKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_an_option_is_written_follows_from_what_is_allowed() {
        let kind = |set: &str, key: &str| {
            of(set).into_iter().flatten().find(|choice| choice.key == key).map(|choice| choice.kind)
        };
        assert_eq!(kind("ProducerOptions", "linger.ms"), Some(OptionKind::Duration));
        assert_eq!(kind("ProducerOptions", "batch.size"), Some(OptionKind::Number));
        assert_eq!(kind("ProducerOptions", "enable.idempotence"), Some(OptionKind::Bool));
        assert_eq!(kind("ProducerOptions", "compression.type"), Some(OptionKind::Text));
        assert!(of("OtherOptions").is_none());
    }
}
