//! Carries out what the engine asks for: wakes connections at once, runs blocking work on a small
//! pool, and hands the outcome back, which may ask for more.

use std::{sync::Arc, thread, time::Duration};

use ottla_core::model::Now;
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};

use super::peers::Peers;
use crate::{
    clock::Clock,
    engine::{Effects, Node, Work},
};

/// Blocking jobs that may run at a time: more would only queue up at the device.
const BLOCKING_JOBS_MAX: u32 = 8;
/// Writers who were woken together have at most this long, and half as long as their sync took, to
/// come back and share the next one. Otherwise they fall apart into two halves that wait for each other.
const REGROUPING_MAX: Duration = Duration::from_millis(1);

/// A node with its clock and the runtime that its work runs on.
#[derive(Clone)]
pub(super) struct Host {
    pub(super) node: Arc<Node>,
    pub(super) clock: Arc<dyn Clock>,
    runtime: Handle,
    peers: Arc<Peers>,
    jobs: Arc<Semaphore>,
    halts: Arc<watch::Sender<Option<String>>>,
}

impl Host {
    /// Once the node has halted, `halts` is told why.
    pub(super) fn new(
        node: Arc<Node>,
        clock: Arc<dyn Clock>,
        runtime: Handle,
        halts: Arc<watch::Sender<Option<String>>>,
    ) -> Self {
        Self {
            node,
            clock,
            peers: Arc::new(Peers::new(runtime.clone())),
            runtime,
            jobs: Arc::new(Semaphore::new(BLOCKING_JOBS_MAX as usize)),
            halts,
        }
    }

    pub(super) fn now(&self) -> Now {
        self.clock.now()
    }

    /// Carries out `effects` and leaves it empty.
    pub(super) fn carry_out(&self, effects: &mut Effects) {
        for waker in effects.wakes.drain(..) {
            waker.wake();
        }
        if let Some(reason) = self.node.halted() {
            self.halts.send_if_modified(|told| {
                let is_first = told.is_none();
                told.get_or_insert_with(|| reason.to_owned());
                is_first
            });
        }
        for work in effects.work.drain(..) {
            self.start(work);
        }
        for outgoing in effects.sends.drain(..) {
            self.peers.send(self, outgoing);
        }
    }

    fn start(&self, work: Work) {
        match self.jobs.clone().try_acquire_owned() {
            Ok(permit) if work.due().is_none() => self.run(work, permit),
            Ok(_) | Err(_) => {
                self.runtime.spawn(self.clone().run_when_due(work));
            }
        }
    }

    /// Runs `job` where it may block, and carries out what it asks for. False once the broker stops:
    /// nothing new is begun then.
    pub(super) async fn block(
        &self,
        job: impl FnOnce(&Node, Now, &mut Effects) + Send + 'static,
    ) -> bool {
        let Ok(permit) = self.jobs.clone().acquire_owned().await else { return false };
        let host = self.clone();
        let job = self.runtime.spawn_blocking(move || {
            // Given back when the job is done, whoever waits for it.
            let _permit = permit;
            let mut effects = Effects::default();
            job(&host.node, host.now(), &mut effects);
            effects
        });
        // A job that panicked has taken nothing with it but its own outcome.
        match job.await {
            Ok(mut effects) => self.carry_out(&mut effects),
            Err(error) => tracing::error!(%error, "background work failed"),
        }
        true
    }

    /// Waits until no job runs, and lets none begin: the log directories may be another's afterwards.
    pub(super) async fn drain(&self) {
        if let Ok(all) = self.jobs.acquire_many(BLOCKING_JOBS_MAX).await {
            self.jobs.close();
            drop(all);
        }
    }

    async fn run_when_due(self, work: Work) {
        if let Some(due) = work.due() {
            self.clock.sleep_until(due).await;
        }
        // Once the broker stops, nothing new is begun.
        if let Ok(permit) = self.jobs.clone().acquire_owned().await {
            self.run(work, permit);
        }
    }

    /// Runs work on the pool, and goes on with what its outcome asks for: where writers wait for their
    /// syncs, the device would idle until another thread took the next one over.
    fn run(&self, work: Work, permit: OwnedSemaphorePermit) {
        let host = self.clone();
        self.runtime.spawn_blocking(move || {
            let _running = Running { _permit: permit };
            let mut effects = Effects::default();
            let mut next = Some(work);
            while let Some(work) = next.take() {
                let begun = host.now().monotonic;
                let done = work.run();
                let now = host.now();
                host.node.finish(done, now, &mut effects);
                let woken = effects.wakes.len();
                // Where others may wait for this thread, they come first.
                if host.jobs.available_permits() > 0 {
                    let ready = effects.work.iter().position(|work| work.due().is_none());
                    next = ready.map(|index| effects.work.remove(index));
                }
                host.carry_out(&mut effects);
                if matches!(next, Some(Work::NextSync(_))) && woken > 1 {
                    thread::sleep((now.monotonic.since(begun) / 2).min(REGROUPING_MAX));
                }
            }
        });
    }
}

/// Work that runs. Its permit is given back when it ends, in a panic too.
struct Running {
    _permit: OwnedSemaphorePermit,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has taken nothing with it but its own outcome.
        if thread::panicking() {
            tracing::error!("background work failed");
        }
    }
}
