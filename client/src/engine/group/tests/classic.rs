//! Members of classic groups.

use bytes::Bytes;
use ottla_core::{
    assignors::client::{ClientAssignor, MemberSubscription, decode_assignment},
    model::ErrorCode,
};

use super::scene::*;
use crate::{
    Advice,
    engine::group::{
        handover::Handover,
        membership::Coordinator,
        step::{Call, Learn, Step},
    },
    options::ConsumerOptions,
};

fn cooperative() -> ConsumerOptions {
    let assignors = vec![ClientAssignor::CooperativeSticky];
    ConsumerOptions { partition_assignment_strategy: assignors, ..options() }
}

/// A follower with partitions 0 and 1, in generation 1.
fn member(options: &ConsumerOptions) -> Scene {
    let mut scene = Scene::classic(options);
    scene.join();
    scene.refuse_join(ErrorCode::MemberIdRequired, "m");
    assert_eq!(scene.join().member_id, "m");
    scene.follow(1);
    assert!(scene.sync().assignments.is_empty());
    scene.assign(&[0, 1]);
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[0, 1]))));
    scene
}

fn owned_in(metadata: &Bytes) -> usize {
    let read = MemberSubscription::decode("m".into(), None, metadata.clone()).unwrap();
    read.owned_partitions.len()
}

#[test]
fn an_eager_member_gives_everything_up_before_it_joins() {
    let mut scene = member(&options());
    scene.waits();
    scene.pass(3 * SECOND);
    assert_eq!(scene.heartbeat().generation_id, 1);
    scene.answer_heartbeat(ErrorCode::RebalanceInProgress);
    scene.waits();
    assert_eq!(scene.member.take_handover(), Some(Handover::Revoke(keys(&[0, 1]))));
    // While the user is at it, the member stays in the group.
    scene.pass(3 * SECOND);
    scene.heartbeat();
    scene.answer_heartbeat(ErrorCode::RebalanceInProgress);
    scene.waits();
    scene.member.handed_over();
    let join = scene.join();
    assert!(join.protocols.iter().all(|protocol| owned_in(&protocol.metadata) == 0));
    assert_eq!(join.reason.as_deref(), Some("the group rebalances already"));
    scene.follow(2);
    scene.sync();
    scene.assign(&[1]);
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[1]))));
}

#[test]
fn a_cooperative_member_keeps_its_partitions_and_joins_again_when_some_are_free() {
    let mut scene = member(&cooperative());
    scene.pass(3 * SECOND);
    scene.heartbeat();
    scene.answer_heartbeat(ErrorCode::RebalanceInProgress);
    assert_eq!(owned_in(&scene.join().protocols[0].metadata), 2);
    assert_eq!(*scene.member.owned(), keys(&[0, 1]));
    scene.follow(2);
    scene.sync();
    scene.assign(&[0]);
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Revoke(keys(&[1]))));
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[]))));
    assert_eq!(owned_in(&scene.join().protocols[0].metadata), 1);
}

#[test]
fn a_member_that_the_coordinator_does_not_know_loses_all_and_joins_as_a_new_one() {
    for (code, member_id) in [(ErrorCode::UnknownMemberId, ""), (ErrorCode::IllegalGeneration, "m")]
    {
        let mut scene = member(&options());
        scene.pass(3 * SECOND);
        scene.heartbeat();
        scene.answer_heartbeat(code);
        assert!(scene.member.identity().is_err());
        scene.waits();
        assert_eq!(scene.hand_over(), Some(Handover::Lose(keys(&[0, 1]))));
        assert_eq!(scene.join().member_id, member_id, "{code}");
    }
}

/// A commit that was sent before a join counts for the generation before it: what the coordinator
/// says of it does not fence the member while the join is not answered.
#[test]
fn a_refused_commit_fences_only_the_member_that_sent_it() {
    let mut scene = member(&cooperative());
    let identity = scene.member.identity().unwrap();
    scene.pass(3 * SECOND);
    scene.heartbeat();
    scene.answer_heartbeat(ErrorCode::RebalanceInProgress);
    assert!(!scene.member.is_changing());
    scene.join();
    assert!(scene.member.is_changing());
    scene.follow(2);
    scene.member.fenced(&identity, ErrorCode::IllegalGeneration);
    assert_eq!(scene.member.identity().unwrap().generation, 2);
    let identity = scene.member.identity().unwrap();
    scene.member.fenced(&identity, ErrorCode::IllegalGeneration);
    assert!(scene.member.identity().is_err());
}

#[test]
fn a_leader_assigns_and_joins_again_when_topics_grow() {
    let mut scene = Scene::classic(&options());
    scene.join();
    scene.lead(1, ClientAssignor::Range);
    let sync = scene.sync();
    assert_eq!(sync.assignments.len(), 1);
    let assigned = decode_assignment(sync.assignments[0].assignment.clone()).unwrap();
    assert_eq!(assigned.len(), 2);
    scene.assign(&[0, 1]);
    scene.hand_over();
    scene.waits();
    scene.topic("t", 3);
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Revoke(keys(&[0, 1]))));
    assert_eq!(scene.join().reason.as_deref(), Some("the topics' metadata has changed"));
}

#[test]
fn a_member_whose_user_does_not_ask_for_records_leaves_until_it_does() {
    let mut scene = member(&options());
    scene.member.polled(scene.now);
    scene.pass(300 * SECOND);
    let Step::Call(Call::Leave(leaving)) = scene.step() else { panic!("it has to leave") };
    assert_eq!((&*leaving.member_id, leaving.group_instance_id), ("m", None));
    scene.pass(300 * SECOND);
    scene.waits();
    assert!(scene.member.polls());
    assert_eq!(scene.hand_over(), Some(Handover::Lose(keys(&[0, 1]))));
    assert_eq!(scene.join().member_id, "");
}

#[test]
fn a_static_member_goes_without_a_word() {
    let options = ConsumerOptions { group_instance_id: Some("i".into()), ..options() };
    let mut scene = member(&options);
    scene.member.close();
    assert_eq!(scene.step(), Step::End);
    let mut scene = member(&super::scene::options());
    scene.member.close();
    assert!(matches!(scene.step(), Step::Call(Call::Leave(_))));
    assert_eq!(scene.step(), Step::End);
}

#[test]
fn failures_are_tried_again_and_told_after_a_while() {
    let mut scene = Scene::classic(&options());
    for code in [ErrorCode::CoordinatorLoadInProgress, ErrorCode::NotCoordinator] {
        scene.join();
        scene.refuse_join(code, "");
        scene.waits();
        assert!(scene.member.take_error().is_none());
        scene.pass(SECOND);
    }
    scene.join();
    scene.pass(61 * SECOND);
    scene.refuse_join(ErrorCode::CoordinatorLoadInProgress, "");
    let error = scene.member.take_error().unwrap();
    assert_eq!(error.advice(), Advice::Retry);
    assert!(scene.member.take_error().is_none(), "it is told once");
    scene.pass(SECOND);
    scene.join();
    scene.refuse_join(ErrorCode::InconsistentGroupProtocol, "");
    for _ in 0..2 {
        let error = scene.member.take_error().unwrap();
        assert_eq!(error.code(), Some(ErrorCode::InconsistentGroupProtocol));
    }
    scene.waits();
}

#[test]
fn another_broker_is_asked_for_when_this_one_does_not_coordinate() {
    let mut scene = member(&options());
    scene.pass(3 * SECOND);
    scene.heartbeat();
    let answer = |code: ErrorCode| {
        crate::engine::group::step::Answer::Heartbeat(
            ottla_core::protocol::messages::HeartbeatResponse {
                error_code: code.code(),
                ..Default::default()
            },
        )
    };
    assert_eq!(scene.answer(answer(ErrorCode::NotCoordinator)), Coordinator::Lost);
    scene.pass(3 * SECOND);
    scene.heartbeat();
    assert_eq!(scene.answer(answer(ErrorCode::None)), Coordinator::Kept);
    assert_eq!(*scene.member.owned(), keys(&[0, 1]));
}

/// The broker that it asked first may not have heard of it yet.
#[test]
fn a_leader_asks_for_a_topic_until_it_is_there() {
    let mut scene = Scene::classic(&options());
    scene.image.topics.clear();
    scene.join();
    scene.lead(1, ClientAssignor::Range);
    scene.sync();
    scene.assign(&[]);
    scene.hand_over();
    scene.waits();
    for _ in 0..3 {
        scene.pass(2 * SECOND);
        let step = scene.member.step(scene.now, &scene.image);
        assert!(
            matches!(&step, Step::Learn(Learn::Topics(topics)) if *topics == ["t"]),
            "{step:?}"
        );
        scene.member.learned(scene.now, &Learn::Topics(vec!["t".into()]));
        // It is not asked for all the time.
        let step = scene.member.step(scene.now, &scene.image);
        assert!(!matches!(step, Step::Learn(_)), "{step:?}");
    }
    scene.topic("t", 2);
    assert_eq!(scene.join().reason.as_deref(), Some("the topics' metadata has changed"));
}
