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

    /// Whether a batch was refused for nothing but what came before it, which is known and seen to.
    pub(super) fn follows(&self, index: usize, batch: &Batch, code: ErrorCode) -> bool {
        code == ErrorCode::OutOfOrderSequenceNumber && self.queues[index].has_gap_at(batch.place)
    }

    /// Puts a batch back, to be sent as soon as all before it is, or gives it up when its time is over.
    pub(super) fn retry_in_turn(&mut self, now: Moment, index: usize, batch: Batch, error: Error) {
        if let Some(batch) = self.failed(now, index, batch, error) {
            self.queues[index].requeue(batch);
        }
    }

    /// Notes a failure. Returns the batch, unless its time is over.
    fn failed(
        &mut self,
        now: Moment,
        index: usize,
        mut batch: Batch,
        error: Error,
    ) -> Option<Batch> {
        if self.transaction_failure().is_some() {
            self.settle(batch, Err(error));
            return None;
        }
        batch.failures += 1;
        batch.failure = Some(error);
        batch.doubt = Doubt::None;
        if self.is_late(&batch, now) {
            if batch.numbered.is_some() {
                self.gave_up(index, batch.place);
            }
            let error = self.expired(&batch);
            self.settle(batch, Err(error));
            return None;
        }
        Some(batch)
    }

    /// Puts a batch back, to be sent after a pause, or gives it up when its time is over.
    pub(super) fn retry(&mut self, now: Moment, index: usize, batch: Batch, error: Error) {
        let Some(mut batch) = self.failed(now, index, batch, error.clone()) else { return };
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
        if of_leader {
            batch.doubt = Doubt::OfLeader;
        }
        self.queues[index].requeue(batch);
    }

    /// The error of a batch whose time is over: what it failed with last is the cause.
    pub(super) fn expired(&self, batch: &Batch) -> Error {
        let attempts = match batch.failures {
            0 => "without having been sent".to_owned(),
            1 => "after 1 failed attempt".to_owned(),
            failures => format!("after {failures} failed attempts"),
        };
        let message = format!(
            "not delivered within {:?} (delivery_timeout, delivery.timeout.ms), {attempts}",
            self.config.delivery_timeout
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
