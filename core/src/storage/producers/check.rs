//! Decides whether a producer may append a batch: its epoch must not be older than the last seen
//! one, and its sequence must follow, as Apache Kafka decides it (KIP-98, KIP-360). A producer
//! that the partition does not know may start with any sequence: its records may be gone by
//! retention.

use super::{FirstSequence, MarkerRule, ProducerBatch, ProducerEntry, verification::Verification};
use crate::{
    model::{ProducerEpoch, ProducerId},
    protocol::records::{BatchHeader, EndMarker},
};

/// What a check says of a batch that may not be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceCheck {
    /// It follows: append it.
    Next,
    /// It was written before: answer with that batch's offsets.
    Duplicate(ProducerBatch),
}

/// Why a producer's batch is refused. The log stays usable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SequenceError {
    /// OUT_OF_ORDER_SEQUENCE_NUMBER (45).
    #[error(
        "producer {} epoch {}: sequence {sequence} does not follow {expected_after}",
        producer_id.0, epoch.0
    )]
    OutOfOrder {
        /// The producer.
        producer_id: ProducerId,
        /// The batch's epoch.
        epoch: ProducerEpoch,
        /// The batch's first sequence.
        sequence: i32,
        /// The last sequence that was written; -1 if a new epoch has to start at 0.
        expected_after: i32,
    },
    /// INVALID_PRODUCER_EPOCH (47).
    #[error("producer {}: epoch {} is older than {}", producer_id.0, epoch.0, current.0)]
    InvalidEpoch {
        /// The producer.
        producer_id: ProducerId,
        /// The batch's epoch.
        epoch: ProducerEpoch,
        /// The newest epoch that was seen.
        current: ProducerEpoch,
    },
    /// INVALID_TXN_STATE (48): a batch outside of the transaction that the producer has open.
    #[error("producer {} has a transaction open and wrote outside of it", producer_id.0)]
    OutsideTransaction {
        /// The producer.
        producer_id: ProducerId,
    },
    /// INVALID_TXN_STATE (48): a batch of a transaction that the coordinator was not asked about.
    #[error(
        "producer {}: the record was not part of an ongoing transaction", producer_id.0
    )]
    NotVerified {
        /// The producer.
        producer_id: ProducerId,
    },
    /// TRANSACTION_COORDINATOR_FENCED (52).
    #[error(
        "producer {}: coordinator epoch {given} of a marker is older than {current}",
        producer_id.0
    )]
    CoordinatorFenced {
        /// The producer.
        producer_id: ProducerId,
        /// The marker's coordinator epoch.
        given: i32,
        /// The newest coordinator epoch that was seen.
        current: i32,
    },
}

/// Checks the batch of a client that was not written before.
///
/// # Errors
/// If it may not be appended.
pub(super) fn check(
    entry: Option<&ProducerEntry>,
    verification: Option<&Verification>,
    header: &BatchHeader,
) -> Result<(), SequenceError> {
    check_epoch(entry, header.producer_id, header.producer_epoch)?;
    if let Some(verification) = verification {
        check_verified(entry, verification, header)?;
    }
    let Some(entry) = entry else { return Ok(()) };
    let last = entry.last_batch().map_or(-1, |batch| batch.last_sequence);
    let (follows, expected_after) = if header.producer_epoch == entry.epoch {
        (follows(last, header.base_sequence), last)
    } else {
        // A new epoch starts anew, unless no epoch was ever seen.
        (header.base_sequence == 0 || entry.epoch == ProducerEpoch::NONE, -1)
    };
    if !follows && entry.epoch != ProducerEpoch::NONE {
        return Err(SequenceError::OutOfOrder {
            producer_id: header.producer_id,
            epoch: header.producer_epoch,
            sequence: header.base_sequence,
            expected_after,
        });
    }
    if entry.transaction_first_offset.is_some() && !header.attributes.is_transactional() {
        return Err(SequenceError::OutsideTransaction { producer_id: header.producer_id });
    }
    Ok(())
}

/// Checks the first batch of a transaction: one with a lower sequence may be on its way.
fn check_verified(
    entry: Option<&ProducerEntry>,
    verification: &Verification,
    header: &BatchHeader,
) -> Result<(), SequenceError> {
    let sequence = header.base_sequence;
    let has_batches = entry.is_some_and(|entry| entry.last_batch().is_some());
    let not_zero =
        verification.first_sequence == FirstSequence::Zero && sequence != 0 && !has_batches;
    if not_zero || sequence > verification.lowest_sequence {
        let expected_after = if not_zero { -1 } else { verification.lowest_sequence - 1 };
        return Err(SequenceError::OutOfOrder {
            producer_id: header.producer_id,
            epoch: header.producer_epoch,
            sequence,
            expected_after,
        });
    }
    Ok(())
}

/// Checks the epoch alone: enough for batches that a coordinator writes.
///
/// # Errors
/// If it is older than the newest that was seen.
pub(super) fn check_epoch(
    entry: Option<&ProducerEntry>,
    producer_id: ProducerId,
    epoch: ProducerEpoch,
) -> Result<(), SequenceError> {
    match entry {
        Some(entry) if epoch < entry.epoch => {
            Err(SequenceError::InvalidEpoch { producer_id, epoch, current: entry.epoch })
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks a marker: that the producer is at the epoch that it ends, and that a newer coordinator has not
/// taken over.
///
/// # Errors
/// If it may not be written.
pub(super) fn check_marker(
    entry: Option<&ProducerEntry>,
    header: &BatchHeader,
    marker: EndMarker,
    rule: MarkerRule,
) -> Result<(), SequenceError> {
    check_epoch(entry, header.producer_id, header.producer_epoch)?;
    if let (MarkerRule::RaisedEpoch, Some(entry)) = (rule, entry) {
        // Written already, by a coordinator that does not know it; and a producer whose epochs are
        // used up must come to an end all the same.
        let again = entry.transaction_first_offset.is_none()
            || header.producer_epoch == ProducerEpoch(i16::MAX);
        if header.producer_epoch == entry.epoch && !again {
            return Err(SequenceError::InvalidEpoch {
                producer_id: header.producer_id,
                epoch: header.producer_epoch,
                current: entry.epoch,
            });
        }
    }
    match entry {
        Some(entry) if marker.coordinator_epoch < entry.coordinator_epoch => {
            Err(SequenceError::CoordinatorFenced {
                producer_id: header.producer_id,
                given: marker.coordinator_epoch,
                current: entry.coordinator_epoch,
            })
        }
        Some(_) | None => Ok(()),
    }
}

fn follows(last: i32, next: i32) -> bool {
    i64::from(next) == i64::from(last) + 1 || (next == 0 && last == i32::MAX)
}
