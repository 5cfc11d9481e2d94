//! Topics that are asked for, and those that nobody uses any more.

use std::time::Duration;

use ottla::{Client, ClientOptions, Producer, ProducerOptions, Record};

use crate::script::{Script, TOPIC};

const IDLE: Duration = Duration::from_secs(60);

async fn client(script: &Script) -> Client {
    let metadata_age_max = Duration::from_secs(20);
    let options = ClientOptions { metadata_idle_max: IDLE, metadata_age_max, ..Default::default() };
    script.client(options).await
}

async fn send(producer: &Producer, topic: &str) {
    producer.send(Record::to(topic).value("x")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_topic_that_is_not_sent_to_any_more_is_asked_for_until_it_was_idle_for_long() {
    let script = Script::new();
    let client = client(&script).await;
    let producer = client.producer(ProducerOptions::default()).unwrap();
    send(&producer, "audit").await;
    send(&producer, TOPIC).await;
    let since = tokio::time::Instant::now();
    let asked_for = || script.change(|state| state.asked_for.clone());
    assert_eq!(asked_for(), ["audit", TOPIC]);
    while asked_for() != [TOPIC] {
        assert!(since.elapsed() < IDLE * 2, "it is asked for as long as the client lives");
        tokio::time::advance(Duration::from_secs(5)).await;
        send(&producer, TOPIC).await;
    }
    assert!(since.elapsed() >= IDLE, "{:?}", since.elapsed());
    // Whoever uses it again finds it again.
    send(&producer, "audit").await;
    assert_eq!(asked_for(), ["audit", TOPIC]);
}

#[tokio::test(start_paused = true)]
async fn a_topic_of_which_a_record_waits_is_asked_for_however_long() {
    let script = Script::new();
    let client = client(&script).await;
    let options = ProducerOptions { delivery_timeout: IDLE * 10, ..Default::default() };
    let producer = client.producer(options).unwrap();
    send(&producer, TOPIC).await;
    script.change(|state| state.leader = (-1, 1));
    let waiting = producer.enqueue(Record::to(TOPIC).value("x")).await.unwrap();
    let since = tokio::time::Instant::now();
    while since.elapsed() < IDLE * 2 {
        script.asked(1).await;
        assert_eq!(script.change(|state| state.asked_for.clone()), [TOPIC]);
    }
    script.change(|state| state.leader = (1, 2));
    waiting.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_topic_that_was_deleted_is_not_asked_for() {
    let script = Script::new();
    let client = client(&script).await;
    let producer = client.producer(ProducerOptions::default()).unwrap();
    send(&producer, "audit").await;
    client.admin().delete_topics(["audit"]).await.unwrap();
    send(&producer, TOPIC).await;
    assert_eq!(script.change(|state| state.asked_for.clone()), [TOPIC]);
}
