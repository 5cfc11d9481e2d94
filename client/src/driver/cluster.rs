//! What all parts of a client share: the transport, connections for short requests, and what is
//! known of the cluster.

use std::{
    sync::{Arc, OnceLock, atomic::AtomicU64},
    time::Duration,
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{model::Rng, protocol::messages::GetTelemetrySubscriptionsResponse};
use parking_lot::Mutex;
use tokio::sync::OnceCell;
use tracing::Instrument;

use super::{
    clock::{self, Clock},
    connection::{Connection, Setup},
    diagnosis,
    generation::{Changes, Generation},
    informant::Informant,
    nodes::{Nodes, Opener},
    sasl::Authenticator,
    spans,
    telemetry::Pusher,
    transport::{Address, Transport},
    users::TopicUsers,
};
use crate::{
    Error, ErrorKind, Result, TopicPartition,
    engine::{
        backoff::Backoff,
        called_apis::CalledRequest,
        features::Features,
        interests::Interests,
        leader_changes::{self, LeaderChange},
        metadata::ClusterImage,
        peers::Peers,
    },
    events::Event,
    observer::Observer,
    options::ClientOptions,
};

#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) options: ClientOptions,
    /// With whom it is spoken. Where that is controllers, they are what `image` has as brokers.
    pub(crate) peers: Peers,
    pub(crate) client_id: ByteString,
    pub(crate) clock: Clock,
    transport: Arc<dyn Transport>,
    pub(super) bootstrap: Vec<Address>,
    pub(super) nodes: Nodes,
    pub(super) informant: Mutex<Informant>,
    pub(super) image: ArcSwap<ClusterImage>,
    pub(super) interests: Mutex<Interests>,
    pub(crate) topic_users: TopicUsers,
    pub(super) refreshing: tokio::sync::Mutex<()>,
    /// Counts images, and wakes those who wait for a newer one.
    pub(super) generation: Generation,
    pub(super) refreshed_at: AtomicU64,
    features: Mutex<Features>,
    pub(super) rng: Mutex<Rng>,
    /// How the cluster calls this client, and the metrics that it wants (KIP-714), once somebody has asked: the
    /// client is asked for its id by its user, or asks for the metrics that are wanted, whichever is first.
    pub(crate) first_subscription: Arc<OnceCell<GetTelemetrySubscriptionsResponse>>,
    authenticator: Option<Arc<Authenticator>>,
    pub(crate) observer: Arc<Observer>,
    /// Sends metrics, if it was started; ends with the cluster.
    pub(crate) pusher: OnceLock<Pusher>,
}

/// Which broker a request goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// Any that answers.
    Any,
    /// The one that brokers call the controller.
    Controller,
    /// The one with this id.
    Node(i32),
    /// The one with this id, of those that the client is connected with: brokers, or controllers.
    Peer(i32),
}

/// Whether asking for a topic may make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AutoCreation {
    Allowed,
    Forbidden,
}

/// Whether there is a newer image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    Yes,
    No,
}

impl Opener for Cluster {
    async fn open(&self, address: &Address, failures: u32) -> Result<Connection> {
        let options = &self.options;
        let longer = options.connect_timeout.saturating_mul(1 << failures.min(16));
        let setup = Setup {
            transport: &*self.transport,
            address,
            client_id: &self.client_id,
            peers: self.peers,
            authenticator: self.authenticator.clone(),
            connect_timeout: longer.min(options.connect_timeout_max).max(options.connect_timeout),
            request_timeout: options.request_timeout,
            idle_max: options.connections_idle_max,
            observer: self.observer.clone(),
        };
        let opened = Connection::open(setup).instrument(spans::connect(address)).await;
        let connection = match opened {
            Ok(connection) => connection,
            Err(error) => {
                let error = self.explained(address, error).await;
                self.observer.connection_failed(address, &error);
                return Err(error);
            }
        };
        self.features.lock().learn(connection.versions().features());
        Ok(connection)
    }

    fn rest(&self, failures: u32) -> Duration {
        let first = self.options.reconnect_backoff;
        let backoff = Backoff { first, max: self.options.reconnect_backoff_max };
        backoff.after(failures, &mut self.rng.lock())
    }
}

impl Cluster {
    /// # Errors
    /// If the options do not say how the client proves who it is, and it has to.
    pub(crate) fn new(
        options: ClientOptions,
        peers: Peers,
        bootstrap: Vec<Address>,
        transport: Arc<dyn Transport>,
    ) -> Result<Self> {
        let rng = clock::entropy();
        Ok(Self {
            authenticator: Authenticator::new(&options, rng.split("sasl"))?,
            client_id: options.client_id.as_str().into(),
            options,
            peers,
            clock: Clock::start(),
            transport,
            bootstrap,
            nodes: Nodes::default(),
            informant: Mutex::default(),
            image: ArcSwap::default(),
            interests: Mutex::default(),
            topic_users: TopicUsers::default(),
            refreshing: tokio::sync::Mutex::default(),
            generation: Generation::default(),
            refreshed_at: AtomicU64::new(0),
            features: Mutex::default(),
            first_subscription: Arc::default(),
            rng: Mutex::new(rng),
            observer: Arc::new(Observer::new()),
            pusher: OnceLock::new(),
        })
    }

    /// An error of a connection, as it is to be told.
    async fn explained(&self, address: &Address, error: Error) -> Error {
        let known = self.generation() > 0;
        match error.kind() {
            // Where a cluster has answered there are brokers, whatever they do while they stop or start.
            ErrorKind::WrongProtocol if known => error.passing(),
            ErrorKind::WrongProtocol if self.transport.is_network() => {
                diagnosis::explain(&self.options, address, error).await
            }
            _ => error,
        }
    }

    /// The error of the first request, as it is to be told: some brokers close the connection where they
    /// want SASL.
    pub(crate) async fn first_request_failed(&self, error: Error) -> Error {
        let silent = error.kind() == ErrorKind::Unreachable && self.transport.is_network();
        let connected = self.bootstrap.iter().find(|address| self.nodes.was_open(address));
        match (silent, connected) {
            (true, Some(address)) => {
                diagnosis::explain_silence(&self.options, address, error).await
            }
            (_, _) => error,
        }
    }

    /// What is known at the moment.
    pub(crate) fn image(&self) -> Arc<ClusterImage> {
        self.image.load_full()
    }

    /// The same, for a look that takes no time.
    pub(crate) fn current(&self) -> arc_swap::Guard<Arc<ClusterImage>> {
        self.image.load()
    }

    /// The newest that any broker has told of the cluster's features.
    pub(crate) fn features(&self) -> Features {
        self.features.lock().clone()
    }

    /// Tells of newer images.
    pub(crate) fn changes(&self) -> Changes {
        self.generation.changes()
    }

    pub(crate) fn split_rng(&self, purpose: &str) -> Rng {
        let mut rng = self.rng.lock();
        let seed = rng.next_u64();
        Rng::from_seed(seed).split(purpose)
    }

    pub(crate) fn backoff(&self) -> Backoff {
        Backoff { first: self.options.retry_backoff, max: self.options.retry_backoff_max }
    }

    pub(crate) async fn pause(&self, failures: u32) {
        self.pause_by(self.backoff(), failures).await;
    }

    pub(crate) async fn pause_by(&self, backoff: Backoff, failures: u32) {
        tokio::time::sleep(self.time_of_pause(backoff, failures)).await;
    }

    pub(crate) fn time_of_pause(&self, backoff: Backoff, failures: u32) -> Duration {
        backoff.after(failures, &mut self.rng.lock())
    }

    /// Sends a request, in the newest version that both sides have.
    ///
    /// # Errors
    /// If the broker cannot be reached, or does not answer.
    pub(crate) async fn request<R: CalledRequest>(
        &self,
        target: Target,
        request: &R,
    ) -> Result<R::Response> {
        self.connection(target).await?.request(request).await
    }

    /// A connection for short requests.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(crate) async fn connection(&self, target: Target) -> Result<Connection> {
        let image = self.image();
        // The active controller answers for all of them, and for brokers; not for what each of them is.
        let target = match (self.peers, target) {
            (Peers::Brokers, target) | (Peers::Controllers, target @ Target::Peer(_)) => target,
            (Peers::Controllers, _) => Target::Controller,
        };
        let address = match target {
            Target::Any => None,
            Target::Controller => image.controller.and_then(|node| image.brokers.get(&node)),
            Target::Node(node) | Target::Peer(node) => {
                Some(image.brokers.get(&node).ok_or_else(|| self.not_there(node))?)
            }
        };
        match address {
            Some(address) => self.nodes.get(address, self).await,
            None => self.any_connection(&image).await,
        }
    }

    fn not_there(&self, node: i32) -> Error {
        let (kind, message) = match self.peers {
            Peers::Brokers => ("broker", "no broker with this id serves the cluster now"),
            Peers::Controllers => ("controller", "the cluster has no controller with this id"),
        };
        Error::new(ErrorKind::Unreachable, "connect", message).with(kind, node)
    }

    /// A connection for short requests that is open already.
    #[cfg(feature = "telemetry")]
    pub(crate) fn open_connection(&self) -> Option<Connection> {
        self.nodes.open_connection()
    }

    /// A connection for short requests to a broker that need not be in the metadata yet.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(crate) async fn connection_to(&self, address: &Address) -> Result<Connection> {
        self.nodes.get(address, self).await
    }

    /// Changes the image, if there is anything to change.
    pub(crate) fn change(&self, change: impl Fn(&ClusterImage) -> Option<ClusterImage>) -> Changed {
        // One writer at a time, or two changes at once would lose one of them.
        let changed = self.generation.raise_if(|| {
            let before = self.image.load();
            let Some(image) = change(&before) else { return false };
            self.tell_of_leaders(&before, &image);
            self.image.store(Arc::new(image));
            true
        });
        if changed { Changed::Yes } else { Changed::No }
    }

    fn tell_of_leaders(&self, before: &ClusterImage, after: &ClusterImage) {
        if !self.observer.events.is_heard() {
            return;
        }
        for LeaderChange { topic, partition, leader, leader_epoch } in
            leader_changes::between(before, after)
        {
            let partition = TopicPartition { topic, partition };
            let event = Event::LeaderChanged { partition, leader, leader_epoch };
            self.observer.events.tell(|| event);
        }
    }
}

/// Whether the same may work a moment later.
pub(crate) fn is_passing(error: &Error) -> bool {
    error.advice() == crate::Advice::Retry
}

/// Whether it comes from an answer that makes no sense, which says nothing about what was asked: another
/// connection may do. Those who try again within a time limit do so.
pub(crate) fn is_rubbish(error: &Error) -> bool {
    error.kind() == ErrorKind::Corrupt
}
