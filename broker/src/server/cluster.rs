//! Several brokers of one process that are a cluster: for tests of what a cluster does when a broker dies,
//! and for `ottla cluster`. Each has its own node, threads, log and ports; they speak over loopback.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    thread,
};

use ottla_core::storage::disk::{Disk, MemoryDisk};

use super::{
    broker::{Broker, StartError},
    options::{BrokerOptions, OptionsError},
};

/// Most brokers of one cluster in a process: the quorum has at most that many voters.
pub const BROKERS_MAX: usize = 9;

/// How far above a broker's port its controller listens.
const CONTROLLERS_ABOVE: u16 = 1000;

/// How a cluster is started.
///
/// ```
/// use ottla_broker::ClusterOptions;
///
/// let options = ClusterOptions { brokers: 3, ..ClusterOptions::default() };
/// # let _ = options;
/// ```
#[derive(Clone, Debug)]
pub struct ClusterOptions {
    /// How many brokers, 1 to 9. All of them vote. Default: 3.
    pub brokers: usize,
    /// Where the brokers keep their logs, each in a folder `broker-1` and so on of its own; in memory
    /// without it. A broker that is stopped and started again finds what it had, in memory too.
    pub directory: Option<PathBuf>,
    /// The port of the first broker, the others follow; its controller listens 1000 higher. Free ports
    /// without it.
    pub first_port: Option<u16>,
    /// The racks that the brokers are in, one after the other and from the first again; none by default.
    /// Replicas are spread over them, and with `replica.selector.class` consumers read in their own (KIP-392).
    pub racks: Vec<String>,
    /// What all brokers are started with besides; the listeners, the node's id, its roles and the voters are
    /// set by the cluster.
    pub options: BrokerOptions,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        Self {
            brokers: 3,
            directory: None,
            first_port: None,
            racks: Vec::new(),
            options: BrokerOptions::default(),
        }
    }
}

/// Why a cluster did not start.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// There cannot be so many brokers.
    #[error("a cluster has 1 to {BROKERS_MAX} brokers, not {0}")]
    Count(usize),
    /// No port could be had.
    #[error("no ports for the cluster: {0}")]
    Ports(#[from] io::Error),
    /// The ports after this one are not enough.
    #[error(
        "the first port cannot be {0}: the other brokers have the ports after it, their controllers listen 1000 higher, and 65535 is the last one"
    )]
    FirstPort(u16),
    /// An address cannot be listened on.
    #[error(transparent)]
    Listen(StartError),
    /// A key cannot be set.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// A broker did not start.
    #[error("broker {node}: {source}")]
    Broker {
        /// Its node id.
        node: usize,
        /// Why.
        source: StartError,
    },
}

/// A cluster of brokers in this process. Dropping it stops them all.
///
/// ```
/// use ottla_broker::{Broker, ClusterOptions};
///
/// let cluster = Broker::cluster(ClusterOptions::default())?;
/// println!("bootstrap.servers={}", cluster.bootstrap());
/// # Ok::<(), ottla_broker::ClusterError>(())
/// ```
#[derive(Debug)]
pub struct Cluster {
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    node: usize,
    address: SocketAddr,
    options: BrokerOptions,
    running: Option<Broker>,
}

impl Broker {
    /// Starts a cluster and returns when every broker serves.
    ///
    /// # Errors
    /// If a broker does not start; those that had are stopped.
    pub fn cluster(options: ClusterOptions) -> Result<Cluster, ClusterError> {
        Cluster::start(options)
    }
}

impl Cluster {
    fn start(options: ClusterOptions) -> Result<Self, ClusterError> {
        if !(1..=BROKERS_MAX).contains(&options.brokers) {
            return Err(ClusterError::Count(options.brokers));
        }
        let mut sockets = Vec::new();
        for index in 0..options.brokers {
            let index = u16::try_from(index).unwrap_or(0);
            let clients = listen(options.first_port, index)?;
            sockets.push((clients, listen(options.first_port, CONTROLLERS_ABOVE + index)?));
        }
        let mut voters = Vec::new();
        for (index, (_, controllers)) in sockets.iter().enumerate() {
            voters.push(format!("{}@{}", index + 1, controllers.local_addr()?));
        }
        let voters = voters.join(",");
        // The same for all, and for a cluster that is started again on its directory.
        let cluster_id = options.options.cluster_id.clone().unwrap_or_else(|| CLUSTER_ID.into());
        let mut members = Vec::new();
        for (index, (clients, controllers)) in sockets.iter().enumerate() {
            let node = index + 1;
            let (address, controller) = (clients.local_addr()?, controllers.local_addr()?);
            let mut member = options
                .options
                .clone()
                .cluster_id(cluster_id.clone())
                .set("node.id", &node.to_string())?
                .set("process.roles", "broker,controller")?
                .set("controller.quorum.voters", &voters)?
                .set("listeners", &format!("PLAINTEXT://{address},CONTROLLER://{controller}"))?;
            if let Some(rack) = options.racks.iter().cycle().nth(index) {
                member = member.set("broker.rack", rack)?;
            }
            member = match &options.directory {
                Some(directory) => member.directory(directory.join(format!("broker-{node}"))),
                None => {
                    let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
                    let path = format!("(memory of broker {node})");
                    member.directory(path.clone()).disk(path, disk)
                }
            };
            members.push(Member { node, address, options: member, running: None });
        }
        let mut starting = Vec::new();
        for (member, (clients, controllers)) in members.iter_mut().zip(sockets) {
            let options = member.options.clone().bound("PLAINTEXT", clients);
            let broker = Broker::launch(options.bound("CONTROLLER", controllers));
            let node = member.node;
            member.running = Some(broker.map_err(|source| ClusterError::Broker { node, source })?);
            starting.push(node);
        }
        let cluster = Self { members };
        for node in starting {
            let Some(broker) = cluster.broker(node) else { continue };
            futures::executor::block_on(broker.ready())
                .map_err(|source| ClusterError::Broker { node, source })?;
        }
        Ok(cluster)
    }

    /// The addresses of all brokers, for `bootstrap.servers`.
    #[must_use]
    pub fn bootstrap(&self) -> String {
        let addresses = self.members.iter().map(|member| member.address.to_string());
        addresses.collect::<Vec<_>>().join(",")
    }

    /// The node ids, from 1 on.
    pub fn nodes(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().map(|member| member.node)
    }

    /// A broker that runs, by its node id.
    #[must_use]
    pub fn broker(&self, node: usize) -> Option<&Broker> {
        self.members.iter().find(|member| member.node == node)?.running.as_ref()
    }

    /// Stops a broker as SIGTERM would: its leaderships go to others first.
    pub fn stop(&mut self, node: usize) {
        if let Some(broker) = self.take(node) {
            broker.stop();
        }
    }

    /// Ends a broker as `kill -9` would: nobody is told, nothing is written any more.
    pub fn kill(&mut self, node: usize) {
        if let Some(broker) = self.take(node) {
            broker.kill();
        }
    }

    /// Starts a broker that was stopped or killed, on what it had and at the same address, and returns when it
    /// serves.
    ///
    /// # Errors
    /// As [`Broker::start`].
    pub fn restart(&mut self, node: usize) -> Result<(), StartError> {
        let Some(member) = self.members.iter_mut().find(|member| member.node == node) else {
            return Ok(());
        };
        if member.running.is_none() {
            member.running = Some(Broker::start(member.options.clone())?);
        }
        Ok(())
    }

    fn take(&mut self, node: usize) -> Option<Broker> {
        self.members.iter_mut().find(|member| member.node == node)?.running.take()
    }
}

/// Listens on the port so far above the first one, or on a free one.
fn listen(first_port: Option<u16>, above: u16) -> Result<TcpListener, ClusterError> {
    let port = match first_port {
        Some(first) => first.checked_add(above).ok_or(ClusterError::FirstPort(first))?,
        None => 0,
    };
    TcpListener::bind(("127.0.0.1", port)).map_err(|source| {
        let address = format!("127.0.0.1:{port}");
        ClusterError::Listen(StartError::Bind { address, source })
    })
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // All at once: the last ones have no majority left to hand their leaderships over.
        let running = self.members.iter_mut().filter_map(|member| member.running.take());
        let stopping: Vec<_> =
            running.map(|broker| thread::spawn(move || broker.close())).collect();
        for one in stopping {
            // What ended it has been told already.
            let _ = one.join();
        }
    }
}

/// The id of a cluster of one process, unless its options name another.
const CLUSTER_ID: &str = "b3R0bGEtbG9jYWwtY2x1cw";
