//! LeaveGroup: by id, by name, several at once, and in old versions.

use super::driver::{GROUP, at_once, join, join_static, leave, sync};
use crate::{model::ErrorCode, protocol::messages::LeaveGroupRequest};

#[test]
fn the_last_member_leaves_an_empty_group() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    assert_eq!(driver.leave(&leave(&[(&ids[0], None)])), [0, 0]);
    assert_eq!((driver.state(), driver.written().generation), ("Empty", 2));
    assert_eq!(driver.leave(&leave(&[(&ids[0], None)])), [0, ErrorCode::UnknownMemberId.code()]);
}

#[test]
fn several_members_leave_with_one_rebalance_and_a_result_each() {
    let mut driver = at_once();
    let ids = driver.stable(3);
    let named = driver.join(&join_static("", "name"));
    for id in &ids {
        driver.join(&join(id));
    }
    assert_eq!(driver.joined.remove(&named).unwrap().generation_id, 3);
    let unknown = ErrorCode::UnknownMemberId.code();
    let fenced = ErrorCode::FencedInstanceId.code();
    let members = [
        (&*ids[0], None),
        (&*ids[1], Some("name")),
        (&*ids[1], Some("other")),
        ("", Some("name")),
        ("", Some("name")),
        ("", None),
        ("nobody", None),
    ];
    let results = driver.leave(&leave(&members));
    assert_eq!(results, [0, 0, fenced, unknown, 0, unknown, unknown, unknown]);
    assert_eq!(driver.group().members().len(), 2);
    assert_eq!(driver.state(), "PreparingRebalance");
    driver.join(&join(&ids[1]));
    driver.join(&join(&ids[2]));
    assert_eq!((driver.state(), driver.group().generation()), ("CompletingRebalance", 4));
}

#[test]
fn whoever_waits_when_it_is_removed_is_told() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let waiting = driver.join(&join(&ids[1]));
    assert!(driver.was_answered(waiting), "unchanged");
    let joining = driver.join(&join(&ids[0]));
    assert_eq!(driver.leave(&leave(&[(&ids[0], None)])), [0, 0]);
    let response = driver.joined.remove(&joining).unwrap();
    assert_eq!(response.error_code, ErrorCode::UnknownMemberId.code());

    let caller = driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&caller).unwrap().generation_id, 3);
    let newcomer = driver.new_member();
    driver.join(&join(&newcomer));
    driver.join(&join(&ids[1]));
    let syncing = driver.sync(&sync(&newcomer, 4, &[]));
    assert_eq!(driver.leave(&leave(&[(&newcomer, None)])), [0, 0]);
    let response = driver.synced.remove(&syncing).unwrap();
    assert_eq!(response.error_code, ErrorCode::UnknownMemberId.code());
}

#[test]
fn an_id_that_was_not_used_can_be_given_back() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    let pending = driver.new_member();
    let joining = driver.join(&join(&ids[0]));
    assert!(!driver.was_answered(joining), "the other one is waited for");
    assert_eq!(driver.leave(&leave(&[(&pending, None)])), [0, 0]);
    assert_eq!(driver.joined.remove(&joining).unwrap().error_code, 0);
}

#[test]
fn before_version_3_the_answer_has_the_members_error() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    driver.version = 2;
    let leaving = |id: &str| LeaveGroupRequest {
        group_id: GROUP.into(),
        member_id: id.into(),
        ..Default::default()
    };
    assert_eq!(driver.leave(&leaving("nobody")), [ErrorCode::UnknownMemberId.code()]);
    let elsewhere = LeaveGroupRequest { group_id: "none".into(), ..leaving(&ids[0]) };
    assert_eq!(driver.leave(&elsewhere), [ErrorCode::UnknownMemberId.code()]);
    let nowhere = LeaveGroupRequest { group_id: "".into(), ..leaving(&ids[0]) };
    assert_eq!(driver.leave(&nowhere), [ErrorCode::InvalidGroupId.code()]);
    assert_eq!(driver.leave(&leaving(&ids[0])), [0]);
    assert_eq!(driver.state(), "Empty");
}
