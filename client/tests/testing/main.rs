//! The attribute for tests, and its fixture.

use std::collections::BTreeSet;

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, ErrorKind, ProducerOptions, Record,
    testing::{Fixture, Setup, Topic},
};

#[ottla::test]
async fn an_order_arrives(client: Client, topic: Topic) -> ottla::Result<()> {
    let producer = client.producer(Default::default())?;
    producer.send(Record::to(topic.name()).value("paid")).await?;
    let received = topic.received(1).await?;
    assert_eq!(received[0].value.as_deref(), Some(&b"paid"[..]));
    Ok(())
}

#[ottla::test(partitions = 3, worker_threads = 2, timeout_seconds = 30)]
async fn topics_are_the_tests_own_and_ready(fixture: Fixture, orders: Topic, payments: Topic) {
    assert_ne!(orders.name(), payments.name());
    assert_eq!(orders.partitions(), 3);
    orders.send(["a", "b", "c"]).await.unwrap();
    let values: Vec<_> = orders.received(3).await.unwrap();
    let values: Vec<_> = values.iter().map(|record| record.value.as_deref().unwrap()).collect();
    assert_eq!(values, [b"a", b"b", b"c"]);
    let same = Client::connect(&fixture.bootstrap_servers()).await.unwrap();
    let topics = same.admin().list_topics().await.unwrap();
    let names: BTreeSet<&str> = topics.iter().map(|topic| &*topic.name).collect();
    assert_eq!(names, BTreeSet::from([orders.name(), payments.name()]));
}

#[ottla::test(config("auto.create.topics.enable" = "false"))]
async fn the_broker_is_as_the_test_wants_it(client: Client) {
    let max_block = std::time::Duration::from_millis(100);
    let options = ProducerOptions { max_block, ..Default::default() };
    let producer = client.producer(options).unwrap();
    let error = producer.send(Record::to("nowhere").value("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownTopic);
}

#[ottla::test]
async fn a_group_reads_at_once(client: Client, topic: Topic) -> ottla::Result<()> {
    topic.send(["a"]).await?;
    let options = ConsumerOptions {
        group_id: "readers".into(),
        topics: vec![topic.name().into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    };
    let mut consumer = client.consumer(options).await?;
    assert_eq!(consumer.next_batch().await?.unwrap().len(), 1);
    consumer.close().await
}

#[test]
#[should_panic(expected = "the test takes longer than 10ms")]
fn a_test_that_hangs_fails() {
    let limit = std::time::Duration::from_millis(10);
    Setup::new().timeout(limit).run(async |_fixture| std::future::pending::<()>().await);
}

#[test]
#[should_panic(expected = "num.partitions")]
fn a_key_that_does_not_exist_is_told_with_the_nearest() {
    Setup::new().config("num.partition", "3").run(async |_fixture| {});
}

#[tokio::test]
async fn records_that_do_not_come_are_told_apart_from_those_that_do() {
    let fixture = Fixture::start().await.unwrap();
    let topic = fixture.topic("orders").await.unwrap();
    let error = fixture.topic("orders").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert!(topic.received(0).await.unwrap().is_empty());
}

// Whoever does not format a test so is not warned of braces that are not theirs.
#[ottla::test]
#[deny(unused_braces)]
#[rustfmt::skip]
async fn a_test_of_one_line(topic: Topic) { topic.send(["a"]).await.unwrap() }
