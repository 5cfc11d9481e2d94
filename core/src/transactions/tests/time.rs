//! Time-outs of transactions, and ids that are forgotten.

use std::time::Duration;

use super::driver::{ABORT, Driver, ID, V0, V2, producer, transaction};
use crate::{
    coordinator::Shard,
    model::{ErrorCode, ProducerEpoch},
    transactions::{Transaction, TransactionState as State},
};

#[test]
fn a_transaction_is_aborted_at_its_time_out_and_its_client_fenced() {
    for (version, protocol) in [(1, V0), (2, V2)] {
        let mut driver = Driver::new(version);
        let client = driver.init(None).unwrap();
        driver.add(client, &[0], protocol);
        driver.pass(Duration::from_millis(59_999));
        assert_eq!(driver.state(), State::Ongoing);
        driver.pass(Duration::from_millis(1));
        assert_eq!(driver.state(), State::PrepareAbort);
        let markers = &driver.take_markers()[0];
        assert_eq!((markers.result, markers.producer_epoch), (ABORT, ProducerEpoch(1)));
        driver.all_written(markers);
        assert_eq!(driver.state(), State::CompleteAbort);
        assert_eq!(driver.add(client, &[0], protocol), ErrorCode::ProducerFenced);
    }
}

#[test]
fn each_transaction_has_its_own_time() {
    let mut driver = Driver::new(2);
    let client = driver.init(None).unwrap();
    driver.add(client, &[0], V2);
    driver.pass(Duration::from_secs(40));
    let client = driver.end(client, ABORT, V2).unwrap();
    driver.write_markers();
    driver.add(client, &[0], V2);
    driver.pass(Duration::from_secs(40));
    assert_eq!(driver.state(), State::Ongoing);
    driver.pass(Duration::from_secs(20));
    assert_eq!(driver.state(), State::PrepareAbort);
}

#[test]
fn the_time_goes_on_under_a_new_coordinator() {
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    driver.pass(Duration::from_secs(50));
    let _ = driver.shard.loaded(driver.now);
    driver.pass(Duration::from_secs(9));
    assert_eq!(driver.state(), State::Ongoing);
    driver.pass(Duration::from_secs(1));
    assert_eq!(driver.state(), State::PrepareAbort);
}

#[test]
fn a_time_out_waits_for_a_producer_id_where_it_takes_one() {
    let used_up =
        Transaction { producer_epoch: Transaction::EPOCH_MAX, ..transaction(State::Ongoing) };
    let mut driver = Driver::with(2, used_up);
    let _ = driver.shard.loaded(driver.now);
    driver.pass(Duration::from_secs(60));
    assert_eq!(driver.state(), State::Ongoing);
    assert!(driver.shard.wants_producer_id());
    driver.provide();
    driver.pass(Duration::from_millis(100));
    assert_eq!(driver.state(), State::PrepareAbort);
    driver.write_markers();
    let done = driver.transaction();
    assert_eq!((done.producer_id, done.producer_epoch), producer(100, 0));
}

#[test]
fn an_id_is_forgotten_when_it_was_idle_for_a_week() {
    let week = Duration::from_secs(7 * 24 * 3_600);
    let mut driver = Driver::with(2, transaction(State::CompleteCommit));
    let _ = driver.shard.loaded(driver.now);
    driver.pass(week - Duration::from_secs(3_600));
    assert!(driver.shard.transaction(ID).is_some());
    driver.pass(Duration::from_secs(3_600));
    assert_eq!(driver.shard.transaction(ID), None);
    let mut driver = Driver::with(2, transaction(State::PrepareCommit));
    let _ = driver.shard.loaded(driver.now);
    driver.pass(2 * week);
    assert!(driver.shard.transaction(ID).is_some(), "one that is ending stays");
}
