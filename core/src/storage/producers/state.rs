//! All producers of one partition, and up to which offset of the log they were taken in.
//! Snapshots are written and found by the log; this only turns itself into bytes and back.

use std::{collections::BTreeMap, time::Duration};

use super::{
    EndedTransaction, ProducerEntry, SequenceCheck, SequenceError,
    check::{check, check_epoch, check_marker},
    transactions::Transactions,
    verification::{
        FirstSequence, MarkerRule, TransactionalBatch, VerificationGuard, Verifications, Verified,
    },
};
use crate::{
    model::{Offset, ProducerEpoch, ProducerId, Timestamp},
    protocol::records::{BatchHeader, EndMarker},
};

/// The producers of one partition.
#[derive(Debug)]
pub struct ProducerState {
    /// Boxed: a node of the map has room for eleven, and most partitions have one.
    producers: BTreeMap<ProducerId, Box<ProducerEntry>>,
    transactions: Transactions,
    verifications: Verifications,
    /// Batches before this offset have been taken in.
    end_offset: Offset,
}

impl ProducerState {
    /// No producer; batches from `end_offset` on are to be taken in.
    #[must_use]
    pub fn new(end_offset: Offset) -> Self {
        Self {
            producers: BTreeMap::new(),
            transactions: Transactions::default(),
            verifications: Verifications::default(),
            end_offset,
        }
    }

    /// The state as of a snapshot at `end_offset`, without those that have expired by `now`.
    #[must_use]
    pub fn from_snapshot(
        entries: Vec<ProducerEntry>,
        end_offset: Offset,
        now: Timestamp,
        expiration: Duration,
    ) -> Self {
        let producers = entries.into_iter().map(|entry| (entry.id, Box::new(entry))).collect();
        let mut state = Self { producers, ..Self::new(end_offset) };
        for entry in state.producers.values() {
            if let Some(first_offset) = entry.transaction_first_offset {
                state.transactions.begin(first_offset);
            }
        }
        state.expire(now, expiration);
        state
    }

    /// Batches before this offset have been taken in.
    #[must_use]
    pub fn end_offset(&self) -> Offset {
        self.end_offset
    }

    /// Says that nothing before `offset` is left to take in.
    pub fn skip_to(&mut self, offset: Offset) {
        self.end_offset = self.end_offset.max(offset);
    }

    /// The producers, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ProducerEntry> {
        self.producers.values().map(Box::as_ref)
    }

    /// One producer.
    #[must_use]
    pub fn get(&self, id: ProducerId) -> Option<&ProducerEntry> {
        self.producers.get(&id).map(Box::as_ref)
    }

    /// Checks a batch of a client, whose header has no offset yet. Changes nothing.
    ///
    /// # Errors
    /// If it may not be appended.
    pub fn check(
        &self,
        header: &BatchHeader,
        verified: Verified,
    ) -> Result<SequenceCheck, SequenceError> {
        if !header.has_producer() {
            return Ok(SequenceCheck::Next);
        }
        let producer = header.producer_id;
        let earlier = self.get(producer).and_then(|entry| entry.duplicate_of(header));
        if let Some(earlier) = earlier {
            return Ok(SequenceCheck::Duplicate(earlier));
        }
        self.check_transaction(header, verified)?;
        check(self.get(producer), self.verifications.get(producer), header)?;
        Ok(SequenceCheck::Next)
    }

    /// Begins to have the first batch of a transaction verified; `None` if the partition has the
    /// transaction open, so that it need not be.
    ///
    /// # Errors
    /// If the producer's epoch is older than the newest that was seen.
    pub fn begin_verification(
        &mut self,
        batch: TransactionalBatch,
        first_sequence: FirstSequence,
        now: Timestamp,
    ) -> Result<Option<VerificationGuard>, SequenceError> {
        let (producer_id, epoch) = (batch.producer_id, batch.producer_epoch);
        check_epoch(self.get(producer_id), producer_id, epoch)?;
        if self.has_open(producer_id, epoch) {
            return Ok(None);
        }
        Ok(Some(self.verifications.begin(batch, first_sequence, now)))
    }

    /// Checks that a batch of a transaction may be written here: the partition has the transaction open,
    /// or the coordinator was asked.
    ///
    /// # Errors
    /// If neither is so.
    pub fn check_transaction(
        &self,
        header: &BatchHeader,
        verified: Verified,
    ) -> Result<(), SequenceError> {
        let is_data = header.attributes.is_transactional() && !header.attributes.is_control();
        let guard = match verified {
            Verified::NotNeeded => return Ok(()),
            Verified::No => None,
            Verified::By(guard) => Some(guard),
        };
        let (producer_id, epoch) = (header.producer_id, header.producer_epoch);
        if !is_data || self.has_open(producer_id, epoch) {
            return Ok(());
        }
        check_epoch(self.get(producer_id), producer_id, epoch)?;
        match guard {
            Some(guard) if self.verifications.has(producer_id, guard) => Ok(()),
            Some(_) | None => Err(SequenceError::NotVerified { producer_id }),
        }
    }

    /// Whether the producer has a transaction open here, under this epoch.
    fn has_open(&self, producer_id: ProducerId, epoch: ProducerEpoch) -> bool {
        self.get(producer_id)
            .is_some_and(|entry| entry.transaction_first_offset.is_some() && entry.epoch == epoch)
    }

    /// Checks a batch that a coordinator writes: the epochs, of the producer and, for the marker of
    /// a transaction, of the coordinator. Changes nothing.
    ///
    /// # Errors
    /// If one is older than the newest that was seen.
    pub fn check_coordinator(
        &self,
        header: &BatchHeader,
        marker: Option<(EndMarker, MarkerRule)>,
    ) -> Result<(), SequenceError> {
        if !header.has_producer() {
            return Ok(());
        }
        let entry = self.get(header.producer_id);
        match marker {
            Some((marker, rule)) => check_marker(entry, header, marker, rule),
            None => check_epoch(entry, header.producer_id, header.producer_epoch),
        }
    }

    /// Takes in a batch that was appended, with its offsets, and with the marker that it holds if it
    /// is a control batch. Gives the transaction that it ended.
    pub fn advance(
        &mut self,
        header: &BatchHeader,
        marker: Option<EndMarker>,
    ) -> Option<EndedTransaction> {
        self.end_offset = header.last_offset() + 1;
        let is_control = header.attributes.is_control();
        if !header.has_producer() || (is_control && marker.is_none()) {
            return None;
        }
        let producer_id = header.producer_id;
        if header.attributes.is_transactional() {
            self.verifications.end(header);
        }
        let entry = self
            .producers
            .entry(producer_id)
            .or_insert_with(|| Box::new(ProducerEntry::new(producer_id, header.producer_epoch)));
        let Some(marker) = marker else {
            let before = entry.transaction_first_offset;
            entry.advance(header);
            if let (None, Some(first_offset)) = (before, entry.transaction_first_offset) {
                self.transactions.begin(first_offset);
            }
            return None;
        };
        let first_offset = entry.end_transaction(header, marker)?;
        let last_offset = header.last_offset();
        Some(EndedTransaction {
            producer_id,
            first_offset,
            last_offset,
            result: marker.result,
            last_stable_offset: self.transactions.end(first_offset, last_offset),
        })
    }

    /// First offset that may still turn out to be of an aborted transaction: that of the oldest one
    /// that is open, or whose marker is not below the high watermark.
    #[must_use]
    pub fn first_unstable_offset(&self) -> Option<Offset> {
        self.transactions.first_unstable()
    }

    /// First offset of the oldest transaction that is open.
    #[must_use]
    pub fn first_open_offset(&self) -> Option<Offset> {
        self.transactions.first_open()
    }

    /// Takes in that everything below `high_watermark` is replicated.
    pub fn replicated(&mut self, high_watermark: Offset) {
        self.transactions.replicated(high_watermark);
    }

    /// Forgets producers that have written nothing for `expiration` and have no transaction open.
    pub fn expire(&mut self, now: Timestamp, expiration: Duration) {
        self.verifications.expire(now, expiration);
        let expiration = i64::try_from(expiration.as_millis()).unwrap_or(i64::MAX);
        self.producers.retain(|_, entry| {
            entry.transaction_first_offset.is_some() || now - entry.last_timestamp < expiration
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::LeaderEpoch,
        protocol::records::{Attributes, TransactionResult},
    };

    fn header(epoch: i16, base_sequence: i32, records: i32) -> BatchHeader {
        BatchHeader {
            base_offset: Offset(0),
            size: 100,
            leader_epoch: LeaderEpoch(0),
            crc: 0,
            attributes: Attributes(0),
            last_offset_delta: records - 1,
            base_timestamp: Timestamp(1_000),
            max_timestamp: Timestamp(1_000),
            producer_id: ProducerId(9),
            producer_epoch: ProducerEpoch(epoch),
            base_sequence,
            record_count: records,
        }
    }

    fn appended(state: &mut ProducerState, mut header: BatchHeader) {
        assert_eq!(state.check(&header, Verified::NotNeeded), Ok(SequenceCheck::Next));
        header.base_offset = state.end_offset();
        let _ = state.advance(&header, None);
    }

    #[test]
    fn a_producer_that_is_unknown_may_start_with_any_sequence() {
        let state = ProducerState::new(Offset(0));
        assert_eq!(state.check(&header(3, 77, 1), Verified::NotNeeded), Ok(SequenceCheck::Next));
    }

    #[test]
    fn sequences_must_follow_and_wrap_to_zero() {
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(0, 0, 10));
        for wrong in [9, 11, 0] {
            let refused = state.check(&header(0, wrong, 1), Verified::NotNeeded);
            assert!(matches!(refused, Err(SequenceError::OutOfOrder { expected_after: 9, .. })));
        }
        appended(&mut state, header(0, 10, 1));
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(0, i32::MAX, 1));
        appended(&mut state, header(0, 0, 1));
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(0, i32::MAX - 1, 4));
        appended(&mut state, header(0, 2, 1));
    }

    #[test]
    fn one_of_the_last_five_batches_is_a_duplicate_and_an_older_one_is_out_of_order() {
        let mut state = ProducerState::new(Offset(0));
        for batch in 0..6 {
            appended(&mut state, header(0, batch * 10, 10));
        }
        for batch in 1..6 {
            let Ok(SequenceCheck::Duplicate(earlier)) =
                state.check(&header(0, batch * 10, 10), Verified::NotNeeded)
            else {
                panic!("batch {batch} was not recognised");
            };
            assert_eq!(earlier.first_offset(), Offset(i64::from(batch) * 10));
        }
        assert!(state.check(&header(0, 0, 10), Verified::NotNeeded).is_err());
        assert!(state.check(&header(0, 10, 5), Verified::NotNeeded).is_err());
    }

    #[test]
    fn a_new_epoch_starts_at_zero_and_fences_the_old_one() {
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(1, 0, 10));
        assert!(matches!(
            state.check(&header(2, 10, 1), Verified::NotNeeded),
            Err(SequenceError::OutOfOrder { expected_after: -1, .. })
        ));
        appended(&mut state, header(2, 0, 1));
        assert!(matches!(
            state.check(&header(1, 10, 1), Verified::NotNeeded),
            Err(SequenceError::InvalidEpoch { current: ProducerEpoch(2), .. })
        ));
        assert!(state.check_coordinator(&header(1, 0, 1), None).is_err());
    }

    #[test]
    fn an_idle_producer_is_forgotten_unless_a_transaction_is_open() {
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(0, 0, 10));
        let expiration = Duration::from_secs(60);
        state.expire(Timestamp(60_999), expiration);
        assert_eq!(state.iter().len(), 1);
        state.expire(Timestamp(61_000), expiration);
        assert_eq!(state.iter().len(), 0);
        let open = BatchHeader { attributes: Attributes(0).transactional(), ..header(0, 10, 1) };
        appended(&mut state, open);
        state.expire(Timestamp(i64::MAX), expiration);
        assert_eq!(state.iter().len(), 1);
    }

    fn marker(result: TransactionResult, coordinator_epoch: i32) -> Option<EndMarker> {
        Some(EndMarker { result, coordinator_epoch })
    }

    fn in_transaction(producer: i64, base_offset: i64) -> BatchHeader {
        BatchHeader {
            base_offset: Offset(base_offset),
            producer_id: ProducerId(producer),
            attributes: Attributes(0).transactional(),
            ..header(0, 0, 10)
        }
    }

    fn end(producer: i64, base_offset: i64) -> BatchHeader {
        let attributes = Attributes(0).transactional().control();
        BatchHeader { attributes, ..in_transaction(producer, base_offset) }
    }

    #[test]
    fn the_first_unstable_offset_waits_for_the_oldest_open_transaction_and_its_marker() {
        let mut state = ProducerState::new(Offset(0));
        assert_eq!(state.advance(&in_transaction(1, 0), None), None);
        assert_eq!(state.advance(&in_transaction(2, 10), None), None);
        let ended = state.advance(&end(2, 20), marker(TransactionResult::Abort, 5)).unwrap();
        assert_eq!((ended.first_offset, ended.last_stable_offset), (Offset(10), Offset(0)));
        state.replicated(Offset(100));
        assert_eq!(state.first_unstable_offset(), Some(Offset(0)));
        let marker_end = end(1, 30);
        let ended = state.advance(&marker_end, marker(TransactionResult::Commit, 5)).unwrap();
        assert_eq!(ended.last_stable_offset, marker_end.last_offset() + 1);
        state.replicated(marker_end.last_offset());
        assert_eq!(state.first_unstable_offset(), Some(Offset(0)));
        state.replicated(marker_end.last_offset() + 1);
        assert_eq!(state.first_unstable_offset(), None);
    }

    #[test]
    fn a_marker_without_records_ends_nothing_and_an_old_coordinator_is_fenced() {
        let mut state = ProducerState::new(Offset(0));
        assert_eq!(state.advance(&end(1, 0), marker(TransactionResult::Abort, 5)), None);
        let old = EndMarker { result: TransactionResult::Commit, coordinator_epoch: 4 };
        assert!(matches!(
            state.check_coordinator(&end(1, 1), Some((old, MarkerRule::SameEpoch))),
            Err(SequenceError::CoordinatorFenced { given: 4, current: 5, .. })
        ));
    }

    /// The answer to EndTxn is out before the markers are written: the client may have asked already about
    /// the first batch of its next transaction, whose epoch is that of the marker (KIP-890).
    #[test]
    fn the_marker_of_one_transaction_leaves_the_question_of_the_next_open() {
        for (first_sequence, question_epoch, stays) in [
            (FirstSequence::Zero, 1, true),
            (FirstSequence::Zero, 0, false),
            (FirstSequence::Any, 1, false),
        ] {
            let mut state = ProducerState::new(Offset(0));
            let _ = state.advance(&in_transaction(1, 0), None);
            let next = TransactionalBatch {
                producer_id: ProducerId(if question_epoch == 0 { 2 } else { 1 }),
                producer_epoch: ProducerEpoch(question_epoch),
                base_sequence: 0,
            };
            let guard = state.begin_verification(next, first_sequence, Timestamp(0)).unwrap();
            let marked = BatchHeader {
                producer_id: next.producer_id,
                producer_epoch: ProducerEpoch(1),
                ..end(1, 10)
            };
            let _ = state.advance(&marked, marker(TransactionResult::Commit, 5));
            let batch = BatchHeader {
                producer_id: next.producer_id,
                producer_epoch: ProducerEpoch(1),
                ..in_transaction(1, 11)
            };
            let checked = state.check(&batch, Verified::By(guard.unwrap()));
            assert_eq!(checked.is_ok(), stays, "{first_sequence:?} {question_epoch}: {checked:?}");
        }
    }

    #[test]
    fn an_open_transaction_is_known_from_a_snapshot() {
        let mut state = ProducerState::new(Offset(0));
        let _ = state.advance(&in_transaction(1, 40), None);
        let entries: Vec<ProducerEntry> = state.iter().cloned().collect();
        let expiration = Duration::from_secs(1);
        let state = ProducerState::from_snapshot(entries, Offset(50), Timestamp(1_000), expiration);
        assert_eq!(state.first_unstable_offset(), Some(Offset(40)));
    }
}
