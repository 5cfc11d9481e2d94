//! Static members (KIP-345): they come back into their place, and fence who was there.

use super::driver::{
    Driver, assigning, at_once, heartbeat, join, join_static, leave, protocol, subscribed, sync,
};
use crate::{
    groups::classic::tests::driver::Append,
    model::ErrorCode,
    protocol::messages::{HeartbeatRequest, JoinGroupRequest, JoinGroupResponse},
};
use bytestring::ByteString;

/// A stable group of two static members: the leader's id, then the other's.
fn stable(driver: &mut Driver) -> Vec<ByteString> {
    let first = driver.join(&join_static("", "first"));
    let first = driver.joined.remove(&first).unwrap().member_id;
    driver.join(&join_static("", "second"));
    driver.join(&join_static(&first, "first"));
    let second = driver.joined.pop_first().unwrap().1.member_id;
    driver.joined.clear();
    let ids = vec![first, second];
    for id in &ids {
        driver.sync(&sync(id, 2, &assigning(&ids)));
    }
    driver.synced.clear();
    assert_eq!(driver.state(), "Stable");
    ids
}

fn joined(driver: &mut Driver, request: &JoinGroupRequest) -> JoinGroupResponse {
    let caller = driver.join(request);
    driver.joined.remove(&caller).unwrap()
}

#[test]
fn a_member_that_comes_back_keeps_its_assignment_without_a_rebalance() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    driver.log.clear();
    let response = joined(&mut driver, &join_static("", "second"));
    assert_eq!((response.error_code, response.generation_id), (0, 2));
    assert!(response.member_id.starts_with("second-") && response.member_id != ids[1]);
    assert_eq!((&*response.leader, response.members.len()), (&*ids[0], 0));
    assert!(!response.skip_assignment);
    assert_eq!((driver.state(), driver.log.len()), ("Stable", 1));
    let written = driver.written();
    let member = written.members.iter().find(|it| it.member_id == response.member_id).unwrap();
    assert_eq!(member.assignment, ids[1].as_bytes());

    let caller = driver.sync(&sync(&response.member_id, 2, &[]));
    assert_eq!(driver.synced.remove(&caller).unwrap().assignment, ids[1].as_bytes());
    let named = |id: &str| HeartbeatRequest {
        group_instance_id: Some("second".into()),
        ..heartbeat(id, 2)
    };
    assert_eq!(driver.heartbeat_as(&named(&ids[1])), ErrorCode::FencedInstanceId.code());
    assert_eq!(driver.heartbeat(&ids[1], 2), ErrorCode::UnknownMemberId.code());
    assert_eq!(driver.heartbeat_as(&named(&response.member_id)), 0);

    driver.restart();
    assert_eq!(driver.heartbeat_as(&named(&response.member_id)), 0);
}

#[test]
fn a_leader_that_comes_back_skips_the_assignment_since_version_9() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    let response = joined(&mut driver, &join_static("", "first"));
    assert!(response.skip_assignment && response.leader == response.member_id);
    assert_eq!(response.members.len(), 2);

    // Older clients would assign if they knew that they lead.
    driver.version = 8;
    let earlier = response.member_id;
    let response = joined(&mut driver, &join_static("", "first"));
    assert!(!response.skip_assignment && response.members.is_empty());
    assert_eq!(response.leader, earlier);
    assert_eq!(driver.group().leader(), Some(&response.member_id));
    assert!(driver.group().member(&ids[0]).is_none());
}

#[test]
fn a_member_that_comes_back_with_another_protocol_rebalances() {
    let mut driver = at_once();
    driver.version = 3;
    let both = |id: &str, names: [&str; 2]| JoinGroupRequest {
        protocols: names.map(|name| protocol(name, &subscribed(&["topic"]))).to_vec(),
        ..join_static(id, "only")
    };
    let id = joined(&mut driver, &both("", ["range", "sticky"])).member_id;
    driver.sync(&sync(&id, 1, &[]));
    let same = joined(&mut driver, &both("", ["range", "sticky"]));
    assert_eq!((same.generation_id, driver.state()), (1, "Stable"));
    let other = joined(&mut driver, &both("", ["sticky", "range"]));
    assert_eq!((other.generation_id, other.protocol_name.as_deref()), (2, Some("sticky")));
    assert_eq!(driver.state(), "CompletingRebalance");
}

#[test]
fn whoever_waits_under_the_earlier_id_is_fenced() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    let joining = driver.join(&join_static(&ids[0], "first"));
    let again = driver.join(&join_static("", "first"));
    let fenced = driver.joined.remove(&joining).unwrap();
    assert_eq!(fenced.error_code, ErrorCode::FencedInstanceId.code());
    assert_eq!(fenced.member_id, ids[0]);
    let second = driver.join(&join_static(&ids[1], "second"));
    let new = driver.joined.remove(&again).unwrap();
    assert_eq!((new.error_code, new.generation_id), (0, 3));
    assert_eq!(new.leader, new.member_id);

    let syncing = driver.sync(&sync(&ids[1], 3, &[]));
    driver.join(&join_static("", "second"));
    let fenced = driver.synced.remove(&syncing).unwrap();
    assert_eq!(fenced.error_code, ErrorCode::FencedInstanceId.code());
    assert_eq!(driver.state(), "PreparingRebalance");
    assert!(driver.was_answered(second));
}

#[test]
fn a_wrong_id_for_a_name_is_fenced_and_an_unknown_name_unknown() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    let response = joined(&mut driver, &join_static(&ids[0], "second"));
    assert_eq!(response.error_code, ErrorCode::FencedInstanceId.code());
    assert_eq!(response.protocol_name, None);
    driver.version = 6;
    let response = joined(&mut driver, &join_static(&ids[0], "third"));
    assert_eq!(response.error_code, ErrorCode::UnknownMemberId.code());
    assert_eq!(response.protocol_name.as_deref(), Some(""));
    driver.version = 9;
    let pending = driver.new_member();
    let response = joined(&mut driver, &join_static(&pending, "third"));
    assert_eq!(response.error_code, ErrorCode::UnknownServerError.code());
}

#[test]
fn a_static_member_that_does_not_join_stays_until_its_session_is_over() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    let caller = driver.join(&join_static(&ids[0], "first"));
    driver.pass_ms(9_999);
    assert!(!driver.was_answered(caller));
    driver.pass_ms(1);
    assert_eq!(driver.joined.remove(&caller).unwrap().members.len(), 1);

    let mut driver = at_once();
    let ids = stable(&mut driver);
    let caller = driver.join(&join_static(&ids[0], "first"));
    for _ in 0..60 {
        driver.heartbeat(&ids[1], 2);
        driver.pass_ms(1_000);
    }
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.error_code, response.members.len()), (0, 2));
    assert_eq!(driver.group().members().len(), 2);
}

#[test]
fn a_rebalance_that_no_static_member_joins_goes_on_until_one_does() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    let dynamic = driver.new_member();
    driver.join(&join(&dynamic));
    for second in 0..60 {
        for id in &ids {
            assert_eq!(driver.heartbeat(id, 2), ErrorCode::RebalanceInProgress.code(), "{second}");
        }
        driver.pass_ms(1_000);
    }
    assert_eq!(driver.state(), "CompletingRebalance");
    driver.leave(&leave(&[(&dynamic, None)]));
    for second in 0..200 {
        for id in &ids {
            assert_eq!(driver.heartbeat(id, 3), ErrorCode::RebalanceInProgress.code(), "{second}");
        }
        driver.pass_ms(1_000);
    }
    assert_eq!(driver.state(), "PreparingRebalance");
    let caller = driver.join(&join_static(&ids[1], "second"));
    for _ in 0..60 {
        driver.heartbeat(&ids[0], 3);
        driver.pass_ms(1_000);
    }
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.generation_id, &response.leader), (4, &ids[1]));
    assert_eq!(response.members.len(), 2);
}

#[test]
fn without_its_record_a_replacement_is_taken_back() {
    let mut driver = at_once();
    let ids = stable(&mut driver);
    driver.append = Append::Fails(ErrorCode::NotEnoughReplicas);
    let caller = driver.join(&JoinGroupRequest {
        session_timeout_ms: 20_000,
        protocols: vec![protocol("range", &subscribed(&["other"]))],
        ..join_static("", "second")
    });
    assert!(!driver.was_answered(caller), "whoever asked is answered by the node");
    driver.append = Append::Works;
    assert_eq!(driver.state(), "Stable");
    let member = driver.group().member(&ids[1]).unwrap();
    assert_eq!(
        (member.session_timeout_ms, member.assignment.clone()),
        (10_000, ids[1].as_bytes().clone())
    );
    assert_eq!(member.protocols[0].metadata, subscribed(&["topic"]));
    assert_eq!(driver.heartbeat(&ids[1], 2), 0);
    assert_eq!(joined(&mut driver, &join(&ids[1])).error_code, 0);
}
