//! What becomes of records: accepted, given back, rejected, kept for longer, or none of these in time.

use ottla::{AcknowledgeType, AcknowledgementMode, ErrorCode, ErrorKind};

use super::{Scene, Seen, add, next, numbers, read, run};

#[test]
fn what_is_handed_out_is_accepted_by_the_next_call() {
    run(async |client| {
        let scene = Scene::new(&client, 3, &[]).await;
        scene.write(0, 1_000).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Implicit).await;
        let seen = read(&mut consumer, 1_000).await;
        assert!(seen.values().all(|count| *count == 1), "{seen:?}");
        assert!(consumer.acquisition_lock_timeout().is_some_and(|time| time.as_secs() >= 1));
        let error = consumer.acknowledge_offset(&scene.topic, 0, 0, AcknowledgeType::Accept);
        assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput);
        consumer.close().await.unwrap();
        assert!(scene.is_empty().await);
    });
}

#[test]
fn what_is_released_comes_again_and_what_is_rejected_does_not() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 9).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Explicit).await;
        let mut seen = Seen::new();
        while seen.len() < 9 {
            let batch = next(&mut consumer).await;
            add(&mut seen, &batch);
            for record in &batch {
                let kind = match record.offset % 3 {
                    0 => AcknowledgeType::Accept,
                    1 => AcknowledgeType::Release,
                    _ => AcknowledgeType::Reject,
                };
                consumer.acknowledge(&record, kind).unwrap();
            }
        }
        let mut again = Seen::new();
        while again.len() < 3 {
            let batch = next(&mut consumer).await;
            add(&mut again, &batch);
            consumer.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap();
        }
        assert_eq!(again, [(1, 2), (4, 2), (7, 2)].into());
        consumer.commit().await.unwrap().into_values().for_each(Result::unwrap);
        assert!(scene.is_empty().await);
    });
}

#[test]
fn in_explicit_mode_all_has_to_be_acknowledged_before_the_next_call() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 2).await;
        let mut consumer = scene.consumer(AcknowledgementMode::Explicit).await;
        let batch = next(&mut consumer).await;
        let error = consumer.next_batch().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        // What is said last counts.
        consumer.acknowledge_batch(&batch, AcknowledgeType::Release).unwrap();
        consumer.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap();
        let committed = consumer.commit().await.unwrap();
        assert_eq!(committed.len(), 1);
        committed.into_values().for_each(Result::unwrap);
        let error = consumer.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let error = consumer.acknowledge_offset(&scene.topic, 7, 1, AcknowledgeType::Accept);
        assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput);
        assert!(consumer.commit().await.unwrap().is_empty());
    });
}

#[test]
fn a_record_whose_lock_has_timed_out_is_anothers_and_the_commit_says_so() {
    run(async |client| {
        let Some(scene) = Scene::with_short_locks(&client).await else { return };
        scene.write(0, 1).await;
        let mut slow = scene.consumer(AcknowledgementMode::Explicit).await;
        let batch = next(&mut slow).await;
        let mut other = scene.consumer(AcknowledgementMode::Explicit).await;
        let stolen = next(&mut other).await;
        assert_eq!(stolen.iter().next().unwrap().delivery_count(), 2);
        slow.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap();
        let committed = slow.commit().await.unwrap();
        let error = committed.into_values().next().unwrap().unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InvalidRecordState), "{error}");
        other.acknowledge_batch(&stolen, AcknowledgeType::Accept).unwrap();
        other.commit().await.unwrap().into_values().for_each(Result::unwrap);
    });
}

#[test]
fn a_renewed_lock_keeps_a_record_beyond_its_first_time_out() {
    run(async |client| {
        let Some(scene) = Scene::with_short_locks(&client).await else { return };
        scene.write(0, 1).await;
        let mut slow = scene.consumer(AcknowledgementMode::Explicit).await;
        let batch = next(&mut slow).await;
        let mut other = scene.consumer(AcknowledgementMode::Explicit).await;
        let working = async {
            let lock = slow.acquisition_lock_timeout().unwrap();
            let mut ticks = tokio::time::interval(lock / 4);
            for _ in 0..10 {
                ticks.tick().await;
                slow.acknowledge_batch(&batch, AcknowledgeType::Renew).unwrap();
                slow.commit().await.unwrap().into_values().for_each(Result::unwrap);
            }
            slow.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap();
            slow.commit().await.unwrap().into_values().for_each(Result::unwrap);
        };
        tokio::select! {
            () = working => {}
            stolen = other.next_batch() => panic!("{stolen:?}"),
        }
        assert!(scene.is_empty().await);
    });
}

#[test]
fn what_a_member_has_acquired_goes_back_when_it_closes_or_is_dropped() {
    run(async |client| {
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 3).await;
        let mut first = scene.consumer(AcknowledgementMode::Explicit).await;
        let batch = next(&mut first).await;
        let accepted = batch.iter().next().unwrap();
        first.acknowledge(&accepted, AcknowledgeType::Accept).unwrap();
        first.close().await.unwrap();
        let mut second = scene.consumer(AcknowledgementMode::Implicit).await;
        let mut seen = Seen::new();
        while seen.len() < 2 {
            add(&mut seen, &next(&mut second).await);
        }
        assert_eq!(seen, [(1, 2), (2, 2)].into(), "what was accepted is not there any more");
        drop(second);
        let mut third = scene.consumer(AcknowledgementMode::Implicit).await;
        let seen = read(&mut third, 2).await;
        assert_eq!(numbers(&seen), [1, 2].into());
    });
}
