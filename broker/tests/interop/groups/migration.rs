//! Classic groups become groups of KIP-848 and the other way round, while they go on.

use ottla_core::protocol::messages::{ListGroupsRequest, ListGroupsResponse};

use super::{
    member::{Kind, Protocol},
    scene::{Scene, broker},
};

/// The group's type and protocol type, as the broker lists it.
fn listed(scene: &Scene) -> (String, String) {
    let response: ListGroupsResponse = scene.client().call(&ListGroupsRequest::default());
    let found = response.groups.iter().find(|group| group.group_id[..] == scene.group);
    let group = found.unwrap_or_else(|| panic!("{response:?}"));
    (group.group_type.to_string(), group.protocol_type.to_string())
}

fn of(group_type: &str) -> (String, String) {
    (group_type.to_owned(), "consumer".to_owned())
}

/// Classic members join first; the first of KIP-848 converts the group, the last that leaves converts
/// it back.
fn there_and_back(name: &str, classic: [Kind; 2], new: [Kind; 2]) -> Option<usize> {
    let mut scene = Scene::start(broker()?, name);
    let first = scene.join(classic[0], Protocol::Range)?;
    let second = scene.join(classic[1], Protocol::Range)?;
    scene.until_all_consume(&[first, second]);
    assert_eq!(listed(&scene), of("classic"));
    let third = scene.join(new[0], Protocol::Consumer)?;
    scene.until_all_consume(&[first, second, third]);
    assert_eq!(listed(&scene), of("consumer"));
    let fourth = scene.join(new[1], Protocol::Consumer)?;
    scene.until_all_consume(&[first, second, third, fourth]);
    // A classic member of a group of the new protocol leaves, another comes.
    scene.leave(first);
    scene.until_all_partitions_move();
    let fifth = scene.join(classic[0], Protocol::Range)?;
    scene.until_all_consume(&[second, third, fourth, fifth]);
    scene.leave(third);
    scene.leave(fourth);
    scene.until_all_consume(&[second, fifth]);
    scene.until_all_partitions_move();
    assert_eq!(listed(&scene), of("classic"));
    Some(scene.finish())
}

#[test]
fn a_group_of_java_and_franz_go_migrates_there_and_back() {
    let (classic, new) = ([Kind::Verifiable, Kind::FranzGo], [Kind::Confluent, Kind::Verifiable]);
    let _ = there_and_back("migrates-java", classic, new);
}

#[test]
fn a_group_of_confluent_and_aiokafka_migrates_there_and_back() {
    let (classic, new) = ([Kind::Confluent, Kind::Aiokafka], [Kind::Verifiable, Kind::FranzGo]);
    let _ = there_and_back("migrates-confluent", classic, new);
}

#[test]
fn a_group_of_ours_and_java_migrates_there_and_back() {
    let (classic, new) = ([Kind::Ottla, Kind::Verifiable], [Kind::Ottla, Kind::Confluent]);
    let _ = there_and_back("migrates-ours", classic, new);
}
