//! Topics, brokers, groups and client metrics are configured over the wire, at every version; what is
//! set takes effect at once and outlives a restart.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::ErrorCode,
    protocol::{
        Request,
        messages::{
            AlterConfigsRequest, CreatePartitionsRequest, DescribeConfigsRequest,
            IncrementalAlterConfigsRequest, ListConfigResourcesRequest, alter_configs_request,
            create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic},
            describe_configs_request::DescribeConfigsResource,
            describe_configs_response::DescribeConfigsResourceResult,
            incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
        },
    },
};
use support::{Client, batch, broker};

const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const BROKER_LOGGER: i8 = 8;
const CLIENT_METRICS: i8 = 16;
const GROUP: i8 = 32;

const SET: i8 = 0;
const DELETE: i8 = 1;
const APPEND: i8 = 2;
const SUBTRACT: i8 = 3;

type Change<'a> = (&'a str, i8, Option<&'a str>);

fn versions<R: Request>() -> std::ops::RangeInclusive<i16> {
    let versions = R::KEY.versions();
    versions.first..=versions.last
}

fn altered(resource: (i8, &str), changes: &[Change<'_>]) -> AlterConfigsResource {
    let config = |(name, operation, value): &Change<'_>| AlterableConfig {
        name: (*name).into(),
        config_operation: *operation,
        value: value.map(Into::into),
    };
    AlterConfigsResource {
        resource_type: resource.0,
        resource_name: resource.1.into(),
        configs: changes.iter().map(config).collect(),
    }
}

/// Changes one resource; what the broker says of it.
fn alter(
    client: &mut Client,
    resource: (i8, &str),
    changes: &[Change<'_>],
) -> (ErrorCode, Option<String>) {
    let resources = vec![altered(resource, changes)];
    let request = IncrementalAlterConfigsRequest { resources, validate_only: false };
    let response = client.call(&request);
    let result = &response.responses[0];
    let message = result.error_message.as_ref().map(ToString::to_string);
    (ErrorCode::from_code(result.error_code), message)
}

fn refused(code: ErrorCode, message: &str) -> (ErrorCode, Option<String>) {
    (code, Some(message.to_owned()))
}

const DONE: (ErrorCode, Option<String>) = (ErrorCode::None, None);

fn described(
    client: &mut Client,
    (resource_type, name): (i8, &str),
) -> Vec<DescribeConfigsResourceResult> {
    let resource = DescribeConfigsResource {
        resource_type,
        resource_name: name.into(),
        configuration_keys: None,
    };
    let request = DescribeConfigsRequest {
        resources: vec![resource],
        include_synonyms: true,
        include_documentation: true,
    };
    let mut response = client.call(&request);
    let result = response.results.remove(0);
    assert_eq!(result.error_code, 0, "{:?}", result.error_message);
    result.configs
}

/// Value and source of a key.
fn value(client: &mut Client, resource: (i8, &str), key: &str) -> (String, i8) {
    let configs = described(client, resource);
    let found = configs.iter().find(|config| config.name == key).unwrap();
    (found.value.as_deref().unwrap_or_default().to_owned(), found.config_source)
}

fn start(directory: &Path) -> Broker {
    Broker::start(BrokerOptions::default().directory(directory)).unwrap()
}

#[test]
fn configs_are_altered_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("retention.bytes", "5")]);
    for version in versions::<IncrementalAlterConfigsRequest>() {
        let set = version.to_string();
        let changes = [("retention.ms", SET, Some(set.as_str()))];
        for validate_only in [true, false] {
            let resources = vec![altered((TOPIC, "t"), &changes), altered((TOPIC, "u"), &changes)];
            let request = IncrementalAlterConfigsRequest { resources, validate_only };
            let response = client.call_at(&request, version);
            let codes: Vec<i16> = response.responses.iter().map(|one| one.error_code).collect();
            assert_eq!(codes, [0, ErrorCode::UnknownTopicOrPartition.code()], "{version}");
            let is_set = value(&mut client, (TOPIC, "t"), "retention.ms").0 == set;
            assert_eq!(is_set, !validate_only, "{version}");
        }
    }
    for version in versions::<AlterConfigsRequest>() {
        client.create_topic(&format!("t{version}"), 1, &[("retention.bytes", "5")]);
        let configs = vec![alter_configs_request::AlterableConfig {
            name: "retention.ms".into(),
            value: Some("7".into()),
        }];
        let name = format!("t{version}");
        let resource = |name: &str| alter_configs_request::AlterConfigsResource {
            resource_type: TOPIC,
            resource_name: name.into(),
            configs: configs.clone(),
        };
        for validate_only in [true, false] {
            let resources = vec![resource(&name), resource("a b")];
            let request = AlterConfigsRequest { resources, validate_only };
            let response = client.call_at(&request, version);
            let codes: Vec<i16> = response.responses.iter().map(|one| one.error_code).collect();
            assert_eq!(codes, [0, ErrorCode::InvalidTopicException.code()], "{version}");
            let kept = value(&mut client, (TOPIC, &name), "retention.bytes").0;
            assert_eq!(kept, if validate_only { "5" } else { "-1" }, "what is not named goes");
        }
    }
}

#[test]
fn what_cannot_be_is_refused_in_kafkas_words() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let mut one = |resource, key: &str, operation, value| {
        alter(&mut client, resource, &[(key, operation, value)])
    };
    use ErrorCode::{InvalidConfig, InvalidRequest, InvalidTopicException};
    let topic = (TOPIC, "t");
    let words = refused(InvalidConfig, "Unknown topic config name: foo");
    assert_eq!(one(topic, "foo", SET, Some("1")), words);
    let words = "Invalid value abc for configuration retention.ms: Not a number of type LONG";
    assert_eq!(one(topic, "retention.ms", SET, Some("abc")), refused(InvalidConfig, words));
    let words = "Null value not supported for : retention.ms";
    assert_eq!(one(topic, "retention.ms", SET, None), refused(InvalidRequest, words));
    let words = "Can't APPEND to key retention.ms because its type is not LIST.";
    assert_eq!(one(topic, "retention.ms", APPEND, Some("1")), refused(InvalidConfig, words));
    let words = "Default topic resources are not allowed.";
    assert_eq!(one((TOPIC, ""), "retention.ms", SET, Some("1")), refused(InvalidRequest, words));
    assert_eq!(one((TOPIC, "a b"), "retention.ms", SET, Some("1")).0, InvalidTopicException);
    assert_eq!(one(topic, "foo", DELETE, None), DONE);
    let words = "Cannot update these configs dynamically: [node.id]";
    assert_eq!(one((BROKER, "1"), "node.id", SET, Some("5")), refused(InvalidRequest, words));
    let words = "Unexpected broker id, expected 1, but received 9";
    let of_another = one((BROKER, "9"), "message.max.bytes", SET, Some("5"));
    assert_eq!(of_another, refused(InvalidRequest, words));
    let words = "Node id must be an integer, but it is: x";
    let of_none = one((BROKER, "x"), "message.max.bytes", SET, Some("5"));
    assert_eq!(of_none, refused(InvalidRequest, words));
    let words = "Config value append is not allowed for config key: log.retention.ms";
    let appended = one((BROKER, ""), "log.retention.ms", APPEND, Some("5"));
    assert_eq!(appended, refused(InvalidConfig, words));
    let words = "consumer.session.timeout.ms must be greater than or equal to \
                 group.consumer.min.session.timeout.ms";
    let short = one((GROUP, "g"), "consumer.session.timeout.ms", SET, Some("1"));
    assert_eq!(short, refused(InvalidConfig, words));
    let words = "Unknown client metrics configuration: foo";
    let unknown = one((CLIENT_METRICS, "m"), "foo", SET, Some("1"));
    assert_eq!(unknown, refused(InvalidRequest, words));
    let words = "Logger root does not exist!";
    let logger = one((BROKER_LOGGER, "1"), "root", SET, Some("INFO"));
    assert_eq!(logger, refused(InvalidConfig, words));
    assert_eq!(one((99, "x"), "a", SET, Some("1")).0, InvalidRequest);

    let twice = [("retention.ms", SET, Some("1")), ("retention.ms", DELETE, None)];
    let words = "Error due to duplicate config keys";
    assert_eq!(alter(&mut client, topic, &twice), refused(InvalidRequest, words));
    let resources = vec![altered(topic, &twice[..1]), altered(topic, &twice[..1])];
    let request = IncrementalAlterConfigsRequest { resources, validate_only: false };
    let responses = client.call(&request).responses;
    assert!(responses.iter().all(|one| one.error_code == InvalidRequest.code()));
    assert_eq!(value(&mut client, topic, "retention.ms").1, 5, "nothing was set");
}

#[test]
fn a_list_gets_items_and_loses_them() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let topic = (TOPIC, "t");
    let mut policy = |operation, items| {
        assert_eq!(alter(&mut client, topic, &[("cleanup.policy", operation, Some(items))]), DONE);
        value(&mut client, topic, "cleanup.policy").0
    };
    assert_eq!(policy(APPEND, "compact"), "delete,compact");
    assert_eq!(policy(APPEND, "compact"), "delete,compact");
    assert_eq!(policy(SUBTRACT, "delete"), "compact");
    assert_eq!(policy(SUBTRACT, "compact"), "");
}

#[test]
fn what_is_set_on_brokers_takes_effect_at_once_and_outlives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    client.create_topic("inherits", 1, &[]);
    client.create_topic("has_its_own", 1, &[("max.message.bytes", "1000000")]);
    let long = "x".repeat(600);
    let is_refused = |client: &mut Client, topic: &str| {
        client.produce(topic, batch(&[&long])).0 == ErrorCode::MessageTooLarge
    };
    assert!(!is_refused(&mut client, "inherits"));
    let small = [("message.max.bytes", SET, Some("500"))];
    assert_eq!(alter(&mut client, (BROKER, ""), &small), DONE);
    assert!(is_refused(&mut client, "inherits"));
    assert!(!is_refused(&mut client, "has_its_own"));
    client.create_topic("new", 1, &[]);
    assert!(is_refused(&mut client, "new"));
    let inherited = value(&mut client, (TOPIC, "inherits"), "max.message.bytes");
    assert_eq!(inherited, ("500".to_owned(), 3));
    broker.stop();

    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    assert!(is_refused(&mut client, "inherits"));
    let own = [("message.max.bytes", SET, Some("2000"))];
    assert_eq!(alter(&mut client, (BROKER, "1"), &own), DONE);
    assert!(!is_refused(&mut client, "inherits"), "its own is stronger");
    assert_eq!(value(&mut client, (BROKER, "1"), "message.max.bytes"), ("2000".to_owned(), 2));
    let unset = [("message.max.bytes", DELETE, None)];
    assert_eq!(alter(&mut client, (BROKER, "1"), &unset), DONE);
    assert!(is_refused(&mut client, "inherits"));
    assert_eq!(alter(&mut client, (BROKER, ""), &unset), DONE);
    assert!(!is_refused(&mut client, "inherits"));
    assert_eq!(described(&mut client, (BROKER, "")).len(), 1, "min.insync.replicas");
}

#[test]
fn a_broker_takes_no_more_connections_than_are_set() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    let most = [("max.connections", SET, Some("1"))];
    assert_eq!(alter(&mut client, (BROKER, "1"), &most), DONE);
    assert!(Client::connect(broker.address()).is_closed());
    let cleaner = [("log.cleaner.threads", SET, Some("3"))];
    let words = alter(&mut client, (BROKER, "1"), &cleaner).1.unwrap();
    assert!(words.contains("more than double the current value 1"), "{words}");
}

#[test]
fn configs_are_described_with_their_sources() {
    let broker = Broker::start(BrokerOptions::default().set("log.retention.ms", "5").unwrap());
    let broker = broker.unwrap();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("retention.ms", "1")]);
    let set = |value| [("log.retention.ms", SET, Some(value))];
    assert_eq!(alter(&mut client, (BROKER, "1"), &set("2")), DONE);
    assert_eq!(alter(&mut client, (BROKER, ""), &set("3")), DONE);
    let configs = described(&mut client, (TOPIC, "t"));
    let retention = configs.iter().find(|config| config.name == "retention.ms").unwrap();
    let synonyms: Vec<(&str, &str, i8)> = retention
        .synonyms
        .iter()
        .map(|one| (&*one.name, one.value.as_deref().unwrap(), one.source))
        .collect();
    let broker_key = "log.retention.ms";
    let expected = [
        ("retention.ms", "1", 1),
        (broker_key, "2", 2),
        (broker_key, "3", 3),
        (broker_key, "5", 4),
        ("log.retention.hours", "168", 5),
    ];
    assert_eq!(synonyms, expected);
    assert!(retention.documentation.is_some() && retention.config_type == 5);

    let node = described(&mut client, (BROKER, "1"));
    let named = |name: &str| node.iter().find(|config| config.name == name).unwrap();
    assert!(named("node.id").read_only && !named(broker_key).read_only);
    // A new cluster says how many replicas have to be in sync (KIP-966).
    let cluster = described(&mut client, (BROKER, ""));
    let cluster: Vec<(&str, i8)> =
        cluster.iter().map(|one| (&*one.name, one.config_source)).collect();
    assert_eq!(cluster, [(broker_key, 3), ("min.insync.replicas", 3)]);

    let foreign = [("plug.in.secret", SET, Some("x"))];
    assert_eq!(alter(&mut client, (BROKER, "1"), &foreign), DONE);
    let node = described(&mut client, (BROKER, "1"));
    let secret = node.iter().find(|config| config.name == "plug.in.secret").unwrap();
    assert!(secret.is_sensitive && secret.value.is_none() && secret.config_source == 2);

    let longer = [("consumer.session.timeout.ms", SET, Some("50000"))];
    assert_eq!(alter(&mut client, (GROUP, "g"), &longer), DONE);
    let timeout = value(&mut client, (GROUP, "g"), "consumer.session.timeout.ms");
    assert_eq!(timeout, ("50000".to_owned(), 8));
    let inherited = value(&mut client, (GROUP, "other"), "consumer.session.timeout.ms");
    assert_eq!(inherited, ("45000".to_owned(), 5));
    let interval = [("interval.ms", SET, Some("1000"))];
    assert_eq!(alter(&mut client, (CLIENT_METRICS, "m"), &interval), DONE);
    let interval = value(&mut client, (CLIENT_METRICS, "m"), "interval.ms");
    assert_eq!(interval, ("1000".to_owned(), 7));
    assert!(described(&mut client, (BROKER_LOGGER, "1")).is_empty());
}

#[test]
fn what_has_configs_is_listed_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let longer = [("consumer.session.timeout.ms", SET, Some("50000"))];
    assert_eq!(alter(&mut client, (GROUP, "g"), &longer), DONE);
    let interval = [("interval.ms", SET, Some("1000"))];
    assert_eq!(alter(&mut client, (CLIENT_METRICS, "m"), &interval), DONE);
    let mut listed = |version, resource_types: &[i8]| {
        let request = ListConfigResourcesRequest { resource_types: resource_types.to_vec() };
        let response = client.call_at(&request, version);
        let resources = response.config_resources.into_iter();
        let resources = resources.map(|one| (one.resource_type, one.resource_name.to_string()));
        (response.error_code, resources.collect::<Vec<_>>())
    };
    let named = |kind, name: &str| (kind, name.to_owned());
    assert_eq!(listed(0, &[]), (0, vec![named(CLIENT_METRICS, "m")]));
    let all =
        [(TOPIC, "t"), (BROKER, "1"), (BROKER_LOGGER, "1"), (CLIENT_METRICS, "m"), (GROUP, "g")];
    let all = all.map(|(kind, name)| named(kind, name)).to_vec();
    assert_eq!(listed(1, &[]), (0, all));
    let two = vec![named(TOPIC, "t"), named(GROUP, "g")];
    assert_eq!(listed(1, &[GROUP, TOPIC]), (0, two));
    assert_eq!(listed(1, &[3]).0, ErrorCode::UnsupportedVersion.code());
}

#[test]
fn topics_get_more_partitions_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("retention.ms", "5")]);
    let topic = |name: &str, count, assignments: Option<&[&[i32]]>| CreatePartitionsTopic {
        name: name.into(),
        count,
        assignments: assignments.map(|all| {
            let one = |ids: &&[i32]| CreatePartitionsAssignment { broker_ids: ids.to_vec() };
            all.iter().map(one).collect()
        }),
    };
    let request = |topics: Vec<CreatePartitionsTopic>, validate_only| CreatePartitionsRequest {
        topics,
        timeout_ms: 9_000,
        validate_only,
    };
    for version in versions::<CreatePartitionsRequest>() {
        let count = i32::from(version) + 2;
        for validate_only in [true, false] {
            let topics = vec![topic("t", count, None), topic("u", 3, None)];
            let response = client.call_at(&request(topics, validate_only), version);
            let codes: Vec<i16> = response.results.iter().map(|one| one.error_code).collect();
            assert_eq!(codes, [0, ErrorCode::UnknownTopicOrPartition.code()], "{version}");
        }
    }
    // Four versions have made five of one.
    let mut refused = |count, assignments: Option<&[&[i32]]>| {
        let response = client.call(&request(vec![topic("t", count, assignments)], false));
        let result = &response.results[0];
        (ErrorCode::from_code(result.error_code), result.error_message.clone().unwrap().to_string())
    };
    use ErrorCode::{InvalidPartitions, InvalidReplicaAssignment};
    let words = "Topic already has 5 partition(s).".to_owned();
    assert_eq!(refused(5, None), (InvalidPartitions, words));
    let words = "The topic t currently has 5 partition(s); -1 would not be an increase.".to_owned();
    assert_eq!(refused(-1, None), (InvalidPartitions, words));
    let words =
        "Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified.";
    assert_eq!(refused(7, Some(&[&[1]])), (InvalidReplicaAssignment, words.to_owned()));
    for (replicas, words) in [
        (&[9][..], "includes broker 9, but no such broker is registered."),
        (&[1, 1], "includes the broker 1 more than once."),
        (&[], "includes an empty replica list."),
    ] {
        let words = format!("The manual partition assignment {words}");
        assert_eq!(refused(6, Some(&[replicas])), (InvalidReplicaAssignment, words));
    }
    assert_eq!(refused(100_000, None).0, ErrorCode::PolicyViolation);
    let twice = vec![topic("t", 6, None), topic("t", 6, None)];
    let response = client.call(&request(twice, false));
    assert_eq!(response.results.len(), 1);
    assert_eq!(response.results[0].error_code, ErrorCode::InvalidRequest.code());

    let manual = client.call(&request(vec![topic("t", 6, Some(&[&[1]]))], false));
    assert_eq!(manual.results[0].error_code, 0);
    let mut produce = support::produce_request("t", batch(&["x"]), -1);
    produce.topic_data[0].partition_data[0].index = 5;
    assert_eq!(support::produced(&client.call_at(&produce, 12)), (ErrorCode::None, 0));
    produce.topic_data[0].partition_data[0].records =
        Some(ottla_core::protocol::codec::Records::from(batch(&["x"])));
    produce.topic_data[0].partition_data[0].index = 6;
    let code = support::produced(&client.call_at(&produce, 12)).0;
    assert_eq!(code, ErrorCode::UnknownTopicOrPartition);
}
