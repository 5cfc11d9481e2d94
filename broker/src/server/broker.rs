//! A running broker: what starts it, what its user holds, how it stops.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread::JoinHandle,
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::{metadata::Endpoint, model::Rng};
use tokio::{runtime::Builder, sync::watch};

use super::{
    cluster_timers, coordinator_timers,
    directories::{self, Locks},
    host::Host,
    in_process::{InProcessConnection, InProcessConnector},
    listener::{self, Bound},
    options::BrokerOptions,
    upkeep,
    wake::ConnectionWake,
};
use crate::engine::{self, Effects, Node, NodeParts, Settings, SettingsError};

/// How long a stop waits for background work before it goes on without it.
const STOP_PATIENCE: Duration = Duration::from_millis(500);

/// How long the controller may take to move this broker's leaderships.
const LEAVE_PATIENCE: Duration = Duration::from_secs(10);

/// How long a controller is waited for that may be being elected.
const LEAVE_WITHOUT_CONTROLLER: Duration = Duration::from_secs(2);
/// How often it is looked for.
const LEAVE_LOOK: Duration = Duration::from_millis(100);
/// How long the other controllers may take to hear that this one leads no more.
const HAND_OVER_PATIENCE: Duration = Duration::from_secs(1);
/// How often it is looked whether they have.
const HAND_OVER_LOOK: Duration = Duration::from_millis(1);

/// Why a broker did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration cannot be used.
    #[error("invalid configuration: {0}")]
    Settings(#[from] SettingsError),
    /// An address cannot be listened on.
    #[error("cannot listen on {address}: {source}{}", hint(.source))]
    Bind {
        /// The address.
        address: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// Another process, or another broker of this one, uses a log directory.
    #[error("cannot use the log directory {}: {source}", .directory.display())]
    InUse {
        /// The directory.
        directory: PathBuf,
        /// Who has it.
        source: io::Error,
    },
    /// The node did not come up on its data.
    #[error(transparent)]
    Node(#[from] engine::StartError),
    /// The operating system gave no thread or no entropy.
    #[error("the operating system refused a thread or a timer: {0}")]
    System(io::Error),
}

fn hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            " (another process listens there; stop it, or choose another port, 0 for a free one)"
        }
        io::ErrorKind::PermissionDenied => " (this user may not; choose another one)",
        io::ErrorKind::AddrNotAvailable => {
            " (this machine does not have that address: listeners has those of its own, advertised.listeners those that others reach it by)"
        }
        _ => "",
    }
}

/// A running broker. Dropping it stops it.
///
/// ```
/// use ottla_broker::{Broker, BrokerOptions};
///
/// let broker = Broker::start(BrokerOptions::default())?;
/// println!("bootstrap.servers={}", broker.address());
/// # Ok::<(), ottla_broker::StartError>(())
/// ```
#[derive(Debug)]
pub struct Broker {
    address: SocketAddr,
    connector: InProcessConnector,
    ending: Arc<watch::Sender<Option<Ending>>>,
    halted: watch::Receiver<Option<String>>,
    ready: watch::Receiver<bool>,
    thread: Option<JoinHandle<()>>,
}

struct Started {
    address: SocketAddr,
    listener: ByteString,
    host: Host,
    runtime: tokio::runtime::Handle,
}

impl Broker {
    /// Starts a broker and returns when it serves. It has its own threads; the caller may be
    /// inside or outside of an async runtime. A broker of a cluster serves when the metadata quorum has a
    /// leader that has let it in: where that may take long, see [`Broker::launch`].
    ///
    /// # Errors
    /// The configuration, the address, the directory or what is in it cannot be used. The error
    /// says what, where, and what to do.
    pub fn start(options: BrokerOptions) -> Result<Self, StartError> {
        let broker = Self::launch(options)?;
        futures::executor::block_on(broker.ready())?;
        Ok(broker)
    }

    /// Starts a broker and returns when it listens. [`Broker::ready`] tells when it serves.
    ///
    /// # Errors
    /// As [`Broker::start`].
    pub fn launch(options: BrokerOptions) -> Result<Self, StartError> {
        let settings = Settings::new(options.entries.clone())?;
        if settings.directories.is_empty() && settings.quorum.has_others() {
            tracing::warn!(
                "there is no log directory (log.dirs): what this node has and has voted for is gone when it ends, and with it \
                 what the others rely on"
            );
        }
        let stop = Arc::new(watch::Sender::new(false));
        let (halts, halted) = watch::channel(None);
        let (readies, ready) = watch::channel(false);
        let ending = Arc::new(watch::Sender::new(None));
        let edge = Edge {
            ending: ending.clone(),
            stop: stop.clone(),
            halts: Arc::new(halts),
            ready: Arc::new(readies),
        };
        let (started, outcome) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("ottla-broker".into())
            .spawn(move || run(settings, options, &edge, &started))
            .map_err(StartError::System)?;
        let Started { address, listener, host, runtime } = outcome
            .recv()
            .unwrap_or_else(|_| Err(StartError::System(io::ErrorKind::Other.into())))?;
        let connector = InProcessConnector::new(host, listener, runtime, stop.subscribe());
        Ok(Self { address, connector, ending, halted, ready, thread: Some(thread) })
    }

    /// The address of the first listener, for `bootstrap.servers`.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the broker serves as a part of its cluster: it has its metadata, and the controller
    /// counts on it.
    ///
    /// # Errors
    /// If it has stopped before, and why.
    pub async fn ready(&self) -> Result<(), StartError> {
        let mut ready = self.ready.clone();
        if ready.wait_for(|ready| *ready).await.is_ok() {
            return Ok(());
        }
        let reason = self.halted.borrow().clone().unwrap_or_else(|| "it was stopped".into());
        Err(engine::StartError::Halted(reason).into())
    }

    /// Waits until the broker cannot go on, and gives the reason: its metadata directory, or its last
    /// log directory, has failed. Its connections are closed then. A process that is no more than a
    /// broker ends, as `ottla broker` does.
    pub async fn halted(&self) -> String {
        let mut halted = self.halted.clone();
        match halted.wait_for(Option::is_some).await {
            Ok(reason) => reason.clone().unwrap_or_default(),
            // It was stopped by its owner.
            Err(_) => std::future::pending().await,
        }
    }

    /// Opens a connection that needs no socket: the same frames, answered by the same code.
    #[must_use]
    pub fn connect(&self) -> InProcessConnection {
        self.connector.connect()
    }

    /// Opens such connections without holding the broker: for clients that reconnect.
    #[must_use]
    pub fn connector(&self) -> InProcessConnector {
        self.connector.clone()
    }

    /// Stops the broker: connections are closed, the log is closed cleanly. Returns when all is
    /// done. Dropping does the same.
    pub fn stop(mut self) {
        self.shut_down();
    }

    /// Stops the broker while all of its cluster stops: its logs are closed cleanly, its leaderships stay.
    pub fn close(mut self) {
        self.end(Ending::Close);
    }

    /// Ends the broker as `kill -9` would: connections are cut, nothing is written any more, nobody is told.
    /// For tests of what a crash leaves.
    pub fn kill(mut self) {
        self.end(Ending::Crash);
    }

    fn shut_down(&mut self) {
        self.end(Ending::Clean);
    }

    fn end(&mut self, ending: Ending) {
        self.ending.send_replace(Some(ending));
        if let Some(thread) = self.thread.take() {
            // The broker's thread reports its own failures; here there is nobody left to tell.
            let _ = thread.join();
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.shut_down();
    }
}

/// How a broker is ended by its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Its leaderships are handed over, its logs are closed.
    Clean,
    /// Its logs are closed; nobody is there to take its leaderships.
    Close,
    /// As if the process had died.
    Crash,
}

/// What ends a broker: its owner, or itself.
struct Edge {
    ending: Arc<watch::Sender<Option<Ending>>>,
    stop: Arc<watch::Sender<bool>>,
    halts: Arc<watch::Sender<Option<String>>>,
    ready: Arc<watch::Sender<bool>>,
}

/// The broker's own thread: it drives one worker, or waits for several.
fn run(
    settings: Settings,
    options: BrokerOptions,
    edge: &Edge,
    started: &mpsc::Sender<Result<Started, StartError>>,
) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = settings.threads.unwrap_or(cores);
    let built = if threads == 1 {
        Builder::new_current_thread().enable_all().max_blocking_threads(16).build()
    } else {
        Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("ottla-network")
            .enable_all()
            .max_blocking_threads(16)
            .build()
    };
    let runtime = match built {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = started.send(Err(StartError::System(error)));
            return;
        }
    };
    let handle = runtime.handle().clone();
    runtime.block_on(async move {
        let halts = edge.halts.clone();
        match start(settings, options, handle, halts).await {
            Ok((serving, bound, locks)) => {
                let host = serving.host.clone();
                let open = Arc::new(AtomicUsize::new(0));
                for bound in bound {
                    let accept =
                        listener::accept(host.clone(), bound, open.clone(), edge.stop.subscribe());
                    tokio::spawn(accept);
                }
                let _ = started.send(Ok(serving));
                serve(host, open, edge).await;
                drop(locks);
            }
            Err(error) => {
                let _ = started.send(Err(error));
            }
        }
    });
    runtime.shutdown_timeout(STOP_PATIENCE);
}

async fn start(
    settings: Settings,
    options: BrokerOptions,
    runtime: tokio::runtime::Handle,
    halts: Arc<watch::Sender<Option<String>>>,
) -> Result<(Started, Vec<Bound>, Locks), StartError> {
    let mut bound = Vec::new();
    for listener in settings.listeners.iter().chain(&settings.controller_listeners) {
        let address = format!("{}:{}", listener.host, listener.port);
        let given = options.bound.iter().find(|(name, _)| *name == listener.name);
        let listening = match given {
            Some((name, socket)) => listener::adopt(name, socket),
            None => listener::bind(&listener.name, &listener.host, listener.port).await,
        };
        bound.push(listening.map_err(|source| StartError::Bind { address, source })?);
    }
    let (directories, locks) = directories::open(&settings, &options.mounts)?;
    let seed = match options.seed {
        Some(seed) => seed,
        None => entropy().map_err(StartError::System)?,
    };
    let clock = options.clock;
    let is_controllers = |one: &Bound| {
        settings.controller_listeners.iter().any(|listener| one.name == *listener.name)
    };
    let (controllers, brokers): (Vec<_>, Vec<_>) =
        bound.iter().partition(|one| is_controllers(one));
    let parts = NodeParts {
        endpoints: endpoints(&settings, &brokers),
        controller_endpoints: endpoints(&settings, &controllers),
        cluster_id: options.cluster_id,
        settings,
        directories,
        rng: Rng::from_seed(seed),
    };
    let now = clock.now();
    let node = Node::start(parts, now)?;
    let host = Host::new(node, clock, runtime.clone(), halts);
    host.carry_out(&mut host.node.take_startup_work());
    let first = &bound[0];
    let (address, listener) = (first.address, first.name.clone());
    Ok((Started { address, listener, host, runtime }, bound, locks))
}

/// What clients are told: the advertised address of a listener, or the one that it is bound to.
fn endpoints(settings: &Settings, bound: &[&Bound]) -> Vec<Endpoint> {
    let endpoint = |bound: &&Bound| {
        let advertised = settings.advertised.iter().find(|listener| bound.name == *listener.name);
        let configured = settings
            .listeners
            .iter()
            .chain(&settings.controller_listeners)
            .find(|listener| bound.name == *listener.name);
        let (host, port) = match (advertised, configured) {
            (Some(listener), _) => (listener.host.clone(), listener.port),
            // An address that means "all" cannot be connected to; the machine's name can.
            (None, Some(listener)) if !bound.address.ip().is_unspecified() => {
                (listener.host.clone(), 0)
            }
            (None, _) => ("localhost".to_owned(), 0),
        };
        let port = if port == 0 { bound.address.port() } else { port };
        let listener = bound.name.clone();
        Endpoint { listener, host: host.into(), port, security_protocol: 0 }
    };
    bound.iter().map(endpoint).collect()
}

/// Serves until the broker is told to stop, then closes the log.
async fn serve(host: Host, open: Arc<AtomicUsize>, edge: &Edge) {
    let (mut ending, mut halted) = (edge.ending.subscribe(), edge.halts.subscribe());
    let ended = async {
        tokio::select! {
            ended = ending.wait_for(Option::is_some) => match ended.as_deref() {
                Ok(Some(Ending::Clean)) => leave(&host).await,
                Ok(Some(Ending::Close)) => {}
                Ok(Some(Ending::Crash) | None) | Err(_) => host.node.crash(),
            },
            _ = halted.wait_for(Option::is_some) => {}
        }
    };
    tokio::select! {
        () = upkeep::run(host.clone()) => {}
        () = coordinator_timers::run(host.clone()) => {}
        () = cluster_timers::run(host.clone(), edge.ready.clone()) => {}
        () = ended => {}
    }
    // Connections are closed whoever ended it.
    edge.stop.send_replace(true);
    let connections = open.load(Ordering::Relaxed);
    tracing::debug!(connections, "stopping");
    host.drain().await;
    let now = host.now();
    let node = host.node.clone();
    if let Err(error) = tokio::task::spawn_blocking(move || node.stop(now)).await {
        tracing::error!(%error, "the log was not closed cleanly");
    }
}

/// Hands the leaderships over, if there is somebody to take them. Clients are served meanwhile.
async fn leave(host: &Host) {
    let (left, waker) = ConnectionWake::new();
    let patience = host.now().monotonic + LEAVE_PATIENCE;
    let mut effects = Effects::default();
    host.node.begin_leaving(host.now(), &waker, &mut effects);
    host.carry_out(&mut effects);
    let mut unheard_since = None;
    while !host.node.has_left() {
        let now = host.now().monotonic;
        if host.node.knows_controller() {
            unheard_since = None;
        }
        let alone = *unheard_since.get_or_insert(now) + LEAVE_WITHOUT_CONTROLLER;
        if now >= patience.min(alone) && !host.node.knows_controller() || now >= patience {
            tracing::warn!("no controller has let this broker go; it stops all the same");
            break;
        }
        let look = now + LEAVE_LOOK;
        tokio::select! {
            () = left.fired() => {}
            () = host.clock.sleep_until(look) => {}
        }
    }
    hand_over(host).await;
}

/// Lets the next controller begin at once, if this node was the active one.
async fn hand_over(host: &Host) {
    let patience = host.now().monotonic + HAND_OVER_PATIENCE;
    let mut effects = Effects::default();
    host.node.hand_over(host.now(), &mut effects);
    host.carry_out(&mut effects);
    while !host.node.has_handed_over() && host.now().monotonic < patience {
        host.clock.sleep_until(host.now().monotonic + HAND_OVER_LOOK).await;
    }
}

/// A seed from the operating system: std's hash keys are drawn from it.
fn entropy() -> io::Result<u64> {
    use std::hash::{BuildHasher, Hasher};
    Ok(std::collections::hash_map::RandomState::new().build_hasher().finish())
}
