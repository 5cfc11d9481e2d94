//! Idempotence: records of a partition are written once and in order, whatever is lost or refused.

use std::time::Duration;

use ottla_core::model::{ErrorCode, ProducerEpoch, ProducerId};

use super::scene::{DELIVERY_TIMEOUT, Scene, identity, numbers, outcome};
use crate::{
    Error, ErrorKind,
    engine::{
        accumulator::{Answer, Idempotence},
        identity::Identity,
    },
};

const PAUSE: Duration = Duration::from_secs(2);

fn lost() -> Answer {
    Answer::Lost(Error::new(ErrorKind::Unreachable, "produce", "the connection broke"))
}

#[test]
fn batches_in_flight_are_sent_again_in_order_with_their_numbers() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.introduce(0);
    for value in ["a", "b", "c"] {
        scene.append(0, value).unwrap();
    }
    let first = scene.drain_one();
    let second = scene.drain_one();
    assert_eq!((numbers(&first), numbers(&second)), ((0, 1), (0, 2)));
    scene.refused(first, ErrorCode::NotLeaderOrFollower);
    // "c" may not overtake "a", which is waiting, nor may "a" overtake "b", which is in flight.
    scene.pass(PAUSE);
    assert!(scene.drain().is_empty());
    scene.refused(second, ErrorCode::OutOfOrderSequenceNumber);
    let again: Vec<_> = (0..3).map(|_| numbers(&scene.drain_one())).collect();
    assert_eq!(again, [(0, 1), (0, 2), (0, 3)]);
}

#[test]
fn a_lost_answer_keeps_the_numbers_so_that_the_broker_knows_the_batch_again() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.accumulator.landed(scene.now, batch, lost());
    // Another partition raises the epoch meanwhile.
    scene.accumulator.set_identity(identity(1));
    scene.pass(PAUSE);
    let batch = scene.drain_one();
    assert_eq!(numbers(&batch), (0, 0));
    scene.written(batch, 0);
    scene.append(0, "b").unwrap();
    assert_eq!(numbers(&scene.drain_one()), (1, 0));
}

/// What is refused for a gap that is known waits for nothing but its turn.
#[test]
fn a_batch_that_came_too_early_pauses_only_where_what_it_misses_is_still_in_flight() {
    for in_flight in [true, false] {
        let mut scene = Scene::with_batches_of_one_record();
        scene.introduce(0);
        scene.append(0, "a").unwrap();
        scene.append(0, "b").unwrap();
        let (first, second) = (scene.drain_one(), scene.drain_one());
        if in_flight {
            scene.refused(second, ErrorCode::OutOfOrderSequenceNumber);
            scene.written(first, 1);
            assert!(scene.drain().is_empty());
            scene.pass(PAUSE);
            assert_eq!(numbers(&scene.drain_one()), (0, 2));
        } else {
            scene.refused(first, ErrorCode::MessageTooLarge);
            scene.refused(second, ErrorCode::OutOfOrderSequenceNumber);
            assert_eq!(numbers(&scene.drain_one()), (1, 0));
        }
    }
}

/// It would take the second one first, if it refused the first.
#[test]
fn nothing_follows_the_first_batch_before_the_broker_has_taken_it() {
    let mut scene = Scene::with_batches_of_one_record();
    for value in ["a", "b", "c"] {
        scene.append(0, value).unwrap();
    }
    let first = scene.drain_one();
    assert!(scene.drain().is_empty());
    scene.accumulator.landed(scene.now, first, lost());
    scene.pass(PAUSE);
    let first = scene.drain_one();
    assert!(scene.drain().is_empty(), "nobody knows whether it was taken");
    scene.written(first, 0);
    assert_eq!((numbers(&scene.drain_one()), numbers(&scene.drain_one())), ((0, 1), (0, 2)));
}

/// To several brokers there may be more: the leader may change while they are on their way.
#[test]
fn no_more_is_in_flight_than_a_broker_knows_again() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.introduce(0);
    for value in 0..6 {
        scene.append(0, &value.to_string()).unwrap();
    }
    let mut in_flight: Vec<_> = (0..5).map(|_| scene.drain_one()).collect();
    assert!(scene.drain().is_empty());
    // What is sent again is known.
    scene.refused(in_flight.pop().unwrap(), ErrorCode::NotLeaderOrFollower);
    scene.pass(PAUSE);
    in_flight.push(scene.drain_one());
    assert!(scene.drain().is_empty());
    // To another leader, who has the first one already.
    scene.written(in_flight.remove(1), 2);
    assert!(scene.drain().is_empty());
    scene.written(in_flight.remove(0), 1);
    assert_eq!(numbers(&scene.drain_one()), (0, 6));
}

#[test]
fn whoever_has_a_new_epoch_is_known_but_not_whoever_has_a_new_id() {
    for (next, in_flight) in
        [(identity(1), 2), (Identity { id: ProducerId(41), epoch: ProducerEpoch(0) }, 1)]
    {
        let mut scene = Scene::with_batches_of_one_record();
        scene.introduce(0);
        scene.accumulator.set_identity(next);
        scene.append(0, "a").unwrap();
        scene.append(0, "b").unwrap();
        assert_eq!(numbers(&scene.drain_one()), (next.epoch.0, 0));
        assert_eq!(scene.drain().len() + 1, in_flight);
    }
}

#[test]
fn without_idempotence_nobody_has_to_be_known() {
    let mut scene = Scene::of(Idempotence::Off);
    scene.append(0, "a").unwrap();
    scene.append(0, "b").unwrap();
    scene.drain_one();
    scene.drain_one();
}

#[test]
fn a_gap_at_the_front_raises_the_epoch_and_starts_the_numbers_anew() {
    for code in [ErrorCode::OutOfOrderSequenceNumber, ErrorCode::UnknownProducerId] {
        let mut scene = Scene::with_batches_of_one_record();
        for value in ["a", "b", "c"] {
            scene.append(0, value).unwrap();
        }
        let first = scene.drain_one();
        scene.written(first, 0);
        let second = scene.drain_one();
        let third = scene.drain_one();
        scene.refused(second, code);
        scene.refused(third, ErrorCode::OutOfOrderSequenceNumber);
        scene.pass(PAUSE);
        let again: Vec<_> = (0..2).map(|_| numbers(&scene.drain_one())).collect();
        assert_eq!(again, [(1, 0), (1, 1)], "{code}");
    }
}

#[test]
fn a_batch_that_is_refused_for_good_leaves_no_gap() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.introduce(0);
    let first = scene.append(0, "a").unwrap();
    scene.append(0, "b").unwrap();
    let refused = scene.drain_one();
    let behind = scene.drain_one();
    scene.refused(refused, ErrorCode::MessageTooLarge);
    assert_eq!(outcome(&first).unwrap().unwrap_err().kind(), ErrorKind::TooLarge);
    scene.refused(behind, ErrorCode::OutOfOrderSequenceNumber);
    assert_eq!(numbers(&scene.drain_one()), (1, 0));
}

/// What kept a batch from being written is over when another broker leads.
#[test]
fn a_batch_that_failed_goes_to_a_new_leader_at_once() {
    let refusal = || Answer::Refused(ErrorCode::NotLeaderOrFollower, None);
    let full = || Answer::Refused(ErrorCode::NotEnoughReplicas, None);
    for (answer, is_sent) in [(lost(), true), (refusal(), true), (full(), false)] {
        let mut scene = Scene::with_batches_of_one_record();
        scene.append(0, "a").unwrap();
        let batch = scene.drain_one();
        scene.accumulator.landed(scene.now, batch, answer);
        assert!(scene.drain().is_empty());
        assert_eq!(scene.accumulator.lacks_leader(scene.now, &scene.image), is_sent);
        scene.leads_in(7);
        assert!(!scene.accumulator.lacks_leader(scene.now, &scene.image));
        assert_eq!(scene.drain().len(), usize::from(is_sent));
    }
}

/// The others may know of a leader before it does.
#[test]
fn a_leader_that_does_not_know_it_yet_is_asked_again_soon() {
    let refusal = || Answer::Refused(ErrorCode::NotLeaderOrFollower, None);
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.accumulator.landed(scene.now, batch, refusal());
    scene.leads_in(7);
    let batch = scene.drain_one();
    scene.accumulator.landed(scene.now, batch, refusal());
    assert!(scene.drain().is_empty(), "not at once");
    scene.now = scene.now + Duration::from_millis(13);
    let batch = scene.drain_one();
    // A connection that is lost is another matter.
    scene.accumulator.landed(scene.now, batch, lost());
    scene.now = scene.now + Duration::from_millis(50);
    assert!(scene.drain().is_empty());
}

#[test]
fn partitions_do_not_disturb_each_other() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    scene.append(1, "b").unwrap();
    let mut batches = scene.drain();
    let of_one = batches.pop().unwrap();
    let of_zero = batches.pop().unwrap();
    assert_eq!((of_zero.partition, of_one.partition), (0, 1));
    scene.refused(of_zero, ErrorCode::NotLeaderOrFollower);
    scene.written(of_one, 0);
    scene.append(1, "c").unwrap();
    assert_eq!(numbers(&scene.drain_one()), (0, 1));
}

#[test]
fn a_batch_that_was_given_up_after_sending_leaves_unknown_numbers_behind() {
    let mut scene = Scene::with_batches_of_one_record();
    let given_up = scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.pass(DELIVERY_TIMEOUT);
    scene.accumulator.landed(scene.now, batch, lost());
    assert_eq!(outcome(&given_up).unwrap().unwrap_err().kind(), ErrorKind::TimedOut);
    scene.append(0, "b").unwrap();
    assert_eq!(numbers(&scene.drain_one()), (1, 0));
}

/// The broker may have both, and would have the second one twice.
#[test]
fn what_was_sent_behind_a_batch_that_was_given_up_keeps_its_numbers() {
    for (code, next) in [(None, (0, 3)), (Some(ErrorCode::DuplicateSequenceNumber), (0, 3))]
        .into_iter()
        .chain([(Some(ErrorCode::OutOfOrderSequenceNumber), (1, 1))])
    {
        let mut scene = Scene::with_batches_of_one_record();
        scene.introduce(0);
        scene.append(0, "a").unwrap();
        let first = scene.drain_one();
        scene.accumulator.landed(scene.now, first, lost());
        scene.pass(PAUSE);
        let first = scene.drain_one();
        scene.append(0, "b").unwrap();
        let second = scene.drain_one();
        scene.accumulator.landed(scene.now, second, lost());
        scene.append(0, "c").unwrap();
        scene.pass(DELIVERY_TIMEOUT - PAUSE);
        scene.accumulator.landed(scene.now, first, lost());
        let second = scene.drain_one();
        assert_eq!(numbers(&second), (0, 2));
        assert!(scene.drain().is_empty(), "nobody knows the number of the third one");
        match code {
            None => scene.written(second, 2),
            Some(code) => scene.refused(second, code),
        }
        if code == Some(ErrorCode::OutOfOrderSequenceNumber) {
            // The first one was never written, and so neither was this.
            assert_eq!(numbers(&scene.drain_one()), (1, 0));
        }
        assert_eq!(numbers(&scene.drain_one()), next);
    }
}

#[test]
fn numbers_start_anew_once_all_that_could_tell_was_given_up_too() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.introduce(0);
    scene.append(0, "a").unwrap();
    scene.append(0, "b").unwrap();
    let (first, second) = (scene.drain_one(), scene.drain_one());
    scene.pass(DELIVERY_TIMEOUT);
    scene.accumulator.landed(scene.now, first, lost());
    scene.append(0, "c").unwrap();
    assert!(scene.drain().is_empty());
    scene.accumulator.landed(scene.now, second, lost());
    assert_eq!(numbers(&scene.drain_one()), (1, 0));
}

/// As after a password that was wrong for a while.
#[test]
fn after_all_was_given_up_numbers_start_anew() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.introduce(0);
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.accumulator.landed(scene.now, batch, lost());
    scene.accumulator.fail_all(&Error::new(ErrorKind::AuthenticationFailed, "connect", "no"));
    scene.append(0, "b").unwrap();
    assert_eq!(numbers(&scene.drain_one()), (1, 0));
}

#[test]
fn an_id_that_the_broker_does_not_accept_is_asked_for_anew() {
    let mut scene = Scene::with_batches_of_one_record();
    scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::InvalidProducerEpoch);
    assert!(scene.accumulator.wants_identity());
    scene.pass(PAUSE);
    assert!(scene.drain().is_empty());
    scene.accumulator.set_identity(identity(7));
    assert_eq!(numbers(&scene.drain_one()), (7, 0));
}

#[test]
fn a_duplicate_counts_as_written() {
    let mut scene = Scene::with_batches_of_one_record();
    let promise = scene.append(0, "a").unwrap();
    let batch = scene.drain_one();
    scene.refused(batch, ErrorCode::DuplicateSequenceNumber);
    assert_eq!(outcome(&promise).unwrap().unwrap().offset, -1);
    // It is known by now.
    scene.append(0, "b").unwrap();
    scene.append(0, "c").unwrap();
    scene.drain_one();
    scene.drain_one();
}
