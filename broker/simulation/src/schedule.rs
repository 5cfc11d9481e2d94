//! Virtual time, and what is to happen when. Things of the same moment happen in the order that they were
//! scheduled in.

use std::{collections::BTreeMap, time::Duration};

use ottla_core::model::{Moment, Now, Timestamp};

/// 2026-01-01 00:00:00 UTC.
const START: i64 = 1_767_225_600_000;

/// Events in the order of time.
#[derive(Debug)]
pub(crate) struct Schedule<E> {
    now: Moment,
    queue: BTreeMap<(Moment, u64), E>,
    scheduled: u64,
}

impl<E> Schedule<E> {
    pub(crate) fn new() -> Self {
        Self { now: Moment::default(), queue: BTreeMap::new(), scheduled: 0 }
    }

    pub(crate) fn now(&self) -> Now {
        let millis = i64::try_from(self.now.0.as_millis()).unwrap_or(i64::MAX);
        Now { monotonic: self.now, wall: Timestamp(START + millis) }
    }

    pub(crate) fn at(&mut self, moment: Moment, event: E) {
        self.scheduled += 1;
        self.queue.insert((moment.max(self.now), self.scheduled), event);
    }

    pub(crate) fn after(&mut self, delay: Duration, event: E) {
        self.at(self.now + delay, event);
    }

    /// When the next event is.
    pub(crate) fn next(&self) -> Option<Moment> {
        self.queue.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next event, and moves time to it.
    pub(crate) fn pop(&mut self) -> Option<E> {
        let ((at, _), event) = self.queue.pop_first()?;
        self.advance(at);
        Some(event)
    }

    /// Moves time on; it never goes back.
    pub(crate) fn advance(&mut self, to: Moment) {
        self.now = self.now.max(to);
    }
}
