//! Puts what is due on the wire: which brokers take another request now, the batches as bytes, one request
//! for each broker. The sender does it, and whoever sends a record that nothing has to wait for.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::{
    model::Moment,
    protocol::{
        codec::Records,
        messages::ProduceRequest,
        records::{Attributes, Codecs, Encoding},
    },
};
use tokio::time::Instant;

use super::{Shared, answers::Sent};
use crate::{
    driver::{connection::Connection, produce_metrics, spans},
    engine::{
        accumulator::{Answer, Outgoing},
        deliver::BatchWritten,
        metadata::ClusterImage,
        produce::{self, TOPIC_IDS_SINCE},
    },
    options::Acks,
};

/// What is needed to send.
#[derive(Debug)]
pub(crate) struct Dispatcher {
    nodes: BTreeMap<i32, Node>,
    codecs: Codecs,
    /// Brokers that should have had a request and have no connection.
    missed: BTreeSet<i32>,
}

/// A broker as a producer sees it.
#[derive(Debug, Default)]
struct Node {
    connection: Option<Connection>,
    in_flight: Arc<AtomicUsize>,
}

impl Dispatcher {
    pub(crate) fn new() -> Self {
        Self { nodes: BTreeMap::new(), codecs: Codecs::new(), missed: BTreeSet::new() }
    }

    pub(super) fn take_missed(&mut self) -> BTreeSet<i32> {
        std::mem::take(&mut self.missed)
    }

    /// Whether a broker should have had a request and has no connection.
    pub(super) fn misses_any(&self) -> bool {
        !self.missed.is_empty()
    }

    pub(super) fn connected(&mut self, node: i32, connection: Connection) {
        self.nodes.entry(node).or_default().connection = Some(connection);
    }

    /// Whether there is no connection to a broker where it is now.
    pub(super) fn lacks(&self, node: i32, image: &ClusterImage) -> bool {
        let connection = self.nodes.get(&node).and_then(|node| node.connection.as_ref());
        !connection.is_some_and(|known| known.is_open() && image.is_at(node, known.address()))
    }

    /// When the first of the brokers that want to hear nothing for a while hears again.
    pub(super) fn unmuted(&self) -> Option<Instant> {
        let connections = self.nodes.values().filter_map(|node| node.connection.as_ref());
        connections.filter_map(Connection::throttled_until).min()
    }

    /// Sends what is due.
    pub(super) fn dispatch(&mut self, shared: &Arc<Shared>, now: Moment) {
        let image = shared.cluster.image();
        let max_in_flight = shared.options.max_in_flight;
        loop {
            let Self { nodes, missed, .. } = self;
            let may_send = |id: i32| match nodes.get(&id) {
                Some(Node { connection: Some(connection), in_flight }) if connection.is_open() => {
                    let in_flight = in_flight.load(Ordering::Acquire);
                    in_flight < max_in_flight && connection.throttled_until().is_none()
                }
                Some(_) | None => {
                    missed.insert(id);
                    false
                }
            };
            let requests = shared.accumulator.lock().drain(now, &image, may_send);
            if requests.is_empty() {
                return;
            }
            for (node, batches) in requests {
                self.send(shared, now, node, batches, &image);
            }
        }
    }

    /// Sends one request.
    fn send(
        &mut self,
        shared: &Arc<Shared>,
        now: Moment,
        id: i32,
        batches: Vec<Outgoing>,
        image: &ClusterImage,
    ) {
        let (batches, records) = self.sealed(shared, now, batches);
        let Some(Node { connection: Some(connection), in_flight }) = self.nodes.get(&id) else {
            return;
        };
        if batches.is_empty() {
            return;
        }
        let each = batches.iter().zip(records.iter().map(|(_, _, records)| records));
        produce_metrics::sent(&shared.cluster.observer.metrics, now, each);
        let acks = shared.options.acks;
        let timeout = shared.cluster.options.request_timeout;
        let max = produce::version_max(batches.iter().map(|batch| &batch.topic), image);
        let (transactional_id, max) = transaction(shared, max);
        let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        let request = produce::request(transactional_id, records, image, acks.code(), timeout_ms);
        let version = match connection.versions().newest_up_to::<ProduceRequest>(max) {
            Ok(version) => version,
            Err(error) => {
                return shared.all_landed(now, batches, |_| Answer::Unsendable(error.clone()));
            }
        };
        if acks == Acks::None {
            let sent = connection.submit_unanswered(&request, version);
            return shared.all_landed(now, batches, |_| match &sent {
                Ok(()) => Answer::Written(BatchWritten { base_offset: -1, append_time: None }),
                Err(error) => Answer::Lost(error.clone()),
            });
        }
        let encoded = match connection.encode(&request, version) {
            Ok(encoded) => encoded,
            Err(error) => {
                return shared.all_landed(now, batches, |_| Answer::Unsendable(error.clone()));
            }
        };
        let by_id = version >= TOPIC_IDS_SINCE;
        let topics = request.topic_data.into_iter().filter(|_| by_id);
        let topics = topics.map(|topic| (topic.topic_id, topic.name)).collect();
        let records = batches.iter().map(|outgoing| i64::from(outgoing.batch.count)).sum();
        let span = spans::send(connection.address(), batches.len(), records);
        in_flight.fetch_add(1, Ordering::AcqRel);
        let sent = Sent { batches, topics, in_flight: in_flight.clone(), span };
        let shared = shared.clone();
        // The broker waits as long for replicas; its answer must have time to come back.
        let patience = (timeout + timeout / 4).min(time_left(&sent.batches, &shared, now));
        connection.submit_then(encoded, patience, move |answer| shared.answered(sent, answer));
    }

    /// The batches as bytes. Those that cannot be are given up.
    fn sealed(
        &mut self,
        shared: &Shared,
        now: Moment,
        batches: Vec<Outgoing>,
    ) -> (Vec<Outgoing>, Vec<(ByteString, i32, Records)>) {
        let options = &shared.options;
        let encoding =
            Encoding { compression: options.compression, level: options.compression_level() };
        let attributes = match shared.transactional {
            Some(_) => Attributes::default().transactional(),
            None => Attributes::default(),
        };
        let mut sealed = Vec::with_capacity(batches.len());
        let mut records = Vec::with_capacity(batches.len());
        for mut outgoing in batches {
            shared.cluster.add_interest(&outgoing.topic);
            match outgoing.batch.sealed(encoding, attributes, &mut self.codecs) {
                Ok(bytes) => {
                    records.push((outgoing.topic.clone(), outgoing.partition, bytes));
                    sealed.push(outgoing);
                }
                Err(error) => {
                    let answer = Answer::Unsendable(error);
                    shared.accumulator.lock().landed(now, outgoing, answer);
                }
            }
        }
        (sealed, records)
    }
}

/// How long an answer may take so that no record waits much longer for its outcome than it may. What has waited for
/// long already gets a quarter of that time all the same: giving up costs the connection.
fn time_left(batches: &[Outgoing], shared: &Shared, now: Moment) -> Duration {
    let limit = shared.options.delivery_timeout;
    let oldest = batches.iter().map(|outgoing| outgoing.batch.opened).min();
    oldest.map_or(limit, |opened| limit.saturating_sub(now.since(opened))).max(limit / 4)
}

/// The transactional id that a request names, and the newest version that it may have.
fn transaction(shared: &Shared, max: i16) -> (Option<ByteString>, i16) {
    let Some(transactional) = &shared.transactional else { return (None, max) };
    let protocol = shared.accumulator.lock().transaction_protocol();
    let id = transactional.state.lock().id().clone();
    (Some(id), protocol.map_or(max, |protocol| max.min(protocol.produce_max())))
}
