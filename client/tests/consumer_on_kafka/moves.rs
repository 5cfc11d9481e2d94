//! Where records are read from: the replica in the client's rack (KIP-392), and the new leader that the
//! old one names (KIP-951).

use std::sync::Arc;

use futures::StreamExt;
use ottla::{
    Client, ClientOptions, Event, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    TopicPartition,
};
use ottla_core::protocol::ApiKey;

use super::{
    BROKERS, Kafka, connect,
    flaky::{Break, Flaky},
    in_place, leader, new_topic, read, run, send,
};

/// A client that connects to one broker first, on a network that tells what is sent.
async fn watched(kafka: &Kafka, node: i32) -> (Flaky, Client) {
    let network = Flaky::new(&format!("127.0.0.1:{}", kafka.port(node)));
    let transport = Arc::new(network.clone());
    (network, Client::with_transport(transport, ClientOptions::default()).await.unwrap())
}

#[test]
fn the_replica_in_the_clients_rack_is_read_until_it_is_gone() {
    run(async |mut kafka| {
        let client = connect(&kafka).await;
        new_topic(&client, "near", &[]).await;
        let leads = leader(&client, "near").await.unwrap();
        let near = BROKERS.into_iter().find(|node| *node != leads).unwrap();
        send(&client, "near", 0..10).await;
        let (network, watched) = watched(&kafka, leads).await;
        let options = PartitionConsumerOptions {
            client_rack: Some(format!("rack-{near}")),
            ..Default::default()
        };
        let mut consumer = watched.partition_consumer(options).unwrap();
        consumer.assign("near", 0, StartOffset::Beginning).await.unwrap();
        assert_eq!(read(&mut consumer, 10).await, in_place(0..10));
        let ports = |network: &Flaky| {
            let fetches = network.take_sent(ApiKey::Fetch);
            fetches.into_iter().map(|fetch| fetch.port).collect::<Vec<u16>>()
        };
        let first = ports(&network);
        assert_eq!(first[0], kafka.port(leads), "the leader is asked first");
        assert_eq!(*first.last().unwrap(), kafka.port(near), "{first:?}");
        send(&client, "near", 10..20).await;
        assert_eq!(read(&mut consumer, 10).await, in_place(10..20));
        assert!(ports(&network).iter().all(|port| *port == kafka.port(near)));

        kafka.kill(near);
        send(&client, "near", 20..30).await;
        assert_eq!(read(&mut consumer, 10).await, in_place(20..30));
        assert_eq!(*ports(&network).last().unwrap(), kafka.port(leads));
    });
}

#[test]
fn the_new_leader_that_the_old_one_names_is_asked_without_metadata() {
    run(async |kafka| {
        let client = connect(&kafka).await;
        new_topic(&client, "moves", &[]).await;
        let first = leader(&client, "moves").await.unwrap();
        let second = BROKERS.into_iter().find(|node| *node != first).unwrap();
        send(&client, "moves", 0..9).await;
        // What one part of a client learns is known to all, so each has a client of its own here.
        let (reading, reader) = watched(&kafka, first).await;
        let (writing, writer) = watched(&kafka, first).await;
        let options = PartitionConsumerOptions::default();
        let mut consumer = reader.partition_consumer(options).unwrap();
        consumer.assign("moves", 0, StartOffset::Beginning).await.unwrap();
        let producer = writer.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to("moves").value("9")).await.unwrap();
        assert_eq!(read(&mut consumer, 10).await, in_place(0..10));
        for network in [&reading, &writing] {
            network.set(|key| match key {
                ApiKey::Metadata => Break::BeforeRequest,
                _ => Break::Nowhere,
            });
        }
        let events = [reader.events(), writer.events()];
        kafka.lead("moves", second);
        while leader(&client, "moves").await != Some(second) {}
        producer.send(Record::to("moves").value("10")).await.unwrap();
        assert_eq!(writing.take_sent(ApiKey::Produce).last().unwrap().port, kafka.port(second));
        send(&client, "moves", 11..20).await;
        assert_eq!(read(&mut consumer, 10).await, in_place(10..20));
        assert_eq!(reading.take_sent(ApiKey::Fetch).last().unwrap().port, kafka.port(second));
        drop((producer, writer, consumer, reader));
        for events in events {
            let leaders = events.filter_map(async |event| match event {
                Event::LeaderChanged { partition, leader, .. } => Some((partition, leader)),
                _ => None,
            });
            let leaders: Vec<_> = leaders.collect().await;
            assert_eq!(leaders, [(TopicPartition::new("moves", 0), Some(second))]);
        }
    });
}

#[test]
fn records_are_there_once_and_in_order_while_leaders_move_and_die() {
    const STEP: i64 = 500;
    run(async |mut kafka| {
        let client = connect(&kafka).await;
        new_topic(&client, "restless", &[("min.insync.replicas", "1")]).await;
        let reading = client.clone();
        let reader = tokio::spawn(async move {
            let options = PartitionConsumerOptions::default();
            let mut consumer = reading.partition_consumer(options).unwrap();
            consumer.assign("restless", 0, StartOffset::Beginning).await.unwrap();
            read(&mut consumer, 5 * STEP as usize).await
        });
        let options = ProducerOptions { batch_size: 500, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let mut deliveries = Vec::new();
        for step in 0..5 {
            let values: Vec<String> =
                (step * STEP..(step + 1) * STEP).map(|n| n.to_string()).collect();
            for value in &values {
                deliveries
                    .push(producer.enqueue(Record::to("restless").value(value)).await.unwrap());
            }
            // Meanwhile requests are on their way.
            let leads = leader(&client, "restless").await;
            let other = BROKERS.into_iter().find(|node| Some(*node) != leads);
            match (step, leads, other) {
                (0..3, _, Some(other)) => kafka.lead("restless", other),
                (3, Some(leads), _) => {
                    // Both have everything that was acknowledged.
                    producer.flush().await.unwrap();
                    kafka.kill(leads);
                }
                _ => {}
            }
        }
        for (offset, delivery) in (0..).zip(deliveries) {
            assert_eq!(delivery.await.unwrap().offset, offset);
        }
        assert_eq!(reader.await.unwrap(), in_place(0..5 * STEP));
    });
}
