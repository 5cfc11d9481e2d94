//! Configs that are altered at a broker, at the wrong one, and at the controllers. The refusals are word for word
//! those of Apache Kafka 4.3.1, which was asked the same.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AlterConfigsRequest, DescribeConfigsRequest, IncrementalAlterConfigsRequest,
        alter_configs_request,
        describe_configs_request::DescribeConfigsResource,
        incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
    },
};

use super::*;
use crate::support;

const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const LOGGER: i8 = 8;

/// What is said of one resource.
type Said = (String, ErrorCode, String);

/// Sets a key on some resources, by IncrementalAlterConfigs at a version.
fn set(client: &mut support::Client, version: i16, of: &[(i8, &str, &str, &str)]) -> Vec<Said> {
    let resource = |(resource_type, name, key, value): &(i8, &str, &str, &str)| {
        let value = Some((*value).into());
        let config = AlterableConfig { name: (*key).into(), value, ..Default::default() };
        AlterConfigsResource {
            resource_type: *resource_type,
            resource_name: (*name).into(),
            configs: vec![config],
        }
    };
    let resources = of.iter().map(resource).collect();
    let request = IncrementalAlterConfigsRequest { resources, validate_only: false };
    let answered = client.call_at(&request, version).responses.into_iter();
    let said = answered.map(|one| {
        let message = one.error_message.as_deref().unwrap_or_default().to_owned();
        (one.resource_name.to_string(), ErrorCode::from_code(one.error_code), message)
    });
    said.collect()
}

fn said(name: &str, code: ErrorCode, message: &str) -> Said {
    (name.to_owned(), code, message.to_owned())
}

/// The value of a broker's key, as that broker has it.
fn value(client: &mut support::Client, id: &str, key: &str) -> String {
    let resource = DescribeConfigsResource {
        resource_type: BROKER,
        resource_name: id.into(),
        configuration_keys: Some(vec![key.into()]),
    };
    let request = DescribeConfigsRequest { resources: vec![resource], ..Default::default() };
    let described = client.call(&request);
    described.results[0].configs[0].value.as_deref().unwrap_or_default().to_owned()
}

#[test]
fn a_broker_takes_its_own_settings_and_those_of_all() {
    use ErrorCode::{InvalidConfig, InvalidRequest, None, UnknownTopicOrPartition};
    run(async |cluster| {
        // One of them is the controller, two have to ask it.
        for id in 1..=3_usize {
            let mut client = support::Client::connect(cluster.broker(id).unwrap().address());
            let (own, other) = (id.to_string(), (id % 3 + 1).to_string());
            for version in 0..=1 {
                let bytes = (2_000_000 + 10 * id + usize::from(version == 0)).to_string();
                let asked = [
                    (BROKER, other.as_str(), "message.max.bytes", "5"),
                    (BROKER, &own, "message.max.bytes", &bytes),
                    (LOGGER, &other, "root", "INFO"),
                    (LOGGER, &own, "root", "INFO"),
                    (BROKER, "", "log.retention.ms", &bytes),
                    (BROKER, "foo", "message.max.bytes", "5"),
                    (TOPIC, "none", "retention.ms", "5"),
                ];
                let not_own = format!("Unexpected broker id, expected {own}, but received {other}");
                let not_here = format!("Unexpected node id. Expected {own}, but received {other}");
                let expected = [
                    said(&other, InvalidRequest, &not_own),
                    said(&own, None, ""),
                    said(&other, InvalidRequest, &not_here),
                    said(&own, InvalidConfig, "Logger root does not exist!"),
                    said("", None, ""),
                    said("foo", InvalidRequest, "Node id must be an integer, but it is: foo"),
                    said("none", UnknownTopicOrPartition, "The topic 'none' does not exist."),
                ];
                assert_eq!(set(&mut client, version, &asked), expected);
                // It hears of it a moment after the controller has decided.
                while value(&mut client, &own, "message.max.bytes") != bytes
                    || value(&mut client, &own, "log.retention.ms") != bytes
                {}
                let only_others = [asked[0], asked[5]];
                let expected = [expected[0].clone(), expected[5].clone()];
                assert_eq!(set(&mut client, version, &only_others), expected);
            }
            let config = alter_configs_request::AlterableConfig {
                name: "message.max.bytes".into(),
                value: Some("5".into()),
            };
            let of_another = alter_configs_request::AlterConfigsResource {
                resource_type: BROKER,
                resource_name: other.as_str().into(),
                configs: vec![config],
            };
            let mut of_own = of_another.clone();
            of_own.resource_name = own.as_str().into();
            for version in 0..=2 {
                let resources = vec![of_another.clone(), of_own.clone()];
                let request = AlterConfigsRequest { resources, validate_only: true };
                let codes: Vec<i16> = client
                    .call_at(&request, version)
                    .responses
                    .iter()
                    .map(|one| one.error_code)
                    .collect();
                assert_eq!(codes, [InvalidRequest.code(), 0]);
            }
        }
        for id in 1..=3_usize {
            let mut client = support::Client::connect(cluster.broker(id).unwrap().address());
            let bytes = (2_000_000 + 10 * id).to_string();
            assert_eq!(value(&mut client, &id.to_string(), "message.max.bytes"), bytes);
        }
    });
}

#[test]
fn a_controller_takes_the_settings_of_all_that_are_registered() {
    use ErrorCode::{BrokerIdNotRegistered, InvalidRequest, None};
    run(async |cluster| {
        let client = connect(&cluster).await;
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        let active = &quorum.endpoints[&quorum.leader.unwrap()][0];
        let mut controller =
            support::Client::connect(format!("{}:{}", active.host, active.port).parse().unwrap());
        let asked = ["1", "2", "3", "", "foo", "-1", "99"];
        let asked = asked.map(|name| (BROKER, name, "message.max.bytes", "2000000"));
        let unreadable = "Unable to parse broker name as a base 10 number.";
        let expected = [
            said("1", None, ""),
            said("2", None, ""),
            said("3", None, ""),
            said("", None, ""),
            said("foo", InvalidRequest, unreadable),
            said("-1", InvalidRequest, "Invalid negative broker ID."),
            said("99", BrokerIdNotRegistered, "No node with id 99 found."),
        ];
        assert_eq!(set(&mut controller, 1, &asked), expected);
        let twice = set(&mut controller, 1, &[asked[1], asked[1]]);
        assert_eq!(twice, [said("2", InvalidRequest, "Duplicate resource.")]);
        for id in 1..=3_usize {
            let mut broker = support::Client::connect(cluster.broker(id).unwrap().address());
            while value(&mut broker, &id.to_string(), "message.max.bytes") != "2000000" {}
        }
    });
}
