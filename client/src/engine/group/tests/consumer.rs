//! Members of groups of KIP-848.

use ottla_core::model::ErrorCode;

use super::scene::*;
use crate::{
    Error,
    engine::group::{
        handover::Handover,
        step::{Call, Learn, Step},
    },
    options::{ConsumerOptions, GroupProtocol},
};

/// A member with partitions 0 and 1, at epoch 1, whose heartbeat is not due.
fn member(options: &ConsumerOptions) -> Scene {
    let mut scene = Scene::consumer(options);
    scene.consumer_heartbeat();
    scene.target(1, Some(&[0, 1]));
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[0, 1]))));
    let told = scene.consumer_heartbeat().topic_partitions.unwrap();
    assert_eq!(told[0].partitions, [0, 1]);
    scene.target(1, None);
    scene.waits();
    scene
}

#[test]
fn a_member_tells_all_when_it_joins_and_then_only_what_is_news() {
    let options = ConsumerOptions {
        client_rack: Some("r".into()),
        group_remote_assignor: Some("range".into()),
        ..options()
    };
    let mut scene = Scene::consumer(&options);
    let join = scene.consumer_heartbeat();
    assert_eq!((join.member_epoch, &*join.member_id), (0, "m"));
    assert_eq!(join.rebalance_timeout_ms, 300_000);
    assert_eq!(join.subscribed_topic_names.as_deref(), Some(&["t".into()][..]));
    assert_eq!(join.topic_partitions.as_deref(), Some(&[][..]));
    assert_eq!(join.rack_id.as_deref(), Some("r"));
    assert_eq!(join.server_assignor.as_deref(), Some("range"));
    scene.target(1, None);
    scene.pass(5 * SECOND);
    let news = scene.consumer_heartbeat();
    assert_eq!((news.member_epoch, news.rebalance_timeout_ms), (1, -1));
    assert_eq!((news.subscribed_topic_names, news.topic_partitions), (None, None));
    assert_eq!((news.rack_id, news.server_assignor), (None, None));
    // Whether this one arrived is not known, so the next one tells all again.
    let error = Error::new(crate::ErrorKind::Unreachable, "test", "gone");
    let call = Call::ConsumerHeartbeat(Default::default());
    scene.member.call_failed(scene.now, &call, &error);
    scene.pass(SECOND);
    let again = scene.consumer_heartbeat();
    assert_eq!((again.member_epoch, again.rebalance_timeout_ms), (1, 300_000));
    assert!(again.subscribed_topic_names.is_some() && again.topic_partitions.is_some());
}

#[test]
fn what_the_target_lacks_is_given_up_and_told_at_once() {
    let mut scene = member(&options());
    scene.pass(5 * SECOND);
    scene.consumer_heartbeat();
    scene.target(1, Some(&[1]));
    scene.waits();
    assert_eq!(scene.member.take_handover(), Some(Handover::Revoke(keys(&[0]))));
    // Heartbeats go on, and do not say that the partition is free.
    scene.pass(5 * SECOND);
    assert_eq!(scene.consumer_heartbeat().topic_partitions, None);
    scene.target(1, None);
    scene.waits();
    scene.member.handed_over();
    let told = scene.consumer_heartbeat().topic_partitions.unwrap();
    assert_eq!(told[0].partitions, [1]);
    scene.target(2, None);
    scene.waits();
    assert_eq!(scene.member.identity().unwrap().generation, 2);
}

#[test]
fn what_came_and_went_unheard_is_told_to_be_gone() {
    let mut scene = Scene::consumer(&options());
    scene.consumer_heartbeat();
    scene.target(1, Some(&[0]));
    scene.waits();
    // The user has not taken it when the coordinator wants it back.
    scene.pass(5 * SECOND);
    assert_eq!(scene.consumer_heartbeat().topic_partitions, None);
    scene.target(1, Some(&[]));
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[0]))));
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Revoke(keys(&[0]))));
    // It has what it had: the coordinator waits to hear that all the same.
    assert_eq!(scene.consumer_heartbeat().topic_partitions.as_deref(), Some(&[][..]));
    scene.target(2, Some(&[1]));
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[1]))));
}

#[test]
fn a_fenced_member_loses_all_and_joins_again_as_itself() {
    for code in [ErrorCode::FencedMemberEpoch, ErrorCode::UnknownMemberId] {
        let mut scene = member(&options());
        scene.pass(5 * SECOND);
        scene.consumer_heartbeat();
        scene.refuse_heartbeat(code);
        scene.waits();
        assert!(scene.member.identity().is_err());
        assert_eq!(scene.hand_over(), Some(Handover::Lose(keys(&[0, 1]))));
        let join = scene.consumer_heartbeat();
        assert_eq!((join.member_epoch, &*join.member_id), (0, "m"), "{code}");
    }
}

#[test]
fn a_member_says_goodbye_for_good_or_for_now() {
    for (instance, epoch) in [(None, -1), (Some("i".to_owned()), -2)] {
        let mut scene =
            member(&ConsumerOptions { group_instance_id: instance.clone(), ..options() });
        scene.member.close();
        let Step::Call(Call::ConsumerLeave(goodbye)) = scene.step() else { panic!("no goodbye") };
        assert_eq!((goodbye.member_epoch, &*goodbye.member_id), (epoch, "m"));
        assert_eq!(goodbye.instance_id.map(|id| id.to_string()), instance);
        assert_eq!(scene.step(), Step::End);
    }
}

#[test]
fn a_topic_that_is_not_known_by_its_id_is_asked_for() {
    let mut scene = Scene::consumer(&options());
    let topic = scene.image.topics.remove("t").unwrap();
    scene.consumer_heartbeat();
    scene.target(1, Some(&[0]));
    assert_eq!(scene.step(), Step::Learn(Learn::Ids(vec![id_of("t")])));
    scene.waits();
    scene.image.topics.insert("t".into(), topic);
    scene.waits();
    assert_eq!(scene.hand_over(), Some(Handover::Assign(keys(&[0]))));
}

#[test]
fn without_kip_848_the_member_goes_on_in_the_classic_protocol() {
    let mut scene = Scene::consumer(&options());
    scene.consumer_heartbeat();
    scene.refuse_heartbeat(ErrorCode::UnsupportedVersion);
    assert_eq!(scene.member.protocol(), GroupProtocol::Classic);
    assert!(scene.member.take_error().is_none());
    scene.join();
}

#[test]
fn a_change_of_the_subscription_is_told_at_once() {
    let mut scene = member(&options());
    scene.member.subscribe(pattern("t.*"));
    let told = scene.consumer_heartbeat();
    assert_eq!(told.subscribed_topic_regex.as_deref(), Some("t.*"));
    assert_eq!(told.subscribed_topic_names.as_deref(), Some(&[][..]));
    scene.target(1, None);
    scene.waits();
    scene
        .member
        .subscribe(crate::engine::group::subscription::Subscription::Topics(["u".into()].into()));
    let told = scene.consumer_heartbeat();
    assert_eq!(told.subscribed_topic_regex.as_deref(), Some(""));
    assert_eq!(told.subscribed_topic_names.as_deref(), Some(&["u".into()][..]));
}

#[test]
fn another_subscription_gets_over_one_that_was_refused() {
    for code in [ErrorCode::InvalidRegularExpression, ErrorCode::TopicAuthorizationFailed] {
        let mut scene = member(&options());
        scene.member.subscribe(pattern("a{1000}"));
        scene.consumer_heartbeat();
        scene.refuse_heartbeat(code);
        assert!(scene.member.take_error().is_some());
        scene.member.subscribe(pattern("t"));
        assert!(scene.member.take_error().is_none());
        assert_eq!(scene.hand_over(), Some(Handover::Lose(keys(&[0, 1]))));
        let join = scene.consumer_heartbeat();
        assert_eq!((join.member_epoch, join.subscribed_topic_regex.as_deref()), (0, Some("t")));
    }
    // Who was put out stays out.
    let mut scene = member(&options());
    scene.pass(5 * SECOND);
    scene.consumer_heartbeat();
    scene.refuse_heartbeat(ErrorCode::FencedInstanceId);
    scene.member.subscribe(pattern("t"));
    assert!(scene.member.take_error().is_some());
}

#[test]
fn a_member_whose_heartbeat_was_refused_says_goodbye_unless_it_was_put_out() {
    for (code, leaves) in [
        (ErrorCode::InvalidRegularExpression, true),
        (ErrorCode::FencedInstanceId, false),
        (ErrorCode::UnknownMemberId, false),
    ] {
        let mut scene = member(&options());
        scene.pass(5 * SECOND);
        scene.consumer_heartbeat();
        scene.refuse_heartbeat(code);
        scene.member.close();
        let goodbye = matches!(scene.step(), Step::Call(Call::ConsumerLeave(_)));
        assert_eq!(goodbye, leaves, "{code}");
    }
}

#[test]
fn a_pattern_does_not_read_topics_of_the_cluster_itself() {
    let mut scene = Scene::consumer(&options());
    let topic = scene.image.topics.remove("t").unwrap();
    scene.image.topics.insert("__consumer_offsets".into(), topic);
    scene.member.subscribe(pattern(".*"));
    scene.consumer_heartbeat();
    scene.target(1, Some(&[0]));
    scene.consumer_heartbeat();
    scene.target(1, None);
    scene.waits();
    assert_eq!(scene.member.take_handover(), None);
}

#[test]
fn who_took_too_long_is_told_so() {
    let mut scene = member(&options());
    scene.member.polled(scene.now);
    assert!(!scene.member.is_overdue());
    scene.pass(300 * SECOND);
    assert!(matches!(scene.step(), Step::Call(Call::ConsumerLeave(_))));
    let error = scene.member.identity().unwrap_err();
    assert!(error.to_string().contains("max.poll.interval.ms"), "{error}");
}
