//! BrokerHeartbeat.

use std::time::Duration;

use super::scene::{Scene, changes, directory, refusal};
use crate::{
    model::{ErrorCode, NodeId},
    protocol::messages::{BrokerHeartbeatRequest, MetadataRecord},
};

#[test]
fn a_stale_broker_epoch_is_refused() {
    let mut scene = Scene::of(&[1]);
    let stale = BrokerHeartbeatRequest { broker_epoch: 99, ..scene.heartbeat(1) };
    assert_eq!(refusal(scene.send(&stale)), ErrorCode::StaleBrokerEpoch);
    let unknown = BrokerHeartbeatRequest { broker_id: 7, ..scene.heartbeat(1) };
    assert_eq!(refusal(scene.send(&unknown)), ErrorCode::StaleBrokerEpoch);
}

#[test]
fn a_broker_serves_once_it_has_read_its_own_registration() {
    let mut scene = Scene::new();
    let registered = scene.next_offset;
    let epoch = scene.register(&Scene::registration(1, 1)).response.unwrap();
    assert_eq!(epoch, registered.0);
    let behind =
        BrokerHeartbeatRequest { current_metadata_offset: registered.0 - 1, ..scene.heartbeat(1) };
    let reply = scene.send(&behind);
    assert!(reply.records.is_empty());
    let reply = reply.response.unwrap();
    assert!(reply.is_fenced && !reply.is_caught_up && !reply.should_shut_down);
    let caught_up =
        BrokerHeartbeatRequest { current_metadata_offset: registered.0, ..scene.heartbeat(1) };
    let wants_fence = BrokerHeartbeatRequest { want_fence: true, ..caught_up.clone() };
    assert!(scene.send(&wants_fence).response.unwrap().is_fenced);
    let reply = scene.send(&caught_up);
    assert_eq!(reply.records.len(), 1);
    let reply = reply.response.unwrap();
    assert!(!reply.is_fenced && reply.is_caught_up);
    assert!(scene.beat(1).records.is_empty());
}

#[test]
fn a_broker_that_is_fenced_leaves_the_isr_and_another_leads() {
    let mut scene = Scene::of(&[1, 2, 3]);
    let topic = scene.topic("t", &[&[1, 2, 3], &[2, 3, 1], &[1]]);
    let records = scene.fence(1);
    assert_eq!(changes(&records).len(), 3);
    assert!(matches!(records.last(), Some(MetadataRecord::BrokerRegistrationChangeRecord(_))));
    assert_eq!(scene.state(topic, 0), (2, vec![2, 3], vec![]));
    assert_eq!(scene.state(topic, 1), (2, vec![2, 3], vec![]));
    assert_eq!(scene.partition(topic, 0).leader_epoch.0, 1);
    assert_eq!(scene.partition(topic, 1).leader_epoch.0, 0, "its leader has not changed");
    assert_eq!(scene.state(topic, 2), (-1, vec![1], vec![]), "the last of the ISR stays in it");
    let records = scene.beat(1).records;
    assert_eq!(changes(&records).len(), 1);
    assert_eq!(scene.state(topic, 2), (1, vec![1], vec![]));
    assert_eq!(scene.partition(topic, 2).leader_epoch.0, 2);
}

#[test]
fn a_broker_stops_when_the_others_know_the_new_leaders() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1, 2]]);
    scene.beat(2);
    let wants =
        |scene: &Scene| BrokerHeartbeatRequest { want_shut_down: true, ..scene.heartbeat(1) };
    let request = wants(&scene);
    let reply = scene.send(&request);
    assert_eq!(reply.records.len(), 2);
    let reply = reply.response.unwrap();
    assert!(reply.in_controlled_shutdown && !reply.should_shut_down && !reply.is_fenced);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
    let request = wants(&scene);
    let reply = scene.send(&request);
    assert!(reply.records.is_empty());
    assert!(!reply.response.unwrap().should_shut_down, "broker 2 has not read who leads");
    scene.beat(2);
    let request = wants(&scene);
    let reply = scene.send(&request);
    assert_eq!(reply.records.len(), 1);
    let reply = reply.response.unwrap();
    assert!(reply.should_shut_down && reply.is_fenced);
    assert!(scene.image.brokers[&NodeId(1)].fenced);
}

#[test]
fn a_broker_that_leads_nothing_or_is_fenced_stops_at_once() {
    let mut scene = Scene::of(&[1, 2]);
    scene.topic("t", &[&[2, 1]]);
    let wants = BrokerHeartbeatRequest { want_shut_down: true, ..scene.heartbeat(1) };
    let reply = scene.send(&wants);
    assert!(reply.response.unwrap().should_shut_down);
    assert_eq!(reply.records.len(), 2);
    let wants = BrokerHeartbeatRequest { want_shut_down: true, ..scene.heartbeat(1) };
    let reply = scene.send(&wants);
    assert!(reply.response.unwrap().should_shut_down, "it was fenced by then");
}

#[test]
fn while_its_only_replicas_are_led_a_broker_does_not_stop() {
    let mut scene = Scene::of(&[1, 2]);
    let topic = scene.topic("t", &[&[1]]);
    let wants = BrokerHeartbeatRequest { want_shut_down: true, ..scene.heartbeat(1) };
    let reply = scene.send(&wants).response.unwrap();
    assert!(reply.in_controlled_shutdown);
    assert_eq!(scene.state(topic, 0), (-1, vec![1], vec![]), "nobody else can lead");
}

#[test]
fn a_failed_directory_takes_its_partitions_from_their_broker() {
    let mut scene = Scene::of(&[2]);
    let mut request = Scene::registration(1, 1);
    request.log_dirs = vec![directory(1, 0), directory(1, 1)];
    scene.register(&request).response.unwrap();
    scene.beat(1);
    let topic = scene.topic("t", &[&[1, 2], &[1, 2], &[1]]);
    let placed: Vec<_> = (0..3).map(|one| scene.partition(topic, one).directories[0]).collect();
    assert_eq!(placed, [directory(1, 0), directory(1, 1), directory(1, 0)]);
    let failed =
        BrokerHeartbeatRequest { offline_log_dirs: vec![directory(1, 0)], ..scene.heartbeat(1) };
    let records = scene.send(&failed).records;
    assert_eq!(changes(&records).len(), 2);
    assert_eq!(scene.state(topic, 0), (2, vec![2], vec![]));
    assert_eq!(scene.state(topic, 1), (1, vec![1, 2], vec![]));
    assert_eq!(scene.state(topic, 2), (-1, vec![1], vec![]));
    assert_eq!(scene.image.brokers[&NodeId(1)].directories, [directory(1, 1)]);
    assert!(scene.send(&failed).records.is_empty(), "it is known by now");
}

#[test]
fn cordoned_directories_are_written_when_they_change() {
    let mut scene = Scene::of(&[1, 2]);
    let says = |scene: &Scene, directories| BrokerHeartbeatRequest {
        cordoned_log_dirs: Some(directories),
        ..scene.heartbeat(1)
    };
    let request = says(&scene, vec![]);
    assert_eq!(scene.send(&request).records.len(), 1, "it was not known before");
    let request = says(&scene, vec![directory(1, 0)]);
    assert_eq!(scene.send(&request).records.len(), 1);
    assert_eq!(scene.send(&request).records.len(), 0);
    assert!(!scene.image.brokers[&NodeId(1)].takes_replicas());
}

#[test]
fn heartbeats_keep_a_session_alive() {
    let mut scene = Scene::of(&[1, 2]);
    for _ in 0..3 {
        scene.pass(Duration::from_secs(3));
        scene.beat(1);
    }
    assert_eq!(
        scene.decide(|controller, basis| controller.fence_stale(basis)).response,
        Some(NodeId(2))
    );
    assert_eq!(scene.decide(|controller, basis| controller.fence_stale(basis)).response, None);
}
