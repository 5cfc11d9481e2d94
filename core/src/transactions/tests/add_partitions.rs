//! AddPartitionsToTxn, and the question whether a partition was added.

use std::time::Duration;

use bytestring::ByteString;

use super::driver::{COMMIT, Driver, ID, V0, V2, partition, partitions, producer, transaction};
use crate::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    transactions::{Adding, TransactionState as State},
};

#[test]
fn the_first_partition_begins_the_transaction_and_known_ones_write_nothing() {
    let mut driver = Driver::new(2);
    let client = driver.init(None).unwrap();
    driver.pass(Duration::from_secs(1));
    assert_eq!(driver.add(client, &[0], V2), ErrorCode::None);
    assert_eq!(
        (driver.state(), driver.transaction().started_at),
        (State::Ongoing, driver.now.wall)
    );
    let began = driver.now.wall;
    driver.pass(Duration::from_secs(1));
    let written = driver.log.len();
    assert_eq!(driver.add(client, &[0], V2), ErrorCode::None);
    assert_eq!(driver.log.len(), written);
    assert_eq!(driver.add(client, &[0, 2], V2), ErrorCode::None);
    assert_eq!(driver.transaction().started_at, began);
    assert_eq!(driver.transaction().partitions, partitions(&[0, 2]));
}

#[test]
fn only_the_producer_of_now_adds_and_not_while_the_transaction_ends() {
    let cases = [
        (State::Ongoing, producer(8, 4), ErrorCode::InvalidProducerIdMapping),
        (State::Ongoing, producer(9, 3), ErrorCode::ProducerFenced),
        (State::Ongoing, producer(9, 5), ErrorCode::ProducerFenced),
        (State::PrepareCommit, producer(9, 4), ErrorCode::ConcurrentTransactions),
        (State::PrepareAbort, producer(9, 4), ErrorCode::ConcurrentTransactions),
        (State::CompleteCommit, producer(9, 4), ErrorCode::None),
    ];
    for (state, client, expected) in cases {
        let mut driver = Driver::with(2, transaction(state));
        assert_eq!(driver.add(client, &[2], V0), expected, "{state:?} {client:?}");
    }
    assert_eq!(Driver::new(2).add(producer(9, 4), &[0], V0), ErrorCode::InvalidProducerIdMapping);
}

#[test]
fn a_partition_is_verified_if_the_open_transaction_has_it() {
    let verdicts = |driver: &mut Driver, epoch: i16| {
        let (id, asked) = (ByteString::from(ID), partitions(&[1, 2]));
        let adding = Adding {
            id: &id,
            producer_id: ProducerId(9),
            producer_epoch: ProducerEpoch(epoch),
            partitions: &asked,
            version: V2,
        };
        let outcome = driver.shard.verify_partitions(&adding);
        driver.apply(outcome)
    };
    let mut driver = Driver::with(2, transaction(State::Ongoing));
    let (known, unknown) = (ErrorCode::None, ErrorCode::TransactionAbortable);
    assert_eq!(verdicts(&mut driver, 4), [(partition(1), known), (partition(2), unknown)]);
    let fenced = ErrorCode::ProducerFenced;
    assert_eq!(verdicts(&mut driver, 3), [(partition(1), fenced), (partition(2), fenced)]);
    driver.end(producer(9, 4), COMMIT, V0).unwrap();
    let ending = ErrorCode::ConcurrentTransactions;
    assert_eq!(verdicts(&mut driver, 4), [(partition(1), ending), (partition(2), ending)]);
    driver.write_markers();
    assert_eq!(verdicts(&mut driver, 4), [(partition(1), unknown), (partition(2), unknown)]);
}
