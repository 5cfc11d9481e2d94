//! InitProducerId with a transactional id: the producer begins, and whoever had the id before is fenced
//! (KIP-98), or it goes on after an error (KIP-360).

use bytestring::ByteString;

use super::{
    Transaction, TransactionShard, TransactionState,
    shard::{Outcome, ProducerIdWanted},
};
use crate::model::{ErrorCode, Now, ProducerEpoch, ProducerId};

/// The producer and epoch that a client is given.
pub type NewProducer = Result<(ProducerId, ProducerEpoch), ErrorCode>;

type Step = Result<Transaction, ErrorCode>;

impl TransactionShard {
    /// Begins the producer of `id`. `expected` is what a client has that goes on after an error.
    ///
    /// # Errors
    /// It takes a new producer id.
    pub fn init_producer_id(
        &mut self,
        id: &ByteString,
        timeout_ms: i32,
        expected: Option<(ProducerId, ProducerEpoch)>,
        now: Now,
    ) -> Result<Outcome<NewProducer>, ProducerIdWanted> {
        if timeout_ms <= 0 || timeout_ms > self.settings.timeout_ms_max {
            return Ok(Outcome::answer(Err(ErrorCode::InvalidTransactionTimeout)));
        }
        let known = match self.transactions.get(id) {
            Some(known) => known.clone(),
            None => Transaction::unknown(self.take_producer_id()?),
        };
        if known.state.is_ending() {
            return Ok(Outcome::answer(Err(ErrorCode::ConcurrentTransactions)));
        }
        if expected.is_some_and(|expected| !may_go_on(&known, expected)) {
            return Ok(Outcome::answer(Err(ErrorCode::ProducerFenced)));
        }
        match known.state {
            TransactionState::PrepareCommit | TransactionState::PrepareAbort => {
                Ok(Outcome::answer(Err(ErrorCode::ConcurrentTransactions)))
            }
            TransactionState::Ongoing => {
                // The client asks again, and gets an epoch once the transaction is aborted.
                let version = self.version();
                let next_producer_id = self.following_producer_id(&known, version)?;
                let fenced = known.fenced(version, next_producer_id, now);
                let records = vec![self.set(id, fenced)];
                Ok(Outcome::with_records(Err(ErrorCode::ConcurrentTransactions), records))
            }
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort => {
                let at_end = expected.is_none_or(|(_, epoch)| epoch == known.producer_epoch);
                let step = if known.is_exhausted() && at_end {
                    let last_epoch = expected.map_or(ProducerEpoch::NONE, |_| known.producer_epoch);
                    let producer = (self.take_producer_id()?, ProducerEpoch(0));
                    Ok(known.initialized(producer, last_epoch, timeout_ms, now))
                } else {
                    raised(&known, timeout_ms, expected, now)
                };
                Ok(match step {
                    Ok(next) => {
                        let producer = (next.producer_id, next.producer_epoch);
                        Outcome::with_records(Ok(producer), vec![self.set(id, next)])
                    }
                    Err(code) => Outcome::answer(Err(code)),
                })
            }
        }
    }
}

/// Whether a client with this producer is the one that has the id. Its epoch is looked at later.
fn may_go_on(known: &Transaction, (producer_id, epoch): (ProducerId, ProducerEpoch)) -> bool {
    known.producer_epoch == ProducerEpoch::NONE
        || producer_id == known.producer_id
        // It may have the next producer id before the coordinator goes by it: it is told to wait.
        || known.state.is_ending()
        // It asked for an epoch where none was left, and has not heard of the new producer id.
        || (producer_id == known.previous_producer_id && epoch >= Transaction::EPOCH_MAX)
}

/// The same producer id with a higher epoch.
fn raised(
    known: &Transaction,
    timeout_ms: i32,
    expected: Option<(ProducerId, ProducerEpoch)>,
    now: Now,
) -> Step {
    let raised = ProducerEpoch(known.producer_epoch.0.saturating_add(1));
    let (epoch, last_epoch) = match expected {
        None => (raised, ProducerEpoch::NONE),
        Some((_, epoch))
            if known.producer_epoch == ProducerEpoch::NONE || epoch == known.producer_epoch =>
        {
            (raised, known.producer_epoch)
        }
        // The answer to the same request was lost: it is given again.
        Some((_, epoch)) if epoch == known.last_producer_epoch => {
            (known.producer_epoch, known.last_producer_epoch)
        }
        Some(_) => return Err(ErrorCode::ProducerFenced),
    };
    Ok(known.initialized((known.producer_id, epoch), last_epoch, timeout_ms, now))
}
