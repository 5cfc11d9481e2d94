//! Functions that are over at once: they are polled where they were made, without a task. A task and the two wakes that
//! go with it cost more than most such functions do. One that takes long while it is polled would keep the others from
//! running beside it, so after such a one the next get tasks for a while.

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use futures::future::BoxFuture;

/// What a poll may take: about what a task costs.
const POLL_MAX: Duration = Duration::from_micros(10);
/// How many get a task after one that took longer.
const TASKS_AFTER: u32 = 1_000;

/// How the next function is called.
#[derive(Debug, Default)]
pub(super) struct AtOnce {
    /// So many get a task before the next is tried.
    tasks: u32,
}

/// What became of it.
pub(super) enum Tried<T> {
    /// It is over.
    Over(T),
    /// It needs a task.
    Waits(BoxFuture<'static, T>),
}

impl AtOnce {
    /// Polls a function once, unless those before have taken long.
    pub(super) fn attempt<T>(&mut self, mut future: BoxFuture<'static, T>) -> Tried<T> {
        if self.tasks > 0 {
            self.tasks -= 1;
            return Tried::Waits(future);
        }
        let begin = Instant::now();
        // A task that takes it over polls it again, and is woken from then on.
        let polled = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
        self.took(begin.elapsed());
        match polled {
            Poll::Ready(outcome) => Tried::Over(outcome),
            Poll::Pending => Tried::Waits(future),
        }
    }

    fn took(&mut self, time: Duration) {
        if time > POLL_MAX {
            self.tasks = TASKS_AFTER;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::{AtOnce, POLL_MAX, TASKS_AFTER, Tried};

    #[test]
    fn what_is_over_at_once_needs_no_task() {
        let over = AtOnce::default().attempt(async { 7 }.boxed());
        assert!(matches!(over, Tried::Over(7)));
        let waits = AtOnce::default().attempt(std::future::pending::<i32>().boxed());
        assert!(matches!(waits, Tried::Waits(_)));
    }

    #[test]
    fn after_one_that_took_long_the_next_get_tasks() {
        let mut at_once = AtOnce::default();
        at_once.took(POLL_MAX);
        assert_eq!(at_once.tasks, 0);
        at_once.took(POLL_MAX * 2);
        for _ in 0..TASKS_AFTER {
            assert!(matches!(at_once.attempt(async {}.boxed()), Tried::Waits(_)));
        }
        assert!(matches!(at_once.attempt(async {}.boxed()), Tried::Over(())));
    }
}
