//! kill -9 of a real broker under load, again and again: whatever was acknowledged is there after
//! the restart, once, in order.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{collections::BTreeMap, path::Path, time::Duration};

use ottla::{
    Acks, Client, IsolationLevel, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    TopicPartition,
    admin::{NewTopic, OffsetSpec},
};
use support::BrokerProcess;

const ROUNDS: u32 = 5;
const TOPIC: &str = "t";

/// Produces numbered records until `enough` are acknowledged, kills the broker in the middle of
/// more, and returns what was acknowledged: number by offset.
async fn produce_and_kill(
    broker: BrokerProcess,
    first: u32,
    enough: usize,
) -> (BTreeMap<i64, u32>, u32) {
    let client = Client::connect(&broker.address).await.unwrap();
    let options = ProducerOptions {
        acks: Acks::All,
        linger: Duration::ZERO,
        delivery_timeout: Duration::from_secs(3),
        ..ProducerOptions::default()
    };
    let producer = client.producer(options).unwrap();
    let mut deliveries = Vec::new();
    let mut acknowledged = BTreeMap::new();
    let mut number = first;
    let mut broker = Some(broker);
    while broker.is_some() {
        for _ in 0..50 {
            let value = number.to_string();
            if let Ok(delivery) =
                producer.enqueue(Record::to(TOPIC).partition(0).value(&value)).await
            {
                deliveries.push((number, delivery));
            }
            number += 1;
        }
        if deliveries.len() >= enough {
            // More than enough are on their way: wait for some, with the others in flight.
            let waited = deliveries[enough / 2].1.clone().await;
            waited.expect("the broker lives");
            broker.take().expect("it lives").kill();
        }
    }
    for (number, delivery) in deliveries {
        if let Ok(written) = delivery.await {
            let earlier = acknowledged.insert(written.offset, number);
            assert_eq!(earlier, None, "an offset is given once");
        }
    }
    (acknowledged, number)
}

async fn read_all(address: &str) -> BTreeMap<i64, u32> {
    let client = Client::connect(address).await.unwrap();
    let isolation = IsolationLevel::ReadUncommitted;
    let end = client
        .admin()
        .list_offsets([(TopicPartition::new(TOPIC, 0), OffsetSpec::Latest)], isolation);
    let end = end.one().await.unwrap().offset.unwrap();
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign(TOPIC, 0, StartOffset::Beginning).await.unwrap();
    let mut records = BTreeMap::new();
    while (records.len() as i64) < end {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        for record in &batch {
            let number = record.value_text().parse().unwrap();
            assert_eq!(records.insert(record.offset, number), None, "an offset comes once");
        }
    }
    records
}

async fn check(directory: &Path) {
    let mut expected: BTreeMap<i64, u32> = BTreeMap::new();
    let mut next = 0;
    for round in 0..ROUNDS {
        let broker = BrokerProcess::start(Some(directory));
        if round == 0 {
            let client = Client::connect(&broker.address).await.unwrap();
            client.admin().create_topics([NewTopic::new(TOPIC).partitions(1)]).await.unwrap();
        } else {
            let found = read_all(&broker.address).await;
            for (offset, number) in &expected {
                assert_eq!(found.get(offset), Some(number), "acknowledged at {offset}");
            }
            let numbers: Vec<u32> = found.values().copied().collect();
            assert!(numbers.is_sorted_by(|a, b| a < b), "order is kept and nothing is doubled");
        }
        let (acknowledged, last) = produce_and_kill(broker, next, 200 + 100 * round as usize).await;
        assert!(!acknowledged.is_empty());
        expected.extend(acknowledged);
        next = last;
    }
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let directory = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(check(directory.path()));
}
