//! What the node does with the transactions of a partition as with any coordinator: their log, their
//! timers, the beginning and the end of their leadership.

use std::sync::Arc;

use bytes::Bytes;

use super::{
    MarkersToWrite, TransactionRecord, TransactionSettings, TransactionShard, TransactionTimer,
    shard::Outcome,
};
use crate::{
    coordinator::{self, Caller, Shard},
    metadata::{MetadataDelta, MetadataImage},
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset, ProducerId, Rng, config::BrokerEntries},
    protocol::{
        codec::{DecodeError, EncodeError},
        records::TransactionResult,
    },
};

impl Shard for TransactionShard {
    type Record = TransactionRecord;
    type Released = ();
    type Task = MarkersToWrite;

    const TOPIC: &'static str = "__transaction_state";

    fn begin(
        entries: &BrokerEntries,
        metadata: Arc<MetadataImage>,
        epoch: LeaderEpoch,
        _: Rng,
    ) -> Self {
        Self::new(TransactionSettings::of(entries), metadata, epoch)
    }

    fn encode(record: &TransactionRecord) -> Result<(Bytes, Option<Bytes>), EncodeError> {
        record.encode()
    }

    fn decode(key: Bytes, value: Option<Bytes>) -> Result<TransactionRecord, DecodeError> {
        TransactionRecord::decode(key, value)
    }

    fn replay(&mut self, _: Offset, _: Option<ProducerId>, record: &TransactionRecord) {
        match record {
            TransactionRecord::Set { id, transaction, .. } => {
                let transaction = Box::as_ref(transaction).clone();
                if transaction.state.is_ending() {
                    self.unmarked.insert(id.clone(), transaction.partitions.clone());
                    self.to_mark.insert(id.clone());
                } else {
                    self.is_marked(id);
                }
                self.transactions.insert(id.clone(), transaction);
            }
            TransactionRecord::Removed(id) => {
                self.transactions.remove(id);
                self.is_marked(id);
            }
            TransactionRecord::Other(..) => {}
        }
    }

    /// Nobody writes to this topic in a transaction.
    fn replay_marker(&mut self, _: ProducerId, _: TransactionResult) {}

    fn loaded(&mut self, now: Now) -> Outcome<()> {
        self.begin_timers(now);
        Outcome::nothing()
    }

    fn unloaded(&mut self) -> Outcome<()> {
        Outcome::nothing()
    }

    fn metadata_changed(
        &mut self,
        metadata: Arc<MetadataImage>,
        _: &MetadataDelta,
        _: Now,
    ) -> Outcome<()> {
        self.metadata = metadata;
        Outcome::nothing()
    }

    fn configure(&mut self, entries: &BrokerEntries) {
        self.settings = TransactionSettings::of(entries);
    }

    fn take_tasks(&mut self) -> Vec<MarkersToWrite> {
        self.take_markers()
    }

    fn next_timeout(&self) -> Option<Moment> {
        self.timers.next()
    }

    fn fire(&mut self, now: Now) -> Option<Outcome<()>> {
        Some(match self.timers.pop_due(now.monotonic)? {
            TransactionTimer::TimeOut(id) => self.time_out(&id, now),
            TransactionTimer::Markers(id) => self.mark_again(&id),
            TransactionTimer::Expiry => self.expire(now),
        })
    }

    /// Nothing is ahead of the log; timers see to what has to be done again.
    fn append_failed<R>(
        &mut self,
        _: coordinator::Outcome<R, TransactionRecord, ()>,
        _: ErrorCode,
        _: Now,
    ) -> Outcome<()> {
        Outcome::nothing()
    }

    fn forget(&mut self, _: Caller) {}
}
