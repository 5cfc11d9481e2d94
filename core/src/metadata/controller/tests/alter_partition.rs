//! AlterPartition, versions 2 and 3.

use super::scene::{Scene, changes, refusal};
use crate::{
    model::{ErrorCode, NodeId, Uuid},
    protocol::messages::{
        AlterPartitionRequest, BrokerHeartbeatRequest, PartitionChangeRecord,
        alter_partition_request::{BrokerState, PartitionData, TopicData},
        alter_partition_response,
    },
};

/// The ISR of partition 0 that broker 1 proposes, with the epochs that it knows.
fn proposal(scene: &Scene, topic: Uuid, isr: &[i32]) -> AlterPartitionRequest {
    let partition = scene.partition(topic, 0);
    let states =
        isr.iter().map(|id| BrokerState { broker_id: *id, broker_epoch: scene.epoch(*id) });
    let data = PartitionData {
        partition_index: 0,
        leader_epoch: partition.leader_epoch.0,
        new_isr: isr.to_vec(),
        new_isr_with_epochs: states.collect(),
        leader_recovery_state: 0,
        partition_epoch: partition.partition_epoch,
    };
    AlterPartitionRequest {
        broker_id: 1,
        broker_epoch: scene.epoch(1),
        topics: vec![TopicData { topic_id: topic, partitions: vec![data] }],
    }
}

fn altered(
    scene: &mut Scene,
    request: &AlterPartitionRequest,
    version: i16,
) -> (Vec<PartitionChangeRecord>, alter_partition_response::PartitionData) {
    let decision =
        scene.decide(|controller, basis| controller.alter_partition(basis, request, version));
    let mut response = decision.response.unwrap();
    let changes = changes(&decision.records).into_iter().cloned().collect();
    (changes, response.topics.remove(0).partitions.remove(0))
}

/// The error of partition 0 when the proposal is another.
fn error(change: impl FnOnce(&mut PartitionData)) -> ErrorCode {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2]]);
    let mut request = proposal(&scene, topic, &[1]);
    change(&mut request.topics[0].partitions[0]);
    let (records, response) = altered(&mut scene, &request, 3);
    assert!(response.error_code == 0 || records.is_empty());
    ErrorCode::from_code(response.error_code)
}

#[test]
fn an_isr_shrinks_and_grows_without_a_new_leader_epoch() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    for (epoch, isr) in [(1, vec![1]), (2, vec![1, 2])] {
        let request = proposal(&scene, topic, &isr);
        let (records, response) = altered(&mut scene, &request, 3);
        assert_eq!(records.len(), 1);
        assert_eq!(scene.state(topic, 0), (1, isr.clone(), vec![]));
        let expected = alter_partition_response::PartitionData {
            leader_id: 1,
            isr,
            partition_epoch: epoch,
            ..Default::default()
        };
        assert_eq!(response, expected);
    }
    let request = proposal(&scene, topic, &[1, 2]);
    let (records, response) = altered(&mut scene, &request, 3);
    assert!(records.is_empty() && response.error_code == 0, "it is that already");
}

#[test]
fn a_stale_broker_is_refused_as_a_whole() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    let mut request = proposal(&scene, topic, &[1]);
    request.broker_epoch -= 1;
    let decision = scene.decide(|controller, basis| controller.alter_partition(basis, &request, 3));
    assert_eq!(refusal(decision), ErrorCode::StaleBrokerEpoch);
}

#[test]
fn each_error_has_its_reason() {
    assert_eq!(error(|one| one.leader_epoch += 1), ErrorCode::NotController);
    assert_eq!(error(|one| one.partition_epoch += 1), ErrorCode::NotController);
    assert_eq!(error(|one| one.leader_epoch -= 1), ErrorCode::FencedLeaderEpoch);
    assert_eq!(error(|one| one.partition_epoch -= 1), ErrorCode::InvalidUpdateVersion);
    assert_eq!(error(|one| one.partition_index = 1), ErrorCode::UnknownTopicOrPartition);
    assert_eq!(error(|one| one.leader_recovery_state = 1), ErrorCode::InvalidRequest);
    assert_eq!(error(|one| one.leader_recovery_state = 7), ErrorCode::InvalidRequest);
    let member = |id| BrokerState { broker_id: id, broker_epoch: -1 };
    let with = |ids: &[i32]| ids.iter().copied().map(member).collect::<Vec<_>>();
    assert_eq!(error(|one| one.new_isr_with_epochs = with(&[])), ErrorCode::InvalidRequest);
    assert_eq!(error(|one| one.new_isr_with_epochs = with(&[2])), ErrorCode::InvalidRequest);
    assert_eq!(error(|one| one.new_isr_with_epochs = with(&[1, 3])), ErrorCode::InvalidRequest);
    assert_eq!(error(|one| one.new_isr_with_epochs = with(&[1, 1])), ErrorCode::InvalidRequest);
    assert_eq!(error(|one| one.new_isr_with_epochs = with(&[1])), ErrorCode::None);
}

#[test]
fn an_unknown_topic_and_a_broker_that_does_not_lead_are_told() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[2, 1]]);
    let mut request = proposal(&scene, topic, &[2, 1]);
    let (_, response) = altered(&mut scene, &request, 3);
    assert_eq!(response.error_code, ErrorCode::InvalidRequest.code());
    request.topics[0].topic_id = Uuid([1; 16]);
    let (_, response) = altered(&mut scene, &request, 3);
    assert_eq!(response.error_code, ErrorCode::UnknownTopicId.code());
}

#[test]
fn who_does_not_serve_or_is_another_run_cannot_be_in_sync() {
    let scene = || {
        let mut scene = Scene::of(&[1, 2]);
        let topic = scene.topic("t", &[&[1, 2]]);
        (scene, topic)
    };
    let ineligible = ErrorCode::IneligibleReplica.code();
    let (mut fenced, topic) = scene();
    fenced.fence(2);
    for version in [2, 3] {
        let request = proposal(&fenced, topic, &[1, 2]);
        assert_eq!(altered(&mut fenced, &request, version).1.error_code, ineligible);
    }
    let (mut stopping, topic) = scene();
    let second = stopping.topic("u", &[&[2]]);
    let wants = BrokerHeartbeatRequest { want_shut_down: true, ..stopping.heartbeat(2) };
    assert!(stopping.send(&wants).response.unwrap().in_controlled_shutdown);
    assert_eq!(stopping.state(second, 0).0, -1);
    let request = proposal(&stopping, topic, &[1, 2]);
    assert_eq!(altered(&mut stopping, &request, 3).1.error_code, ineligible);
    let (mut other_run, topic) = scene();
    let mut request = proposal(&other_run, topic, &[1, 2]);
    request.topics[0].partitions[0].new_isr_with_epochs[1].broker_epoch -= 1;
    assert_eq!(altered(&mut other_run, &request, 3).1.error_code, ineligible);
    assert_eq!(altered(&mut other_run, &request, 2).1.error_code, 0, "version 2 has no epochs");
}

#[test]
fn the_leader_that_a_completed_reassignment_takes_away_is_told() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2]]);
    let change = PartitionChangeRecord {
        topic_id: topic,
        partition_id: 0,
        replicas: Some(vec![3, 2, 1]),
        adding_replicas: Some(vec![3]),
        removing_replicas: Some(vec![1]),
        ..Default::default()
    };
    scene.replay(&[change.into()]);
    let request = proposal(&scene, topic, &[1, 2, 3]);
    let (records, response) = altered(&mut scene, &request, 3);
    assert_eq!(records.len(), 1);
    assert_eq!(response.error_code, ErrorCode::NewLeaderElected.code());
    let partition = scene.partition(topic, 0);
    assert_eq!(scene.state(topic, 0), (3, vec![2, 3], vec![]));
    assert_eq!(partition.replicas, [NodeId(3), NodeId(2)]);
    assert!(!partition.is_reassigning());
}

#[test]
fn a_leader_that_may_lack_records_is_alone_until_it_has_recovered() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    let lossy = PartitionChangeRecord {
        topic_id: topic,
        partition_id: 0,
        leader: 1,
        isr: Some(vec![1]),
        leader_recovery_state: 1,
        ..Default::default()
    };
    scene.replay(&[lossy.into()]);
    let mut request = proposal(&scene, topic, &[1, 2]);
    request.topics[0].partitions[0].leader_recovery_state = 1;
    let (_, response) = altered(&mut scene, &request, 3);
    assert_eq!(response.error_code, ErrorCode::InvalidRequest.code());
    let request = proposal(&scene, topic, &[1]);
    let (records, response) = altered(&mut scene, &request, 3);
    assert_eq!(records[0].leader_recovery_state, 0);
    assert_eq!((response.error_code, response.leader_recovery_state), (0, 0));
}
