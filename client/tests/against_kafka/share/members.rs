//! Members of a group beside each other, and what a member subscribes to.

use std::time::Duration;

use ottla::{
    AcknowledgeType, AcknowledgementMode, AcquireMode, Compression, ConsumerOptions, ErrorKind,
    ProducerOptions, Record, ShareConsumerOptions,
};

use super::{QUIET, SOON, Scene, Seen, add, next, numbers, read, run};
use crate::{new_topic, unique};

#[test]
fn members_share_the_records_of_one_partition() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        let options = ShareConsumerOptions {
            max_poll_records: 7,
            acquire_mode: AcquireMode::RecordLimit,
            ..scene.options(AcknowledgementMode::Implicit)
        };
        let mut first = client.share_consumer(options.clone()).await.unwrap();
        let mut second = client.share_consumer(options).await.unwrap();
        scene.write(0, 200).await;
        let (mut seen, mut each) = (Seen::new(), [0, 0]);
        while seen.len() < 200 {
            for (index, consumer) in [&mut first, &mut second].into_iter().enumerate() {
                let next = tokio::time::timeout(Duration::from_secs(2), consumer.next_batch());
                let Ok(batch) = next.await else { continue };
                let batch = batch.unwrap().unwrap();
                assert!((1..=7).contains(&batch.len()), "{}", batch.len());
                each[index] += batch.len();
                add(&mut seen, &batch);
            }
        }
        assert_eq!(each[0] + each[1], 200, "a record came twice");
        assert!(each.iter().all(|count| *count > 20), "{each:?}");
        for mut consumer in [first, second] {
            consumer.commit().await.unwrap().into_values().for_each(Result::unwrap);
            consumer.close().await.unwrap();
        }
        assert!(scene.is_empty().await);
    });
}

#[test]
fn dropping_the_future_loses_nothing() {
    run(async |client| {
        let scene = Scene::new(&client, 2, &[]).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Implicit).await;
        scene.write(0, 300).await;
        let mut seen = Seen::new();
        let started = std::time::Instant::now();
        while seen.len() < 300 {
            assert!(started.elapsed() < SOON);
            let brief = tokio::time::timeout(Duration::from_millis(3), consumer.next_batch());
            if let Ok(batch) = brief.await {
                add(&mut seen, &batch.unwrap().unwrap());
            }
        }
        assert!(seen.values().all(|count| *count == 1), "{seen:?}");
        drop(consumer.commit_async());
        consumer.close().await.unwrap();
        assert!(scene.is_empty().await);
    });
}

#[test]
fn compressed_batches_and_the_markers_of_transactions_are_read() {
    run(async |client| {
        let settings = [("share.isolation.level", "read_committed")];
        let scene = Scene::new(&client, 1, &settings).await;
        let options = ProducerOptions {
            transactional_id: Some(unique("share")),
            compression: Compression::Zstd,
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        for (round, commits) in [(0, true), (1, false), (2, true)] {
            let mut transaction = producer.begin().await.unwrap();
            for number in round * 10..round * 10 + 10 {
                let value = number.to_string();
                let record = Record::to(&scene.topic).value(&value);
                drop(transaction.enqueue(record).await.unwrap());
            }
            match commits {
                true => transaction.commit().await.unwrap(),
                false => drop(transaction.abort().await.unwrap()),
            }
        }
        let mut consumer = scene.consumer(AcknowledgementMode::Implicit).await;
        let seen = read(&mut consumer, 20).await;
        assert_eq!(numbers(&seen), (0..10).chain(20..30).collect());
        consumer.close().await.unwrap();
        assert!(scene.is_empty().await);
        // Gaps are acknowledged like records, or the group would stand still before them.
        let groups = client.admin().list_share_group_offsets([(&scene.group, None)]).await.unwrap();
        assert_eq!(groups[0].values().next().unwrap().lag, Some(0), "{groups:?}");
    });
}

#[test]
fn a_member_changes_what_it_subscribes_to_and_goes_on() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        let other = new_topic(&client, "other", 1).await;
        scene.write(0, 5).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Implicit).await;
        assert_eq!(read(&mut consumer, 5).await.len(), 5);
        consumer.subscribe([&other]).unwrap();
        assert_eq!(consumer.subscription(), [other.clone()].into());
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&other).value("77")).await.unwrap();
        assert_eq!(numbers(&read(&mut consumer, 1).await), [77].into());
        scene.write(5, 5).await;
        assert!(tokio::time::timeout(QUIET, consumer.next_batch()).await.is_err());
        consumer.subscribe::<&str>([]).unwrap();
        assert!(consumer.subscription().is_empty());
        assert_eq!(consumer.next_batch().await.unwrap_err().kind(), ErrorKind::InvalidInput);
        consumer.subscribe([&scene.topic]).unwrap();
        assert_eq!(numbers(&read(&mut consumer, 5).await), (5..10).collect());
    });
}

#[test]
fn a_stop_ends_a_call_that_waits_and_accepts_what_was_handed_out() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 5).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Implicit).await;
        assert_eq!(next(&mut consumer).await.len(), 5);
        let stop = consumer.stop_handle();
        let (batch, ()) = tokio::join!(consumer.next_batch(), async { stop.stop() });
        assert!(batch.unwrap().is_none());
        consumer.close().await.unwrap();
        assert!(scene.is_empty().await);
    });
}

#[test]
fn records_are_worked_on_elsewhere_and_acknowledged_when_that_is_done() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 20).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Explicit).await;
        let mut done = 0;
        while done < 20 {
            let batch = next(&mut consumer).await;
            let records = batch.iter().map(|record| record.to_owned_record());
            let tasks: Vec<_> = records.map(|record| tokio::spawn(async { record })).collect();
            for task in tasks {
                let record = task.await.unwrap();
                consumer.acknowledge_owned(&record, AcknowledgeType::Accept).unwrap();
                done += 1;
            }
        }
        consumer.commit().await.unwrap().into_values().for_each(Result::unwrap);
        assert!(scene.is_empty().await);
    });
}

#[test]
fn a_group_of_another_type_is_refused_for_good() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        let options = ConsumerOptions {
            group_id: scene.group.clone(),
            topics: vec![scene.topic.clone()],
            ..Default::default()
        };
        let mut consumer = client.consumer(options).await.unwrap();
        while consumer.assignment().is_empty() {
            let brief = tokio::time::timeout(Duration::from_millis(100), consumer.next_batch());
            drop(brief.await);
        }
        let mut member = scene.consumer(AcknowledgementMode::Implicit).await;
        let error = tokio::time::timeout(SOON, member.next_batch()).await.unwrap().unwrap_err();
        assert_eq!(error.advice(), ottla::Advice::Fatal, "{error}");
        assert_ne!(error.kind(), ErrorKind::TimedOut, "{error}");
        member.close().await.unwrap();
    });
}
