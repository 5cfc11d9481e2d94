//! What a coordinator knows that takes over, and what the earlier one tells those who wait.

use bytes::Bytes;
use bytestring::ByteString;

use super::driver::{GROUP, at_once, join, protocol, subscribed, sync};
use crate::{
    coordinator::Shard,
    groups::{
        Group, GroupRecord,
        classic::{ClassicGroup, ClassicState, Member, Protocol},
    },
    model::{ErrorCode, Offset, Timestamp},
    protocol::messages::{
        GroupMetadataKey, GroupMetadataValue, JoinGroupRequest,
        group_metadata_value::MemberMetadata,
    },
};

#[test]
fn a_stable_group_goes_on_with_fresh_sessions() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.pass_ms(9_000);
    driver.restart();
    assert_eq!((driver.state(), driver.group().generation()), ("Stable", 2));
    assert!(driver.group().is_subscribed_to("topic"));
    driver.pass_ms(9_999);
    for id in &ids {
        assert_eq!(driver.heartbeat(id, 2), 0);
        let caller = driver.sync(&sync(id, 2, &[]));
        assert_eq!(driver.synced.remove(&caller).unwrap().assignment, id.as_bytes());
    }
    driver.pass_ms(10_000);
    assert_eq!(driver.heartbeat(&ids[0], 2), ErrorCode::UnknownMemberId.code());
}

#[test]
fn whoever_waits_is_sent_to_the_next_coordinator() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let joining = driver.join(&join(&ids[0]));
    driver.restart();
    let response = driver.joined.remove(&joining).unwrap();
    assert_eq!(response.error_code, ErrorCode::NotCoordinator.code());
    assert_eq!(response.member_id, ids[0]);
    // It never learned of the rebalance.
    assert_eq!(driver.heartbeat(&ids[1], 2), 0);

    driver.join(&join(&ids[0]));
    driver.join(&join(&ids[1]));
    let syncing = driver.sync(&sync(&ids[1], 3, &[]));
    let outcome = driver.shard.unloaded();
    driver.apply(outcome);
    let response = driver.synced.remove(&syncing).unwrap();
    assert_eq!(response.error_code, ErrorCode::NotCoordinator.code());
    let error = ErrorCode::CoordinatorNotAvailable.code();
    assert_eq!(driver.heartbeat(&ids[1], 3), error);
    let caller = driver.join(&join(&ids[1]));
    assert_eq!(driver.joined.remove(&caller).unwrap().error_code, error);
    assert_eq!(driver.shard.timers.len(), 1);
}

#[test]
fn members_that_were_loaded_offer_all_their_protocols_when_they_join_again() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    driver.restart();
    let better = |id: &str| JoinGroupRequest {
        protocols: ["sticky", "range"].map(|it| protocol(it, &subscribed(&["topic"]))).to_vec(),
        ..join(id)
    };
    driver.join(&better(&ids[0]));
    driver.join(&better(&ids[1]));
    let answers: Vec<_> = driver.joined.values().collect();
    assert_eq!((answers.len(), answers[0].members.len()), (2, 2));
    for answer in answers {
        assert_eq!((answer.generation_id, answer.protocol_name.as_deref()), (3, Some("sticky")));
    }
}

#[test]
fn records_that_no_coordinator_would_write_do_no_harm() {
    let mut driver = at_once();
    let member = |id: &str, name: &str| MemberMetadata {
        member_id: id.into(),
        group_instance_id: Some(name.into()),
        session_timeout: -5,
        ..Default::default()
    };
    let value = GroupMetadataValue {
        protocol_type: "consumer".into(),
        generation: i32::MAX,
        leader: Some("elsewhere".into()),
        members: vec![member("a", "x"), member("b", "x"), member("b", "y"), member("c", "z")],
        ..Default::default()
    };
    let record = GroupRecord::ClassicGroup(GroupMetadataKey { group: GROUP.into() }, Some(value));
    driver.shard.replay(Offset(0), None, &record);
    let members: Vec<_> = driver.group().members().map(|it| it.id.clone()).collect();
    assert_eq!(members, ["b", "c"]);
    let requester = driver.requester();
    assert_eq!(driver.shard.describe_groups(&requester, &[GROUP.into()])[0].members.len(), 2);
    driver.log.push(record.encode().unwrap());
    driver.restart();
    driver.pass_ms(200);
    assert_eq!((driver.state(), driver.group().generation()), ("Empty", i32::MIN));
    assert_eq!(driver.stable(1).len(), 1);
}

#[test]
fn whoever_waits_can_be_released_before_the_group_changes_its_protocol() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let joining = driver.join(&join(&ids[0]));
    let error = ErrorCode::RebalanceInProgress;
    let outcome = driver.shard.classic_release(GROUP, error, driver.now);
    driver.apply(outcome);
    let response = driver.joined.remove(&joining).unwrap();
    assert_eq!((response.error_code, &response.member_id), (error.code(), &ids[0]));
    assert_eq!(driver.group().joining, 0);

    let GroupRecord::ClassicGroup(key, None) = driver.group().tombstone() else { panic!() };
    driver.shard.replay(Offset(9), None, &GroupRecord::ClassicGroup(key, None));
    assert!(driver.shard.groups.is_empty());
    assert_eq!(driver.shard.timers.len(), 1);
}

#[test]
fn a_group_can_be_made_of_members() {
    let mut driver = at_once();
    let member = |id: &str, name: Option<&str>| Member {
        session_timeout_ms: 10_000,
        rebalance_timeout_ms: 60_000,
        protocols: ["sticky", "range"]
            .map(|name| Protocol { name: name.into(), metadata: subscribed(&["topic"]) })
            .to_vec(),
        assignment: Bytes::copy_from_slice(id.as_bytes()),
        ..Member::new(id.into(), name.map(ByteString::from))
    };
    let members = vec![member("b", None), member("a", Some("name"))];
    let group = ClassicGroup::of_members(GROUP, 7, "consumer", members, Timestamp(5));
    assert_eq!((group.state(), group.generation()), (ClassicState::Stable, 7));
    assert_eq!(group.protocol().map(|it| &**it), Some("sticky"));
    assert_eq!(group.leader().map(|it| &**it), Some("b"));
    driver.log.push(group.record().encode().unwrap());
    driver.shard.groups.insert(GROUP.into(), Group::Classic(Box::new(group)));
    let outcome = driver.shard.classic_downgraded(GROUP, driver.now);
    driver.apply(outcome);
    assert_eq!(driver.state(), "PreparingRebalance");
    driver.restart();
    assert_eq!((driver.state(), driver.group().members().len()), ("Stable", 2));
    // Of the protocols that a member offers, the log has the group's alone.
    let caller = driver.join(&join("b"));
    let error = driver.joined.remove(&caller).unwrap().error_code;
    assert_eq!(error, ErrorCode::InconsistentGroupProtocol.code());
}
