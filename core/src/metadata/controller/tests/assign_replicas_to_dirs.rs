//! AssignReplicasToDirs.

use super::scene::{Scene, directory, refusal};
use crate::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        AssignReplicasToDirsRequest, FeatureLevelRecord,
        assign_replicas_to_dirs_request::{DirectoryData, PartitionData, TopicData},
    },
};

fn request(
    scene: &Scene,
    to: Uuid,
    topic: Uuid,
    partitions: &[i32],
) -> AssignReplicasToDirsRequest {
    let partitions = partitions.iter().map(|index| PartitionData { partition_index: *index });
    let topic = TopicData { topic_id: topic, partitions: partitions.collect() };
    AssignReplicasToDirsRequest {
        broker_id: 1,
        broker_epoch: scene.epoch(1),
        directories: vec![DirectoryData { id: to, topics: vec![topic] }],
    }
}

fn assign(scene: &mut Scene, request: &AssignReplicasToDirsRequest) -> Vec<ErrorCode> {
    let decision =
        scene.decide(|controller, basis| controller.assign_replicas_to_dirs(basis, request));
    let mut response = decision.response.unwrap();
    let partitions = response.directories.remove(0).topics.remove(0).partitions;
    partitions.iter().map(|one| ErrorCode::from_code(one.error_code)).collect()
}

#[test]
fn replicas_are_where_their_broker_says() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2], &[2]]);
    let lost = directory(1, 7);
    scene.replay(&[]);
    let asked = request(&scene, lost, topic, &[0, 1, 2]);
    let codes = assign(&mut scene, &asked);
    let expected =
        [ErrorCode::None, ErrorCode::NotLeaderOrFollower, ErrorCode::UnknownTopicOrPartition];
    assert_eq!(codes, expected);
    assert_eq!(scene.partition(topic, 0).directories, [lost, directory(2, 0)]);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]), "the broker does not have it online");
    let asked = request(&scene, directory(1, 0), topic, &[0]);
    assert_eq!(assign(&mut scene, &asked), [ErrorCode::None]);
    assert_eq!(scene.partition(topic, 0).directories[0], directory(1, 0));
    let before = scene.partition(topic, 0).partition_epoch;
    assert_eq!(assign(&mut scene, &asked), [ErrorCode::None]);
    assert_eq!(scene.partition(topic, 0).partition_epoch, before, "it was there already");
    let asked = request(&scene, directory(1, 0), Uuid([1; 16]), &[0]);
    assert_eq!(assign(&mut scene, &asked), [ErrorCode::UnknownTopicId]);
}

#[test]
fn stale_brokers_and_older_metadata_are_refused() {
    let mut scene = Scene::of(&[1]);
    let topic = scene.topic("t", &[&[1]]);
    let mut asked = request(&scene, directory(1, 0), topic, &[0]);
    asked.broker_epoch += 1;
    let decide = |scene: &mut Scene, asked: &AssignReplicasToDirsRequest| {
        scene.decide(|controller, basis| controller.assign_replicas_to_dirs(basis, asked))
    };
    assert_eq!(refusal(decide(&mut scene, &asked)), ErrorCode::StaleBrokerEpoch);
    let level = FeatureLevelRecord { name: "metadata.version".into(), feature_level: 16 };
    scene.replay(&[level.into()]);
    assert_eq!(refusal(decide(&mut scene, &asked)), ErrorCode::UnsupportedVersion);
}
