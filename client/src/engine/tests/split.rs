//! Batches that a broker finds too large arrive in pieces, and nobody notices but by the time that it takes.

use std::{
    error::Error as _,
    task::{Context, Poll},
};

use futures::task::noop_waker;
use ottla_core::{
    model::ErrorCode,
    protocol::records::{Attributes, CodecError, Codecs, Compression},
};

use super::{
    leader::Leader,
    scene::{DELIVERY_TIMEOUT, LINGER, Scene, identity, numbers, outcome, outcome_of},
};
use crate::{
    Advice, Error, ErrorKind, Record,
    engine::{
        accumulator::Idempotence, deliver::Promise, partition_queue::Placed,
        transaction::protocol::Protocol,
    },
    record::Report,
};

/// Records whose lengths go up and down.
fn values(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{number} {}", "x".repeat(number * 37 % 90))).collect()
}

fn place(scene: &mut Scene, values: &[String]) -> Vec<Placed> {
    let record = |value| Record::to("orders").partition(0).value(value);
    values.iter().map(|value| scene.place(&record(value)).unwrap()).collect()
}

fn offset(placed: &Placed) -> i64 {
    outcome_of(&placed.promise, placed.index).unwrap().unwrap().offset
}

fn failure(placed: &Placed) -> Error {
    outcome_of(&placed.promise, placed.index).unwrap().unwrap_err()
}

fn all(promise: &Promise) -> Poll<crate::Result<()>> {
    promise.poll_all(&Context::from_waker(&noop_waker()))
}

#[test]
fn pieces_arrive_in_order_and_each_record_has_its_offset() {
    let values = values(300);
    for batch_bytes in [100_000, 2_000, 400] {
        for in_flight in [1, 5] {
            let mut scene = Scene::new(batch_bytes, 1_000_000);
            let mut leader = Leader::of_batches_up_to(300);
            let placed = place(&mut scene, &values);
            scene.pass(LINGER);
            leader.serve(&mut scene, in_flight);
            assert!(leader.values() == values);
            let offsets: Vec<_> = placed.iter().map(offset).collect();
            assert_eq!(offsets, (0..300).collect::<Vec<_>>());
            assert!(leader.too_large > 0);
            assert!(scene.accumulator.is_empty());
        }
    }
}

#[test]
fn a_record_that_is_too_large_by_itself_fails_alone() {
    for in_flight in [1, 5] {
        let mut values = values(100);
        for large in [0, 40, 41, 99] {
            values[large] = "x".repeat(700);
        }
        let mut scene = Scene::new(100_000, 1_000_000);
        let mut leader = Leader::of_batches_up_to(300);
        let placed = place(&mut scene, &values);
        scene.pass(LINGER);
        leader.serve(&mut scene, in_flight);
        let mut written = 0;
        for (value, placed) in values.iter().zip(&placed) {
            if value.len() == 700 {
                assert_eq!(failure(placed).kind(), ErrorKind::TooLarge);
            } else {
                assert_eq!(offset(placed), written);
                written += 1;
            }
        }
        assert_eq!(leader.log.len(), 96);
        assert_eq!(scene.accumulator.take_failed_records(), 4);
    }
}

/// The broker takes pieces by the same rule as whole batches, and what was in flight behind is sent again without a
/// pause.
#[test]
fn pieces_take_the_sequences_of_the_whole_and_what_is_behind_keeps_its_own() {
    let mut scene = Scene::new(200, 1_000_000);
    scene.introduce(0);
    let value = "x".repeat(30);
    for _ in 0..6 {
        scene.append(0, &value).unwrap();
    }
    scene.pass(LINGER);
    let (whole, behind) = (scene.drain_one(), scene.drain_one());
    assert_eq!((numbers(&whole), whole.batch.count), ((0, 1), 3));
    assert_eq!((numbers(&behind), behind.batch.count), ((0, 4), 3));
    let mut leader = Leader::of_batches_up_to(100);
    leader.answer(&mut scene, whole);
    assert!(scene.drain().is_empty(), "nothing overtakes what is in flight");
    scene.refused(behind, ErrorCode::OutOfOrderSequenceNumber);
    let again: Vec<_> = (0..4).map(|_| scene.drain_one()).collect();
    let again: Vec<_> = again.iter().map(|batch| (numbers(batch), batch.batch.count)).collect();
    assert_eq!(again, [((0, 1), 1), ((0, 2), 1), ((0, 3), 1), ((0, 4), 3)]);
}

#[test]
fn pieces_are_sent_at_once_whichever_way_the_broker_says_it() {
    for code in [ErrorCode::MessageTooLarge, ErrorCode::RecordListTooLarge] {
        let mut scene = Scene::new(10_000, 1_000_000);
        let placed = place(&mut scene, &values(4));
        scene.pass(LINGER);
        let mut whole = scene.drain_one();
        let encoding = Compression::None.into();
        whole.batch.sealed(encoding, Attributes::default(), &mut Codecs::new()).unwrap();
        scene.refused(whole, code);
        assert!(outcome(&placed[0].promise).is_none());
        scene.drain_one();
    }
}

#[test]
fn without_idempotence_pieces_arrive_all_the_same() {
    let values = values(100);
    let mut scene = Scene::made(Idempotence::Off, 100_000, 1_000_000);
    let mut leader = Leader::of_batches_up_to(300);
    place(&mut scene, &values);
    scene.pass(LINGER);
    leader.serve(&mut scene, 1);
    assert!(leader.values() == values);
}

#[test]
fn records_are_the_same_in_pieces_whatever_compresses_them() {
    let long = "long ".repeat(100);
    let build = |number: i64| {
        let record = Record::to("orders").partition(0).timestamp(1_000 - number * 7 % 90);
        match number % 4 {
            0 => record.key("k").value(&long).header("h", "1").null_header("h"),
            1 => record.key(""),
            2 => record.value(""),
            _ => record,
        }
    };
    for compression in Compression::ALL {
        let built = Codecs::new().compress(compression.into(), b"x", &mut Vec::new());
        if built == Err(CodecError::NotBuilt(compression)) {
            continue;
        }
        // Any one of the records fits.
        let small = if compression == Compression::None { 700 } else { 300 };
        let logs = [small, 1_000_000].map(|bytes_max| {
            let mut scene = Scene::new(1_000_000, 1_000_000);
            let mut leader = Leader::of_batches_up_to(bytes_max).compressed_by(compression);
            for number in 0..200 {
                scene.place(&build(number)).unwrap();
            }
            scene.pass(LINGER);
            leader.serve(&mut scene, 5);
            assert_eq!((leader.too_large > 0, leader.log.len()), (bytes_max == small, 200));
            leader.log
        });
        assert!(logs[0] == logs[1], "{compression:?}");
    }
}

#[test]
fn pieces_of_a_transaction_are_written_in_it() {
    let mut scene = Scene::made(Idempotence::Transactional, 100_000, 1_000_000);
    scene.accumulator.begin_transaction(identity(3), Protocol::Second);
    let values = values(50);
    place(&mut scene, &values);
    scene.pass(LINGER);
    let mut leader = Leader::of_batches_up_to(300);
    leader.serve(&mut scene, 5);
    assert!(leader.values() == values);
    assert!(scene.accumulator.transaction_failure().is_none());
}

#[test]
fn one_record_that_is_too_large_spoils_its_transaction_and_nothing_is_cut_any_more() {
    let mut scene = Scene::made(Idempotence::Transactional, 300, 1_000_000);
    scene.accumulator.begin_transaction(identity(3), Protocol::Second);
    scene.introduce(0);
    let large = scene.append(0, &"x".repeat(700)).unwrap();
    let behind = scene.append(0, "a").unwrap();
    scene.append(0, "b").unwrap();
    scene.pass(LINGER);
    let (first, second) = (scene.drain_one(), scene.drain_one());
    assert_eq!(second.batch.count, 2);
    let mut leader = Leader::of_batches_up_to(60);
    leader.answer(&mut scene, first);
    let error = outcome(&large).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::TooLarge, Advice::Abort));
    leader.answer(&mut scene, second);
    assert!(outcome(&behind).unwrap().is_err());
    assert!(scene.accumulator.is_empty());
}

#[test]
fn the_time_of_pieces_is_that_of_the_whole() {
    let mut scene = Scene::new(10_000, 1_000_000);
    let placed = place(&mut scene, &values(20));
    scene.pass(DELIVERY_TIMEOUT / 2);
    let whole = scene.drain_one();
    let mut leader = Leader::of_batches_up_to(100);
    leader.answer(&mut scene, whole);
    scene.pass(DELIVERY_TIMEOUT / 2);
    for placed in &placed {
        let error = failure(placed);
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        let cause = error.source().unwrap().downcast_ref::<Error>().unwrap();
        assert_eq!(cause.code(), Some(ErrorCode::MessageTooLarge));
    }
    assert!(scene.accumulator.is_empty());
}

#[test]
fn what_is_too_large_when_its_time_is_over_is_late() {
    let mut scene = Scene::new(10_000, 1_000_000);
    let placed = place(&mut scene, &values(20));
    scene.pass(LINGER);
    let whole = scene.drain_one();
    scene.now = scene.now + DELIVERY_TIMEOUT;
    Leader::of_batches_up_to(100).answer(&mut scene, whole);
    assert_eq!(failure(&placed[19]).kind(), ErrorKind::TimedOut);
    assert!(scene.accumulator.is_empty());
}

#[test]
fn memory_is_free_once_all_pieces_have_their_outcome() {
    let mut scene = Scene::new(100_000, 1_000_000);
    let mut values = values(100);
    values[50] = "x".repeat(700);
    place(&mut scene, &values);
    let before = scene.accumulator.memory();
    scene.append(1, "of another partition").unwrap();
    let other = scene.accumulator.memory() - before;
    scene.pass(LINGER);
    let mut batches = scene.drain();
    let (whole, of_another) = (batches.remove(0), batches.remove(0));
    let mut leader = Leader::of_batches_up_to(300);
    leader.answer(&mut scene, whole);
    assert!(scene.accumulator.memory() > before / 2, "{before}");
    for _ in 0..500 {
        let Some(piece) = scene.drain().pop() else { break };
        leader.answer(&mut scene, piece);
    }
    assert_eq!((leader.log.len(), scene.accumulator.memory()), (99, other));
    scene.written(of_another, 0);
    assert_eq!(scene.accumulator.memory(), 0);
}

#[test]
fn a_flush_waits_for_all_pieces_and_tells_of_the_one_that_failed() {
    let mut scene = Scene::new(100_000, 1_000_000);
    let mut values = values(20);
    values[7] = "x".repeat(700);
    for value in &values {
        let record = Record::to("orders").partition(0).value(value);
        scene.place(&Record { report: Report::AtFlush, ..record }).unwrap();
    }
    let promise = scene.accumulator.flush().remove(0);
    let whole = scene.drain_one();
    let mut leader = Leader::of_batches_up_to(300);
    leader.answer(&mut scene, whole);
    let piece = scene.drain_one();
    leader.answer(&mut scene, piece);
    assert!(all(&promise).is_pending());
    leader.serve(&mut scene, 1);
    let Poll::Ready(Err(error)) = all(&promise) else { panic!("it has failed") };
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let unreported = scene.accumulator.take_unreported().unwrap().to_string();
    assert!(unreported.contains("records that were not written 1"), "{unreported}");
}

#[test]
fn what_is_given_up_in_pieces_fails_but_for_what_was_written() {
    let mut scene = Scene::new(100_000, 1_000_000);
    let placed = place(&mut scene, &values(20));
    scene.pass(LINGER);
    let whole = scene.drain_one();
    let mut leader = Leader::of_batches_up_to(700);
    leader.answer(&mut scene, whole);
    let piece = scene.drain_one();
    leader.answer(&mut scene, piece);
    let written = leader.log.len();
    assert!((1..20).contains(&written));
    let closed = Error::new(ErrorKind::Closed, "send a record", "closed");
    assert!(scene.accumulator.abandon(&closed) > 0);
    for (number, placed) in placed.iter().enumerate() {
        match number < written {
            true => assert_eq!(offset(placed), number as i64),
            false => assert_eq!(failure(placed).kind(), ErrorKind::Closed),
        }
    }
}
