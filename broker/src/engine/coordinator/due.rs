//! When which shard has to be looked after, and waking whoever does that when a shard wants it
//! earlier.

use std::task::Waker;

use ottla_core::{coordinator::Timers, model::Moment};
use parking_lot::Mutex;

/// The next moments of the shards, by partition.
#[derive(Debug, Default)]
pub(super) struct Due {
    state: Mutex<DueState>,
}

#[derive(Debug, Default)]
struct DueState {
    timers: Timers<i32>,
    /// Woken when the earliest moment moves forward.
    waker: Option<Waker>,
}

impl Due {
    /// Takes in when a shard wants to be looked after.
    pub(super) fn set(&self, partition: i32, at: Option<Moment>, wakes: &mut Vec<Waker>) {
        let mut state = self.state.lock();
        if state.timers.at(&partition) == at {
            return;
        }
        let earliest = state.timers.next();
        match at {
            Some(at) => state.timers.arm(partition, at),
            None => state.timers.cancel(&partition),
        }
        let earlier = match (state.timers.next(), earliest) {
            (Some(now), Some(before)) => now < before,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if earlier {
            wakes.extend(state.waker.take());
        }
    }

    /// The earliest moment; `waker` is woken if it becomes an earlier one.
    pub(super) fn next(&self, waker: &Waker) -> Option<Moment> {
        let mut state = self.state.lock();
        state.waker = Some(waker.clone());
        state.timers.next()
    }

    /// Has a shard be looked after at once.
    pub(super) fn wake(&self, partition: i32) {
        let mut state = self.state.lock();
        state.timers.arm(partition, Moment::default());
        if let Some(waker) = state.waker.take() {
            drop(state);
            waker.wake();
        }
    }

    /// Takes out a shard whose moment has come.
    pub(super) fn pop(&self, now: Moment) -> Option<i32> {
        self.state.lock().timers.pop_due(now)
    }
}
