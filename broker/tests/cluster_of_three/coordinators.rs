//! Groups and transactions go on through the death of their coordinator.

use ottla::{AutoOffsetReset, ConsumerOptions, Record};

use super::*;

/// The broker that coordinates a group: the leader of its partition of the internal topic.
pub(super) async fn leader_of(client: &Client, topic: &str, partition: usize) -> usize {
    loop {
        let described = client.admin().describe_topics([topic]).await;
        let leader = described.ok().and_then(|topics| topics[0].partitions[partition].leader);
        match leader {
            Some(leader) => return leader as usize,
            None => tokio::task::yield_now().await,
        }
    }
}

/// The partition of an internal topic that an id belongs to, as Apache Kafka hashes it.
pub(super) fn partition_of(id: &str) -> usize {
    let hash =
        id.bytes().fold(0_i32, |hash, byte| hash.wrapping_mul(31).wrapping_add(i32::from(byte)));
    // The one number without an absolute value counts as 0.
    hash.checked_abs().unwrap_or(0) as usize % 50
}

#[test]
fn a_group_goes_on_where_it_was_when_its_coordinator_dies() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        whole(&client, "orders").await;
        let producer = producer(&client);
        for number in 0..20 {
            let value = number.to_string();
            producer.send(Record::to("orders").partition(0).value(&value)).await.unwrap();
        }
        let mut consumer = client
            .consumer(ConsumerOptions {
                group_id: "billing".into(),
                topics: vec!["orders".into()],
                auto_offset_reset: AutoOffsetReset::Earliest,
                ..Default::default()
            })
            .await
            .unwrap();
        let mut read = 0;
        while read < 20 {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            read += batch.len();
            consumer.commit(&batch).await.unwrap();
        }
        let coordinator = leader_of(&client, "__consumer_offsets", partition_of("billing")).await;
        cluster.kill(coordinator);
        for number in 20..40 {
            let value = number.to_string();
            producer.send(Record::to("orders").partition(0).value(&value)).await.unwrap();
        }
        while read < 40 {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            assert_eq!(batch.iter().next().unwrap().offset, read as i64, "nothing is read twice");
            read += batch.len();
            consumer.commit(&batch).await.unwrap();
        }
        consumer.close().await.unwrap();
        cluster.restart(coordinator).unwrap();
        let offsets = client.admin().list_group_offsets("billing").await.unwrap();
        assert_eq!(offsets.values().next().unwrap().offset, 40);
    });
}

#[test]
fn a_transaction_ends_though_its_coordinator_dies_in_the_middle() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 3).await;
        whole(&client, "orders").await;
        let options =
            ProducerOptions { transactional_id: Some("billing".into()), ..Default::default() };
        let producer = client.producer(options).unwrap();
        for round in 0..3 {
            let mut transaction = producer.begin().await.unwrap();
            for partition in 0..3 {
                let value = round.to_string();
                let record = Record::to("orders").partition(partition).value(&value);
                transaction.send(record).await.unwrap();
            }
            if round == 1 {
                let log = partition_of("billing");
                let coordinator = leader_of(&client, "__transaction_state", log).await;
                cluster.kill(coordinator);
                transaction.commit().await.unwrap();
                cluster.restart(coordinator).unwrap();
            } else {
                transaction.commit().await.unwrap();
            }
        }
        assert_eq!(read_all(&client, "orders", 3).await, ["0", "1", "2"]);
    });
}
