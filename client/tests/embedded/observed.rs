//! What can be seen of a client from outside: metrics, events, and traces in its records.

use std::time::Duration;

use futures::StreamExt;
use ottla::{
    AutoOffsetReset, Client, ClientOptions, ConsumerOptions, ErrorKind, Event,
    PartitionConsumerOptions, ProducerOptions, Record, StartOffset, TopicPartition, TraceContext,
    TraceParent,
    admin::NewTopic,
    broker::{Broker, BrokerOptions},
};

use crate::{PATIENCE, new_topic, run, unique};

fn group(topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: "watched".into(),
        topics: vec![topic.to_owned()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    }
}

#[test]
fn metrics_say_what_producers_and_consumers_have_done() {
    run(async |client| {
        let topic = new_topic(&client, "measured", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for _ in 0..10 {
            producer.produce(Record::to(&topic).value("paid")).await.unwrap();
        }
        producer.flush().await.unwrap();
        let mut consumer = client.consumer(group(&topic)).await.unwrap();
        let mut read = 0;
        while read < 10 {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            read += batch.len();
            consumer.commit(&batch).await.unwrap();
        }
        // What is behind the position, once the consumer has heard of it.
        producer.send(Record::to(&topic).value("more")).await.unwrap();
        let partition = TopicPartition::new(topic.clone(), 0);
        while client.metrics().consumer.lag.get(&partition) != Some(&1) {
            tokio::task::yield_now().await;
        }

        let metrics = client.metrics();
        let (produced, consumed) = (&metrics.producer, &metrics.consumer);
        assert_eq!(
            (produced.records, produced.failed_records, produced.retried_records),
            (11, 0, 0)
        );
        assert_eq!(produced.batches, produced.batch_size.count());
        assert_eq!(produced.bytes as f64, produced.batch_size.sum());
        assert_eq!(produced.queue_time.count(), produced.batches);
        assert_eq!((produced.buffer_used, produced.blocked), (0, 0));
        assert_eq!(produced.buffer_total, ProducerOptions::default().buffer_memory as u64);
        let sent = &metrics.apis["Produce"];
        assert_eq!(sent.requests, sent.latency.count());
        assert_eq!(produced.records_per_request.sum(), 11.0);
        assert!(sent.sent_bytes > produced.bytes && sent.received_bytes > 0);

        assert_eq!((consumed.records, consumed.lag_max()), (10, Some(1)));
        assert!(consumed.bytes > 0 && consumed.fetch_size.count() > 0);
        assert_eq!(consumed.assigned_partitions, 1);
        assert_eq!((consumed.rebalances.count(), consumed.failed_rebalances), (1, 0));
        assert!(consumed.commits.count() >= 1 && consumed.failed_commits == 0);
        assert!(consumed.fetch_latency.quantile(0.5).unwrap() > 0.0);

        // The consumer fetches on between the reading of the one and of the other.
        let metrics = loop {
            let metrics = client.metrics();
            let by_api: u64 = metrics.apis.values().map(|api| api.requests).sum();
            if metrics.nodes.values().map(|node| node.requests).sum::<u64>() == by_api {
                break metrics;
            }
            tokio::task::yield_now().await;
        };
        let node = metrics.nodes.values().next().unwrap();
        assert!(metrics.connections.open >= 3 && node.open == metrics.connections.open);
        assert_eq!(metrics.connections.failed, 0);
        let text = client.prometheus();
        assert!(text.contains("\nottla_client_produced_records_total 11\n"), "{text}");
        let lag = format!("ottla_client_lag_records{{topic=\"{topic}\",partition=\"0\"}} 1\n");
        assert!(text.contains(&lag), "{text}");
        consumer.next_batch().await.unwrap().unwrap();
        let ratio = client.metrics().consumer.poll_idle_ratio.unwrap();
        assert!(ratio > 0.0 && ratio < 1.0, "{ratio}");
        consumer.close().await.unwrap();
        assert!(client.metrics().consumer.lag.is_empty());
    });
}

#[test]
fn a_record_that_the_broker_refuses_for_good_is_counted_by_the_time_its_sender_hears() {
    run(async |client| {
        let topic = unique("small");
        let small = NewTopic::new(&topic).config("max.message.bytes", "100");
        client.admin().create_topics([small]).await.unwrap();
        let options = ProducerOptions { linger: Duration::ZERO, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let refused = producer.send(Record::to(&topic).value(&[0; 600])).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::TooLarge, "{refused}");
        let counted = async {
            while client.metrics().producer.failed_records == 0 {
                tokio::task::yield_now().await;
            }
        };
        // Nothing else happens to the producer that would have it look.
        tokio::time::timeout(Duration::from_secs(10), counted).await.unwrap();
        assert_eq!(client.metrics().producer.failed_records, 1);
    });
}

#[test]
fn memory_in_use_and_calls_that_wait_for_it_are_seen() {
    run(async |client| {
        let topic = new_topic(&client, "full", 1).await;
        let options = ProducerOptions {
            buffer_memory: 1_000,
            linger: Duration::from_secs(30),
            max_block: Duration::from_millis(50),
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        let large = [0_u8; 600];
        producer.produce(Record::to(&topic).value(&large)).await.unwrap();
        let used = client.metrics().producer;
        assert!(used.buffer_used > 600 && used.buffer_available() < 400, "{used:?}");
        producer.produce(Record::to(&topic).value(&large)).await.unwrap();
        // More than there is room for: whoever sends waits until the first ones are written.
        for _ in 0..10 {
            producer.produce(Record::to(&topic).value(&large)).await.unwrap();
        }

        producer.close().await.unwrap();
        let metrics = client.metrics().producer;
        assert!(metrics.blocked_time.count() > 0 && metrics.blocked == 0, "{metrics:?}");
    });
}

#[test]
fn events_tell_of_connections_rebalances_and_failures() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let broker = Broker::start(BrokerOptions::default()).unwrap();
        let address = broker.address().to_string();
        let options = ClientOptions { api_timeout: Duration::from_secs(2), ..Default::default() };
        let client = Client::connect_with(&address, options).await.unwrap();
        let mut events = client.events();
        let topic = new_topic(&client, "told", 2).await;
        let mut consumer = client.consumer(group(&topic)).await.unwrap();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("x")).await.unwrap();
        consumer.next_batch().await.unwrap().unwrap();
        consumer.close().await.unwrap();
        broker.stop();
        // The last address that is known is asked, and nobody is there.
        client.admin().list_topics().await.unwrap_err();
        drop((producer, client));

        let told: Vec<Event> = events.by_ref().collect().await;
        let find = |wanted: fn(&Event) -> bool| told.iter().position(wanted);
        let connected = find(|event| matches!(event, Event::Connected { .. }));
        let assigned = find(
            |event| matches!(event, Event::Rebalanced { assigned, .. } if assigned.len() == 2),
        );
        let revoked =
            find(|event| matches!(event, Event::Rebalanced { revoked, .. } if revoked.len() == 2));
        let gone = find(|event| matches!(event, Event::Disconnected { .. }));
        let failed = find(|event| matches!(event, Event::ConnectionFailed { .. }));
        assert!(connected.is_some() && connected < assigned, "{told:#?}");
        assert!(assigned < revoked || revoked.is_none(), "{told:#?}");
        assert!(gone.is_some() && failed.is_some(), "{told:#?}");
    });
}

/// Each start of a broker is an election.
#[test]
fn a_broker_that_starts_again_is_the_new_leader_and_is_told_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let options = || BrokerOptions::default().directory(folder.path());
        let broker = Broker::start(options()).unwrap();
        let address = broker.address().to_string();
        let client = Client::connect(&address).await.unwrap();
        let topic = new_topic(&client, "elected", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("x")).await.unwrap();
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign_topic(&topic, StartOffset::Beginning).await.unwrap();
        consumer.next_batch().await.unwrap().unwrap();
        let events = client.events();
        broker.stop();
        let listeners = format!("PLAINTEXT://{address}");
        let broker = Broker::start(options().set("listeners", &listeners).unwrap()).unwrap();
        for _ in 0..3 {
            let sent = producer.send(Record::to(&topic).value("x"));
            tokio::time::timeout(PATIENCE, sent).await.unwrap().unwrap();
            // A Fetch names the epoch of the leader that it is for.
            let read = consumer.next_batch();
            tokio::time::timeout(PATIENCE, read).await.unwrap().unwrap().unwrap();
        }
        drop((producer, consumer, client));
        let leaders = events.filter_map(async |event| match event {
            Event::LeaderChanged { partition, leader, leader_epoch } => {
                Some((partition, leader, leader_epoch))
            }
            _ => None,
        });
        let leaders: Vec<_> = leaders.collect().await;
        assert_eq!(leaders, [(TopicPartition::new(topic, 0), Some(1), 1)]);
        broker.stop();
    });
}

#[derive(Debug)]
struct Fixed;

const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

impl TraceContext for Fixed {
    fn current(&self) -> Option<TraceParent> {
        TraceParent::parse(PARENT, "vendor=1")
    }
}

#[test]
fn a_trace_goes_with_the_record_from_producer_to_consumer() {
    run(async |client| {
        let topic = new_topic(&client, "traced", 1).await;
        let trace_context = Some(std::sync::Arc::new(Fixed) as _);
        let options = ProducerOptions { trace_context, ..Default::default() };
        client.producer(options).unwrap().send(Record::to(&topic).value("x")).await.unwrap();
        let plain = client.producer(ProducerOptions::default()).unwrap();
        plain.send(Record::to(&topic).value("y")).await.unwrap();
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign_topic(&topic, StartOffset::Beginning).await.unwrap();
        let mut parents = Vec::new();
        while parents.len() < 2 {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            for record in &batch {
                assert_eq!(record.trace_parent(), record.to_owned_record().trace_parent());
                parents.push(record.trace_parent());
            }
        }
        assert_eq!(parents, [TraceParent::parse(PARENT, "vendor=1"), None]);
    });
}
