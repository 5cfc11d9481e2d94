//! What a producer and its sender share: the records, what sends them, and how one calls the other.

use std::{
    collections::BTreeSet,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bytestring::ByteString;
use parking_lot::Mutex;
use tokio::sync::Notify;

use super::dispatch::Dispatcher;
use crate::{
    Error, ProducerInterceptor, Result, Written,
    driver::{
        cluster::{AutoCreation, Cluster},
        produce_metrics,
        transaction::Transactional,
        users::TopicUser,
    },
    engine::{
        accumulator::Accumulator,
        sender_calls::{Call, CalledOff},
    },
    options::ProducerOptions,
};

/// What a producer and its sender share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) options: ProducerOptions,
    pub(crate) accumulator: Mutex<Accumulator>,
    /// Locked before the accumulator, never after it.
    pub(crate) dispatcher: Mutex<Dispatcher>,
    /// There is something new to look at.
    pub(crate) wake: Notify,
    /// Memory became free.
    pub(crate) memory: Notify,
    pub(crate) closed: AtomicBool,
    /// Something failed that newer metadata may explain.
    pub(crate) stale: AtomicBool,
    /// What a producer with a transactional id has besides.
    pub(crate) transactional: Option<Transactional>,
}

impl Shared {
    /// There is something new to send. What nothing has to wait for is sent at once, in the task of the
    /// caller, for to wake another one takes longer than all else; the sender is called for what is left.
    pub(crate) fn send_soon(self: &Arc<Self>, urgency: Urgency) {
        let rest = match (urgency, self.dispatcher.try_lock()) {
            (Urgency::Now, Some(mut dispatcher)) => {
                dispatcher.dispatch(self, self.cluster.clock.now());
                let missed = dispatcher.misses_any() || self.is_stale();
                let mut accumulator = self.accumulator.lock();
                let untold = !accumulator.settled().is_empty();
                missed || untold || accumulator.call_off_sender() == CalledOff::No
            }
            (Urgency::Now | Urgency::Lingering, _) => true,
        };
        if rest {
            self.wake.notify_one();
        }
    }

    /// Has those go on who wait for memory, and counts records that were given up.
    pub(super) fn tell(&self, relieved: Call, failed_records: u64) {
        produce_metrics::failed(&self.cluster.observer, failed_records);
        match relieved {
            Call::Nobody => {}
            Call::Them => self.memory.notify_waiters(),
        }
    }

    pub(super) fn is_stale(&self) -> bool {
        self.stale.load(Ordering::Acquire)
    }

    /// Waits until all records that were enqueued before have an outcome.
    ///
    /// # Errors
    /// The first error of a record that nobody watches, else of a batch, after all are settled.
    pub(crate) async fn flush(self: &Arc<Self>) -> Result<()> {
        let promises = self.accumulator.lock().flush();
        self.send_soon(Urgency::Now);
        let mut outcome = Ok(());
        for promise in promises {
            if let Err(error) = poll_fn(|context| promise.poll_all(context)).await {
                outcome = outcome.and(Err(error));
            }
        }
        let unreported = self.accumulator.lock().take_unreported();
        // Of these nobody else tells.
        unreported.map_or(outcome, Err)
    }

    /// Tells the interceptors what became of records, and then those who wait for them.
    pub(super) fn report(&self) {
        if self.options.interceptors.is_empty() {
            return;
        }
        // They stay there meanwhile: a flush waits for them, too.
        let settled = self.accumulator.lock().settled().to_vec();
        for outcome in settled.iter().flat_map(Written::of_batch) {
            let outcome = outcome.as_ref().map_err(|error| *error);
            self.options.interceptors.iter().for_each(|one| tell(one.as_ref(), outcome));
        }
        self.accumulator.lock().told(settled.len());
    }

    pub(crate) fn auto_creation(&self) -> AutoCreation {
        match self.options.allow_auto_create_topics {
            true => AutoCreation::Allowed,
            false => AutoCreation::Forbidden,
        }
    }
}

/// Tells an interceptor. If it panics, the others and the producer go on.
fn tell(interceptor: &dyn ProducerInterceptor, outcome: Result<&Written, &Error>) {
    let told = AssertUnwindSafe(|| interceptor.on_acknowledgement(outcome));
    if catch_unwind(told).is_err() {
        tracing::error!(
            "an interceptor panicked when it was told of an outcome; the producer goes on"
        );
    }
}

impl TopicUser for Shared {
    fn add_topics(&self, topics: &mut BTreeSet<ByteString>) {
        self.accumulator.lock().add_topics(topics);
    }
}

/// Whether what was enqueued waits for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    Now,
    Lingering,
}
