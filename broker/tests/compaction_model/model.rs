//! The naive model: every record that was written, and how its transaction ended.

use std::collections::BTreeMap;

/// A record or a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Record { key: u64, value: Option<u64>, transaction: Option<i64> },
    Marker { producer: i64, commit: bool },
}

/// Entries by offset: the offset is the index.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) entries: Vec<Entry>,
}

impl Model {
    pub(crate) fn end(&self) -> i64 {
        self.entries.len() as i64
    }

    /// Whether a producer has a transaction open.
    pub(crate) fn is_open(&self, producer: i64) -> bool {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Record { transaction: Some(id), .. } if *id == producer => Some(true),
            Entry::Marker { producer: id, .. } if *id == producer => Some(false),
            Entry::Record { .. } | Entry::Marker { .. } => None,
        });
        last == Some(true)
    }

    /// First offset of an open transaction, or the end.
    pub(crate) fn last_stable_offset(&self) -> i64 {
        let mut open = BTreeMap::new();
        for (offset, entry) in self.entries.iter().enumerate() {
            match entry {
                Entry::Record { transaction: Some(id), .. } => {
                    open.entry(*id).or_insert(offset as i64);
                }
                Entry::Record { transaction: None, .. } => {}
                Entry::Marker { producer, .. } => {
                    open.remove(producer);
                }
            }
        }
        open.values().min().copied().unwrap_or(self.end())
    }

    /// Key to value of everything committed before the last stable offset.
    pub(crate) fn table(&self) -> BTreeMap<u64, u64> {
        let mut table = BTreeMap::new();
        let mut last: BTreeMap<u64, (usize, Option<u64>)> = BTreeMap::new();
        let stable = self.last_stable_offset() as usize;
        for (offset, entry) in self.entries[..stable].iter().enumerate() {
            let Entry::Record { key, value, transaction } = entry else { continue };
            if transaction.is_none_or(|id| self.is_committed(offset, id)) {
                last.insert(*key, (offset, *value));
            }
        }
        for (key, (_, value)) in last {
            if let Some(value) = value {
                table.insert(key, value);
            }
        }
        table
    }

    fn is_committed(&self, offset: usize, id: i64) -> bool {
        let marker = self.entries[offset..].iter().find_map(|entry| match entry {
            Entry::Marker { producer, commit } if *producer == id => Some(*commit),
            Entry::Record { .. } | Entry::Marker { .. } => None,
        });
        marker == Some(true)
    }
}
