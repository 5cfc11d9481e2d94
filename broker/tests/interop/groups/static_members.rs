//! Static members (KIP-345): a restart within the session's time moves no partition.

use super::{
    member::{Joining, Kind, Protocol},
    scene::{Scene, broker},
};

fn comes_back(name: &str, restarted: Kind, other: Kind, protocol: Protocol) -> Option<usize> {
    let mut scene = Scene::start(broker()?, name);
    let joining = |kind, instance| Joining { kind, protocol, instance: Some(instance) };
    let first = scene.join_as(joining(restarted, "first"))?;
    let second = scene.join_as(joining(other, "second"))?;
    scene.until_all_consume(&[first, second]);
    let state = |scene: &Scene, member: usize| {
        scene.look(|seen| (seen.members[member].owned.clone(), seen.members[member].assignments))
    };
    let (owned, _) = state(&scene, first);
    let untouched = state(&scene, second);
    match protocol {
        // A static member that closes does not leave the group.
        Protocol::Range | Protocol::Cooperative => scene.kill(first),
        // It does, but keeps its place (member epoch -2).
        Protocol::Consumer => scene.leave(first),
    }
    let again = scene.join_as(joining(restarted, "first"))?;
    scene.until_all_consume(&[again, second]);
    scene.until_all_partitions_move();
    let words = || scene.look(|seen| seen.last_words());
    assert_eq!(state(&scene, again).0, owned, "{}", words());
    assert_eq!(state(&scene, second), untouched, "{}", words());
    Some(scene.finish())
}

#[test]
fn a_static_member_of_confluent_kafka_comes_back_unnoticed() {
    let (first, second) = (Kind::Confluent, Kind::FranzGo);
    let _ = comes_back("static-classic", first, second, Protocol::Range);
}

#[test]
fn a_static_member_of_franz_go_comes_back_unnoticed() {
    let (first, second) = (Kind::FranzGo, Kind::Aiokafka);
    let _ = comes_back("static-franz", first, second, Protocol::Range);
}

#[test]
fn a_static_member_of_kip_848_comes_back_unnoticed() {
    // franz-go 1.22.3 forgets its instance when it leaves, which Apache Kafka refuses, too.
    let (first, second) = (Kind::Confluent, Kind::FranzGo);
    let _ = comes_back("static-consumer", first, second, Protocol::Consumer);
}

#[test]
fn a_static_member_of_java_comes_back_unnoticed() {
    let (first, second) = (Kind::Verifiable, Kind::Confluent);
    let _ = comes_back("static-java", first, second, Protocol::Consumer);
}

#[test]
fn a_static_member_of_ours_comes_back_unnoticed() {
    let (first, second) = (Kind::Ottla, Kind::Confluent);
    let _ = comes_back("static-ours-classic", first, second, Protocol::Cooperative);
}

#[test]
fn a_static_member_of_ours_comes_back_unnoticed_with_kip_848() {
    let (first, second) = (Kind::Ottla, Kind::Verifiable);
    let _ = comes_back("static-ours", first, second, Protocol::Consumer);
}
