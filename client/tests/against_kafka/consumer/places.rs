//! Where consumers are, where they can go, and how far they are behind.

use std::time::Duration;

use ottla::{
    AutoOffsetReset, ErrorKind, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
};

use super::{PROTOCOLS, at, member, new_topic, offsets, run, send, unique, with_group};

#[test]
fn offsets_are_found_by_place_and_time() {
    run(async |client| {
        let topic = new_topic(&client, "lookup", 2).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for time in [1_000, 2_000, 3_000] {
            let record = Record::to(&topic).partition(0).value("x").timestamp(time);
            producer.send(record).await.unwrap();
        }
        let consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        let both = || [at(&topic, 0), at(&topic, 1), at(&topic, 0)];
        let begins = consumer.beginning_offsets(both()).await.unwrap();
        assert_eq!(begins.into_values().collect::<Vec<_>>(), [0, 0]);
        let ends = consumer.end_offsets(both()).await.unwrap();
        assert_eq!(ends.into_values().collect::<Vec<_>>(), [3, 0]);
        let times = [(at(&topic, 0), 1_500), (at(&topic, 1), 1_500)];
        let found = consumer.offsets_for_times(times).await.unwrap();
        let first = found[&at(&topic, 0)].clone().unwrap();
        assert_eq!((first.offset, first.timestamp), (Some(1), Some(2_000)));
        assert_eq!(found[&at(&topic, 1)], None);
        let late = consumer.offsets_for_times([(at(&topic, 0), 3_001)]).await.unwrap();
        assert_eq!(late[&at(&topic, 0)], None);
        let error = consumer.offsets_for_times([(at(&topic, 0), -1)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let error = consumer.end_offsets([at(&topic, 7)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic);

        let group = member(PROTOCOLS[0], &unique("lookup"), &topic);
        let consumer = client.consumer(group).await.unwrap();
        assert_eq!(consumer.end_offsets([at(&topic, 0)]).await.unwrap()[&at(&topic, 0)], 3);
        assert_eq!(consumer.beginning_offsets([at(&topic, 0)]).await.unwrap()[&at(&topic, 0)], 0);
        let found = consumer.offsets_for_times([(at(&topic, 0), 2_001)]).await.unwrap();
        assert_eq!(found[&at(&topic, 0)].as_ref().unwrap().offset, Some(2));
    });
}

#[test]
fn numbers_below_zero_are_refused_as_places_and_offsets() {
    run(async |client| {
        let topic = new_topic(&client, "negative", 1).await;
        send(&client, &topic, 0, 0..3).await;
        let mut assigned = client.partition_consumer(with_group(&unique("negative"))).unwrap();
        assigned.assign(&topic, 0, StartOffset::Beginning).await.unwrap();
        let group = member(PROTOCOLS[1], &unique("negative-group"), &topic);
        let mut in_group = client.consumer(group).await.unwrap();
        in_group.next_batch().await.unwrap();
        for start in [StartOffset::Offset(-1), StartOffset::Timestamp(-2)] {
            for refused in [
                assigned.assign(&topic, 0, start).await,
                assigned.assign_topic(&topic, start).await,
                assigned.seek(&topic, 0, start),
                in_group.seek(&topic, 0, start),
            ] {
                assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
            }
        }
        for refused in [
            assigned.commit_offsets([(at(&topic, 0), -3)]).await,
            in_group.commit_offsets([(at(&topic, 0), -3)]).await,
            in_group.commit_async([(at(&topic, 0), -3)]).unwrap().await,
        ] {
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
        }
        assert_eq!(in_group.committed([at(&topic, 0)]).await.unwrap()[&at(&topic, 0)], None);
    });
}

#[test]
fn a_paused_partition_brings_nothing_and_goes_on_where_it_was() {
    run(async |client| {
        let topic = new_topic(&client, "pause", 2).await;
        send(&client, &topic, 0, 0..5).await;
        send(&client, &topic, 1, 0..5).await;
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign_topic(&topic, StartOffset::Beginning).await.unwrap();
        consumer.pause(&topic, 0).unwrap();
        assert_eq!(consumer.paused(), [at(&topic, 0)].into());
        let batch = consumer.next_batch().await.unwrap().unwrap();
        assert_eq!((batch.partition(), batch.len()), (1, 5));
        assert_eq!(consumer.position(&topic, 1), Some(5));
        // A seek does not end the pause.
        consumer.seek(&topic, 0, StartOffset::Offset(2)).unwrap();
        assert_eq!(consumer.position(&topic, 0), Some(2));
        let nothing = tokio::time::timeout(Duration::from_millis(700), consumer.next_batch()).await;
        assert!(nothing.is_err(), "partition 0 is paused, and 1 is read to its end");
        consumer.resume(&topic, 0).unwrap();
        assert_eq!(offsets(&mut consumer, 3).await, [2, 3, 4]);
        consumer.pause(&topic, 0).unwrap();
        consumer.pause(&topic, 1).unwrap();
        assert!(consumer.next_batch().await.unwrap().is_none());
        consumer.unassign(&topic, 0);
        assert_eq!(consumer.assignment(), [at(&topic, 1)].into());
        consumer.unassign_all();
        assert!(consumer.next_batch().await.unwrap().is_none());
    });
}

#[test]
fn the_lag_is_known_from_the_last_answer_and_when_asked_for() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let topic = new_topic(&client, "lag", 1).await;
            send(&client, &topic, 0, 0..10).await;
            let mut consumer =
                client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
            assert_eq!(consumer.current_lag(&topic, 0), None);
            consumer.assign(&topic, 0, StartOffset::Offset(4)).await.unwrap();
            assert_eq!(consumer.lag().await.unwrap()[&at(&topic, 0)], 6);
            offsets(&mut consumer, 6).await;
            assert_eq!(consumer.current_lag(&topic, 0), Some(0));
            send(&client, &topic, 0, 10..15).await;
            assert_eq!(consumer.lag().await.unwrap()[&at(&topic, 0)], 5);

            let group = member(protocol, &unique("lag"), &topic);
            let mut consumer = client.consumer(group).await.unwrap();
            assert!(consumer.lag().await.unwrap().is_empty());
            let batch = consumer.next_batch().await.unwrap().unwrap();
            let left = 15 - batch.next_offset();
            assert_eq!(consumer.lag().await.unwrap()[&at(&topic, 0)], left);
            assert!(consumer.current_lag(&topic, 0).unwrap() >= left);
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn a_reset_by_duration_starts_at_the_first_record_that_is_young_enough() {
    run(async |client| {
        let topic = new_topic(&client, "duration", 1).await;
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let ago = |hours: u64| (now - Duration::from_secs(3_600 * hours)).as_millis() as i64;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for hours in [9, 5, 3, 1] {
            let record = Record::to(&topic).value("x").timestamp(ago(hours));
            producer.send(record).await.unwrap();
        }
        for (hours, first) in [(4, 2), (100, 0)] {
            let options = PartitionConsumerOptions {
                auto_offset_reset: AutoOffsetReset::ByDuration(Duration::from_secs(3_600 * hours)),
                ..Default::default()
            };
            let mut consumer = client.partition_consumer(options).unwrap();
            consumer.assign(&topic, 0, StartOffset::Offset(700)).await.unwrap();
            let batch = consumer.next_batch().await.unwrap().unwrap();
            assert_eq!(batch.iter().next().unwrap().offset, first);
        }
    });
}
