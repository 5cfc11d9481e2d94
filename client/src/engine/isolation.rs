//! Which batches of a fetch a reader of committed records must not see: those of transactions that
//! the broker names as aborted, from their first offset to their marker (KIP-98).

use std::collections::BTreeSet;

use ottla_core::protocol::{
    messages::fetch_response::AbortedTransaction,
    records::{BatchHeader, ControlType, RecordIter},
};

use crate::options::IsolationLevel;

/// Walks with the reader through the batches of one partition of one answer.
#[derive(Debug)]
pub(crate) struct Isolation {
    level: IsolationLevel,
    /// By first offset, the last one first.
    to_come: Vec<AbortedTransaction>,
    aborted: BTreeSet<i64>,
}

/// What to do with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visibility {
    Shown,
    Hidden,
}

impl Isolation {
    pub(crate) fn new(level: IsolationLevel, mut aborted: Vec<AbortedTransaction>) -> Self {
        aborted.sort_by_key(|transaction| std::cmp::Reverse(transaction.first_offset));
        Self { level, to_come: aborted, aborted: BTreeSet::new() }
    }

    /// Whether records of the next batch are shown; `body` are its bytes after the header.
    pub(crate) fn judge(&mut self, header: &BatchHeader, body: &[u8]) -> Visibility {
        let last = header.last_offset().0;
        while let Some(next) = self.to_come.pop_if(|next| next.first_offset <= last) {
            self.aborted.insert(next.producer_id);
        }
        if header.attributes.is_control() {
            if marks_abort(header, body) {
                self.aborted.remove(&header.producer_id.0);
            }
            return Visibility::Hidden;
        }
        let hidden = self.level == IsolationLevel::ReadCommitted
            && header.attributes.is_transactional()
            && self.aborted.contains(&header.producer_id.0);
        if hidden { Visibility::Hidden } else { Visibility::Shown }
    }
}

/// Control batches are never compressed, so the first record can be looked at as it is.
fn marks_abort(header: &BatchHeader, body: &[u8]) -> bool {
    let first = RecordIter::new(body, header.record_count).next();
    let key = first.and_then(Result::ok).and_then(|record| record.key);
    key.and_then(ControlType::of_key) == Some(ControlType::Abort)
}
