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
use ottla_core::{
    metadata::Endpoint,
    model::Rng,
    storage::disk::{Disk, MemoryDisk},
};
use tokio::{runtime::Builder, sync::watch};

use super::{
    disk::FileDisk,
    host::Host,
    in_process::{InProcessConnection, InProcessConnector},
    listener::{self, Bound},
    options::BrokerOptions,
    upkeep,
};
use crate::engine::{self, Node, NodeParts, Settings, SettingsError};

/// How long a stop waits for background work before it goes on without it.
const STOP_PATIENCE: Duration = Duration::from_millis(500);

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
    /// The log directory cannot be used.
    #[error("cannot use the log directory {}: {source}{}", .directory.display(), hint(.source))]
    Directory {
        /// The directory.
        directory: PathBuf,
        /// What the operating system said.
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
        io::ErrorKind::WouldBlock => " (another broker uses it)",
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
    stop: watch::Sender<bool>,
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
    /// inside or outside of an async runtime.
    ///
    /// # Errors
    /// The configuration, the address, the directory or what is in it cannot be used. The error
    /// says what, where, and what to do.
    pub fn start(options: BrokerOptions) -> Result<Self, StartError> {
        let settings = Settings::new(options.entries.clone())?;
        let (stop, stopped) = watch::channel(false);
        let (started, outcome) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("ottla-broker".into())
            .spawn(move || run(settings, options, stopped, &started))
            .map_err(StartError::System)?;
        let Started { address, listener, host, runtime } = outcome
            .recv()
            .unwrap_or_else(|_| Err(StartError::System(io::ErrorKind::Other.into())))?;
        let connector = InProcessConnector::new(host, listener, runtime, stop.subscribe());
        Ok(Self { address, connector, stop, thread: Some(thread) })
    }

    /// The address of the first listener, for `bootstrap.servers`.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
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

    fn shut_down(&mut self) {
        let _ = self.stop.send(true);
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

/// The broker's own thread: it drives one worker, or waits for several.
fn run(
    settings: Settings,
    options: BrokerOptions,
    stopped: watch::Receiver<bool>,
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
        match start(settings, options, handle).await {
            Ok((serving, bound, lock)) => {
                let host = serving.host.clone();
                let open = Arc::new(AtomicUsize::new(0));
                for bound in bound {
                    let accept =
                        listener::accept(host.clone(), bound, open.clone(), stopped.clone());
                    tokio::spawn(accept);
                }
                let _ = started.send(Ok(serving));
                serve(host, open, stopped).await;
                drop(lock);
            }
            Err(error) => {
                let _ = started.send(Err(error));
            }
        }
    });
    runtime.shutdown_timeout(STOP_PATIENCE);
}

type Lock = Option<Box<dyn ottla_core::storage::disk::DirectoryLock>>;

async fn start(
    settings: Settings,
    options: BrokerOptions,
    runtime: tokio::runtime::Handle,
) -> Result<(Started, Vec<Bound>, Lock), StartError> {
    let mut bound = Vec::new();
    for listener in &settings.listeners {
        let address = format!("{}:{}", listener.host, listener.port);
        let listening = listener::bind(&listener.name, &listener.host, listener.port).await;
        bound.push(listening.map_err(|source| StartError::Bind { address, source })?);
    }
    let (disk, lock) = open_disk(&settings)?;
    let seed = match options.seed {
        Some(seed) => seed,
        None => entropy().map_err(StartError::System)?,
    };
    let clock = options.clock;
    let endpoints = endpoints(&settings, &bound);
    let parts = NodeParts { settings, disk, rng: Rng::from_seed(seed), endpoints };
    let now = clock.now();
    let node = Node::start(parts, now)?;
    let host = Host::new(node, clock, runtime.clone());
    let first = &bound[0];
    let (address, listener) = (first.address, first.name.clone());
    Ok((Started { address, listener, host, runtime }, bound, lock))
}

fn open_disk(settings: &Settings) -> Result<(Arc<dyn Disk>, Lock), StartError> {
    let Some(directory) = &settings.directory else {
        return Ok((Arc::new(MemoryDisk::new()), None));
    };
    let failed = |source| StartError::Directory { directory: directory.clone(), source };
    let disk = FileDisk::open(directory).map_err(failed)?;
    let lock = disk.lock().map_err(failed)?;
    Ok((Arc::new(disk), Some(lock)))
}

/// What clients are told: the advertised address of a listener, or the one that it is bound to.
fn endpoints(settings: &Settings, bound: &[Bound]) -> Vec<Endpoint> {
    let endpoint = |bound: &Bound| {
        let advertised = settings.advertised.iter().find(|listener| bound.name == *listener.name);
        let configured = settings.listeners.iter().find(|listener| bound.name == *listener.name);
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
async fn serve(host: Host, open: Arc<AtomicUsize>, mut stopped: watch::Receiver<bool>) {
    tokio::select! {
        () = upkeep::run(host.clone()) => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    let connections = open.load(Ordering::Relaxed);
    tracing::debug!(connections, "stopping");
    let now = host.now();
    let node = host.node.clone();
    if let Err(error) = tokio::task::spawn_blocking(move || node.stop(now)).await {
        tracing::error!(%error, "the log was not closed cleanly");
    }
}

/// A seed from the operating system: std's hash keys are drawn from it.
fn entropy() -> io::Result<u64> {
    use std::hash::{BuildHasher, Hasher};
    Ok(std::collections::hash_map::RandomState::new().build_hasher().finish())
}
