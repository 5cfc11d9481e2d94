//! Crashes, rebalances, and records that take longer than a member may be silent.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use ottla::{
    Failure, ProcessOptions, ProcessingOrder, Rebalance, RebalanceListener, TopicPartition,
};
use tokio::sync::Notify;

use super::{Calls, PROTOCOLS, committed, member, new_topic, run, send_keyed, unique, work};

#[test]
fn after_a_crash_every_record_that_was_not_done_is_processed() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "crash", 3).await, unique("crash"));
            send_keyed(&client, &topic, 11, 0..1_000).await;
            let calls = Calls::default();
            let options =
                ProcessOptions { commit_interval: Duration::from_millis(1), ..Default::default() };
            for crash_at in [100, 400, 700] {
                let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
                let (seen, enough) = (calls.clone(), Arc::new(Notify::new()));
                let told = enough.clone();
                let outcome = consumer.process(options.clone(), move |record| {
                    let (seen, told) = (seen.clone(), told.clone());
                    async move {
                        work(&record).await;
                        seen.done(record);
                        if seen.count() >= crash_at {
                            told.notify_one();
                        }
                        Ok::<_, Failure>(())
                    }
                });
                // No commit, no goodbye but that of the dropped consumer.
                tokio::select! {
                    outcome = outcome => panic!("{outcome:?}"),
                    () = enough.notified() => {}
                }
            }
            let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
            let seen = calls.clone();
            let handle = consumer.stop_handle();
            let outcome = consumer.process(options, move |record| {
                let (seen, handle) = (seen.clone(), handle.clone());
                async move {
                    seen.done(record);
                    if seen.times().len() == 1_000 {
                        handle.stop();
                    }
                    Ok::<_, Failure>(())
                }
            });
            outcome.await.unwrap();
            assert!(calls.times().into_keys().eq(0..1_000));
            consumer.close().await.unwrap();
            for values in calls.by_key().into_values() {
                // Going back is allowed, leaving out is not.
                let leaps = values.windows(2).filter(|pair| pair[1] > pair[0] + 11).count();
                assert_eq!(leaps, 0, "{values:?}");
            }
        }
    });
}

/// In the order of partitions a member that has time to end its work leaves nothing half done.
#[test]
fn partitions_that_move_in_the_middle_are_gone_on_with_where_they_were() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "moves", 4).await, unique("moves"));
            send_keyed(&client, &topic, 50, 0..3_000).await;
            let calls = Calls::default();
            let mut members = Vec::new();
            let mut handles = Vec::new();
            for joins_at in [0, 500, 1_500] {
                while calls.count() < joins_at {
                    tokio::task::yield_now().await;
                }
                let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
                handles.push(consumer.stop_handle());
                let seen = calls.clone();
                members.push(tokio::spawn(async move {
                    let options = ProcessOptions {
                        order: ProcessingOrder::ByPartition,
                        ..Default::default()
                    };
                    let outcome = consumer.process(options, move |record| {
                        let seen = seen.clone();
                        async move {
                            let slow = Duration::from_millis(2);
                            let _ = tokio::time::timeout(slow, std::future::pending::<()>()).await;
                            seen.done(record);
                            Ok::<_, Failure>(())
                        }
                    });
                    outcome.await.unwrap();
                    consumer.close().await.unwrap();
                }));
            }
            while calls.count() < 3_000 {
                tokio::task::yield_now().await;
            }
            handles.iter().for_each(ottla::StopHandle::stop);
            for member in members {
                member.await.unwrap();
            }
            assert!(calls.times().into_keys().eq(0..3_000));
            assert!(calls.times().into_values().all(|times| times == 1), "{protocol:?}");
            for (key, values) in calls.by_key() {
                assert!(values.is_sorted(), "{key} {values:?}");
            }
            assert_eq!(committed(&client, &group, &topic, 4).await, 3_000);
        }
    });
}

/// Counts how often partitions were taken away.
struct Taken(Arc<AtomicUsize>);

#[async_trait]
impl RebalanceListener for Taken {
    async fn revoked(&self, _: &Rebalance, _: &[TopicPartition]) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_record_that_takes_longer_than_the_poll_interval_does_not_cost_the_membership() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "slow", 1).await, unique("slow"));
            send_keyed(&client, &topic, 1, 0..3).await;
            let mut options = member(protocol, &group, &topic);
            options.max_poll_interval = Duration::from_millis(700);
            let taken = Arc::new(AtomicUsize::new(0));
            let mut consumer = client.consumer_with(options, Taken(taken.clone())).await.unwrap();
            let calls = Calls::default();
            calls.stop_at(3, &consumer);
            let (seen, before) = (calls.clone(), taken.clone());
            // With and without room for more records.
            let options = ProcessOptions { in_flight_max: 1, ..Default::default() };
            let outcome = consumer.process(options, move |record| {
                let (seen, before) = (seen.clone(), before.clone());
                async move {
                    if record.offset == 0 {
                        let slow = Duration::from_millis(2_500);
                        let _ = tokio::time::timeout(slow, std::future::pending::<()>()).await;
                        assert_eq!(before.load(Ordering::SeqCst), 0);
                    }
                    seen.done(record);
                    Ok::<_, Failure>(())
                }
            });
            outcome.await.unwrap();
            assert_eq!((calls.count(), taken.load(Ordering::SeqCst)), (3, 0), "{protocol:?}");
            consumer.close().await.unwrap();
            assert_eq!(
                taken.load(Ordering::SeqCst),
                1,
                "the user's listener is in its place again"
            );
            assert_eq!(committed(&client, &group, &topic, 1).await, 3);
        }
    });
}
