//! CreateTopics and CreatePartitions on several brokers.

use super::scene::{Scene, directory};
use crate::{
    metadata::controller::{TopicDefaults, create_partitions, create_topics},
    model::{ErrorCode, Rng, config::BrokerEntries},
    protocol::messages::{
        CreatePartitionsRequest, CreateTopicsRequest,
        create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic},
        create_topics_request::{CreatableReplicaAssignment, CreatableTopic},
    },
};

fn create(scene: &mut Scene, topic: CreatableTopic) -> ErrorCode {
    let request = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
    let defaults = TopicDefaults { partitions: 2, replication_factor: 2 };
    let (entries, mut rng) = (BrokerEntries::default(), Rng::from_seed(5));
    let decision = create_topics(&scene.image, &entries, defaults, &request, &mut rng);
    let decision = scene.done(decision);
    let code = decision.response.topics[0].error_code;
    assert!(code == 0 || decision.records.is_empty());
    ErrorCode::from_code(code)
}

fn named(name: &str, partitions: i32, factor: i16, assignments: &[&[i32]]) -> CreatableTopic {
    let assignments = assignments.iter().enumerate().map(|(number, replicas)| {
        CreatableReplicaAssignment { partition_index: number as i32, broker_ids: replicas.to_vec() }
    });
    CreatableTopic {
        name: name.to_owned().into(),
        num_partitions: partitions,
        replication_factor: factor,
        assignments: assignments.collect(),
        ..Default::default()
    }
}

#[test]
fn only_brokers_that_serve_are_in_sync_and_lead() {
    let mut scene = Scene::of(&[1, 2, 3]);
    scene.fence(1);
    assert_eq!(create(&mut scene, named("t", 6, 3, &[])), ErrorCode::None);
    let topic = scene.image.topic("t").unwrap().clone();
    for (number, partition) in topic.numbered() {
        assert_eq!(partition.replicas.len(), 3);
        let (leader, isr, _) = scene.state(topic.id, number.0);
        assert!(leader != 1 && isr.len() == 2 && isr[0] == leader, "{partition:?}");
        let directories: Vec<_> = partition.replicas.iter().map(|id| directory(id.0, 0)).collect();
        assert_eq!(partition.directories, directories);
    }
    assert_eq!(create(&mut scene, named("m", -1, -1, &[&[1, 2]])), ErrorCode::None);
    let topic = scene.image.topic("m").unwrap().id;
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
}

#[test]
fn what_nobody_can_lead_is_refused() {
    let mut scene = Scene::of(&[1, 2]);
    scene.fence(1);
    let invalid = ErrorCode::InvalidReplicaAssignment;
    assert_eq!(create(&mut scene, named("t", -1, -1, &[&[1]])), invalid);
    assert_eq!(create(&mut scene, named("t", -1, -1, &[&[2, 3]])), invalid);
    assert_eq!(create(&mut scene, named("t", -1, -1, &[&[2, 2]])), invalid);
    assert_eq!(create(&mut scene, named("t", -1, -1, &[&[2, 1], &[2]])), invalid);
    let factor = ErrorCode::InvalidReplicationFactor;
    assert_eq!(create(&mut scene, named("t", 1, 3, &[])), factor);
    scene.fence(2);
    assert_eq!(create(&mut scene, named("t", 1, 1, &[])), factor);
}

#[test]
fn new_partitions_are_placed_as_new_topics_are() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2]]);
    scene.fence(3);
    let add = |scene: &mut Scene, count, assignments: Option<&[&[i32]]>| {
        let assignments = assignments.map(|all| {
            let all = all.iter().map(|ids| CreatePartitionsAssignment { broker_ids: ids.to_vec() });
            all.collect()
        });
        let topic = CreatePartitionsTopic { name: "t".into(), count, assignments };
        let request = CreatePartitionsRequest { topics: vec![topic], ..Default::default() };
        let decision = create_partitions(&scene.image, &request, &mut Rng::from_seed(5));
        let decision = scene.done(decision);
        ErrorCode::from_code(decision.response.results[0].error_code)
    };
    assert_eq!(add(&mut scene, 2, Some(&[&[3, 1]])), ErrorCode::None);
    assert_eq!(scene.state(topic, 1), (1, vec![1], vec![]));
    let invalid = ErrorCode::InvalidReplicaAssignment;
    assert_eq!(add(&mut scene, 3, Some(&[&[3]])), invalid, "one replica where there are two");
    assert_eq!(add(&mut scene, 8, None), ErrorCode::None);
    for number in 2..8 {
        assert_ne!(scene.state(topic, number).0, 3);
    }
}
