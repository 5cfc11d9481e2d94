//! Our schemas beside Apache Kafka's definitions: names, keys, versions, and everything that is
//! said of each field. With jars of another version the failure lists what that version changes.

use std::collections::BTreeMap;

use super::{
    definitions,
    facts::{MessageFacts, differences, listed},
    jars::{self, Source},
};
use crate::protocol::tests::all::all;

#[test]
#[ignore = "needs OTTLA_KAFKA_LIBS"]
fn schemas_are_those_of_apache_kafka() {
    let mut ours: BTreeMap<&str, MessageFacts> = all()
        .into_iter()
        .map(|message| (message.schema.name, definitions::of_ours(message.schema)))
        .collect();
    let mut lines = Vec::new();
    let mut table: BTreeMap<String, Counts> = BTreeMap::new();
    for Source { jar, definition } in jars::definitions() {
        let name = definition["name"].as_str().expect("a definition has a name").to_owned();
        // So Kafka keeps the keys of APIs that it has removed.
        let removed = definition["validVersions"] == "none";
        let mine = ours.remove(name.as_str());
        if removed && mine.is_none() {
            continue;
        }
        let counts = table.entry(jar).or_default();
        counts.messages += 1;
        match (definitions::of_kafka(&definition), mine) {
            (Err(why), _) => lines.push(format!("{name}: {why}")),
            (Ok(kafka), None) => {
                counts.fields += kafka.field_count();
                lines.push(format!("{name} is only in Apache Kafka: {}", listed(&kafka.about)));
            }
            (Ok(kafka), Some(mine)) => {
                counts.fields += kafka.field_count();
                let differing = differences(&name, &mine, &kafka);
                if differing.is_empty() {
                    counts.equal_messages += 1;
                    counts.equal_fields += kafka.field_count();
                }
                lines.extend(differing);
            }
        }
    }
    lines.extend(ours.keys().map(|name| format!("{name} is only here")));
    lines.sort();
    print(&table);
    assert!(!table.is_empty(), "no definitions in {}", jars::directory().display());
    assert!(lines.is_empty(), "{} differences:\n{}", lines.len(), lines.join("\n"));
}

/// A field counts as equal if its whole message is.
#[derive(Default)]
struct Counts {
    messages: usize,
    equal_messages: usize,
    fields: usize,
    equal_fields: usize,
}

fn print(table: &BTreeMap<String, Counts>) {
    let mut lines =
        format!("\nschemas as in Apache Kafka's definitions\n{}", line("", "messages", "fields"));
    let mut sum = Counts::default();
    for (jar, counts) in table {
        lines += &counts.line(jar);
        sum.messages += counts.messages;
        sum.equal_messages += counts.equal_messages;
        sum.fields += counts.fields;
        sum.equal_fields += counts.equal_fields;
    }
    println!("{lines}{}", sum.line("all"));
}

impl Counts {
    fn line(&self, name: &str) -> String {
        let messages = format!("{} of {}", self.equal_messages, self.messages);
        line(name, &messages, &format!("{} of {}", self.equal_fields, self.fields))
    }
}

fn line(name: &str, messages: &str, fields: &str) -> String {
    format!("{name:<38} {messages:>12} {fields:>14}\n")
}
