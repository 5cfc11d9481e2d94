//! What both consumers can do besides reading: where they are, where they go, what they commit, how they
//! are interrupted, how much they hold.

mod assigned;
mod interrupted;
mod membership;
mod places;
mod prefetch;
mod sessions;

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, GroupProtocol, PartitionConsumer,
    PartitionConsumerOptions, ProducerOptions, Record, TopicPartition,
};

use super::{new_topic, run, unique};

const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

fn at(topic: &str, partition: i32) -> TopicPartition {
    TopicPartition::new(topic, partition)
}

/// Writes numbers to one partition.
async fn send(client: &Client, topic: &str, partition: i32, values: std::ops::Range<i64>) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in values {
        let text = value.to_string();
        let record = Record::to(topic).partition(partition).value(&text);
        let _delivery = producer.enqueue(record).await.unwrap();
    }
    producer.close().await.unwrap();
}

fn with_group(group_id: &str) -> PartitionConsumerOptions {
    PartitionConsumerOptions {
        group_id: Some(group_id.into()),
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    }
}

fn member(protocol: GroupProtocol, group_id: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group_id.into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        heartbeat_interval: std::time::Duration::from_millis(100),
        ..Default::default()
    }
}

/// The next `count` offsets of one partition.
async fn offsets(consumer: &mut PartitionConsumer, count: usize) -> Vec<i64> {
    let mut offsets = Vec::new();
    while offsets.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        offsets.extend(batch.iter().map(|record| record.offset));
    }
    offsets
}
