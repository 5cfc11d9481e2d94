//! The end of a batch: its memory is free again, and whoever waits for it, or counts, is told.

use super::{
    accumulator::{Accumulator, Outcomes, Pressure},
    batch::Batch,
    deliver::BatchWritten,
    sender_calls::Call,
    settled::{Settled, Unreported},
};
use crate::Error;

impl Accumulator {
    pub(super) fn settle(&mut self, batch: Batch, outcome: crate::Result<BatchWritten>) {
        let outcome = outcome.map_err(|error| self.spoil(error));
        self.memory = self.memory.saturating_sub(batch.memory);
        // Not for every batch: being woken costs more than a few records.
        let low = self.config.memory_bytes / 4 * 3;
        if self.pressure == Pressure::Full && self.memory <= low {
            self.pressure = Pressure::None;
            self.relieved = Call::Them;
        }
        if outcome.is_err() {
            self.failed_records += u64::try_from(batch.count).unwrap_or(0);
        }
        if let (Err(error), 1..) = (&outcome, batch.unwatched) {
            self.unreported.get_or_insert_with(|| Unreported::new(error)).add(batch.unwatched);
        }
        let (first, count) = (batch.place.record, batch.count);
        match self.config.outcomes {
            Outcomes::NotKept => batch.promise.settle(first, count, outcome),
            Outcomes::Kept => {
                self.settled.push(Settled {
                    promise: batch.promise.clone(),
                    first,
                    count,
                    outcome,
                });
            }
        }
        if let Some(body) = batch.into_body() {
            self.spare.keep(body);
        }
    }

    /// Outcomes that others have to be told of before those who wait for them.
    pub(crate) fn settled(&self) -> &[Settled] {
        &self.settled
    }

    /// The first `count` of these have been told to the others.
    pub(crate) fn told(&mut self, count: usize) {
        for Settled { promise, first, count, outcome } in self.settled.drain(..count) {
            promise.settle(first, count, outcome);
        }
    }

    /// What failed of the records that nobody watches, since the last call.
    pub(crate) fn take_unreported(&mut self) -> Option<Error> {
        self.unreported.take().map(Unreported::into_error)
    }

    /// Records that were given up since this was asked last.
    pub(crate) fn take_failed_records(&mut self) -> u64 {
        std::mem::take(&mut self.failed_records)
    }

    /// Bytes of records without outcome.
    pub(crate) fn memory(&self) -> usize {
        self.memory
    }
}
