//! The counters of one client. All that it does is noted here, by whoever does it; what is a state and no
//! event (memory in use, lag) is asked of its owner when somebody reads.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use ottla_core::protocol::ApiKey;
use parking_lot::Mutex;
use tokio::time::Instant;

use super::{
    histogram::{Histogram, Unit},
    snapshot::{ClientMetrics, MadeCounts},
};
use crate::engine::metadata::Address;

/// Keys of APIs are below this.
const API_KEYS_MAX: usize = 128;

#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, more: u64) {
        self.0.fetch_add(more, Relaxed);
    }

    pub(crate) fn one(&self) {
        self.add(1);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// Something that has a state which metrics tell.
pub(crate) trait Source: fmt::Debug + Send + Sync {
    /// Adds what it is now.
    fn observe(&self, into: &mut ClientMetrics);
}

#[derive(Debug)]
pub(crate) struct Registry {
    started: Instant,
    pub(crate) connections: Connections,
    apis: [OnceLock<Box<Api>>; API_KEYS_MAX],
    nodes: Mutex<BTreeMap<Address, Arc<Node>>>,
    pub(crate) throttled: Histogram,
    pub(crate) producer: Producer,
    pub(crate) consumer: Consumer,
    sources: Mutex<Vec<Weak<dyn Source>>>,
    producers: Counter,
    consumers: Counter,
    admins: Counter,
}

/// What a client makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    Producer,
    Consumer,
    Admin,
}

#[derive(Debug, Default)]
pub(crate) struct Connections {
    pub(crate) opened: Counter,
    pub(crate) closed: Counter,
    pub(crate) failed: Counter,
    pub(crate) authentications: Counter,
    pub(crate) reauthentications: Counter,
    pub(crate) authentication_failures: Counter,
}

/// Requests of one API to all brokers.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) requests: Counter,
    pub(crate) sent_bytes: Counter,
    pub(crate) received_bytes: Counter,
    pub(crate) latency: Histogram,
}

/// Requests of all APIs to one broker.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) opened: Counter,
    pub(crate) closed: Counter,
    pub(crate) requests: Counter,
    pub(crate) sent_bytes: Counter,
    pub(crate) received_bytes: Counter,
    pub(crate) latency: Histogram,
    pub(crate) throttled: Histogram,
}

#[derive(Debug)]
pub(crate) struct Producer {
    pub(crate) records: Counter,
    pub(crate) bytes: Counter,
    pub(crate) batches: Counter,
    pub(crate) retried_records: Counter,
    pub(crate) failed_records: Counter,
    pub(crate) batch_bytes: Histogram,
    pub(crate) request_records: Histogram,
    pub(crate) queue_time: Histogram,
    pub(crate) blocked: Counter,
    pub(crate) unblocked: Counter,
    pub(crate) blocked_time: Histogram,
}

#[derive(Debug)]
pub(crate) struct Consumer {
    pub(crate) records: Counter,
    pub(crate) bytes: Counter,
    pub(crate) fetch_bytes: Histogram,
    pub(crate) rebalances: Histogram,
    pub(crate) failed_rebalances: Counter,
    pub(crate) commits: Histogram,
    pub(crate) failed_commits: Counter,
    pub(crate) heartbeats: Histogram,
    pub(crate) failed_heartbeats: Counter,
    /// Microseconds in `next_batch`, and between two calls of it.
    pub(crate) polling: Counter,
    pub(crate) between_polls: Counter,
}

impl Registry {
    pub(crate) fn new() -> Self {
        use Unit::{Count, Time};
        Self {
            started: Instant::now(),
            connections: Connections::default(),
            apis: [const { OnceLock::new() }; API_KEYS_MAX],
            nodes: Mutex::default(),
            throttled: Histogram::new(Time),
            producer: Producer {
                records: Counter::default(),
                bytes: Counter::default(),
                batches: Counter::default(),
                retried_records: Counter::default(),
                failed_records: Counter::default(),
                batch_bytes: Histogram::new(Count),
                request_records: Histogram::new(Count),
                queue_time: Histogram::new(Time),
                blocked: Counter::default(),
                unblocked: Counter::default(),
                blocked_time: Histogram::new(Time),
            },
            consumer: Consumer {
                records: Counter::default(),
                bytes: Counter::default(),
                fetch_bytes: Histogram::new(Count),
                rebalances: Histogram::new(Time),
                failed_rebalances: Counter::default(),
                commits: Histogram::new(Time),
                failed_commits: Counter::default(),
                heartbeats: Histogram::new(Time),
                failed_heartbeats: Counter::default(),
                polling: Counter::default(),
                between_polls: Counter::default(),
            },
            sources: Mutex::default(),
            producers: Counter::default(),
            consumers: Counter::default(),
            admins: Counter::default(),
        }
    }

    /// Notes that the client is used as such a one.
    pub(crate) fn made(&self, made: Made) {
        match made {
            Made::Producer => self.producers.one(),
            Made::Consumer => self.consumers.one(),
            Made::Admin => self.admins.one(),
        }
    }

    /// How many of each the client has made.
    pub(crate) fn has_made(&self) -> MadeCounts {
        MadeCounts {
            producers: self.producers.get(),
            consumers: self.consumers.get(),
            admins: self.admins.get(),
        }
    }

    /// Time since the client began.
    pub(crate) fn age(&self) -> Duration {
        self.started.elapsed()
    }

    pub(crate) fn api(&self, key: ApiKey) -> &Api {
        let index = usize::try_from(key.code()).unwrap_or(0).min(API_KEYS_MAX - 1);
        self.apis[index].get_or_init(|| {
            Box::new(Api {
                requests: Counter::default(),
                sent_bytes: Counter::default(),
                received_bytes: Counter::default(),
                latency: Histogram::new(Unit::Time),
            })
        })
    }

    /// The APIs that were called.
    pub(crate) fn apis(&self) -> impl Iterator<Item = (ApiKey, &Api)> {
        ApiKey::ALL.iter().filter_map(|key| {
            let index = usize::try_from(key.code()).ok()?;
            Some((*key, &**self.apis.get(index)?.get()?))
        })
    }

    /// Whoever opens a connection asks once, and keeps it.
    pub(crate) fn node(&self, address: &Address) -> Arc<Node> {
        let mut nodes = self.nodes.lock();
        if let Some(node) = nodes.get(address) {
            return node.clone();
        }
        let node = Arc::new(Node {
            opened: Counter::default(),
            closed: Counter::default(),
            requests: Counter::default(),
            sent_bytes: Counter::default(),
            received_bytes: Counter::default(),
            latency: Histogram::new(Unit::Time),
            throttled: Histogram::new(Unit::Time),
        });
        nodes.insert(address.clone(), node.clone());
        node
    }

    pub(crate) fn nodes(&self) -> Vec<(Address, Arc<Node>)> {
        self.nodes.lock().iter().map(|(address, node)| (address.clone(), node.clone())).collect()
    }

    /// Has somebody asked for their state whenever metrics are read, as long as they are there.
    pub(crate) fn observe(&self, source: Weak<dyn Source>) {
        let mut sources = self.sources.lock();
        sources.retain(|source| source.strong_count() > 0);
        sources.push(source);
    }

    pub(crate) fn sources(&self) -> Vec<Arc<dyn Source>> {
        self.sources.lock().iter().filter_map(Weak::upgrade).collect()
    }
}
