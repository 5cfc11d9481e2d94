//! A cluster of three in this process, seen through its own client.

mod at_controllers;
mod controllers;
mod coordinators;
mod cuts;
mod deletion;
mod failover;
mod fetchers;
mod newcomers;
mod nine;
mod racks;
mod redirects;
mod roles;
mod settings;
mod snapshots;
mod stale_epochs;
mod strangers;
mod throttles;

use std::{collections::BTreeSet, time::Duration};

use ottla::{
    Client, PartitionConsumerOptions, Producer, ProducerOptions, StartOffset, admin::NewTopic,
};
use ottla_broker::{Broker, Cluster, ClusterOptions};

/// Longest time that anything here may take.
const PATIENCE: Duration = Duration::from_secs(60);

fn run<T>(test: impl AsyncFnOnce(Cluster) -> T) -> T {
    run_with(ClusterOptions::default(), test)
}

fn run_with<T>(options: ClusterOptions, test: impl AsyncFnOnce(Cluster) -> T) -> T {
    let filter = tracing_subscriber::EnvFilter::from_env("OTTLA_LOG");
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let cluster = Broker::cluster(options).unwrap();
        tokio::time::timeout(PATIENCE, test(cluster)).await.expect("the test ends in time")
    })
}

async fn connect(cluster: &Cluster) -> Client {
    Client::connect(&cluster.bootstrap()).await.unwrap()
}

async fn create(client: &Client, topic: &str, partitions: i32) {
    let topic = NewTopic::new(topic).partitions(partitions).replication_factor(3);
    let topic = topic.config("min.insync.replicas", "2");
    client.admin().create_topics([topic]).await.unwrap();
}

fn producer(client: &Client) -> Producer {
    client.producer(ProducerOptions { linger: Duration::ZERO, ..Default::default() }).unwrap()
}

/// The leader and the in-sync replicas of the first partition.
async fn standing(client: &Client, topic: &str) -> (Option<i32>, BTreeSet<i32>) {
    // A broker hears of a topic a moment after the controller has made it.
    let described = loop {
        match client.admin().describe_topics([topic]).await {
            Ok(described) => break described,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    let partition = &described[0].partitions[0];
    (partition.leader, partition.in_sync_replicas.iter().copied().collect())
}

/// Waits until all three replicas are in sync.
async fn whole(client: &Client, topic: &str) {
    while standing(client, topic).await.1.len() < 3 {
        tokio::task::yield_now().await;
    }
}

async fn read_all(client: &Client, topic: &str, count: usize) -> Vec<String> {
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign(topic, 0, StartOffset::Beginning).await.unwrap();
    let mut read = Vec::new();
    while read.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        read.extend(batch.iter().map(|record| record.value_text().to_string()));
    }
    read
}

/// What the first partition holds, up to this value.
async fn read_until(client: &Client, topic: &str, last: &str) -> Vec<String> {
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign(topic, 0, StartOffset::Beginning).await.unwrap();
    let mut read = Vec::new();
    while read.last().is_none_or(|value| value != last) {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        read.extend(batch.iter().map(|record| record.value_text().to_string()));
    }
    read
}
