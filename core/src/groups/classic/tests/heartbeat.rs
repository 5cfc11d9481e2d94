//! Heartbeat: what a member learns, and what silence leads to.

use super::driver::{at_once, heartbeat, join, sync};
use crate::{model::ErrorCode, protocol::messages::HeartbeatRequest};

#[test]
fn a_heartbeat_says_whether_the_member_is_one_and_has_to_join_again() {
    let mut driver = at_once();
    assert_eq!(driver.heartbeat("nobody", 0), ErrorCode::UnknownMemberId.code());
    let empty = HeartbeatRequest { group_id: "".into(), ..heartbeat("nobody", 0) };
    assert_eq!(driver.heartbeat_as(&empty), ErrorCode::InvalidGroupId.code());
    let ids = driver.stable(2);
    assert_eq!(driver.heartbeat(&ids[0], 2), 0);
    assert_eq!(driver.heartbeat(&ids[0], 1), ErrorCode::IllegalGeneration.code());
    assert_eq!(driver.heartbeat("nobody", 2), ErrorCode::UnknownMemberId.code());
    driver.join(&join(&ids[0]));
    assert_eq!(driver.heartbeat(&ids[1], 2), ErrorCode::RebalanceInProgress.code());
    driver.join(&join(&ids[1]));
    // The group waits for the leader; whoever has joined is alive.
    assert_eq!(driver.heartbeat(&ids[1], 3), 0);
}

#[test]
fn a_silent_member_is_removed_when_its_session_is_over() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.pass_ms(9_999);
    assert_eq!(driver.heartbeat(&ids[1], 2), 0);
    driver.pass_ms(1);
    assert_eq!(driver.heartbeat(&ids[0], 2), ErrorCode::UnknownMemberId.code());
    assert_eq!(driver.heartbeat(&ids[1], 2), ErrorCode::RebalanceInProgress.code());
    let caller = driver.join(&join(&ids[1]));
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.generation_id, &*response.leader), (3, &*ids[1]));
}

#[test]
fn a_group_without_living_members_becomes_empty_and_says_so_in_its_log() {
    let mut driver = at_once();
    driver.stable(2);
    let records = driver.log.len();
    driver.pass_ms(10_000);
    // The second one goes when the time for joining is over, at the latest with its session.
    driver.pass_ms(10_000);
    assert_eq!((driver.state(), driver.log.len()), ("Empty", records + 1));
    let written = driver.written();
    assert_eq!((written.generation, written.members.len()), (3, 0));
    assert_eq!((written.leader, written.protocol), (None, None));
    assert_eq!(&*written.protocol_type, "consumer");
    assert_eq!(written.current_state_timestamp, driver.group().state_since.0);
    assert!(driver.shard.timers.len() == 1, "{:?}", driver.shard.timers);
}

#[test]
fn whoever_waits_for_others_is_not_silent() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let joining = driver.join(&join(&ids[0]));
    for _ in 0..5 {
        driver.pass_ms(8_000);
        assert_eq!(driver.heartbeat(&ids[1], 2), ErrorCode::RebalanceInProgress.code());
    }
    driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&joining).unwrap().error_code, 0);
    let syncing = driver.sync(&sync(&ids[1], 3, &[]));
    for _ in 0..5 {
        driver.pass_ms(8_000);
        assert_eq!(driver.heartbeat(&ids[0], 3), 0);
    }
    assert!(!driver.was_answered(syncing));
    driver.sync(&sync(&ids[0], 3, &[]));
    assert_eq!(driver.synced.remove(&syncing).unwrap().error_code, 0);
    driver.pass_ms(9_999);
    assert_eq!(driver.heartbeat(&ids[1], 3), 0);
}
