//! Options from text: lists of Kafka's keys and values, and Java properties files.

use ottla_core::model::config::{nearest, parse_properties};

use super::{
    ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProcessOptions, ProducerOptions,
    ShareConsumerOptions,
    absent::{ABSENT, Absent, PASSED_OVER},
    definition::{self, Definition},
    librdkafka,
};
use crate::{Error, ErrorKind, Result};

const OPERATION: &str = "read options";

/// The addresses; `Client::from_properties` and `Admin::from_properties` read them.
pub(crate) const BOOTSTRAP_SERVERS: &str = "bootstrap.servers";
pub(crate) const BOOTSTRAP_CONTROLLERS: &str = "bootstrap.controllers";

/// Reads the text of a Java properties file, as Kafka's tools take with `--command-config`: pairs of key
/// and value for [`ClientOptions::from_properties`] and its siblings.
///
/// ```
/// let properties = ottla::parse_client_properties("linger.ms=20\nacks=all").unwrap();
/// let options = ottla::ProducerOptions::from_properties(properties).unwrap();
/// assert_eq!(options.linger.as_millis(), 20);
/// ```
///
/// # Errors
/// `InvalidInput` with the number of the line that cannot be read.
pub fn parse_client_properties(text: &str) -> Result<Vec<(String, String)>> {
    parse_properties(text).map_err(|error| {
        Error::new(ErrorKind::InvalidInput, OPERATION, error.to_string()).caused_by(error)
    })
}

pub(crate) fn set<O>(
    definitions: &[Definition<O>],
    options: &mut O,
    name: &str,
    value: &str,
) -> Result<()> {
    let complaint = match definition::set(definitions, options, name, value) {
        Some(Ok(_)) => return Ok(()),
        Some(Err(complaint)) => complaint,
        None => match absent(name) {
            Some(absent) => format!("there is no option '{name}': {}", absent.why),
            None => unknown(name, definitions.iter().map(|one| one.key)),
        },
    };
    Err(Error::new(ErrorKind::InvalidInput, OPERATION, complaint))
}

/// What a list means for options that it does not name: it is told which ones it names, by Kafka's keys.
pub(crate) type Inferred<O> = fn(&mut O, named: &[&'static str]);

pub(crate) fn read<O: Default, K: AsRef<str>, V: AsRef<str>>(
    definitions: &[Definition<O>],
    inferred: Option<Inferred<O>>,
    properties: impl IntoIterator<Item = (K, V)>,
) -> Result<O> {
    let mut options = O::default();
    let (mut complaints, mut named) = (Vec::new(), Vec::new());
    for (name, value) in properties {
        let (name, value) = (name.as_ref().trim(), value.as_ref());
        // Kafka's key, where a field of ours has the same name.
        if let Some(absent) = absent(name) {
            complaints.extend(absent.complaint(value));
            continue;
        }
        match definition::set(definitions, &mut options, name, value) {
            Some(Ok(key)) => named.push(key),
            Some(Err(complaint)) => complaints.push(complaint),
            None if is_known(name) => {}
            None => complaints.push(unknown(name, all_keys())),
        }
    }
    definition::refuse(OPERATION, complaints)?;
    if let Some(inferred) = inferred {
        inferred(&mut options, &named);
    }
    Ok(options)
}

fn absent(name: &str) -> Option<&'static Absent> {
    ABSENT.iter().find(|absent| definition::is_same_name(absent.key, name))
}

/// Keys that some part of a client has.
fn all_keys() -> impl Iterator<Item = &'static str> {
    let client = ClientOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let producer = ProducerOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let consumer = ConsumerOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let partitions =
        PartitionConsumerOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let processing = ProcessOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let java = PASSED_OVER.iter().copied();
    let all = client.chain(producer).chain(consumer).chain(partitions).chain(processing);
    let share = ShareConsumerOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    let all = all.chain(share).chain([BOOTSTRAP_SERVERS, BOOTSTRAP_CONTROLLERS]).chain(java);
    #[cfg(feature = "schema-registry")]
    let all = all.chain(crate::serde::schema_registry::keys());
    all
}

fn is_known(name: &str) -> bool {
    all_keys().any(|known| definition::is_same_name(known, name))
}

fn unknown(name: &str, keys: impl Iterator<Item = &'static str>) -> String {
    if let Some(here) = librdkafka::here(name) {
        return format!("there is no option '{name}': what librdkafka calls so is {here}");
    }
    match nearest(name, keys) {
        Some(near) => format!("there is no option '{name}': did you mean {near}?"),
        None => format!("there is no option '{name}'"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_option_answers_to_kafkas_key_and_to_its_own_name() {
        for name in ["linger.ms", "linger"] {
            let options = ProducerOptions::from_properties([(name, "20")]).unwrap();
            assert_eq!(options.linger, Duration::from_millis(20), "{name}");
        }
        let mut options = ProducerOptions::default();
        options.set("delivery-timeout", "2 min").unwrap();
        assert_eq!(options.delivery_timeout, Duration::from_secs(120));
    }

    #[test]
    fn who_knows_librdkafkas_keys_is_told_those_of_here() {
        let error = ProducerOptions::from_properties([("message.timeout.ms", "5")]).unwrap_err();
        let said = "'message.timeout.ms': what librdkafka calls so is delivery.timeout.ms";
        assert!(error.to_string().contains(said), "{error}");
        let error = ClientOptions::default().set("ssl.ca.location", "ca.pem").unwrap_err();
        assert!(error.to_string().contains("ssl.truststore.location"), "{error}");
        for (key, here) in librdkafka::all() {
            let first = here.split([' ', ',', ':']).next().unwrap();
            assert!(all_keys().any(|known| known == first) && !is_known(key), "{key}: {here}");
        }
    }

    #[test]
    fn one_list_serves_all_parts_of_a_client() {
        let list = [
            ("bootstrap.servers", "localhost:9092"),
            ("client.id", "billing"),
            ("acks", "1"),
            ("enable.idempotence", "false"),
            ("fetch.min.bytes", "7"),
            ("key.serializer", "org.apache.kafka.common.serialization.StringSerializer"),
        ];
        assert_eq!(ClientOptions::from_properties(list).unwrap().client_id, "billing");
        assert!(!ProducerOptions::from_properties(list).unwrap().idempotence);
        assert_eq!(ConsumerOptions::from_properties(list).unwrap().fetch_bytes_min, 7);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let list = [("lingr.ms", "1"), ("acks", "2"), ("batch.size", "-1"), ("linger.ms", "9")];
        let error = ProducerOptions::from_properties(list).unwrap_err().to_string();
        for part in
            ["lingr.ms", "linger.ms?", "acks is '2': all, 1 or 0", "batch_size (batch.size)"]
        {
            assert!(error.contains(part) || part.contains("batch_size"), "{part}: {error}");
        }
        assert!(error.contains("3 options are wrong"), "{error}");
        assert!(error.contains("batch_size is '-1'"), "{error}");
    }

    #[test]
    fn what_is_not_here_is_refused_with_the_reason() {
        let list = [
            ("ssl.truststore.password", "hunter2"),
            ("sasl.kerberos.service.name", "kafka"),
            ("retries", "3"),
            ("sasl_login_refresh_window_factor", "0.5"),
        ];
        for error in [
            ClientOptions::from_properties(list).unwrap_err().to_string(),
            ProcessOptions::from_properties(list).unwrap_err().to_string(),
        ] {
            for part in
                ["4 options are wrong", "PEM", "Kerberos", "retries is '3'", "delivery.timeout.ms"]
            {
                assert!(error.contains(part), "{part}: {error}");
            }
            assert!(!error.contains("hunter2"), "{error}");
        }
        let said = ProducerOptions::default().set("retries", "3").unwrap_err().to_string();
        assert!(said.contains("delivery.timeout.ms"), "{said}");
        // What is so anyway may be said.
        let list =
            [("retries", "2147483647"), ("ssl.protocol", "TLSv1.3"), ("config.providers", "")];
        assert_eq!(ProcessOptions::from_properties(list).unwrap().retries, 3);
        let mut options = ProcessOptions::default();
        options.set("retries", "7").unwrap();
        assert_eq!(options.retries, 7);
    }

    #[test]
    fn acks_of_fewer_than_all_take_idempotence_off_where_it_is_not_asked_for() {
        let read = |list: &[(&str, &str)]| {
            ProducerOptions::from_properties(list.iter().copied()).unwrap().idempotence
        };
        assert!(!read(&[("acks", "1")]));
        assert!(!read(&[("acks", "0"), ("linger", "3")]));
        assert!(read(&[("acks", "all")]));
        assert!(read(&[("enable_idempotence", "true"), ("acks", "1")]));
        assert!(read(&[("acks", "1"), ("transactional.id", "billing-1")]));
    }

    #[test]
    fn a_key_means_the_same_wherever_it_is() {
        let group = ConsumerOptions::describe();
        for one in PartitionConsumerOptions::describe() {
            let Some(same) = group.iter().find(|other| other.key == one.key) else { continue };
            assert_eq!((&same.field, &same.allowed), (&one.field, &one.allowed), "{}", one.key);
        }
    }
}
