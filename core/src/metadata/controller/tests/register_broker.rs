//! BrokerRegistration.

use std::time::Duration;

use super::scene::{Scene, changes, directory, refusal};
use crate::{
    model::{ErrorCode, NodeId, Uuid},
    protocol::messages::{
        BrokerHeartbeatRequest, BrokerRegistrationRequest, FeatureLevelRecord, MetadataRecord,
    },
};

fn refused(change: impl FnOnce(&mut BrokerRegistrationRequest)) -> ErrorCode {
    let mut scene = Scene::of(&[1]);
    let mut request = Scene::registration(2, 1);
    change(&mut request);
    let (before, decision) = (scene.image.clone(), scene.register(&request));
    assert!(scene.image == before);
    refusal(decision)
}

#[test]
fn what_cannot_be_is_refused() {
    use ErrorCode::{
        BrokerIdNotRegistered, InconsistentClusterId, InvalidRegistration, UnsupportedVersion,
    };
    assert_eq!(refused(|one| one.cluster_id = "another".into()), InconsistentClusterId);
    assert_eq!(refused(|one| one.is_migrating_zk_broker = true), BrokerIdNotRegistered);
    assert_eq!(refused(|one| one.log_dirs.clear()), InvalidRegistration);
    assert_eq!(refused(|one| one.log_dirs[0] = Uuid::ZERO), InvalidRegistration);
    assert_eq!(refused(|one| one.log_dirs.push(directory(2, 0))), InvalidRegistration);
    assert_eq!(refused(|one| one.log_dirs[0] = directory(1, 0)), InvalidRegistration);
    assert_eq!(refused(|one| one.listeners[0].security_protocol = 4), InvalidRegistration);
    assert_eq!(refused(|one| one.features.clear()), InvalidRegistration);
    assert_eq!(refused(|one| one.features[0].max_supported_version = 29), UnsupportedVersion);
    assert_eq!(refused(|one| one.features.truncate(2)), UnsupportedVersion, "transactions");
}

#[test]
fn a_feature_at_level_0_need_not_be_known() {
    let mut scene = Scene::new();
    let mut request = Scene::registration(1, 1);
    request.features.retain(|feature| !feature.name.starts_with("eligible"));
    scene.register(&request).response.unwrap();
    let name = "eligible.leader.replicas.version".into();
    scene.replay(&[FeatureLevelRecord { name, feature_level: 1 }.into()]);
    assert_eq!(refusal(scene.register(&request)), ErrorCode::UnsupportedVersion);
}

#[test]
fn another_run_registers_only_when_the_one_before_is_silent() {
    let mut scene = Scene::of(&[1]);
    let other = Scene::registration(1, 2);
    scene.pass(Duration::from_millis(8_999));
    assert_eq!(refusal(scene.register(&other)), ErrorCode::DuplicateBrokerRegistration);
    scene.pass(Duration::from_millis(1));
    let epoch = scene.next_offset.0;
    assert_eq!(scene.register(&other).response, Ok(epoch));
    let broker = &scene.image.brokers[&NodeId(1)];
    assert!(broker.fenced && broker.epoch == epoch && broker.incarnation == other.incarnation_id);
}

#[test]
fn another_run_registers_at_once_when_the_one_before_was_let_go() {
    let mut scene = Scene::of(&[1, 2]);
    let other = Scene::registration(1, 2);
    // One that is fenced is alive all the same.
    scene.fence(1);
    scene.beat(1).response.unwrap();
    let wants = BrokerHeartbeatRequest { want_fence: true, ..scene.heartbeat(1) };
    scene.send(&wants).response.unwrap();
    assert_eq!(refusal(scene.register(&other)), ErrorCode::DuplicateBrokerRegistration);
    let wants = BrokerHeartbeatRequest { want_shut_down: true, ..scene.heartbeat(1) };
    assert!(scene.send(&wants).response.unwrap().should_shut_down);
    scene.register(&other).response.unwrap();
}

#[test]
fn a_run_that_has_sent_no_heartbeat_is_not_alive() {
    let mut scene = Scene::new();
    scene.register(&Scene::registration(1, 1)).response.unwrap();
    scene.register(&Scene::registration(1, 2)).response.unwrap();
}

#[test]
fn the_same_run_keeps_its_epoch_and_stays_as_it_is() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    let epoch = scene.epoch(1);
    let mut request = Scene::registration(1, 1);
    request.rack = Some("r".into());
    let decision = scene.register(&request);
    assert_eq!(decision.response, Ok(epoch));
    assert_eq!(decision.records.len(), 1);
    let broker = &scene.image.brokers[&NodeId(1)];
    assert!(!broker.fenced && broker.rack.as_deref() == Some("r"));
    assert_eq!(scene.state(topic, 0), (1, vec![1, 2], vec![]));
    assert!(!scene.beat(1).response.unwrap().is_fenced);
}

#[test]
fn a_new_run_leaves_every_isr_before_it_is_registered() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    scene.pass(Duration::from_secs(9));
    let decision = scene.register(&Scene::registration(1, 2));
    assert_eq!(changes(&decision.records).len(), 1);
    assert!(matches!(decision.records.last(), Some(MetadataRecord::RegisterBrokerRecord(_))));
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
    let registered = scene.image.registration_offset(NodeId(1)).unwrap();
    assert_eq!(registered, scene.next_offset + -1, "not the epoch: other records came first");
}

#[test]
fn after_an_unclean_end_a_replica_is_not_eligible() {
    for (says, version, eligible) in [(true, 4, true), (false, 4, false), (true, 2, false)] {
        let mut scene = Scene::of(&[1, 2]).eligible_leaders("2");
        let topic = scene.topic("t", &[&[1, 2]]);
        let epoch = scene.epoch(1);
        scene.fence(1);
        assert_eq!(scene.state(topic, 0), (2, vec![2], vec![1]));
        scene.pass(Duration::from_secs(9));
        let mut request = Scene::registration(1, 2);
        request.previous_broker_epoch = if says { epoch } else { -1 };
        let decision =
            scene.decide(|controller, basis| controller.register_broker(basis, &request, version));
        decision.response.unwrap();
        let expected = if eligible { vec![1] } else { vec![] };
        assert_eq!(scene.state(topic, 0), (2, vec![2], expected));
    }
}
