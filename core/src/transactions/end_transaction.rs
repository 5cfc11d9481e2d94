//! EndTxn: commits or aborts. What decides is whether the client's epoch is the one of now, the one
//! before (its answer was lost), or another. With the first protocol an epoch lasts over many
//! transactions, so a late EndTxn may end a later one (KAFKA-17754); with KIP-890 it cannot.

use bytestring::ByteString;

use super::{
    Transaction, TransactionShard, TransactionState, TransactionVersion,
    init_producer_id::NewProducer,
    shard::{Outcome, ProducerIdWanted},
};
use crate::{
    model::{ErrorCode, Now, ProducerEpoch, ProducerId},
    protocol::records::TransactionResult,
};

/// What an EndTxn asks for, in this state.
enum Asked {
    /// What is done already.
    Done,
    /// An end.
    End,
}

impl TransactionShard {
    /// Ends the open transaction. The answer has the producer to go on with; with the first protocol
    /// that is of no use to a client.
    ///
    /// # Errors
    /// It takes a new producer id.
    pub fn end_transaction(
        &mut self,
        id: &ByteString,
        producer: (ProducerId, ProducerEpoch),
        result: TransactionResult,
        version: TransactionVersion,
        now: Now,
    ) -> Result<Outcome<NewProducer>, ProducerIdWanted> {
        if id.is_empty() {
            return Ok(Outcome::answer(Err(ErrorCode::InvalidRequest)));
        }
        let Some(known) = self.transactions.get(id).cloned() else {
            return Ok(Outcome::answer(Err(ErrorCode::InvalidProducerIdMapping)));
        };
        let asked = if version.bumps_epochs() {
            judge(&known, producer, result)
        } else {
            judge_first_protocol(&known, producer, result)
        };
        match asked {
            Err(code) => Ok(Outcome::answer(Err(code))),
            Ok(Asked::Done) => {
                let producer = (known.producer_id, known.producer_epoch);
                Ok(Outcome::answer(Ok(producer)))
            }
            Ok(Asked::End) => {
                let next_producer_id = self.following_producer_id(&known, version)?;
                let ending = known.ending(result, version, next_producer_id, now);
                let then = ending.completed(now);
                let producer = (then.producer_id, then.producer_epoch);
                Ok(Outcome::with_records(Ok(producer), vec![self.set(id, ending)]))
            }
        }
    }
}

fn judge_first_protocol(
    known: &Transaction,
    (producer_id, epoch): (ProducerId, ProducerEpoch),
    result: TransactionResult,
) -> Result<Asked, ErrorCode> {
    if known.producer_id != producer_id {
        return Err(ErrorCode::InvalidProducerIdMapping);
    }
    if known.producer_epoch != epoch {
        return Err(ErrorCode::ProducerFenced);
    }
    match (known.state, result) {
        (TransactionState::Ongoing, _) => Ok(Asked::End),
        (TransactionState::CompleteCommit, TransactionResult::Commit)
        | (TransactionState::CompleteAbort, TransactionResult::Abort) => Ok(Asked::Done),
        (TransactionState::PrepareCommit | TransactionState::PrepareAbort, _) => {
            Err(ErrorCode::ConcurrentTransactions)
        }
        (
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort,
            TransactionResult::Commit | TransactionResult::Abort,
        ) => Err(ErrorCode::InvalidTxnState),
    }
}

fn judge(
    known: &Transaction,
    (producer_id, epoch): (ProducerId, ProducerEpoch),
    result: TransactionResult,
) -> Result<Asked, ErrorCode> {
    if known.state.is_ending() {
        // First of all: the client may have the next producer id already.
        return Err(ErrorCode::ConcurrentTransactions);
    }
    let current = epoch == known.producer_epoch;
    // The end that was asked for has raised the epoch, and the answer was lost.
    let again = i32::from(known.producer_epoch.0) == i32::from(epoch.0) + 1;
    let again_with_new_producer = known.previous_producer_id == producer_id
        && epoch == Transaction::EPOCH_MAX
        && known.producer_epoch == ProducerEpoch(0);
    if known.producer_id != producer_id && !again_with_new_producer {
        return Err(ErrorCode::InvalidProducerIdMapping);
    }
    let complete =
        matches!(known.state, TransactionState::CompleteCommit | TransactionState::CompleteAbort);
    let again = complete && (again || again_with_new_producer);
    if !again && !current {
        return Err(ErrorCode::ProducerFenced);
    }
    match (known.state, result) {
        (TransactionState::Ongoing, _) => Ok(Asked::End),
        (TransactionState::CompleteCommit, TransactionResult::Commit)
        | (TransactionState::CompleteAbort, TransactionResult::Abort)
            if again =>
        {
            Ok(Asked::Done)
        }
        // A transaction that wrote nothing may be aborted: the epoch rises all the same.
        (TransactionState::Empty, TransactionResult::Abort) => Ok(Asked::End),
        (
            TransactionState::CompleteCommit | TransactionState::CompleteAbort,
            TransactionResult::Abort,
        ) if !again => Ok(Asked::End),
        (
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort
            | TransactionState::PrepareCommit
            | TransactionState::PrepareAbort,
            TransactionResult::Commit | TransactionResult::Abort,
        ) => Err(ErrorCode::InvalidTxnState),
    }
}
