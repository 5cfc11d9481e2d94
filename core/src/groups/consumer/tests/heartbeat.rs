//! Members that join, share, leave, and are fenced.

use std::{collections::BTreeSet, time::Duration};

use super::driver::{Consumer, Driver, GROUP, Owned, requester, settle};
use crate::{
    groups::{GroupSettings, consumer::member::STATIC_LEAVE_EPOCH},
    model::ErrorCode,
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, OffsetCommitRequest,
        offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
    },
};

#[test]
fn a_member_alone_has_all_partitions_with_its_first_heartbeat() {
    let mut driver = Driver::new(&[("orders", 3)]);
    let mut member = Consumer::new("a", &["orders"]);
    assert_eq!(member.beat(&mut driver), ErrorCode::None);
    let id = driver.topic("orders");
    assert_eq!(member.owned, Owned::from([(id, 0), (id, 1), (id, 2)]));
    assert_eq!((member.epoch, driver.state()), (1, "Stable"));
    let written = driver.log.len();
    assert_eq!(member.beat(&mut driver), ErrorCode::None);
    assert_eq!(member.beat(&mut driver), ErrorCode::None);
    assert_eq!(driver.log.len(), written, "a heartbeat without news writes nothing");
}

#[test]
fn a_partition_has_a_new_owner_only_when_the_old_one_has_given_it_up() {
    let mut driver = Driver::new(&[("orders", 4)]);
    let [mut a, mut b] = ["a", "b"].map(|id| Consumer::new(id, &["orders"]));
    a.beat(&mut driver);
    b.beat(&mut driver);
    assert_eq!((b.owned.len(), driver.state()), (0, "Reconciling"));
    let before = a.owned.clone();
    a.beat(&mut driver);
    assert_eq!((a.owned.len(), a.epoch), (2, 1), "it is told, and stays in its epoch");
    b.beat(&mut driver);
    assert_eq!(b.owned.len(), 0);
    // That nothing is said of partitions does not mean that they were given up.
    driver.heartbeat(&ConsumerGroupHeartbeatRequest { topic_partitions: None, ..a.request() });
    b.beat(&mut driver);
    assert_eq!(b.owned.len(), 0);
    a.beat(&mut driver);
    assert_eq!(a.epoch, 2);
    b.beat(&mut driver);
    assert_eq!(b.owned, before.difference(&a.owned).copied().collect::<Owned>());
    assert_eq!(driver.state(), "Stable");
}

#[test]
fn members_that_leave_or_are_silent_give_their_partitions_free() {
    let mut driver = Driver::new(&[("orders", 6)]);
    let mut members = ["a", "b", "c"].map(|id| Consumer::new(id, &["orders"]));
    members.iter_mut().for_each(|member| _ = member.beat(&mut driver));
    settle(&mut driver, &mut members);
    assert!(members.iter().all(|member| member.owned.len() == 2));
    assert_eq!(members[2].leave(&mut driver, -1), ErrorCode::None);
    settle(&mut driver, &mut members[..2]);
    assert!(members[..2].iter().all(|member| member.owned.len() == 3));
    driver.pass(Duration::from_secs(40));
    assert_eq!(members[0].beat(&mut driver), ErrorCode::None);
    driver.pass(Duration::from_millis(4_999));
    assert_eq!(driver.group().members.len(), 2, "its time is not over");
    driver.pass(Duration::from_millis(1));
    assert_eq!(driver.group().members.len(), 1);
    settle(&mut driver, &mut members[..1]);
    assert_eq!(members[0].owned.len(), 6);
    assert_eq!(members[1].beat(&mut driver), ErrorCode::UnknownMemberId);
}

#[test]
fn who_does_not_give_up_its_partitions_in_time_is_fenced() {
    let mut driver = Driver::new(&[("orders", 2)]);
    let [mut a, mut b] = ["a", "b"].map(|id| Consumer::new(id, &["orders"]));
    a.beat(&mut driver);
    b.beat(&mut driver);
    a.beat(&mut driver);
    // It lives, and keeps what it has.
    let stubborn = ConsumerGroupHeartbeatRequest { topic_partitions: None, ..a.request() };
    for _ in 0..2 {
        driver.pass(Duration::from_millis(29_999));
        assert_eq!(driver.heartbeat(&stubborn).error_code, 0);
        b.beat(&mut driver);
    }
    driver.pass(Duration::from_millis(2));
    assert_eq!(driver.heartbeat(&stubborn).error_code, ErrorCode::UnknownMemberId.code());
    settle(&mut driver, std::slice::from_mut(&mut b));
    assert_eq!(b.owned.len(), 2);
}

#[test]
fn an_answer_that_was_lost_is_given_again() {
    let mut driver = Driver::new(&[("orders", 2)]);
    let [mut a, mut b] = ["a", "b"].map(|id| Consumer::new(id, &["orders"]));
    a.beat(&mut driver);
    b.beat(&mut driver);
    a.beat(&mut driver);
    // It has given up a partition, and says so; that this takes it to the next epoch it does not hear.
    let lost = a.request();
    assert!(lost.topic_partitions.is_some());
    let response = driver.heartbeat(&lost);
    assert_eq!((response.error_code, response.member_epoch, a.epoch), (0, 2, 1));
    let again = driver.heartbeat(&lost);
    assert_eq!((again.error_code, again.member_epoch), (0, 2));
    let silent = ConsumerGroupHeartbeatRequest { topic_partitions: None, ..lost.clone() };
    let newer = ConsumerGroupHeartbeatRequest { member_epoch: 3, ..lost };
    for wrong in [silent, newer] {
        let code = driver.heartbeat(&wrong).error_code;
        assert_eq!(code, ErrorCode::FencedMemberEpoch.code());
    }
}

#[test]
fn a_static_member_is_away_and_comes_back_to_what_it_had() {
    let mut driver = Driver::new(&[("orders", 4)]);
    let mut members = ["a", "b"].map(|id| Consumer {
        instance_id: Some(format!("instance-{id}").into()),
        ..Consumer::new(id, &["orders"])
    });
    members.iter_mut().for_each(|member| _ = member.beat(&mut driver));
    settle(&mut driver, &mut members);
    let had = members[0].owned.clone();
    let (epoch, target) = (driver.group().epoch, driver.group().target_epoch);
    let mut usurper = Consumer { id: "c".into(), epoch: 0, ..members[0].clone() };
    assert_eq!(usurper.beat(&mut driver), ErrorCode::UnreleasedInstanceId);
    assert_eq!(members[0].leave(&mut driver, STATIC_LEAVE_EPOCH), ErrorCode::None);
    settle(&mut driver, &mut members[1..]);
    driver.restart();
    let mut back = Consumer { id: "d".into(), ..members[0].clone() };
    assert_eq!(back.beat(&mut driver), ErrorCode::None);
    assert_eq!(back.owned, had);
    assert_eq!((driver.group().epoch, driver.group().target_epoch), (epoch, target));
    let old = Consumer { epoch, ..members[0].clone() };
    assert_eq!(driver.heartbeat(&old.request()).error_code, ErrorCode::FencedInstanceId.code());
    assert_eq!(back.leave(&mut driver, STATIC_LEAVE_EPOCH), ErrorCode::None);
    driver.pass(Duration::from_secs(46));
    assert_eq!(driver.group().members.len(), 0, "the other one was silent, too");
}

#[test]
fn what_is_written_is_enough_for_the_next_coordinator() {
    let mut driver = Driver::new(&[("orders", 5), ("refunds", 3)]);
    let mut members = ["a", "b", "c"].map(|id| Consumer::new(id, &["orders", "refunds"]));
    members.iter_mut().for_each(|member| _ = member.beat(&mut driver));
    members[1].beat(&mut driver);
    driver.restart();
    settle(&mut driver, &mut members);
    let owned: BTreeSet<_> = members.iter().flat_map(|member| member.owned.clone()).collect();
    assert_eq!(owned.len(), 8);
    let count: usize = members.iter().map(|member| member.owned.len()).sum();
    assert_eq!(count, 8);
}

#[test]
fn requests_that_make_no_sense_are_refused_with_a_sentence() {
    let mut driver = Driver::new(&[("orders", 1)]);
    let good = Consumer::new("a", &["orders"]).request();
    type Change = fn(&mut ConsumerGroupHeartbeatRequest);
    let wrong: [(Change, ErrorCode); 9] = [
        (|one| one.group_id = "".into(), ErrorCode::InvalidRequest),
        (|one| one.member_id = "".into(), ErrorCode::InvalidRequest),
        (|one| one.instance_id = Some("".into()), ErrorCode::InvalidRequest),
        (|one| one.rebalance_timeout_ms = -1, ErrorCode::InvalidRequest),
        (|one| one.topic_partitions = None, ErrorCode::InvalidRequest),
        (|one| one.subscribed_topic_names = None, ErrorCode::InvalidRequest),
        (|one| one.member_epoch = -3, ErrorCode::InvalidRequest),
        (|one| one.server_assignor = Some("none".into()), ErrorCode::UnsupportedAssignor),
        (|one| one.subscribed_topic_regex = Some("(".into()), ErrorCode::InvalidRegularExpression),
    ];
    for (index, (change, code)) in wrong.into_iter().enumerate() {
        let mut request = good.clone();
        change(&mut request);
        let response = driver.heartbeat(&request);
        assert_eq!(ErrorCode::from_code(response.error_code), code, "{index}");
        assert!(response.error_message.is_some_and(|message| !message.is_empty()), "{index}");
    }
    assert_eq!((driver.log.len(), driver.state()), (0, "Dead"), "nothing was made of them");
    let unknown = ConsumerGroupHeartbeatRequest { member_epoch: 3, ..good };
    let code = driver.heartbeat(&unknown).error_code;
    assert_eq!(code, ErrorCode::GroupIdNotFound.code());
}

#[test]
fn a_group_that_is_full_takes_nobody_in() {
    let settings = GroupSettings { consumer_members_max: 1, ..GroupSettings::default() };
    let mut driver = Driver::with(settings, &[("orders", 1)]);
    let [mut a, mut b] = ["a", "b"].map(|id| Consumer::new(id, &["orders"]));
    assert_eq!(a.beat(&mut driver), ErrorCode::None);
    assert_eq!(b.beat(&mut driver), ErrorCode::GroupMaxSizeReached);
    assert_eq!(a.beat(&mut driver), ErrorCode::None);
}

/// With an old epoch a member may commit what was its own then, and nothing else.
#[test]
fn commits_are_judged_by_the_epoch_in_which_a_partition_came() {
    let mut driver = Driver::new(&[("orders", 2)]);
    let [mut a, mut b] = ["a", "b"].map(|id| Consumer::new(id, &["orders"]));
    a.beat(&mut driver);
    b.beat(&mut driver);
    let mut members = [a, b];
    settle(&mut driver, &mut members);
    let kept = members[0].owned.first().unwrap().1;
    let mut commit = |epoch: i32, partition: i32| {
        let partition = OffsetCommitRequestPartition {
            partition_index: partition,
            committed_offset: 1,
            ..Default::default()
        };
        let topic = OffsetCommitRequestTopic {
            name: "orders".into(),
            topic_id: driver.topic("orders"),
            partitions: vec![partition],
        };
        let request = OffsetCommitRequest {
            group_id: GROUP.into(),
            member_id: "a".into(),
            generation_id_or_member_epoch: epoch,
            topics: vec![topic],
            ..Default::default()
        };
        let outcome = driver.shard.commit_offsets(&requester(10), &request, driver.now);
        let response = driver.apply(outcome).unwrap();
        ErrorCode::from_code(response.topics[0].partitions[0].error_code)
    };
    assert_eq!(commit(2, kept), ErrorCode::None);
    assert_eq!(commit(1, kept), ErrorCode::None, "it has it since then");
    assert_eq!(commit(0, kept), ErrorCode::StaleMemberEpoch);
    assert_eq!(commit(1, 1 - kept), ErrorCode::StaleMemberEpoch, "it is another's");
    assert_eq!(commit(3, kept), ErrorCode::StaleMemberEpoch);
    assert_eq!(commit(-1, kept), ErrorCode::StaleMemberEpoch);
}
