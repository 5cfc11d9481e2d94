//! The one task of a producer that sends. It asks the accumulator what is due, turns that into
//! requests, one after the other on each connection, and hands the answers back. Records never have
//! a task of their own.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bytestring::ByteString;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use ottla_core::{
    model::{ErrorCode, Moment, ProducerEpoch, ProducerId, Uuid},
    protocol::{
        codec::Records,
        messages::{
            InitProducerIdRequest, ProduceRequest, ProduceResponse, produce_response::NodeEndpoint,
        },
        records::{Attributes, Codecs, Encoding},
    },
};
use parking_lot::Mutex;
use tokio::{sync::Notify, time::Instant};
use tracing::Instrument;

use super::{
    cluster::{AutoCreation, Cluster, Target, is_passing, is_rubbish},
    connection::Connection,
    nodes::Opener,
    produce_metrics, spans,
    transaction::Transactional,
};
use crate::{
    Error, ErrorKind, Result, Written,
    engine::{
        accumulator::{Accumulator, Answer, Call, Followup, Outgoing},
        deliver::BatchWritten,
        identity::Identity,
        metadata::{ClusterImage, Endpoint},
        produce::{self, Answers, TOPIC_IDS_SINCE},
    },
    options::{Acks, ProducerOptions},
};

/// What a producer and its sender share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) options: ProducerOptions,
    pub(crate) accumulator: Mutex<Accumulator>,
    /// There is something new to look at.
    pub(crate) wake: Notify,
    /// Memory became free.
    pub(crate) memory: Notify,
    pub(crate) closed: AtomicBool,
    /// What a producer with a transactional id has besides.
    pub(crate) transactional: Option<Transactional>,
}

impl Shared {
    /// Waits until all records that were enqueued before have an outcome.
    ///
    /// # Errors
    /// The first error of a batch, after all are settled.
    pub(crate) async fn flush(&self) -> Result<()> {
        let promises = self.accumulator.lock().flush();
        self.wake.notify_one();
        let mut outcome = Ok(());
        for promise in promises {
            if let Err(error) = poll_fn(|context| promise.poll(context)).await {
                outcome = outcome.and(Err(error));
            }
        }
        let unreported = self.accumulator.lock().take_unreported();
        outcome.and(unreported.map_or(Ok(()), Err))
    }

    /// Tells the interceptors what became of records.
    fn report(&self) {
        if self.options.interceptors.is_empty() {
            return;
        }
        let settled = self.accumulator.lock().take_settled();
        for outcome in settled.iter().flat_map(Written::of_batch) {
            let outcome = outcome.as_ref().map_err(|error| *error);
            self.options.interceptors.iter().for_each(|one| one.on_acknowledgement(outcome));
        }
    }

    pub(crate) fn auto_creation(&self) -> AutoCreation {
        match self.options.allow_auto_create_topics {
            true => AutoCreation::Allowed,
            false => AutoCreation::Forbidden,
        }
    }
}

pub(crate) struct Sender {
    shared: Arc<Shared>,
    nodes: BTreeMap<i32, Node>,
    events: FuturesUnordered<BoxFuture<'static, Event>>,
    codecs: Codecs,
    identity: Activity,
    adding: Activity,
    metadata: Activity,
    /// Attempts in a row that ended without an id, or without the leaders that are needed.
    identity_failures: u32,
    metadata_failures: u32,
    wants_metadata: Wish,
}

/// A broker as the sender sees it.
#[derive(Debug, Default)]
struct Node {
    connection: Option<Connection>,
    connecting: Activity,
    failures: u32,
    in_flight: usize,
}

/// Whether something is being done already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Activity {
    #[default]
    Idle,
    Running,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Nothing,
    Refresh,
}

enum Event {
    Answered {
        node: i32,
        sent: Sent,
        answer: Result<ProduceResponse>,
    },
    Connected {
        node: i32,
        connection: Result<Connection>,
    },
    Identified(Result<Identity>),
    /// The coordinator of the transaction has answered.
    Added,
    Refreshed(Result<()>),
}

/// What a request carried.
struct Sent {
    batches: Vec<Outgoing>,
    /// Names of the topics that it named by id.
    topics: BTreeMap<Uuid, ByteString>,
}

impl Sender {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            nodes: BTreeMap::new(),
            events: FuturesUnordered::new(),
            codecs: Codecs::new(),
            identity: Activity::Idle,
            adding: Activity::Idle,
            metadata: Activity::Idle,
            identity_failures: 0,
            metadata_failures: 0,
            wants_metadata: Wish::Nothing,
        }
    }

    pub(crate) async fn run(mut self) {
        let mut changes = self.shared.cluster.changes();
        let shared = self.shared.clone();
        loop {
            let now = shared.cluster.clock.now();
            {
                let mut accumulator = shared.accumulator.lock();
                accumulator.sender_looks();
                accumulator.expire(now);
            }
            self.identify();
            self.add_to_transaction();
            self.dispatch(now);
            self.refresh(now);
            let (deadline, empty, done, relieved, failed) = {
                let mut accumulator = shared.accumulator.lock();
                let deadline = accumulator.await_sender(now);
                let failed = accumulator.take_failed_records();
                let empty = accumulator.is_empty();
                // Under the lock, for who is woken below may send and close before this task goes on.
                let done = empty && shared.closed.load(Ordering::Acquire);
                (deadline, empty, done, accumulator.take_relief(), failed)
            };
            produce_metrics::failed(&shared.cluster.observer, failed);
            match relieved {
                Call::Nobody => {}
                Call::Them => shared.memory.notify_waiters(),
            }
            shared.report();
            if done {
                return;
            }
            let deadline = deadline.map(|deadline| shared.cluster.clock.instant(deadline));
            let unmuted = if empty { None } else { self.unmuted() };
            let due = async {
                match deadline.into_iter().chain(unmuted).min() {
                    Some(deadline) => tokio::time::sleep_until(deadline).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = shared.wake.notified() => {}
                Some(event) = self.events.next() => {
                    self.on_event(event);
                    // Answers come in groups; the next round serves them all.
                    while let Some(Some(event)) = self.events.next().now_or_never() {
                        self.on_event(event);
                    }
                }
                Ok(()) = changes.changed() => {}
                () = due => {}
            }
        }
    }

    /// When the first of the brokers that want to hear nothing for a while hears again.
    fn unmuted(&self) -> Option<Instant> {
        let connections = self.nodes.values().filter_map(|node| node.connection.as_ref());
        connections.filter_map(Connection::throttled_until).min()
    }

    /// Sends what is due.
    fn dispatch(&mut self, now: Moment) {
        let image = self.shared.cluster.image();
        loop {
            let mut unconnected = BTreeSet::new();
            let max_in_flight = self.shared.options.max_in_flight;
            let nodes = &self.nodes;
            let may_send = |id: i32| match nodes.get(&id) {
                Some(Node { connection: Some(connection), in_flight, .. })
                    if connection.is_open() =>
                {
                    *in_flight < max_in_flight && connection.throttled_until().is_none()
                }
                Some(_) | None => {
                    unconnected.insert(id);
                    false
                }
            };
            let requests = self.shared.accumulator.lock().drain(now, &image, may_send);
            for id in unconnected {
                self.connect(id, &image);
            }
            if requests.is_empty() {
                return;
            }
            for (node, batches) in requests {
                self.send(now, node, batches, &image);
            }
        }
    }

    fn connect(&mut self, id: i32, image: &ClusterImage) {
        let node = self.nodes.entry(id).or_default();
        node.connection = None;
        let Some(address) = image.brokers.get(&id).cloned() else { return };
        if node.connecting == Activity::Running {
            return;
        }
        node.connecting = Activity::Running;
        let (cluster, failures) = (self.shared.cluster.clone(), node.failures);
        self.events.push(
            async move {
                if failures > 0 {
                    cluster.pause(failures).await;
                }
                Event::Connected { node: id, connection: cluster.open(&address, failures).await }
            }
            .boxed(),
        );
    }

    /// Sends one request.
    fn send(&mut self, now: Moment, id: i32, batches: Vec<Outgoing>, image: &ClusterImage) {
        let (batches, records) = self.sealed(now, batches);
        let Some(connection) = self.nodes.get(&id).and_then(|node| node.connection.clone()) else {
            return;
        };
        if batches.is_empty() {
            return;
        }
        let each = batches.iter().zip(records.iter().map(|(_, _, records)| records));
        produce_metrics::sent(&self.shared.cluster.observer.metrics, now, each);
        let acks = self.shared.options.acks;
        let timeout = self.shared.cluster.options.request_timeout;
        let max = produce::version_max(batches.iter().map(|batch| &batch.topic), image);
        let (transactional_id, max) = self.transaction(max);
        let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        let request = produce::request(transactional_id, records, image, acks.code(), timeout_ms);
        let version = match connection.versions().newest_up_to::<ProduceRequest>(max) {
            Ok(version) => version,
            Err(error) => {
                return self.all_landed(now, batches, |_| Answer::Unsendable(error.clone()));
            }
        };
        if acks == Acks::None {
            let sent = connection.submit_unanswered(&request, version);
            return self.all_landed(now, batches, |_| match &sent {
                Ok(()) => Answer::Written(BatchWritten { base_offset: -1, append_time: None }),
                Err(error) => Answer::Lost(error.clone()),
            });
        }
        let pending = match connection.submit(&request, version) {
            Ok(pending) => pending,
            Err(error) => return self.all_landed(now, batches, |_| unsent(&error)),
        };
        let by_id = version >= TOPIC_IDS_SINCE;
        let topics = request.topic_data.into_iter().filter(|_| by_id);
        let topics = topics.map(|topic| (topic.topic_id, topic.name)).collect();
        let records = batches.iter().map(|outgoing| i64::from(outgoing.batch.count)).sum();
        let span = spans::send(connection.address(), batches.len(), records);
        let sent = Sent { batches, topics };
        self.nodes.entry(id).or_default().in_flight += 1;
        self.events.push(
            async move {
                // The broker waits as long for replicas; its answer must have time to come back.
                let answer = pending.answer(timeout + timeout / 4).instrument(span).await;
                Event::Answered { node: id, sent, answer }
            }
            .boxed(),
        );
    }

    /// The transactional id that a request names, and the newest version that it may have.
    fn transaction(&self, max: i16) -> (Option<ByteString>, i16) {
        let Some(transactional) = &self.shared.transactional else { return (None, max) };
        let protocol = self.shared.accumulator.lock().transaction_protocol();
        let id = transactional.state.lock().id().clone();
        (Some(id), protocol.map_or(max, |protocol| max.min(protocol.produce_max())))
    }

    /// The batches as bytes. Those that cannot be are given up.
    fn sealed(
        &mut self,
        now: Moment,
        batches: Vec<Outgoing>,
    ) -> (Vec<Outgoing>, Vec<(ByteString, i32, Records)>) {
        let options = &self.shared.options;
        let encoding =
            Encoding { compression: options.compression, level: options.compression_level() };
        let attributes = match self.shared.transactional {
            Some(_) => Attributes::default().transactional(),
            None => Attributes::default(),
        };
        let mut sealed = Vec::with_capacity(batches.len());
        let mut records = Vec::with_capacity(batches.len());
        for mut outgoing in batches {
            match outgoing.batch.sealed(encoding, attributes, &mut self.codecs) {
                Ok(bytes) => {
                    records.push((outgoing.topic.clone(), outgoing.partition, bytes));
                    sealed.push(outgoing);
                }
                Err(error) => {
                    let answer = Answer::Unsendable(error);
                    self.shared.accumulator.lock().landed(now, outgoing, answer);
                }
            }
        }
        (sealed, records)
    }

    fn all_landed(
        &mut self,
        now: Moment,
        batches: Vec<Outgoing>,
        mut answer: impl FnMut(&Outgoing) -> Answer,
    ) {
        let mut accumulator = self.shared.accumulator.lock();
        for outgoing in batches {
            let answer = answer(&outgoing);
            match accumulator.landed(now, outgoing, answer) {
                Followup::None => {}
                Followup::RefreshMetadata => self.wants_metadata = Wish::Refresh,
            }
        }
    }

    fn on_event(&mut self, event: Event) {
        let now = self.shared.cluster.clock.now();
        match event {
            Event::Answered { node, sent, answer } => self.on_answer(now, node, sent, answer),
            Event::Connected { node, connection } => {
                let node = self.nodes.entry(node).or_default();
                node.connecting = Activity::Idle;
                match connection {
                    Ok(connection) => {
                        node.failures = 0;
                        node.connection = Some(connection);
                    }
                    Err(error) => {
                        tracing::debug!(%error, "broker not reachable");
                        node.failures += 1;
                        self.wants_metadata = Wish::Refresh;
                        // More attempts with the same password would only lock the user out.
                        if error.kind() == ErrorKind::AuthenticationFailed {
                            self.shared.accumulator.lock().fail_all(&error);
                        }
                    }
                }
            }
            Event::Identified(Ok(identity)) => {
                self.identity = Activity::Idle;
                self.identity_failures = 0;
                self.shared.accumulator.lock().set_identity(identity);
            }
            Event::Identified(Err(error)) => {
                self.identity = Activity::Idle;
                self.identity_failures += 1;
                if !is_passing(&error) && !is_rubbish(&error) {
                    self.shared.accumulator.lock().fail_all(&error);
                }
            }
            Event::Added => self.adding = Activity::Idle,
            Event::Refreshed(outcome) => {
                self.metadata = Activity::Idle;
                if let Err(error) = outcome {
                    tracing::debug!(%error, "metadata not refreshed");
                }
            }
        }
    }

    fn on_answer(&mut self, now: Moment, id: i32, sent: Sent, answer: Result<ProduceResponse>) {
        let node = self.nodes.entry(id).or_default();
        node.in_flight = node.in_flight.saturating_sub(1);
        let response = match answer {
            Ok(response) => response,
            Err(error) => {
                return self.all_landed(now, sent.batches, |_| Answer::Lost(error.clone()));
            }
        };
        let endpoint = |node: &NodeEndpoint| {
            Some((node.node_id, Endpoint::new(&node.host, node.port, &node.rack)?))
        };
        let endpoints = response.node_endpoints.iter().filter_map(endpoint).collect();
        let mut answers = Answers::new(response, &sent.topics);
        let leaders = answers.leaders();
        self.shared.cluster.change(|image| image.with_leaders(&leaders, &endpoints));
        self.all_landed(now, sent.batches, |batch| answers.take(&batch.topic, batch.partition));
    }

    /// Asks for a producer id, if one is needed.
    fn identify(&mut self) {
        let wanted = self.shared.accumulator.lock().wants_identity();
        if !wanted || self.identity == Activity::Running {
            return;
        }
        self.identity = Activity::Running;
        let (cluster, failures) = (self.shared.cluster.clone(), self.identity_failures);
        self.events.push(
            async move {
                if failures > 0 {
                    cluster.pause(failures).await;
                }
                Event::Identified(new_identity(&cluster).await)
            }
            .boxed(),
        );
    }

    /// Tells the coordinator of partitions that are new in the transaction, where clients have to.
    fn add_to_transaction(&mut self) {
        if self.shared.transactional.is_none() || self.adding == Activity::Running {
            return;
        }
        let unlisted = self.shared.accumulator.lock().take_unlisted();
        if unlisted.is_empty() {
            return;
        }
        self.adding = Activity::Running;
        let shared = self.shared.clone();
        self.events.push(
            async move {
                shared.add_partitions(unlisted).await;
                Event::Added
            }
            .boxed(),
        );
    }

    /// Refreshes the metadata, if something failed that it may explain, or if it is old.
    fn refresh(&mut self, now: Moment) {
        if self.metadata == Activity::Running {
            return;
        }
        let cluster = &self.shared.cluster;
        let lacks = self.shared.accumulator.lock().lacks_leader(now, &cluster.image());
        let old = cluster.metadata_age(now) > cluster.options.metadata_age_max;
        if !lacks && self.wants_metadata == Wish::Nothing && !old {
            self.metadata_failures = 0;
            return;
        }
        self.wants_metadata = Wish::Nothing;
        self.metadata = Activity::Running;
        let failures = self.metadata_failures;
        self.metadata_failures += 1;
        let (cluster, known) = (cluster.clone(), cluster.generation());
        let creation = self.shared.auto_creation();
        self.events.push(
            async move {
                if failures > 0 {
                    cluster.pause(failures).await;
                }
                Event::Refreshed(cluster.refresh_since(known, creation).await)
            }
            .boxed(),
        );
    }
}

async fn new_identity(cluster: &Cluster) -> Result<Identity> {
    let request = InitProducerIdRequest {
        transactional_id: None,
        transaction_timeout_ms: i32::MAX,
        ..Default::default()
    };
    let response = cluster.request(Target::Any, &request).await?;
    let code = ErrorCode::from_code(response.error_code);
    if code.is_error() {
        return Err(Error::from_code("get a producer id", code, None));
    }
    Ok(Identity {
        id: ProducerId(response.producer_id),
        epoch: ProducerEpoch(response.producer_epoch),
    })
}

/// A request that was not sent: because it cannot be, or because the connection is gone.
fn unsent(error: &Error) -> Answer {
    match is_passing(error) || is_rubbish(error) {
        true => Answer::Lost(error.clone()),
        false => Answer::Unsendable(error.clone()),
    }
}
