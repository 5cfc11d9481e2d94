//! kafka-reassign-partitions: a plan that the tool makes, carried out, looked at and given up.

use std::fs;

use serde_json::{Value, json};

use ottla_core::protocol::messages::{
    AlterPartitionReassignmentsRequest,
    alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
};

use super::brokers::{Brokers, IDS, until, written};
use crate::process::{java, run};

const REASSIGN: &str = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand";

/// Records so that there is something to copy.
fn write(brokers: &Brokers, topic: &str, count: usize) -> Option<()> {
    let mut producer = java("org.apache.kafka.tools.VerifiableProducer")?;
    producer.args(["--bootstrap-server", &brokers.bootstrap(), "--topic", topic]);
    producer.args(["--max-messages", &count.to_string(), "--acks", "-1"]);
    let said = run(&mut producer, b"");
    assert!(said.contains(&format!("\"acked\":{count}")), "{said}");
    Some(())
}

fn latest(brokers: &Brokers, topic: &str) -> String {
    let arguments = ["--topic", topic, "--time", "-1"];
    brokers.tool("org.apache.kafka.tools.GetOffsetShell", &arguments).unwrap()
}

fn until_replicas(brokers: &Brokers, topic: &str, partition: i32, replicas: &[i32]) {
    brokers.until_partition("the replicas move", None, (topic, partition), |one| {
        let mut in_sync = one.isr_nodes.clone();
        in_sync.sort_unstable();
        let mut wanted = replicas.to_vec();
        wanted.sort_unstable();
        (one.replica_nodes == replicas && in_sync == wanted).then_some(())
    });
}

#[test]
fn partitions_move_to_other_brokers_with_their_records() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let assignment = ["--create", "--topic", "t", "--replica-assignment", "1,1,1,1"];
    let Some(_) = brokers.tool("org.apache.kafka.tools.TopicCommand", &assignment) else { return };
    write(&brokers, "t", 2_000).unwrap();
    let before = latest(&brokers, "t");

    let topics = json!({ "version": 1, "topics": [{ "topic": "t" }] }).to_string();
    let topics = written(brokers.folder().join("topics.json"), &topics);
    let topics = topics.to_str().unwrap();
    let generate = ["--generate", "--broker-list", "2,3", "--topics-to-move-json-file", topics];
    let said = brokers.tool(REASSIGN, &generate).unwrap();
    let plan = said.lines().rfind(|line| line.starts_with('{')).unwrap();
    let moves: Value = serde_json::from_str(plan).unwrap();
    let moves = moves["partitions"].as_array().unwrap();
    assert_eq!(moves.len(), 4, "{said}");

    let plan = written(brokers.folder().join("plan.json"), plan);
    let plan = ["--reassignment-json-file", plan.to_str().unwrap()];
    let execute = ["--execute", "--throttle", "100000000"];
    let said = brokers.tool(REASSIGN, &[&execute, &plan[..]].concat()).unwrap();
    assert!(said.contains("Successfully started partition reassignments"), "{said}");
    assert!(said.contains("throttle limit was set to 100000000 B/s"), "{said}");
    let configs = || {
        let arguments = ["--describe", "--entity-type", "brokers", "--entity-name", "2"];
        brokers.tool("kafka.admin.ConfigCommand", &arguments).unwrap()
    };
    let said = configs();
    assert!(said.contains("follower.replication.throttled.rate=100000000"), "{said}");
    for one in moves {
        let partition = one["partition"].as_i64().unwrap() as i32;
        let replicas = one["replicas"].as_array().unwrap();
        let replicas: Vec<i32> = replicas.iter().map(|id| id.as_i64().unwrap() as i32).collect();
        assert!(!replicas.contains(&1), "{said}");
        until_replicas(&brokers, "t", partition, &replicas);
    }
    let said = brokers.tool(REASSIGN, &[&["--verify"], &plan[..]].concat()).unwrap();
    assert_eq!(said.matches("is completed").count(), 4, "{said}");
    assert!(said.contains("Clearing topic-level throttles on topic t"), "{said}");
    let said = configs();
    assert!(!said.contains("throttled"), "{said}");
    assert_eq!(
        brokers.tool(REASSIGN, &["--list"]).unwrap().trim(),
        "No partition reassignments found."
    );
    assert_eq!(latest(&brokers, "t"), before);
    // What the broker had is on its way out: it is deleted after file.delete.delay.ms.
    let folder = brokers.directory(1);
    until("the old replicas are given up", || {
        let left = fs::read_dir(&folder).unwrap().flatten();
        let names = left.map(|one| one.file_name().to_string_lossy().into_owned());
        let kept = |name: &String| name.starts_with("t-") && !name.ends_with("-delete");
        (names.filter(kept).count() == 0).then_some(())
    });
}

#[test]
fn a_reassignment_that_cannot_end_is_listed_and_cancelled() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let assignment = ["--create", "--topic", "t", "--replica-assignment", "1:2"];
    let Some(_) = brokers.tool("org.apache.kafka.tools.TopicCommand", &assignment) else { return };
    write(&brokers, "t", 10).unwrap();
    brokers.create_topic("all", 1).unwrap();
    brokers.kill(3);
    brokers.until_in_sync("all", Some(3), &[1, 2]);
    // The tool itself refuses to move anything to a broker that it does not see.
    let mut client = brokers.client_but(None);
    let partition = ReassignablePartition { replicas: Some(vec![1, 3]), ..Default::default() };
    let topic = ReassignableTopic { name: "t".into(), partitions: vec![partition] };
    let request = AlterPartitionReassignmentsRequest {
        timeout_ms: 10_000,
        topics: vec![topic],
        ..Default::default()
    };
    let answer = client.call(&request);
    assert_eq!((answer.error_code, answer.responses[0].partitions[0].error_code), (0, 0));
    let said = brokers.tool(REASSIGN, &["--list"]).unwrap();
    assert!(said.contains("t-0: replicas: 1,3,2. adding: 3. removing: 2."), "{said}");
    let plan = json!({ "version": 1, "partitions": [
        { "topic": "t", "partition": 0, "replicas": [1, 3] }
    ] });
    let plan = written(brokers.folder().join("plan.json"), &plan.to_string());
    // It would ask the dead broker to forget its throttles.
    let cancel = ["--cancel", "--preserve-throttles", "--reassignment-json-file"];
    let cancel = [&cancel[..], &[plan.to_str().unwrap()]].concat();
    let said = brokers.tool(REASSIGN, &cancel).unwrap();
    assert!(said.contains("Successfully cancelled partition reassignment for: t-0"), "{said}");
    until_replicas(&brokers, "t", 0, &[1, 2]);
    brokers.start_again(3);
    brokers.until_in_sync("all", None, &IDS);
    until_replicas(&brokers, "t", 0, &[1, 2]);
}
