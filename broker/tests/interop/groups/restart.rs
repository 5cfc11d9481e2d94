//! The broker dies in the middle of a group and comes back: the members go on, and no commit that was
//! confirmed is forgotten.

use super::{
    member::{Kind, Protocol},
    scene::{PARTITIONS, SETTINGS, Scene},
};
use crate::process::BrokerProcess;

fn goes_on(name: &str, members: [(Kind, Protocol); 2]) -> Option<usize> {
    let mut scene = Scene::start(BrokerProcess::on_disk(&SETTINGS)?, name);
    let first = scene.join(members[0].0, members[0].1)?;
    let second = scene.join(members[1].0, members[1].1)?;
    scene.until_all_consume(&[first, second]);
    scene.until_all_partitions_move();
    // A write whose answer is lost could be there or not.
    scene.stop_writing();
    scene.broker.restart();
    let committed = scene.look(|seen| seen.committed(PARTITIONS));
    let kept = scene.committed();
    // Where nothing was confirmed yet, there may be nothing.
    let forgotten =
        committed.iter().zip(&kept).any(|(committed, kept)| *committed > (*kept).max(0));
    assert!(!forgotten, "confirmed {committed:?}, kept {kept:?}");
    scene.go_on_writing();
    scene.until_all_consume(&[first, second]);
    scene.until_all_partitions_move();
    let third = scene.join(members[0].0, members[0].1)?;
    scene.until_all_consume(&[first, second, third]);
    Some(scene.finish())
}

#[test]
fn a_classic_group_goes_on_when_the_broker_comes_back() {
    let members = [(Kind::Confluent, Protocol::Range), (Kind::Verifiable, Protocol::Range)];
    let _ = goes_on("restarted-classic", members);
}

#[test]
fn a_cooperative_group_goes_on_when_the_broker_comes_back() {
    let of = |kind| (kind, Protocol::Cooperative);
    let _ = goes_on("restarted-cooperative", [of(Kind::FranzGo), of(Kind::Confluent)]);
}

#[test]
fn a_group_of_kip_848_goes_on_when_the_broker_comes_back() {
    let of = |kind| (kind, Protocol::Consumer);
    let _ = goes_on("restarted-consumer", [of(Kind::Confluent), of(Kind::Verifiable)]);
}

#[test]
fn our_classic_members_go_on_when_the_broker_comes_back() {
    let of = |kind| (kind, Protocol::Range);
    let _ = goes_on("restarted-ours-classic", [of(Kind::Ottla), of(Kind::Kafkajs)]);
}

#[test]
fn our_members_of_kip_848_go_on_when_the_broker_comes_back() {
    let of = |kind| (kind, Protocol::Consumer);
    let _ = goes_on("restarted-ours", [of(Kind::Ottla), of(Kind::Ottla)]);
}
