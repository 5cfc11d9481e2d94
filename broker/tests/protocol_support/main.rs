//! docs/reference/protocol_support.md is what the code says: the page is made here from the schemas,
//! the broker's table and the client's list, and the test fails when the file is another one.
//! `cargo xtask generate` writes it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod kips;

use std::{fmt::Write, fs, path::Path};

use ottla_broker::engine::TABLE;
use ottla_core::protocol::{
    ApiKey,
    codec::{Listener, Versions},
};

const PAGE: &str = "docs/reference/protocol_support.md";

#[test]
fn the_page_about_the_protocol_is_what_the_code_says() {
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
    let of_brokers = |api: &&ApiKey| api.is_served_on(Listener::Broker);
    let listed = ApiKey::ALL.iter().filter(of_brokers).count();
    let (all, served, called) = (ApiKey::ALL.len(), TABLE.len(), ottla::CALLED_APIS.len());
    let mut page = format!(
        "# Protocol support

<!-- Made from the code by `cargo xtask generate`; a test fails when it is stale. Do not edit. -->

Ottla speaks the wire protocol of Apache Kafka 4.3.1, version for version. Each of its {all} APIs can
be encoded and decoded in every version that Kafka has, and so can the headers, the records of
the metadata log and of the coordinators' topics, and the files that hold messages. Suite
`protocol` of the [tests](../TESTING.md) compares all of them with Apache Kafka's own classes, byte
for byte.

The broker answers {served} of the {listed} APIs that a broker of Apache Kafka answers, and the Rust
client calls {called}. An API that is not answered is not listed to clients, so they learn of it
when they connect.

- **Versions** can be encoded and decoded. \"Unstable\" is a version that Kafka has not released.
- **Flexible** versions have compact lengths and tagged fields (KIP-482).
- **Broker** versions are answered, by brokers in memory and on disk alike.
- **Client** versions are spoken: the newest that the broker has too.
- **KIP** is the proposal that brought the API; the oldest ones have none.

| key | API | KIP | versions | flexible | broker | client | listeners |
|--:|---|---|---|---|---|---|---|
"
    );
    for api in ApiKey::ALL {
        writeln!(page, "{}", row(*api)).unwrap();
    }
    page.push_str(
        "
Of Produce, versions 0 to 2 are listed and refused, as Apache Kafka does: librdkafka would not
compress otherwise. The client asks for ApiVersions in its newest version, and then in version 0.
Keys that are missing belonged to APIs that Apache Kafka 4.0 removed.
",
    );
    page
}

fn row(api: ApiKey) -> String {
    let schema = api.request_schema();
    let last = schema.versions.last;
    let unstable =
        if schema.latest_version_unstable { format!(" ({last} unstable)") } else { String::new() };
    let flexible = match schema.flexible_versions.intersection(schema.versions) {
        none if none.is_empty() => String::new(),
        some => Versions::new(some.first, i16::MAX).to_string(),
    };
    let served = TABLE
        .iter()
        .find(|served| served.key == api)
        .map(|served| Versions::new(*served.versions.start(), *served.versions.end()).to_string());
    let called = ottla::CALLED_APIS.contains(&api).then(|| api.versions().to_string());
    let listeners: Vec<&str> = [(Listener::Broker, "broker"), (Listener::Controller, "controller")]
        .into_iter()
        .filter(|(listener, _)| api.is_served_on(*listener))
        .map(|(_, name)| name)
        .collect();
    format!(
        "| {} | {api} | {} | {}{unstable} | {flexible} | {} | {} | {} |",
        api.code(),
        kips::origin(api).map(|kip| format!("KIP-{kip}")).unwrap_or_default(),
        schema.versions,
        bold(served),
        bold(called),
        listeners.join(", "),
    )
}

fn bold(text: Option<String>) -> String {
    text.map(|text| format!("**{text}**")).unwrap_or_default()
}
