//! What the clients did and were told. The invariants hold it against what is in the log at the end.

use std::collections::BTreeMap;

use crate::{place::Place, records::Isolation};

/// How a transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Commit,
    Abort,
}

/// Which protocol a producer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// It adds partitions itself, and its epoch lasts.
    First,
    /// KIP-890.
    Second,
}

/// A record of a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    pub(crate) place: Place,
    pub(crate) value: String,
    /// Its offset, once the client was told.
    pub(crate) acknowledged: Option<i64>,
}

/// Transfers that a transaction makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Consumed {
    pub(crate) partition: i32,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// A transaction as its client knows it.
#[derive(Clone, Debug)]
pub(crate) struct Transaction {
    pub(crate) id: String,
    /// Its producer id and epoch.
    pub(crate) producer: (i64, i16),
    pub(crate) writes: Vec<Write>,
    /// What the client has asked for, from the first time on.
    pub(crate) asked: Option<Ending>,
    /// What it was told has happened.
    pub(crate) told: Option<Ending>,
}

/// What the coordinator says of a transactional id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) state: String,
    pub(crate) producer: (i64, i16),
    pub(crate) partitions: usize,
}

/// An EndTxn that came when its transaction was over, and the id before and after it.
#[derive(Clone, Debug)]
pub(crate) struct LateEnd {
    pub(crate) serial: u64,
    pub(crate) before: Described,
    pub(crate) after: Described,
}

/// What the clients did and were told.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) transactions: Vec<Transaction>,
    /// Amounts that are to be moved, by partition of the input.
    pub(crate) transfers: Vec<Vec<i64>>,
    /// What readers saw while the run went on.
    pub(crate) seen: BTreeMap<(Isolation, Place), BTreeMap<i64, String>>,
    /// How far readers have come.
    pub(crate) positions: BTreeMap<(Isolation, Place), i64>,
    /// Committed records that were seen before anybody had asked for the commit.
    pub(crate) seen_early: Vec<String>,
    /// Offsets that had two values.
    pub(crate) changed: Vec<String>,
    pub(crate) late_ends: Vec<LateEnd>,
    /// A crash has taken what was not synced: what was read before may be gone.
    pub(crate) pages_lost: bool,
    /// Highest producer id and epoch that an instance of each transactional id has begun with.
    newest: BTreeMap<String, (i64, i16)>,
}

impl History {
    /// A transaction begins; gives its number.
    pub(crate) fn begin(&mut self, transaction: Transaction) -> u64 {
        self.transactions.push(transaction);
        self.next_serial() - 1
    }

    /// The number of the next transaction.
    pub(crate) fn next_serial(&self) -> u64 {
        self.transactions.len() as u64
    }

    pub(crate) fn transaction(&self, serial: u64) -> &Transaction {
        &self.transactions[serial as usize]
    }

    pub(crate) fn transaction_mut(&mut self, serial: u64) -> &mut Transaction {
        &mut self.transactions[serial as usize]
    }

    /// A producer has begun.
    pub(crate) fn begun(&mut self, id: &str, producer: (i64, i16)) {
        let newest = self.newest.entry(id.to_owned()).or_insert(producer);
        *newest = (*newest).max(producer);
    }

    /// Whether a transaction is over: its end was answered, or another instance has taken over.
    pub(crate) fn is_over(&self, serial: u64) -> bool {
        let transaction = self.transaction(serial);
        let newest = self.newest.get(&transaction.id);
        transaction.told.is_some() || newest.is_some_and(|newest| *newest > transaction.producer)
    }

    /// A reader saw a record.
    pub(crate) fn saw(&mut self, isolation: Isolation, place: Place, offset: i64, value: &str) {
        if isolation == Isolation::Committed
            && let Some(serial) = serial_of(value)
            && self.transaction(serial).asked != Some(Ending::Commit)
        {
            self.seen_early.push(format!("{value} at {place} offset {offset}"));
        }
        let seen = self.seen.entry((isolation, place)).or_default();
        let earlier = seen.insert(offset, value.to_owned());
        if let Some(earlier) = earlier.filter(|earlier| earlier != value) {
            self.changed.push(format!("{place} offset {offset}: {earlier}, then {value}"));
        }
    }
}

/// The transaction that a value belongs to, if any.
pub(crate) fn serial_of(value: &str) -> Option<u64> {
    value.strip_prefix('t')?.split_once('.')?.0.parse().ok()
}
