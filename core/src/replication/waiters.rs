//! Requests that wait for a partition to move: sorted by what they wait for, so that an advance
//! touches only those that it satisfies. Checking and waiting happen under the partition's lock,
//! so no wake is lost; the wakers that fire are handed out and woken after it is released.

use std::{collections::BTreeMap, task::Waker};

use crate::model::Offset;

/// What a request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Awaited {
    /// The high watermark to reach this offset: the records before it are committed.
    HighWatermark(Offset),
    /// This many bytes to have been committed since the log was opened.
    CommittedBytes(u64),
    /// The log to end here: the records before it are appended, committed or not.
    LogEnd(Offset),
    /// The logs of all replicas to start here: nobody holds a record before it any more.
    LowWatermark(Offset),
    /// The records before this offset to be on the device.
    Synced(Offset),
}

/// Names one wait, so that it can be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(Awaited, u64);

/// The waits of one partition.
#[derive(Debug, Default)]
pub struct Waiters {
    waits: BTreeMap<Ticket, Waker>,
    next: u64,
}

impl Waiters {
    /// Waits; the ticket gives it up again.
    pub fn wait(&mut self, awaited: Awaited, waker: &Waker) -> Ticket {
        self.next += 1;
        let ticket = Ticket(awaited, self.next);
        self.waits.insert(ticket, waker.clone());
        ticket
    }

    /// Gives up a wait; one that has fired is gone already.
    pub fn cancel(&mut self, ticket: Ticket) {
        self.waits.remove(&ticket);
    }

    /// Moves the wakers to `fired` that `reached` satisfies.
    pub fn advance(&mut self, reached: Awaited, fired: &mut Vec<Waker>) {
        // Most appends find nobody waiting.
        if self.waits.is_empty() {
            return;
        }
        let lowest = match reached {
            Awaited::HighWatermark(_) => Awaited::HighWatermark(Offset(i64::MIN)),
            Awaited::CommittedBytes(_) => Awaited::CommittedBytes(0),
            Awaited::LogEnd(_) => Awaited::LogEnd(Offset(i64::MIN)),
            Awaited::LowWatermark(_) => Awaited::LowWatermark(Offset(i64::MIN)),
            Awaited::Synced(_) => Awaited::Synced(Offset(i64::MIN)),
        };
        let satisfied = Ticket(lowest, 0)..=Ticket(reached, u64::MAX);
        while let Some((ticket, _)) = self.waits.range(satisfied.clone()).next() {
            let ticket = *ticket;
            fired.extend(self.waits.remove(&ticket));
        }
    }

    /// Moves all wakers to `fired`: the partition has a new leader, or goes away.
    pub fn fire_all(&mut self, fired: &mut Vec<Waker>) {
        fired.extend(std::mem::take(&mut self.waits).into_values());
    }

    /// Whether somebody waits for a sync.
    #[must_use]
    pub fn awaits_sync(&self) -> bool {
        let synced = Ticket(Awaited::Synced(Offset(i64::MIN)), 0)..;
        self.waits.range(synced).next().is_some()
    }

    /// Number of waits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waits.len()
    }

    /// Whether nobody waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waits.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advance_fires_just_those_that_it_satisfies() {
        let mut waiters = Waiters::default();
        let waker = Waker::noop();
        for offset in [5, 7, 9] {
            waiters.wait(Awaited::HighWatermark(Offset(offset)), waker);
        }
        waiters.wait(Awaited::CommittedBytes(100), waker);
        let given_up = waiters.wait(Awaited::Synced(Offset(1)), waker);
        waiters.cancel(given_up);

        let mut fired = Vec::new();
        waiters.advance(Awaited::HighWatermark(Offset(4)), &mut fired);
        assert_eq!(fired.len(), 0);
        waiters.advance(Awaited::HighWatermark(Offset(7)), &mut fired);
        assert_eq!(fired.len(), 2);
        waiters.advance(Awaited::Synced(Offset(50)), &mut fired);
        assert_eq!(fired.len(), 2);
        waiters.advance(Awaited::CommittedBytes(100), &mut fired);
        assert_eq!(fired.len(), 3);
        waiters.fire_all(&mut fired);
        assert_eq!((fired.len(), waiters.len()), (4, 0));
    }
}
