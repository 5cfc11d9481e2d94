//! What a client has done and is at one moment, as values.

use std::{collections::BTreeMap, time::Duration};

use super::{
    histogram::Distribution,
    labels::Labels,
    registry::{Api, Node, Registry},
};
use crate::TopicPartition;

/// What a client, with all its producers and consumers, has done since it was made, and what it is now.
/// Numbers only grow, except where it says "now".
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// let metrics = client.metrics();
/// println!("{} records sent, lag {:?}", metrics.producer.records, metrics.consumer.lag_max());
/// # assert_eq!(metrics.producer.records, 0);
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientMetrics {
    /// Time since the client was made.
    pub age: Duration,
    /// Connections to all brokers.
    pub connections: ConnectionMetrics,
    /// Requests by API, with Kafka's names.
    pub apis: BTreeMap<&'static str, ApiMetrics>,
    /// Requests by broker, as `host:port`.
    pub nodes: BTreeMap<String, NodeMetrics>,
    /// How long brokers wanted to hear nothing, each time that they did (KIP-219), in seconds.
    pub throttle_time: Distribution,
    /// All producers.
    pub producer: ProducerMetrics,
    /// All consumers.
    pub consumer: ConsumerMetrics,
    #[cfg_attr(not(feature = "telemetry"), expect(dead_code, reason = "only pushed metrics tell"))]
    pub(crate) made: MadeCounts,
    pub(crate) labels: Labels,
}

/// What a client was used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MadeCounts {
    pub(crate) producers: u64,
    pub(crate) consumers: u64,
    pub(crate) admins: u64,
}

/// Connections, in [`ClientMetrics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionMetrics {
    /// That were opened.
    pub opened: u64,
    /// That ended, whoever ended them.
    pub closed: u64,
    /// That could not be opened.
    pub failed: u64,
    /// That are open now.
    pub open: u64,
    /// Times that the client has proved who it is.
    pub authentications: u64,
    /// Times that it has done so again on an open connection (KIP-368).
    pub reauthentications: u64,
    /// Times that it was not believed.
    pub authentication_failures: u64,
}

/// Requests of one API, in [`ClientMetrics`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ApiMetrics {
    /// Requests that were sent.
    pub requests: u64,
    /// Bytes of the requests.
    pub sent_bytes: u64,
    /// Bytes of the answers.
    pub received_bytes: u64,
    /// From when a request was handed over until its answer was there, in seconds.
    pub latency: Distribution,
}

/// Requests to one broker, in [`ClientMetrics`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NodeMetrics {
    /// Connections that are open now.
    pub open: u64,
    /// Requests that were sent.
    pub requests: u64,
    /// Bytes of the requests.
    pub sent_bytes: u64,
    /// Bytes of the answers.
    pub received_bytes: u64,
    /// From when a request was handed over until its answer was there, in seconds.
    pub latency: Distribution,
    /// How long the broker wanted to hear nothing, each time that it did, in seconds.
    pub throttle_time: Distribution,
}

/// Producers, in [`ClientMetrics`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProducerMetrics {
    /// Records in the requests, those that were sent again included.
    pub records: u64,
    /// Bytes of these records, as they were sent.
    pub bytes: u64,
    /// Batches in the requests.
    pub batches: u64,
    /// Records that were sent again.
    pub retried_records: u64,
    /// Records that were given up.
    pub failed_records: u64,
    /// Size of the batches, as they were sent, in bytes.
    pub batch_size: Distribution,
    /// Records in a request.
    pub records_per_request: Distribution,
    /// From when a batch was opened until it was sent, in seconds.
    pub queue_time: Distribution,
    /// Bytes of records that have no outcome, now.
    pub buffer_used: u64,
    /// Bytes that producers may hold (`buffer_memory`), now.
    pub buffer_total: u64,
    /// Calls that wait for memory, now.
    pub blocked: u64,
    /// How long calls waited for memory, in seconds.
    pub blocked_time: Distribution,
}

impl ProducerMetrics {
    /// Bytes that producers may take in, now.
    #[must_use]
    pub fn buffer_available(&self) -> u64 {
        self.buffer_total.saturating_sub(self.buffer_used)
    }
}

/// Consumers, in [`ClientMetrics`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConsumerMetrics {
    /// Records that were handed out.
    pub records: u64,
    /// Bytes of batches that were handed out, as they were fetched.
    pub bytes: u64,
    /// Bytes of records in an answer to Fetch.
    pub fetch_size: Distribution,
    /// From when a Fetch was handed over until its answer was there, in seconds.
    pub fetch_latency: Distribution,
    /// Records between the position and the end of the log, as it was last told, now.
    pub lag: BTreeMap<TopicPartition, u64>,
    /// Partitions that are read, now.
    pub assigned_partitions: u64,
    /// From when partitions began to change until all was as it should be, in seconds.
    pub rebalances: Distribution,
    /// Times that the group was left against the member's will.
    pub failed_rebalances: u64,
    /// How long commits took that went well, in seconds.
    pub commits: Distribution,
    /// Commits that did not.
    pub failed_commits: u64,
    /// How long heartbeats took that went well, in seconds.
    pub heartbeats: Distribution,
    /// Heartbeats that did not.
    pub failed_heartbeats: u64,
    /// Part of the time that is spent in `next_batch`: near 1 the user waits for records, near 0 records
    /// wait for the user. `None` before the second call.
    pub poll_idle_ratio: Option<f64>,
}

impl ConsumerMetrics {
    /// The greatest lag of a partition; `None` if none is known.
    #[must_use]
    pub fn lag_max(&self) -> Option<u64> {
        self.lag.values().max().copied()
    }
}

impl ClientMetrics {
    pub(crate) fn of(registry: &Registry) -> Self {
        let apis: BTreeMap<_, _> =
            registry.apis().map(|(key, api)| (key.name(), ApiMetrics::of(api))).collect();
        let nodes = registry.nodes();
        let mut metrics = Self {
            age: registry.age(),
            connections: connections(registry),
            nodes: nodes
                .iter()
                .map(|(address, node)| (address.to_string(), NodeMetrics::of(node)))
                .collect(),
            throttle_time: registry.throttled.read(),
            producer: producer(registry),
            consumer: consumer(registry, &apis),
            apis,
            made: registry.has_made(),
            labels: Labels::default(),
        };
        for source in registry.sources() {
            source.observe(&mut metrics);
        }
        metrics
    }
}

impl ApiMetrics {
    fn of(api: &Api) -> Self {
        Self {
            requests: api.requests.get(),
            sent_bytes: api.sent_bytes.get(),
            received_bytes: api.received_bytes.get(),
            latency: api.latency.read(),
        }
    }
}

impl NodeMetrics {
    fn of(node: &Node) -> Self {
        Self {
            open: node.opened.get().saturating_sub(node.closed.get()),
            requests: node.requests.get(),
            sent_bytes: node.sent_bytes.get(),
            received_bytes: node.received_bytes.get(),
            latency: node.latency.read(),
            throttle_time: node.throttled.read(),
        }
    }
}

fn connections(registry: &Registry) -> ConnectionMetrics {
    let counted = &registry.connections;
    let (closed, opened) = (counted.closed.get(), counted.opened.get());
    ConnectionMetrics {
        opened,
        closed,
        failed: counted.failed.get(),
        open: opened.saturating_sub(closed),
        authentications: counted.authentications.get(),
        reauthentications: counted.reauthentications.get(),
        authentication_failures: counted.authentication_failures.get(),
    }
}

fn producer(registry: &Registry) -> ProducerMetrics {
    let counted = &registry.producer;
    ProducerMetrics {
        records: counted.records.get(),
        bytes: counted.bytes.get(),
        batches: counted.batches.get(),
        retried_records: counted.retried_records.get(),
        failed_records: counted.failed_records.get(),
        batch_size: counted.batch_bytes.read(),
        records_per_request: counted.request_records.read(),
        queue_time: counted.queue_time.read(),
        buffer_used: 0,
        buffer_total: 0,
        blocked: counted.blocked.get().saturating_sub(counted.unblocked.get()),
        blocked_time: counted.blocked_time.read(),
    }
}

fn consumer(registry: &Registry, apis: &BTreeMap<&'static str, ApiMetrics>) -> ConsumerMetrics {
    let counted = &registry.consumer;
    let none = || super::histogram::Histogram::new(super::histogram::Unit::Time).read();
    let (polling, between) = (counted.polling.get() as f64, counted.between_polls.get() as f64);
    ConsumerMetrics {
        records: counted.records.get(),
        bytes: counted.bytes.get(),
        fetch_size: counted.fetch_bytes.read(),
        fetch_latency: apis.get("Fetch").map_or_else(none, |fetch| fetch.latency.clone()),
        lag: BTreeMap::new(),
        assigned_partitions: 0,
        rebalances: counted.rebalances.read(),
        failed_rebalances: counted.failed_rebalances.get(),
        commits: counted.commits.read(),
        failed_commits: counted.failed_commits.get(),
        heartbeats: counted.heartbeats.read(),
        failed_heartbeats: counted.failed_heartbeats.get(),
        poll_idle_ratio: (between > 0.0).then(|| polling / (polling + between)),
    }
}
