//! The records of a transaction, as they wait in the accumulator: what is sent when, and what a failure
//! means. One batch that cannot be written spoils the whole transaction.

use ottla_core::model::ErrorCode;

use super::{
    protocol::Protocol,
    state::abort_only,
    verdict::{is_fatal, of_batch},
};
use crate::{
    Error, ErrorKind,
    engine::{
        accumulator::{Accumulator, Followup},
        batch::Batch,
        identity::Identity,
        partition_queue::Enlisted,
        positions::Key,
    },
};

/// What an accumulator has to know of the transaction that its records are in.
#[derive(Debug)]
pub(crate) struct Records {
    protocol: Protocol,
    failure: Option<Error>,
    touched: Touched,
}

/// Whether a transaction has records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touched {
    No,
    Yes,
}

impl Records {
    /// A record is about to come into the transaction.
    ///
    /// # Errors
    /// If there is none, or it has failed.
    pub(in crate::engine) fn touch(transaction: &mut Option<Self>) -> Result<(), Error> {
        const OPERATION: &str = "send a record";
        match transaction {
            None => Err(outside(OPERATION)),
            Some(Self { failure: Some(failure), .. }) => Err(abort_only(OPERATION, failure)),
            Some(transaction) => {
                transaction.touched = Touched::Yes;
                Ok(())
            }
        }
    }

    /// Keeps the first failure, but one that ends the producer counts for more.
    fn fail(&mut self, error: Error) {
        match &self.failure {
            Some(known) if is_fatal(known) || !is_fatal(&error) => {}
            Some(_) | None => self.failure = Some(error),
        }
    }
}

impl Accumulator {
    /// Takes records from now on, as this producer and with this protocol.
    pub(crate) fn begin_transaction(&mut self, identity: Identity, protocol: Protocol) {
        self.set_identity(identity);
        self.transaction = Some(Records { protocol, failure: None, touched: Touched::No });
        let enlisted = self.enlisted_at_first();
        self.queues.iter_mut().for_each(|queue| queue.enlisted = enlisted);
    }

    /// Takes no more records.
    pub(crate) fn end_transaction(&mut self) {
        self.transaction = None;
    }

    /// What the open transaction speaks.
    pub(crate) fn transaction_protocol(&self) -> Option<Protocol> {
        self.transaction.as_ref().map(|transaction| transaction.protocol)
    }

    /// What went wrong in the open transaction.
    pub(crate) fn transaction_failure(&self) -> Option<&Error> {
        self.transaction.as_ref()?.failure.as_ref()
    }

    /// Spoils the open transaction: what waits is given up, and nothing is sent any more.
    pub(crate) fn fail_transaction(&mut self, error: Error) {
        let Some(transaction) = &mut self.transaction else { return };
        transaction.fail(error);
        self.give_up_if_failed();
    }

    pub(crate) fn give_up_if_failed(&mut self) {
        let Some(failure) = self.transaction_failure() else { return };
        let error = abort_only("produce", failure);
        self.fail_all(&error);
    }

    /// Notes that a batch of the transaction, if there is one, will not be written.
    pub(crate) fn spoil(&mut self, error: Error) -> Error {
        let Some(transaction) = &mut self.transaction else { return error };
        let error = of_batch(error);
        transaction.fail(error.clone());
        error
    }

    /// Whether a record came into the transaction.
    pub(crate) fn transaction_touched(&self) -> Touched {
        self.transaction.as_ref().map_or(Touched::No, |transaction| transaction.touched)
    }

    /// How far partitions are that a transaction has just touched.
    pub(crate) fn enlisted_at_first(&self) -> Enlisted {
        match self.transaction_protocol() {
            Some(Protocol::First) => Enlisted::No,
            Some(Protocol::Second) | None => Enlisted::Yes,
        }
    }

    /// Partitions with records that the coordinator has not been told of; it is about to be.
    pub(crate) fn take_unlisted(&mut self) -> Vec<Key> {
        let mut taken = Vec::new();
        for index in &self.active {
            let queue = &mut self.queues[*index];
            if queue.enlisted == Enlisted::No {
                queue.enlisted = Enlisted::Asked;
                taken.push((queue.topic.clone(), queue.partition));
            }
        }
        taken
    }

    /// The coordinator knows of all partitions that it was told of.
    pub(crate) fn enlisted(&mut self) {
        for queue in &mut self.queues {
            if queue.enlisted == Enlisted::Asked {
                queue.enlisted = Enlisted::Yes;
            }
        }
    }

    /// What a refusal means for a batch of a transaction.
    pub(crate) fn refused_in_transaction(
        &mut self,
        now: ottla_core::model::Moment,
        index: usize,
        batch: Batch,
        code: ErrorCode,
        error: Error,
    ) -> Followup {
        let behind = self.queues[index].is_behind_another(batch.place);
        match code {
            _ if self.follows(index, &batch, code) => {
                self.retry_in_turn(now, index, batch, error);
                Followup::None
            }
            // The batch before it may still be written, and then this one follows.
            ErrorCode::OutOfOrderSequenceNumber if behind => {
                self.retry(now, index, batch, error);
                Followup::None
            }
            // The marker of the last transaction is on its way to the partition.
            ErrorCode::ConcurrentTransactions => {
                self.retry(now, index, batch, error);
                Followup::None
            }
            code if code.is_retriable() => {
                self.retry(now, index, batch, error);
                Followup::RefreshMetadata
            }
            _ => {
                self.settle(batch, Err(error));
                Followup::None
            }
        }
    }
}

/// A transactional producer that is used as if it were none.
pub(crate) fn outside(operation: &'static str) -> Error {
    let message = "the producer is transactional (transactional_id, transactional.id), and no transaction is open: \
                   use the one that begin gives";
    Error::new(ErrorKind::InvalidInput, operation, message)
}
