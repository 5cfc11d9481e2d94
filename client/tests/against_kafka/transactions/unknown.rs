//! Commits whose answer does not come: whether they were made or not, it is found out.

use std::{sync::Arc, time::Duration};

use ottla::{Advice, Client, ClientOptions, ErrorKind, Outcome, Producer, ProducerOptions, Record};
use ottla_core::protocol::ApiKey;

use super::{commit, committed, on_each_address, options};
use crate::{
    flaky::{Break, Flaky},
    new_topic, unique,
};

/// A client on a network that can be broken, and another one on a sound one.
async fn clients(bootstrap: &str) -> (Flaky, Client, Client) {
    let network = Flaky::new(bootstrap);
    let options = ClientOptions { retry_backoff: Duration::from_millis(20), ..Default::default() };
    let flaky = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
    (network, flaky, Client::connect(bootstrap).await.unwrap())
}

fn impatient(client: &Client) -> Producer {
    let options =
        ProducerOptions { max_block: Duration::from_millis(400), ..options(&unique("id")) };
    client.producer(options).unwrap()
}

fn ends(place: Break) -> impl Fn(ApiKey) -> Break {
    move |api| if api == ApiKey::EndTxn { place } else { Break::Nowhere }
}

/// A transaction whose commit has timed out.
async fn with_unknown_outcome(
    network: &Flaky,
    producer: &Producer,
    topic: &str,
    place: Break,
) -> ottla::Transaction {
    let mut transaction = producer.begin().await.unwrap();
    transaction.send(Record::to(topic).value("first")).await.unwrap();
    network.set(ends(place));
    let error = transaction.commit().await.unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::TimedOut, Advice::Retry), "{error}");
    assert!(error.to_string().contains("not known"), "{error}");
    network.heal();
    transaction
}

#[test]
fn a_commit_that_is_tried_again_is_one_commit() {
    on_each_address(async |bootstrap, _| {
        for place in [Break::BeforeRequest, Break::BeforeAnswer] {
            let (network, client, sound) = clients(bootstrap).await;
            let topic = new_topic(&sound, "unknown", 1).await;
            let producer = impatient(&client);
            producer.init_transactions().await.unwrap();
            let mut transaction = with_unknown_outcome(&network, &producer, &topic, place).await;
            transaction.commit().await.unwrap();
            for value in ["second", "third"] {
                commit(&producer, &topic, &[(0, value)]).await;
            }
            assert_eq!(committed(&sound, &topic).await, ["first", "second", "third"]);
        }
    });
}

#[test]
fn an_abort_after_a_commit_tells_how_it_has_ended() {
    on_each_address(async |bootstrap, _| {
        for (place, outcome, expected) in [
            (Break::BeforeRequest, Outcome::Aborted, vec!["second", "third"]),
            (Break::BeforeAnswer, Outcome::Committed, vec!["first", "second", "third"]),
        ] {
            let (network, client, sound) = clients(bootstrap).await;
            let topic = new_topic(&sound, "unknown", 1).await;
            let producer = impatient(&client);
            producer.init_transactions().await.unwrap();
            let mut transaction = with_unknown_outcome(&network, &producer, &topic, place).await;
            assert_eq!(transaction.abort().await.unwrap(), outcome);
            for value in ["second", "third"] {
                commit(&producer, &topic, &[(0, value)]).await;
            }
            assert_eq!(committed(&sound, &topic).await, expected);
        }
    });
}

#[test]
fn a_guard_that_is_dropped_after_a_commit_leaves_that_to_the_next_transaction() {
    on_each_address(async |bootstrap, _| {
        for (place, expected) in
            [(Break::BeforeRequest, vec!["second"]), (Break::BeforeAnswer, vec!["first", "second"])]
        {
            let (network, client, sound) = clients(bootstrap).await;
            let topic = new_topic(&sound, "unknown", 1).await;
            let producer = impatient(&client);
            producer.init_transactions().await.unwrap();
            drop(with_unknown_outcome(&network, &producer, &topic, place).await);
            commit(&producer, &topic, &[(0, "second")]).await;
            assert_eq!(committed(&sound, &topic).await, expected);
        }
    });
}
