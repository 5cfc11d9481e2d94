//! What became of batches, for others than those who wait for their records.

use super::deliver::{BatchWritten, Promise};
use crate::{Error, Result};

/// A batch, or a piece of one, that has its outcome, which those who wait for it have not been told yet.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) promise: Promise,
    /// Place of its first record in the batch that was made.
    pub(crate) first: i32,
    pub(crate) count: i32,
    pub(crate) outcome: Result<BatchWritten>,
}

/// Failures of records that nobody watches.
#[derive(Debug)]
pub(crate) struct Unreported {
    first: Error,
    records: i64,
}

impl Unreported {
    pub(crate) fn new(first: &Error) -> Self {
        Self { first: first.clone(), records: 0 }
    }

    pub(crate) fn add(&mut self, records: i32) {
        self.records += i64::from(records);
    }

    /// The first failure, with how many records have failed.
    pub(crate) fn into_error(self) -> Error {
        self.first.with("records that were not written", self.records)
    }
}
