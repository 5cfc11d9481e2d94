//! Follows the transactions through the batches that a compaction reads, in order of offsets: says
//! which batches were aborted, and which markers end a transaction of which nothing is left.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{
    model::{Offset, ProducerId},
    protocol::records::{BatchHeader, EndMarker, TransactionResult},
    storage::index::AbortedTransaction,
};

/// Whether a batch may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Records of an aborted transaction, or the marker of one that has no records left.
    Discard,
    /// Anything else.
    Consider,
}

#[derive(Debug)]
struct Aborted {
    transaction: AbortedTransaction,
    /// Whether one of its batches was read.
    seen: bool,
}

/// The transactions at one place of the log.
#[derive(Debug)]
pub(super) struct CleanedTransactions {
    /// By first offset.
    upcoming: VecDeque<AbortedTransaction>,
    aborted: BTreeMap<ProducerId, Aborted>,
    committed: BTreeSet<ProducerId>,
    /// Aborted transactions whose marker stays, for the new segment's index.
    kept: Vec<AbortedTransaction>,
}

impl CleanedTransactions {
    pub(super) fn new(mut aborted: Vec<AbortedTransaction>) -> Self {
        aborted.sort_by_key(|transaction| transaction.first_offset);
        Self {
            upcoming: aborted.into(),
            aborted: BTreeMap::new(),
            committed: BTreeSet::new(),
            kept: Vec::new(),
        }
    }

    /// Takes in the next batch.
    pub(super) fn read(&mut self, header: &BatchHeader, marker: Option<EndMarker>) -> Verdict {
        self.begin_up_to(header.last_offset());
        if let Some(marker) = marker {
            return self.end(header.producer_id, marker.result);
        }
        if header.attributes.is_control() || !header.attributes.is_transactional() {
            return Verdict::Consider;
        }
        match self.aborted.get_mut(&header.producer_id) {
            Some(aborted) => {
                aborted.seen = true;
                Verdict::Discard
            }
            None => {
                self.committed.insert(header.producer_id);
                Verdict::Consider
            }
        }
    }

    /// The aborted transactions whose markers were kept since the last call.
    pub(super) fn take_kept(&mut self) -> Vec<AbortedTransaction> {
        std::mem::take(&mut self.kept)
    }

    fn begin_up_to(&mut self, offset: Offset) {
        while let Some(next) = self.upcoming.front().copied()
            && next.first_offset <= offset
        {
            self.upcoming.pop_front();
            let begun = Aborted { transaction: next, seen: false };
            self.aborted.entry(next.producer_id).or_insert(begun);
        }
    }

    fn end(&mut self, producer_id: ProducerId, result: TransactionResult) -> Verdict {
        match result {
            // A marker stays until all batches of its transaction are gone.
            TransactionResult::Abort => match self.aborted.remove(&producer_id) {
                Some(aborted) if aborted.seen => {
                    self.kept.push(aborted.transaction);
                    Verdict::Consider
                }
                Some(_) | None => Verdict::Discard,
            },
            TransactionResult::Commit => {
                if self.committed.remove(&producer_id) {
                    Verdict::Consider
                } else {
                    Verdict::Discard
                }
            }
        }
    }
}
