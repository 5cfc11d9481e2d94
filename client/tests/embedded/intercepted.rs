//! Interceptors are told of every outcome, and before those who wait for it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use ottla::{
    Acks, Client, CommittedOffset, Error, ErrorKind, GroupMetadata, ProducerInterceptor,
    ProducerOptions, Record, Result, TopicPartition, Written, admin::NewTopic,
};

use super::{new_topic, run};

/// Notes outcomes: an offset, or the kind of an error.
#[derive(Debug, Default)]
struct Watcher(Mutex<Vec<Result<i64, ErrorKind>>>);

impl Watcher {
    fn seen(&self) -> Vec<Result<i64, ErrorKind>> {
        self.0.lock().unwrap().clone()
    }
}

impl ProducerInterceptor for Watcher {
    fn on_acknowledgement(&self, outcome: Result<&Written, &Error>) {
        self.0.lock().unwrap().push(outcome.map(|written| written.offset).map_err(Error::kind));
    }
}

/// Panics at each outcome.
struct Broken;

impl ProducerInterceptor for Broken {
    fn on_acknowledgement(&self, _: Result<&Written, &Error>) {
        panic!("a user's mistake");
    }
}

fn watched(watcher: &Arc<Watcher>) -> ProducerOptions {
    ProducerOptions { interceptors: vec![watcher.clone()], ..Default::default() }
}

async fn small(client: &Client) -> Result<()> {
    let topic = NewTopic::new("small").partitions(1).config("max.message.bytes", "300");
    client.admin().create_topics([topic]).await.map(drop)
}

#[test]
fn a_panic_of_one_is_not_the_producers_end() {
    run(async |client| {
        let topic = new_topic(&client, "t", 1).await;
        let watcher = Arc::new(Watcher::default());
        let interceptors: Vec<Arc<dyn ProducerInterceptor>> =
            vec![Arc::new(Broken), watcher.clone()];
        let options = ProducerOptions { interceptors, ..Default::default() };
        let producer = client.producer(options).unwrap();
        for offset in 0..3 {
            assert_eq!(producer.send(Record::to(&topic).value("x")).await.unwrap().offset, offset);
        }
        producer.close().await.unwrap();
        assert_eq!(watcher.seen(), [Ok(0), Ok(1), Ok(2)]);
    });
}

/// They have their outcome when they are sent, which may be in the task that sends.
#[test]
fn records_that_nobody_acknowledges_have_outcomes() {
    run(async |client| {
        let topic = new_topic(&client, "t", 1).await;
        let watcher = Arc::new(Watcher::default());
        let linger = Duration::ZERO;
        let options =
            ProducerOptions { acks: Acks::None, idempotence: false, linger, ..watched(&watcher) };
        let producer = client.producer(options).unwrap();
        for number in 1..=20 {
            producer.send(Record::to(&topic).value("x")).await.unwrap();
            assert_eq!(watcher.seen().len(), number);
        }
    });
}

#[test]
fn each_record_of_a_batch_that_is_cut_has_its_outcome() {
    run(async |client| {
        small(&client).await.unwrap();
        let watcher = Arc::new(Watcher::default());
        let linger = Duration::from_secs(60);
        let producer = client.producer(ProducerOptions { linger, ..watched(&watcher) }).unwrap();
        let (value, large) = ("x".repeat(50), "x".repeat(400));
        for value in [&value, &value, &value, &large, &value, &value, &value] {
            producer.produce(Record::to("small").value(value)).await.unwrap();
        }
        assert_eq!(producer.flush().await.unwrap_err().kind(), ErrorKind::TooLarge);
        let (written, refused): (Vec<_>, Vec<_>) =
            watcher.seen().into_iter().partition(Result::is_ok);
        assert_eq!(written, [0, 1, 2, 3, 4, 5].map(Ok));
        assert_eq!(refused, [Err(ErrorKind::TooLarge)]);
    });
}

#[test]
fn what_goes_with_a_transaction_is_told() {
    run(async |client| {
        let topic = new_topic(&client, "t", 1).await;
        small(&client).await.unwrap();
        let watcher = Arc::new(Watcher::default());
        let options = ProducerOptions {
            transactional_id: Some("id".into()),
            // Longer than the test may take.
            linger: Duration::from_secs(300),
            delivery_timeout: Duration::from_secs(300),
            ..watched(&watcher)
        };
        let producer = client.producer(options).unwrap();
        let mut transaction = producer.begin().await.unwrap();
        let waiting = transaction.enqueue(Record::to(&topic).value("x")).await.unwrap();
        transaction.abort().await.unwrap();
        assert_eq!(watcher.seen(), [Err(waiting.await.unwrap_err().kind())]);

        let mut transaction = producer.begin().await.unwrap();
        drop(transaction.enqueue(Record::to(&topic).value("x")).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(watcher.seen().len(), 2);

        // What spoils the transaction takes along what waits.
        let mut transaction = producer.begin().await.unwrap();
        let waiting = transaction.enqueue(Record::to(&topic).value("x")).await.unwrap();
        let group = GroupMetadata::without_members("g");
        let offset = CommittedOffset { metadata: "x".repeat(10_000), ..CommittedOffset::from(1) };
        transaction
            .send_offsets(&group, [(TopicPartition::new(topic.as_str(), 0), offset)])
            .await
            .unwrap_err();
        waiting.await.unwrap_err();
        assert_eq!(watcher.seen().len(), 3);
        transaction.abort().await.unwrap();
    });
}
