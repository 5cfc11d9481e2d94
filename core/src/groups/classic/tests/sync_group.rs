//! SyncGroup: assignments, their record, and who is late.

use bytestring::ByteString;

use super::driver::{GROUP, assigning, at_once, join, sync};
use crate::{model::ErrorCode, protocol::messages::SyncGroupRequest};

#[test]
fn the_leaders_assignment_is_written_once_and_reaches_whoever_waits() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.join(&join(&ids[0]));
    driver.join(&join(&ids[1]));
    driver.log.clear();
    let follower = driver.sync(&sync(&ids[1], 3, &[]));
    assert!(!driver.was_answered(follower) && driver.log.is_empty());

    let leader = driver.sync(&sync(&ids[0], 3, &assigning(&ids)));
    let (leader, follower) = (driver.synced.remove(&leader), driver.synced.remove(&follower));
    assert_eq!(leader.unwrap().assignment, ids[0].as_bytes());
    let follower = follower.unwrap();
    assert_eq!(follower.assignment, ids[1].as_bytes());
    assert_eq!(follower.protocol_type.as_deref(), Some("consumer"));
    assert_eq!(follower.protocol_name.as_deref(), Some("range"));

    assert_eq!((driver.log.len(), driver.state()), (1, "Stable"));
    let written = driver.written();
    assert_eq!((written.generation, written.members.len()), (3, 2));
    assert_eq!((written.protocol.as_deref(), &*written.protocol_type), (Some("range"), "consumer"));
    assert_eq!(written.leader.as_ref(), Some(&ids[0]));
    for member in &written.members {
        assert_eq!(member.assignment, member.member_id.as_bytes());
        assert_eq!((&*member.client_id, &*member.client_host), ("client", "/127.0.0.1"));
        assert_eq!((member.session_timeout, member.rebalance_timeout), (10_000, 60_000));
    }
}

#[test]
fn whoever_syncs_late_gets_the_assignment_and_whoever_was_forgotten_gets_none() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.join(&join(&ids[0]));
    driver.join(&join(&ids[1]));
    driver.sync(&sync(&ids[0], 3, &assigning(&ids[..1])));
    let caller = driver.sync(&sync(&ids[1], 3, &[]));
    let response = driver.synced.remove(&caller).unwrap();
    assert_eq!((response.error_code, response.assignment.len()), (0, 0));
}

#[test]
fn what_cannot_sync_gets_kafkas_error() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let good = sync(&ids[1], 2, &[]);
    let other = |name: &str| Some(ByteString::from(name));
    let cases = [
        (SyncGroupRequest { group_id: "".into(), ..good.clone() }, ErrorCode::InvalidGroupId),
        (SyncGroupRequest { group_id: "none".into(), ..good.clone() }, ErrorCode::UnknownMemberId),
        (sync("nobody", 2, &[]), ErrorCode::UnknownMemberId),
        (sync(&ids[1], 1, &[]), ErrorCode::IllegalGeneration),
        (
            SyncGroupRequest { group_instance_id: other("name"), ..good.clone() },
            ErrorCode::UnknownMemberId,
        ),
        (
            SyncGroupRequest { protocol_type: other("connect"), ..good.clone() },
            ErrorCode::InconsistentGroupProtocol,
        ),
        (
            SyncGroupRequest { protocol_name: other("sticky"), ..good.clone() },
            ErrorCode::InconsistentGroupProtocol,
        ),
        (
            SyncGroupRequest { protocol_name: None, ..good.clone() },
            ErrorCode::InconsistentGroupProtocol,
        ),
        (good.clone(), ErrorCode::None),
    ];
    for (request, expected) in cases {
        let caller = driver.sync(&request);
        assert_eq!(driver.synced.remove(&caller).unwrap().error_code, expected.code());
    }
    // Version 4 does not name the protocol.
    driver.version = 4;
    let nameless = SyncGroupRequest { protocol_type: None, protocol_name: None, ..good.clone() };
    let caller = driver.sync(&nameless);
    assert_eq!(driver.synced.remove(&caller).unwrap().error_code, 0);

    driver.join(&join(&ids[0]));
    let caller = driver.sync(&good);
    let response = driver.synced.remove(&caller).unwrap();
    assert_eq!(response.error_code, ErrorCode::RebalanceInProgress.code());
    assert_eq!(driver.group().id(), GROUP);
}

#[test]
fn a_rebalance_takes_back_the_wait_for_the_leader() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.join(&join(&ids[0]));
    driver.join(&join(&ids[1]));
    let waiting = driver.sync(&sync(&ids[1], 3, &[]));
    let newcomer = driver.new_member();
    driver.join(&join(&newcomer));
    let response = driver.synced.remove(&waiting).unwrap();
    assert_eq!(response.error_code, ErrorCode::RebalanceInProgress.code());
}

#[test]
fn members_that_do_not_sync_in_time_are_removed() {
    let mut driver = at_once();
    let ids = driver.stable(3);
    for id in &ids {
        driver.join(&join(id));
    }
    let waiting = driver.sync(&sync(&ids[1], 3, &[]));
    for _ in 0..59 {
        assert_eq!(driver.heartbeat(&ids[0], 3), 0);
        assert_eq!(driver.heartbeat(&ids[2], 3), 0);
        driver.pass_ms(1_000);
    }
    assert!(!driver.was_answered(waiting));
    driver.pass_ms(1_000);
    let response = driver.synced.remove(&waiting).unwrap();
    assert_eq!(response.error_code, ErrorCode::RebalanceInProgress.code());
    assert_eq!(driver.group().members().len(), 1);
    assert_eq!(driver.heartbeat(&ids[0], 3), ErrorCode::UnknownMemberId.code());
    assert_eq!(driver.state(), "PreparingRebalance");
}

#[test]
fn a_stable_group_rebalances_without_a_member_that_never_syncs() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.join(&join(&ids[0]));
    driver.join(&join(&ids[1]));
    driver.sync(&sync(&ids[0], 3, &assigning(&ids)));
    assert_eq!(driver.state(), "Stable");
    for _ in 0..60 {
        assert_eq!((driver.heartbeat(&ids[0], 3), driver.heartbeat(&ids[1], 3)), (0, 0));
        driver.pass_ms(1_000);
    }
    assert_eq!(driver.group().members().len(), 1);
    assert_eq!(driver.state(), "PreparingRebalance");
}
