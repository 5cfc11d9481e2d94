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

fn decided(scene: &Scene, alterations: &[Alteration]) -> Vec<Option<ErrorCode>> {
    let (entries, scope) = (BrokerEntries::default(), ConfigScope::Named);
    let decision = alter_configs(&scene.image, &entries, NodeId(1), alterations, scope);
    let refused = decision.response.iter().any(|one| one.refusal.is_some());
    assert_eq!(refused, decision.records.is_empty());
    decision.response.into_iter().map(|one| one.refusal.map(|(code, _)| code)).collect()
}

fn of_broker(name: &str, operation: Operation, value: Option<&str>) -> Alteration {
    let (key, value) = ("log.cleanup.policy".to_owned(), value.map(str::to_owned));
    let changes = vec![ConfigChange { name: key, operation, value }];
    Alteration { resource_type: 4, resource_name: name.into(), changes }
}

/// With what a broker was started only that broker knows.
#[test]
fn any_value_is_taken_for_a_broker() {
    let scene = Scene::of(&[1, 2]);
    for name in ["1", "2", ""] {
        let nonsense = of_broker(name, Operation::Set, Some("nonsense"));
        assert_eq!(decided(&scene, &[nonsense]), [None]);
    }
}

#[test]
fn what_cannot_be_read_spoils_the_whole_request() {
    let scene = Scene::of(&[1, 2]);
    let good = || of_broker("1", Operation::Set, None);
    assert_eq!(decided(&scene, &[good()]), [None]);
    for (operation, value) in [
        (Operation::Unknown(4), Some("delete")),
        (Operation::Append, None),
        (Operation::Subtract, None),
    ] {
        let spoiled = of_broker("2", operation, value);
        let code = Some(ErrorCode::UnknownServerError);
        assert_eq!(decided(&scene, &[good(), spoiled]), [code, code]);
    }
}
