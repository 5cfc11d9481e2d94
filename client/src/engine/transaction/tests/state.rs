//! Each place where a transactional producer can be, and what each answer makes of it.

use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::messages::{EndTxnRequest, EndTxnResponse, InitProducerIdResponse},
};

use crate::{
    Advice, Error, ErrorKind,
    engine::{
        identity::Identity,
        transaction::{
            protocol::Protocol,
            state::{Answered, Beginning, Ending, Outcome, Started, Transactions},
        },
    },
};

const BOTH: [Protocol; 2] = [Protocol::First, Protocol::Second];

fn identity(epoch: i16) -> Identity {
    Identity { id: ProducerId(40), epoch: ProducerEpoch(epoch) }
}

fn fresh() -> Transactions {
    Transactions::new("billing".into(), 60_000)
}

fn initialised(epoch: i16) -> Transactions {
    let mut state = fresh();
    let answered = state.initialised(&initialisation(ErrorCode::None, epoch));
    assert!(matches!(answered, Answered::Done));
    state
}

fn initialisation(code: ErrorCode, epoch: i16) -> InitProducerIdResponse {
    InitProducerIdResponse {
        error_code: code.code(),
        producer_id: 40,
        producer_epoch: epoch,
        ..Default::default()
    }
}

fn open(protocol: Protocol) -> Transactions {
    let mut state = initialised(3);
    assert_eq!(state.begin(protocol).unwrap(), identity(3));
    state
}

fn started(protocol: Protocol) -> Transactions {
    let mut state = open(protocol);
    state.started(Started::Yes);
    state
}

fn committing(protocol: Protocol) -> Transactions {
    let mut state = started(protocol);
    state.commit().unwrap();
    state
}

fn end(code: ErrorCode, protocol: Protocol) -> EndTxnResponse {
    let bumped = code == ErrorCode::None && protocol == Protocol::Second;
    EndTxnResponse {
        error_code: code.code(),
        producer_id: if bumped { 40 } else { -1 },
        producer_epoch: if bumped { 4 } else { -1 },
        ..Default::default()
    }
}

fn request(ending: Ending) -> EndTxnRequest {
    match ending {
        Ending::Call(request, _) => request,
        Ending::Ended(outcome) => panic!("{outcome:?} without a call"),
    }
}

/// The id and epoch that the next InitProducerId names; `None` if there is nothing to initialise.
fn next_initialisation(state: &Transactions, protocol: Protocol) -> Option<(i64, i16)> {
    match state.beginning(protocol).unwrap() {
        Beginning::Initialise(request) => Some((request.producer_id, request.producer_epoch)),
        Beginning::Ready => None,
        Beginning::EndLast => panic!("one is open"),
    }
}

fn failed(answered: Answered) -> Error {
    match answered {
        Answered::Failed(error) => error,
        other => panic!("{other:?}"),
    }
}

fn failure() -> Error {
    Error::from_code("produce", ErrorCode::MessageTooLarge, None).abortable()
}

#[test]
fn a_new_producer_asks_for_an_id_and_tries_again_while_the_last_one_ends() {
    let mut state = fresh();
    let Beginning::Initialise(request) = state.beginning(Protocol::Second).unwrap() else {
        panic!("it has no id")
    };
    assert_eq!(request.transactional_id.as_deref(), Some("billing"));
    assert_eq!((request.transaction_timeout_ms, request.producer_id), (60_000, -1));
    for code in [ErrorCode::ConcurrentTransactions, ErrorCode::CoordinatorLoadInProgress] {
        let answered = state.initialised(&initialisation(code, -1));
        assert!(matches!(answered, Answered::Later(_)), "{code}");
    }
    for code in [ErrorCode::NotCoordinator, ErrorCode::CoordinatorNotAvailable] {
        let answered = state.initialised(&initialisation(code, -1));
        assert!(matches!(answered, Answered::Elsewhere(_)), "{code}");
    }
    assert_eq!(next_initialisation(&state, Protocol::Second), Some((-1, -1)));
    state.initialised(&initialisation(ErrorCode::None, 0));
    assert_eq!(next_initialisation(&state, Protocol::Second), None);
}

#[test]
fn what_refuses_an_id_leaves_the_producer_as_it_was_unless_it_is_fenced() {
    for code in
        [ErrorCode::TransactionalIdAuthorizationFailed, ErrorCode::InvalidTransactionTimeout]
    {
        let mut state = fresh();
        let error = failed(state.initialised(&initialisation(code, -1)));
        assert_eq!(error.advice(), Advice::Fatal);
        assert!(error.to_string().contains("billing"), "{error}");
        assert_eq!(next_initialisation(&state, Protocol::First), Some((-1, -1)));
    }
    for code in [ErrorCode::ProducerFenced, ErrorCode::InvalidProducerEpoch] {
        let mut state = fresh();
        let error = failed(state.initialised(&initialisation(code, -1)));
        assert_eq!((error.kind(), error.code()), (ErrorKind::Fenced, Some(code)));
        assert_eq!(state.beginning(Protocol::First).unwrap_err().kind(), ErrorKind::Fenced);
    }
}

#[test]
fn a_second_transaction_has_to_wait_until_the_first_one_is_ended_or_left() {
    for mut state in [open(Protocol::First), started(Protocol::Second), committing(Protocol::First)]
    {
        assert_eq!(state.beginning(Protocol::First).unwrap_err().kind(), ErrorKind::InvalidInput);
        assert!(state.begin(Protocol::First).is_err());
        assert!(!state.is_abandoned());
        state.abandon();
        assert!(state.is_abandoned());
        assert_eq!(state.beginning(Protocol::First).unwrap(), Beginning::EndLast);
    }
}

#[test]
fn a_transaction_that_nobody_knows_of_ends_at_once() {
    for protocol in BOTH {
        let mut state = open(protocol);
        assert_eq!(state.commit().unwrap(), Ending::Ended(Outcome::Committed));
        assert_eq!(next_initialisation(&state, protocol), None);
        state.begin(protocol).unwrap();
        assert_eq!(state.abort().unwrap(), Ending::Ended(Outcome::Aborted));
        assert_eq!(state.commit().unwrap_err().kind(), ErrorKind::InvalidInput);
        assert_eq!(state.abort().unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}

#[test]
fn a_commit_goes_on_under_the_epoch_that_its_answer_gives() {
    for (protocol, epoch) in [(Protocol::First, 3), (Protocol::Second, 4)] {
        let mut state = started(protocol);
        let request = request(state.commit().unwrap());
        assert_eq!((request.producer_epoch, request.committed), (3, true));
        let (answered, outcome) = state.ended(&end(ErrorCode::None, protocol));
        assert!(matches!(answered, Answered::Done));
        assert_eq!(outcome, Some(Outcome::Committed));
        assert_eq!(state.begin(protocol).unwrap(), identity(epoch));
    }
}

#[test]
fn an_abort_keeps_the_epoch_only_if_no_sequence_was_lost() {
    for (failure, expected) in [(None, None), (Some(failure()), Some((40, 3)))] {
        let mut state = started(Protocol::First);
        if let Some(failure) = failure {
            state.fail(failure);
        }
        assert!(!request(state.abort().unwrap()).committed);
        let (_, outcome) = state.ended(&end(ErrorCode::None, Protocol::First));
        assert_eq!(outcome, Some(Outcome::Aborted));
        assert_eq!(next_initialisation(&state, Protocol::First), expected);
    }
    // A new epoch comes with each end.
    let mut state = started(Protocol::Second);
    state.fail(failure());
    state.abort().unwrap();
    state.ended(&end(ErrorCode::None, Protocol::Second));
    assert_eq!(state.begin(Protocol::Second).unwrap(), identity(4));
}

#[test]
fn a_failure_leaves_only_the_abort_and_the_first_one_is_told() {
    let mut state = started(Protocol::Second);
    state.fail(failure());
    state.fail(Error::from_code("produce", ErrorCode::InvalidRecord, None).abortable());
    for error in [state.commit().unwrap_err(), state.within("send a record").unwrap_err()] {
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Aborted, Advice::Abort));
        assert!(error.to_string().contains("MESSAGE_TOO_LARGE"), "{error}");
    }
    state.abort().unwrap();
    state.ended(&end(ErrorCode::None, Protocol::Second));
    state.begin(Protocol::Second).unwrap();
    state.started(Started::Yes);
    state.commit().unwrap();
}

#[test]
fn what_is_fatal_ends_the_producer() {
    let fatal = Error::from_code("produce", ErrorCode::ProducerFenced, None);
    let mut state = started(Protocol::Second);
    state.fail(fatal);
    for error in [
        state.commit().unwrap_err(),
        state.abort().unwrap_err(),
        state.beginning(Protocol::Second).unwrap_err(),
        state.within("send a record").unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal));
    }
    assert!(!state.is_open());
}

#[test]
fn the_end_is_asked_for_again_where_that_can_help() {
    for protocol in BOTH {
        for code in [ErrorCode::ConcurrentTransactions, ErrorCode::CoordinatorLoadInProgress] {
            let mut state = committing(protocol);
            let (answered, outcome) = state.ended(&end(code, protocol));
            assert!(matches!(answered, Answered::Later(_)) && outcome.is_none(), "{code}");
            assert!(request(state.commit().unwrap()).committed);
        }
        let mut state = committing(protocol);
        let (answered, _) = state.ended(&end(ErrorCode::NotCoordinator, protocol));
        assert!(matches!(answered, Answered::Elsewhere(_)));
        for code in [
            ErrorCode::ProducerFenced,
            ErrorCode::InvalidProducerEpoch,
            ErrorCode::InvalidProducerIdMapping,
            ErrorCode::TransactionalIdAuthorizationFailed,
            ErrorCode::UnknownServerError,
        ] {
            let mut state = committing(protocol);
            let (answered, _) = state.ended(&end(code, protocol));
            assert_eq!(failed(answered).advice(), Advice::Fatal, "{code}");
            assert!(state.beginning(protocol).is_err());
        }
    }
}

/// An answer that is still on its way must not end the next transaction.
#[test]
fn a_commit_that_was_asked_for_twice_costs_its_epoch() {
    let mut state = committing(Protocol::First);
    state.commit().unwrap();
    let (_, outcome) = state.ended(&end(ErrorCode::None, Protocol::First));
    assert_eq!(outcome, Some(Outcome::Committed));
    assert_eq!(next_initialisation(&state, Protocol::First), Some((40, 3)));
}

#[test]
fn an_abort_after_a_commit_tells_which_of_them_was_first() {
    for protocol in BOTH {
        let mut state = committing(protocol);
        assert!(!request(state.abort().unwrap()).committed);
        assert_eq!(state.commit().unwrap_err().advice(), Advice::Abort);
        let (_, outcome) = state.ended(&end(ErrorCode::InvalidTxnState, protocol));
        assert_eq!(outcome, Some(Outcome::Committed));
        // With KIP-890 the commit has raised the epoch.
        let epoch = if protocol == Protocol::Second { 4 } else { 3 };
        assert_eq!(next_initialisation(&state, protocol), Some((40, epoch)));

        let mut state = committing(protocol);
        state.abort().unwrap();
        let (_, outcome) = state.ended(&end(ErrorCode::None, protocol));
        assert_eq!(outcome, Some(Outcome::Aborted));
    }
}

#[test]
fn a_transaction_that_timed_out_is_known_as_such_only_where_it_has_its_own_epoch() {
    let mut state = committing(Protocol::Second);
    let (answered, _) = state.ended(&end(ErrorCode::InvalidTxnState, Protocol::Second));
    let error = failed(answered);
    assert_eq!((error.kind(), error.advice()), (ErrorKind::Aborted, Advice::Abort));
    state.abort().unwrap();
    let (_, outcome) = state.ended(&end(ErrorCode::None, Protocol::Second));
    assert_eq!(outcome, Some(Outcome::Aborted));

    let mut state = committing(Protocol::First);
    let (answered, _) = state.ended(&end(ErrorCode::InvalidTxnState, Protocol::First));
    assert_eq!(failed(answered).advice(), Advice::Fatal);
}

#[test]
fn an_abort_of_what_the_coordinator_never_heard_of_is_done() {
    let mut state = open(Protocol::First);
    state.started(Started::Maybe);
    state.abort().unwrap();
    let (answered, outcome) = state.ended(&end(ErrorCode::InvalidTxnState, Protocol::First));
    assert!(matches!(answered, Answered::Done));
    assert_eq!(outcome, Some(Outcome::Aborted));
    // What was on its way may still come, under the old epoch.
    assert_eq!(next_initialisation(&state, Protocol::First), Some((40, 3)));
}

#[test]
fn a_commit_that_the_coordinator_wants_aborted_can_be_aborted_but_an_abort_cannot() {
    for protocol in BOTH {
        let mut state = committing(protocol);
        let (answered, _) = state.ended(&end(ErrorCode::TransactionAbortable, protocol));
        assert_eq!(failed(answered).advice(), Advice::Abort);
        assert_eq!(state.commit().unwrap_err().advice(), Advice::Abort);
        state.abort().unwrap();
        let (answered, _) = state.ended(&end(ErrorCode::TransactionAbortable, protocol));
        assert_eq!(failed(answered).advice(), Advice::Fatal);
    }
}

/// Partitions of the last transaction must not count as those of the next one.
#[test]
fn the_change_to_the_second_protocol_takes_a_new_epoch() {
    let mut state = committing(Protocol::First);
    state.ended(&end(ErrorCode::None, Protocol::First));
    assert_eq!(next_initialisation(&state, Protocol::First), None);
    assert_eq!(next_initialisation(&state, Protocol::Second), Some((40, 3)));
    state.initialised(&initialisation(ErrorCode::None, 4));
    assert_eq!(next_initialisation(&state, Protocol::Second), None);
}
