//! DescribeGroups, ListGroups and DeleteGroups.

use bytestring::ByteString;

use super::driver::{GROUP, at_once, join, leave, subscribed};
use crate::{
    groups::{ConsumerGroup, Group, classic::ClassicGroup, shard::GroupShard},
    model::ErrorCode,
};

fn listed(shard: &GroupShard, states: &[&str], types: &[&str]) -> Vec<String> {
    let names = |names: &[&str]| names.iter().map(|it| ByteString::from(*it)).collect::<Vec<_>>();
    let groups = shard.list_groups(&names(states), &names(types));
    groups
        .iter()
        .map(|it| format!("{} {} {}", it.group_id, it.group_state, it.group_type))
        .collect()
}

#[test]
fn a_stable_group_is_described_with_what_its_members_said_and_got() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let requester = driver.requester();
    let described = driver.shard.describe_groups(&requester, &[GROUP.into()]);
    let group = &described[0];
    assert_eq!((group.error_code, &*group.group_id), (0, GROUP));
    assert_eq!((&*group.group_state, &*group.protocol_data), ("Stable", "range"));
    assert_eq!(&*group.protocol_type, "consumer");
    assert_eq!(group.members.len(), 2);
    for member in &group.members {
        assert_eq!(member.member_assignment, member.member_id.as_bytes());
        assert_eq!(member.member_metadata, subscribed(&["topic"]));
        assert_eq!((&*member.client_id, &*member.client_host), ("client", "/127.0.0.1"));
    }

    // While it rebalances, what members said may be about to change.
    driver.join(&join(&ids[0]));
    let group = driver.shard.describe_groups(&requester, &[GROUP.into()]).remove(0);
    assert_eq!((&*group.group_state, &*group.protocol_data), ("PreparingRebalance", ""));
    assert!(group.members.iter().all(|member| member.member_metadata.is_empty()));
    assert!(group.members.iter().all(|member| !member.member_assignment.is_empty()));
}

#[test]
fn a_group_that_does_not_exist_is_dead_and_since_version_6_an_error() {
    let mut driver = at_once();
    driver.version = 6;
    let group = driver.shard.describe_groups(&driver.requester(), &["none".into()]).remove(0);
    assert_eq!(
        (&*group.group_state, group.error_code),
        ("Dead", ErrorCode::GroupIdNotFound.code())
    );
    assert_eq!(group.error_message.as_deref(), Some("Group none not found."));
    driver.version = 5;
    let group = driver.shard.describe_groups(&driver.requester(), &["none".into()]).remove(0);
    assert_eq!((&*group.group_state, group.error_code, group.error_message), ("Dead", 0, None));
}

#[test]
fn groups_are_listed_by_state_and_type_in_any_case() {
    let mut driver = at_once();
    driver.stable(1);
    let simple = ClassicGroup::simple("simple");
    driver.shard.groups.insert("simple".into(), Group::Classic(Box::new(simple)));
    driver.shard.groups.insert("new".into(), Group::Consumer(Box::new(ConsumerGroup::new("new"))));
    let shard = &driver.shard;
    let all = ["new Empty consumer", "orders Stable classic", "simple Empty classic"];
    assert_eq!(listed(shard, &[], &[]), all);
    assert_eq!(listed(shard, &["STABLE"], &[]), all[1..2]);
    assert_eq!(listed(shard, &[" stable", "empty"], &["classic"]), all[1..]);
    assert_eq!(listed(shard, &["Empty"], &["CONSUMER"]), all[..1]);
    assert_eq!(listed(shard, &["PreparingRebalance"], &[]), [""; 0]);
    assert_eq!(listed(shard, &[], &["share"]), [""; 0]);
    let groups = shard.list_groups(&[], &[]);
    let types: Vec<_> = groups.iter().map(|group| &*group.protocol_type).collect();
    assert_eq!(types, ["consumer", "consumer", ""]);
}

#[test]
fn only_groups_without_members_are_deleted() {
    let mut driver = at_once();
    let ids = driver.stable(1);
    let groups = [GROUP.into(), "none".into()];
    let outcome = driver.shard.delete_groups(&groups);
    assert_eq!(outcome.records, []);
    let errors = driver.apply(outcome).unwrap().iter().map(|it| it.error_code).collect::<Vec<_>>();
    assert_eq!(errors, [ErrorCode::NonEmptyGroup.code(), ErrorCode::GroupIdNotFound.code()]);

    driver.leave(&leave(&[(&ids[0], None)]));
    driver.new_member();
    let outcome = driver.shard.delete_groups(&groups[..1]);
    let results = driver.apply(outcome).unwrap();
    assert_eq!((&*results[0].group_id, results[0].error_code), (GROUP, 0));
    assert!(driver.shard.groups.is_empty());
    assert_eq!(driver.shard.timers.len(), 1, "an id that was given out is forgotten as well");
    driver.restart();
    assert!(driver.shard.groups.is_empty());
}
