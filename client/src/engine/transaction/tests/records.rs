//! Records of a transaction in the accumulator: which may be sent, and what a failure does to the others.

use std::time::Duration;

use ottla_core::model::ErrorCode;

use crate::{
    Advice, ErrorKind,
    engine::{
        accumulator::{Idempotence, Refusal},
        tests::scene::{DELIVERY_TIMEOUT, Scene, identity, numbers, outcome},
        transaction::{protocol::Protocol, records::Touched},
    },
};

const PAUSE: Duration = Duration::from_secs(2);

fn open(protocol: Protocol) -> Scene {
    let mut scene = Scene::of(Idempotence::Transactional);
    scene.accumulator.begin_transaction(identity(3), protocol);
    scene
}

fn refused(scene: &mut Scene) -> ErrorKind {
    match scene.append(0, "late") {
        Err(Refusal::Invalid(error)) => error.kind(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_record_is_taken_outside_of_a_transaction_and_no_id_asked_for() {
    let mut scene = Scene::of(Idempotence::Transactional);
    assert_eq!(refused(&mut scene), ErrorKind::InvalidInput);
    scene.accumulator.begin_transaction(identity(3), Protocol::Second);
    assert!(matches!(scene.append(9, "nowhere"), Err(Refusal::Invalid(_))));
    assert_eq!(scene.accumulator.transaction_touched(), Touched::No);
    scene.append(0, "a").unwrap();
    assert_eq!(scene.accumulator.transaction_touched(), Touched::Yes);
    assert!(!scene.accumulator.wants_identity());
    let batch = scene.drain_one();
    assert_eq!(numbers(&batch), (3, 0));
    scene.written(batch, 0);
    scene.accumulator.end_transaction();
    assert_eq!(refused(&mut scene), ErrorKind::InvalidInput);
}

#[test]
fn a_partition_waits_until_the_coordinator_knows_of_it() {
    let mut scene = open(Protocol::First);
    scene.append(0, "a").unwrap();
    assert!(scene.drain().is_empty());
    assert_eq!(scene.accumulator.take_unlisted(), [("orders".into(), 0)]);
    assert!(scene.accumulator.take_unlisted().is_empty() && scene.drain().is_empty());
    scene.accumulator.enlisted();
    let batch = scene.drain_one();
    scene.written(batch, 0);
    // Once is enough, until the next transaction.
    scene.append(0, "b").unwrap();
    scene.append(1, "c").unwrap();
    assert_eq!(scene.accumulator.take_unlisted(), [("orders".into(), 1)]);
    scene.accumulator.enlisted();
    for batch in scene.drain() {
        scene.written(batch, 1);
    }
    scene.accumulator.end_transaction();
    scene.accumulator.begin_transaction(identity(3), Protocol::First);
    scene.append(0, "d").unwrap();
    assert!(scene.drain().is_empty());
    assert_eq!(scene.accumulator.take_unlisted(), [("orders".into(), 0)]);
}

#[test]
fn sequences_go_on_with_the_epoch_and_begin_anew_with_another() {
    for (next, expected) in [(3, (3, 1)), (4, (4, 0))] {
        let mut scene = open(Protocol::Second);
        scene.append(0, "a").unwrap();
        let batch = scene.drain_one();
        scene.written(batch, 0);
        scene.accumulator.end_transaction();
        scene.accumulator.begin_transaction(identity(next), Protocol::Second);
        scene.append(0, "b").unwrap();
        assert_eq!(numbers(&scene.drain_one()), expected);
    }
}

#[test]
fn one_batch_that_is_refused_takes_all_others_with_it() {
    let mut scene = open(Protocol::Second);
    scene.introduce(0);
    let lost = scene.append(0, "a").unwrap();
    let other = scene.append(1, "b").unwrap();
    let in_flight = scene.append(0, "c").unwrap();
    let mut batches = scene.drain();
    let (first, second) = (batches.remove(0), batches.remove(0));
    let behind = scene.drain_one();
    scene.refused(first, ErrorCode::MessageTooLarge);
    let error = outcome(&lost).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::TooLarge, Advice::Abort));
    assert_eq!(refused(&mut scene), ErrorKind::Aborted);
    scene.refused(behind, ErrorCode::OutOfOrderSequenceNumber);
    assert!(outcome(&in_flight).unwrap().is_err());
    let failure = scene.accumulator.transaction_failure().unwrap();
    assert_eq!(failure.code(), Some(ErrorCode::MessageTooLarge));
    // What is on its way may be written, and is not tried again.
    scene.refused(second, ErrorCode::NotLeaderOrFollower);
    assert_eq!(outcome(&other).unwrap().unwrap_err().advice(), Advice::Abort);
    assert!(scene.accumulator.is_empty());
}

#[test]
fn what_waits_is_given_up_when_the_transaction_fails() {
    let mut scene = open(Protocol::First);
    let waiting = scene.append(0, "a").unwrap();
    let error = crate::Error::from_code("x", ErrorCode::GroupAuthorizationFailed, None).abortable();
    scene.accumulator.fail_transaction(error);
    let error = outcome(&waiting).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::Aborted, Advice::Abort));
    assert!(error.to_string().contains("GROUP_AUTHORIZATION_FAILED"), "{error}");
    assert!(scene.accumulator.is_empty());
}

#[test]
fn a_batch_waits_for_the_marker_of_the_last_transaction() {
    let mut scene = open(Protocol::Second);
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::ConcurrentTransactions);
    assert!(scene.accumulator.transaction_failure().is_none());
    // Not for long: the marker is on its way.
    scene.pass(Duration::from_millis(30));
    let batch = scene.drain_one();
    assert_eq!(numbers(&batch), (3, 0));
    scene.written(batch, 0);
}

#[test]
fn a_batch_behind_another_follows_it_without_a_new_epoch() {
    let mut scene = open(Protocol::Second);
    scene.introduce(0);
    scene.append(0, "a").unwrap();
    scene.append(0, "b").unwrap();
    let (first, second) = (scene.drain_one(), scene.drain_one());
    scene.refused(first, ErrorCode::NotLeaderOrFollower);
    scene.refused(second, ErrorCode::OutOfOrderSequenceNumber);
    assert!(scene.accumulator.transaction_failure().is_none());
    scene.pass(PAUSE);
    for expected in [(3, 1), (3, 2)] {
        let batch = scene.drain_one();
        assert_eq!(numbers(&batch), expected);
        scene.written(batch, 0);
    }
}

#[test]
fn a_gap_at_the_front_spoils_the_transaction() {
    for code in [
        ErrorCode::OutOfOrderSequenceNumber,
        ErrorCode::UnknownProducerId,
        ErrorCode::InvalidProducerEpoch,
        ErrorCode::InvalidTxnState,
    ] {
        let mut scene = open(Protocol::Second);
        scene.append(0, "a").unwrap();
        let batch = scene.drain_one();
        scene.refused(batch, code);
        let failure = scene.accumulator.transaction_failure().unwrap();
        assert_eq!((failure.code(), failure.advice()), (Some(code), Advice::Abort));
    }
    let mut scene = open(Protocol::Second);
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::ProducerFenced);
    let failure = scene.accumulator.transaction_failure().unwrap();
    assert_eq!((failure.kind(), failure.advice()), (ErrorKind::Fenced, Advice::Fatal));
}

#[test]
fn what_is_not_delivered_in_time_spoils_the_transaction() {
    let mut scene = open(Protocol::Second);
    let waiting = scene.append(0, "a").unwrap();
    let topics = std::mem::take(&mut scene.image.topics);
    scene.pass(DELIVERY_TIMEOUT);
    scene.image.topics = topics;
    let error = outcome(&waiting).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::TimedOut, Advice::Abort));
    assert_eq!(refused(&mut scene), ErrorKind::Aborted);
}
