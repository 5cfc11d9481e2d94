//! Sessions that run out, and the timers.

use std::time::Duration;

use super::scene::{Scene, changes};
use crate::{
    metadata::controller::{ActiveController, Due},
    model::{NodeId, Rng},
};

#[test]
fn silent_brokers_are_fenced_one_at_a_time() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2, 3]]);
    let due = scene.controller.next_timeout();
    assert_eq!(due, scene.now.monotonic + Duration::from_secs(9));
    scene.pass(Duration::from_millis(8_999));
    assert_eq!(scene.decide(ActiveController::fence_stale).response, None);
    scene.beat(3);
    scene.pass(Duration::from_millis(1));
    let first = scene.decide(ActiveController::timeout);
    assert_eq!(first.response, Some(Due::StaleBroker(NodeId(1))));
    assert_eq!(changes(&first.records).len(), 1);
    assert_eq!(scene.state(topic, 0), (2, vec![2, 3], vec![]));
    let second = scene.decide(ActiveController::timeout);
    assert_eq!(second.response, Some(Due::StaleBroker(NodeId(2))));
    assert_eq!(scene.state(topic, 0), (3, vec![3], vec![]), "with broker 1 fenced already");
    assert_eq!(scene.decide(ActiveController::timeout).response, None);
    assert!(scene.controller.next_timeout() > scene.now.monotonic);
}

#[test]
fn a_controller_that_stood_still_listens_before_it_fences() {
    let mut scene = Scene::of(&[1, 2]);
    scene.pass(Duration::from_secs(60));
    assert_eq!(scene.decide(ActiveController::timeout).response, None);
    // What one of them has sent meanwhile is read now.
    scene.beat(1);
    let due = scene.controller.next_timeout();
    assert_eq!(due, scene.now.monotonic + Duration::from_secs(3), "a third of a session");
    scene.pass(Duration::from_secs(3));
    let due = scene.decide(ActiveController::timeout).response;
    assert_eq!(due, Some(Due::StaleBroker(NodeId(2))));
    assert_eq!(scene.decide(ActiveController::timeout).response, None);
}

#[test]
fn a_silent_broker_is_given_more_time_only_once() {
    let mut scene = Scene::of(&[1]);
    for expected in [None, Some(Due::StaleBroker(NodeId(1)))] {
        scene.pass(Duration::from_secs(60));
        assert_eq!(scene.decide(ActiveController::timeout).response, expected);
    }
}

#[test]
fn the_controller_before_is_known_to_be_gone_sooner_but_not_at_once() {
    for (heard, left) in [(0, 3), (58, 7), (60, 9)] {
        let mut scene = Scene::of(&[1, 2]);
        let from = scene.now.monotonic;
        scene.pass(Duration::from_secs(60));
        let (settings, image) = (scene.controller.settings().clone(), &scene.image);
        let rng = Rng::from_seed(2);
        scene.controller = ActiveController::begin(settings, image, rng, scene.now);
        let heard = from + Duration::from_secs(heard);
        scene.controller.succeeds(NodeId(1), heard, scene.now);
        scene.pass(Duration::from_secs(left) - Duration::from_millis(1));
        assert_eq!(scene.decide(ActiveController::timeout).response, None);
        scene.pass(Duration::from_millis(1));
        let due = scene.decide(ActiveController::timeout).response;
        assert_eq!(due, Some(Due::StaleBroker(NodeId(1))));
    }
}

#[test]
fn a_new_leadership_gives_everybody_a_whole_session() {
    let mut scene = Scene::of(&[1, 2]);
    scene.fence(2);
    scene.pass(Duration::from_secs(60));
    let settings = scene.controller.settings().clone();
    let image = &scene.image;
    scene.controller = ActiveController::begin(settings, image, Rng::from_seed(2), scene.now);
    assert_eq!(scene.decide(ActiveController::timeout).response, None);
    scene.pass(Duration::from_secs(9));
    let due = scene.decide(ActiveController::timeout).response;
    assert_eq!(due, Some(Due::StaleBroker(NodeId(1))));
    assert_eq!(scene.decide(ActiveController::fence_stale).response, None, "it is fenced");
}
