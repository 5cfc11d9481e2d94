//! Leaders that change, and clients that begin anew.

use std::time::Duration;

use ottla::{
    Client, ClientOptions, ErrorKind, Event, MetadataRecovery, Producer, ProducerOptions, Record,
    TopicPartition,
};

use crate::{
    next,
    script::{START, Script, TOPIC},
    told,
};

fn producer(client: &Client) -> Producer {
    client.producer(ProducerOptions::default()).unwrap()
}

async fn send(producer: &Producer) {
    producer.send(Record::to(TOPIC).value("x")).await.unwrap();
}

/// The leaders that were told, each with its epoch.
fn leaders(told: &[Event]) -> Vec<(Option<i32>, i32)> {
    let leader = |event: &Event| match event {
        Event::LeaderChanged { partition, leader, leader_epoch } => {
            assert_eq!(partition, &TopicPartition::new(TOPIC, 0));
            Some((*leader, *leader_epoch))
        }
        _ => None,
    };
    told.iter().filter_map(leader).collect()
}

fn beginnings(told: &[Event]) -> usize {
    told.iter().filter(|event| matches!(event, Event::Rebootstrapped)).count()
}

#[tokio::test(start_paused = true)]
async fn each_leader_of_a_partition_is_told_once_and_none_that_is_older() {
    let script = Script::new();
    script.change(|state| {
        state.brokers.insert(2, "two");
        state.up.insert("two");
    });
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    let producer = producer(&client);
    send(&producer).await;
    assert_eq!(leaders(&told(&mut events)), [], "the first one is no change");

    script.change(|state| state.leader = (2, 5));
    send(&producer).await;
    assert_eq!(leaders(&told(&mut events)), [(Some(2), 5)]);

    // Without a leader the record waits, and the client asks again and again.
    script.change(|state| state.leader = (-1, 6));
    let waiting = producer.enqueue(Record::to(TOPIC).value("x")).await.unwrap();
    let none = next(&mut events, |event| leaders(&[event]).pop()).await;
    assert_eq!(none, (None, 6));
    script.asked(5).await;
    // A broker that lags behind.
    script.change(|state| state.leader = (1, 4));
    script.asked(5).await;
    assert_eq!(leaders(&told(&mut events)), []);
    script.change(|state| state.leader = (1, 7));
    waiting.await.unwrap();
    assert_eq!(leaders(&told(&mut events)), [(Some(1), 7)]);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_none_of_its_brokers_answers_begins_anew_and_says_so_once() {
    let script = Script::new();
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    let producer = producer(&client);
    send(&producer).await;
    assert_eq!(beginnings(&told(&mut events)), 0);

    // All of the cluster has moved, and only the address of the start leads to it.
    script.change(|state| {
        state.up = [START, "elsewhere"].into();
        state.brokers = [(1, "elsewhere")].into();
    });
    for _ in 0..5 {
        send(&producer).await;
        client.admin().list_topics().await.unwrap();
    }
    let told = told(&mut events);
    assert_eq!(beginnings(&told), 1, "{told:#?}");
    let place = |wanted: fn(&Event) -> bool| told.iter().position(wanted).unwrap();
    let failed = place(
        |event| matches!(event, Event::ConnectionFailed { broker, .. } if &*broker.host == "one"),
    );
    let anew = place(|event| matches!(event, Event::Rebootstrapped));
    let found =
        place(|event| matches!(event, Event::Connected { broker } if &*broker.host == "elsewhere"));
    assert!(failed < anew && anew < found, "{told:#?}");
    let metrics = client.metrics();
    assert!(metrics.connections.failed > 0);
    assert!(metrics.nodes["elsewhere:9092"].requests > 0);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_not_to_begin_anew_says_nothing_of_it() {
    let script = Script::new();
    let options = ClientOptions {
        metadata_recovery: MetadataRecovery::None,
        api_timeout: Duration::from_secs(5),
        ..Default::default()
    };
    let client = script.client(options).await;
    let mut events = client.events();
    script.change(|state| {
        state.up = [START, "elsewhere"].into();
        state.brokers = [(1, "elsewhere")].into();
    });
    let error = client.admin().list_topics().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
    assert_eq!(beginnings(&told(&mut events)), 0);
}

/// Such a broker is in front of others, and knows that the client knows nothing that is right (KIP-1102).
#[tokio::test(start_paused = true)]
async fn a_client_that_is_told_to_begin_anew_does_so_and_says_so_once() {
    let script = Script::new();
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    let producer = producer(&client);
    script.change(|state| {
        state.outdated = [START, "one"].into();
        state.up.insert("elsewhere");
        state.brokers = [(1, "elsewhere")].into();
    });
    let sent = producer.send(Record::to(TOPIC).value("x"));
    let more = async {
        next(&mut events, |event| matches!(event, Event::Rebootstrapped).then_some(())).await;
        // For a while the address of the start says the same.
        script.asked(3).await;
        script.change(|state| state.outdated.remove(START));
    };
    let (sent, ()) = tokio::join!(sent, more);
    sent.unwrap();
    assert_eq!(beginnings(&told(&mut events)), 0);
    assert!(client.metrics().nodes["elsewhere:9092"].requests > 0);
}

/// One that has just been forgotten is a broker all the same.
#[tokio::test(start_paused = true)]
async fn a_client_that_begins_anew_bears_with_connections_that_are_closed() {
    let script = Script::new();
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    let producer = producer(&client);
    script.change(|state| {
        state.outdated.insert("one");
        state.closing.insert(START);
        state.up.insert("elsewhere");
        state.brokers = [(1, "elsewhere")].into();
    });
    let sent = producer.send(Record::to(TOPIC).value("x"));
    let more = async {
        for _ in 0..3 {
            let failed = |event| match event {
                Event::ConnectionFailed { broker, .. } => (&*broker.host == START).then_some(()),
                _ => None,
            };
            next(&mut events, failed).await;
        }
        script.change(|state| state.closing.clear());
    };
    let (sent, ()) = tokio::join!(sent, more);
    sent.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_admin_that_is_told_to_begin_anew_does_not_take_that_for_an_empty_cluster() {
    let script = Script::new();
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    script.change(|state| {
        state.outdated.insert("one");
        state.up.insert("elsewhere");
        state.brokers = [(1, "elsewhere")].into();
    });
    let listed = client.admin().list_topics().await.unwrap();
    assert_eq!(listed.iter().map(|topic| &*topic.name).collect::<Vec<_>>(), [TOPIC]);
    assert_eq!(beginnings(&told(&mut events)), 1);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_hears_nothing_for_long_begins_anew_once() {
    let script = Script::new();
    script.change(|state| state.brokers = [(1, START)].into());
    let options = ClientOptions {
        metadata_age_max: Duration::from_secs(10),
        rebootstrap_after: Duration::from_secs(20),
        ..Default::default()
    };
    let client = script.client(options).await;
    let mut events = client.events();
    let producer = producer(&client);
    let since = tokio::time::Instant::now();
    script.change(|state| state.up.clear());
    let waiting = tokio::spawn(async move {
        producer.send(Record::to(TOPIC).value("x")).await.unwrap();
    });
    next(&mut events, |event| matches!(event, Event::Rebootstrapped).then_some(())).await;
    assert!(since.elapsed() >= Duration::from_secs(30), "{:?}", since.elapsed());
    tokio::time::advance(Duration::from_secs(20)).await;
    script.change(|state| state.up = [START].into());
    waiting.await.unwrap();
    assert_eq!(beginnings(&told(&mut events)), 0);
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_knows_nothing_new_is_not_asked_again_and_again() {
    let script = Script::new();
    let client = script.client(ClientOptions::default()).await;
    let producer = producer(&client);
    // From now on this one is connected, and no other.
    client.admin().list_topics().await.unwrap();
    send(&producer).await;
    script.change(|state| {
        state.brokers.insert(2, "two");
        state.up.insert("two");
        state.leader = (2, 5);
        state.cut_off.insert("one");
    });
    let since = tokio::time::Instant::now();
    for _ in 0..5 {
        send(&producer).await;
    }
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_knows_nothing_new_is_asked_again_if_no_other_is_there() {
    let script = Script::new();
    script.change(|state| {
        // Nobody answers there.
        state.brokers.insert(2, "two");
    });
    let client = script.client(ClientOptions::default()).await;
    let producer = producer(&client);
    script.change(|state| state.leader = (-1, 1));
    let waiting = producer.enqueue(Record::to(TOPIC).value("x")).await.unwrap();
    script.asked(5).await;
    script.change(|state| state.leader = (1, 2));
    waiting.await.unwrap();
}
