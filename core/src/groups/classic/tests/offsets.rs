//! What committed offsets ask of a classic group.

use bytes::Bytes;

use super::driver::{Driver, GROUP, at_once, join, leave, protocol, subscribed};
use crate::{
    groups::{CommitKind, Committer, OffsetExpiry, classic::ClassicGroup},
    model::ErrorCode,
    protocol::messages::JoinGroupRequest,
};

const PLAIN: CommitKind = CommitKind::Plain { version: 9 };
const TRANSACTIONAL: CommitKind = CommitKind::Transactional { version: 3 };

fn commit(driver: &Driver, member_id: &str, generation: i32, kind: CommitKind) -> ErrorCode {
    let committer =
        Committer { member_id, group_instance_id: None, generation_or_epoch: generation, kind };
    driver.group().check_commit(&committer).err().unwrap_or(ErrorCode::None)
}

#[test]
fn members_commit_in_their_generation_and_strangers_while_there_are_no_members() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let id = &*ids[0];
    assert_eq!(commit(&driver, id, 2, PLAIN), ErrorCode::None);
    assert_eq!(commit(&driver, id, 1, PLAIN), ErrorCode::IllegalGeneration);
    assert_eq!(commit(&driver, id, -1, PLAIN), ErrorCode::IllegalGeneration);
    assert_eq!(commit(&driver, "nobody", 2, PLAIN), ErrorCode::UnknownMemberId);
    assert_eq!(commit(&driver, "", -1, PLAIN), ErrorCode::UnknownMemberId);
    assert_eq!(commit(&driver, "", -1, TRANSACTIONAL), ErrorCode::None);
    let named = Committer {
        member_id: id,
        group_instance_id: Some("name"),
        generation_or_epoch: 2,
        kind: PLAIN,
    };
    assert_eq!(driver.group().check_commit(&named), Err(ErrorCode::UnknownMemberId));

    driver.join(&join(id));
    assert_eq!(commit(&driver, id, 2, PLAIN), ErrorCode::None);
    driver.join(&join(&ids[1]));
    assert_eq!(commit(&driver, id, 3, PLAIN), ErrorCode::RebalanceInProgress);
    assert_eq!(commit(&driver, id, 3, TRANSACTIONAL), ErrorCode::None);

    driver.leave(&leave(&[(id, None), (&ids[1], None)]));
    assert_eq!(driver.state(), "Empty");
    assert_eq!(commit(&driver, "", -1, PLAIN), ErrorCode::None);
    assert_eq!(commit(&driver, "", 4, PLAIN), ErrorCode::UnknownMemberId);
}

#[test]
fn a_commit_is_a_sign_of_life() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    driver.pass_ms(9_000);
    driver.shard.classic_member_committed(GROUP, &ids[0], driver.now);
    driver.pass_ms(9_999);
    assert_eq!(driver.heartbeat(&ids[0], 1), 0);
}

#[test]
fn offsets_of_topics_that_consumers_use_stay() {
    let simple = ClassicGroup::simple("simple");
    assert_eq!(simple.offset_expiry("topic"), OffsetExpiry::SinceCommit);
    assert!(!simple.is_subscribed_to("topic"));

    let mut driver = at_once();
    let ids = driver.stable(2);
    assert!(driver.group().is_subscribed_to("topic"));
    assert!(!driver.group().is_subscribed_to("other"));
    assert_eq!(driver.group().offset_expiry("topic"), OffsetExpiry::Never);
    assert_eq!(driver.group().offset_expiry("other"), OffsetExpiry::SinceCommit);
    assert_eq!(driver.group().check_delete_offsets(), Ok(()));

    let more = vec![protocol("range", &subscribed(&["other", "third"]))];
    driver.join(&JoinGroupRequest { protocols: more, ..join(&ids[0]) });
    assert_eq!(driver.group().offset_expiry("other"), OffsetExpiry::Never);
    driver.join(&join(&ids[1]));
    for topic in ["topic", "other", "third"] {
        assert!(driver.group().is_subscribed_to(topic));
    }

    driver.leave(&leave(&[(&ids[0], None), (&ids[1], None)]));
    assert!(!driver.group().is_subscribed_to("topic"));
    let since = OffsetExpiry::SinceEmpty(driver.now.wall);
    driver.pass_ms(5_000);
    assert_eq!(driver.group().offset_expiry("topic"), since);
    driver.restart();
    assert_eq!(driver.group().offset_expiry("topic"), since);
}

#[test]
fn members_that_say_nothing_of_topics_may_use_all() {
    for (kind, metadata) in [("connect", Bytes::new()), ("consumer", Bytes::from_static(b"\0"))] {
        let mut driver = at_once();
        driver.version = 3;
        let request = JoinGroupRequest {
            protocol_type: kind.into(),
            protocols: vec![protocol("range", &metadata)],
            ..join("")
        };
        driver.join(&request);
        let group = driver.group();
        assert_eq!(group.offset_expiry("topic"), OffsetExpiry::Never);
        assert_eq!(group.is_subscribed_to("topic"), kind == "consumer");
        assert_eq!(group.check_delete_offsets().is_ok(), kind == "consumer");
        assert_eq!(group.check_delete(), Err(ErrorCode::NonEmptyGroup));
    }
}
