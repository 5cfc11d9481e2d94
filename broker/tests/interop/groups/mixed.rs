//! Groups in which clients of all kinds are members together.

use super::{
    member::{Kind, Protocol},
    scene::{Scene, broker},
};

/// All join one after another, then all leave one after another but the last; the leader is always among
/// those that leave.
fn all_come_and_go(name: &str, kinds: &[Kind], protocol: Protocol) -> Option<usize> {
    let mut scene = Scene::start(broker()?, name);
    let mut members = Vec::new();
    for kind in kinds {
        members.push(scene.join(*kind, protocol)?);
        scene.until_all_consume(&members);
    }
    for _ in 1..kinds.len() {
        scene.leave(members.remove(0));
        scene.until_all_partitions_move();
        scene.until_all_consume(&members);
    }
    Some(scene.finish())
}

/// Each of them is the leader once, and assigns to all the others.
#[test]
fn eight_clients_share_a_classic_group() {
    let kinds = [
        Kind::Confluent,
        Kind::FranzGo,
        Kind::Aiokafka,
        Kind::Kafkajs,
        Kind::Ottla,
        Kind::Kcat,
        Kind::Verifiable,
        Kind::Console,
    ];
    let _ = all_come_and_go("all-range", &kinds, Protocol::Range);
}

#[test]
fn five_clients_share_a_cooperative_group() {
    let kinds = [Kind::FranzGo, Kind::Verifiable, Kind::Ottla, Kind::Confluent, Kind::Console];
    let _ = all_come_and_go("all-cooperative", &kinds, Protocol::Cooperative);
}

#[test]
fn five_clients_share_a_group_of_kip_848() {
    let kinds = [Kind::Confluent, Kind::Ottla, Kind::Verifiable, Kind::FranzGo, Kind::Console];
    let _ = all_come_and_go("all-consumer", &kinds, Protocol::Consumer);
}
