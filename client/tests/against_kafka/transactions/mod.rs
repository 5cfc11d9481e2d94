//! Transactions on both generations of their protocol: `transaction.version` 2, as Apache Kafka 4.3.1 comes,
//! and 1. Behaviour has to be the same but where a test says so.

mod admin;
mod basics;
mod offsets;
mod process;
mod unknown;

use std::collections::BTreeMap;

use ottla::{
    Client, IsolationLevel, PartitionConsumer, PartitionConsumerOptions, Producer, ProducerOptions,
    Record, StartOffset,
};

use super::PATIENCE;

/// Where a cluster with each `transaction.version` is.
const CLUSTERS: [(i16, &str); 2] =
    [(2, "OTTLA_TEST_BOOTSTRAP"), (1, "OTTLA_TEST_BOOTSTRAP_TRANSACTION_VERSION_1")];

/// Runs a test on all clusters that there are; it gets their `transaction.version`.
fn on_each(test: impl AsyncFn(Client, i16)) {
    on_each_address(async |bootstrap, version| {
        test(Client::connect(bootstrap).await.unwrap(), version).await;
    });
}

/// As `on_each`, for tests that connect in their own way.
fn on_each_address(test: impl AsyncFn(&str, i16)) {
    for (version, variable) in CLUSTERS {
        let Ok(bootstrap) = std::env::var(variable) else {
            println!("SKIPPED: {variable} is not set");
            continue;
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let body = test(&bootstrap, version);
            let late = format!("the test takes too long with transaction.version {version}");
            tokio::time::timeout(PATIENCE, body).await.expect(&late);
        });
    }
}

fn options(id: &str) -> ProducerOptions {
    ProducerOptions { transactional_id: Some(id.to_owned()), ..Default::default() }
}

fn producer(client: &Client, id: &str) -> Producer {
    client.producer(options(id)).unwrap()
}

/// Commits a transaction with these records, each in the partition that it is a number for.
async fn commit(producer: &Producer, topic: &str, values: &[(i32, &str)]) {
    let mut transaction = producer.begin().await.unwrap();
    for (partition, value) in values {
        let record = Record::to(topic).partition(*partition).value(*value);
        drop(transaction.enqueue(record).await.unwrap());
    }
    transaction.commit().await.unwrap();
}

async fn abort(producer: &Producer, topic: &str, values: &[(i32, &str)]) {
    let mut transaction = producer.begin().await.unwrap();
    for (partition, value) in values {
        let record = Record::to(topic).partition(*partition).value(*value);
        transaction.send(record).await.unwrap();
    }
    assert_eq!(transaction.abort().await.unwrap(), ottla::Outcome::Aborted);
}

/// Its answers are small, so that transactions begin in one and end in another.
async fn reader(client: &Client, topic: &str, isolation: IsolationLevel) -> PartitionConsumer {
    let options =
        PartitionConsumerOptions { isolation, partition_bytes_max: 200, ..Default::default() };
    let mut reader = client.partition_consumer(options).unwrap();
    reader.assign_topic(topic, StartOffset::Beginning).await.unwrap();
    reader
}

/// What such a reader sees of each partition until it has seen `last` in all partitions.
async fn read_until(
    client: &Client,
    topic: &str,
    isolation: IsolationLevel,
    last: &str,
) -> Vec<Vec<String>> {
    let mut reader = reader(client, topic, isolation).await;
    let topics = client.admin().describe_topics([topic]).await.unwrap();
    let count = topics[0].partitions.len();
    let mut seen: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    let ended = |seen: &BTreeMap<i32, Vec<String>>| {
        seen.values().filter(|values| values.iter().any(|value| value == last)).count() == count
    };
    while !ended(&seen) {
        let batch = reader.next_batch().await.unwrap().unwrap();
        for record in &batch {
            seen.entry(record.partition()).or_default().push(record.value_text().into_owned());
        }
    }
    seen.into_values().map(|values| values.into_iter().filter(|v| v != last).collect()).collect()
}

/// What readers of committed records see of a topic with one partition, up to now.
async fn committed(client: &Client, topic: &str) -> Vec<String> {
    end(client, topic).await;
    read_until(client, topic, IsolationLevel::ReadCommitted, "end")
        .await
        .into_iter()
        .flatten()
        .collect()
}

async fn uncommitted(client: &Client, topic: &str) -> Vec<String> {
    let level = IsolationLevel::ReadUncommitted;
    read_until(client, topic, level, "end").await.into_iter().flatten().collect()
}

/// Writes a record to each partition that tells readers where to stop.
async fn end(client: &Client, topic: &str) {
    let topics = client.admin().describe_topics([topic]).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for partition in 0..topics[0].partitions.len() {
        let record = Record::to(topic).partition(partition as i32).value("end");
        producer.send(record).await.unwrap();
    }
}
