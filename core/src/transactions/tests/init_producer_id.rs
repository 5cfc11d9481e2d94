//! InitProducerId: who begins, who is fenced, who goes on.

use super::driver::{ABORT, COMMIT, Driver, V0, V2, producer, transaction};
use crate::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    transactions::{Transaction, TransactionState as State},
};

#[test]
fn a_new_id_gets_a_producer_and_each_beginning_a_higher_epoch() {
    let mut driver = Driver::new(2);
    assert_eq!(driver.init(None), Ok(producer(100, 0)));
    assert_eq!(driver.init(None), Ok(producer(100, 1)));
    assert_eq!(driver.state(), State::Empty);
    assert_eq!(driver.add(producer(100, 0), &[0], V0), ErrorCode::ProducerFenced);
}

#[test]
fn a_time_out_that_is_not_allowed_is_refused() {
    for timeout in [0, -1, 900_001] {
        let mut driver = Driver::new(2);
        let outcome = driver.shard.init_producer_id(&"id".into(), timeout, None, driver.now);
        let answer = driver.apply(outcome.unwrap());
        assert_eq!(answer, Err(ErrorCode::InvalidTransactionTimeout), "{timeout}");
        assert_eq!(driver.log, []);
    }
}

#[test]
fn an_open_transaction_is_aborted_and_its_client_fenced_before_another_begins() {
    for (version, epoch) in [(0, 5), (1, 5), (2, 5)] {
        let mut driver = Driver::with(version, transaction(State::Ongoing));
        assert_eq!(driver.init(None), Err(ErrorCode::ConcurrentTransactions));
        assert_eq!(driver.state(), State::PrepareAbort);
        assert_eq!(driver.init(None), Err(ErrorCode::ConcurrentTransactions));
        let markers = &driver.take_markers()[0];
        assert_eq!((markers.producer_epoch, markers.result), (ProducerEpoch(epoch), ABORT));
        driver.all_written(markers);
        assert_eq!(driver.init(None), Ok(producer(9, epoch + 1)));
        let protocol = if version == 2 { V2 } else { V0 };
        assert_eq!(driver.end(producer(9, 4), COMMIT, protocol), Err(ErrorCode::ProducerFenced));
    }
}

#[test]
fn a_client_that_goes_on_after_an_error_gets_the_next_epoch_and_the_same_one_again() {
    let mut driver = Driver::with(2, transaction(State::CompleteAbort));
    let before = producer(9, 4);
    assert_eq!(driver.init(Some(before)), Ok(producer(9, 5)));
    assert_eq!(driver.init(Some(before)), Ok(producer(9, 5)), "the answer was lost");
    assert_eq!(driver.init(Some(producer(9, 3))), Err(ErrorCode::ProducerFenced));
    assert_eq!(driver.init(Some(producer(8, 4))), Err(ErrorCode::ProducerFenced));
    assert_eq!(driver.init(None), Ok(producer(9, 6)), "another takes over");
    assert_eq!(driver.init(Some(before)), Err(ErrorCode::ProducerFenced));
}

#[test]
fn a_producer_id_without_epochs_is_replaced() {
    let used_up = Transaction {
        producer_epoch: Transaction::EPOCH_MAX,
        ..transaction(State::CompleteCommit)
    };
    let mut driver = Driver::with(2, used_up.clone());
    assert_eq!(driver.init(None), Ok(producer(100, 0)));
    let mut driver = Driver::with(2, used_up);
    let last = (ProducerId(9), Transaction::EPOCH_MAX);
    assert_eq!(driver.init(Some(last)), Ok(producer(100, 0)));
    assert_eq!(driver.init(Some(last)), Ok(producer(100, 0)), "the answer was lost");
}
