//! Which markers follow from a decision, also after a restart, and what their outcomes mean.

use std::{sync::Arc, time::Duration};

use super::driver::{
    ABORT, COMMIT, Driver, V0, V2, image, partition, partitions, producer, transaction,
};
use crate::{
    coordinator::Shard,
    metadata::{MetadataDelta, MetadataImage},
    model::{ErrorCode, LeaderEpoch, Offset},
    transactions::{TransactionSettings, TransactionShard, TransactionState as State},
};

#[test]
fn the_transaction_is_complete_when_every_partition_has_its_marker() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.end(producer(9, 4), COMMIT, V2).unwrap();
    let [markers] = &driver.take_markers()[..] else { panic!("one transaction ends") };
    assert_eq!(markers.partitions, [partition(0), partition(1)]);
    assert_eq!((markers.coordinator_epoch, markers.version), (LeaderEpoch(5), V2));
    driver.written(markers, &[(partition(0), ErrorCode::None)]);
    assert_eq!(driver.state(), State::PrepareCommit);
    driver.written(markers, &[(partition(1), ErrorCode::None)]);
    assert_eq!(driver.state(), State::CompleteCommit);
    assert_eq!(driver.transaction().partitions, partitions(&[]));
    driver.written(markers, &[(partition(1), ErrorCode::None)]);
    assert_eq!(driver.log.len(), 2, "outcomes that come late change nothing");
}

#[test]
fn what_could_not_be_written_is_tried_again() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.end(producer(9, 4), COMMIT, V2).unwrap();
    let markers = &driver.take_markers()[0];
    let outcomes =
        [(partition(0), ErrorCode::None), (partition(1), ErrorCode::NotLeaderOrFollower)];
    driver.written(markers, &outcomes);
    assert_eq!(driver.take_markers(), []);
    driver.pass(Duration::from_millis(100));
    let markers = &driver.take_markers()[0];
    assert_eq!(markers.partitions, [partition(1)]);
    driver.all_written(markers);
    assert_eq!(driver.state(), State::CompleteCommit);
    driver.pass(Duration::from_secs(10));
    assert_eq!(driver.take_markers(), []);
}

#[test]
fn the_record_of_the_end_is_tried_again_if_it_could_not_be_appended() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.end(producer(9, 4), COMMIT, V2).unwrap();
    let markers = driver.take_markers().remove(0);
    let written: Vec<_> =
        markers.partitions.iter().map(|one| (one.clone(), ErrorCode::None)).collect();
    let lost = driver.shard.markers_written(&markers, &written, driver.now);
    let _ = driver.shard.append_failed(lost, ErrorCode::CoordinatorNotAvailable, driver.now);
    assert_eq!(driver.state(), State::PrepareCommit);
    driver.pass(Duration::from_millis(100));
    driver.write_markers();
    assert_eq!(driver.state(), State::CompleteCommit);
}

#[test]
fn another_coordinator_or_a_newer_producer_ends_the_trying() {
    for code in [ErrorCode::TransactionCoordinatorFenced, ErrorCode::InvalidProducerEpoch] {
        let mut driver = Driver::with(2, transaction(State::Ongoing));
        driver.end(producer(9, 4), COMMIT, V2).unwrap();
        let markers = &driver.take_markers()[0];
        driver.written(markers, &[(partition(0), ErrorCode::None), (partition(1), code)]);
        driver.pass(Duration::from_secs(1));
        assert_eq!(driver.take_markers(), []);
    }
}

#[test]
fn a_topic_that_was_deleted_needs_no_marker() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.end(producer(9, 4), COMMIT, V2).unwrap();
    let mut empty = MetadataImage::clone(&image(2));
    (empty.topics, empty.topic_ids) = Default::default();
    let delta = MetadataDelta::default();
    let _ = driver.shard.metadata_changed(Arc::new(empty), &delta, driver.now);
    let markers = &driver.take_markers()[0];
    assert_eq!(markers.partitions, []);
    driver.written(markers, &[]);
    assert_eq!(driver.state(), State::CompleteCommit);
}

#[test]
fn a_new_coordinator_finishes_what_was_decided_before_it() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.end(producer(9, 4), COMMIT, V2).unwrap();
    let settings = TransactionSettings::of(&Default::default());
    driver.shard = TransactionShard::new(settings, image(2), LeaderEpoch(6));
    for record in driver.log.clone() {
        let (key, value) = record.encode().unwrap();
        let read = TransactionShard::decode(key, value).unwrap();
        driver.shard.replay(Offset(0), None, &read);
    }
    let markers = &driver.take_markers()[0];
    assert_eq!((markers.coordinator_epoch, markers.result), (LeaderEpoch(6), COMMIT));
    driver.all_written(markers);
    assert_eq!(driver.state(), State::CompleteCommit);
}

/// In the first protocol an epoch lasts over many transactions: a marker that is written twice may end the
/// next one.
#[test]
fn a_new_coordinator_writes_the_markers_of_its_last_transaction_only() {
    let mut driver = Driver::with(1, transaction(State::Ongoing));
    let client = producer(9, 4);
    for _ in 0..3 {
        driver.end(client, COMMIT, V0).unwrap();
        driver.write_markers();
        driver.add(client, &[2], V0);
    }
    driver.end(client, ABORT, V0).unwrap();
    let settings = TransactionSettings::of(&Default::default());
    driver.shard = TransactionShard::new(settings, image(1), LeaderEpoch(6));
    for record in driver.log.clone() {
        driver.shard.replay(Offset(0), None, &record);
    }
    let [markers] = &driver.take_markers()[..] else { panic!("one transaction ends") };
    assert_eq!((markers.result, &markers.partitions), (ABORT, &vec![partition(2)]));
}

#[test]
fn the_timer_of_one_transaction_does_not_write_the_markers_of_the_next() {
    let mut driver = Driver::with(1, transaction(State::Ongoing));
    let client = producer(9, 4);
    driver.end(client, COMMIT, V0).unwrap();
    driver.write_markers();
    driver.add(client, &[2], V0);
    driver.end(client, COMMIT, V0).unwrap();
    let markers = driver.take_markers().remove(0);
    driver.pass(Duration::from_secs(1));
    assert_eq!(driver.take_markers(), [], "they are on their way");
    driver.all_written(&markers);
    assert_eq!(driver.state(), State::CompleteCommit);
}
