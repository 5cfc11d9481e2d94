//! Every key of Apache Kafka's clients is known here, or told why it is not; and defaults are the same, but for
//! those that the page lists. apache_kafka.tsv is what ClientKeys.java printed.

use std::collections::BTreeSet;

use ottla::{ABSENT, ClientOptions, ConsumerOptions, ErrorKind, PASSED_OVER, ProducerOptions};

use super::differences::{DEFAULTS, MEANINGS};

const KEYS: &str = include_str!("apache_kafka.tsv");

fn keys() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    KEYS.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap();
        (next(), next(), next())
    })
}

/// What all options are when a list says this, as text; or why they cannot be read.
fn read(client: &str, list: &[(&str, &str)]) -> Result<String, ottla::Error> {
    let part = match client {
        "producer" => format!("{:?}", ProducerOptions::from_properties(list.iter().copied())?),
        "consumer" => format!("{:?}", ConsumerOptions::from_properties(list.iter().copied())?),
        _ => String::new(),
    };
    Ok(format!("{part} {:?}", ClientOptions::from_properties(list.iter().copied())?))
}

#[test]
fn every_key_is_known_or_refused_with_the_reason() {
    let client = ClientOptions::describe();
    for (of, key, default) in keys() {
        let part = match of {
            "producer" => ProducerOptions::describe(),
            "consumer" => ConsumerOptions::describe(),
            _ => Vec::new(),
        };
        let named = client.iter().chain(&part).any(|option| option.key == key);
        let shared = ottla::ShareConsumerOptions::describe().iter().any(|one| one.key == key);
        let bootstrap = key.starts_with("bootstrap.");
        let absent = ABSENT.iter().find(|absent| absent.key == key);
        let places = [named, PASSED_OVER.contains(&key), absent.is_some(), bootstrap];
        let count = places.iter().filter(|is| **is).count();
        assert!(count == 1 || (count == 0 && shared), "{of}: {key} is in {count} places");
        if let Some(absent) = absent {
            read(of, &[(key, default)]).unwrap_or_else(|error| panic!("{key}: {error}"));
            let error = read(of, &[(key, "something else")]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(absent.why), "{error}");
        }
    }
}

#[test]
fn no_key_is_listed_that_apache_kafka_does_not_have() {
    let known: BTreeSet<&str> = keys().map(|(_, key, _)| key).collect();
    let older = "auto.include.jmx.reporter";
    let absent = ABSENT.iter().map(|absent| absent.key);
    for key in absent.chain(PASSED_OVER.iter().copied()).filter(|key| *key != older) {
        assert!(known.contains(key), "{key}");
    }
    for (key, _) in MEANINGS {
        assert!(known.contains(key), "{key}");
    }
}

#[test]
fn defaults_are_apache_kafkas_but_for_those_that_the_page_lists() {
    let listed: BTreeSet<&str> = DEFAULTS.iter().map(|(key, ..)| *key).collect();
    let mut different = BTreeSet::new();
    for (of, key, default) in keys() {
        // No default is one here as well.
        let said: &[(&str, &str)] = match default {
            "" if key == "client.id" => &[(key, "")],
            "" => continue,
            default => &[(key, default)],
        };
        if read(of, said).ok() != read(of, &[]).ok() {
            different.insert(key);
        }
    }
    assert_eq!(different, listed);
}
