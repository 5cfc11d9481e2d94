//! ElectLeaders.

use super::scene::{Scene, refusal};
use crate::{
    metadata::LeaderRecoveryState,
    model::{ErrorCode, Uuid},
    protocol::messages::{ElectLeadersRequest, elect_leaders_request::TopicPartitions},
};

/// Elects, and says what came of which partition.
fn elect(
    scene: &mut Scene,
    election_type: i8,
    named: Option<&[(&str, &[i32])]>,
) -> Vec<(String, i32, ErrorCode)> {
    let topics = named.map(|topics| {
        let topics = topics.iter().map(|(topic, partitions)| TopicPartitions {
            topic: (*topic).to_owned().into(),
            partitions: partitions.to_vec(),
        });
        topics.collect()
    });
    let request =
        ElectLeadersRequest { election_type, topic_partitions: topics, ..Default::default() };
    let decision = scene.decide(|controller, basis| controller.elect_leaders(basis, &request));
    let response = decision.response.unwrap();
    let results = response.replica_election_results.iter().flat_map(|topic| {
        topic.partition_result.iter().map(|one| {
            (topic.topic.to_string(), one.partition_id, ErrorCode::from_code(one.error_code))
        })
    });
    results.collect()
}

/// Broker 1 was away: partition 0 is led by 2, and has 1 in sync again; 1 is led by 2 alone.
fn scene() -> (Scene, Uuid) {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2], &[1, 2], &[2]]);
    scene.fence(1);
    scene.beat(1);
    let mut change = crate::protocol::messages::PartitionChangeRecord {
        topic_id: topic,
        isr: Some(vec![1, 2]),
        ..Default::default()
    };
    change.partition_id = 0;
    scene.replay(&[change.into()]);
    (scene, topic)
}

#[test]
fn a_preferred_leader_is_elected_if_it_is_in_sync() {
    use ErrorCode::{
        ElectionNotNeeded, None, PreferredLeaderNotAvailable, UnknownTopicOrPartition,
    };
    let (mut scene, topic) = scene();
    let named: &[(&str, &[i32])] = &[("t", &[0, 1, 2, 3]), ("u", &[0])];
    let results = elect(&mut scene, 0, Some(named));
    let codes: Vec<_> = results.into_iter().map(|(.., code)| code).collect();
    assert_eq!(
        codes,
        [
            None,
            PreferredLeaderNotAvailable,
            ElectionNotNeeded,
            UnknownTopicOrPartition,
            UnknownTopicOrPartition
        ]
    );
    assert_eq!(scene.state(topic, 0), (1, vec![1, 2], vec![]));
    assert_eq!(scene.partition(topic, 0).leader_epoch.0, 2);
}

#[test]
fn where_no_partitions_are_named_those_that_need_none_are_left_out() {
    let (mut scene, _) = scene();
    let results = elect(&mut scene, 0, None);
    let expected = [
        ("t".to_owned(), 0, ErrorCode::None),
        ("t".to_owned(), 1, ErrorCode::PreferredLeaderNotAvailable),
    ];
    assert_eq!(results, expected);
}

#[test]
fn a_partition_that_is_named_twice_is_elected_once() {
    let (mut scene, topic) = scene();
    let results = elect(&mut scene, 0, Some(&[("t", &[0, 0])]));
    assert_eq!(results[1].2, ErrorCode::ElectionNotNeeded);
    assert_eq!(scene.partition(topic, 0).partition_epoch, 3);
}

#[test]
fn an_unclean_leader_is_elected_only_where_there_is_none_and_one_lives() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2], &[2, 1], &[1]]);
    scene.fence(2);
    scene.fence(1);
    scene.beat(2);
    assert_eq!(scene.state(topic, 0), (-1, vec![1], vec![]));
    let results = elect(&mut scene, 1, Some(&[("t", &[0, 1, 2])]));
    let codes: Vec<_> = results.into_iter().map(|(.., code)| code).collect();
    let away = ErrorCode::EligibleLeadersNotAvailable;
    assert_eq!(codes, [ErrorCode::None, ErrorCode::None, away]);
    for partition in [0, 1] {
        assert_eq!(scene.state(topic, partition), (2, vec![2], vec![]));
        let state = scene.partition(topic, partition).recovery_state;
        assert_eq!(state, LeaderRecoveryState::Recovering);
    }
    let results = elect(&mut scene, 1, Some(&[("t", &[0])]));
    assert_eq!(results[0].2, ErrorCode::ElectionNotNeeded);
}

#[test]
fn there_are_two_elections() {
    let mut scene = Scene::of(&[1]);
    let request = ElectLeadersRequest { election_type: 2, ..Default::default() };
    let decision = scene.decide(|controller, basis| controller.elect_leaders(basis, &request));
    assert_eq!(refusal(decision), ErrorCode::InvalidRequest);
}
