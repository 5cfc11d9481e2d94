//! Carries out what the engine asks for: wakes connections at once, runs blocking work on a small
//! pool, and hands the outcome back, which may ask for more.

use std::sync::Arc;

use ottla_core::model::Now;
use tokio::{
    runtime::Handle,
    sync::{Semaphore, watch},
};

use crate::{
    clock::Clock,
    engine::{Effects, Node, Work},
};

/// Blocking jobs that may run at a time: more would only queue up at the device.
const BLOCKING_JOBS_MAX: u32 = 8;

/// A node with its clock and the runtime that its work runs on.
#[derive(Clone)]
pub(super) struct Host {
    pub(super) node: Arc<Node>,
    pub(super) clock: Arc<dyn Clock>,
    runtime: Handle,
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
            self.runtime.spawn(self.clone().run(work));
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

    async fn run(self, work: Work) {
        if let Some(due) = work.due() {
            self.clock.sleep_until(due).await;
        }
        self.block(move |node, now, effects| node.finish(work.run(), now, effects)).await;
    }
}
