//! A broker starts on directories that Apache Kafka 4.3.1 wrote, and serves what Apache Kafka served
//! from them: all codecs, several segments, a compacted topic, transactions, append-time timestamps.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use ottla::{
    Client, IsolationLevel, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
};
use ottla_broker::{Broker, BrokerOptions};
use ottla_core::protocol::messages::ListGroupsRequest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// No wait in these tests ends by it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A directory after a clean stop.
const WRITTEN: &[u8] = include_bytes!("kafka_directory/written.tar.gz");
/// A directory that was formatted and never used.
const FORMATTED: &[u8] = include_bytes!("kafka_directory/formatted.tar.gz");
/// What librdkafka read from Apache Kafka on the first one: for each partition the offsets, the
/// number of records, and the SHA-256 of the records as compact JSON.
const EXPECTED: &str = include_str!("kafka_directory/expected.jsonl");

fn unpack(archive: &[u8], into: &Path) {
    tar::Archive::new(flate2::read::GzDecoder::new(archive)).unpack(into).unwrap();
}

fn start(directory: &Path) -> Broker {
    let options = BrokerOptions::default().set("node.id", "1").unwrap();
    Broker::start(options.directory(directory)).unwrap()
}

fn base64(bytes: Option<&[u8]>) -> Value {
    bytes.map_or(Value::Null, |bytes| BASE64_STANDARD.encode(bytes).into())
}

/// All records of a partition, as the expectation has them.
async fn read(client: &Client, expected: &Value) -> Vec<Value> {
    let topic = expected["topic"].as_str().unwrap();
    let partition = expected["partition"].as_i64().unwrap() as i32;
    let count = expected["count"].as_u64().unwrap() as usize;
    let timestamp_type = if topic == "append-time" { 2 } else { 1 };
    let isolation = match expected["isolation"].as_str().unwrap() {
        "read_committed" => IsolationLevel::ReadCommitted,
        _ => IsolationLevel::ReadUncommitted,
    };
    let options = PartitionConsumerOptions { isolation, ..Default::default() };
    let mut consumer = client.partition_consumer(options).unwrap();
    consumer.assign(topic, partition, StartOffset::Beginning).await.unwrap();
    let mut records = Vec::new();
    while records.len() < count {
        // Where records are missing there is nothing to wait for.
        let next = tokio::time::timeout(PATIENCE, consumer.next_batch()).await;
        let Some(batch) = next.expect("more records").unwrap() else { break };
        for record in &batch {
            let headers: Vec<Value> = record
                .headers
                .clone()
                .map(|header| json!([String::from_utf8_lossy(header.key), base64(header.value)]))
                .collect();
            records.push(json!([
                record.offset,
                timestamp_type,
                record.timestamp,
                base64(record.key),
                base64(record.value),
                headers
            ]));
        }
    }
    records
}

async fn compare(broker: &Broker) {
    let client = Client::embedded(broker).await.unwrap();
    for line in EXPECTED.lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        let records = read(&client, &expected).await;
        let name =
            format!("{} {} {}", expected["topic"], expected["partition"], expected["isolation"]);
        assert_eq!(records.len() as u64, expected["count"].as_u64().unwrap(), "{name}");
        let json = serde_json::to_string(&records).unwrap();
        let hash = Sha256::digest(json.as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, expected["sha256"].as_str().unwrap(), "{name}");
    }
}

/// Name and content of every file of the topics that groups and transactions live in.
fn internal_files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in fs::read_dir(directory).unwrap() {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        if !name.starts_with("__consumer_offsets-") && !name.starts_with("__transaction_state-") {
            continue;
        }
        for file in fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let path = format!("{name}/{}", file.file_name().into_string().unwrap());
            if path.ends_with(".log") {
                files.insert(path, fs::read(file.path()).unwrap());
            }
        }
    }
    files
}

/// The groups that librdkafka's consumers left, one of each protocol, with their offsets.
fn compare_groups(broker: &Broker) {
    let mut client = support::Client::connect(broker.address());
    for (group, kind) in [("group-classic", "classic"), ("group-consumer", "consumer")] {
        let offsets = client.committed_offsets(group);
        assert_eq!(offsets, [("plain-none".to_owned(), 1, 150, String::new())], "{group}");
        let listed = client.call(&ListGroupsRequest::default()).groups;
        let listed = listed.iter().find(|one| *one.group_id == *group).unwrap();
        assert_eq!((&*listed.group_type, &*listed.group_state), (kind, "Empty"));
    }
}

#[tokio::test]
async fn what_apache_kafka_wrote_is_served_as_apache_kafka_served_it() {
    let directory = tempfile::tempdir().unwrap();
    unpack(WRITTEN, directory.path());
    let data = directory.path().join("data");
    let before = internal_files(&data);
    assert!(before.len() >= 10);
    let broker = start(&data);
    compare(&broker).await;
    compare_groups(&broker);
    drop(broker);
    // Again, after a stop of our own, and after what is left when there was none.
    compare(&start(&data)).await;
    fs::remove_file(data.join(".kafka_cleanshutdown")).unwrap();
    let broker = start(&data);
    compare(&broker).await;
    compare_groups(&broker);
    drop(broker);
    assert_eq!(internal_files(&data), before, "groups and transactions of others stay untouched");
}

#[tokio::test]
async fn a_formatted_directory_becomes_a_broker_of_its_cluster() {
    let directory = tempfile::tempdir().unwrap();
    unpack(FORMATTED, directory.path());
    let data = directory.path().join("fresh");
    let meta = fs::read_to_string(data.join("meta.properties")).unwrap();
    let cluster_id = meta.lines().find_map(|line| line.strip_prefix("cluster.id=")).unwrap();
    let broker = start(&data);
    let client = Client::embedded(&broker).await.unwrap();
    let cluster = client.admin().describe_cluster().await.unwrap();
    assert_eq!(cluster.id.as_deref(), Some(cluster_id));
    let producer = client.producer(ProducerOptions::default()).unwrap();
    producer.send(Record::to("t").value("v")).await.unwrap();
}
