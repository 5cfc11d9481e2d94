//! One member: it reads, commits, and the next one goes on where it was.

use std::{collections::BTreeSet, time::Duration};

use futures::StreamExt;
use ottla::{
    AutoOffsetReset, Client, CommittedOffset, Consumer, ConsumerOptions, ErrorKind, GroupProtocol,
    StartOffset, TopicPartition,
};

use crate::scene::*;

#[test]
fn a_group_goes_on_after_what_it_has_committed() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 3).await;
        for protocol in PROTOCOLS {
            let group_id = format!("{protocol:?}");
            let options = || {
                let options = options(protocol, "orders");
                ConsumerOptions { group_id: group_id.clone(), ..options }
            };
            let from = if protocol == GroupProtocol::Classic { 0 } else { 90 };
            send(&client, "orders", 3, from..from + 60).await;
            let mut consumer = client.consumer(options()).await.unwrap();
            assert_eq!(consumer.group_protocol(), protocol);
            let count = from as usize + 60;
            assert_eq!(read(&mut consumer, count).await.len(), count);
            let metadata = consumer.group_metadata();
            assert!(metadata.generation_id > 0 && !metadata.member_id.is_empty(), "{metadata:?}");
            consumer.commit_all().await.unwrap();
            let all = (0..3).map(|partition| TopicPartition::new("orders", partition));
            let committed = consumer.committed(all).await.unwrap();
            let offsets: i64 = committed.values().map(|found| found.as_ref().unwrap().offset).sum();
            assert_eq!(offsets, count as i64);
            consumer.close().await.unwrap();

            send(&client, "orders", 3, from + 60..from + 90).await;
            let mut consumer = client.consumer(options()).await.unwrap();
            let values = read(&mut consumer, 30).await;
            assert_eq!(values, (from + 60..from + 90).collect(), "{protocol:?}");
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn paused_partitions_bring_nothing_until_they_are_resumed() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 2).await;
        send(&client, "orders", 2, 0..10).await;
        for protocol in PROTOCOLS {
            let group = ConsumerOptions {
                group_id: format!("{protocol:?}"),
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(group).await.unwrap();
            until(&mut consumer, |consumer| consumer.position("orders", 1).is_some()).await;
            for partition in 0..2 {
                consumer.seek("orders", partition, StartOffset::Beginning).unwrap();
            }
            consumer.pause("orders", 0).unwrap();
            assert_eq!(consumer.paused(), [TopicPartition::new("orders", 0)].into());
            let odd: BTreeSet<i32> = (0..10).filter(|value| value % 2 == 1).collect();
            assert_eq!(read(&mut consumer, 5).await, odd);
            consumer.seek("orders", 1, StartOffset::Offset(3)).unwrap();
            assert_eq!(read(&mut consumer, 2).await, [7, 9].into());
            let waiting = tokio::time::timeout(Duration::from_millis(100), consumer.next_batch());
            assert!(waiting.await.is_err(), "all is read or paused");
            consumer.resume("orders", 0).unwrap();
            assert_eq!(read(&mut consumer, 5).await, (0..10).step_by(2).collect());
            let error = consumer.seek("orders", 7, StartOffset::End).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Rebalanced);
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn what_was_handed_out_is_committed_by_itself_and_nothing_else() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        for protocol in PROTOCOLS {
            let group = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                enable_auto_commit: true,
                auto_commit_interval: Duration::from_millis(1),
                ..options(protocol, "orders")
            };
            let partition = TopicPartition::new("orders", 0);
            let mut consumer = client.consumer(group()).await.unwrap();
            until(&mut consumer, |consumer| consumer.position("orders", 0).is_some()).await;
            let start = consumer.position("orders", 0).unwrap();
            for value in 0..2 {
                send(&client, "orders", 1, value..value + 1).await;
            }
            consumer.seek("orders", 0, StartOffset::Offset(start)).unwrap();
            let first = consumer.next_batch().await.unwrap().unwrap();
            let committed = consumer.committed([partition.clone()]).await.unwrap();
            let offset = |committed: &std::collections::BTreeMap<_, Option<CommittedOffset>>| {
                committed[&partition].as_ref().map_or(start, |found| found.offset)
            };
            // What was read before it may be committed by now, or not yet.
            assert!(offset(&committed) <= start, "the batch is in the user's hands");
            // Asking for more says that it is done.
            while offset(&consumer.committed([partition.clone()]).await.unwrap())
                < first.next_offset()
            {
                let _ =
                    tokio::time::timeout(Duration::from_millis(20), consumer.next_batch()).await;
            }
            let end = consumer.position("orders", 0).unwrap();
            consumer.close().await.unwrap();
            let mut next = client.consumer(group()).await.unwrap();
            let placed = |consumer: &Consumer| consumer.position("orders", 0).is_some();
            let records = until(&mut next, placed).await as i64;
            assert_eq!(next.position("orders", 0).unwrap() - records, end, "{protocol:?}");
            next.close().await.unwrap();
        }
    });
}

#[test]
fn a_group_without_offsets_starts_where_its_options_say() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..3).await;
        for (protocol, reset, expected) in [
            (GroupProtocol::Classic, AutoOffsetReset::Earliest, Some(0)),
            (GroupProtocol::Classic, AutoOffsetReset::Latest, Some(3)),
            (GroupProtocol::Consumer, AutoOffsetReset::Latest, Some(3)),
            (
                GroupProtocol::Consumer,
                AutoOffsetReset::ByDuration(Duration::from_secs(60)),
                Some(0),
            ),
            (GroupProtocol::Consumer, AutoOffsetReset::ByDuration(Duration::ZERO), Some(3)),
            (GroupProtocol::Consumer, AutoOffsetReset::None, None),
        ] {
            let group = ConsumerOptions {
                group_id: format!("{protocol:?}-{reset:?}"),
                auto_offset_reset: reset,
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(group).await.unwrap();
            match expected {
                Some(expected) => {
                    let placed = |consumer: &Consumer| consumer.position("orders", 0).is_some();
                    let records = until(&mut consumer, placed).await as i64;
                    let position = consumer.position("orders", 0).unwrap();
                    assert_eq!(position - records, expected, "{reset:?}");
                }
                None => {
                    let error = consumer.next_batch().await.unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::OffsetOutOfRange, "{error}");
                    consumer.seek("orders", 0, StartOffset::Beginning).unwrap();
                    assert_eq!(read(&mut consumer, 3).await.len(), 3);
                }
            }
            consumer.close().await.unwrap();
        }
    });
}

/// Records can be read as streams, and a consumer can be stopped from elsewhere.
#[test]
fn a_stream_ends_when_the_consumer_is_stopped() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..3).await;
        let group = options(GroupProtocol::Consumer, "orders");
        let consumer = client.consumer(group).await.unwrap();
        let stop = consumer.stop_handle();
        let reading = tokio::spawn(async move {
            let mut batches = std::pin::pin!(consumer.into_stream());
            let mut count = 0;
            while let Some(batch) = batches.next().await {
                count += batch.unwrap().len();
                stop.stop();
            }
            count
        });
        assert_eq!(reading.await.unwrap(), 3);
    });
}

#[test]
fn a_group_of_one_kind_refuses_members_of_options_that_cannot_work() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        let group = ConsumerOptions {
            group_remote_assignor: Some("nonsense".into()),
            ..options(GroupProtocol::Consumer, "orders")
        };
        let mut consumer = client.consumer(group).await.unwrap();
        let error = consumer.next_batch().await.unwrap_err();
        assert_eq!(error.code(), Some(ottla::ErrorCode::UnsupportedAssignor), "{error}");
        let group = ConsumerOptions {
            group_id: "short".into(),
            session_timeout: Duration::from_millis(100),
            ..options(GroupProtocol::Classic, "orders")
        };
        let mut consumer = client.consumer(group).await.unwrap();
        let error = consumer.next_batch().await.unwrap_err();
        assert_eq!(error.code(), Some(ottla::ErrorCode::InvalidSessionTimeout), "{error}");
        assert!(error.to_string().contains("group short"), "{error}");
    });
}

/// The next heartbeat is seconds away; what one has brought is acted on at once.
#[test]
fn a_member_reads_as_soon_as_it_has_joined() {
    run(async {
        let (_broker, client) = scene_with(ottla_broker::BrokerOptions::default()).await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..3).await;
        for protocol in PROTOCOLS {
            let group = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                heartbeat_interval: Duration::from_secs(5),
                ..options(protocol, "orders")
            };
            for _ in 0..2 {
                let began = std::time::Instant::now();
                let mut consumer = client.consumer(group()).await.unwrap();
                read(&mut consumer, 3).await;
                consumer.close().await.unwrap();
                assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
            }
        }
    });
}

#[test]
fn subscribing_to_a_topic_may_make_it() {
    run(async {
        let (broker, client) = scene().await;
        for protocol in PROTOCOLS {
            let topic = format!("new-{protocol:?}");
            let group = |allow_auto_create_topics| ConsumerOptions {
                group_id: topic.clone(),
                allow_auto_create_topics,
                ..options(protocol, &topic)
            };
            let mut forbidding = client.consumer(group(false)).await.unwrap();
            let joined = |consumer: &Consumer| consumer.group_metadata().generation_id > 0;
            until(&mut forbidding, joined).await;
            let listed = client.admin().list_topics().await.unwrap();
            assert!(listed.iter().all(|listing| listing.name != *topic), "{listed:?}");
            forbidding.close().await.unwrap();
            let another = Client::embedded_with(&broker, client_options()).await.unwrap();
            let mut allowing = another.consumer(group(true)).await.unwrap();
            until(&mut allowing, |consumer| consumer.assignment().len() == 1).await;
            allowing.close().await.unwrap();
        }
    });
}

/// Commits beside the user arrive in the order of the calls.
#[test]
fn commits_beside_the_user_keep_their_order() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        for protocol in PROTOCOLS {
            let group = ConsumerOptions {
                group_id: format!("{protocol:?}"),
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(group).await.unwrap();
            until(&mut consumer, |consumer| consumer.assignment().len() == 1).await;
            let partition = || TopicPartition::new("orders", 0);
            let commits: Vec<_> = (0..50)
                .map(|offset| consumer.commit_async([(partition(), offset)]).unwrap())
                .collect();
            for commit in commits {
                commit.await.unwrap();
            }
            let committed = consumer.committed([partition()]).await.unwrap();
            assert_eq!(committed[&partition()], Some(49.into()));
            let other = [(TopicPartition::new("orders", 7), 0)];
            assert!(consumer.commit_async(other).is_err(), "it is not assigned");
            consumer.close().await.unwrap();
        }
    });
}
