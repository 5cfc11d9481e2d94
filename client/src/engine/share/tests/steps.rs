//! Single steps of a member.

use std::time::Duration;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{ShareFetchResponse, ShareGroupHeartbeatResponse},
};

use super::{
    broker::{LOCK, Record, Weather},
    world::{TOPIC, World},
};
use crate::{
    ErrorKind,
    engine::share::{
        acknowledge::AcknowledgeType,
        session::{Answer, Request},
        state::{Asking, Opened},
    },
    options::{AcknowledgementMode, AcquireMode},
};

const EXPLICIT: AcknowledgementMode = AcknowledgementMode::Explicit;

/// A member of a group that has one partition with three records.
fn joined() -> World {
    joined_with(EXPLICIT)
}

fn joined_with(mode: AcknowledgementMode) -> World {
    let mut world = World::new(1, 3, mode, AcquireMode::BatchOptimized, Weather::Fair);
    world.settle();
    world
}

/// The user asks, and is given all that there is.
fn next(world: &mut World) -> Vec<i64> {
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    world.answer(0);
    world.state.ask(Asking::Nothing);
    let (_, mut chunk) = world.state.take_chunk(world.now).unwrap();
    let delivered = chunk.split_off_to(i64::MAX);
    let offsets = delivered.iter().flat_map(|range| range.first..=range.last).collect();
    world.state.opened(chunk, Opened { delivered, ..Default::default() });
    offsets
}

fn acknowledge(world: &mut World, offset: i64, kind: AcknowledgeType) {
    world.state.acknowledge(None, &("t".into(), 0), offset, kind).unwrap();
}

fn fetch(world: &World) -> &ottla_core::protocol::messages::ShareFetchRequest {
    match &world.requests[..] {
        [(_, Request::Fetch(request))] => request,
        other => panic!("no fetch but {other:?}"),
    }
}

#[test]
fn acknowledgements_go_with_the_next_fetch() {
    let mut world = joined();
    assert_eq!(next(&mut world), [0, 1, 2]);
    for (offset, kind) in
        [(0, AcknowledgeType::Accept), (1, AcknowledgeType::Accept), (2, AcknowledgeType::Release)]
    {
        acknowledge(&mut world, offset, kind);
    }
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    let request = fetch(&world);
    assert_eq!(request.share_session_epoch, 1);
    let batches = &request.topics[0].partitions[0].acknowledgement_batches;
    assert_eq!((batches[0].first_offset, batches[0].last_offset), (0, 2));
    assert_eq!(batches[0].acknowledge_types, [1, 1, 2]);
    world.answer(0);
    assert_eq!(world.record((TOPIC, 0), 1), Record::Accepted);
    assert!(matches!(world.record((TOPIC, 0), 2), Record::Acquired { count: 2, .. }));
}

#[test]
fn what_nobody_has_seen_is_delivered_again_in_either_mode() {
    for mode in [EXPLICIT, AcknowledgementMode::Implicit] {
        let mut world = joined_with(mode);
        assert_eq!(next(&mut world), [0, 1, 2]);
        (0..3).for_each(|offset| world.state.release_unseen(&("t".into(), 0), offset));
        assert_eq!(next(&mut world), [0, 1, 2], "{mode:?}");
        assert!(matches!(world.record((TOPIC, 0), 1), Record::Acquired { count: 2, .. }));
    }
}

#[test]
fn a_renewal_goes_by_itself_and_the_record_stays_the_users() {
    let mut world = joined();
    next(&mut world);
    for offset in 0..3 {
        acknowledge(&mut world, offset, AcknowledgeType::Renew);
    }
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    match &world.requests[..] {
        [(_, Request::Acknowledge(request))] => assert!(request.is_renew_ack),
        other => panic!("no acknowledgement but {other:?}"),
    }
    world.answer(0);
    acknowledge(&mut world, 1, AcknowledgeType::Accept);
    world.state.ask(Asking::Nothing);
    let commit = world.state.commit();
    world.settle();
    assert!(world.state.take_commit(commit).unwrap()[0].1.is_ok());
    assert_eq!(world.record((TOPIC, 0), 1), Record::Accepted);
}

#[test]
fn a_session_that_is_gone_takes_its_records_along() {
    for code in [ErrorCode::ShareSessionNotFound, ErrorCode::InvalidShareSessionEpoch] {
        let mut world = joined();
        next(&mut world);
        (0..3).for_each(|offset| acknowledge(&mut world, offset, AcknowledgeType::Accept));
        world.state.begin().unwrap();
        world.state.ask(Asking::Records);
        world.step();
        let (node, _) = world.requests.remove(0);
        world.brokers.disconnected(node);
        let refused = ShareFetchResponse { error_code: code.code(), ..Default::default() };
        world.state.answered(world.now, node, Answer::Fetched(refused));
        // The next commit tells of acknowledgements that went by themselves.
        let commit = world.state.commit();
        let outcome = world.state.take_commit(commit).unwrap().remove(0).1;
        assert_eq!(outcome.unwrap_err().code(), Some(code));
        // A new session is opened at once, and the records come again.
        world.step();
        assert_eq!(fetch(&world).share_session_epoch, 0);
        world.answer(0);
        assert!(matches!(world.record((TOPIC, 0), 0), Record::Acquired { count: 2, .. }));
    }
}

#[test]
fn a_broker_that_has_too_many_sessions_is_asked_later() {
    let mut world = joined();
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    let (node, _) = world.requests.remove(0);
    let error_code = ErrorCode::ShareSessionLimitReached.code();
    let refused = ShareFetchResponse { error_code, ..Default::default() };
    world.state.answered(world.now, node, Answer::Fetched(refused));
    world.step();
    assert!(world.requests.is_empty());
    world.pass(Duration::from_secs(1));
    world.step();
    assert_eq!(fetch(&world).share_session_epoch, 0);
}

#[test]
fn records_that_wait_longer_than_their_lock_are_not_handed_out() {
    let mut world = joined();
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    world.answer(0);
    world.pass(LOCK);
    assert!(world.state.take_chunk(world.now).is_none());
}

#[test]
fn the_new_leader_is_asked_as_soon_as_the_old_one_names_it() {
    let mut world = joined();
    next(&mut world);
    world.brokers.weather = Weather::Foul;
    world.brokers.move_leader(&(TOPIC, 0), 3);
    (0..3).for_each(|offset| acknowledge(&mut world, offset, AcknowledgeType::Accept));
    let commit = world.state.commit();
    world.settle();
    let outcome = world.state.take_commit(commit).unwrap().remove(0).1;
    assert_eq!(outcome.unwrap_err().code(), Some(ErrorCode::NotLeaderOrFollower));
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.pass(Duration::from_secs(1));
    world.step();
    assert!(world.requests.iter().any(|(node, _)| *node == 3));
}

#[test]
fn a_member_that_was_fenced_gives_back_what_waits_and_joins_again() {
    let mut world = joined();
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    world.answer(0);
    world.state.ask(Asking::Nothing);
    world.pass(Duration::from_secs(5));
    world.step();
    world.heartbeats.clear();
    let error_code = ErrorCode::UnknownMemberId.code();
    let fenced = ShareGroupHeartbeatResponse { error_code, ..Default::default() };
    world.state.heard(world.now, fenced);
    world.settle();
    assert_eq!(world.record((TOPIC, 0), 0), Record::Available(1));
    assert_eq!(world.state.assignment().len(), 1, "it has joined again");
}

#[test]
fn a_member_without_partitions_asks_again_soon_and_then_less_often() {
    let mut world = World::new(1, 1, EXPLICIT, AcquireMode::BatchOptimized, Weather::Fair);
    let partitions = std::mem::take(&mut world.assigned);
    world.settle();
    let mut waits = Vec::new();
    for _ in 0..9 {
        let until = world.state.step(world.now, &world.image).until.unwrap();
        waits.push(until.since(world.now).as_millis());
        world.pass(until.since(world.now));
        world.settle();
    }
    assert_eq!(waits, [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    world.assigned = partitions;
    world.pass(Duration::from_secs(5));
    world.settle();
    let until = world.state.step(world.now, &world.image).until.unwrap();
    assert_eq!(until.since(world.now).as_millis(), 5_000);
}

#[test]
fn what_the_coordinator_refuses_for_good_is_told_again_and_again() {
    let mut world = World::new(1, 1, EXPLICIT, AcquireMode::BatchOptimized, Weather::Fair);
    world.step();
    world.heartbeats.clear();
    let error_code = ErrorCode::GroupAuthorizationFailed.code();
    let refused = ShareGroupHeartbeatResponse { error_code, ..Default::default() };
    world.state.heard(world.now, refused);
    for _ in 0..2 {
        assert_eq!(world.state.take_error().unwrap().kind(), ErrorKind::NotAuthorized);
        world.step();
        assert!(world.heartbeats.is_empty());
    }
}

#[test]
fn what_is_acknowledged_is_not_the_users_any_more() {
    let mut world = joined();
    next(&mut world);
    acknowledge(&mut world, 0, AcknowledgeType::Accept);
    world.state.commit();
    let again = world.state.acknowledge(None, &("t".into(), 0), 0, AcknowledgeType::Accept);
    assert_eq!(again.unwrap_err().kind(), ErrorKind::InvalidInput);
    acknowledge(&mut world, 1, AcknowledgeType::Accept);
}

#[test]
fn what_waits_of_a_session_that_is_lost_is_not_handed_out() {
    let mut world = joined();
    world.state.begin().unwrap();
    world.state.ask(Asking::Records);
    world.step();
    world.answer(0);
    // Half of it is handed out; the user says something, and the connection breaks.
    let (_, mut chunk) = world.state.take_chunk(world.now).unwrap();
    let delivered = chunk.split_off_to(0);
    world.state.opened(chunk, Opened { delivered, ..Default::default() });
    world.state.ask(Asking::Nothing);
    acknowledge(&mut world, 0, AcknowledgeType::Accept);
    let commit = world.state.commit();
    world.step();
    world.break_off(0, Weather::Fair);
    assert!(world.state.take_chunk(world.now).is_none());
    let outcome = world.state.take_commit(commit).unwrap().remove(0).1;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Unreachable);
}
