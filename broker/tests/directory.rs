//! A broker on a directory: what is in it survives stops and starts, and what is wrong with it is
//! said.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::Path};

use ottla_broker::{Broker, BrokerOptions, StartError};
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::{
        messages::{
            DescribeConfigsRequest, InitProducerIdRequest, MetadataRequest,
            describe_configs_request::DescribeConfigsResource,
        },
        records::BatchFields,
    },
};
use support::{Client, batch, batch_with, now};

fn start(directory: &Path) -> Broker {
    Broker::start(BrokerOptions::default().directory(directory)).unwrap()
}

fn leader_epoch(client: &mut Client) -> i32 {
    let all = client.call(&MetadataRequest { topics: None, ..Default::default() });
    all.topics[0].partitions[0].leader_epoch
}

fn producer_id(client: &mut Client) -> i64 {
    let request =
        InitProducerIdRequest { producer_id: -1, producer_epoch: -1, ..Default::default() };
    let response = client.call(&request);
    assert_eq!(response.error_code, 0);
    response.producer_id
}

fn idempotent(values: &[&str], producer: i64, sequence: i32) -> bytes::Bytes {
    let fields = BatchFields {
        producer_id: ProducerId(producer),
        producer_epoch: ProducerEpoch(0),
        base_sequence: sequence,
        ..BatchFields::default()
    };
    batch_with(values, &fields, now())
}

#[test]
fn everything_survives_a_clean_stop() {
    let directory = tempfile::tempdir().unwrap();
    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[("retention.ms", "123456")]);
    let id = client.topic_id("t");
    let producer = producer_id(&mut client);
    assert_eq!(client.produce("t", idempotent(&["a", "b"], producer, 0)), (ErrorCode::None, 0));
    let epoch = leader_epoch(&mut client);
    broker.stop();
    assert!(directory.path().join(".kafka_cleanshutdown").exists());

    let broker = start(directory.path());
    assert!(!directory.path().join(".kafka_cleanshutdown").exists());
    let mut client = Client::connect(broker.address());
    assert_eq!(client.topic_id("t"), id);
    assert!(leader_epoch(&mut client) > epoch);
    let both = [(0, "a".to_owned()), (1, "b".to_owned())];
    assert_eq!(client.fetch("t", 0), both);
    // The producer's state is there too: a repeated batch is known, the next one follows.
    assert_eq!(client.produce("t", idempotent(&["a", "b"], producer, 0)), (ErrorCode::None, 0));
    assert_eq!(client.produce("t", idempotent(&["c"], producer, 2)), (ErrorCode::None, 2));
    let gap = client.produce("t", idempotent(&["d"], producer, 9)).0;
    assert_eq!(gap, ErrorCode::OutOfOrderSequenceNumber);
    assert!(producer_id(&mut client) > producer, "no producer id is given twice");
    assert_eq!(retention(&mut client), "123456");
}

fn retention(client: &mut Client) -> String {
    let resource = DescribeConfigsResource {
        resource_type: 2,
        resource_name: "t".into(),
        configuration_keys: Some(vec!["retention.ms".into()]),
    };
    let request = DescribeConfigsRequest { resources: vec![resource], ..Default::default() };
    let response = client.call(&request);
    response.results[0].configs[0].value.as_ref().unwrap().to_string()
}

#[test]
fn many_restarts_lose_and_double_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    for round in 0..5 {
        let broker = start(directory.path());
        let mut client = Client::connect(broker.address());
        if round == 0 {
            client.create_topic("t", 1, &[]);
        }
        let value = format!("round {round}");
        let (code, offset) = client.produce("t", batch(&[&value]));
        assert_eq!((code, offset), (ErrorCode::None, round));
        expected.push((offset, value));
        assert_eq!(client.fetch("t", 0), expected);
    }
}

#[test]
fn a_deleted_topic_can_be_made_again_at_once() {
    use ottla_core::protocol::messages::DeleteTopicsRequest;
    let directory = tempfile::tempdir().unwrap();
    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    let mut ids = std::collections::BTreeSet::new();
    for _ in 0..3 {
        client.create_topic("t", 1, &[]);
        assert!(ids.insert(client.topic_id("t")));
        assert_eq!(client.produce("t", batch(&["a"])), (ErrorCode::None, 0));
        let request = DeleteTopicsRequest { topic_names: vec!["t".into()], ..Default::default() };
        assert_eq!(client.call_at(&request, 5).responses[0].error_code, 0);
    }
    drop(broker);
    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    let all = client.call(&MetadataRequest { topics: None, ..Default::default() });
    assert_eq!(all.topics.len(), 0);
}

fn refusal(options: BrokerOptions) -> String {
    match Broker::start(options) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("the broker started"),
    }
}

#[test]
fn a_directory_in_use_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let first = start(directory.path());
    let message = refusal(BrokerOptions::default().directory(directory.path()));
    assert!(message.contains("another broker uses it"), "{message}");
    drop(first);
    drop(start(directory.path()));
}

#[test]
fn a_directory_of_another_node_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    drop(start(directory.path()));
    let options = BrokerOptions::default().directory(directory.path()).set("node.id", "7").unwrap();
    let message = refusal(options);
    assert!(message.contains("belongs to node 1"), "{message}");
    assert!(message.contains("node.id=1"), "{message}");
}

#[test]
fn a_path_that_is_no_directory_is_refused_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "x").unwrap();
    let message = refusal(BrokerOptions::default().directory(&file));
    assert!(message.contains(&file.display().to_string()), "{message}");
}

#[test]
fn a_broken_meta_properties_is_refused_by_name() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("meta.properties"), "version=1\nnode.id=x\n").unwrap();
    let message = refusal(BrokerOptions::default().directory(directory.path()));
    assert!(message.contains("meta.properties"), "{message}");
}

#[test]
fn a_busy_port_is_refused_with_a_way_out() {
    let broker = support::broker();
    let listeners = format!("PLAINTEXT://{}", broker.address());
    let options = BrokerOptions::default().set("listeners", &listeners).unwrap();
    match Broker::start(options) {
        Err(error @ StartError::Bind { .. }) => {
            let message = error.to_string();
            assert!(message.contains(&broker.address().to_string()), "{message}");
            assert!(message.contains("choose another port"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_folder_of_an_earlier_topic_does_not_become_a_new_ones() {
    let directory = tempfile::tempdir().unwrap();
    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.produce("t", batch(&["of the first topic"]));
    broker.stop();
    // As a crash between the commit of a deletion and the renaming of its folder leaves it.
    let other = directory.path().join("u-0");
    fs::rename(directory.path().join("t-0"), &other).unwrap();

    let broker = start(directory.path());
    let mut client = Client::connect(broker.address());
    client.create_topic("u", 1, &[]);
    assert_eq!(client.offset("u", -1), 0);
    assert_eq!(client.produce("u", batch(&["new"])), (ErrorCode::None, 0));
    broker.stop();
    // What was set aside goes at the next start.
    drop(start(directory.path()));
    let names = fs::read_dir(directory.path()).unwrap();
    let left =
        names.flatten().any(|entry| entry.file_name().to_string_lossy().ends_with("-delete"));
    assert!(!left);
}
