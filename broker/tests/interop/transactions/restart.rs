//! The broker dies in the middle of transactions and comes back with what is on disk: the copiers go on, and every
//! message is copied once. confluent-kafka is not among them: if the connection breaks while librdkafka 2.16.1 adds
//! offsets to a transaction, it has been seen to add them to the coordinator and never send them to the group.

use super::{
    copying::{Copying, Kind, Metadata, PARTITIONS, Timeouts},
    scene::Scene,
};

const MESSAGES: usize = 6_000;
const KILLS: usize = 3;

fn copy(name: &str, kinds: &[Kind]) -> Option<()> {
    let mut copying =
        Copying::begin(Scene::start_ours()?, name, MESSAGES, Timeouts::OF_A_KILLED_BROKER);
    for kind in kinds {
        copying.add(*kind)?;
    }
    for number in 0..kinds.len() {
        copying.until_copied(number, 1);
    }
    for _ in 0..KILLS {
        copying.until_more_is_written(1_000);
        copying.scene.broker.restart();
    }
    copying.finish()
}

#[test]
fn copiers_of_partitions_go_on_when_the_broker_comes_back() {
    let _ = copy("restarted", &[Kind::OfPartition(Metadata::Member); PARTITIONS as usize]);
}

#[test]
fn copiers_of_a_group_go_on_when_the_broker_comes_back() {
    let _ = copy("restarted-group", &[Kind::InGroup; 1]);
}

#[test]
fn copiers_of_franz_go_go_on_when_the_broker_comes_back() {
    let _ = copy("restarted-franz-go", &[Kind::FranzGo; 1]);
}
