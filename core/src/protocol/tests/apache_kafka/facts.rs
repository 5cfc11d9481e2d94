//! What a definition says of a message, as texts that can be compared and printed: Apache Kafka's
//! definitions and our schemas are both brought into this form. It knows neither of them, except
//! for how versions are written.

use std::collections::BTreeMap;

/// What is said, by what it is said of: `validVersions`, `default`, and so on in Kafka's words.
/// What is said by saying nothing is not in it.
pub(super) type Facts = BTreeMap<&'static str, String>;

/// A message.
#[derive(Default)]
pub(super) struct MessageFacts {
    pub(super) about: Facts,
    /// By name; the message itself is one of them.
    pub(super) structs: BTreeMap<String, StructFacts>,
}

/// The fields of a struct in their order.
pub(super) type StructFacts = Vec<(String, Facts)>;

impl MessageFacts {
    /// Number of fields in all structs.
    pub(super) fn field_count(&self) -> usize {
        self.structs.values().map(Vec::len).sum()
    }
}

/// What differs, one line each; `ours` and `kafka` are messages called `name`.
pub(super) fn differences(name: &str, ours: &MessageFacts, kafka: &MessageFacts) -> Vec<String> {
    let mut lines = Vec::new();
    differing_facts(name, &ours.about, &kafka.about, &mut lines);
    for (struct_name, fields) in &kafka.structs {
        match ours.structs.get(struct_name) {
            Some(of_ours) => differing_fields(name, struct_name, of_ours, fields, &mut lines),
            None => lines.push(format!(
                "{name}: struct {struct_name} with {} is only in Apache Kafka",
                names(fields)
            )),
        }
    }
    for (struct_name, fields) in &ours.structs {
        if !kafka.structs.contains_key(struct_name) {
            let fields = names(fields);
            lines.push(format!("{name}: struct {struct_name} with {fields} is only here"));
        }
    }
    lines
}

fn differing_fields(
    message: &str,
    struct_name: &str,
    ours: &StructFacts,
    kafka: &StructFacts,
    lines: &mut Vec<String>,
) {
    let path = |field: &str| match struct_name == message {
        true => format!("{message}.{field}"),
        false => format!("{message}: {struct_name}.{field}"),
    };
    let find = |fields: &'_ StructFacts, name: &str| {
        fields.iter().find(|(other, _)| other == name).map(|(_, facts)| facts.clone())
    };
    for (field, facts) in kafka {
        match find(ours, field) {
            Some(of_ours) => differing_facts(&path(field), &of_ours, facts, lines),
            None => {
                lines.push(format!("{} is only in Apache Kafka: {}", path(field), listed(facts)));
            }
        }
    }
    for (field, facts) in ours {
        if find(kafka, field).is_none() {
            lines.push(format!("{} is only here: {}", path(field), listed(facts)));
        }
    }
    let in_both = |one: &StructFacts, other: &StructFacts| -> Vec<String> {
        let names = one.iter().map(|(name, _)| name.clone());
        names.filter(|name| find(other, name).is_some()).collect()
    };
    let (order, kafkas) = (in_both(ours, kafka), in_both(kafka, ours));
    if order != kafkas {
        let (order, kafkas) = (order.join(", "), kafkas.join(", "));
        lines.push(format!("{message}: {struct_name} has {order}, in Apache Kafka {kafkas}"));
    }
}

fn differing_facts(path: &str, ours: &Facts, kafka: &Facts, lines: &mut Vec<String>) {
    let mut keys: Vec<_> = ours.keys().chain(kafka.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let (ours, kafka) = (ours.get(key), kafka.get(key));
        if ours != kafka {
            let shown = |value: Option<&String>| value.map_or("not set".into(), Clone::clone);
            lines.push(format!(
                "{path}: {key} is {} here, {} in Apache Kafka",
                shown(ours),
                shown(kafka)
            ));
        }
    }
}

/// In one line.
pub(super) fn listed(facts: &Facts) -> String {
    facts.iter().map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>().join(", ")
}

fn names(fields: &StructFacts) -> String {
    fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
}
