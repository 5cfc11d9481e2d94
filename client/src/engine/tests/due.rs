//! When a batch is sent, given up, or not taken at all.

use std::{error::Error as _, time::Duration};

use ottla_core::model::ErrorCode;

use super::scene::{DELIVERY_TIMEOUT, LINGER, Scene, outcome, partitions};
use crate::{
    Error, ErrorKind, Record,
    engine::{accumulator::Refusal, sender_calls::Call},
};

#[test]
fn a_batch_waits_for_more_records_until_its_linger_is_over() {
    let mut scene = Scene::new(10_000, 1_000_000);
    scene.append(0, "a").unwrap();
    assert_eq!(scene.accumulator.next_timeout(scene.now), Some(scene.now + LINGER));
    assert!(scene.drain().is_empty());
    scene.append(0, "b").unwrap();
    scene.pass(LINGER);
    assert_eq!(partitions(&scene.drain()), [(0, 2)].into());
}

#[test]
fn a_full_batch_is_sent_at_once_and_one_of_each_partition_in_a_request() {
    let mut scene = Scene::new(200, 1_000_000);
    scene.introduce(0);
    for partition in [0, 0, 0, 1] {
        scene.append(partition, &"x".repeat(100)).unwrap();
    }
    assert_eq!(partitions(&scene.drain()), [(0, 1)].into());
    scene.pass(LINGER);
    assert_eq!(partitions(&scene.drain()), [(0, 1), (1, 1)].into());
}

/// Small batches would only make a busy broker busier.
#[test]
fn a_batch_fills_on_while_its_broker_takes_no_requests() {
    let mut scene = Scene::new(10_000, 1_000_000);
    scene.append(0, "a").unwrap();
    scene.pass(LINGER);
    assert!(scene.accumulator.drain(scene.now, &scene.image, |_| false).is_empty());
    scene.append(0, "b").unwrap();
    assert_eq!(partitions(&scene.drain()), [(0, 2)].into());
}

#[test]
fn a_batch_fills_on_while_the_first_one_of_its_partition_is_in_flight() {
    let mut scene = Scene::new(10_000, 1_000_000);
    scene.append(0, "a").unwrap();
    scene.pass(LINGER);
    let first = scene.drain_one();
    scene.append(0, "b").unwrap();
    scene.pass(LINGER);
    assert!(scene.drain().is_empty());
    scene.append(0, "c").unwrap();
    scene.written(first, 0);
    assert_eq!(partitions(&scene.drain()), [(0, 2)].into());
}

#[test]
fn a_flush_lets_nothing_linger() {
    let mut scene = Scene::new(10_000, 1_000_000);
    let promise = scene.append(0, "a").unwrap();
    assert_eq!(scene.accumulator.flush().len(), 1);
    let batch = scene.drain_one();
    scene.written(batch, 5);
    assert_eq!(outcome(&promise).unwrap().unwrap().offset, 5);
    assert!(scene.accumulator.is_empty());
}

#[test]
fn a_failed_batch_waits_before_it_is_sent_again() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::NotLeaderOrFollower);
    assert!(scene.drain().is_empty());
    let wait = scene.accumulator.next_timeout(scene.now).unwrap().since(scene.now);
    assert!((80..=120).contains(&wait.as_millis()), "{wait:?}");
    scene.pass(wait);
    scene.drain_one();
}

#[test]
fn what_is_not_delivered_in_time_is_given_up() {
    let mut scene = Scene::with_batches_of_one_record();
    let waiting = scene.append(0, "a").unwrap();
    scene.image.topics.clear();
    scene.pass(DELIVERY_TIMEOUT - Duration::from_millis(1));
    assert!(outcome(&waiting).is_none());
    scene.pass(Duration::from_millis(1));
    let error = outcome(&waiting).unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert!(error.to_string().contains("delivery_timeout"), "{error}");
    assert!(error.to_string().contains("without having been sent (topic"), "{error}");
    assert!(error.to_string().contains("leader none"), "{error}");
    assert!(scene.accumulator.is_empty());
}

#[test]
fn what_is_given_up_says_what_it_failed_with_last() {
    let mut scene = Scene::with_batches_of_one_record();
    let refused = scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::UnknownTopicOrPartition);
    scene.pass(DELIVERY_TIMEOUT);
    let error = outcome(&refused).unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert!(error.to_string().contains("after 1 failed attempt ("), "{error}");
    let cause = error.source().unwrap().downcast_ref::<Error>().unwrap();
    assert_eq!(cause.code(), Some(ErrorCode::UnknownTopicOrPartition));
}

#[test]
fn what_was_never_sent_says_what_kept_it() {
    let mut scene = Scene::with_batches_of_one_record();
    let unreachable = Error::new(ErrorKind::Unreachable, "connect", "connection refused");
    for (hindrance, expected) in [(Some(unreachable), Some("connection refused")), (None, None)] {
        let waiting = scene.append(0, "a").unwrap();
        scene.accumulator.hindered_by(hindrance);
        scene.pass(DELIVERY_TIMEOUT);
        let error = outcome(&waiting).unwrap().unwrap_err();
        assert_eq!(error.source().is_some(), expected.is_some(), "{error}");
        assert!(error.to_string().contains(expected.unwrap_or_default()), "{error}");
    }
}

#[test]
fn memory_is_bounded_and_comes_free_with_outcomes() {
    let mut scene = Scene::new(1, 300);
    scene.append(0, &"x".repeat(150)).unwrap();
    scene.append(0, &"x".repeat(150)).unwrap();
    assert!(matches!(scene.append(0, "y"), Err(Refusal::Full)));
    let batch = scene.drain_one();
    scene.written(batch, 0);
    scene.append(0, "y").unwrap();
}

#[test]
fn what_can_never_be_sent_is_not_taken() {
    let mut scene = Scene::new(1, 1_000_000);
    for (partition, value, kind) in
        [(2, "a", ErrorKind::InvalidInput), (0, &*"x".repeat(20_000), ErrorKind::TooLarge)]
    {
        match scene.append(partition, value) {
            Err(Refusal::Invalid(error)) => assert_eq!(error.kind(), kind),
            other => panic!("{other:?}"),
        }
    }
    match scene.place(&Record::to("orders").partition(0).value("a").timestamp(-1)) {
        Err(Refusal::Invalid(error)) => assert!(error.to_string().contains("timestamp is -1")),
        other => panic!("{other:?}"),
    }
    scene.place(&Record::to("orders").partition(0).value("a").timestamp(0)).unwrap();
}

/// Waking a task costs more than a few records.
#[test]
fn the_sender_is_called_for_what_it_would_not_see_in_time_and_for_nothing_else() {
    let mut scene = Scene::new(200, 1_000_000);
    let value = "x".repeat(100);
    scene.append(0, "a").unwrap();
    assert_eq!(scene.accumulator.take_sender_call(), Call::Them);
    scene.append(0, "b").unwrap();
    assert_eq!(scene.accumulator.take_sender_call(), Call::Nobody);
    scene.accumulator.sender_looks();
    assert!(scene.drain().is_empty());
    assert_eq!(scene.accumulator.await_sender(scene.now), Some(scene.now + LINGER));
    scene.append(1, "it looks before the linger of this one is over").unwrap();
    assert_eq!(scene.accumulator.take_sender_call(), Call::Nobody);
    for (value, call) in [(&value, Call::Nobody), (&value, Call::Them), (&value, Call::Nobody)] {
        scene.append(0, value).unwrap();
        assert_eq!(scene.accumulator.take_sender_call(), call);
    }
    scene.accumulator.sender_looks();
    assert!(scene.accumulator.drain(scene.now, &scene.image, |_| false).is_empty());
    let _ = scene.accumulator.await_sender(scene.now);
    scene.append(0, &value).unwrap();
    let call = scene.accumulator.take_sender_call();
    assert_eq!(call, Call::Nobody, "what waits for the broker is known");
}

#[test]
fn a_sender_at_work_is_called_for_what_may_be_too_late_for_it() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    assert_eq!(scene.accumulator.take_sender_call(), Call::Them);
    scene.accumulator.sender_looks();
    scene.drain_one();
    scene.append(0, "b").unwrap();
    assert_eq!(scene.accumulator.take_sender_call(), Call::Them);
}

#[test]
fn those_who_wait_for_memory_go_on_once_a_quarter_is_free_and_nobody_before_them() {
    let mut scene = Scene::new(1, 1_000);
    while scene.append(0, &"x".repeat(30)).is_ok() {}
    assert_eq!(scene.accumulator.take_sender_call(), Call::Them);
    let mut outcomes = 0;
    loop {
        assert!(matches!(scene.append(1, "y"), Err(Refusal::Full)));
        let batch = scene.drain_one();
        scene.written(batch, outcomes);
        outcomes += 1;
        match scene.accumulator.take_relief() {
            Call::Nobody => {}
            Call::Them => break,
        }
    }
    assert_eq!(outcomes, 4, "of eleven batches of about a hundred bytes");
    scene.append(1, "y").unwrap();
}
