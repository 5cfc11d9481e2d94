//! What all parts of a client share: the transport, connections for short requests, and what is
//! known of the cluster. One refresh of the metadata runs at a time, and serves all who wait.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Rng, Uuid},
    protocol::messages::{
        MetadataRequest, MetadataResponse, metadata_request::MetadataRequestTopic,
    },
};
use parking_lot::Mutex;
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
        interests::{Asked, Interests},
        leader_changes::{self, LeaderChange},
        metadata::{ClusterImage, TopicMetadata},
        peers::Peers,
    },
    events::Event,
    observer::Observer,
    options::{ClientOptions, MetadataRecovery},
};

/// The oldest Metadata version that can forbid the making of topics.
const AUTO_CREATION_SINCE: i16 = 4;

#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) options: ClientOptions,
    /// With whom it is spoken. Where that is controllers, they are what `image` has as brokers.
    pub(crate) peers: Peers,
    pub(crate) client_id: ByteString,
    pub(crate) clock: Clock,
    transport: Arc<dyn Transport>,
    bootstrap: Vec<Address>,
    pub(super) nodes: Nodes,
    informant: Mutex<Informant>,
    image: ArcSwap<ClusterImage>,
    interests: Mutex<Interests>,
    pub(crate) topic_users: TopicUsers,
    refreshing: tokio::sync::Mutex<()>,
    /// Counts images, and wakes those who wait for a newer one.
    generation: Generation,
    refreshed_at: AtomicU64,
    features: Mutex<Features>,
    rng: Mutex<Rng>,
    /// What the cluster calls this client (KIP-714), once somebody has asked.
    pub(crate) instance_id: tokio::sync::OnceCell<Uuid>,
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
            instance_id: tokio::sync::OnceCell::new(),
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
        let pause = backoff.after(failures, &mut self.rng.lock());
        tokio::time::sleep(pause).await;
    }

    /// Time since the metadata was refreshed.
    pub(crate) fn metadata_age(&self, now: Moment) -> Duration {
        let at = Duration::from_millis(self.refreshed_at.load(Ordering::Relaxed));
        now.0.saturating_sub(at)
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
        // The active controller answers for all of them, and for brokers.
        let target = match self.peers {
            Peers::Brokers => target,
            Peers::Controllers => Target::Controller,
        };
        let address = match target {
            Target::Any => None,
            Target::Controller => image.controller.and_then(|node| image.brokers.get(&node)),
            Target::Node(node) => Some(image.brokers.get(&node).ok_or_else(|| {
                let message = "no broker with this id is known";
                Error::new(ErrorKind::Unreachable, "connect", message).with("broker", node)
            })?),
        };
        match address {
            Some(address) => self.nodes.get(address, self).await,
            None => self.any_connection(&image).await,
        }
    }

    /// A connection for short requests that is open already.
    #[cfg(feature = "telemetry")]
    pub(crate) fn open_connection(&self) -> Option<Connection> {
        self.nodes.open_connection()
    }

    /// What the broker has said that was asked last is no good: another is asked next.
    pub(crate) fn doubt(&self) {
        self.informant.lock().doubt();
    }

    pub(super) async fn any_connection(&self, image: &ClusterImage) -> Result<Connection> {
        let connection = self.some_connection(image).await?;
        self.informant.lock().asked(connection.address());
        Ok(connection)
    }

    async fn some_connection(&self, image: &ClusterImage) -> Result<Connection> {
        let mut addresses: Vec<Address> = image.brokers.values().cloned().collect();
        let turn = self.rng.lock().below(addresses.len().max(1) as u64) as usize;
        addresses.rotate_left(turn);
        self.nodes.sort(&mut addresses);
        let known = addresses.len();
        let doubted = self.informant.lock().take_doubted();
        if let Some(doubted) = doubted
            && let Some(connection) = self.another(&addresses, &doubted).await
        {
            return Ok(connection);
        }
        let again = self.options.metadata_recovery == MetadataRecovery::Rebootstrap;
        if addresses.is_empty() || again {
            let is_known = |address: &Address| image.brokers.values().any(|known| known == address);
            let unknown = self.bootstrap.iter().filter(|address| !is_known(address));
            let mut others: Vec<Address> = unknown.cloned().collect();
            self.nodes.sort(&mut others);
            addresses.extend(others);
        }
        let mut failures: Vec<Error> = Vec::new();
        for (index, address) in addresses.iter().enumerate() {
            match self.nodes.get(address, self).await {
                Ok(connection) => {
                    if index >= known {
                        self.rebootstrap();
                    }
                    return Ok(connection);
                }
                // More attempts with the same password would only lock the user out.
                Err(error) if error.kind() == ErrorKind::AuthenticationFailed => return Err(error),
                Err(error) => failures.push(error),
            }
        }
        Err(none_reachable(failures))
    }

    /// Forgets which brokers there are, so that the addresses of the start are asked next (KIP-899, KIP-1102).
    fn rebootstrap(&self) {
        if self.options.metadata_recovery != MetadataRecovery::Rebootstrap {
            return;
        }
        let forgotten = self.change(|image| {
            let known = !image.brokers.is_empty();
            known.then(|| ClusterImage { brokers: BTreeMap::new(), ..image.clone() })
        });
        if forgotten == Changed::Yes {
            tracing::info!("the client begins anew with the addresses of its start");
            self.observer.events.tell(|| Event::Rebootstrapped);
        }
    }

    /// Begins anew if no broker has answered for long.
    pub(super) fn rebootstrap_when_due(&self) {
        let age = self.metadata_age(self.clock.now());
        let known = !self.image.load().brokers.is_empty();
        if known && age >= self.options.rebootstrap_after + self.options.metadata_age_max {
            self.rebootstrap();
        }
    }

    /// Refreshes ask for the topic until it was not used for `metadata_idle_max`.
    pub(crate) fn add_interest(&self, topic: &str) {
        let now = self.clock.now();
        self.interests.lock().used(topic, now);
    }

    /// Refreshes ask for the topic only if somebody has it, or uses it again: it was deleted, and asking might
    /// make it anew.
    pub(crate) fn end_interest(&self, topic: &str) {
        self.interests.lock().forget(topic);
    }

    /// The topics to ask for, and those to forget.
    fn asked(&self) -> Asked {
        let held = self.topic_users.topics();
        let (now, idle_max) = (self.clock.now(), self.options.metadata_idle_max);
        self.interests.lock().asked(held, now, idle_max)
    }

    /// Refreshes the metadata, unless someone else has since `known`.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn refresh_since(&self, known: u64, creation: AutoCreation) -> Result<()> {
        let _guard = self.refreshing.lock().await;
        if self.generation() > known {
            return Ok(());
        }
        let Asked { topics, idle } = match self.peers {
            Peers::Brokers => self.asked(),
            Peers::Controllers => Asked::default(),
        };
        let topics: Vec<ByteString> = topics.into_iter().collect();
        let before = self.image();
        let outcome = self.fetch_metadata(Some(&topics), creation).await;
        if self.image().is_no_news_after(&before) {
            self.doubt();
        }
        // Not before: a new image means to others that somebody has asked.
        if !idle.is_empty() {
            self.change(|image| Some(image.without(&idle)));
        }
        outcome
    }

    /// Number of the current image, for [`Cluster::refresh_since`].
    pub(crate) fn generation(&self) -> u64 {
        self.generation.number()
    }

    /// Asks for these topics, or for all, and makes a new image.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn fetch_metadata(
        &self,
        topics: Option<&[ByteString]>,
        creation: AutoCreation,
    ) -> Result<()> {
        self.rebootstrap_when_due();
        if self.peers == Peers::Controllers {
            return self.fetch_controllers(topics).await;
        }
        let connection = self.connection(Target::Any).await?;
        let version = connection.versions().newest::<MetadataRequest>();
        let version = version.map_err(|error| error.with("broker", connection.address()))?;
        let named = |name: &ByteString| MetadataRequestTopic {
            name: Some(name.clone()),
            ..Default::default()
        };
        let topics_named = topics;
        let topics = match topics_named {
            Some(topics) => Some(topics.iter().map(named).collect()),
            // Version 0 has no null; there an empty list means all.
            None if version == 0 => Some(Vec::new()),
            None => None,
        };
        let allowed = creation == AutoCreation::Allowed || version < AUTO_CREATION_SINCE;
        let request =
            MetadataRequest { topics, allow_auto_topic_creation: allowed, ..Default::default() };
        let pending = connection.submit(&request, version)?;
        let response = pending.answer(self.options.request_timeout).await?;
        self.check_metadata(&response)?;
        let whole = topics_named.is_none();
        self.change(|image| {
            Some(if whole { image.replaced(&response) } else { image.updated(&response) })
        });
        self.refreshed();
        Ok(())
    }

    /// Notes that the metadata is what it is now.
    pub(super) fn refreshed(&self) {
        let now = self.clock.now().0.as_millis() as u64;
        self.refreshed_at.store(now, Ordering::Relaxed);
    }

    /// Whether an answer says anything.
    ///
    /// # Errors
    /// What the broker refuses it with. If it wants the client to begin anew, that is done, and the same may
    /// work then.
    pub(crate) fn check_metadata(&self, response: &MetadataResponse) -> Result<()> {
        let code = ErrorCode::from_code(response.error_code);
        if !code.is_error() {
            return Ok(());
        }
        let error = Error::from_code("fetch metadata", code, None);
        if code == ErrorCode::RebootstrapRequired {
            self.rebootstrap();
            return Err(error.passing());
        }
        Err(error)
    }

    /// Asks for topics by their ids, for a coordinator names them so.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn fetch_topics_by_id(&self, ids: &[Uuid]) -> Result<()> {
        let asked = |id: &Uuid| MetadataRequestTopic { topic_id: *id, name: None };
        let request = MetadataRequest {
            topics: Some(ids.iter().map(asked).collect()),
            allow_auto_topic_creation: false,
            ..Default::default()
        };
        let response = self.request(Target::Any, &request).await?;
        self.check_metadata(&response)?;
        for name in response.topics.iter().filter_map(|topic| topic.name.as_ref()) {
            self.add_interest(name);
        }
        self.change(|image| Some(image.updated(&response)));
        Ok(())
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

    /// The topic's metadata: at once if it is known, else when a broker tells.
    ///
    /// # Errors
    /// `UnknownTopic` if no broker knows it within `patience`, and what else keeps it from being
    /// known.
    pub(crate) async fn topic(
        &self,
        name: &str,
        creation: AutoCreation,
        patience: Duration,
    ) -> Result<Arc<TopicMetadata>> {
        if let Some(topic) = self.image.load().topics.get(name) {
            return Ok(topic.clone());
        }
        self.add_interest(name);
        let deadline = tokio::time::Instant::now() + patience;
        let mut failures = 0;
        loop {
            let known = self.generation();
            let refreshed =
                tokio::time::timeout_at(deadline, self.refresh_since(known, creation)).await;
            let image = self.image();
            if let Some(topic) = image.topics.get(name) {
                return Ok(topic.clone());
            }
            failures += 1;
            let reason = image.missing.get(name).copied();
            let final_answer = reason.is_some_and(|code| !code.is_retriable());
            let pause = self.backoff().after(failures, &mut self.rng.lock());
            let late = tokio::time::Instant::now() + pause >= deadline;
            let failed = matches!(&refreshed, Ok(Err(e)) if !is_passing(e) && !is_rubbish(e));
            if final_answer || late || failed {
                return Err(missing_topic(
                    name,
                    reason,
                    refreshed.ok().and_then(Result::err),
                    patience,
                ));
            }
            tokio::time::sleep(pause).await;
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

fn missing_topic(
    name: &str,
    reason: Option<ErrorCode>,
    failure: Option<Error>,
    patience: Duration,
) -> Error {
    let error = match (reason, failure) {
        (Some(ErrorCode::UnknownTopicOrPartition), _) => {
            let message = format!("the topic does not exist, and did not within {patience:?}");
            Error::new(ErrorKind::UnknownTopic, "find the topic", message)
        }
        (Some(code), _) => Error::from_code("find the topic", code, None),
        (None, Some(error)) => error.during("find the topic"),
        (None, None) => {
            let message = format!("no broker told of the topic within {patience:?}");
            Error::new(ErrorKind::TimedOut, "find the topic", message)
        }
    };
    error.with("topic", name)
}

/// One error for all addresses that were tried, of the kind of the last one.
fn none_reachable(mut failures: Vec<Error>) -> Error {
    let Some(last) = failures.pop() else {
        let message = "no address of a broker is known";
        return Error::new(ErrorKind::InvalidInput, "connect", message);
    };
    if failures.is_empty() {
        return last;
    }
    let all =
        failures.iter().chain([&last]).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let message = format!("none of {} brokers could be connected: {all}", failures.len() + 1);
    let passes = is_passing(&last);
    let error = Error::new(last.kind(), "connect", message);
    if passes { error.passing() } else { error }
}
