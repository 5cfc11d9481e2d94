//! EndTxn in each state, under the epoch of now and the one before, in both protocols: the table of KIP-890.

use super::driver::{ABORT, COMMIT, Driver, V0, V2, producer, transaction};
use crate::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::records::TransactionResult,
    transactions::{NewProducer, Transaction, TransactionState as State, TransactionVersion},
};

const FENCED: NewProducer = Err(ErrorCode::ProducerFenced);
const INVALID: NewProducer = Err(ErrorCode::InvalidTxnState);
const CONCURRENT: NewProducer = Err(ErrorCode::ConcurrentTransactions);

fn ended(
    state: State,
    epoch: i16,
    result: TransactionResult,
    version: TransactionVersion,
) -> NewProducer {
    let mut driver = Driver::with(2, Transaction { version, ..transaction(state) });
    driver.end(producer(9, epoch), result, version)
}

#[test]
fn in_the_first_protocol_only_the_epoch_of_now_ends_and_the_same_end_may_be_asked_for_again() {
    let same = Ok(producer(9, 4));
    let cases = [
        (State::Empty, [INVALID, INVALID]),
        (State::Ongoing, [same, same]),
        (State::PrepareCommit, [CONCURRENT, CONCURRENT]),
        (State::PrepareAbort, [CONCURRENT, CONCURRENT]),
        (State::CompleteCommit, [same, INVALID]),
        (State::CompleteAbort, [INVALID, same]),
    ];
    for (state, [commit, abort]) in cases {
        assert_eq!(ended(state, 4, COMMIT, V0), commit, "{state:?}");
        assert_eq!(ended(state, 4, ABORT, V0), abort, "{state:?}");
        for other in [3, 5] {
            assert_eq!(ended(state, other, COMMIT, V0), FENCED, "{state:?}");
            assert_eq!(ended(state, other, ABORT, V0), FENCED, "{state:?}");
        }
    }
}

#[test]
fn with_kip_890_each_end_raises_the_epoch_and_is_answered_again_under_the_one_before() {
    let (again, raised) = (Ok(producer(9, 4)), Ok(producer(9, 5)));
    // Under the epoch before: commit, abort; under that of now: commit, abort.
    let cases = [
        (State::Empty, [FENCED, FENCED, INVALID, raised]),
        (State::Ongoing, [FENCED, FENCED, raised, raised]),
        (State::CompleteCommit, [again, INVALID, INVALID, raised]),
        (State::CompleteAbort, [INVALID, again, INVALID, raised]),
    ];
    for (state, expected) in cases {
        let asked = [(3, COMMIT), (3, ABORT), (4, COMMIT), (4, ABORT)];
        for ((epoch, result), expected) in asked.into_iter().zip(expected) {
            let found = ended(state, epoch, result, V2);
            assert_eq!(found, expected, "{state:?}, epoch {epoch}, {result:?}");
        }
        for other in [2, 5] {
            assert_eq!(ended(state, other, COMMIT, V2), FENCED, "{state:?}");
        }
    }
}

/// Its markers may be written in a moment, and a producer id take over with them.
#[test]
fn with_kip_890_whoever_asks_while_a_transaction_ends_has_to_come_back() {
    for state in [State::PrepareCommit, State::PrepareAbort] {
        for result in [COMMIT, ABORT] {
            for epoch in [2, 3, 4, 5] {
                assert_eq!(ended(state, epoch, result, V2), CONCURRENT, "{state:?}, {epoch}");
            }
            let mut driver = Driver::with(2, transaction(state));
            assert_eq!(driver.end(producer(100, 0), result, V2), CONCURRENT);
        }
        let mut driver = Driver::with(2, transaction(state));
        assert_eq!(driver.add(producer(100, 0), &[0], V2), ErrorCode::ConcurrentTransactions);
        assert_eq!(driver.add(producer(9, 3), &[0], V0), ErrorCode::ConcurrentTransactions);
        assert_eq!(driver.init(Some(producer(8, 0))), CONCURRENT);
        assert_eq!((driver.state(), driver.log), (state, vec![]));
    }
}

#[test]
fn an_end_of_an_unknown_id_or_another_producer_is_refused() {
    let mapping = Err(ErrorCode::InvalidProducerIdMapping);
    for version in [V0, V2] {
        assert_eq!(Driver::new(2).end(producer(9, 4), COMMIT, version), mapping);
        let mut driver = Driver::with(2, transaction(State::Ongoing));
        assert_eq!(driver.end(producer(8, 4), COMMIT, version), mapping);
        assert_eq!(driver.state(), State::Ongoing);
        assert_eq!(driver.log, []);
    }
}

#[test]
fn a_late_end_never_touches_the_next_transaction() {
    let mut driver = Driver::new(2);
    let first = driver.init(None).unwrap();
    driver.add(first, &[0], V2);
    let second = driver.end(first, COMMIT, V2).unwrap();
    driver.write_markers();
    driver.add(second, &[1], V2);
    for result in [COMMIT, ABORT] {
        assert_eq!(driver.end(first, result, V2), FENCED);
    }
    assert_eq!(driver.state(), State::Ongoing);
}

#[test]
fn when_the_epochs_are_used_up_the_next_producer_id_takes_over_once_the_markers_are_written() {
    let open =
        Transaction { producer_epoch: Transaction::EPOCH_MAX, ..transaction(State::Ongoing) };
    let mut driver = Driver::with(2, open);
    let last = (ProducerId(9), Transaction::EPOCH_MAX);
    let next = driver.end(last, COMMIT, V2);
    assert_eq!(next, Ok(producer(100, 0)));
    let ending = driver.transaction();
    assert_eq!(ending.producer_id, ProducerId(9));
    assert_eq!(ending.producer_epoch, ProducerEpoch(i16::MAX));
    assert_eq!(ending.next_producer_id, ProducerId(100));
    let [markers] = &driver.take_markers()[..] else { panic!("one transaction ends") };
    assert_eq!((markers.producer_id, markers.producer_epoch), producer(9, i16::MAX));
    driver.all_written(markers);
    let done = driver.transaction();
    assert_eq!((done.producer_id, done.producer_epoch), producer(100, 0));
    assert_eq!(done.previous_producer_id, ProducerId(9));
    assert_eq!(driver.end(last, COMMIT, V2), Ok(producer(100, 0)), "the answer was lost");
}
