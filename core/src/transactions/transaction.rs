//! A transactional id's producer and transaction, and the steps from one state to the next. A step makes
//! a new value; it counts once its record is replayed.

use std::collections::BTreeSet;

use super::{TransactionState, TransactionVersion};
use crate::{
    model::{Now, ProducerEpoch, ProducerId, Timestamp, TopicPartition},
    protocol::records::TransactionResult,
};

/// What is known of a transactional id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Its producer.
    pub producer_id: ProducerId,
    /// The producer id before the last step: who has not heard of a new one may ask with it again.
    pub previous_producer_id: ProducerId,
    /// The producer id that follows when the epochs of this one are used up and its markers written.
    pub next_producer_id: ProducerId,
    /// The producer's epoch.
    pub producer_epoch: ProducerEpoch,
    /// The epoch before it, of a client that may not have heard of the new one. Not in the log.
    pub last_producer_epoch: ProducerEpoch,
    /// How long a transaction may be open, in milliseconds.
    pub timeout_ms: i32,
    /// Where it is.
    pub state: TransactionState,
    /// Partitions that the transaction has written to, or may have.
    pub partitions: BTreeSet<TopicPartition>,
    /// When the transaction began; -1 if none has.
    pub started_at: Timestamp,
    /// When anything changed last.
    pub updated_at: Timestamp,
    /// The protocol that the client of the last step follows.
    pub version: TransactionVersion,
}

impl Transaction {
    /// The highest epoch that a client is given. One more is left, to fence that client.
    pub const EPOCH_MAX: ProducerEpoch = ProducerEpoch(i16::MAX - 1);

    /// An id that was never seen: before its first step.
    #[must_use]
    pub(super) fn unknown(producer_id: ProducerId) -> Self {
        Self {
            producer_id,
            previous_producer_id: ProducerId::NONE,
            next_producer_id: ProducerId::NONE,
            producer_epoch: ProducerEpoch::NONE,
            last_producer_epoch: ProducerEpoch::NONE,
            timeout_ms: 0,
            state: TransactionState::Empty,
            partitions: BTreeSet::new(),
            started_at: Timestamp::NONE,
            updated_at: Timestamp::NONE,
            version: TransactionVersion::V0,
        }
    }

    /// Whether the producer id has no epoch left to give.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.producer_epoch >= Self::EPOCH_MAX
    }

    /// When the open transaction has lasted too long.
    #[must_use]
    pub fn times_out_at(&self) -> Timestamp {
        Timestamp(self.started_at.0.saturating_add(i64::from(self.timeout_ms)))
    }

    /// How it ends, once that is decided.
    #[must_use]
    pub fn result(&self) -> Option<TransactionResult> {
        match self.state {
            TransactionState::PrepareCommit => Some(TransactionResult::Commit),
            TransactionState::PrepareAbort => Some(TransactionResult::Abort),
            TransactionState::Empty
            | TransactionState::Ongoing
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort => None,
        }
    }

    fn step(&self, state: TransactionState, now: Now) -> Self {
        let updated_at = now.wall;
        Self { state, previous_producer_id: self.producer_id, updated_at, ..self.clone() }
    }

    /// The producer begins, anew or for the first time, under this id and epoch.
    #[must_use]
    pub(super) fn initialized(
        &self,
        producer: (ProducerId, ProducerEpoch),
        last_producer_epoch: ProducerEpoch,
        timeout_ms: i32,
        now: Now,
    ) -> Self {
        Self {
            producer_id: producer.0,
            producer_epoch: producer.1,
            last_producer_epoch,
            timeout_ms,
            partitions: BTreeSet::new(),
            started_at: Timestamp::NONE,
            ..self.step(TransactionState::Empty, now)
        }
    }

    /// The transaction, which begins if none is open, takes in partitions.
    #[must_use]
    pub(super) fn with_partitions(
        &self,
        added: &BTreeSet<TopicPartition>,
        version: TransactionVersion,
        now: Now,
    ) -> Self {
        let mut next = self.step(TransactionState::Ongoing, now);
        next.partitions.extend(added.iter().cloned());
        next.version = version;
        if self.state.is_idle() {
            next.started_at = now.wall;
        }
        next
    }

    /// Its end is decided. With KIP-890 the epoch rises, so that nothing that was sent under the old one
    /// can touch what comes after; `next_producer_id` takes over where no epoch is left.
    #[must_use]
    pub(super) fn ending(
        &self,
        result: TransactionResult,
        version: TransactionVersion,
        next_producer_id: ProducerId,
        now: Now,
    ) -> Self {
        let state = match result {
            TransactionResult::Commit => TransactionState::PrepareCommit,
            TransactionResult::Abort => TransactionState::PrepareAbort,
        };
        let mut next = self.step(state, now);
        next.version = version;
        next.next_producer_id = next_producer_id;
        if self.state.is_idle() {
            // Aborted before it began: readers of the record expect a start.
            next.started_at = now.wall;
        }
        if version.bumps_epochs() {
            next.last_producer_epoch = self.producer_epoch;
            next.producer_epoch = ProducerEpoch(self.producer_epoch.0.saturating_add(1));
        }
        next
    }

    /// It is aborted by the coordinator, and its client fenced: the epoch rises in either protocol.
    #[must_use]
    pub(super) fn fenced(
        &self,
        version: TransactionVersion,
        next_producer_id: ProducerId,
        now: Now,
    ) -> Self {
        if version.bumps_epochs() {
            return self.ending(TransactionResult::Abort, version, next_producer_id, now);
        }
        Self {
            producer_epoch: ProducerEpoch(self.producer_epoch.0.saturating_add(1)),
            last_producer_epoch: ProducerEpoch::NONE,
            ..self.ending(TransactionResult::Abort, TransactionVersion::V0, ProducerId::NONE, now)
        }
    }

    /// All markers are written.
    #[must_use]
    pub(super) fn completed(&self, now: Now) -> Self {
        let state = match self.state {
            TransactionState::PrepareCommit => TransactionState::CompleteCommit,
            TransactionState::PrepareAbort
            | TransactionState::Empty
            | TransactionState::Ongoing
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort => TransactionState::CompleteAbort,
        };
        let mut next = self.step(state, now);
        next.partitions = BTreeSet::new();
        if self.version.bumps_epochs() && self.next_producer_id != ProducerId::NONE {
            next.producer_id = self.next_producer_id;
            next.producer_epoch = ProducerEpoch(0);
        }
        next.next_producer_id = ProducerId::NONE;
        next
    }
}
