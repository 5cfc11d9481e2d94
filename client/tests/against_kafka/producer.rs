//! Ways to send, partitioners and interceptors.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use std::time::Duration;

use ottla::{
    Compression, Error, ErrorKind, Partition, Partitioner, ProducerInterceptor, ProducerOptions,
    Record, Result, Written, admin::NewTopic,
};

use crate::{consumer, new_topic, new_topic_of_small_batches, read, run, unique};

#[test]
fn what_is_sent_without_a_delivery_is_told_at_flush_if_it_fails() {
    run(async |client| {
        let small = unique("small");
        let new = NewTopic::new(&small).partitions(1).replication_factor(1);
        client.admin().create_topics([new.config("max.message.bytes", "200")]).await.unwrap();
        let topic = new_topic(&client, "without-delivery", 1).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for number in 0..10 {
            producer.produce(Record::to(&topic).value(&format!("{number}"))).await.unwrap();
        }
        producer.flush().await.unwrap();
        let large = "x".repeat(300);
        for _ in 0..2 {
            producer.produce(Record::to(&small).value(&large)).await.unwrap();
            producer.produce(Record::to(&topic).value("more")).await.unwrap();
        }
        // The failure is there before the flush, and stays.
        producer.send(Record::to(&topic).value("last")).await.unwrap();
        let error = producer.flush().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        let said = error.to_string();
        assert!(said.contains(&format!("topic {small}")), "{said}");
        assert!(said.contains("records that were not written 2"), "{said}");
        producer.flush().await.unwrap();
        let values = read(&mut consumer(&client, &topic).await, 13).await;
        assert_eq!(values[&0].len(), 13);
    });
}

#[test]
fn a_batch_of_records_has_an_outcome_for_each() {
    run(async |client| {
        let topic = new_topic(&client, "batch", 2).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        let record = |partition| Record::to(&topic).value("x").partition(partition);
        let outcomes = producer.send_batch([record(0), record(7), record(1), record(0)]).await;
        let places: Vec<_> = outcomes
            .iter()
            .map(|outcome| match outcome {
                Ok(written) => (written.partition, written.offset),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidInput);
                    (-1, -1)
                }
            })
            .collect();
        assert_eq!(places, [(0, 0), (-1, -1), (1, 0), (0, 1)]);
    });
}

/// A batch is full long after the topic would take it.
#[test]
fn a_batch_that_a_topic_does_not_take_is_sent_in_smaller_ones() {
    run(async |client| {
        let topic = new_topic_of_small_batches(&client, "pieces").await;
        let values: Vec<String> =
            (0..500).map(|number| format!("{number} {}", "x".repeat(number * 37 % 90))).collect();
        let large = "x".repeat(1_500);
        let mut expected = Vec::new();
        for (batch_size, compression) in [
            (1_000_000, Compression::None),
            (4_000, Compression::None),
            (1_000_000, Compression::Zstd),
        ] {
            let linger = Duration::from_millis(20);
            let options = ProducerOptions { batch_size, linger, compression, ..Default::default() };
            let producer = client.producer(options).unwrap();
            let mut deliveries = Vec::new();
            for (number, value) in values.iter().enumerate() {
                if compression == Compression::None && number % 100 == 50 {
                    let record = Record::to(&topic).value(&large);
                    deliveries.push((&large, producer.enqueue(record).await.unwrap()));
                }
                let record = Record::to(&topic).value(value);
                deliveries.push((value, producer.enqueue(record).await.unwrap()));
            }
            for (value, delivery) in deliveries {
                match delivery.await {
                    Ok(written) => {
                        assert_eq!(written.offset, expected.len() as i64);
                        expected.push(value.clone());
                    }
                    Err(error) => {
                        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
                        assert_eq!(*value, large);
                    }
                }
            }
            producer.flush().await.unwrap();
        }
        let mut consumer = consumer(&client, &topic).await;
        assert_eq!(read(&mut consumer, 1_500).await[&0], expected);
    });
}

#[derive(Default)]
struct Watcher {
    sent: AtomicI64,
    last_offset: AtomicI64,
    failed: AtomicI64,
}

impl ProducerInterceptor for Watcher {
    fn on_send<'a>(&self, record: Record<'a>) -> Record<'a> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        record.owned_header("number", number.to_string())
    }

    fn on_acknowledgement(&self, outcome: Result<&Written, &Error>) {
        match outcome {
            Ok(written) => {
                self.last_offset.fetch_max(written.offset, Ordering::Relaxed);
            }
            Err(_) => {
                self.failed.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

#[test]
fn interceptors_see_records_and_their_outcomes() {
    run(async |client| {
        let topic = new_topic(&client, "intercepted", 1).await;
        let watcher = Arc::new(Watcher::default());
        let interceptors: Vec<Arc<dyn ProducerInterceptor>> = vec![watcher.clone()];
        let options = ProducerOptions { interceptors, ..Default::default() };
        let producer = client.producer(options).unwrap();
        for number in 0..4 {
            let record = Record::to(&topic).value("x").header("own", "1");
            let written = producer.send(record).await.unwrap();
            // Whoever waits for a record is told after the interceptors.
            assert_eq!(
                (written.offset, watcher.last_offset.load(Ordering::Relaxed)),
                (number, number)
            );
        }
        producer.produce(Record::to(&topic).value("x").header("own", "1")).await.unwrap();
        producer.flush().await.unwrap();
        assert_eq!(watcher.last_offset.load(Ordering::Relaxed), 4);
        producer.close().await.unwrap();
        let mut consumer = consumer(&client, &topic).await;
        let mut numbers = Vec::new();
        while numbers.len() < 5 {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            for record in &batch {
                let headers: Vec<_> = record.headers.clone().map(|header| header.value).collect();
                assert_eq!(headers[0], Some(&b"1"[..]));
                numbers.push(String::from_utf8_lossy(headers[1].unwrap()).into_owned());
            }
        }
        assert_eq!(numbers, ["0", "1", "2", "3", "4"]);
        assert_eq!(watcher.failed.load(Ordering::Relaxed), 0);
    });
}

#[test]
fn partitions_are_chosen_as_the_producer_is_told() {
    struct ByLength;
    impl Partition for ByLength {
        fn partition(&self, _: &str, _: Option<&[u8]>, value: Option<&[u8]>, count: i32) -> i32 {
            i32::try_from(value.unwrap_or_default().len()).unwrap() % (count + 1)
        }
    }
    run(async |client| {
        let topic = new_topic(&client, "partitioners", 3).await;
        let partitions = async |partitioner: Partitioner, values: &[&str]| {
            let options = ProducerOptions { partitioner, ..Default::default() };
            let producer = client.producer(options).unwrap();
            let records = values.iter().map(|value| Record::to(&topic).key("k").value(*value));
            let outcomes = producer.send_batch(records).await;
            let partition = |outcome: Result<Written>| outcome.map(|written| written.partition);
            outcomes.into_iter().map(partition).collect::<Vec<Result<i32>>>()
        };
        let turns: Vec<i32> = partitions(Partitioner::RoundRobin, &["x"; 6])
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(turns, [0, 1, 2, 0, 1, 2]);
        let own = partitions(Partitioner::Custom(Arc::new(ByLength)), &["", "xx", "xxx"]).await;
        assert_eq!(own[0].as_ref().unwrap(), &0);
        assert_eq!(own[1].as_ref().unwrap(), &2);
        // One's own partitioner may be wrong.
        let error = own[2].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("the partitioner's choice 3"), "{error}");
    });
}

#[test]
fn a_topic_that_is_deleted_is_told_and_one_of_the_same_name_is_another() {
    run(async |client| {
        let topic = new_topic(&client, "deleted", 1).await;
        let options = ProducerOptions {
            delivery_timeout: Duration::from_secs(3),
            max_block: Duration::from_secs(3),
            allow_auto_create_topics: false,
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        producer.send(Record::to(&topic).value("first")).await.unwrap();
        let mut consumer = consumer(&client, &topic).await;
        assert_eq!(consumer.next_batch().await.unwrap().unwrap().len(), 1);

        client.admin().delete_topics([&topic]).await.unwrap();
        // A broker may not have heard of it yet.
        let error = loop {
            if let Err(error) = producer.send(Record::to(&topic).value("lost")).await {
                break error;
            }
        };
        let kinds = [ErrorKind::UnknownTopic, ErrorKind::TimedOut];
        assert!(kinds.contains(&error.kind()), "{error:?}");
        assert!(error.to_string().contains(&topic), "{error}");

        let again = NewTopic::new(&topic).partitions(1).replication_factor(1);
        while client.admin().create_topics([again.clone()]).await.is_err() {}
        // The client may still know the topic by its old id.
        let written = loop {
            if let Ok(written) = producer.send(Record::to(&topic).value("second")).await {
                break written;
            }
        };
        assert_eq!(written.offset, 0);
    });
}
