//! Before the first batch of a transaction is written to a partition, the coordinator is asked whether it
//! knows of the partition (KIP-890): a batch that it does not know of would never get a marker. What the
//! coordinator says comes later, and the transaction may have ended meanwhile; so the question gets a
//! guard, which the batch has to show, and which every batch and marker of a transaction takes away.

use std::{collections::BTreeMap, time::Duration};

use crate::{
    model::{ProducerEpoch, ProducerId, Timestamp},
    protocol::records::BatchHeader,
};

/// What a batch of a transaction shows that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerificationGuard(u64);

/// Whether the coordinator was asked about a batch of a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verified {
    /// It need not be.
    #[default]
    NotNeeded,
    /// It was not: only a transaction that the partition has open can go on.
    No,
    /// It was, under this guard.
    By(VerificationGuard),
}

/// Which marker ends a producer's transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkerRule {
    /// One of the producer's epoch or a newer one.
    #[default]
    SameEpoch,
    /// One of a newer epoch: with KIP-890 each transaction ends with it, so that a late marker is told from
    /// that of the next transaction.
    RaisedEpoch,
}

/// With which sequence a producer may begin that the partition does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstSequence {
    /// Any: its records may be gone by retention.
    Any,
    /// 0: with KIP-890 every transaction begins with it.
    Zero,
}

/// The first batch of a transaction in a partition, as far as the question about it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransactionalBatch {
    /// Whose transaction it is.
    pub producer_id: ProducerId,
    /// The producer's epoch.
    pub producer_epoch: ProducerEpoch,
    /// Sequence of the first record; -1 of a batch that a coordinator writes.
    pub base_sequence: i32,
}

impl From<&BatchHeader> for TransactionalBatch {
    fn from(header: &BatchHeader) -> Self {
        Self {
            producer_id: header.producer_id,
            producer_epoch: header.producer_epoch,
            base_sequence: header.base_sequence,
        }
    }
}

/// A question to the coordinator that is not answered, or whose batch has not come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verification {
    guard: VerificationGuard,
    pub(super) first_sequence: FirstSequence,
    /// Lowest sequence that was asked for in this epoch. A higher one has to wait for it, or the
    /// producer could never write it.
    pub(super) lowest_sequence: i32,
    epoch: ProducerEpoch,
    began_at: Timestamp,
}

/// The questions of one partition, by producer.
#[derive(Clone, Debug, Default)]
pub(super) struct Verifications {
    open: BTreeMap<ProducerId, Verification>,
    guards: u64,
}

impl Verifications {
    /// Begins a question, or joins the one that is open.
    pub(super) fn begin(
        &mut self,
        batch: TransactionalBatch,
        first_sequence: FirstSequence,
        now: Timestamp,
    ) -> VerificationGuard {
        let sequence = batch.base_sequence;
        if let Some(open) = self.open.get_mut(&batch.producer_id) {
            if batch.producer_epoch > open.epoch {
                open.epoch = batch.producer_epoch;
                open.lowest_sequence = sequence;
            } else if batch.producer_epoch == open.epoch {
                open.lowest_sequence = open.lowest_sequence.min(sequence);
            }
            return open.guard;
        }
        self.guards += 1;
        let guard = VerificationGuard(self.guards);
        let verification = Verification {
            guard,
            first_sequence,
            lowest_sequence: sequence,
            epoch: batch.producer_epoch,
            began_at: now,
        };
        self.open.insert(batch.producer_id, verification);
        guard
    }

    pub(super) fn get(&self, producer: ProducerId) -> Option<&Verification> {
        if self.open.is_empty() { None } else { self.open.get(&producer) }
    }

    /// Whether a producer's question is open under this guard.
    pub(super) fn has(&self, producer: ProducerId, guard: VerificationGuard) -> bool {
        self.get(producer).is_some_and(|open| open.guard == guard)
    }

    /// A batch or a marker of the producer's transaction was written. With KIP-890 the next transaction has
    /// the epoch of the marker: a question about it stays open.
    pub(super) fn end(&mut self, header: &BatchHeader) {
        let Some(open) = self.get(header.producer_id) else { return };
        let of_next = header.attributes.is_control()
            && open.first_sequence == FirstSequence::Zero
            && open.epoch == header.producer_epoch;
        if !of_next {
            self.open.remove(&header.producer_id);
        }
    }

    /// Forgets those whose producer never came back.
    pub(super) fn expire(&mut self, now: Timestamp, expiration: Duration) {
        let expiration = i64::try_from(expiration.as_millis()).unwrap_or(i64::MAX);
        self.open.retain(|_, open| now - open.began_at < expiration);
    }
}
