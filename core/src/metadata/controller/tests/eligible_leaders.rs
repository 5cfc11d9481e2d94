//! Eligible leader replicas (KIP-966).

use super::scene::{Scene, nodes, quorum};
use crate::{
    metadata::{
        FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, LeaderRecoveryState, ResourceKind,
        controller::{FeatureUpdate, UpgradeType, bootstrap_records},
    },
    model::{NodeId, config::BrokerEntries},
    protocol::messages::{MetadataRecord, PartitionChangeRecord},
};

#[test]
fn a_new_cluster_has_them_and_says_how_many_have_to_be_in_sync() {
    for (given, said) in [(None, "1"), (Some("2"), "2")] {
        let mut started = BrokerEntries::default();
        if let Some(value) = given {
            started.set("min.insync.replicas", value).unwrap();
        }
        let mut scene = Scene::new();
        scene.replay(&bootstrap_records(&started));
        assert_eq!(scene.image.features[FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION], 1);
        let cluster = scene.image.overrides(ResourceKind::Broker, "");
        assert_eq!(cluster["min.insync.replicas"], said);
    }
}

#[test]
fn who_leaves_an_isr_that_is_too_small_is_eligible() {
    let mut scene = Scene::of(&[1, 2, 3]).eligible_leaders("2");
    let topic = scene.topic("t", &[&[1, 2, 3]]);
    scene.fence(1);
    assert_eq!(scene.state(topic, 0), (2, vec![2, 3], vec![]), "two are in sync");
    scene.fence(2);
    assert_eq!(scene.state(topic, 0), (3, vec![3], vec![2]));
    scene.fence(3);
    assert_eq!(scene.state(topic, 0), (-1, vec![], vec![2, 3]));
    assert_eq!(scene.partition(topic, 0).last_known_eligible, nodes(&[3]));
    scene.beat(1);
    assert_eq!(scene.state(topic, 0).0, -1, "it lacks what 2 and 3 have committed");
    scene.beat(2);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![3]));
    assert!(scene.partition(topic, 0).last_known_eligible.is_empty());
    assert_eq!(scene.partition(topic, 0).recovery_state, LeaderRecoveryState::Recovered);
    let grown = PartitionChangeRecord { topic_id: topic, partition_id: 0, ..Default::default() };
    scene.replay(&[PartitionChangeRecord { isr: Some(vec![2, 1]), ..grown.clone() }.into()]);
    let grown = PartitionChangeRecord { eligible_leader_replicas: Some(vec![]), ..grown };
    scene.replay(&[grown.into()]);
    scene.fence(3);
    assert_eq!(scene.state(topic, 0), (2, vec![2, 1], vec![]));
}

#[test]
fn when_everybody_ended_badly_the_last_leader_leads_though_it_may_lack_records() {
    let mut scene = Scene::of(&[1, 2]).eligible_leaders("2");
    let topic = scene.topic("t", &[&[1, 2]]);
    for broker in [1, 2] {
        scene.pass(std::time::Duration::from_secs(10));
        scene.beat(3 - broker);
        scene.register(&Scene::registration(broker, 2)).response.unwrap();
    }
    assert_eq!(scene.state(topic, 0), (-1, vec![], vec![]));
    assert_eq!(scene.partition(topic, 0).last_known_eligible, nodes(&[2]));
    scene.beat(1);
    assert_eq!(scene.state(topic, 0).0, -1, "1 left before 2");
    scene.beat(2);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
    assert_eq!(scene.partition(topic, 0).recovery_state, LeaderRecoveryState::Recovering);
}

#[test]
fn the_least_size_is_that_of_the_topic_and_not_more_than_there_are_replicas() {
    let mut scene = Scene::of(&[1, 2]).eligible_leaders("1");
    let loose = scene.topic("loose", &[&[1, 2]]);
    let strict = scene.topic("strict", &[&[1, 2], &[2, 1]]);
    let alone = scene.topic("alone", &[&[1]]);
    scene.set(2, "strict", "min.insync.replicas", "3");
    scene.fence(1);
    assert!(scene.state(loose, 0).2.is_empty());
    assert_eq!(scene.state(strict, 1), (2, vec![2], vec![1]));
    assert_eq!(scene.state(alone, 0), (-1, vec![], vec![1]));
    scene.beat(1);
    assert_eq!(scene.state(alone, 0), (1, vec![1], vec![]));
}

#[test]
fn replicas_that_are_taken_away_are_not_eligible() {
    use crate::protocol::messages::{
        AlterPartitionReassignmentsRequest,
        alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
    };
    let mut scene = Scene::of(&[1, 2, 3]).eligible_leaders("2");
    let topic = scene.topic("t", &[&[1, 2, 3]]);
    let one = ReassignablePartition { partition_index: 0, replicas: Some(vec![3]) };
    let request = AlterPartitionReassignmentsRequest {
        topics: vec![ReassignableTopic { name: "t".into(), partitions: vec![one] }],
        ..Default::default()
    };
    let _ =
        scene.decide(|controller, basis| controller.alter_partition_reassignments(basis, &request));
    assert_eq!(scene.state(topic, 0), (3, vec![3], vec![]));
}

#[test]
fn turning_them_on_writes_down_how_many_have_to_be_in_sync() {
    let mut scene = Scene::of(&[1]);
    scene.set(4, "1", "min.insync.replicas", "2");
    let update = FeatureUpdate {
        feature: "eligible.leader.replicas.version".into(),
        level: 1,
        upgrade_type: UpgradeType::Upgrade,
    };
    let decision = scene
        .decide(|controller, basis| controller.update_features(basis, &quorum(&[100]), &[update]));
    decision.response.unwrap();
    let configs: Vec<_> = decision
        .records
        .iter()
        .filter_map(|record| {
            let MetadataRecord::ConfigRecord(one) = record else { return None };
            Some((&*one.resource_name, one.value.as_deref()))
        })
        .collect();
    assert_eq!(configs, [("", Some("1")), ("1", None)]);
    assert_eq!(decision.records.len(), 3);
    assert_eq!(scene.image.active_brokers().map(|one| one.id).collect::<Vec<_>>(), [NodeId(1)]);
}

#[test]
fn they_need_metadata_that_can_say_so() {
    let mut scene = Scene::new();
    let to = |feature: &str, level, upgrade_type| FeatureUpdate {
        feature: feature.into(),
        level,
        upgrade_type,
    };
    let level = crate::protocol::messages::FeatureLevelRecord {
        name: "metadata.version".into(),
        feature_level: 22,
    };
    scene.replay(&[level.into()]);
    let on = to("eligible.leader.replicas.version", 1, UpgradeType::Upgrade);
    let decision = scene.decide(|controller, basis| {
        controller.update_features(basis, &quorum(&[100]), std::slice::from_ref(&on))
    });
    let message = decision.response.unwrap_err().message;
    assert!(message.ends_with("because it depends on metadata.version level 23"), "{message}");
    let both = [on, to("metadata.version", 30, UpgradeType::Upgrade)];
    let decision =
        scene.decide(|controller, basis| controller.update_features(basis, &quorum(&[100]), &both));
    assert_eq!(decision.response, Ok(()));
}
