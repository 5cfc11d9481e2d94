//! docs/reference/options.md is what the definitions of the options say; the test fails when the file is
//! another one. `cargo xtask generate` writes it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod apache_kafka;
mod differences;

use std::{fmt::Write, fs, path::Path};

use ottla::{
    ABSENT, ClientOptions, ConsumerOptions, OptionDescription, PASSED_OVER,
    PartitionConsumerOptions, ProcessOptions, ProducerOptions, ShareConsumerOptions,
    serde::schema_registry::{RegistryOptions, SchemaOptions},
};

const PAGE: &str = "docs/reference/options.md";

#[test]
fn the_page_about_the_options_is_what_the_definitions_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PAGE);
    let page = page();
    if std::env::var_os("OTTLA_GENERATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let line = written.lines().zip(page.lines()).find(|(written, made)| written != made);
    assert!(written == page, "{PAGE} is stale; `cargo xtask generate` writes it anew: {line:?}");
}

fn page() -> String {
    let mut page = String::from(
        "# Options of the client

<!-- Made from the code by `cargo xtask generate`; a test fails when it is stale. Do not edit. -->

Every option answers to Kafka's key and to its own name: in a list of properties
(`ClientOptions::from_properties` and its siblings, which also take the text of a Java properties file by
`parse_client_properties`), and one at a time (`set`). All that is wrong is told at once, with the key, the
value and what is allowed. One list can serve all parts of a client: each takes what is its own. Every key of
Apache Kafka 4.3.1's producer, consumer and admin is known, passed over (classes of Java), or refused with the
reason ([below](#what-differs-from-apache-kafka)); any other key is an error with the nearest one.

Durations without a unit are milliseconds; `10s`, `5min` and the like are read, too.
",
    );
    for (title, options) in [
        ("Client", ClientOptions::describe()),
        ("Producer", ProducerOptions::describe()),
        ("Consumer of a group", ConsumerOptions::describe()),
        ("Consumer of partitions", PartitionConsumerOptions::describe()),
        ("Consumer of a share group", ShareConsumerOptions::describe()),
        ("Processing records", ProcessOptions::describe()),
        ("Schema registry", RegistryOptions::describe()),
        ("Formats with a schema registry", SchemaOptions::describe()),
    ] {
        write!(page, "\n## {title}\n\n| Kafka's key | name | default | allowed | what it does |\n")
            .unwrap();
        page.push_str("|---|---|---|---|---|\n");
        options.iter().for_each(|option| page.push_str(&row(option)));
    }
    page.push_str(&differences());
    page
}

fn differences() -> String {
    let mut page = String::from(
        "
## What differs from Apache Kafka

A test compares all keys and defaults with those of Apache Kafka 4.3.1. These defaults are others:

| key | Apache Kafka | here |
|---|---|---|
",
    );
    for (key, theirs, ours) in differences::DEFAULTS {
        writeln!(page, "| `{key}` | {theirs} | {ours} |").unwrap();
    }
    page.push_str("\nThese keys mean something else:\n\n| key | here |\n|---|---|\n");
    for (key, ours) in differences::MEANINGS {
        writeln!(page, "| `{key}` | {ours} |").unwrap();
    }
    page.push_str(
        "
These are refused, but for a value that changes nothing, which is Apache Kafka's default:

| key | may be | why |
|---|---|---|
",
    );
    for one in ABSENT {
        let harmless: Vec<_> = one.harmless.iter().map(|value| format!("`{value}`")).collect();
        writeln!(page, "| `{}` | {} | {} |", one.key, harmless.join(", "), one.why).unwrap();
    }
    let passed: Vec<_> = PASSED_OVER.iter().map(|key| format!("`{key}`")).collect();
    write!(page, "\nThese are passed over, whatever they say:\n{}.\n", passed.join(",\n")).unwrap();
    page
}

fn row(option: &OptionDescription) -> String {
    let OptionDescription { key, field, doc, default, allowed } = option;
    let cell = |text: &str| text.replace('|', "\\|");
    let default = if default.is_empty() { String::new() } else { format!("`{}`", cell(default)) };
    format!("| `{key}` | `{field}` | {default} | {} | {} |\n", cell(allowed), cell(doc))
}
