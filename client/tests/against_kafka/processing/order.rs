//! Which records run at the same time, what is committed, and what happens at an end.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ottla::{
    ErrorKind, Failure, IsolationLevel, ProcessOptions, ProcessingOrder, ProducerOptions, Record,
};
use tokio::sync::Barrier;

use super::{Calls, PROTOCOLS, committed, member, new_topic, run, send_keyed, unique, work};

#[test]
fn keys_keep_their_order_while_their_records_run_side_by_side() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "keys", 3).await, unique("keys"));
            send_keyed(&client, &topic, 20, 0..2_000).await;
            let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
            let calls = Calls::default();
            calls.stop_at(2_000, &consumer);
            let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let options = ProcessOptions { concurrency: 8, ..Default::default() };
            let (seen, peak) = (calls.clone(), most.clone());
            // A task of its own: the future can be sent between threads.
            let processing = tokio::spawn(async move {
                let outcome = consumer.process(options, move |record| {
                    let (seen, running, peak) = (seen.clone(), running.clone(), peak.clone());
                    async move {
                        peak.fetch_max(
                            running.fetch_add(1, Ordering::SeqCst) + 1,
                            Ordering::SeqCst,
                        );
                        work(&record).await;
                        running.fetch_sub(1, Ordering::SeqCst);
                        seen.done(record);
                        Ok::<_, Failure>(())
                    }
                });
                outcome.await.unwrap();
                consumer.close().await.unwrap();
            });
            processing.await.unwrap();
            for (key, values) in calls.by_key() {
                let number: usize = key.strip_prefix("key ").unwrap().parse().unwrap();
                assert_eq!(values, (number..2_000).step_by(20).collect::<Vec<_>>());
            }
            assert!((2..=8).contains(&most.load(Ordering::SeqCst)), "{most:?} ran at once");
            assert_eq!(committed(&client, &group, &topic, 3).await, 2_000, "{protocol:?}");
        }
    });
}

/// Four records of one partition wait for each other: only if they run at the same time, any ends.
#[test]
fn records_of_a_partition_with_different_keys_run_at_the_same_time() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "barrier", 1).await, unique("barrier"));
        send_keyed(&client, &topic, 4, 0..40).await;
        let mut consumer = client.consumer(member(PROTOCOLS[1], &group, &topic)).await.unwrap();
        let (calls, barrier) = (Calls::default(), Arc::new(Barrier::new(4)));
        calls.stop_at(40, &consumer);
        let seen = calls.clone();
        let outcome = consumer.process(ProcessOptions::default(), move |record| {
            let (seen, barrier) = (seen.clone(), barrier.clone());
            async move {
                barrier.wait().await;
                seen.done(record);
                Ok::<_, Failure>(())
            }
        });
        outcome.await.unwrap();
        assert_eq!(calls.times().len(), 40);
        consumer.close().await.unwrap();
        assert_eq!(committed(&client, &group, &topic, 1).await, 40);
    });
}

#[test]
fn nothing_behind_a_record_that_is_not_done_is_committed() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "gap", 1).await, unique("gap"));
        send_keyed(&client, &topic, 10, 0..10).await;
        let mut consumer = client.consumer(member(PROTOCOLS[1], &group, &topic)).await.unwrap();
        let calls = Calls::default();
        calls.stop_at(9, &consumer);
        let seen = calls.clone();
        let options =
            ProcessOptions { drain_timeout: Duration::from_millis(200), ..Default::default() };
        let outcome = consumer.process(options, move |record| {
            let seen = seen.clone();
            async move {
                if record.offset == 3 {
                    std::future::pending::<()>().await;
                }
                seen.done(record);
                Ok::<_, Failure>(())
            }
        });
        outcome.await.unwrap();
        assert_eq!(calls.count(), 9);
        assert_eq!(committed(&client, &group, &topic, 1).await, 3);
        // The consumer goes back to what is not done.
        assert_eq!(consumer.position(&topic, 0), Some(3));
        consumer.close().await.unwrap();
    });
}

/// The marker that ends a transaction has an offset, too: without it the group would seem to lag for ever.
#[test]
fn the_marker_after_the_last_record_is_committed_with_it() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "marker", 1).await, unique("marker"));
        let transactional_id = Some(unique("marker"));
        let options = ProducerOptions { transactional_id, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let mut transaction = producer.begin().await.unwrap();
        transaction.send(Record::to(&topic).value("0")).await.unwrap();
        transaction.commit().await.unwrap();
        let mut options = member(PROTOCOLS[1], &group, &topic);
        options.isolation = IsolationLevel::ReadCommitted;
        let mut consumer = client.consumer(options).await.unwrap();
        let handle = consumer.stop_handle();
        // The first commit may begin before the consumer gets to the marker.
        let options = ProcessOptions { commit_interval: Duration::ZERO, ..Default::default() };
        let work = |_| async { Ok::<_, Failure>(()) };
        let processing = consumer.process(options, work);
        let watching = async {
            while committed(&client, &group, &topic, 1).await < 2 {}
            handle.stop();
        };
        let (outcome, ()) = tokio::join!(processing, watching);
        outcome.unwrap();
        consumer.close().await.unwrap();
    });
}

#[test]
fn a_call_that_is_dropped_leaves_nothing_out_for_the_next_one() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "dropped", 2).await, unique("dropped"));
        send_keyed(&client, &topic, 7, 0..500).await;
        let mut consumer = client.consumer(member(PROTOCOLS[1], &group, &topic)).await.unwrap();
        let calls = Calls::default();
        let options = ProcessOptions { order: ProcessingOrder::Unordered, ..Default::default() };
        let mut dropped = 0;
        while calls.times().len() < 500 {
            let seen = calls.clone();
            let outcome = consumer.process(options.clone(), move |record| {
                let seen = seen.clone();
                async move {
                    work(&record).await;
                    seen.done(record);
                    Ok::<_, Failure>(())
                }
            });
            // The first calls hardly get further than joining.
            let limit = Duration::from_millis(3 * dropped);
            dropped += u64::from(tokio::time::timeout(limit, outcome).await.is_err());
        }
        assert!(dropped > 1);
        consumer.close().await.unwrap();
    });
}

#[test]
fn options_that_cannot_work_are_refused() {
    run(async |client| {
        let topic = new_topic(&client, "refused", 1).await;
        let mut options = member(PROTOCOLS[1], &unique("refused"), &topic);
        options.enable_auto_commit = true;
        let mut consumer = client.consumer(options).await.unwrap();
        let work = |_| async { Ok::<_, Failure>(()) };
        let error = consumer.process(ProcessOptions::default(), work).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(
            error.to_string().contains("set enable_auto_commit (enable.auto.commit) to false"),
            "{error}"
        );
        let options = ProcessOptions { concurrency: 0, ..Default::default() };
        let error = consumer.process(options, work).await.unwrap_err();
        assert!(error.to_string().contains("processing.concurrency"), "{error}");
    });
}
