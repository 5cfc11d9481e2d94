//! Consumers of a cluster of Apache Kafka whose brokers are in racks, lead in turns, and are killed. Runs
//! when OTTLA_KAFKA_LIBS names its jars, and says that it was skipped otherwise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "../apache_kafka/mod.rs"]
mod apache_kafka;
#[path = "../against_kafka/flaky.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod flaky;
mod kafka;
mod moves;
mod truncated;

use std::time::Duration;

use ottla::{Client, ErrorCode, PartitionConsumer, ProducerOptions, Record, admin::NewTopic};

use self::kafka::{BROKERS, Kafka};

/// Longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(240);

fn run(test: impl AsyncFnOnce(Kafka)) {
    let Some(kafka) = Kafka::start() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(PATIENCE, test(kafka)).await.expect("the test takes too long");
    });
}

/// Brokers open their ports before they are part of the cluster.
async fn connect(kafka: &Kafka) -> Client {
    loop {
        if let Ok(client) = Client::connect(&kafka.bootstrap()).await
            && client.admin().describe_cluster().await.unwrap().brokers.len() == BROKERS.len()
        {
            return client;
        }
    }
}

/// A topic with one partition on both brokers.
async fn new_topic(client: &Client, name: &str, configs: &[(&str, &str)]) {
    loop {
        let new = NewTopic::new(name).partitions(1).replication_factor(2);
        let new = configs.iter().fold(new, |new, (key, value)| new.config(*key, *value));
        match client.admin().create_topics([new]).await {
            Ok(_) => return,
            // A broker may not have been heard of yet.
            Err(error) => assert_eq!(error.code(), Some(ErrorCode::InvalidReplicationFactor)),
        }
    }
}

async fn leader(client: &Client, topic: &str) -> Option<i32> {
    client.admin().describe_topics([topic]).await.ok()?[0].partitions[0].leader
}

async fn send(client: &Client, topic: &str, values: std::ops::Range<i64>) {
    let options = ProducerOptions { delivery_timeout: PATIENCE, ..Default::default() };
    let producer = client.producer(options).unwrap();
    for value in values {
        producer.send(Record::to(topic).value(&value.to_string())).await.unwrap();
    }
    producer.close().await.unwrap();
}

/// Offset and value of the next `count` records.
async fn read(consumer: &mut PartitionConsumer, count: usize) -> Vec<(i64, i64)> {
    let mut records = Vec::new();
    while records.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        let record = |record: ottla::ConsumedRecord<'_>| {
            (record.offset, record.value_text().parse().unwrap())
        };
        records.extend(batch.iter().map(record));
    }
    records
}

/// Numbers that are where they were written.
fn in_place(range: std::ops::Range<i64>) -> Vec<(i64, i64)> {
    range.map(|number| (number, number)).collect()
}
