//! Fetches of the metadata log that wait for something new. Whatever happens wakes them all: they are a few,
//! and look again.

use std::{collections::BTreeMap, task::Waker};

/// Names a Fetch that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FetchTicket(u64);

/// The fetches that wait.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    waits: BTreeMap<FetchTicket, Waker>,
    next: u64,
}

impl Waiting {
    pub(super) fn wait(&mut self, waker: &Waker) -> FetchTicket {
        self.next += 1;
        let ticket = FetchTicket(self.next);
        self.waits.insert(ticket, waker.clone());
        ticket
    }

    pub(super) fn cancel(&mut self, ticket: FetchTicket) {
        self.waits.remove(&ticket);
    }

    pub(super) fn fire_all(&mut self, fired: &mut Vec<Waker>) {
        fired.extend(std::mem::take(&mut self.waits).into_values());
    }

    pub(super) fn len(&self) -> usize {
        self.waits.len()
    }
}
