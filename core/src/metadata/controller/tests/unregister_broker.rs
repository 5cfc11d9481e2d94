//! UnregisterBroker.

use super::scene::{Scene, refusal};
use crate::model::{ErrorCode, NodeId};

#[test]
fn a_broker_that_is_not_registered_cannot_leave() {
    let mut scene = Scene::of(&[1]);
    let decision = scene.decide(|controller, basis| controller.unregister_broker(basis, NodeId(2)));
    assert_eq!(refusal(decision), ErrorCode::BrokerIdNotRegistered);
}

#[test]
fn a_broker_that_leaves_is_in_no_isr() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2], &[1]]);
    let decision = scene.decide(|controller, basis| controller.unregister_broker(basis, NodeId(1)));
    assert_eq!(decision.records.len(), 3);
    assert!(!scene.image.brokers.contains_key(&NodeId(1)));
    assert!(scene.image.registration_offset(NodeId(1)).is_none());
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
    assert_eq!(scene.state(topic, 1), (-1, vec![1], vec![]));
}
