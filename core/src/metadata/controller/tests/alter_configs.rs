//! What changes of `min.insync.replicas` do to eligible leader replicas.

use super::scene::Scene;
use crate::{
    metadata::controller::{Alteration, ConfigChange, ConfigScope, Operation, alter_configs},
    model::{ErrorCode, NodeId, config::BrokerEntries},
};

fn alter(scene: &mut Scene, kind: i8, resource: &str, value: Option<&str>) -> Option<ErrorCode> {
    let change = ConfigChange {
        name: "min.insync.replicas".into(),
        operation: if value.is_some() { Operation::Set } else { Operation::Delete },
        value: value.map(str::to_owned),
    };
    let one =
        Alteration { resource_type: kind, resource_name: resource.into(), changes: vec![change] };
    let (entries, scope) = (BrokerEntries::default(), ConfigScope::Named);
    let decision = alter_configs(&scene.image, &entries, NodeId(1), &[one], scope);
    let decision = scene.done(decision);
    decision.response[0].refusal.as_ref().map(|(code, _)| *code)
}

#[test]
fn another_minimum_forgets_who_is_eligible() {
    let mut scene = Scene::of(&[1, 2]).eligible_leaders("2");
    let topics = ["a", "b"].map(|name| scene.topic(name, &[&[1, 2]]));
    scene.fence(1);
    assert_eq!(topics.map(|topic| scene.state(topic, 0).2), [[1], [1]]);
    assert_eq!(alter(&mut scene, 2, "a", Some("1")), None);
    assert_eq!(topics.map(|topic| scene.state(topic, 0).2), [vec![], vec![1]]);
    assert_eq!(alter(&mut scene, 4, "", Some("1")), None);
    assert!(topics.iter().all(|topic| scene.state(*topic, 0).2.is_empty()));
}

#[test]
fn with_eligible_leaders_the_cluster_has_one_minimum() {
    let mut scene = Scene::of(&[1, 2]);
    assert_eq!(alter(&mut scene, 4, "1", Some("2")), None);
    assert_eq!(alter(&mut scene, 4, "", None), None);
    let mut scene = scene.eligible_leaders("2");
    assert_eq!(alter(&mut scene, 4, "1", Some("3")), Some(ErrorCode::InvalidConfig));
    assert_eq!(alter(&mut scene, 4, "", None), Some(ErrorCode::InvalidConfig));
    assert_eq!(alter(&mut scene, 4, "", Some("1")), None);
}

#[test]
fn settings_of_another_broker_are_decided_here() {
    let mut scene = Scene::of(&[1, 2]);
    assert_eq!(alter(&mut scene, 4, "2", Some("2")), None);
    assert_eq!(alter(&mut scene, 4, "3", Some("2")), Some(ErrorCode::BrokerIdNotRegistered));
    for none in ["-1", "x"] {
        assert_eq!(alter(&mut scene, 4, none, Some("2")), Some(ErrorCode::InvalidRequest));
    }
}
