//! The markers that end a transaction in each of its partitions. When the decision is committed, and not
//! before, the node takes them from here, writes them, and tells what came of it; when all are written
//! the transaction is complete.

use std::time::Duration;

use bytestring::ByteString;

use super::{Transaction, TransactionShard, TransactionTimer, TransactionVersion, shard::Outcome};
use crate::{
    metadata::MetadataImage,
    model::{ErrorCode, LeaderEpoch, Now, ProducerEpoch, ProducerId, TopicPartition},
    protocol::records::TransactionResult,
};

/// Time after which markers that could not be written are tried again.
const MARKERS_RETRY: Duration = Duration::from_millis(100);

/// Markers of one transaction that are to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkersToWrite {
    /// The transactional id.
    pub id: ByteString,
    /// The producer whose transaction ends.
    pub producer_id: ProducerId,
    /// The epoch of the markers.
    pub producer_epoch: ProducerEpoch,
    /// How it ends.
    pub result: TransactionResult,
    /// Epoch of this coordinator.
    pub coordinator_epoch: LeaderEpoch,
    /// The protocol of the transaction.
    pub version: TransactionVersion,
    /// Where.
    pub partitions: Vec<TopicPartition>,
}

/// What came of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// It is there, or the partition is no more.
    Done,
    /// It has to be tried again.
    Later,
    /// Someone else has taken over.
    Superseded,
}

/// A partition, and what writing its marker came to.
pub type MarkerOutcome = (TopicPartition, ErrorCode);

impl TransactionShard {
    /// Takes the markers that are to be written now.
    pub(super) fn take_markers(&mut self) -> Vec<MarkersToWrite> {
        if self.to_mark.is_empty() {
            return Vec::new();
        }
        let ids = std::mem::take(&mut self.to_mark);
        ids.iter().filter_map(|id| self.markers_of(id)).collect()
    }

    fn markers_of(&self, id: &ByteString) -> Option<MarkersToWrite> {
        let transaction = self.transactions.get(id)?;
        let result = transaction.result()?;
        let unmarked = self.unmarked.get(id)?;
        // A topic that was deleted needs none.
        let exists = |one: &&TopicPartition| exists(&self.metadata, one);
        Some(MarkersToWrite {
            id: id.clone(),
            producer_id: transaction.producer_id,
            producer_epoch: transaction.producer_epoch,
            result,
            coordinator_epoch: self.epoch,
            version: transaction.version,
            partitions: unmarked.iter().filter(exists).cloned().collect(),
        })
    }

    /// Takes in what came of markers that were taken; the transaction is complete when none is left.
    pub fn markers_written(
        &mut self,
        markers: &MarkersToWrite,
        outcomes: &[MarkerOutcome],
        now: Now,
    ) -> Outcome<()> {
        let id = &markers.id;
        let Some(transaction) = self.transactions.get(id) else { return Outcome::nothing() };
        if !is_same(transaction, markers) {
            return Outcome::nothing();
        }
        let Some(unmarked) = self.unmarked.get_mut(id) else { return Outcome::nothing() };
        for (partition, code) in outcomes {
            match written(*code) {
                Written::Done => {
                    unmarked.remove(partition);
                }
                Written::Later => {}
                Written::Superseded => {
                    self.unmarked.remove(id);
                    return Outcome::nothing();
                }
            }
        }
        let metadata = &self.metadata;
        unmarked.retain(|partition| exists(metadata, partition));
        let left = !unmarked.is_empty();
        // Also if all are written: the record that says so may not be appended.
        self.timers.arm(TransactionTimer::Markers(id.clone()), now.monotonic + MARKERS_RETRY);
        if left {
            return Outcome::nothing();
        }
        let completed = transaction.completed(now);
        Outcome::with_records((), vec![self.set(id, completed)])
    }

    /// Markers that may not all be written are taken again, if the transaction is still ending.
    pub(super) fn mark_again(&mut self, id: &ByteString) -> Outcome<()> {
        if self.unmarked.contains_key(id) {
            self.to_mark.insert(id.clone());
        }
        Outcome::nothing()
    }

    /// Nothing is left to be marked. The timer must not outlive its transaction: in the first protocol a
    /// marker that is written twice, the second time late, ends the next one.
    pub(super) fn is_marked(&mut self, id: &ByteString) {
        self.unmarked.remove(id);
        self.to_mark.remove(id);
        self.timers.cancel(&TransactionTimer::Markers(id.clone()));
    }
}

fn is_same(transaction: &Transaction, markers: &MarkersToWrite) -> bool {
    transaction.producer_id == markers.producer_id
        && transaction.producer_epoch == markers.producer_epoch
        && transaction.result() == Some(markers.result)
}

fn exists(metadata: &MetadataImage, partition: &TopicPartition) -> bool {
    metadata
        .topic(partition.topic.as_str())
        .is_some_and(|topic| topic.partition(partition.partition).is_some())
}

fn written(code: ErrorCode) -> Written {
    let done = [
        ErrorCode::None,
        // The partition cannot hold records of transactions: it has none.
        ErrorCode::UnsupportedForMessageFormat,
        ErrorCode::UnsupportedVersion,
    ];
    let superseded = [ErrorCode::InvalidProducerEpoch, ErrorCode::TransactionCoordinatorFenced];
    if done.contains(&code) {
        Written::Done
    } else if superseded.contains(&code) {
        Written::Superseded
    } else {
        Written::Later
    }
}
