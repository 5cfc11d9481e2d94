//! Clients that are shipped: producers and consumers of the crate `ottla` in the thread of the run, on a runtime whose
//! clock is the run's. They work whenever the run comes to a moment at which something has come for them or one of
//! their timers is due, until all of them wait; what they send is the network's then. The runtime's timers know
//! milliseconds, so their clock is behind the run's by less than one.

mod banker;
mod exchange;
mod members;
mod movers;
mod network;
mod office;
mod transport;
mod writer;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ottla_core::model::{Moment, Now, Rng};
use parking_lot::Mutex;
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
    time::{Instant, sleep_until},
};

pub(super) use self::{
    banker::transfer, members::read, movers::relocate, network::Worked, office::Office,
    writer::write,
};
use super::history::History;
use exchange::{Exchange, Wish};

/// Somebody who works with clients, by the name in the trace.
type Workload = (String, JoinHandle<()>);

/// The clients that are shipped.
pub(super) struct Shipped {
    runtime: Runtime,
    exchange: Arc<Mutex<Exchange>>,
    /// The run's moment at which the runtime's clock began.
    origin: Moment,
    began: Instant,
    /// How far they have worked.
    reached: Moment,
    /// Something has come for them.
    has_news: bool,
    workloads: Vec<Workload>,
    /// The run's connections by their links.
    connections: BTreeMap<u64, u64>,
    rng: Rng,
}

impl Shipped {
    pub(super) fn new(now: Now, rng: Rng) -> Self {
        let exchange = Arc::new(Mutex::new(Exchange::new(rng.split("exchange"))));
        let waiting = exchange.clone();
        let runtime = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .on_thread_park(move || waiting.lock().all_wait())
            .build()
            .expect("it takes no more than memory");
        let seed = rng.split("entropy").next_u64();
        let origin = whole_millis(now.monotonic);
        let began = runtime.block_on(async {
            ottla::simulate(seed, now.wall);
            Instant::now()
        });
        Self {
            runtime,
            exchange,
            origin,
            began,
            reached: origin,
            has_news: true,
            workloads: Vec::new(),
            connections: BTreeMap::new(),
            rng,
        }
    }

    /// Somebody begins to work.
    pub(super) fn employ<W: Future<Output = ()> + Send + 'static>(
        &mut self,
        name: &str,
        work: impl FnOnce(Office) -> W,
    ) {
        let office = Office::new(name.to_owned(), self.exchange.clone(), self.rng.split(name));
        let task = self.runtime.spawn(work(office));
        self.workloads.push((name.to_owned(), task));
    }

    /// Those that have not ended.
    pub(super) fn at_work(&self) -> impl Iterator<Item = &str> {
        let at_work = self.workloads.iter().filter(|(_, work)| !work.is_finished());
        at_work.map(|(name, _)| name.as_str())
    }

    /// Everybody goes home.
    ///
    /// # Panics
    /// If one of those that have ended did so because of a panic.
    pub(super) fn end(self) {
        for (name, work) in self.workloads.into_iter().filter(|(_, work)| work.is_finished()) {
            let outcome = self.runtime.block_on(work);
            outcome.unwrap_or_else(|error| panic!("{name} could not go on: {error}"));
        }
    }

    /// Lets all work up to a moment, or until they want something of the network; gives when that was.
    fn work(&mut self, until: Moment, history: &mut History) -> Option<Moment> {
        let until = whole_millis(until).max(self.reached);
        if !self.has_news && until == self.reached {
            return None;
        }
        self.has_news = false;
        let deadline = self.began + (until.0 - self.origin.0);
        {
            let mut exchange = self.exchange.lock();
            std::mem::swap(&mut exchange.history, history);
            exchange.begin_shift(deadline);
        }
        let exchange = &self.exchange;
        let now = self.runtime.block_on(async {
            // The clock goes to the next timer when all wait, and this is the last.
            let mut end = std::pin::pin!(sleep_until(deadline));
            std::future::poll_fn(|context| {
                if !end.is_elapsed() {
                    let _ = end.as_mut().poll(context);
                }
                exchange.lock().poll_shift(context)
            })
            .await;
            Instant::now()
        });
        self.reached = self.origin + (now - self.began);
        std::mem::swap(&mut self.exchange.lock().history, history);
        Some(self.reached)
    }
}

fn whole_millis(moment: Moment) -> Moment {
    Moment(Duration::from_millis(moment.0.as_millis() as u64))
}
