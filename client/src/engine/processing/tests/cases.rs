//! One rule of the schedule each.

use std::time::Duration;

use ottla_core::model::Moment;

use super::world::{Numbered, arrived, key, limits};
use crate::{
    engine::processing::schedule::{Arrived, Limits, Schedule, Ticket},
    options::ProcessingOrder,
};

const NOW: Moment = Moment(Duration::from_secs(100));

fn later(seconds: u64) -> Moment {
    NOW + Duration::from_secs(seconds)
}

fn schedule(order: ProcessingOrder, records: &[(i64, &str)]) -> Schedule<Numbered> {
    let mut schedule = Schedule::new(limits(order));
    schedule.take(NOW, &key(0), records.iter().map(|(offset, key)| arrived(0, *offset, key)));
    schedule
}

/// Offsets of all that can be started, with their tickets.
fn started(schedule: &mut Schedule<Numbered>, now: Moment) -> Vec<(i64, Ticket)> {
    let next = || schedule.start(now).map(|job| (job.record.offset, job.ticket));
    std::iter::from_fn(next).collect()
}

fn offsets(started: &[(i64, Ticket)]) -> Vec<i64> {
    started.iter().map(|(offset, _)| *offset).collect()
}

#[test]
fn records_of_one_key_wait_for_each_other_and_others_do_not() {
    let records = [(0, "a"), (1, "a"), (2, "b"), (3, ""), (4, "")];
    for (order, at_once) in [
        (ProcessingOrder::ByKey, vec![0, 2, 3, 4]),
        (ProcessingOrder::ByPartition, vec![0]),
        (ProcessingOrder::Unordered, vec![0, 1, 2, 3, 4]),
    ] {
        let mut schedule = schedule(order, &records);
        let first = started(&mut schedule, NOW);
        assert_eq!(offsets(&first), at_once, "{order:?}");
        schedule.done(first[0].1);
        let then: Vec<i64> = if order == ProcessingOrder::Unordered { vec![] } else { vec![1] };
        assert_eq!(offsets(&started(&mut schedule, NOW)), then, "{order:?}");
    }
}

#[test]
fn a_record_that_failed_is_started_again_before_those_of_its_key() {
    let mut schedule = schedule(ProcessingOrder::ByKey, &[(0, "a"), (1, "a"), (2, "b")]);
    let first = started(&mut schedule, NOW);
    schedule.again(first[0].1, later(5));
    schedule.done(first[1].1);
    assert_eq!(started(&mut schedule, later(4)), []);
    assert_eq!(schedule.next_timeout(), Some(later(5)));
    let job = schedule.start(later(5)).unwrap();
    assert_eq!((job.record.offset, job.failures), (0, 1));
    assert!(schedule.uncommitted().is_empty());
    schedule.done(job.ticket);
    assert_eq!(offsets(&started(&mut schedule, later(5))), [1]);
    assert_eq!(schedule.uncommitted()[&key(0)].offset, 1);
}

#[test]
fn no_more_run_than_may_and_no_more_are_read_than_have_room() {
    let few = Limits {
        concurrency: 2,
        in_flight_max: 3,
        ahead_max: 4,
        ..limits(ProcessingOrder::Unordered)
    };
    let mut schedule = Schedule::new(few);
    schedule.take(NOW, &key(0), (0..2).map(|offset| arrived(0, offset, "")));
    assert!(schedule.has_room() && schedule.paused().is_empty());
    schedule.take(NOW, &key(0), (2..4).map(|offset| arrived(0, offset, "")));
    assert!(!schedule.has_room() && schedule.paused().contains(&key(0)));
    let running = started(&mut schedule, NOW);
    assert_eq!(offsets(&running), [0, 1]);
    schedule.done(running[1].1);
    assert_eq!(offsets(&started(&mut schedule, NOW)), [2]);
    assert!(!schedule.has_room() && schedule.paused().contains(&key(0)), "0 is still open");
    schedule.done(running[0].1);
    assert!(schedule.has_room() && schedule.paused().is_empty());
}

#[test]
fn what_is_not_due_pauses_its_partition_and_nothing_else() {
    let due = |offset, seconds| Arrived { due: Some(later(seconds)), ..arrived(0, offset, "a") };
    let mut schedule = Schedule::new(limits(ProcessingOrder::ByKey));
    schedule.take(NOW, &key(0), [due(0, 0), due(1, 10), due(2, 5)]);
    schedule.take(NOW, &key(1), [arrived(1, 7, "a")]);
    assert!(schedule.paused().iter().eq([&key(0)]));
    let running = started(&mut schedule, NOW);
    assert_eq!(offsets(&running), [0, 7]);
    running.iter().for_each(|(_, ticket)| schedule.done(*ticket));
    assert_eq!(schedule.next_timeout(), Some(later(10)));
    assert_eq!(schedule.uncommitted()[&key(0)].offset, 1);
    assert_eq!(schedule.unfinished()[&key(0)], 1);
    assert_eq!(started(&mut schedule, later(9)), []);
    assert_eq!(offsets(&started(&mut schedule, later(10))), [1]);
    assert!(schedule.paused().is_empty());
}

#[test]
fn of_a_partition_that_goes_what_runs_may_end_and_nothing_is_started() {
    let mut schedule = schedule(ProcessingOrder::ByKey, &[(0, "a"), (1, "a"), (2, "b"), (3, "c")]);
    schedule.take(NOW, &key(1), [arrived(1, 9, "a")]);
    let running: Vec<_> = (0..3).map(|_| schedule.start(NOW).unwrap().ticket).collect();
    schedule.again(running[2], later(1));
    schedule.withdraw([&key(0)]);
    assert_eq!(offsets(&started(&mut schedule, later(2))), [9]);
    assert!(!schedule.is_quiet([&key(0)]));
    schedule.done(running[0]);
    schedule.again(running[1], later(1));
    assert!(schedule.is_quiet([&key(0)]) && started(&mut schedule, later(9)).is_empty());
    assert_eq!(schedule.uncommitted()[&key(0)].offset, 1);
    assert_eq!(schedule.forget([&key(0)]), []);
    assert!(schedule.uncommitted().is_empty());
}

#[test]
fn what_ends_after_its_partition_was_given_up_counts_for_nothing() {
    let mut schedule = schedule(ProcessingOrder::ByKey, &[(0, "a"), (1, "a")]);
    let old = schedule.start(NOW).unwrap().ticket;
    assert_eq!(schedule.forget([&key(0)]), [old]);
    schedule.take(NOW, &key(0), [arrived(0, 0, "a"), arrived(0, 1, "a")]);
    schedule.done(old);
    assert!(schedule.running(old).is_none() && schedule.uncommitted().is_empty());
    assert_eq!(offsets(&started(&mut schedule, NOW)), [0]);
}

#[test]
fn a_partition_that_is_read_from_earlier_on_starts_anew() {
    let mut schedule = schedule(ProcessingOrder::ByKey, &[(5, "a"), (6, "a"), (7, "b")]);
    let old = schedule.start(NOW).unwrap().ticket;
    schedule.take(NOW, &key(0), [arrived(0, 5, "a"), arrived(0, 6, "c")]);
    let running = started(&mut schedule, NOW);
    assert_eq!(offsets(&running), [6], "5 waits for the one of its key that runs");
    schedule.done(running[0].1);
    schedule.done(old);
    assert!(schedule.uncommitted().is_empty());
    let again = started(&mut schedule, NOW);
    assert_eq!(offsets(&again), [5]);
    schedule.done(again[0].1);
    assert_eq!(schedule.uncommitted()[&key(0)].offset, 7);
}
