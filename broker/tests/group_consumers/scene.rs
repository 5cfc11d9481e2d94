//! What the tests share: a broker, a client, topics with records, members that read in tasks.

use std::{
    collections::BTreeSet,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ottla::{
    AutoOffsetReset, Client, ClientOptions, Consumer, ConsumerOptions, GroupProtocol,
    ProducerOptions, Record, admin::NewTopic,
};
use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::model::Timestamp;

/// Longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

/// Runs a test in bounded time.
pub fn run(test: impl Future<Output = ()>) {
    let _ = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_test_writer()
        .try_init();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(PATIENCE, test).await.expect("the test takes too long");
    });
}

/// A clock that stands still at the time of day: producers stamp records with it.
pub fn clock() -> VirtualClock {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    VirtualClock::starting_at(Timestamp(since.as_millis() as i64))
}

/// Client options that retry soon, so that tests do.
pub fn client_options() -> ClientOptions {
    ClientOptions {
        retry_backoff: Duration::from_millis(10),
        retry_backoff_max: Duration::from_millis(100),
        ..Default::default()
    }
}

/// A broker that has members of KIP-848 beat fast, too.
pub fn broker_options() -> BrokerOptions {
    let fast = [
        ("group.consumer.min.heartbeat.interval.ms", "50"),
        ("group.consumer.heartbeat.interval.ms", "50"),
    ];
    fast.iter()
        .fold(BrokerOptions::default(), |options, (key, value)| options.set(key, value).unwrap())
}

pub async fn scene() -> (Broker, Client) {
    scene_with(broker_options()).await
}

pub async fn scene_with(options: BrokerOptions) -> (Broker, Client) {
    let broker = Broker::start(options).unwrap();
    let client = Client::embedded_with(&broker, client_options()).await.unwrap();
    (broker, client)
}

pub async fn create(client: &Client, topic: &str, partitions: i32) {
    client.admin().create_topics([NewTopic::new(topic).partitions(partitions)]).await.unwrap();
}

/// Sends records whose values count on from `from`, to all partitions in turn.
pub async fn send(client: &Client, topic: &str, partitions: i32, values: std::ops::Range<i32>) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in values {
        let text = value.to_string();
        let record = Record::to(topic).partition(value % partitions).value(&text);
        let _delivery = producer.enqueue(record).await.unwrap();
    }
    producer.close().await.unwrap();
}

/// Options of a member that reads from the beginning, commits only when told, and beats fast.
pub fn options(protocol: GroupProtocol, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: "group".into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        heartbeat_interval: Duration::from_millis(50),
        close_timeout: Duration::from_secs(10),
        ..Default::default()
    }
}

/// Reads until `count` values were seen.
pub async fn read(consumer: &mut Consumer, count: usize) -> BTreeSet<i32> {
    let mut values = BTreeSet::new();
    while values.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        values.extend(batch.iter().map(|record| record.value_text().parse::<i32>().unwrap()));
    }
    values
}

/// Takes part in the group until `reached`; gives the number of records that came meanwhile.
pub async fn until(consumer: &mut Consumer, mut reached: impl FnMut(&Consumer) -> bool) -> usize {
    let mut records = 0;
    while !reached(consumer) {
        let polled = tokio::time::timeout(Duration::from_millis(20), consumer.next_batch()).await;
        if let Ok(Ok(Some(batch))) = polled {
            records += batch.len();
        }
    }
    records
}
