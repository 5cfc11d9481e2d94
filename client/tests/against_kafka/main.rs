//! The client against a real cluster: Apache Kafka, or whatever speaks its protocol. Runs when
//! OTTLA_TEST_BOOTSTRAP names one (`host:port`), and says that it was skipped otherwise. Topics are
//! named after the time, so runs do not meet.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod admin;
mod consumer;
mod events;
mod faults;
mod flaky;
mod groups;
mod processing;
mod producer;
mod served;
mod share;
mod transactions;

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures::StreamExt;
use ottla::{
    Acks, AutoOffsetReset, Client, ClientOptions, Compression, ErrorCode, ErrorKind,
    IsolationLevel, PartitionConsumer, PartitionConsumerOptions, ProducerOptions, Record,
    StartOffset, TopicPartition,
    admin::{
        ConfigChange, ConfigResource, ConfigResourceKind, ConfigSource, DeleteBefore,
        DeletedRecords, MorePartitions, NewTopic, OffsetSpec,
    },
};

use ottla_core::protocol::ApiKey;

use served::lacks;

/// Longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(120);

fn bootstrap() -> Option<String> {
    let bootstrap = std::env::var("OTTLA_TEST_BOOTSTRAP").ok();
    if bootstrap.is_none() {
        println!("SKIPPED: OTTLA_TEST_BOOTSTRAP is not set");
    }
    bootstrap
}

fn run(test: impl AsyncFnOnce(Client)) {
    let Some(bootstrap) = bootstrap() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = Client::connect(&bootstrap).await.unwrap();
        let body = test(client.clone());
        if tokio::time::timeout(PATIENCE, body).await.is_err() {
            panic!("the test takes too long; its client tells:\n{}", client.prometheus());
        }
    });
}

fn unique(name: &str) -> String {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    format!("{name}-{nanos}")
}

/// A topic that keeps all records: some tests write those of long ago, and a broker looks for records that are too
/// old 30 seconds after its start, in the middle of any test.
async fn new_topic(client: &Client, name: &str, partitions: i32) -> String {
    let topic = unique(name);
    let new = NewTopic::new(&topic).partitions(partitions).replication_factor(1);
    client.admin().create_topics([new.config("retention.ms", "-1")]).await.unwrap();
    topic
}

/// A topic of one partition that takes no batch of more than 1,000 bytes. Set at its creation: Apache Kafka
/// answers a change before its brokers have applied it.
async fn new_topic_of_small_batches(client: &Client, name: &str) -> String {
    let topic = unique(name);
    let new = NewTopic::new(&topic).partitions(1).replication_factor(1);
    client.admin().create_topics([new.config("max.message.bytes", "1000")]).await.unwrap();
    topic
}

async fn consumer(client: &Client, topic: &str) -> PartitionConsumer {
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign_topic(topic, StartOffset::Beginning).await.unwrap();
    consumer
}

/// Reads `count` records; values by partition, in order.
async fn read(consumer: &mut PartitionConsumer, count: usize) -> BTreeMap<i32, Vec<String>> {
    let mut values: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    let mut seen = 0;
    while seen < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        for record in &batch {
            values.entry(record.partition()).or_default().push(record.value_text().into_owned());
            seen += 1;
        }
    }
    values
}

#[test]
fn a_record_comes_back_as_it_was_sent() {
    run(async |client| {
        let topic = new_topic(&client, "round-trip", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        let record = Record::to(&topic)
            .key("42")
            .value("paid")
            .header("trace", "7f")
            .header("trace", "80")
            .null_header("none")
            .timestamp(1_700_000_000_123);
        let written = producer.send(record).await.unwrap();
        assert_eq!(written.to_string(), format!("{topic}-0@0"));
        assert_eq!(written.timestamp, 1_700_000_000_123);
        let tombstone = producer.send(Record::to(&topic).key("42")).await.unwrap();
        assert_eq!(tombstone.offset, 1);

        let mut consumer = consumer(&client, &topic).await;
        let mut records = std::pin::pin!(consumer.records());
        let first = records.next().await.unwrap().unwrap();
        assert_eq!((first.offset, first.timestamp), (0, 1_700_000_000_123));
        assert_eq!(first.key.as_deref(), Some(&b"42"[..]));
        assert_eq!(first.value.as_deref(), Some(&b"paid"[..]));
        let headers: Vec<_> =
            first.headers.iter().map(|(name, value)| (&name[..], value.as_deref())).collect();
        let expected: [(&[u8], Option<&[u8]>); 3] =
            [(b"trace", Some(b"7f")), (b"trace", Some(b"80")), (b"none", None)];
        assert_eq!(headers, expected);
        let second = records.next().await.unwrap().unwrap();
        assert_eq!((second.offset, second.value), (1, None));
    });
}

#[test]
fn many_records_stay_in_order_with_every_codec() {
    run(async |client| {
        for compression in Compression::ALL {
            let topic = new_topic(&client, "many", 3).await;
            let options = ProducerOptions { compression, ..Default::default() };
            let producer = client.producer(options).unwrap();
            let mut deliveries = Vec::new();
            for number in 0..10_000 {
                let value = format!("record number {number}");
                let partition = number % 3;
                let record = Record::to(&topic).partition(partition).value(&value);
                deliveries.push(producer.enqueue(record).await.unwrap());
            }
            for (number, delivery) in deliveries.into_iter().enumerate() {
                let written = delivery.await.unwrap();
                assert_eq!(written.offset, number as i64 / 3, "{written}");
            }
            let mut consumer = consumer(&client, &topic).await;
            let values = read(&mut consumer, 10_000).await;
            for (partition, values) in values {
                let numbers = (partition..10_000).step_by(3);
                let expected: Vec<_> = numbers.map(|n| format!("record number {n}")).collect();
                assert_eq!(values, expected, "{compression}");
            }
        }
    });
}

#[test]
fn keys_keep_their_partition_and_keyless_records_spread() {
    run(async |client| {
        let topic = new_topic(&client, "spread", 4).await;
        let options = ProducerOptions { batch_size: 500, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let mut partitions = Vec::new();
        for _ in 0..3 {
            let record = Record::to(&topic).key("foobar").value("x");
            partitions.push(producer.send(record).await.unwrap().partition);
        }
        assert_eq!(partitions, [(-790_332_482_i32 & 0x7fff_ffff) % 4; 3]);
        let mut used = std::collections::BTreeSet::new();
        let mut deliveries = Vec::new();
        for _ in 0..500 {
            let record = Record::to(&topic).value("a value of some length");
            deliveries.push(producer.enqueue(record).await.unwrap());
        }
        for delivery in deliveries {
            used.insert(delivery.await.unwrap().partition);
        }
        assert_eq!(used.len(), 4);
    });
}

#[test]
fn every_kind_of_acknowledgement_works() {
    run(async |client| {
        let topic = new_topic(&client, "acks", 1).await;
        for (acks, offset) in [(Acks::None, -1), (Acks::Leader, 1)] {
            let options = ProducerOptions { acks, idempotence: false, ..Default::default() };
            let producer = client.producer(options).unwrap();
            let written = producer.send(Record::to(&topic).value("x")).await.unwrap();
            assert_eq!(written.offset, offset);
            if acks == Acks::None {
                let mut consumer = consumer(&client, &topic).await;
                read(&mut consumer, 1).await;
            }
        }
        let options = ProducerOptions { acks: Acks::Leader, ..Default::default() };
        assert_eq!(client.producer(options).unwrap_err().kind(), ErrorKind::InvalidInput);
    });
}

#[test]
fn starts_are_found_by_place_offset_and_time() {
    run(async |client| {
        let topic = new_topic(&client, "starts", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for number in 0..10 {
            let value = number.to_string();
            let record = Record::to(&topic).value(&value).timestamp(1_000 + number * 10);
            let _delivery = producer.enqueue(record).await.unwrap();
        }
        producer.flush().await.unwrap();
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        for (start, expected) in [
            (StartOffset::Beginning, "0"),
            (StartOffset::Offset(7), "7"),
            (StartOffset::Timestamp(1_035), "4"),
        ] {
            consumer.assign(&topic, 0, start).await.unwrap();
            let batch = consumer.next_batch().await.unwrap().unwrap();
            assert_eq!(batch.iter().next().unwrap().value_text(), expected, "{start:?}");
        }
        for start in [StartOffset::End, StartOffset::Timestamp(4_000_000_000_000)] {
            consumer.assign(&topic, 0, start).await.unwrap();
            let waiting = tokio::time::timeout(Duration::from_millis(300), consumer.next_batch());
            assert!(waiting.await.is_err(), "nothing is there yet");
            while consumer.position(&topic, 0).is_none() {
                tokio::task::yield_now().await;
            }
            let written = producer.send(Record::to(&topic).value("new")).await.unwrap();
            let batch = consumer.next_batch().await.unwrap().unwrap();
            assert_eq!(batch.iter().next().unwrap().offset, written.offset);
        }
        let latest = client
            .admin()
            .list_offsets(
                [(TopicPartition::new(topic, 0), OffsetSpec::Latest)],
                IsolationLevel::ReadUncommitted,
            )
            .one()
            .await
            .unwrap();
        assert_eq!(latest.offset, Some(12));
    });
}

#[test]
fn an_offset_that_is_not_there_fails_or_resets_as_asked() {
    run(async |client| {
        let topic = new_topic(&client, "range", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("only")).await.unwrap();
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign(&topic, 0, StartOffset::Offset(500)).await.unwrap();
        let error = consumer.next_batch().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OffsetOutOfRange);

        let options = PartitionConsumerOptions {
            auto_offset_reset: AutoOffsetReset::Earliest,
            ..Default::default()
        };
        let mut consumer = client.partition_consumer(options).unwrap();
        consumer.assign(&topic, 0, StartOffset::Offset(500)).await.unwrap();
        assert_eq!(consumer.next_batch().await.unwrap().unwrap().len(), 1);
    });
}

#[test]
fn the_admin_makes_describes_and_deletes_topics() {
    run(async |client| {
        let admin = client.admin();
        let topic = unique("admin");
        let new = || {
            NewTopic::new(&topic)
                .partitions(2)
                .replication_factor(1)
                .config("cleanup.policy", "compact")
        };
        admin.create_topics([new()]).await.unwrap();
        let error = admin.create_topics([new()]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);

        let listed = admin.list_topics().await.unwrap();
        let listed = listed.iter().find(|listing| listing.name == topic.as_str()).unwrap();
        assert_eq!((listed.partitions, listed.internal), (2, false));
        let described = admin.describe_topics([&topic]).await.unwrap();
        assert_eq!(described[0].partitions.len(), 2);
        assert!(described[0].partitions.iter().all(|partition| partition.leader.is_some()));

        let configs =
            admin.describe_configs([ConfigResource::Topic(topic.clone())]).one().await.unwrap();
        let policy = configs.iter().find(|config| config.name == "cleanup.policy").unwrap();
        assert_eq!(policy.value.as_deref(), Some("compact"));
        assert_eq!(policy.source, ConfigSource::Topic);

        let cluster = admin.describe_cluster().await.unwrap();
        assert!(!cluster.brokers.is_empty() && cluster.id.is_some());

        admin.delete_topics([&topic]).await.unwrap();
        // Each broker learns of it in its own time.
        let error = loop {
            if let Err(error) = admin.describe_topics([&topic]).await {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::UnknownTopic);
        let error = admin.delete_topics([&topic]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::UnknownTopicOrPartition));
    });
}

#[test]
fn the_admin_changes_configurations_and_grows_topics() {
    run(async |client| {
        let topic = new_topic(&client, "grows", 1).await;
        let admin = client.admin();
        let resource = ConfigResource::Topic(topic.clone());
        let changes = [
            ConfigChange::set("retention.ms", "5000"),
            ConfigChange::append("cleanup.policy", "compact"),
        ];
        admin.alter_configs([(resource.clone(), changes)]).await.unwrap();
        let wrong = [ConfigChange::set("retention.ms", "x")];
        let wrong = admin.alter_configs([(resource.clone(), wrong)]).await;
        assert_eq!(wrong.unwrap_err().code(), Some(ErrorCode::InvalidConfig));
        let changes = [
            ConfigChange::subtract("cleanup.policy", "delete"),
            ConfigChange::delete("retention.ms"),
        ];
        admin.alter_configs([(resource.clone(), changes)]).await.unwrap();

        if !lacks(ApiKey::ListConfigResources, 1).await {
            let group = ConfigResource::Group(unique("group"));
            let longer = ConfigChange::set("consumer.session.timeout.ms", "50000");
            admin.alter_configs([(group.clone(), [longer])]).await.unwrap();

            // Apache Kafka answers before its brokers have applied the change.
            let groups = [ConfigResourceKind::Group];
            while !admin.list_config_resources(groups).await.unwrap().contains(&group) {}
        }
        loop {
            let configs = admin.describe_configs([resource.clone()]).one().await.unwrap();
            let find = |name: &str| configs.iter().find(|config| config.name == name).unwrap();
            let policy = find("cleanup.policy");
            if policy.value.as_deref() == Some("compact") {
                assert_eq!(find("retention.ms").source, ConfigSource::Default);
                assert_eq!(policy.synonyms[0].source, ConfigSource::Topic);
                break;
            }
        }

        admin.create_partitions([MorePartitions::of(&topic, 3)]).await.unwrap();
        let error = admin.create_partitions([MorePartitions::of(&topic, 3)]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InvalidPartitions));
        let producer = client.producer(ProducerOptions::default()).unwrap();
        let sent =
            producer.send(Record::to(&topic).partition(2).key("k").value("v")).await.unwrap();
        assert_eq!((sent.partition, sent.offset), (2, 0));
    });
}

#[test]
fn records_are_deleted_before_an_offset_or_all() {
    run(async |client| {
        let topic = new_topic(&client, "delete-records", 2).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for value in ["a", "b", "c"] {
            for partition in [0, 1] {
                let record = Record::to(&topic).partition(partition).value(value);
                producer.send(record).await.unwrap();
            }
        }
        let admin = client.admin();
        let at = |partition| TopicPartition::new(topic.clone(), partition);
        let left =
            |partition, low_watermark| DeletedRecords { partition: at(partition), low_watermark };
        let before = [(at(1), DeleteBefore::End), (at(0), DeleteBefore::Offset(2))];
        let deleted = admin.delete_records(before).await.unwrap();
        assert_eq!(deleted, [left(1, 3), left(0, 2)]);
        let read = read(&mut consumer(&client, &topic).await, 1).await;
        assert_eq!(read, BTreeMap::from([(0, vec!["c".to_owned()])]));
        let before = [(at(0), DeleteBefore::Offset(1))];
        assert_eq!(admin.delete_records(before).await.unwrap(), [left(0, 2)]);
        let above = [(at(0), DeleteBefore::Offset(4))];
        let error = admin.delete_records(above).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::OffsetOutOfRange));
        assert!(error.to_string().contains(&topic), "{error}");
    });
}

#[test]
fn what_cannot_be_sent_is_refused_with_a_reason() {
    run(async |client| {
        let topic = new_topic(&client, "refused", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        let large = vec![0_u8; 2 * 1024 * 1024];
        let error = producer.send(Record::to(&topic).value(&large)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
        let error = producer.send(Record::to(&topic).partition(5).value("x")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let error = producer.send(Record::to("not legal").value("x")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");

        let options = ProducerOptions {
            allow_auto_create_topics: false,
            max_block: Duration::from_millis(500),
            ..Default::default()
        };
        let patient = client.producer(options).unwrap();
        let error = patient.send(Record::to("no-such-topic").value("x")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
        producer.close().await.unwrap();
    });
}

/// The broker refuses a batch for good between others that it takes: what follows is numbered anew.
#[test]
fn a_refused_batch_does_not_stop_those_behind_it() {
    run(async |client| {
        let topic = unique("small");
        let new = NewTopic::new(&topic)
            .partitions(1)
            .replication_factor(1)
            .config("max.message.bytes", "2000");
        client.admin().create_topics([new]).await.unwrap();
        let options =
            ProducerOptions { batch_size: 100, linger: Duration::ZERO, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let large = vec![7_u8; 5_000];
        let mut deliveries = Vec::new();
        for number in 0..200 {
            let value = if number % 10 == 5 { &large[..] } else { &large[..80] };
            deliveries.push(producer.enqueue(Record::to(&topic).value(value)).await.unwrap());
        }
        let mut offsets = Vec::new();
        for (number, delivery) in deliveries.into_iter().enumerate() {
            match delivery.await {
                Ok(written) => offsets.push(written.offset),
                Err(error) => {
                    assert_eq!(number % 10, 5, "{error}");
                    assert_eq!(error.kind(), ErrorKind::TooLarge);
                }
            }
        }
        assert_eq!(offsets, (0..180).collect::<Vec<i64>>());
    });
}

#[test]
fn memory_that_is_used_up_slows_the_sender_down() {
    run(async |client| {
        let topic = new_topic(&client, "pressure", 1).await;
        let options = ProducerOptions {
            buffer_memory: 10_000,
            batch_size: 1_000,
            linger: Duration::from_secs(30),
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        let value = [0_u8; 300];
        for _ in 0..1_000 {
            let _delivery = producer.enqueue(Record::to(&topic).value(&value)).await.unwrap();
        }
        producer.close().await.unwrap();
        let mut consumer = consumer(&client, &topic).await;
        assert_eq!(read(&mut consumer, 1_000).await[&0].len(), 1_000);
    });
}

#[test]
fn addresses_that_are_no_broker_are_named_in_time() {
    if bootstrap().is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let error = Client::connect("127.0.0.1:1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreachable);
        assert!(error.to_string().contains("127.0.0.1:1"), "{error}");
        assert!(error.to_string().contains("connection refused"), "{error}");

        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = silent.local_addr().unwrap().to_string();
        let options =
            ClientOptions { connect_timeout: Duration::from_millis(200), ..Default::default() };
        let error = Client::connect_with(&address, options).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(error.to_string().contains("no answer to ApiVersions"), "{error}");
    });
}
