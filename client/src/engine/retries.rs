//! A batch that failed: whether it is sent again, and when, or its time is over.

use ottla_core::model::{ErrorCode, Moment};

use super::{
    accumulator::{Accumulator, is_any},
    backoff::Backoff,
    batch::{Batch, Doubt},
};
use crate::{Error, ErrorKind};

/// Refusals that say that another broker may lead the partition.
const OF_LEADER: &[ErrorCode] = &[
    ErrorCode::NotLeaderOrFollower,
    ErrorCode::LeaderNotAvailable,
    ErrorCode::FencedLeaderEpoch,
    ErrorCode::KafkaStorageError,
];

impl Accumulator {
    pub(super) fn is_late(&self, batch: &Batch, now: Moment) -> bool {
        batch.opened + self.config.delivery_timeout <= now
    }

    /// Puts a batch back, or gives it up when its time is over.
    pub(super) fn retry(&mut self, now: Moment, index: usize, mut batch: Batch, error: Error) {
        if self.transaction_failure().is_some() {
            return self.settle(batch, Err(error));
        }
        batch.failures += 1;
        batch.failure = Some(error.clone());
        if self.is_late(&batch, now) {
            if batch.numbered.is_some() {
                self.start_anew(index, ErrorCode::RequestTimedOut);
            }
            let error = self.expired(&batch);
            self.settle(batch, Err(error));
            return;
        }
        let of_leader = error.code().is_none_or(|code| is_any(code, OF_LEADER));
        let (backoff, failures) = match (error.code(), batch.failures_before_leader) {
            (Some(ErrorCode::ConcurrentTransactions), _) => {
                (Backoff::OF_CONCURRENT_TRANSACTIONS, batch.failures)
            }
            // It leads, and has not heard of it.
            (Some(_), Some(before)) if of_leader => {
                (self.config.backoff.of_new_leader(), batch.failures - before)
            }
            (Some(_) | None, _) => (self.config.backoff, batch.failures),
        };
        batch.retry_at = now + backoff.after(failures, &mut self.rng);
        batch.doubt = if of_leader { Doubt::OfLeader } else { Doubt::None };
        self.queues[index].requeue(batch);
    }

    /// The error of a batch whose time is over: what it failed with last is the cause.
    pub(super) fn expired(&self, batch: &Batch) -> Error {
        let message = format!(
            "not delivered within {:?} (delivery_timeout), after {} failed attempts",
            self.config.delivery_timeout, batch.failures
        );
        let error = Error::new(ErrorKind::TimedOut, "produce", message)
            .with("topic", batch.promise.topic())
            .with("partition", batch.promise.partition());
        match &batch.failure {
            Some(failure) => error.caused_by(failure.clone()),
            None => error,
        }
    }
}
