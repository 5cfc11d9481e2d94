//! What a client tells of its groups, its transactions and its records when something goes wrong: each failure
//! once, with whom it concerns and why, and counted.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::StreamExt;
use ottla::{
    AutoOffsetReset, Client, ClientMetrics, ClientOptions, Consumer, ConsumerOptions, Error,
    ErrorCode, ErrorKind, Event, Events, GroupProtocol, PartitionConsumerOptions, ProducerOptions,
    Record, TopicPartition,
};
use ottla_core::protocol::ApiKey;

use super::{
    bootstrap,
    flaky::{Break, Flaky},
    new_topic, run,
    served::lacks_protocol,
    unique,
};

const PROTOCOLS: [(GroupProtocol, ApiKey); 2] = [
    (GroupProtocol::Classic, ApiKey::Heartbeat),
    (GroupProtocol::Consumer, ApiKey::ConsumerGroupHeartbeat),
];

async fn watched() -> (Flaky, Client, Events) {
    let options = ClientOptions {
        retry_backoff: Duration::from_millis(5),
        retry_backoff_max: Duration::from_millis(50),
        api_timeout: Duration::from_millis(500),
        ..Default::default()
    };
    let network = Flaky::new(&bootstrap().unwrap());
    let client = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
    let events = client.events();
    (network, client, events)
}

/// The first requests of this kind, so many, break.
fn break_first(network: &Flaky, count: usize, broken: ApiKey) {
    let left = AtomicUsize::new(count);
    network.set(move |key| {
        let take = |left: usize| left.checked_sub(1);
        let hit =
            key == broken && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok();
        if hit { Break::BeforeAnswer } else { Break::Nowhere }
    });
}

fn member(protocol: GroupProtocol, group: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group.into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        heartbeat_interval: Duration::from_millis(100),
        ..Default::default()
    }
}

async fn reading(client: &Client, options: ConsumerOptions) -> Consumer {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    producer.send(Record::to(&options.topics[0]).value("x")).await.unwrap();
    let mut consumer = client.consumer(options).await.unwrap();
    consumer.next_batch().await.unwrap().unwrap();
    consumer
}

/// Waits until the client has counted what it is to count.
async fn counted(client: &Client, reached: impl Fn(&ClientMetrics) -> bool) {
    while !reached(&client.metrics()) {
        tokio::task::yield_now().await;
    }
}

/// All of one kind that was told until the client and all that it made were gone.
async fn all<T>(events: Events, find: impl Fn(Event) -> Option<T>) -> Vec<T> {
    events.filter_map(async |event| find(event)).collect().await
}

fn failed_heartbeat(event: Event) -> Option<(String, Error)> {
    match event {
        Event::HeartbeatFailed { group, error } => Some((group, error)),
        _ => None,
    }
}

fn failed_commit(event: Event) -> Option<(String, Error)> {
    match event {
        Event::CommitFailed { group, error } => Some((group, error)),
        _ => None,
    }
}

#[test]
fn each_heartbeat_that_gets_no_answer_is_told() {
    run(async |sound| {
        for (protocol, heartbeat) in PROTOCOLS {
            if lacks_protocol(protocol).await {
                continue;
            }
            let (topic, group) = (new_topic(&sound, "beats", 1).await, unique("beats"));
            let (network, client, events) = watched().await;
            break_first(&network, 3, heartbeat);
            let consumer = reading(&client, member(protocol, &group, &topic)).await;
            counted(&client, |metrics| metrics.consumer.failed_heartbeats == 3).await;
            counted(&client, |metrics| metrics.consumer.heartbeats.count() > 0).await;
            consumer.close().await.unwrap();
            assert_eq!(client.metrics().consumer.failed_heartbeats, 3);
            drop(client);
            let told = all(events, failed_heartbeat).await;
            assert_eq!(told.len(), 3, "{told:#?}");
            for (of, error) in told {
                assert_eq!((&of, error.kind()), (&group, ErrorKind::Unreachable), "{error}");
            }
        }
    });
}

#[test]
fn a_member_that_was_removed_hears_of_it_by_a_heartbeat_and_tells_what_it_has_lost() {
    run(async |sound| {
        let (topic, group) = (new_topic(&sound, "removed", 2).await, unique("removed"));
        let (_, client, events) = watched().await;
        let options = member(GroupProtocol::Classic, &group, &topic);
        let mut consumer = reading(&client, options).await;
        sound.admin().remove_all_members_from_group(&group, None).await.unwrap();
        while client.metrics().consumer.rebalances.count() < 2 {
            let _ = tokio::time::timeout(Duration::from_millis(20), consumer.next_batch()).await;
        }
        let metrics = client.metrics().consumer;
        assert_eq!((metrics.failed_heartbeats, metrics.failed_rebalances), (1, 1));
        consumer.close().await.unwrap();
        drop(client);
        let told: Vec<Event> = events.collect().await;
        let failed: Vec<_> = told.iter().cloned().filter_map(failed_heartbeat).collect();
        let [(of, error)] = &failed[..] else { panic!("{told:#?}") };
        assert_eq!((of, error.code()), (&group, Some(ErrorCode::UnknownMemberId)), "{error}");
        let lost: Vec<_> = told
            .iter()
            .filter_map(|event| match event {
                Event::Rebalanced { group, lost, .. } if !lost.is_empty() => Some((group, lost)),
                _ => None,
            })
            .collect();
        let both = vec![TopicPartition::new(&*topic, 0), TopicPartition::new(&*topic, 1)];
        assert_eq!(lost, [(&group, &both)], "{told:#?}");
    });
}

#[test]
fn a_commit_of_a_member_that_was_removed_is_told_once() {
    run(async |sound| {
        let (topic, group) = (new_topic(&sound, "commit", 1).await, unique("commit"));
        let (_, client, events) = watched().await;
        // It does not hear of it by a heartbeat first.
        let options = ConsumerOptions {
            heartbeat_interval: Duration::from_secs(10),
            ..member(GroupProtocol::Classic, &group, &topic)
        };
        let mut consumer = reading(&client, options).await;
        consumer.commit_all().await.unwrap();
        let metrics = client.metrics().consumer;
        assert_eq!((metrics.commits.count(), metrics.failed_commits), (1, 0));
        sound.admin().remove_all_members_from_group(&group, None).await.unwrap();
        let error = consumer.commit_all().await.unwrap_err();
        let metrics = client.metrics().consumer;
        assert_eq!((metrics.commits.count(), metrics.failed_commits), (1, 1));
        consumer.close().await.unwrap();
        drop(client);
        let told = all(events, failed_commit).await;
        let [(of, why)] = &told[..] else { panic!("{told:#?}") };
        assert_eq!((of, why.kind()), (&group, ErrorKind::Rebalanced), "{why}");
        assert_eq!((why.code(), error.kind()), (error.code(), why.kind()), "{error}");
    });
}

/// Nobody else tells the user of these.
#[test]
fn automatic_commits_that_fail_are_told_until_one_goes_well() {
    run(async |sound| {
        for (protocol, _) in PROTOCOLS {
            let (topic, group) = (new_topic(&sound, "auto", 1).await, unique("auto"));
            let (network, client, events) = watched().await;
            network.set(|key| match key {
                ApiKey::OffsetCommit => Break::BeforeRequest,
                _ => Break::Nowhere,
            });
            let options = ConsumerOptions {
                enable_auto_commit: true,
                auto_commit_interval: Duration::from_millis(50),
                ..member(protocol, &group, &topic)
            };
            let mut consumer = reading(&client, options).await;
            let mut polls_until = async |reached: fn(&ClientMetrics) -> bool| {
                while !reached(&client.metrics()) {
                    let next = consumer.next_batch();
                    let _ = tokio::time::timeout(Duration::from_millis(20), next).await;
                }
            };
            polls_until(|metrics| metrics.consumer.failed_commits >= 2).await;
            network.heal();
            polls_until(|metrics| metrics.consumer.commits.count() > 0).await;
            let failed = client.metrics().consumer.failed_commits;
            consumer.close().await.unwrap();
            drop(client);
            let told = all(events, failed_commit).await;
            assert_eq!(told.len() as u64, failed, "{told:#?}");
            for (of, error) in told {
                assert_eq!((&of, error.kind()), (&group, ErrorKind::TimedOut), "{error}");
            }
        }
    });
}

#[test]
fn commits_of_a_consumer_that_is_no_member_are_counted_and_a_refused_one_told() {
    run(async |sound| {
        let (topic, group) = (new_topic(&sound, "taken", 1).await, unique("taken"));
        let options = member(GroupProtocol::Classic, &group, &topic);
        let owner = reading(&sound, options).await;
        let (_, client, events) = watched().await;
        let assigned =
            PartitionConsumerOptions { group_id: Some(group.clone()), ..Default::default() };
        let mut consumer = client.partition_consumer(assigned).unwrap();
        let offsets = || [(TopicPartition::new(&*topic, 0), 1)];
        let error = consumer.commit_offsets(offsets()).await.unwrap_err();
        let metrics = client.metrics().consumer;
        assert_eq!((metrics.commits.count(), metrics.failed_commits), (0, 1));
        owner.close().await.unwrap();
        consumer.commit_offsets(offsets()).await.unwrap();
        let metrics = client.metrics().consumer;
        assert_eq!((metrics.commits.count(), metrics.failed_commits), (1, 1));
        drop((consumer, client));
        let told = all(events, failed_commit).await;
        let [(of, why)] = &told[..] else { panic!("{told:#?}") };
        assert_eq!((of, why.kind()), (&group, ErrorKind::Rebalanced), "{why}");
        assert_eq!(why.code(), error.code());
    });
}

#[test]
fn a_producer_that_is_fenced_tells_it_once_whatever_is_called_after_it() {
    run(async |sound| {
        let (topic, id) = (new_topic(&sound, "fenced", 1).await, unique("fenced"));
        let options = ProducerOptions { transactional_id: Some(id.clone()), ..Default::default() };
        // It hears of it by its commit, or by what it sends next.
        for sends in [0, 1] {
            let (_, client, events) = watched().await;
            let older = client.producer(options.clone()).unwrap();
            let mut transaction = older.begin().await.unwrap();
            transaction.send(Record::to(&topic).value("lost")).await.unwrap();
            let newer = sound.producer(options.clone()).unwrap();
            newer.init_transactions().await.unwrap();
            for _ in 0..sends {
                transaction.send(Record::to(&topic).value("lost")).await.unwrap_err();
            }
            let ended = match sends {
                0 => transaction.commit().await.map(drop),
                _ => transaction.abort().await.map(drop),
            };
            assert_eq!(ended.unwrap_err().kind(), ErrorKind::Fenced);
            older.begin().await.unwrap_err();
            older.init_transactions().await.unwrap_err();
            drop((transaction, older, client));
            let told = all(events, |event| match event {
                Event::ProducerFenced { transactional_id, error } => {
                    Some((transactional_id, error))
                }
                _ => None,
            });
            let told = told.await;
            let [(of, error)] = &told[..] else { panic!("{told:#?}") };
            assert_eq!((of, error.kind()), (&id, ErrorKind::Fenced), "{error}");
            assert!(error.code().is_some(), "{error}");
        }
    });
}

#[test]
fn records_that_are_given_up_are_told_and_counted_once() {
    run(async |sound| {
        let topic = new_topic(&sound, "given-up", 1).await;
        let (network, client, events) = watched().await;
        network.set(|key| match key {
            ApiKey::Produce => Break::BeforeRequest,
            _ => Break::Nowhere,
        });
        let options = ProducerOptions {
            linger: Duration::ZERO,
            delivery_timeout: Duration::from_millis(500),
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        let mut deliveries = Vec::new();
        for _ in 0..10 {
            deliveries.push(producer.enqueue(Record::to(&topic).value("lost")).await.unwrap());
        }
        for delivery in deliveries {
            assert_eq!(delivery.await.unwrap_err().kind(), ErrorKind::TimedOut);
        }
        network.heal();
        producer.send(Record::to(&topic).value("kept")).await.unwrap();
        producer.close().await.unwrap();
        assert_eq!(client.metrics().producer.failed_records, 10);
        drop(client);
        let told = all(events, |event| match event {
            Event::ProduceFailed { records } => Some(records),
            _ => None,
        });
        assert_eq!(told.await.iter().sum::<u64>(), 10);
    });
}
