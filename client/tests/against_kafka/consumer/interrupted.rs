//! Calls that are woken up, dropped, or bounded by time.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{Stream, StreamExt};
use ottla::{Client, ClientOptions, ErrorKind, OwnedRecord, PartitionConsumerOptions, StartOffset};

use ottla_core::protocol::ApiKey;

use super::{PROTOCOLS, at, member, new_topic, run, send, unique, with_group};
use crate::{
    bootstrap,
    flaky::{Break, Flaky},
};

#[test]
fn a_wake_up_ends_one_call_and_a_stop_all() {
    run(async |client| {
        let topic = new_topic(&client, "wake", 1).await;
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
        let group = member(PROTOCOLS[1], &unique("wake"), &topic);
        let mut in_group = client.consumer(group).await.unwrap();
        for handle in [consumer.stop_handle(), in_group.stop_handle()] {
            std::thread::spawn(move || handle.wake_up());
        }
        assert!(consumer.next_batch().await.unwrap().is_none());
        assert!(in_group.next_batch().await.unwrap().is_none());
        send(&client, &topic, 0, 0..1).await;
        assert_eq!(consumer.next_batch().await.unwrap().unwrap().len(), 1);
        assert_eq!(in_group.next_batch().await.unwrap().unwrap().len(), 1);
        in_group.close().await.unwrap();
        consumer.stop_handle().stop();
        for _ in 0..2 {
            assert!(consumer.next_batch().await.unwrap().is_none());
        }
        consumer.close().await.unwrap();
    });
}

#[test]
fn calls_that_are_dropped_lose_nothing() {
    run(async |client| {
        let topic = new_topic(&client, "dropped", 1).await;
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
        let is_dropped = tokio::sync::Notify::new();
        let sending = async {
            // Before the first record the call has nothing to return.
            is_dropped.notified().await;
            for first in (0..1_000).step_by(100) {
                send(&client, &topic, 0, first..first + 100).await;
            }
        };
        let reading = async {
            let mut seen = Vec::new();
            while seen.len() < 1_000 {
                let next = tokio::time::timeout(Duration::from_micros(300), consumer.next_batch());
                match next.await {
                    Ok(batch) => {
                        seen.extend(batch.unwrap().unwrap().iter().map(|record| record.offset));
                    }
                    Err(_) => is_dropped.notify_one(),
                }
            }
            seen
        };
        let ((), seen) = tokio::join!(sending, reading);
        assert_eq!(seen, (0..1_000).collect::<Vec<i64>>());
    });
}

#[test]
fn batches_come_as_a_stream_of_either_consumer() {
    run(async |client| {
        let topic = new_topic(&client, "stream", 1).await;
        send(&client, &topic, 0, 0..3).await;
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
        let handle = consumer.stop_handle();
        let mut batches = std::pin::pin!(consumer.into_stream());
        assert_eq!(batches.next().await.unwrap().unwrap().len(), 3);
        handle.stop();
        assert!(batches.next().await.is_none());

        let group = member(PROTOCOLS[1], &unique("stream"), &topic);
        let in_group = client.consumer(group).await.unwrap();
        let handle = in_group.stop_handle();
        let mut batches = std::pin::pin!(in_group.into_stream());
        assert_eq!(batches.next().await.unwrap().unwrap().len(), 3);
        handle.stop();
        assert!(batches.next().await.is_none());
    });
}

#[test]
fn what_a_dropped_stream_has_not_given_is_read_next() {
    run(async |client| {
        let topic = new_topic(&client, "part", 1).await;
        send(&client, &topic, 0, 0..10).await;
        let partition = at(&topic, 0);
        let mut assigned = client.partition_consumer(with_group(&unique("part"))).unwrap();
        assigned.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
        let taken = given(assigned.records().take(3)).await;
        assert_eq!((taken, assigned.position(&topic, 0)), (vec![0, 1, 2], Some(3)));
        assert_eq!(given(assigned.records().take(3)).await, [3, 4, 5]);
        assigned.commit_all().await.unwrap();
        let committed = assigned.committed([partition.clone()]).await.unwrap();
        assert_eq!(committed[&partition].as_ref().map(|committed| committed.offset), Some(6));
        assert_eq!(super::offsets(&mut assigned, 4).await, [6, 7, 8, 9]);

        for protocol in PROTOCOLS {
            let group = unique(&format!("part-{protocol:?}"));
            let mut options = member(protocol, &group, &topic);
            options.enable_auto_commit = true;
            let mut first = client.consumer(options.clone()).await.unwrap();
            assert_eq!(given(first.records().take(3)).await, [0, 1, 2]);
            first.close().await.unwrap();
            let mut second = client.consumer(options).await.unwrap();
            assert_eq!(given(second.records().take(7)).await, [3, 4, 5, 6, 7, 8, 9]);
            second.close().await.unwrap();
        }
    });
}

async fn given(records: impl Stream<Item = ottla::Result<OwnedRecord>>) -> Vec<i64> {
    records.map(|record| record.unwrap().offset).collect().await
}

#[test]
fn a_close_keeps_its_limit_when_no_broker_answers() {
    let Some(bootstrap) = bootstrap() else { return };
    run(async |client| {
        for protocol in PROTOCOLS {
            let topic = new_topic(&client, "limit", 1).await;
            send(&client, &topic, 0, 0..5).await;
            let network = Flaky::new(&bootstrap);
            let options = ClientOptions::default();
            let flaky = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
            let mut options = member(protocol, &unique("limit"), &topic);
            options.enable_auto_commit = true;
            let mut consumer = flaky.consumer(options).await.unwrap();
            consumer.next_batch().await.unwrap();
            let mut assigned =
                flaky.partition_consumer(super::with_group(&unique("limit"))).unwrap();
            assigned.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
            assigned.next_batch().await.unwrap();
            network.set(|key| match key {
                ApiKey::ApiVersions => Break::Nowhere,
                _ => Break::BeforeRequest,
            });
            let limit = Duration::from_millis(600);
            let begin = Instant::now();
            let error = consumer.close_within(limit).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
            drop(assigned.commit_async([(super::at(&topic, 0), 1)]).unwrap());
            let error = assigned.close_within(limit).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
            assert!(begin.elapsed() < 3 * limit, "{:?}", begin.elapsed());
        }
    });
}
