//! The one task of a producer that sends. It asks the accumulator what is due, turns that into
//! requests, one after the other on each connection, and hands the answers back. Records never have
//! a task of their own.

mod answers;
mod dispatch;
mod shared;

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use ottla_core::{
    model::{ErrorCode, Moment, ProducerEpoch, ProducerId},
    protocol::messages::InitProducerIdRequest,
};

pub(crate) use self::{
    dispatch::Dispatcher,
    shared::{Shared, Urgency},
};
use super::{
    cluster::{Cluster, Target, is_passing, is_rubbish},
    connection::Connection,
    nodes::Opener,
};
use crate::{Error, ErrorKind, Result, engine::identity::Identity};

pub(crate) struct Sender {
    shared: Arc<Shared>,
    brokers: BTreeMap<i32, Broker>,
    events: FuturesUnordered<BoxFuture<'static, Event>>,
    identity: Activity,
    adding: Activity,
    metadata: Activity,
    /// Attempts in a row that ended without an id, or without the leaders that are needed.
    identity_failures: u32,
    metadata_failures: u32,
    /// Whether a broker that should have a request cannot be connected.
    unreached: bool,
}

/// What is done to be connected with a broker.
#[derive(Debug, Default)]
struct Broker {
    connecting: Activity,
    failures: u32,
    /// It is not tried again before. Counted from its last failure: long after it a broker is tried at once.
    retry_at: Moment,
}

/// Whether something is being done already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Activity {
    #[default]
    Idle,
    Running,
}

enum Event {
    Connected {
        node: i32,
        connection: Result<Connection>,
    },
    Identified(Result<Identity>),
    /// The coordinator of the transaction has answered.
    Added,
    Refreshed(Result<()>),
}

impl Sender {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            brokers: BTreeMap::new(),
            events: FuturesUnordered::new(),
            identity: Activity::Idle,
            adding: Activity::Idle,
            metadata: Activity::Idle,
            identity_failures: 0,
            metadata_failures: 0,
            unreached: false,
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
                accumulator.expire(now, &shared.cluster.image());
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
            shared.tell(relieved, failed);
            shared.report();
            if done {
                return;
            }
            let deadline = deadline.map(|deadline| shared.cluster.clock.instant(deadline));
            let unmuted = if empty { None } else { shared.dispatcher.lock().unmuted() };
            let due = async {
                match deadline.into_iter().chain(unmuted).min() {
                    Some(deadline) => tokio::time::sleep_until(deadline).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                // First, for who is called all the time would never come to what he has begun.
                Some(event) = self.events.next() => {
                    self.on_event(event);
                    // Answers come in groups; the next round serves them all.
                    while let Some(Some(event)) = self.events.next().now_or_never() {
                        self.on_event(event);
                    }
                }
                () = shared.wake.notified() => {}
                () = changes.changed() => {}
                () = due => {}
            }
        }
    }

    /// Sends what is due.
    fn dispatch(&mut self, now: Moment) {
        let missed = {
            let mut dispatcher = self.shared.dispatcher.lock();
            dispatcher.dispatch(&self.shared, now);
            dispatcher.take_missed()
        };
        let fails = |id: &i32| self.brokers.get(id).is_some_and(|broker| broker.failures > 0);
        self.unreached = missed.iter().any(fails);
        for id in missed {
            self.connect(id);
        }
    }

    fn connect(&mut self, id: i32) {
        // It may have been connected since it was missed.
        let image = self.shared.cluster.image();
        if !self.shared.dispatcher.lock().lacks(id, &image) {
            return;
        }
        let Some(address) = image.brokers.get(&id).cloned() else { return };
        let broker = self.brokers.entry(id).or_default();
        if broker.connecting == Activity::Running {
            return;
        }
        broker.connecting = Activity::Running;
        let (cluster, failures) = (self.shared.cluster.clone(), broker.failures);
        let retry_at = cluster.clock.instant(broker.retry_at);
        self.events.push(
            async move {
                if failures > 0 {
                    tokio::time::sleep_until(retry_at).await;
                }
                Event::Connected { node: id, connection: cluster.open(&address, failures).await }
            }
            .boxed(),
        );
    }

    fn on_event(&mut self, event: Event) {
        match event {
            Event::Connected { node: id, connection } => {
                let broker = self.brokers.entry(id).or_default();
                broker.connecting = Activity::Idle;
                match connection {
                    Ok(connection) => {
                        broker.failures = 0;
                        self.shared.accumulator.lock().hindered_by(None);
                        self.shared.dispatcher.lock().connected(id, connection);
                    }
                    Err(error) => {
                        tracing::debug!(%error, "broker not reachable");
                        broker.failures += 1;
                        let cluster = &self.shared.cluster;
                        broker.retry_at = cluster.clock.now() + cluster.rest(broker.failures);
                        self.shared.stale.store(true, Ordering::Release);
                        let mut accumulator = self.shared.accumulator.lock();
                        // More attempts with the same password would only lock the user out.
                        if error.kind() == ErrorKind::AuthenticationFailed {
                            accumulator.fail_all(&error);
                        }
                        accumulator.hindered_by(Some(error));
                    }
                }
            }
            Event::Identified(Ok(identity)) => {
                self.identity = Activity::Idle;
                self.identity_failures = 0;
                let mut accumulator = self.shared.accumulator.lock();
                accumulator.set_identity(identity);
                accumulator.hindered_by(None);
            }
            Event::Identified(Err(error)) => {
                self.identity = Activity::Idle;
                self.identity_failures += 1;
                let mut accumulator = self.shared.accumulator.lock();
                if !is_passing(&error) && !is_rubbish(&error) {
                    accumulator.fail_all(&error);
                }
                accumulator.hindered_by(Some(error));
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
        if !lacks && !self.unreached && !self.shared.is_stale() && !old {
            self.metadata_failures = 0;
            return;
        }
        self.shared.stale.store(false, Ordering::Release);
        self.metadata = Activity::Running;
        let failures = self.metadata_failures;
        self.metadata_failures += 1;
        let (cluster, known) = (cluster.clone(), cluster.generation());
        let creation = self.shared.auto_creation();
        self.events.push(
            async move {
                if failures > 0 {
                    cluster.pause_by(cluster.backoff().of_looks(), failures).await;
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
