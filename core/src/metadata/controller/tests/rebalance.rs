//! Elections by timer.

use std::time::Duration;

use super::scene::{Scene, changes};
use crate::{
    metadata::{
        LeaderRecoveryState,
        controller::{ActiveController, Due, Elected},
    },
    model::limits::ELECTIONS_AT_ONCE_MAX,
    protocol::messages::PartitionChangeRecord,
};

/// Lets time pass with all brokers alive; says what was due.
fn wait(scene: &mut Scene, seconds: u64, brokers: &[i32]) -> Vec<Due> {
    let mut due = Vec::new();
    for _ in 0..seconds {
        scene.pass(Duration::from_secs(1));
        for broker in brokers {
            scene.beat(*broker);
        }
        while let Some(one) = scene.decide(ActiveController::timeout).response {
            due.push(one);
        }
    }
    due
}

#[test]
fn leadership_goes_back_to_the_preferred_replica_in_time() {
    let mut scene = Scene::with(&[("leader.imbalance.check.interval.seconds", "30")]);
    scene.join(1);
    scene.join(2);
    let topic = scene.topic("t", &[&[1, 2]]);
    scene.fence(1);
    scene.beat(1);
    let in_sync = PartitionChangeRecord { topic_id: topic, partition_id: 0, ..Default::default() };
    let in_sync = PartitionChangeRecord { isr: Some(vec![1, 2]), ..in_sync };
    scene.replay(&[in_sync.into()]);
    assert_eq!(wait(&mut scene, 29, &[1, 2]), []);
    assert_eq!(scene.state(topic, 0).0, 2);
    assert_eq!(wait(&mut scene, 1, &[1, 2]), [Due::PreferredLeaders]);
    assert_eq!(scene.state(topic, 0).0, 1);
}

#[test]
fn without_the_key_leadership_stays() {
    let keys = [
        ("leader.imbalance.check.interval.seconds", "3"),
        ("auto.leader.rebalance.enable", "false"),
    ];
    let mut scene = Scene::with(&keys);
    scene.join(1);
    assert_eq!(wait(&mut scene, 100, &[1]), []);
}

#[test]
fn an_unclean_leader_is_elected_in_time_where_the_topic_allows_it() {
    let mut scene = Scene::with(&[("unclean.leader.election.interval.ms", "20000")]);
    scene.join(1);
    scene.join(2);
    let kept = scene.topic("kept", &[&[1, 2]]);
    let lossy = scene.topic("lossy", &[&[1, 2]]);
    scene.fence(2);
    scene.fence(1);
    scene.beat(2);
    scene.set(2, "lossy", "unclean.leader.election.enable", "true");
    assert_eq!(wait(&mut scene, 25, &[2]), [Due::UncleanLeaders]);
    assert_eq!(scene.state(lossy, 0), (2, vec![2], vec![]));
    let state = scene.partition(lossy, 0).recovery_state;
    assert_eq!(state, LeaderRecoveryState::Recovering);
    assert_eq!(scene.state(kept, 0), (-1, vec![1], vec![]));
}

#[test]
fn where_it_is_allowed_a_fenced_leader_is_followed_by_any_replica() {
    let mut scene = Scene::of(&[1, 2]);
    scene.set(4, "", "unclean.leader.election.enable", "true");
    let topic = scene.topic("t", &[&[1, 2]]);
    scene.fence(2);
    scene.beat(2);
    assert_eq!(scene.state(topic, 0), (1, vec![1], vec![]));
    scene.fence(1);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
}

#[test]
fn a_thousand_elections_are_held_at_once_and_the_rest_a_moment_later() {
    let mut scene = Scene::of(&[1, 2]);
    let replicas = vec![&[1, 2][..]; ELECTIONS_AT_ONCE_MAX + 1];
    let topic = scene.topic("t", &replicas);
    scene.fence(1);
    scene.beat(1);
    for partition_id in 0..=ELECTIONS_AT_ONCE_MAX as i32 {
        let isr = Some(vec![1, 2]);
        let change =
            PartitionChangeRecord { topic_id: topic, partition_id, isr, ..Default::default() };
        scene.replay(&[change.into()]);
    }
    let first = scene.decide(|controller, basis| controller.elect_preferred_leaders(basis));
    assert_eq!(changes(&first.records).len(), ELECTIONS_AT_ONCE_MAX);
    assert_eq!(first.response, Elected::AsManyAsAtOnce);
    let rest = scene.decide(|controller, basis| controller.elect_preferred_leaders(basis));
    assert_eq!((changes(&rest.records).len(), rest.response), (1, Elected::All));
}
