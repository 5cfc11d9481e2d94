//! What controllers are asked by hand: the active one, and those that are not. Codes and sentences are those of
//! Apache Kafka 4.3.1, which was asked the same; but for requests that make its active controller give up its
//! office, for which it has a code and no sentence.

use std::net::SocketAddr;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AddRaftVoterRequest, AlterConfigsRequest, AlterPartitionReassignmentsRequest,
        AlterPartitionRequest, CreatePartitionsRequest, CreateTopicsRequest, DeleteTopicsRequest,
        DescribeConfigsRequest, DescribeQuorumRequest, ElectLeadersRequest,
        IncrementalAlterConfigsRequest, ListPartitionReassignmentsRequest, RemoveRaftVoterRequest,
        UnregisterBrokerRequest, UpdateFeaturesRequest, alter_configs_request,
        alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
        alter_partition_request,
        create_partitions_request::CreatePartitionsTopic,
        create_topics_request::CreatableTopic,
        delete_topics_request::DeleteTopicState,
        describe_configs_request::DescribeConfigsResource,
        describe_quorum_request::{PartitionData, TopicData},
        elect_leaders_request::TopicPartitions,
        incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
        update_features_request::FeatureUpdateKey,
    },
};

use super::*;
use crate::support;

const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const LOGGER: i8 = 8;
const GROUP: i8 = 32;

const SET: i8 = 0;
const DELETE: i8 = 1;
const APPEND: i8 = 2;

/// Addresses of the controllers by id, and which one is active.
async fn controllers(cluster: &Cluster) -> (Vec<(i32, SocketAddr)>, i32) {
    let client = connect(cluster).await;
    let quorum = client.admin().describe_metadata_quorum().await.unwrap();
    let address = |host: &str, port: u16| format!("{host}:{port}").parse().unwrap();
    let endpoints = quorum.endpoints.iter();
    let endpoints = endpoints.map(|(id, at)| (*id, address(&at[0].host, at[0].port)));
    (endpoints.collect(), quorum.leader.unwrap())
}

/// A connection to the active controller, and one to another.
async fn both(cluster: &Cluster) -> (support::Client, support::Client, i32) {
    let (all, active) = controllers(cluster).await;
    let of = |is_active: bool| {
        let found = all.iter().find(|(id, _)| (*id == active) == is_active).unwrap();
        support::Client::connect(found.1)
    };
    (of(true), of(false), active)
}

type Change<'a> = (i8, &'a str, Option<&'a str>);

fn of_resource(
    resource_type: i8,
    resource_name: &str,
    changes: &[Change<'_>],
) -> AlterConfigsResource {
    let configs = changes.iter().map(|(config_operation, name, value)| AlterableConfig {
        name: (*name).into(),
        config_operation: *config_operation,
        value: value.map(Into::into),
    });
    let (resource_name, configs) = (resource_name.into(), configs.collect());
    AlterConfigsResource { resource_type, resource_name, configs }
}

/// What IncrementalAlterConfigs answers for each resource: type, code, sentence.
fn altered(
    client: &mut support::Client,
    resources: Vec<AlterConfigsResource>,
) -> Vec<(i8, ErrorCode, String)> {
    let request = IncrementalAlterConfigsRequest { resources, validate_only: false };
    let said = client.call(&request).responses.into_iter().map(|one| {
        let message = one.error_message.as_deref().unwrap_or_default().to_owned();
        (one.resource_type, ErrorCode::from_code(one.error_code), message)
    });
    said.collect()
}

/// The code for one resource.
fn code(
    client: &mut support::Client,
    resource_type: i8,
    name: &str,
    changes: &[Change<'_>],
) -> ErrorCode {
    altered(client, vec![of_resource(resource_type, name, changes)]).remove(0).1
}

fn value(client: &mut support::Client, resource_type: i8, name: &str, key: &str) -> String {
    let resource = DescribeConfigsResource {
        resource_type,
        resource_name: name.into(),
        configuration_keys: Some(vec![key.into()]),
    };
    let request = DescribeConfigsRequest { resources: vec![resource], ..Default::default() };
    let described = client.call(&request);
    described.results[0].configs[0].value.as_deref().unwrap_or_default().to_owned()
}

#[test]
fn a_controller_that_is_not_the_active_one_says_who_is_and_forwards_no_settings() {
    use ErrorCode::{InvalidRequest, NotController, UnsupportedVersion};
    run(async |cluster| {
        create(&connect(&cluster).await, "t", 1).await;
        let (_, mut other, active) = both(&cluster).await;
        let elsewhere = format!("The active controller appears to be node {active}.");
        let topic = || of_resource(TOPIC, "t", &[(SET, "retention.ms", Some("5"))]);
        let broker = of_resource(BROKER, "1", &[(SET, "message.max.bytes", Some("5"))]);
        let refused = |resource_type| (resource_type, NotController, elsewhere.clone());
        let said = altered(&mut other, vec![topic(), broker]);
        assert_eq!(said, [refused(TOPIC), refused(BROKER)]);
        let logger = || of_resource(LOGGER, "77", &[(SET, "root", Some("INFO"))]);
        let group = of_resource(GROUP, "g", &[(SET, "consumer.session.timeout.ms", Some("50000"))]);
        let said = altered(&mut other, vec![logger(), group]);
        assert_eq!(said, [refused(LOGGER), refused(GROUP)]);
        // What any controller can say, this one says as well.
        let unknown = of_resource(77, "x", &[]);
        let said = altered(&mut other, vec![topic(), unknown, topic(), logger()]);
        let codes: Vec<_> = said.iter().map(|(kind, code, _)| (*kind, *code)).collect();
        let expected =
            [(TOPIC, InvalidRequest), (77, UnsupportedVersion), (LOGGER, InvalidRequest)];
        assert_eq!(codes, expected);
        assert_eq!(said[0].2, "Duplicate resource.");
        assert_eq!(said[1].2, "Unknown resource type 77.");
        assert!(said[2].2.starts_with("Unexpected node id. Expected"), "{}", said[2].2);
        let resource = alter_configs_request::AlterConfigsResource {
            resource_type: TOPIC,
            resource_name: "t".into(),
            configs: Vec::new(),
        };
        let request = AlterConfigsRequest { resources: vec![resource], validate_only: false };
        let said = other.call(&request).responses.remove(0);
        assert_eq!((said.error_code, said.error_message.as_deref()), (41, Some(&*elsewhere)));
    });
}

fn topics_asked(client: &mut support::Client) -> Vec<(i16, String)> {
    let mut said = Vec::new();
    let topic = CreatableTopic {
        name: "new".into(),
        num_partitions: 1,
        replication_factor: 1,
        ..Default::default()
    };
    let create =
        CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() };
    let one = client.call(&create).topics.remove(0);
    said.push((one.error_code, one.error_message.unwrap_or_default().to_string()));
    let topic = CreatePartitionsTopic { name: "t".into(), count: 4, assignments: None };
    let grow = CreatePartitionsRequest { topics: vec![topic], ..Default::default() };
    let one = client.call(&grow).results.remove(0);
    said.push((one.error_code, one.error_message.unwrap_or_default().to_string()));
    let named = |name: &str| DeleteTopicState { name: Some(name.into()), ..Default::default() };
    let topics = vec![named("t"), named("none")];
    let delete = DeleteTopicsRequest { topics, timeout_ms: 5_000, ..Default::default() };
    for one in client.call(&delete).responses {
        said.push((one.error_code, one.error_message.unwrap_or_default().to_string()));
    }
    let elected = TopicPartitions { topic: "t".into(), partitions: vec![0] };
    let elect = ElectLeadersRequest {
        topic_partitions: Some(vec![elected]),
        timeout_ms: 5_000,
        ..Default::default()
    };
    let answer = client.call(&elect);
    let one = answer.replica_election_results[0].partition_result[0].clone();
    assert_eq!(one.error_code, answer.error_code);
    said.push((one.error_code, one.error_message.unwrap_or_default().to_string()));
    let partition = ReassignablePartition { partition_index: 0, replicas: Some(vec![1]) };
    let moved = ReassignableTopic { name: "t".into(), partitions: vec![partition] };
    let reassign = AlterPartitionReassignmentsRequest { topics: vec![moved], ..Default::default() };
    let answer = client.call(&reassign);
    let one = answer.responses[0].partitions[0].clone();
    assert_eq!(one.error_code, answer.error_code);
    said.push((one.error_code, one.error_message.unwrap_or_default().to_string()));
    said
}

#[test]
fn a_controller_that_is_not_the_active_one_decides_nothing() {
    run(async |cluster| {
        create(&connect(&cluster).await, "t", 1).await;
        whole(&connect(&cluster).await, "t").await;
        let (_, mut other, active) = both(&cluster).await;
        let elsewhere = (41, format!("The active controller appears to be node {active}."));
        for said in topics_asked(&mut other) {
            assert_eq!(said, elsewhere);
        }
        let none = DeleteTopicState { name: Some("none".into()), ..Default::default() };
        let delete = DeleteTopicsRequest { topics: vec![none], ..Default::default() };
        assert_eq!(other.call(&delete).responses[0].error_code, 3);
        let update = FeatureUpdateKey {
            feature: "metadata.version".into(),
            max_version_level: 1,
            upgrade_type: 1,
            ..Default::default()
        };
        let update = UpdateFeaturesRequest { feature_updates: vec![update], ..Default::default() };
        assert_eq!(other.call(&update).error_code, 41);
        assert_eq!(other.call(&UnregisterBrokerRequest { broker_id: 99 }).error_code, 41);
        // So it is of brokers' own requests, if they ask for anything.
        let topic = alter_partition_request::TopicData::default();
        let proposal = AlterPartitionRequest { topics: vec![topic], ..Default::default() };
        assert_eq!(other.call(&proposal).error_code, 41);
        assert_eq!(other.call(&AlterPartitionRequest::default()).error_code, 0);
        let nothing = ElectLeadersRequest { topic_partitions: Some(vec![]), ..Default::default() };
        assert_eq!(other.call(&nothing).error_code, 0);
        assert_eq!(other.call(&AlterPartitionReassignmentsRequest::default()).error_code, 0);
        // Reading is another matter, and the quorum has words of its own.
        let list = ListPartitionReassignmentsRequest { topics: None, ..Default::default() };
        assert_eq!(other.call(&list).error_code, 0);
        let partition = PartitionData { partition_index: 0 };
        let topic =
            TopicData { topic_name: "__cluster_metadata".into(), partitions: vec![partition] };
        let answer = other.call(&DescribeQuorumRequest { topics: vec![topic] });
        let quorum = &answer.topics[0].partitions[0];
        assert_eq!((answer.error_code, quorum.error_code, quorum.leader_id), (0, 6, 0));
        assert!(answer.nodes.is_empty() && quorum.current_voters.is_empty());
        let add = AddRaftVoterRequest { cluster_id: None, voter_id: 9, ..Default::default() };
        assert_eq!(other.call(&add).error_code, 6);
        let remove = RemoveRaftVoterRequest {
            cluster_id: Some("another".into()),
            voter_id: 9,
            ..Default::default()
        };
        assert_eq!(other.call(&remove).error_code, 104);
    });
}

#[test]
fn the_controller_takes_any_value_for_a_broker_which_leaves_out_what_it_cannot_take_in() {
    run(async |cluster| {
        let (mut controller, _, _) = both(&cluster).await;
        let mut broker = support::Client::connect(cluster.broker(2).unwrap().address());
        let before = value(&mut broker, BROKER, "2", "log.retention.ms");
        for (key, worth) in [
            ("log.retention.ms", "abc"),
            ("log.cleaner.threads", "100"),
            ("node.id", "7"),
            ("max.connections", "0"),
            ("log.cleanup.policy", "nope"),
        ] {
            for name in ["2", ""] {
                let said = code(&mut controller, BROKER, name, &[(SET, key, Some(worth))]);
                assert_eq!(said, ErrorCode::None, "{key} of {name:?}");
            }
        }
        // All that came before it has arrived with it.
        code(&mut controller, BROKER, "2", &[(SET, "message.max.bytes", Some("2000000"))]);
        while value(&mut broker, BROKER, "2", "message.max.bytes") != "2000000" {}
        assert_eq!(value(&mut broker, BROKER, "2", "log.retention.ms"), before);
        assert_eq!(value(&mut broker, BROKER, "2", "node.id"), "2");
        assert_eq!(value(&mut broker, BROKER, "2", "log.cleanup.policy"), "delete");
        let mut newcomer = support::Client::connect(cluster.broker(2).unwrap().address());
        assert_eq!(value(&mut newcomer, BROKER, "2", "message.max.bytes"), "2000000");
        // What does not go with the rest is left out with all that comes with it.
        let least = "group.consumer.min.session.timeout.ms";
        let most = value(&mut broker, BROKER, "2", "group.consumer.max.session.timeout.ms");
        let too_much = (most.parse::<i64>().unwrap() + 1).to_string();
        code(&mut controller, BROKER, "2", &[(SET, least, Some(&too_much))]);
        code(&mut controller, BROKER, "2", &[(SET, "message.max.bytes", Some("3000000"))]);
        code(&mut controller, BROKER, "2", &[(DELETE, least, None)]);
        while value(&mut broker, BROKER, "2", "message.max.bytes") != "3000000" {}
        assert_ne!(value(&mut broker, BROKER, "2", least), too_much);
    });
}

#[test]
fn what_a_controller_makes_of_requests_that_brokers_refuse() {
    use ErrorCode::{InvalidConfig, None as Done, UnknownServerError};
    run(async |cluster| {
        create(&connect(&cluster).await, "t", 1).await;
        let (mut active, _, leader) = both(&cluster).await;
        let key = "retention.ms";
        let now = |client: &mut support::Client| value(client, TOPIC, "t", key);
        let default = now(&mut active);
        // Of several changes of a key the last one counts, and to set nothing is to delete.
        let twice = [(SET, key, Some("5000")), (SET, key, Some("6000"))];
        assert_eq!(code(&mut active, TOPIC, "t", &twice), Done);
        assert_eq!(now(&mut active), "6000");
        assert_eq!(code(&mut active, TOPIC, "t", &[(SET, key, None)]), Done);
        assert_eq!(now(&mut active), default);
        let gone = [(SET, key, Some("5000")), (DELETE, key, None)];
        assert_eq!(code(&mut active, TOPIC, "t", &gone), Done);
        assert_eq!(now(&mut active), default);
        let unread = [(4, key, Some("5000")), (SET, key, Some("7000"))];
        assert_eq!(code(&mut active, TOPIC, "t", &unread), Done);
        assert_eq!(now(&mut active), "7000");
        // What cannot be read spoils all of the request.
        let good =
            || of_resource(GROUP, "g", &[(SET, "consumer.session.timeout.ms", Some("50000"))]);
        for spoiled in [
            of_resource(TOPIC, "t", &[(4, key, Some("8000"))]),
            of_resource(TOPIC, "none", &[(-1, key, None)]),
            of_resource(BROKER, "99", &[(4, "log.retention.ms", Some("1"))]),
            of_resource(TOPIC, "t", &[(APPEND, "cleanup.policy", None)]),
            of_resource(BROKER, "1", &[(APPEND, "log.cleanup.policy", None)]),
        ] {
            let said = altered(&mut active, vec![spoiled, good()]);
            let codes: Vec<ErrorCode> = said.iter().map(|(_, code, _)| *code).collect();
            assert_eq!(codes, [UnknownServerError; 2], "{said:?}");
        }
        let not_a_list = [(APPEND, "consumer.session.timeout.ms", None)];
        assert_eq!(code(&mut active, GROUP, "g", &not_a_list), InvalidConfig);
        let logger = [(4, "root", Some("INFO"))];
        assert_eq!(code(&mut active, LOGGER, &leader.to_string(), &logger), UnknownServerError);
        assert_eq!(now(&mut active), "7000");
        assert_eq!(controllers(&cluster).await.1, leader, "it has given up its office");
    });
}
