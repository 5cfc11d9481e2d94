//! Several log directories and deleted records, as Apache Kafka's tools and Apache Kafka see them.

use std::{fs, path::PathBuf};

use ottla::{
    Client, ProducerOptions, Record, TopicPartition,
    admin::{DeleteBefore, NewTopic},
};
use ottla_broker::{Broker, BrokerOptions};

use super::{
    kafka_on_our_directory::{Kafka, connected, read},
    process::{java, run, tool},
};

const TOPICS: [&str; 4] = ["a", "b", "c", "d"];

fn ours(directories: &[PathBuf]) -> Broker {
    Broker::start(BrokerOptions::default().directories(directories)).unwrap()
}

/// Four topics of one partition, two in each directory, with three records each.
async fn written(directories: &[PathBuf]) -> Broker {
    let broker = ours(directories);
    let client = Client::embedded(&broker).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for topic in TOPICS {
        client.admin().create_topics([NewTopic::new(topic).partitions(1)]).await.unwrap();
        for value in ["1", "2", "3"] {
            producer.send(Record::to(topic).value(value)).await.unwrap();
        }
    }
    broker
}

#[tokio::test]
async fn the_tools_show_directories_and_delete_records() {
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let directories = ["one", "two"].map(|name| folder.path().join(name));
    let broker = written(&directories).await;
    let address = broker.address().to_string();
    let Some(mut show) = java("org.apache.kafka.tools.LogDirsCommand") else { return };
    show.args(["--bootstrap-server", &address, "--describe"]);
    let shown = tokio::task::spawn_blocking(move || run(&mut show, b"")).await.unwrap();
    let json = shown.lines().find(|line| line.starts_with('{')).unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    for directory in json["brokers"][0]["logDirs"].as_array().unwrap() {
        let path = directory["logDir"].as_str().unwrap();
        assert!(directories.iter().any(|one| one.display().to_string() == path), "{shown}");
        assert!(directory["error"].is_null(), "{shown}");
        let partitions = directory["partitions"].as_array().unwrap();
        assert_eq!(partitions.len(), 2, "{shown}");
        assert!(partitions.iter().all(|one| one["size"].as_i64() > Some(0)), "{shown}");
    }

    let plan = folder.path().join("plan.json");
    let text = r#"{"version": 1, "partitions": [
        {"topic": "a", "partition": 0, "offset": -1}, {"topic": "b", "partition": 0, "offset": 2},
        {"topic": "c", "partition": 0, "offset": 4}]}"#;
    fs::write(&plan, text).unwrap();
    let mut delete = java("org.apache.kafka.tools.DeleteRecordsCommand").unwrap();
    delete.args(["--bootstrap-server", &address, "--offset-json-file"]).arg(&plan);
    let told = tokio::task::spawn_blocking(move || run(&mut delete, b"")).await.unwrap();
    assert!(told.contains("partition: a-0\tlow_watermark: 3"), "{told}");
    assert!(told.contains("partition: b-0\tlow_watermark: 2"), "{told}");
    assert!(told.contains("partition: c-0\terror: "), "{told}");
    assert!(told.contains("OffsetOutOfRange"), "{told}");
}

#[tokio::test]
async fn apache_kafka_finds_our_partitions_in_their_directories() {
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let directories = ["one", "two"].map(|name| folder.path().join(name));
    let broker = written(&directories).await;
    let client = Client::embedded(&broker).await.unwrap();
    let before = [(TopicPartition::new("b", 0), DeleteBefore::Offset(1))];
    client.admin().delete_records(before).await.unwrap();
    drop((client, broker));

    let paths = directories.each_ref().map(PathBuf::as_path);
    let Some((kafka, address)) = Kafka::start(folder.path(), &paths) else { return };
    let client = connected(&address).await;
    for topic in TOPICS {
        let count = if topic == "b" { 2 } else { 3 };
        let records = read(&client, topic, count).await;
        assert_eq!(records[0].offset, 3 - count as i64, "{topic}");
    }
    // Where new ones go is for Apache Kafka to say, and for us to find.
    for topic in ["e", "f", "g"] {
        client.admin().create_topics([NewTopic::new(topic).partitions(1)]).await.unwrap();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(topic).value("by Apache Kafka")).await.unwrap();
    }
    let before = [(TopicPartition::new("c", 0), DeleteBefore::Offset(2))];
    client.admin().delete_records(before).await.unwrap();
    drop(client);
    kafka.stop();

    let broker = ours(&directories);
    let client = Client::embedded(&broker).await.unwrap();
    for (topic, start, count) in
        [("a", 0, 3), ("b", 1, 2), ("c", 2, 1), ("d", 0, 3), ("e", 0, 1), ("f", 0, 1), ("g", 0, 1)]
    {
        let records = read(&client, topic, count).await;
        assert_eq!(records[0].offset, start, "{topic}");
    }
}
