//! What shards want done outside: it begins when what they have written is committed, and the shard is told
//! what came of it. Whoever has asked a shard carries it on, without the shard's lock; where it has to wait
//! for a disk or a replica, the timers' task goes on with it.

use std::{
    convert::Infallible,
    fmt::Debug,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Wake, Waker},
};

use ottla_core::{
    coordinator::{Shard, Unasked},
    groups::GroupShard,
    model::Now,
};

use super::{
    ask::Coordinated,
    commit::Uncommitted,
    due::Due,
    shard::{ShardHandle, running},
};
use crate::engine::{effects::Effects, node::Node};

/// A task of a shard on its way.
pub(in crate::engine) trait Job<S: Shard>: Debug + Send + 'static {
    /// Begins with a task.
    fn begin(task: S::Task) -> Self;

    /// Goes on. Where it has to wait, `waker` is woken when it may go on.
    fn poll(&mut self, node: &Node, now: Now, waker: &Waker, effects: &mut Effects) -> Progress;

    /// Tells the shard what came of it.
    fn finish(self, shard: &mut S, now: Now) -> Unasked<S>;
}

/// Whether a job has to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Progress {
    /// It is done.
    Done,
    /// It waits.
    Waiting,
}

/// Groups want nothing done outside.
impl Job<GroupShard> for Infallible {
    fn begin(task: Infallible) -> Self {
        task
    }

    fn poll(&mut self, _: &Node, _: Now, _: &Waker, _: &mut Effects) -> Progress {
        match *self {}
    }

    fn finish(self, _: &mut GroupShard, _: Now) -> Unasked<GroupShard> {
        match self {}
    }
}

/// A job, and the records that have to be committed before it begins.
#[derive(Debug)]
pub(super) struct Queued<J> {
    pub(super) after: Option<Uncommitted>,
    pub(super) job: J,
}

impl<J> Queued<J> {
    fn poll<S: Shard>(
        &mut self,
        node: &Node,
        now: Now,
        waker: &Waker,
        effects: &mut Effects,
    ) -> Progress
    where
        J: Job<S>,
    {
        if let Some(after) = &mut self.after {
            // An error is the end of the leadership; the shard ends with it, and its jobs.
            if !after.is_committed(node, waker, effects).unwrap_or(false) {
                return Progress::Waiting;
            }
            self.after = None;
        }
        self.job.poll(node, now, waker, effects)
    }
}

/// Has the timers' task look at a shard.
#[derive(Debug)]
pub(super) struct ShardWake {
    due: Arc<Due>,
    partition: i32,
    /// How often it was woken. A flag would not do: several threads may each have some of the jobs out,
    /// and one that begins would take back what another has to see.
    wakes: AtomicU64,
}

impl ShardWake {
    pub(super) fn new(due: Arc<Due>, partition: i32) -> Arc<Self> {
        Arc::new(Self { due, partition, wakes: AtomicU64::new(0) })
    }

    /// How often it was woken so far.
    fn wakes(&self) -> u64 {
        self.wakes.load(Ordering::Acquire)
    }
}

impl Wake for ShardWake {
    fn wake(self: Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::Release);
        self.due.wake(self.partition);
    }
}

impl Node {
    /// Carries on what a shard wants done. To be called after the shard was asked, without its lock.
    pub(super) fn run_jobs<S: Coordinated>(
        &self,
        handle: &Arc<ShardHandle<S>>,
        now: Now,
        effects: &mut Effects,
    ) {
        let waker = Waker::from(handle.wake.clone());
        loop {
            let mut jobs = match running(&mut handle.state.lock()) {
                Ok(running) => running.take_jobs(),
                Err(_) => return,
            };
            if jobs.is_empty() {
                return;
            }
            let wakes = handle.wake.wakes();
            let done = jobs
                .extract_if(.., |queued| queued.poll(self, now, &waker, effects) == Progress::Done);
            let done: Vec<_> = done.collect();
            let went_on = !done.is_empty();
            let mut state = handle.state.lock();
            let Ok(running) = running(&mut state) else { return };
            running.put_back(jobs);
            for queued in done {
                let outcome = queued.job.finish(&mut running.shard, now);
                self.unasked(running, handle, outcome, now, effects);
            }
            let due = running.next_timeout();
            S::coordinator(self).due.set(handle.partition, due, &mut effects.wakes);
            // A wake that came while the jobs were out has found nothing to do.
            if !went_on && handle.wake.wakes() == wakes {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_jobs_out_sees_a_wake_that_came_after_another_began() {
        let wake = ShardWake::new(Arc::default(), 7);
        let first = wake.wakes();
        wake.clone().wake();
        let second = wake.wakes();
        assert_ne!(wake.wakes(), first);
        assert_eq!(wake.wakes(), second);
        assert_eq!(wake.due.pop(ottla_core::model::Moment::default()), Some(7));
    }
}
