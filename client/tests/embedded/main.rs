//! Consumers on a broker in the same process: the tests that run on Apache Kafka, on ours.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod at_once;
#[path = "../against_kafka/consumer/mod.rs"]
mod consumer;
#[path = "../against_kafka/events.rs"]
mod events;
#[path = "../against_kafka/flaky.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod flaky;
#[path = "../against_kafka/groups.rs"]
mod groups;
mod idle;
mod in_process;
mod intercepted;
mod names;
mod observed;
#[path = "../against_kafka/processing/mod.rs"]
mod processing;
mod refused;

#[path = "../against_kafka/served.rs"]
mod served;

use std::{cell::OnceCell, time::Duration};

use ottla::{
    Client,
    admin::NewTopic,
    broker::{Broker, BrokerOptions},
};

/// Longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(120);

thread_local! {
    /// Each test has a thread, and so a broker.
    static BROKER: OnceCell<Broker> = const { OnceCell::new() };
}

fn with_broker<T>(work: impl FnOnce(&Broker) -> T) -> T {
    BROKER.with(|broker| {
        work(broker.get_or_init(|| Broker::start(BrokerOptions::default()).unwrap()))
    })
}

/// The test's broker, over TCP.
fn bootstrap() -> Option<String> {
    with_broker(|broker| Some(broker.address().to_string()))
}

fn run(test: impl AsyncFnOnce(Client)) {
    let bootstrap = bootstrap().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let body = async { test(Client::connect(&bootstrap).await.unwrap()).await };
        tokio::time::timeout(PATIENCE, body).await.expect("the test takes too long");
    });
}

fn unique(name: &str) -> String {
    name.to_owned()
}

/// Tests that ask for a topic more than once want another one.
async fn new_topic(client: &Client, name: &str, partitions: i32) -> String {
    let listed = client.admin().list_topics().await.unwrap().len();
    let topic = format!("{name}-{listed}");
    let new = NewTopic::new(&topic).partitions(partitions).replication_factor(1);
    client.admin().create_topics([new]).await.unwrap();
    topic
}
