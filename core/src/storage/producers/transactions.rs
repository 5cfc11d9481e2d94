//! The transactions of one partition that consumers of committed records have to wait for: those
//! that are open, and those that ended with a marker that is not replicated yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Offset;

/// Transactions that hold the last stable offset back.
#[derive(Clone, Debug, Default)]
pub(super) struct Transactions {
    /// First offsets of those that are open.
    open: BTreeSet<Offset>,
    /// First offset and marker's offset of those that have ended.
    ended: BTreeMap<Offset, Offset>,
}

impl Transactions {
    pub(super) fn begin(&mut self, first_offset: Offset) {
        self.open.insert(first_offset);
    }

    /// Ends one and says what the last stable offset is once the marker at `last_offset` is
    /// replicated.
    pub(super) fn end(&mut self, first_offset: Offset, last_offset: Offset) -> Offset {
        self.open.remove(&first_offset);
        self.ended.insert(first_offset, last_offset);
        self.open.first().copied().unwrap_or(last_offset + 1)
    }

    /// Forgets those whose marker is below `high_watermark`.
    pub(super) fn replicated(&mut self, high_watermark: Offset) {
        if !self.ended.is_empty() {
            self.ended.retain(|_, last_offset| *last_offset >= high_watermark);
        }
    }

    /// First offset of the oldest one that is open.
    pub(super) fn first_open(&self) -> Option<Offset> {
        self.open.first().copied()
    }

    /// First offset that may still be of an aborted transaction.
    pub(super) fn first_unstable(&self) -> Option<Offset> {
        let open = self.first_open();
        let ended = self.ended.first_key_value().map(|(first, _)| *first);
        open.into_iter().chain(ended).min()
    }
}
