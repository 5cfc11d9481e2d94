//! AlterPartitionReassignments and ListPartitionReassignments.

use super::scene::{Scene, nodes};
use crate::{
    metadata::controller::list_partition_reassignments,
    model::{ErrorCode, Uuid},
    protocol::messages::{
        AlterPartitionReassignmentsRequest, ListPartitionReassignmentsRequest,
        PartitionChangeRecord,
        alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
        list_partition_reassignments_request::ListPartitionReassignmentsTopics,
    },
};

fn request(topic: &str, partition: i32, to: Option<&[i32]>) -> AlterPartitionReassignmentsRequest {
    let partition =
        ReassignablePartition { partition_index: partition, replicas: to.map(<[i32]>::to_vec) };
    AlterPartitionReassignmentsRequest {
        topics: vec![ReassignableTopic {
            name: topic.to_owned().into(),
            partitions: vec![partition],
        }],
        ..Default::default()
    }
}

fn reassign(scene: &mut Scene, request: &AlterPartitionReassignmentsRequest) -> ErrorCode {
    let decision =
        scene.decide(|controller, basis| controller.alter_partition_reassignments(basis, request));
    let code = decision.response.responses[0].partitions[0].error_code;
    assert!(code == 0 || decision.records.is_empty());
    ErrorCode::from_code(code)
}

fn move_to(scene: &mut Scene, to: Option<&[i32]>) -> ErrorCode {
    reassign(scene, &request("t", 0, to))
}

/// Replicas, those that are added, those that are removed.
fn way(scene: &Scene, topic: Uuid) -> (Vec<i32>, Vec<i32>, Vec<i32>) {
    let wire = |nodes: &[crate::model::NodeId]| nodes.iter().map(|node| node.0).collect();
    let one = scene.partition(topic, 0);
    (wire(&one.replicas), wire(&one.adding_replicas), wire(&one.removing_replicas))
}

/// The ISR as its leader has reported it.
fn in_sync(scene: &mut Scene, topic: Uuid, isr: &[i32]) {
    let leader = scene.partition(topic, 0).leader;
    let partition = scene.partition(topic, 0);
    let data = crate::protocol::messages::alter_partition_request::PartitionData {
        partition_index: 0,
        leader_epoch: partition.leader_epoch.0,
        new_isr: isr.to_vec(),
        partition_epoch: partition.partition_epoch,
        ..Default::default()
    };
    let request = crate::protocol::messages::AlterPartitionRequest {
        broker_id: leader.0,
        broker_epoch: scene.epoch(leader.0),
        topics: vec![crate::protocol::messages::alter_partition_request::TopicData {
            topic_id: topic,
            partitions: vec![data],
        }],
    };
    let decision = scene.decide(|controller, basis| controller.alter_partition(basis, &request, 2));
    decision.response.unwrap();
}

#[test]
fn a_reassignment_ends_when_the_new_replicas_are_in_sync() {
    let mut scene = Scene::of(&[1, 2, 3, 4]);
    let topic = scene.topic("t", &[&[1, 2]]);
    assert_eq!(move_to(&mut scene, Some(&[3, 4])), ErrorCode::None);
    assert_eq!(way(&scene, topic), (vec![3, 4, 1, 2], vec![3, 4], vec![1, 2]));
    assert_eq!(scene.state(topic, 0), (1, vec![1, 2], vec![]));
    let epoch = scene.partition(topic, 0).leader_epoch;
    in_sync(&mut scene, topic, &[1, 2, 3]);
    assert_eq!(way(&scene, topic).0.len(), 4, "4 is not in sync yet");
    in_sync(&mut scene, topic, &[1, 2, 3, 4]);
    assert_eq!(way(&scene, topic), (vec![3, 4], vec![], vec![]));
    assert_eq!(scene.state(topic, 0), (3, vec![3, 4], vec![]));
    assert!(scene.partition(topic, 0).leader_epoch > epoch);
}

#[test]
fn another_order_or_fewer_replicas_need_no_wait() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2, 3]]);
    assert_eq!(move_to(&mut scene, Some(&[3, 2, 1])), ErrorCode::None);
    assert_eq!(way(&scene, topic), (vec![3, 2, 1], vec![], vec![]));
    assert_eq!(scene.partition(topic, 0).leader_epoch.0, 0, "the leader stays");
    assert_eq!(move_to(&mut scene, Some(&[3, 1])), ErrorCode::None);
    assert_eq!(way(&scene, topic), (vec![3, 1], vec![], vec![]));
    assert_eq!(scene.state(topic, 0), (1, vec![1, 3], vec![]));
    assert_eq!(scene.partition(topic, 0).leader_epoch.0, 1, "2 may not count any more");
    assert_eq!(move_to(&mut scene, Some(&[3, 1])), ErrorCode::None);
    assert_eq!(scene.partition(topic, 0).partition_epoch, 2);
}

#[test]
fn fewer_replicas_are_waited_for_if_they_are_not_in_sync() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2, 3]]);
    in_sync(&mut scene, topic, &[1, 2]);
    assert_eq!(move_to(&mut scene, Some(&[2, 3])), ErrorCode::None);
    assert_eq!(way(&scene, topic), (vec![2, 3, 1], vec![], vec![1]));
    in_sync(&mut scene, topic, &[1, 2, 3]);
    assert_eq!(way(&scene, topic), (vec![2, 3], vec![], vec![]));
}

#[test]
fn a_reassignment_goes_back() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2]]);
    assert_eq!(move_to(&mut scene, None), ErrorCode::NoReassignmentInProgress);
    move_to(&mut scene, Some(&[3]));
    assert_eq!(way(&scene, topic), (vec![3, 1, 2], vec![3], vec![1, 2]));
    assert_eq!(move_to(&mut scene, None), ErrorCode::None);
    assert_eq!(way(&scene, topic), (vec![1, 2], vec![], vec![]));
    assert_eq!(scene.state(topic, 0), (1, vec![1, 2], vec![]));
}

#[test]
fn going_back_to_replicas_that_are_not_in_sync_needs_permission() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1]]);
    move_to(&mut scene, Some(&[2]));
    let only_new = PartitionChangeRecord {
        topic_id: topic,
        partition_id: 0,
        isr: Some(vec![2]),
        leader: 2,
        ..Default::default()
    };
    scene.replay(&[only_new.into()]);
    assert_eq!(move_to(&mut scene, None), ErrorCode::InvalidReplicaAssignment);
    scene.set(2, "t", "unclean.leader.election.enable", "true");
    assert_eq!(move_to(&mut scene, None), ErrorCode::None);
    assert_eq!(scene.state(topic, 0), (1, vec![1], vec![]));
}

#[test]
fn a_second_reassignment_takes_the_place_of_the_first() {
    let mut scene = Scene::of(&[1, 2, 3, 4]);
    let topic = scene.topic("t", &[&[1, 2]]);
    move_to(&mut scene, Some(&[1, 3]));
    assert_eq!(way(&scene, topic), (vec![1, 3, 2], vec![3], vec![2]));
    move_to(&mut scene, Some(&[1, 3]));
    assert_eq!(way(&scene, topic), (vec![1, 3, 2], vec![3], vec![2]), "3 is waited for still");
    move_to(&mut scene, Some(&[1, 4]));
    assert_eq!(way(&scene, topic), (vec![1, 4, 2, 3], vec![4], vec![2, 3]));
    move_to(&mut scene, Some(&[1, 2]));
    assert_eq!(way(&scene, topic), (vec![1, 2], vec![], vec![]), "nobody is waited for");
}

#[test]
fn the_number_of_replicas_stays_if_the_client_says_so() {
    let mut scene = Scene::of(&[1, 2, 3]);
    scene.topic("t", &[&[1, 2]]);
    let keeping = |to: &[i32]| AlterPartitionReassignmentsRequest {
        allow_replication_factor_change: false,
        ..request("t", 0, Some(to))
    };
    let wrong = ErrorCode::InvalidReplicationFactor;
    assert_eq!(reassign(&mut scene, &keeping(&[1, 2, 3])), wrong);
    assert_eq!(reassign(&mut scene, &keeping(&[1, 3])), ErrorCode::None);
    assert_eq!(reassign(&mut scene, &keeping(&[1])), wrong, "2 when it is done");
    assert_eq!(reassign(&mut scene, &keeping(&[3, 2])), ErrorCode::None);
}

#[test]
fn impossible_targets_are_refused() {
    let mut scene = Scene::of(&[1, 2]);
    scene.topic("t", &[&[1, 2]]);
    for to in [&[][..], &[1, 1], &[1, 9]] {
        assert_eq!(move_to(&mut scene, Some(to)), ErrorCode::InvalidReplicaAssignment);
    }
    let unknown = ErrorCode::UnknownTopicOrPartition;
    assert_eq!(reassign(&mut scene, &request("u", 0, Some(&[1]))), unknown);
    assert_eq!(reassign(&mut scene, &request("t", 1, Some(&[1]))), unknown);
}

#[test]
fn what_is_under_way_is_listed() {
    let mut scene = Scene::of(&[1, 2, 3]);
    scene.topic("s", &[&[1], &[1]]);
    scene.topic("t", &[&[1, 2], &[1, 2]]);
    let list = |scene: &Scene, topics: Option<&[&str]>| {
        let topics = topics.map(|topics| {
            let topics = topics.iter().map(|name| ListPartitionReassignmentsTopics {
                name: (*name).to_owned().into(),
                partition_indexes: vec![0, 1, 2],
            });
            topics.collect()
        });
        let request = ListPartitionReassignmentsRequest { topics, ..Default::default() };
        list_partition_reassignments(&scene.image, &request).topics
    };
    assert!(list(&scene, None).is_empty());
    reassign(&mut scene, &request("t", 1, Some(&[3, 2])));
    let listed = list(&scene, None);
    assert_eq!((listed.len(), &*listed[0].name, listed[0].partitions.len()), (1, "t", 1));
    let ongoing = &listed[0].partitions[0];
    assert_eq!(ongoing.partition_index, 1);
    assert_eq!(ongoing.replicas, [3, 2, 1]);
    assert_eq!((&*ongoing.adding_replicas, &*ongoing.removing_replicas), (&[3][..], &[1][..]));
    assert_eq!(list(&scene, Some(&["s", "t", "u"])), listed);
    assert!(list(&scene, Some(&["s"])).is_empty());
    assert_eq!(scene.image.partitions_of(nodes(&[3])[0]).count(), 1);
}
