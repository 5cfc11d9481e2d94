//! The state of one producer in one partition.

use crate::{
    model::{Offset, ProducerEpoch, ProducerId, Timestamp},
    protocol::records::{BatchHeader, EndMarker, TransactionResult},
};

/// Batches of a producer that are remembered: as many as it may have in flight.
pub const BATCHES_KEPT: usize = 5;

/// One batch that a producer wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerBatch {
    /// Sequence of its last record.
    pub last_sequence: i32,
    /// Offset of its last record.
    pub last_offset: Offset,
    /// Last offset minus first offset.
    pub offset_delta: i32,
    /// Its largest timestamp.
    pub timestamp: Timestamp,
}

impl ProducerBatch {
    /// Sequence of its first record. Sequences wrap from 2^31-1 to 0.
    #[must_use]
    pub fn first_sequence(&self) -> i32 {
        let first = i64::from(self.last_sequence) - i64::from(self.offset_delta);
        if first >= 0 { first as i32 } else { (first + i64::from(i32::MAX) + 1) as i32 }
    }

    /// Offset of its first record.
    #[must_use]
    pub fn first_offset(&self) -> Offset {
        self.last_offset + -i64::from(self.offset_delta)
    }
}

/// A transaction that a marker has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndedTransaction {
    /// Who wrote it.
    pub producer_id: ProducerId,
    /// Offset of its first record.
    pub first_offset: Offset,
    /// Offset of its marker.
    pub last_offset: Offset,
    /// How it ended.
    pub result: TransactionResult,
    /// The last stable offset once the marker is replicated.
    pub last_stable_offset: Offset,
}

/// What is known of one producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerEntry {
    /// The producer.
    pub id: ProducerId,
    /// Its newest epoch.
    pub epoch: ProducerEpoch,
    /// Epoch of the coordinator that last ended one of its transactions; -1 if none did.
    pub coordinator_epoch: i32,
    /// Largest timestamp of its last batch; expiry counts from it.
    pub last_timestamp: Timestamp,
    /// First offset of its open transaction.
    pub transaction_first_offset: Option<Offset>,
    batches: [Option<ProducerBatch>; BATCHES_KEPT],
}

impl ProducerEntry {
    /// A producer that has written nothing under its epoch yet.
    #[must_use]
    pub fn new(id: ProducerId, epoch: ProducerEpoch) -> Self {
        Self {
            id,
            epoch,
            coordinator_epoch: -1,
            last_timestamp: Timestamp::NONE,
            transaction_first_offset: None,
            batches: [None; BATCHES_KEPT],
        }
    }

    /// Its last batch under its epoch.
    #[must_use]
    pub fn last_batch(&self) -> Option<ProducerBatch> {
        self.batches.iter().rev().find_map(|batch| *batch)
    }

    /// The batch that was written before with the sequences of `header`.
    #[must_use]
    pub fn duplicate_of(&self, header: &BatchHeader) -> Option<ProducerBatch> {
        if header.producer_epoch != self.epoch {
            return None;
        }
        self.batches.iter().flatten().copied().find(|batch| {
            batch.first_sequence() == header.base_sequence
                && batch.last_sequence == header.last_sequence()
        })
    }

    /// Takes in a marker that was appended, and gives the first offset of the transaction that it
    /// ended. A marker may come without one: the transaction wrote nothing here.
    pub fn end_transaction(&mut self, header: &BatchHeader, marker: EndMarker) -> Option<Offset> {
        self.take_epoch(header);
        self.coordinator_epoch = marker.coordinator_epoch;
        self.transaction_first_offset.take()
    }

    fn take_epoch(&mut self, header: &BatchHeader) {
        if header.producer_epoch != self.epoch {
            self.epoch = header.producer_epoch;
            self.batches = [None; BATCHES_KEPT];
        }
        self.last_timestamp = header.max_timestamp;
    }

    /// Takes in a batch of records that was appended.
    pub fn advance(&mut self, header: &BatchHeader) {
        self.take_epoch(header);
        self.push(ProducerBatch {
            last_sequence: header.last_sequence(),
            last_offset: header.last_offset(),
            offset_delta: header.last_offset_delta,
            timestamp: header.max_timestamp,
        });
        if header.attributes.is_transactional() && self.transaction_first_offset.is_none() {
            self.transaction_first_offset = Some(header.base_offset);
        }
    }

    pub(super) fn push(&mut self, batch: ProducerBatch) {
        if let Some(free) = self.batches.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(batch);
        } else {
            self.batches.rotate_left(1);
            self.batches[BATCHES_KEPT - 1] = Some(batch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sequence_is_counted_back_over_the_wrap() {
        let batch = |last_sequence, offset_delta| ProducerBatch {
            last_sequence,
            last_offset: Offset(100),
            offset_delta,
            timestamp: Timestamp(0),
        };
        assert_eq!(batch(9, 9).first_sequence(), 0);
        assert_eq!(batch(1, 3).first_sequence(), i32::MAX - 1);
        assert_eq!(batch(1, 3).first_offset(), Offset(97));
    }

    #[test]
    fn the_newest_five_batches_are_kept() {
        let mut entry = ProducerEntry::new(ProducerId(1), ProducerEpoch(0));
        for sequence in 0..7 {
            entry.push(ProducerBatch {
                last_sequence: sequence,
                last_offset: Offset(i64::from(sequence)),
                offset_delta: 0,
                timestamp: Timestamp(0),
            });
        }
        let kept: Vec<i32> =
            entry.batches.iter().flatten().map(|batch| batch.last_sequence).collect();
        assert_eq!(kept, [2, 3, 4, 5, 6]);
        assert_eq!(entry.last_batch().map(|batch| batch.last_sequence), Some(6));
    }
}
