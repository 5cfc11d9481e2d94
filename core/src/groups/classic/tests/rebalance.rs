//! Rebalances: their delays, and what they cost.

use std::{collections::BTreeSet, time::Duration};

use super::driver::{Driver, assigning, at_once, join, sync};
use crate::{groups::GroupSettings, model::ErrorCode};

fn delayed() -> Driver {
    let delay = Duration::from_secs(3);
    Driver::new(GroupSettings { initial_rebalance_delay: delay, ..GroupSettings::default() })
}

#[test]
fn a_first_rebalance_waits_for_more_members_as_long_as_they_come() {
    let mut driver = delayed();
    driver.version = 3;
    let first = driver.join(&join(""));
    driver.pass_ms(2_999);
    assert!(!driver.was_answered(first));
    driver.join(&join(""));
    driver.pass_ms(2_999);
    driver.join(&join(""));
    driver.pass_ms(3_001);
    assert!(!driver.was_answered(first), "the third one came in the second delay");
    driver.pass_ms(1);
    assert_eq!(driver.joined.len(), 3);
    assert!(driver.joined.values().all(|response| response.generation_id == 1));
}

#[test]
fn a_first_rebalance_ends_with_the_rebalance_time_out() {
    let mut driver = delayed();
    driver.version = 3;
    let first = driver.join(&join(""));
    for second in 0..60 {
        assert!(!driver.was_answered(first), "after {second} s");
        driver.join(&join(""));
        driver.pass_ms(1_000);
    }
    assert!(driver.was_answered(first));
    assert_eq!(driver.joined.len(), 61);
}

#[test]
fn members_that_do_not_join_in_time_are_removed_and_another_one_leads() {
    let mut driver = at_once();
    let ids = driver.stable(2);
    let newcomer = driver.new_member();
    let caller = driver.join(&join(&newcomer));
    for _ in 0..59 {
        for id in &ids {
            assert_eq!(driver.heartbeat(id, 2), ErrorCode::RebalanceInProgress.code());
        }
        driver.pass_ms(1_000);
    }
    assert!(!driver.was_answered(caller));
    driver.pass_ms(1_000);
    let response = driver.joined.remove(&caller).unwrap();
    assert_eq!((response.generation_id, &response.leader), (3, &newcomer));
    assert_eq!(driver.heartbeat(&ids[0], 3), ErrorCode::UnknownMemberId.code());
}

#[test]
fn members_keep_their_answers_apart_when_all_rebalance() {
    let mut driver = delayed();
    let ids: Vec<_> = (0..500).map(|_| driver.new_member()).collect();
    ids.iter().for_each(|id| _ = driver.join(&join(id)));
    driver.pass_ms(6_000);
    let answers = std::mem::take(&mut driver.joined);
    let members: BTreeSet<_> = answers.values().map(|it| it.member_id.clone()).collect();
    assert_eq!(members, ids.iter().cloned().collect());
    let leader = answers.values().find(|it| !it.members.is_empty()).unwrap().member_id.clone();
    assert_eq!(answers.values().filter(|it| it.members.len() == 500).count(), 1);
    for id in ids.iter().filter(|id| **id != leader) {
        driver.sync(&sync(id, 1, &[]));
    }
    driver.sync(&sync(&leader, 1, &assigning(&ids)));
    assert_eq!(driver.synced.len(), 500);
    let assigned: BTreeSet<_> = driver.synced.values().map(|it| it.assignment.clone()).collect();
    assert_eq!(assigned.len(), 500);
    assert_eq!(driver.log.len(), 1);
}
