//! docs/guides/cluster.md, done as it says: one broker becomes the first of three, its topics get more replicas,
//! it is replaced, and each broker is restarted in turn.

use std::fs;

use ottla_core::model::ErrorCode;
use serde_json::{Value, json};

use super::brokers::{Brokers, IDS, until, written};
use crate::{
    process::{java, run},
    support::{Client, batch},
};

const REASSIGN: &str = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand";
const RECORDS: i64 = 3;

/// A broker alone, with a topic, its records, and the offset of a group.
fn alone() -> Option<Brokers> {
    let mut brokers = Brokers::prepare(&[]);
    let listeners = format!("listeners=PLAINTEXT://{}", brokers.address(1));
    brokers.launch_with(1, None, &[listeners])?;
    brokers.until_ready(1);
    let mut client = Client::connect(brokers.address(1));
    client.create_topic("t", 1, &[]);
    assert_eq!(client.produce("t", batch(&["a", "b", "c"])), (ErrorCode::None, 0));
    client.commit_offset("g", "t", 2, "here");
    brokers.terminate(1);
    brokers.take_cluster_of(1);
    Some(brokers)
}

/// Gives all partitions of these topics three replicas.
fn spread(brokers: &Brokers, topics: &[(&str, i32)]) -> Option<()> {
    let replicas = |partition: i32| (0..3).map(move |index| (partition + index) % 3 + 1);
    let moves = |topic: &str, partitions: i32| -> Vec<Value> {
        let one = |partition| {
            let replicas: Vec<i32> = replicas(partition).collect();
            json!({ "topic": topic, "partition": partition, "replicas": replicas })
        };
        (0..partitions).map(one).collect()
    };
    let moves: Vec<Value> =
        topics.iter().flat_map(|(topic, partitions)| moves(topic, *partitions)).collect();
    let plan = json!({ "version": 1, "partitions": moves }).to_string();
    let plan = written(brokers.folder().join("plan.json"), &plan);
    let execute = ["--execute", "--reassignment-json-file", plan.to_str().unwrap()];
    let said = brokers.tool(REASSIGN, &execute)?;
    assert!(said.contains("Successfully started partition reassignments"), "{said}");
    topics.iter().for_each(|(topic, _)| brokers.until_in_sync(topic, None, &IDS));
    Some(())
}

/// Whether this broker serves what the first one had.
fn assert_is_served(brokers: &Brokers) {
    let leader = brokers.leader("t", 0);
    let mut client = Client::connect(brokers.address(leader));
    let values = client.fetch("t", 0);
    let values: Vec<(i64, &str)> = values.iter().map(|(at, value)| (*at, &**value)).collect();
    assert_eq!(values[..3], [(0, "a"), (1, "b"), (2, "c")]);
    let command = java("org.apache.kafka.tools.consumer.group.ConsumerGroupCommand");
    let Some(mut command) = command else { return };
    command.args(["--bootstrap-server", &brokers.bootstrap()]);
    let said = run(command.args(["--describe", "--group", "g"]), b"");
    let row = said.lines().find(|line| line.starts_with("g ")).unwrap_or_else(|| panic!("{said}"));
    let fields: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(fields[1..4], ["t", "0", "2"], "{said}");
}

#[test]
fn one_broker_becomes_the_first_of_three_and_is_replaced() {
    let Some(mut brokers) = alone() else { return };
    // Two that know nothing are a majority, and wait for the one that has the metadata.
    for id in [2, 3] {
        brokers.launch(id).unwrap();
    }
    for id in [2, 3] {
        until("it waits for the first one", || {
            brokers.log(id).contains("2 of 3 voters are reached, 3 needed").then_some(())
        });
    }
    brokers.launch(1).unwrap();
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    brokers.until_in_sync("t", None, &[1]);
    assert_is_served(&brokers);

    let Some(()) = spread(&brokers, &[("t", 1), ("__consumer_offsets", 50)]) else { return };
    assert_is_served(&brokers);

    // Whoever comes with its id and an empty directory has everything again.
    brokers.kill(1);
    brokers.until_in_sync("t", Some(1), &[2, 3]);
    fs::remove_dir_all(brokers.directory(1)).unwrap();
    brokers.start_again(1);
    for topic in ["t", "__consumer_offsets"] {
        brokers.until_in_sync(topic, None, &IDS);
    }
    for id in IDS {
        brokers.terminate(id);
        assert_is_served(&brokers);
        brokers.start_again(id);
        brokers.until_in_sync("t", None, &IDS);
        brokers.until_in_sync("__consumer_offsets", None, &IDS);
    }
    let mut client = Client::connect(brokers.address(brokers.leader("t", 0)));
    assert_eq!(client.produce("t", batch(&["d"])), (ErrorCode::None, RECORDS));
}
