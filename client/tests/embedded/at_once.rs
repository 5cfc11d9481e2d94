//! Records that are taken without a future, as bindings send them: only what needs no waiting, and by the same rules.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ottla::{Client, ErrorKind, ProducerInterceptor, ProducerOptions, Record};
use tokio::runtime::Runtime;

use super::{bootstrap, new_topic};

fn started() -> (Runtime, Client, String) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (client, topic) = runtime.block_on(async {
        let bootstrap = bootstrap().unwrap();
        // Whoever makes a topic knows it.
        let other = Client::connect(&bootstrap).await.unwrap();
        let topic = new_topic(&other, "at-once", 1).await;
        (Client::connect(&bootstrap).await.unwrap(), topic)
    });
    (runtime, client, topic)
}

#[test]
fn records_of_a_known_topic_are_taken_outside_of_a_runtime() {
    let (runtime, client, topic) = started();
    let producer = {
        let _entered = runtime.enter();
        client.producer(ProducerOptions::default()).unwrap()
    };
    let record = || Record::to(&topic).value("x");
    assert!(producer.enqueue_at_once(&record()).is_none(), "the topic has to be looked up");
    assert!(producer.produce_at_once(record()).is_none());
    assert_eq!(runtime.block_on(producer.send(record())).unwrap().offset, 0);

    let delivery = producer.enqueue_at_once(&record()).unwrap().unwrap();
    producer.produce_at_once(record()).unwrap().unwrap();
    assert_eq!(runtime.block_on(delivery).unwrap().offset, 1);
    let nowhere = producer.enqueue_at_once(&record().partition(1)).unwrap().unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::InvalidInput, "{nowhere}");
    runtime.block_on(producer.clone().close()).unwrap();
    let closed = producer.produce_at_once(record()).unwrap().unwrap_err();
    assert_eq!(closed.kind(), ErrorKind::Closed, "{closed}");
}

#[test]
fn a_record_without_room_has_to_be_waited_for() {
    let (runtime, client, topic) = started();
    let options = ProducerOptions {
        buffer_memory: 100_000,
        batch_size: 50_000,
        linger: Duration::from_secs(100),
        ..Default::default()
    };
    let _entered = runtime.enter();
    let producer = client.producer(options).unwrap();
    let value = vec![0; 40_000];
    let record = || Record::to(&topic).value(&value);
    drop(runtime.block_on(producer.enqueue(record())).unwrap());
    let taken = (0..1_000).take_while(|_| producer.produce_at_once(record()).is_some()).count();
    assert!(taken < 1_000, "memory is bounded");
    runtime.block_on(producer.produce(record())).unwrap();
}

#[derive(Debug, Default)]
struct Watcher(AtomicUsize);

impl ProducerInterceptor for Watcher {
    fn on_send<'a>(&self, record: Record<'a>) -> Record<'a> {
        self.0.fetch_add(1, Ordering::Relaxed);
        record
    }
}

#[test]
fn interceptors_see_each_record_once() {
    let (runtime, client, topic) = started();
    let watcher = Arc::new(Watcher::default());
    let options = ProducerOptions { interceptors: vec![watcher.clone()], ..Default::default() };
    let _entered = runtime.enter();
    let producer = client.producer(options).unwrap();
    let record = || Record::to(&topic).value("x");
    runtime.block_on(producer.send(record())).unwrap();
    assert!(producer.enqueue_at_once(&record()).is_none());
    assert_eq!(watcher.0.load(Ordering::Relaxed), 1);
}

#[test]
fn transactional_records_are_taken_within_their_transaction_alone() {
    let (runtime, client, topic) = started();
    let options = ProducerOptions { transactional_id: Some("t".into()), ..Default::default() };
    let _entered = runtime.enter();
    let producer = client.producer(options).unwrap();
    let record = || Record::to(&topic).value("x");
    let outside = producer.enqueue_at_once(&record()).unwrap().unwrap_err();
    assert_eq!(outside.kind(), ErrorKind::InvalidInput, "{outside}");

    let mut transaction = runtime.block_on(producer.begin()).unwrap();
    let first = runtime.block_on(transaction.enqueue(record())).unwrap();
    let second = transaction.enqueue_at_once(&record()).unwrap().unwrap();
    let offsets = runtime.block_on(async {
        transaction.commit().await.unwrap();
        (first.await.unwrap().offset, second.await.unwrap().offset)
    });
    assert_eq!(offsets, (0, 1));
}
