//! Consumers of groups: the same behaviour as with our broker, in both protocols.

use std::{collections::BTreeSet, time::Duration};

use ottla::{
    Advice, AutoOffsetReset, Client, ClientAssignor, ClientOptions, Consumer, ConsumerOptions,
    ErrorCode, ErrorKind, GroupProtocol, ProducerOptions, Record, StartOffset, TopicPartition,
};

use super::{bootstrap, new_topic, run, served::lacks_protocol, unique};

const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

async fn send(client: &Client, topic: &str, partitions: i32, values: std::ops::Range<i32>) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in values {
        let text = value.to_string();
        let record = Record::to(topic).partition(value % partitions).value(&text);
        let _delivery = producer.enqueue(record).await.unwrap();
    }
    producer.close().await.unwrap();
}

fn options(protocol: GroupProtocol, group_id: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group_id.into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        heartbeat_interval: Duration::from_millis(100),
        ..Default::default()
    }
}

async fn read(consumer: &mut Consumer, count: usize) -> BTreeSet<i32> {
    let mut values = BTreeSet::new();
    while values.len() < count {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        values.extend(batch.iter().map(|record| record.value_text().parse::<i32>().unwrap()));
    }
    values
}

/// Both take part in the group until `reached`; neither may see an error.
async fn both_until(
    first: &mut Consumer,
    second: &mut Consumer,
    reached: impl Fn(&Consumer, &Consumer) -> bool,
) {
    while !reached(first, second) {
        let both = async {
            let (first, second) = tokio::join!(first.next_batch(), second.next_batch());
            first.and(second).unwrap();
        };
        let _ = tokio::time::timeout(Duration::from_millis(50), both).await;
    }
}

#[test]
fn a_group_goes_on_after_what_it_has_committed() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "group", 3).await, unique("group"));
            send(&client, &topic, 3, 0..60).await;
            let mut consumer = client.consumer(options(protocol, &group, &topic)).await.unwrap();
            assert_eq!(consumer.group_protocol(), protocol);
            assert_eq!(read(&mut consumer, 60).await.len(), 60);
            consumer.commit_all().await.unwrap();
            let all = (0..3).map(|partition| TopicPartition::new(topic.as_str(), partition));
            let committed = consumer.committed(all).await.unwrap();
            assert!(committed.values().all(|found| found.as_ref().unwrap().offset == 20));
            consumer.close().await.unwrap();

            send(&client, &topic, 3, 60..90).await;
            let mut consumer = client.consumer(options(protocol, &group, &topic)).await.unwrap();
            assert_eq!(read(&mut consumer, 30).await, (60..90).collect(), "{protocol:?}");
            consumer.pause(&topic, 0).unwrap();
            for partition in 0..3 {
                consumer.seek(&topic, partition, StartOffset::Beginning).unwrap();
            }
            let unpaused = (0..90).filter(|value| value % 3 != 0).collect();
            assert_eq!(read(&mut consumer, 60).await, unpaused);
            consumer.close().await.unwrap();
        }
    });
}

async fn two_members_share(client: &Client, make: impl Fn(&str, &str) -> ConsumerOptions) {
    let (topic, group) = (new_topic(client, "shared", 4).await, unique("group"));
    let mut first = client.consumer(make(&group, &topic)).await.unwrap();
    while first.assignment().len() < 4 {
        let _ = tokio::time::timeout(Duration::from_millis(50), first.next_batch()).await;
    }
    let mut second = client.consumer(make(&group, &topic)).await.unwrap();
    both_until(&mut first, &mut second, |first, second| {
        first.assignment().len() == 2 && second.assignment().len() == 2
    })
    .await;
    assert!(first.assignment().is_disjoint(&second.assignment()));
    second.close().await.unwrap();
    while first.assignment().len() < 4 {
        let _ = tokio::time::timeout(Duration::from_millis(50), first.next_batch()).await;
    }
    send(client, &topic, 4, 0..40).await;
    assert_eq!(read(&mut first, 40).await.len(), 40);
    first.close().await.unwrap();
}

#[test]
fn two_members_share_with_every_assignor() {
    run(async |client| {
        for assignor in ClientAssignor::ALL {
            two_members_share(&client, |group, topic| ConsumerOptions {
                partition_assignment_strategy: vec![assignor],
                ..options(GroupProtocol::Classic, group, topic)
            })
            .await;
        }
    });
}

#[test]
fn two_members_share_with_every_assignor_of_the_coordinator() {
    run(async |client| {
        for assignor in ["uniform", "range"] {
            two_members_share(&client, |group, topic| ConsumerOptions {
                group_remote_assignor: Some(assignor.into()),
                ..options(GroupProtocol::Consumer, group, topic)
            })
            .await;
        }
    });
}

#[test]
fn a_pattern_finds_the_topics_that_match() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let topic = new_topic(&client, "pattern", 2).await;
            send(&client, &topic, 2, 0..10).await;
            let options = ConsumerOptions {
                topics: Vec::new(),
                topic_pattern: Some(format!("{topic}|{topic}-.*")),
                ..options(protocol, &unique("group"), "unused")
            };
            let mut consumer = client.consumer(options).await.unwrap();
            assert_eq!(read(&mut consumer, 10).await.len(), 10);
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn a_pattern_has_no_deleted_topic_made_anew() {
    let Some(bootstrap) = bootstrap() else { return };
    run(async |client| {
        for protocol in PROTOCOLS {
            let topic = new_topic(&client, "deleted", 1).await;
            send(&client, &topic, 1, 0..5).await;
            let often = ClientOptions {
                metadata_age_max: Duration::from_millis(50),
                ..ClientOptions::default()
            };
            let reader = Client::connect_with(&bootstrap, often).await.unwrap();
            let options = ConsumerOptions {
                topics: Vec::new(),
                topic_pattern: Some(format!("{topic}|{topic}-.*")),
                ..options(protocol, &unique("group"), "unused")
            };
            let mut consumer = reader.consumer(options).await.unwrap();
            read(&mut consumer, 5).await;
            client.admin().delete_topics([&*topic]).await.unwrap();
            let asked = || reader.metrics().apis["Metadata"].requests;
            let before = asked();
            while asked() < before + 10 {
                let next = tokio::time::timeout(Duration::from_millis(5), consumer.next_batch());
                assert!(next.await.is_err(), "{protocol:?}: nothing is there to be read");
            }
            let topics = client.admin().list_topics().await.unwrap();
            assert!(topics.iter().all(|listed| listed.name != topic), "{protocol:?}");
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn a_static_member_gets_its_partitions_back_and_its_double_is_fenced() {
    run(async |client| {
        for (protocol, code, kind) in [
            (GroupProtocol::Classic, ErrorCode::FencedInstanceId, ErrorKind::Fenced),
            (GroupProtocol::Consumer, ErrorCode::UnreleasedInstanceId, ErrorKind::Broker),
        ] {
            if lacks_protocol(protocol).await {
                continue;
            }
            let (topic, group) = (new_topic(&client, "static", 1).await, unique("group"));
            let member = || ConsumerOptions {
                group_instance_id: Some("one".into()),
                ..options(protocol, &group, &topic)
            };
            send(&client, &topic, 1, 0..5).await;
            let mut first = client.consumer(member()).await.unwrap();
            read(&mut first, 5).await;
            let generation = first.group_metadata().generation_id;
            first.close().await.unwrap();
            let mut first = client.consumer(member()).await.unwrap();
            read(&mut first, 5).await;
            assert_eq!(first.group_metadata().generation_id, generation);
            let mut double = client.consumer(member()).await.unwrap();
            let error = match protocol {
                GroupProtocol::Classic => {
                    read(&mut double, 5).await;
                    first.next_batch().await.unwrap_err()
                }
                GroupProtocol::Consumer => double.next_batch().await.unwrap_err(),
            };
            assert_eq!((error.code(), error.advice()), (Some(code), Advice::Fatal), "{error}");
            assert_eq!(error.kind(), kind, "{error}");
        }
    });
}

#[test]
fn a_member_that_is_too_slow_loses_its_partition_to_another() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "slow", 1).await, unique("group"));
            send(&client, &topic, 1, 0..5).await;
            let slow = ConsumerOptions {
                max_poll_interval: Duration::from_millis(500),
                ..options(protocol, &group, &topic)
            };
            let mut slow = client.consumer(slow).await.unwrap();
            let batch = slow.next_batch().await.unwrap().unwrap();
            let mut other = client.consumer(options(protocol, &group, &topic)).await.unwrap();
            assert_eq!(read(&mut other, 5).await.len(), 5);
            assert_eq!(slow.commit(&batch).await.unwrap_err().advice(), Advice::Rejoin);
            other.close().await.unwrap();
            assert_eq!(read(&mut slow, 5).await.len(), 5);
            slow.close().await.unwrap();
        }
    });
}

#[test]
fn options_that_the_coordinator_refuses_are_named() {
    run(async |client| {
        let topic = new_topic(&client, "refused", 1).await;
        for (change, code) in [
            (
                ConsumerOptions {
                    group_remote_assignor: Some("nonsense".into()),
                    ..options(GroupProtocol::Consumer, &unique("group"), &topic)
                },
                ErrorCode::UnsupportedAssignor,
            ),
            (
                ConsumerOptions {
                    session_timeout: Duration::from_millis(200),
                    ..options(GroupProtocol::Classic, &unique("group"), &topic)
                },
                ErrorCode::InvalidSessionTimeout,
            ),
        ] {
            if lacks_protocol(change.group_protocol).await {
                continue;
            }
            let mut consumer = client.consumer(change).await.unwrap();
            let error = consumer.next_batch().await.unwrap_err();
            assert_eq!((error.code(), error.advice()), (Some(code), Advice::Fatal), "{error}");
        }
    });
}
