//! All producers of one partition, and up to which offset of the log they were taken in.
//! Snapshots are written and found by the log; this only turns itself into bytes and back.

use std::{collections::BTreeMap, time::Duration};

use super::{
    ProducerEntry, SequenceCheck, SequenceError,
    check::{check, check_epoch},
};
use crate::{
    model::{Offset, ProducerId, Timestamp},
    protocol::records::BatchHeader,
};

/// The producers of one partition.
#[derive(Debug)]
pub struct ProducerState {
    producers: BTreeMap<ProducerId, ProducerEntry>,
    /// Batches before this offset have been taken in.
    end_offset: Offset,
}

impl ProducerState {
    /// No producer; batches from `end_offset` on are to be taken in.
    #[must_use]
    pub fn new(end_offset: Offset) -> Self {
        Self { producers: BTreeMap::new(), end_offset }
    }

    /// The state as of a snapshot at `end_offset`, without those that have expired by `now`.
    #[must_use]
    pub fn from_snapshot(
        entries: Vec<ProducerEntry>,
        end_offset: Offset,
        now: Timestamp,
        expiration: Duration,
    ) -> Self {
        let producers = entries.into_iter().map(|entry| (entry.id, entry)).collect();
        let mut state = Self { producers, end_offset };
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
        self.producers.values()
    }

    /// One producer.
    #[must_use]
    pub fn get(&self, id: ProducerId) -> Option<&ProducerEntry> {
        self.producers.get(&id)
    }

    /// Checks a batch of a client, whose header has no offset yet. Changes nothing.
    ///
    /// # Errors
    /// If it may not be appended.
    pub fn check(&self, header: &BatchHeader) -> Result<SequenceCheck, SequenceError> {
        if !header.has_producer() {
            return Ok(SequenceCheck::Next);
        }
        check(self.producers.get(&header.producer_id), header)
    }

    /// Checks a batch that a coordinator writes: only its epoch. Changes nothing.
    ///
    /// # Errors
    /// If the epoch is older than the newest that was seen.
    pub fn check_epoch(&self, header: &BatchHeader) -> Result<(), SequenceError> {
        if !header.has_producer() {
            return Ok(());
        }
        check_epoch(self.producers.get(&header.producer_id), header)
    }

    /// Takes in a batch that was appended, with its offsets.
    pub fn advance(&mut self, header: &BatchHeader) {
        if header.has_producer() {
            self.producers
                .entry(header.producer_id)
                .or_insert_with(|| ProducerEntry::new(header.producer_id, header.producer_epoch))
                .advance(header);
        }
        self.end_offset = header.last_offset() + 1;
    }

    /// Forgets producers that have written nothing for `expiration` and have no transaction open.
    pub fn expire(&mut self, now: Timestamp, expiration: Duration) {
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
        model::{LeaderEpoch, ProducerEpoch},
        protocol::records::Attributes,
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
        assert_eq!(state.check(&header), Ok(SequenceCheck::Next));
        header.base_offset = state.end_offset();
        state.advance(&header);
    }

    #[test]
    fn a_producer_that_is_unknown_may_start_with_any_sequence() {
        let state = ProducerState::new(Offset(0));
        assert_eq!(state.check(&header(3, 77, 1)), Ok(SequenceCheck::Next));
    }

    #[test]
    fn sequences_must_follow_and_wrap_to_zero() {
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(0, 0, 10));
        for wrong in [9, 11, 0] {
            let refused = state.check(&header(0, wrong, 1));
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
            let Ok(SequenceCheck::Duplicate(earlier)) = state.check(&header(0, batch * 10, 10))
            else {
                panic!("batch {batch} was not recognised");
            };
            assert_eq!(earlier.first_offset(), Offset(i64::from(batch) * 10));
        }
        assert!(state.check(&header(0, 0, 10)).is_err());
        assert!(state.check(&header(0, 10, 5)).is_err());
    }

    #[test]
    fn a_new_epoch_starts_at_zero_and_fences_the_old_one() {
        let mut state = ProducerState::new(Offset(0));
        appended(&mut state, header(1, 0, 10));
        assert!(matches!(
            state.check(&header(2, 10, 1)),
            Err(SequenceError::OutOfOrder { expected_after: -1, .. })
        ));
        appended(&mut state, header(2, 0, 1));
        assert!(matches!(
            state.check(&header(1, 10, 1)),
            Err(SequenceError::InvalidEpoch { current: ProducerEpoch(2), .. })
        ));
        assert!(state.check_epoch(&header(1, 0, 1)).is_err());
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
}
