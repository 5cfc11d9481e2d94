//! The whole table of error codes: those that are named here, and for all others what is left.

use ottla_core::model::ErrorCode;

use crate::{
    Advice, Error, ErrorKind,
    engine::transaction::verdict::{Api, Verdict, of_batch},
};

fn name(api: Api, code: ErrorCode) -> &'static str {
    match api.verdict(code) {
        Verdict::Done => "done",
        Verdict::Later(error) => {
            assert_eq!(error.advice(), Advice::Retry, "{code}");
            "later"
        }
        Verdict::Elsewhere(_) => "elsewhere",
        Verdict::Refused(error) => {
            let advice = error.advice();
            assert!(api == Api::InitProducerId || advice == Advice::Abort, "{code}");
            "refused"
        }
        Verdict::Fatal(error) => {
            assert_eq!(error.advice(), Advice::Fatal, "{code}");
            "fatal"
        }
    }
}

#[test]
fn every_code_is_sorted_for_every_call() {
    use ErrorCode as Code;
    let refused: [(Api, &[ErrorCode], &str); 6] = [
        (
            Api::InitProducerId,
            &[
                Code::TransactionalIdAuthorizationFailed,
                Code::ClusterAuthorizationFailed,
                Code::TransactionAbortable,
                Code::InvalidTransactionTimeout,
            ],
            "fatal",
        ),
        (Api::AddPartitions, &[], "refused"),
        (
            Api::AddOffsets,
            &[
                Code::UnknownProducerId,
                Code::InvalidProducerIdMapping,
                Code::GroupAuthorizationFailed,
                Code::TransactionAbortable,
            ],
            "fatal",
        ),
        (
            Api::OffsetCommit,
            &[
                Code::GroupAuthorizationFailed,
                Code::FencedInstanceId,
                Code::TransactionAbortable,
                Code::UnknownMemberId,
                Code::IllegalGeneration,
                Code::StaleMemberEpoch,
                Code::FencedMemberEpoch,
                Code::RebalanceInProgress,
                Code::TopicAuthorizationFailed,
                Code::OffsetMetadataTooLarge,
                Code::InvalidCommitOffsetSize,
                Code::GroupIdNotFound,
                Code::InvalidGroupId,
            ],
            "fatal",
        ),
        (Api::Commit, &[Code::UnknownProducerId, Code::TransactionAbortable], "fatal"),
        (Api::Abort, &[Code::UnknownProducerId], "fatal"),
    ];
    for (api, refused, otherwise) in refused {
        for code in ErrorCode::ALL.iter().copied() {
            let fatal_when_adding =
                [Code::TransactionalIdAuthorizationFailed, Code::InvalidTxnState];
            let expected = match code {
                Code::None => "done",
                Code::NotCoordinator | Code::CoordinatorNotAvailable => "elsewhere",
                Code::RequestTimedOut if api == Api::OffsetCommit => "elsewhere",
                Code::ProducerFenced | Code::InvalidProducerEpoch => "fatal",
                code if code.is_retriable() => "later",
                code if refused.contains(&code) => "refused",
                code if api == Api::AddPartitions && fatal_when_adding.contains(&code) => "fatal",
                _ => otherwise,
            };
            assert_eq!(name(api, code), expected, "{api:?} {code}");
        }
    }
}

#[test]
fn batches_spoil_the_transaction_and_seldom_the_producer() {
    let advice = |code| {
        let error = of_batch(Error::from_code("produce", code, None));
        (error.kind(), error.advice())
    };
    for code in [
        ErrorCode::ClusterAuthorizationFailed,
        ErrorCode::TransactionalIdAuthorizationFailed,
        ErrorCode::InvalidProducerIdMapping,
    ] {
        assert_eq!(advice(code).1, Advice::Fatal, "{code}");
    }
    assert_eq!(advice(ErrorCode::ProducerFenced), (ErrorKind::Fenced, Advice::Fatal));
    for code in [
        ErrorCode::InvalidProducerEpoch,
        ErrorCode::UnknownProducerId,
        ErrorCode::OutOfOrderSequenceNumber,
        ErrorCode::InvalidTxnState,
        ErrorCode::MessageTooLarge,
        ErrorCode::TransactionAbortable,
        ErrorCode::RequestTimedOut,
    ] {
        assert_eq!(advice(code).1, Advice::Abort, "{code}");
    }
}
