//! Ways to send, partitioners and interceptors.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use ottla::{
    Error, ErrorKind, Partition, Partitioner, ProducerInterceptor, ProducerOptions, Record, Result,
    Written, admin::NewTopic,
};

use crate::{consumer, new_topic, read, run, unique};

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
        for _ in 0..5 {
            producer.produce(Record::to(&topic).value("x").header("own", "1")).await.unwrap();
        }
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
        // The producer's task tells of outcomes right after those who wait for them.
        while watcher.last_offset.load(Ordering::Relaxed) < 4 {
            tokio::task::yield_now().await;
        }
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
        assert_eq!(own[2].as_ref().unwrap_err().kind(), ErrorKind::InvalidInput);
    });
}
