//! What clients make of error codes, as Apache Kafka's producer does.

use ottla_core::model::ErrorCode;

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is done.
    Done,
    /// The same again.
    Again,
    /// The transaction has to be aborted.
    Abort,
    /// The producer may not go on.
    Fatal,
}

/// Of whatever a coordinator answers.
pub(crate) fn of_coordinator(code: ErrorCode) -> Verdict {
    match code {
        ErrorCode::None => Verdict::Done,
        ErrorCode::CoordinatorNotAvailable
        | ErrorCode::CoordinatorLoadInProgress
        | ErrorCode::NotCoordinator
        | ErrorCode::ConcurrentTransactions
        | ErrorCode::UnstableOffsetCommit
        | ErrorCode::UnknownTopicOrPartition
        | ErrorCode::RequestTimedOut => Verdict::Again,
        ErrorCode::TransactionAbortable => Verdict::Abort,
        _ => Verdict::Fatal,
    }
}

/// Of Produce.
pub(crate) fn of_produce(code: ErrorCode) -> Verdict {
    match code {
        ErrorCode::None | ErrorCode::DuplicateSequenceNumber => Verdict::Done,
        ErrorCode::NotLeaderOrFollower
        | ErrorCode::NotEnoughReplicas
        | ErrorCode::NotEnoughReplicasAfterAppend
        | ErrorCode::NetworkException
        | ErrorCode::KafkaStorageError => Verdict::Again,
        ErrorCode::ProducerFenced | ErrorCode::InvalidProducerIdMapping => Verdict::Fatal,
        other => match of_coordinator(other) {
            Verdict::Done | Verdict::Again => Verdict::Again,
            Verdict::Abort | Verdict::Fatal => Verdict::Abort,
        },
    }
}
