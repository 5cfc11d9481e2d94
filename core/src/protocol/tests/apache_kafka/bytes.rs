//! Bytes of every message in every version go to Apache Kafka's classes and come back the same, and
//! the other way round. Values that we send are made from our schemas, those that Kafka sends from
//! its definitions, so that neither side can hide what the other does not know.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::{
    jars::LEFT_OUT,
    peer::{Answer, Peer},
};
use crate::{
    model::Rng,
    protocol::{
        codec::{FieldSchema, FieldType},
        tests::{
            all::{AnyMessage, all},
            coverage::Coverage,
            generate::generate,
        },
    },
};

const SEEDS: [u64; 3] = [431, 4310, 43100];
const VALUES_PER_SEED: usize = 20;

#[test]
#[ignore = "needs a JDK and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_and_writes_what_we_write() {
    let peer = Peer::compile();
    let messages = all();
    let mut coverage = complete(&messages);
    for seed in SEEDS {
        let mut rng = Rng::from_seed(seed);
        let mut sent: Vec<(&str, i16, Bytes)> = Vec::new();
        for message in &messages {
            for version in message.schema.versions.iter() {
                for _ in 0..VALUES_PER_SEED {
                    let bytes = Bytes::from(generate(message.schema, version, &mut rng));
                    let trip = (message.round_trip)(bytes, version).unwrap();
                    sent.push((message.schema.name, version, trip.encoded.unwrap()));
                }
            }
        }
        let messages = by_name(&messages);
        for ((name, version, bytes), answer) in sent.iter().zip(peer.echo(&sent)) {
            let what = format!("{name} {version}: {bytes:x?}");
            assert_eq!(answer.result.as_ref(), Ok(bytes), "{what}");
            coverage.add(messages[name].schema, *version);
        }
    }
    coverage.print("Apache Kafka reads and writes what we write");
    coverage.assert_complete();
}

#[test]
#[ignore = "needs a JDK and OTTLA_KAFKA_LIBS"]
fn we_read_and_write_what_apache_kafka_writes() {
    let peer = Peer::compile();
    let messages = all();
    let mut coverage = complete(&messages);
    let messages = by_name(&messages);
    for seed in SEEDS {
        for Answer { name, version, result } in peer.random(seed, VALUES_PER_SEED) {
            if LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            let what = format!("{name} {version}");
            let bytes = result.unwrap_or_else(|why| panic!("{what}: {why}"));
            let message = messages.get(name.as_str()).unwrap_or_else(|| panic!("no {name} here"));
            let trip = (message.round_trip)(bytes.clone(), version)
                .unwrap_or_else(|error| panic!("{what}: {error}, {bytes:x?}"));
            assert_eq!(trip.left_over, 0, "{what}: {bytes:x?}");
            assert_eq!(trip.size, Ok(bytes.len()), "{what}: {}", trip.debug);
            assert_eq!(trip.encoded, Ok(bytes), "{what}: {}", trip.debug);
            assert!(trip.equal_again, "{what}: {}", trip.debug);
            coverage.add(message.schema, version);
        }
    }
    coverage.print("we read and write what Apache Kafka writes");
    coverage.assert_complete();
}

#[test]
#[ignore = "needs a JDK and OTTLA_KAFKA_LIBS"]
fn a_message_in_which_nothing_is_set_is_the_same_in_apache_kafka() {
    let peer = Peer::compile();
    let messages = all();
    let messages = by_name(&messages);
    let mut coverage = Coverage::default();
    for Answer { name, version, result } in peer.defaults() {
        let Some(message) = messages.get(name.as_str()) else { continue };
        if null_only_here(message.schema.fields, version) {
            continue;
        }
        // What Kafka cannot write unset, such as null in a version that has none, nor can we.
        assert_eq!((message.default)(version).ok(), result.ok(), "{name} {version}");
        coverage.add(message.schema, version);
    }
    coverage.print("a message in which nothing is set is the same in Apache Kafka");
    coverage.assert_complete();
}

/// Whether a field is null by default here and empty in Kafka: one that may be null and for which
/// Kafka names no default.
fn null_only_here(fields: &[FieldSchema], version: i16) -> bool {
    let untagged = fields.iter().filter(|field| field.tag.is_none());
    untagged.filter(|field| field.versions.contains(version)).any(|field| {
        let null = !field.nullable_versions.is_empty() && field.default.is_empty();
        null || matches!(field.field_type, FieldType::Struct(inner)
            if null_only_here(inner.fields, version))
    })
}

/// Expects all messages in all versions.
fn complete(messages: &[AnyMessage]) -> Coverage {
    let mut coverage = Coverage::default();
    for message in messages {
        for version in message.schema.versions.iter() {
            coverage.expect(message.schema, version);
        }
    }
    coverage
}

fn by_name(messages: &[AnyMessage]) -> BTreeMap<&'static str, &AnyMessage> {
    messages.iter().map(|message| (message.schema.name, message)).collect()
}
