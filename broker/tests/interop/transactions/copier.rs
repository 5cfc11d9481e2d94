//! Apache Kafka's `TransactionalMessageCopier`, several of them, which abort at random and are killed.

use super::{
    copying::{Copying, Kind, Metadata, PARTITIONS, Timeouts},
    scene::Scene,
};

const MESSAGES: usize = 4_000;

/// One for each partition or each number of a member; every one is killed once.
fn copy(name: &str, kind: Kind, copiers: usize) -> Option<()> {
    let mut copying = Copying::begin(Scene::start()?, name, MESSAGES, Timeouts::OF_KILLED_COPIERS);
    for _ in 0..copiers {
        copying.add(kind)?;
    }
    for number in 0..copiers {
        copying.until_copied(number, 400);
        copying.restart(number);
    }
    copying.finish()
}

#[test]
fn copiers_of_partitions_copy_every_message_once_though_they_are_killed() {
    let _ = copy("copier", Kind::OfPartition(Metadata::Group), PARTITIONS as usize);
}

#[test]
fn copiers_with_the_metadata_of_their_group_copy_every_message_once() {
    let _ = copy("copier-metadata", Kind::OfPartition(Metadata::Member), PARTITIONS as usize);
}

#[test]
fn copiers_of_one_group_copy_every_message_once_though_they_are_killed() {
    let _ = in_group();
}

fn in_group() -> Option<()> {
    let mut copying =
        Copying::begin(Scene::start()?, "copier-group", MESSAGES, Timeouts::OF_KILLED_COPIERS);
    copying.add(Kind::InGroup)?;
    copying.until_copied(0, 400);
    copying.add(Kind::InGroup)?;
    copying.until_more_is_written(400);
    copying.restart(0);
    copying.until_more_is_written(400);
    copying.finish()
}
