//! What became of batches, for others than those who wait for their records.

use super::deliver::{BatchWritten, Promise};
use crate::{Error, Result, Written};

/// A batch that has its outcome.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) promise: Promise,
    pub(crate) count: i32,
    pub(crate) outcome: Result<BatchWritten>,
}

impl Settled {
    /// The outcome of each record. The time is that of the broker, -1 where it keeps that of the sender.
    pub(crate) fn each(&self) -> impl Iterator<Item = Result<Written, &Error>> {
        (0..self.count).map(|index| {
            let written = self.outcome.as_ref()?;
            Ok(Written {
                topic: self.promise.topic().clone(),
                partition: self.promise.partition(),
                offset: written.offset_of(index),
                timestamp: written.append_time.map_or(-1, |time| time.0),
            })
        })
    }
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
