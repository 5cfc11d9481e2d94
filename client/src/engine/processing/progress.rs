//! How far a partition is: records end in any order, and only what has nothing open before it is
//! committed.

use std::collections::VecDeque;

use super::schedule::Ticket;
use crate::engine::positions::FetchPosition;

/// The records of a partition that were taken, from the first that is not done.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// In the order of their offsets.
    taken: VecDeque<Taken>,
    /// After the last record that was taken.
    next_offset: i64,
    /// After all that is done without a gap.
    done_until: Option<FetchPosition>,
    committed: Option<i64>,
}

#[derive(Debug)]
struct Taken {
    offset: i64,
    ticket: Ticket,
    state: State,
    /// Where to go on once it is done.
    after: FetchPosition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

impl Progress {
    /// Whether this record was taken before: the consumer went back.
    pub(crate) fn is_behind(&self, offset: i64) -> bool {
        offset < self.next_offset
    }

    /// Takes the next record.
    pub(crate) fn take(&mut self, offset: i64, ticket: Ticket, after: FetchPosition) {
        assert!(!self.is_behind(offset), "records are taken in the order of their offsets");
        self.next_offset = offset + 1;
        self.taken.push_back(Taken { offset, ticket, state: State::Open, after });
    }

    /// The record is done, if it is the one of this ticket.
    pub(crate) fn done(&mut self, offset: i64, ticket: Ticket) {
        let Ok(index) = self.taken.binary_search_by_key(&offset, |taken| taken.offset) else {
            return;
        };
        let taken = &mut self.taken[index];
        if taken.ticket != ticket {
            return;
        }
        taken.state = State::Done;
        while let Some(first) = self.taken.pop_front_if(|taken| taken.state == State::Done) {
            self.done_until = Some(first.after);
        }
    }

    /// The reader has got further without records, for instance by the marker of a transaction. It counts
    /// once nothing is open.
    pub(crate) fn read_until(&mut self, position: FetchPosition) {
        let further = self.done_until.is_some_and(|done| done.offset < position.offset);
        if self.taken.is_empty() && further {
            self.done_until = Some(position);
        }
    }

    /// Records from the first open one on, those that are done after it included.
    pub(crate) fn len(&self) -> usize {
        self.taken.len()
    }

    /// The first record that is not done.
    pub(crate) fn first_open(&self) -> Option<i64> {
        self.taken.front().map(|taken| taken.offset)
    }

    /// What is to be committed, unless it is.
    pub(crate) fn uncommitted(&self) -> Option<FetchPosition> {
        self.done_until.filter(|position| self.committed != Some(position.offset))
    }

    /// The group has this offset.
    pub(crate) fn committed(&mut self, offset: i64) {
        self.committed = Some(offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_nothing_open_before_it_is_committed() {
        let mut progress = Progress::default();
        for (ticket, offset) in [(0, 3), (1, 4), (2, 9)] {
            progress.take(offset, Ticket(ticket), FetchPosition::from(offset + 1));
        }
        progress.done(9, Ticket(2));
        progress.done(4, Ticket(1));
        assert_eq!((progress.uncommitted(), progress.len()), (None, 3));
        progress.done(3, Ticket(7));
        assert_eq!(progress.uncommitted(), None, "another ticket's record");
        progress.done(3, Ticket(0));
        assert_eq!(progress.uncommitted().map(|position| position.offset), Some(10));
        assert_eq!((progress.len(), progress.first_open()), (0, None));
        progress.committed(10);
        assert_eq!(progress.uncommitted(), None);
        assert!(progress.is_behind(9) && !progress.is_behind(10));
    }

    #[test]
    fn what_has_no_records_is_committed_once_nothing_is_open() {
        let mut progress = Progress::default();
        progress.read_until(FetchPosition::from(3));
        assert_eq!(progress.uncommitted(), None, "nothing was done");
        progress.take(3, Ticket(0), FetchPosition::from(4));
        progress.take(4, Ticket(1), FetchPosition::from(5));
        progress.done(3, Ticket(0));
        progress.read_until(FetchPosition::from(6));
        assert_eq!(progress.uncommitted().map(|position| position.offset), Some(4));
        progress.done(4, Ticket(1));
        for offset in [6, 2] {
            progress.read_until(FetchPosition::from(offset));
            assert_eq!(progress.uncommitted().map(|position| position.offset), Some(6));
        }
    }
}
