//! JoinGroup: who gets in, and what the answer says.

use std::time::Duration;

use super::driver::{Driver, at_once, join, protocol, subscribed, sync};
use crate::{groups::GroupSettings, model::ErrorCode, protocol::messages::JoinGroupRequest};

fn error(driver: &mut Driver, request: &JoinGroupRequest) -> i16 {
    let caller = driver.join(request);
    driver.joined.remove(&caller).unwrap().error_code
}

#[test]
fn a_first_member_gets_an_id_then_leads_at_once() {
    let mut driver = at_once();
    let id = driver.new_member();
    assert!(id.starts_with("client-") && id.len() == "client-".len() + 36, "{id}");
    assert_eq!(driver.state(), "Empty");

    let caller = driver.join(&join(&id));
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.error_code, response.generation_id), (0, 1));
    assert_eq!((&*response.leader, &*response.member_id), (&*id, &*id));
    assert_eq!(response.protocol_type.as_deref(), Some("consumer"));
    assert_eq!(response.protocol_name.as_deref(), Some("range"));
    assert_eq!(response.members.len(), 1);
    assert_eq!(response.members[0].metadata, subscribed(&["topic"]));
    assert!(!response.skip_assignment);
    assert_eq!(driver.state(), "CompletingRebalance");
    assert!(driver.log.is_empty());
}

#[test]
fn before_version_4_a_member_is_taken_in_without_an_id() {
    let mut driver = at_once();
    driver.version = 0;
    let caller = driver.join(&JoinGroupRequest { rebalance_timeout_ms: -1, ..join("") });
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.error_code, response.generation_id), (0, 1));
    assert_eq!(driver.group().members().next().unwrap().rebalance_timeout_ms, 10_000);
}

#[test]
fn an_id_that_is_not_used_in_time_is_unknown_afterwards() {
    let mut driver = at_once();
    let id = driver.new_member();
    driver.pass_ms(9_999);
    let other = driver.new_member();
    driver.pass_ms(1);
    assert_eq!(error(&mut driver, &join(&id)), ErrorCode::UnknownMemberId.code());
    assert_eq!(error(&mut driver, &join(&other)), 0);
}

#[test]
fn what_cannot_join_gets_kafkas_error_and_leaves_nothing() {
    let mut driver = at_once();
    let cases = [
        (JoinGroupRequest { group_id: "".into(), ..join("") }, ErrorCode::InvalidGroupId),
        (
            JoinGroupRequest { session_timeout_ms: 5_999, ..join("") },
            ErrorCode::InvalidSessionTimeout,
        ),
        (
            JoinGroupRequest { session_timeout_ms: 1_800_001, ..join("") },
            ErrorCode::InvalidSessionTimeout,
        ),
        (JoinGroupRequest { session_timeout_ms: -1, ..join("") }, ErrorCode::InvalidSessionTimeout),
        (join("nobody"), ErrorCode::UnknownMemberId),
        (
            JoinGroupRequest { protocol_type: "".into(), ..join("") },
            ErrorCode::InconsistentGroupProtocol,
        ),
        (
            JoinGroupRequest { protocols: Vec::new(), ..join("") },
            ErrorCode::InconsistentGroupProtocol,
        ),
    ];
    for (request, expected) in cases {
        assert_eq!(error(&mut driver, &request), expected.code(), "{request:?}");
    }
    assert!(driver.shard.groups.is_empty());
}

#[test]
fn a_member_must_share_a_protocol_and_the_type_with_all_others() {
    let mut driver = at_once();
    driver.stable(2);
    let metadata = subscribed(&["topic"]);
    let other = JoinGroupRequest { protocols: vec![protocol("sticky", &metadata)], ..join("") };
    assert_eq!(error(&mut driver, &other), ErrorCode::InconsistentGroupProtocol.code());
    let other = JoinGroupRequest { protocol_type: "connect".into(), ..join("") };
    assert_eq!(error(&mut driver, &other), ErrorCode::InconsistentGroupProtocol.code());
    assert_eq!(driver.state(), "Stable");
}

#[test]
fn the_protocol_that_most_members_prefer_is_chosen() {
    let mut driver = at_once();
    driver.version = 3;
    let offering = |names: &[&str]| JoinGroupRequest {
        protocols: names.iter().map(|name| protocol(name, &subscribed(&["t"]))).collect(),
        ..join("")
    };
    driver.join(&offering(&["only", "range", "sticky", "sticky"]));
    let first = driver.joined.pop_first().unwrap().1.member_id;
    driver.join(&offering(&["sticky", "range"]));
    driver.join(&offering(&["sticky", "other", "range"]));
    driver.join(&JoinGroupRequest { member_id: first, ..offering(&["only", "range", "sticky"]) });
    let responses: Vec<_> = driver.joined.values().collect();
    assert_eq!(responses.len(), 3);
    assert!(responses.iter().all(|it| it.protocol_name.as_deref() == Some("sticky")));
}

#[test]
fn unchanged_members_are_answered_at_once_but_a_leader_or_new_metadata_rebalances() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let caller = driver.join(&join(&ids[1]));
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.error_code, response.generation_id), (0, 2));
    assert_eq!((&*response.leader, response.members.len()), (&*ids[0], 0));
    assert_eq!(driver.state(), "Stable");

    let caller = driver.join(&join(&ids[0]));
    assert!(!driver.was_answered(caller));
    assert_eq!(driver.state(), "PreparingRebalance");
    driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&caller).unwrap().members.len(), 2);
    assert_eq!(driver.state(), "CompletingRebalance");

    // Its answer was lost: the leader gets all of it again.
    let caller = driver.join(&join(&ids[0]));
    assert_eq!(driver.joined.remove(&caller).unwrap().members.len(), 2);
    let follower = driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&follower).unwrap().members.len(), 0);

    let other = vec![protocol("range", &subscribed(&["topic", "other"]))];
    let caller = driver.join(&JoinGroupRequest { protocols: other, ..join(&ids[1]) });
    assert!(!driver.was_answered(caller));
    assert_eq!(driver.state(), "PreparingRebalance");
}

#[test]
fn a_member_that_joins_again_while_it_waits_takes_the_place_of_its_lost_connection() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let first = driver.join(&join(&ids[0]));
    let second = driver.join(&join(&ids[0]));
    let told = driver.joined.remove(&first).unwrap();
    assert_eq!(told.error_code, ErrorCode::RebalanceInProgress.code());
    assert_eq!(told.member_id, ids[0]);
    driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&second).unwrap().error_code, 0);
}

#[test]
fn a_full_group_takes_no_one_in_and_a_smaller_limit_holds_after_a_rebalance() {
    let settings = GroupSettings { classic_members_max: 2, ..GroupSettings::default() };
    let mut driver = Driver::new(settings);
    let ids = driver.stable(2);
    assert_eq!(error(&mut driver, &join("")), ErrorCode::GroupMaxSizeReached.code());
    driver.settings.classic_members_max = 1;
    driver.restart();
    assert_eq!(driver.state(), "PreparingRebalance");
    let caller = driver.join(&join(&ids[1]));
    assert_eq!(error(&mut driver, &join(&ids[0])), ErrorCode::GroupMaxSizeReached.code());
    driver.pass_ms(60_000);
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.error_code, &*response.leader), (0, &*ids[1]));
    assert_eq!(driver.group().members().len(), 1);
}

#[test]
fn a_new_member_that_no_one_answers_is_let_go_after_five_minutes() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    let slow = JoinGroupRequest { rebalance_timeout_ms: 3_600_000, ..join(&ids[0]) };
    driver.join(&slow);
    driver.joined.clear();
    let caller = driver.sync(&sync(&ids[0], 2, &[]));
    assert_eq!(driver.synced.remove(&caller).unwrap().error_code, 0);
    let id = driver.new_member();
    let waiting = driver.join(&join(&id));
    for _ in 0..300 {
        assert!(!driver.was_answered(waiting));
        assert_eq!(driver.heartbeat(&ids[0], 2), ErrorCode::RebalanceInProgress.code());
        driver.pass(Duration::from_secs(1));
    }
    let response = driver.joined.remove(&waiting).unwrap();
    assert_eq!(response.error_code, ErrorCode::UnknownMemberId.code());
    assert_eq!(&*response.member_id, "");
}
