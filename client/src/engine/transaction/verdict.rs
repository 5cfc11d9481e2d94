//! What an error code means for a transaction: whether it passes, ends the transaction or ends the producer.
//! The table is Apache Kafka's (KIP-1050), but for what is said beside a line.

use ottla_core::model::ErrorCode;

use crate::{Advice, Error, ErrorKind};

/// Who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    InitProducerId,
    AddPartitions,
    AddOffsets,
    OffsetCommit,
    Commit,
    Abort,
}

/// What an answer means.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    Done,
    /// The same may work a while later.
    Later(Error),
    /// Another broker is the coordinator, or none at the moment.
    Elsewhere(Error),
    /// The call is refused. Within a transaction it can only be aborted now.
    Refused(Error),
    /// The producer is over.
    Fatal(Error),
}

impl Api {
    fn operation(self) -> &'static str {
        match self {
            Self::InitProducerId => "initialise transactions",
            Self::AddPartitions => "add partitions to the transaction",
            Self::AddOffsets | Self::OffsetCommit => "send offsets to the transaction",
            Self::Commit => "commit the transaction",
            Self::Abort => "abort the transaction",
        }
    }

    /// Sorts a code.
    pub(crate) fn verdict(self, code: ErrorCode) -> Verdict {
        let error = Error::from_code(self.operation(), code, None);
        match code {
            ErrorCode::None => Verdict::Done,
            ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable => {
                Verdict::Elsewhere(error)
            }
            ErrorCode::RequestTimedOut if self == Self::OffsetCommit => Verdict::Elsewhere(error),
            ErrorCode::ProducerFenced | ErrorCode::InvalidProducerEpoch => {
                Verdict::Fatal(fenced(error))
            }
            code if code.is_retriable() => Verdict::Later(error.passing()),
            code => match self {
                Self::InitProducerId => initialising(error, code),
                Self::AddPartitions | Self::AddOffsets => adding(self, error, code),
                Self::OffsetCommit => committing_offsets(error, code),
                Self::Commit | Self::Abort => ending(self, error, code),
            },
        }
    }
}

/// Nothing was begun, so nothing is spoilt: whoever gets the permission may try again.
fn initialising(error: Error, code: ErrorCode) -> Verdict {
    match code {
        ErrorCode::TransactionalIdAuthorizationFailed
        | ErrorCode::ClusterAuthorizationFailed
        | ErrorCode::TransactionAbortable
        // Apache Kafka's producer is over then; but only the option is wrong.
        | ErrorCode::InvalidTransactionTimeout => Verdict::Refused(error),
        _ => Verdict::Fatal(error.fatal()),
    }
}

fn adding(api: Api, error: Error, code: ErrorCode) -> Verdict {
    match code {
        ErrorCode::TransactionalIdAuthorizationFailed | ErrorCode::InvalidTxnState => {
            Verdict::Fatal(error.fatal())
        }
        ErrorCode::UnknownProducerId
        | ErrorCode::InvalidProducerIdMapping
        | ErrorCode::GroupAuthorizationFailed
        | ErrorCode::TransactionAbortable => Verdict::Refused(error.abortable()),
        // One partition that cannot be added leaves the others as they were.
        _ if api == Api::AddPartitions => Verdict::Refused(error.abortable()),
        _ => Verdict::Fatal(error.fatal()),
    }
}

fn committing_offsets(error: Error, code: ErrorCode) -> Verdict {
    match code {
        ErrorCode::GroupAuthorizationFailed
        | ErrorCode::FencedInstanceId
        | ErrorCode::TransactionAbortable
        | ErrorCode::UnknownMemberId
        | ErrorCode::IllegalGeneration
        | ErrorCode::StaleMemberEpoch
        | ErrorCode::FencedMemberEpoch
        | ErrorCode::RebalanceInProgress
        // Apache Kafka's producer is over after these; but only these offsets are at fault.
        | ErrorCode::TopicAuthorizationFailed
        | ErrorCode::OffsetMetadataTooLarge
        | ErrorCode::InvalidCommitOffsetSize
        | ErrorCode::GroupIdNotFound
        | ErrorCode::InvalidGroupId => Verdict::Refused(error.abortable()),
        _ => Verdict::Fatal(error.fatal()),
    }
}

fn ending(api: Api, error: Error, code: ErrorCode) -> Verdict {
    match (api, code) {
        (_, ErrorCode::UnknownProducerId) => Verdict::Refused(error.abortable()),
        (Api::Commit, ErrorCode::TransactionAbortable) => Verdict::Refused(error.abortable()),
        // An abort that has to be aborted would never end.
        _ => Verdict::Fatal(error.fatal()),
    }
}

/// What a batch of a transaction that was refused means, once trying again is no option.
pub(crate) fn of_batch(error: Error) -> Error {
    match error.code() {
        Some(ErrorCode::ProducerFenced) => fenced(error),
        Some(
            ErrorCode::ClusterAuthorizationFailed
            | ErrorCode::TransactionalIdAuthorizationFailed
            | ErrorCode::InvalidProducerIdMapping
            | ErrorCode::UnsupportedVersion,
        ) => error.fatal(),
        // Also INVALID_PRODUCER_EPOCH: whether another producer took over, or the transaction only took
        // too long, is for the coordinator to say.
        Some(_) | None => error.abortable(),
    }
}

/// Another producer has the transactional id now, or the coordinator ended the transaction.
pub(crate) fn fenced(error: Error) -> Error {
    let message = "fenced: another producer with the same transactional id took over, or the \
                   transaction took longer than transaction_timeout and the coordinator ended it; \
                   this producer is over";
    let code = error.code();
    let fenced = Error::new(ErrorKind::Fenced, error.operation(), message).fatal();
    match code {
        Some(code) => fenced.of_code(code),
        None => fenced,
    }
}

/// Whether an error ends the producer.
pub(crate) fn is_fatal(error: &Error) -> bool {
    match error.advice() {
        Advice::Fatal => true,
        Advice::Retry | Advice::Abort | Advice::Rejoin => false,
    }
}
