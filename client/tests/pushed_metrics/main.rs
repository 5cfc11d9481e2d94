//! Metrics that a client sends to Apache Kafka (KIP-714). Runs when OTTLA_KAFKA_LIBS names its jars and
//! there is a javac, and says that it was skipped otherwise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "../apache_kafka/mod.rs"]
mod apache_kafka;
mod kafka;
#[path = "../../src/telemetry/otlp.rs"]
#[allow(missing_docs, dead_code, reason = "it is not public where it comes from")]
mod otlp;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ottla::{
    AutoOffsetReset, Client, ClientOptions, ConsumerOptions, ProducerOptions, Record,
    admin::{ConfigChange, ConfigResource},
};
use prost::Message;

use self::{
    kafka::{Kafka, Pushed},
    otlp::{Data, MetricsData},
};

/// Longest that the test may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// Names that KIP-714 requires of producers and consumers, but for throttling, which does not happen.
const REQUIRED: [&str; 17] = [
    "producer.connection.creation.rate",
    "producer.connection.creation.total",
    "producer.node.request.latency.avg",
    "producer.node.request.latency.max",
    "producer.record.queue.time.avg",
    "producer.record.queue.time.max",
    "consumer.connection.creation.rate",
    "consumer.connection.creation.total",
    "consumer.node.request.latency.avg",
    "consumer.node.request.latency.max",
    "consumer.poll.idle.ratio.avg",
    "consumer.coordinator.commit.latency.avg",
    "consumer.coordinator.assigned.partitions",
    "consumer.coordinator.rebalance.latency.avg",
    "consumer.coordinator.rebalance.latency.total",
    "consumer.fetch.manager.fetch.latency.avg",
    "consumer.fetch.manager.fetch.latency.max",
];

async fn connect(kafka: &Kafka, options: ClientOptions) -> Client {
    loop {
        if let Ok(client) = Client::connect_with(&kafka.bootstrap(), options.clone()).await {
            return client;
        }
    }
}

/// Names without the domain, and values, of all that a client has pushed; the last value of each.
fn values(pushed: &[Pushed]) -> BTreeMap<String, f64> {
    let mut values = BTreeMap::new();
    for push in pushed {
        let data = MetricsData::decode(&push.data[..]).unwrap();
        let scopes = data.resource_metrics.iter().flat_map(|resource| &resource.scope_metrics);
        for metric in scopes.flat_map(|scope| &scope.metrics) {
            let point = match metric.data.as_ref().unwrap() {
                Data::Gauge(gauge) => &gauge.data_points[0],
                Data::Sum(sum) => &sum.data_points[0],
            };
            let name = metric.name.strip_prefix("org.apache.kafka.").unwrap().to_owned();
            *values.entry(name).or_insert(0.0) += point.as_double.unwrap();
        }
    }
    values
}

async fn use_it(client: &Client) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    producer.send(Record::to("orders").value("paid")).await.unwrap();
    let options = ConsumerOptions {
        group_id: "billing".into(),
        topics: vec!["orders".into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    };
    let mut consumer = client.consumer(options).await.unwrap();
    let batch = consumer.next_batch().await.unwrap().unwrap();
    consumer.commit(&batch).await.unwrap();
    producer.send(Record::to("orders").value("sent")).await.unwrap();
    consumer.next_batch().await.unwrap().unwrap();
    consumer.close().await.unwrap();
    producer.close().await.unwrap();
}

/// They are asked for their ids while they ask for them themselves.
async fn clients_push_under_the_ids_that_they_tell(kafka: &Kafka) {
    let mut clients = Vec::new();
    let mut told = BTreeSet::new();
    for _ in 0..8 {
        let client = connect(kafka, ClientOptions::default()).await;
        told.insert(client.admin().client_instance_id().await.unwrap().to_string());
        clients.push(client);
    }
    let pushed = || -> BTreeSet<String> {
        kafka.pushed().into_iter().map(|push| push.client_instance_id).collect()
    };
    while pushed().len() < clients.len() {
        tokio::task::yield_now().await;
    }
    assert_eq!(pushed(), told);
    for client in clients {
        client.close().await;
    }
}

#[test]
fn the_cluster_gets_the_metrics_that_it_asks_for_and_the_last_ones_at_the_end() {
    let Some(kafka) = Kafka::start() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let test = async {
        let options = ClientOptions { enable_metrics_push: false, ..Default::default() };
        let silent = connect(&kafka, options).await;
        let admin = silent.admin();
        let subscription = ConfigResource::ClientMetrics("all".to_owned());
        let wanted = "org.apache.kafka.producer.,org.apache.kafka.consumer.";
        let changes =
            [ConfigChange::set("interval.ms", "200"), ConfigChange::set("metrics", wanted)];
        admin.alter_configs([(subscription.clone(), changes)]).await.unwrap();
        // The broker hears of it a moment later.
        let listed = [ottla::admin::ConfigResourceKind::ClientMetrics];
        while !admin.list_config_resources(listed).await.unwrap().contains(&subscription) {}

        clients_push_under_the_ids_that_they_tell(&kafka).await;

        let client = connect(&kafka, ClientOptions::default()).await;
        use_it(&client).await;
        let id = client.admin().client_instance_id().await.unwrap().to_string();
        while kafka.pushed_by(&id).is_empty() {
            client.admin().describe_cluster().await.unwrap();
        }
        client.close().await;
        while !kafka.pushed_by(&id).iter().any(|push| push.terminating) {
            tokio::task::yield_now().await;
        }
        let pushed = kafka.pushed_by(&id);
        assert!(pushed.last().unwrap().terminating);
        let values = values(&pushed);
        let missing: Vec<&str> =
            REQUIRED.into_iter().filter(|name| !values.contains_key(*name)).collect();
        assert_eq!(missing, [""; 0], "{values:?}");
        assert!(!values.keys().any(|name| name.starts_with("admin.")), "{values:?}");
        // Sums are of the time since the last push, for Apache Kafka asks for them so.
        assert_eq!(values["producer.record.send.total"], 2.0);
        assert_eq!(values["consumer.fetch.manager.records.consumed.total"], 2.0);
    };
    runtime.block_on(async {
        tokio::time::timeout(PATIENCE, test).await.expect("the test takes too long");
    });
}
