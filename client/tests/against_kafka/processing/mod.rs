//! Records that a consumer processes side by side: order, commits, rebalances, retries, dead letters.

mod moves;
mod order;
mod retries;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use ottla::{
    AutoOffsetReset, Client, Consumer, ConsumerOptions, GroupProtocol, OwnedRecord,
    PartitionConsumerOptions, ProducerOptions, Record, StartOffset, StopHandle, TopicPartition,
};

use super::{new_topic, run, unique};

const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

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

/// Writes numbers, each with one of some keys, to the partition of its key.
async fn send_keyed(client: &Client, topic: &str, keys: usize, values: std::ops::Range<usize>) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in values {
        let (key, text) = (format!("key {}", value % keys), value.to_string());
        let record = Record::to(topic).key(&key).value(&text);
        let _delivery = producer.enqueue(record).await.unwrap();
    }
    producer.close().await.unwrap();
}

fn text(bytes: Option<&bytes::Bytes>) -> String {
    String::from_utf8(bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()).unwrap()
}

/// What a function was called with, by all its tasks; stops the consumer at a number of records that are
/// done.
#[derive(Clone, Default)]
struct Calls {
    done: Arc<Mutex<Vec<OwnedRecord>>>,
    stop: Arc<Mutex<Option<(usize, StopHandle)>>>,
}

impl Calls {
    fn stop_at(&self, count: usize, consumer: &Consumer) {
        *self.stop.lock().unwrap() = Some((count, consumer.stop_handle()));
    }

    fn done(&self, record: OwnedRecord) {
        let mut done = self.done.lock().unwrap();
        done.push(record);
        if let Some((count, handle)) = &*self.stop.lock().unwrap()
            && done.len() >= *count
        {
            handle.stop();
        }
    }

    fn count(&self) -> usize {
        self.done.lock().unwrap().len()
    }

    /// The values by key, in the order in which they were done.
    fn by_key(&self) -> BTreeMap<String, Vec<usize>> {
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for record in &*self.done.lock().unwrap() {
            let value = text(record.value.as_ref()).parse().unwrap();
            values.entry(text(record.key.as_ref())).or_default().push(value);
        }
        values
    }

    /// How often each value was done.
    fn times(&self) -> BTreeMap<usize, usize> {
        let mut times = BTreeMap::new();
        for value in self.by_key().into_values().flatten() {
            *times.entry(value).or_default() += 1;
        }
        times
    }
}

/// Lets other tasks run for a while.
async fn work(record: &OwnedRecord) {
    for _ in 0..(record.offset * 7) % 23 {
        tokio::task::yield_now().await;
    }
}

/// The sum of what a group has committed of a topic.
async fn committed(client: &Client, group: &str, topic: &str, partitions: i32) -> i64 {
    let options = PartitionConsumerOptions { group_id: Some(group.into()), ..Default::default() };
    let consumer = client.partition_consumer(options).unwrap();
    let all = (0..partitions).map(|partition| TopicPartition::new(topic, partition));
    let committed = consumer.committed(all).await.unwrap();
    committed.into_values().flatten().map(|committed| committed.offset).sum()
}

/// The first `count` records of a topic.
async fn read_all(client: &Client, topic: &str, count: usize) -> Vec<OwnedRecord> {
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign_topic(topic, StartOffset::Beginning).await.unwrap();
    let mut records = Vec::new();
    while records.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        records.extend(batch.iter().map(|record| record.to_owned_record()));
    }
    records
}
