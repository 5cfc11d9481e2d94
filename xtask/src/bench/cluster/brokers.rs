//! Three processes that are one cluster, of either system, each broker and controller.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::bench::{
    kafka::Kafka,
    options::System,
    program::{Result, Server, low_address},
};

pub(super) const COUNT: usize = 3;
/// Any id will do, for a cluster that lives as long as a benchmark.
const CLUSTER_ID: &str = "b3R0bGFiZW5jaG1hcmswMg";

/// How a broker of a system is started.
pub(super) enum Programs {
    Ottla(PathBuf),
    Kafka(Kafka),
}

impl Programs {
    pub(super) fn system(&self) -> System {
        match self {
            Self::Ottla(_) => System::Ottla,
            Self::Kafka(_) => System::Kafka,
        }
    }
}

/// Brokers 1 to 3. Dropping it kills them and removes their data.
pub(super) struct Brokers<'a> {
    programs: &'a Programs,
    folder: PathBuf,
    addresses: Vec<SocketAddr>,
    servers: Vec<Option<Server>>,
}

impl<'a> Brokers<'a> {
    /// Starts a cluster on empty directories in a folder, and returns when all three serve.
    pub(super) fn start(programs: &'a Programs, folder: &Path) -> Result<Self> {
        let addresses = (0..COUNT).map(|_| low_address()).collect::<Result<Vec<_>>>()?;
        let controllers = (0..COUNT).map(|_| low_address()).collect::<Result<Vec<_>>>()?;
        let folder = folder.join(programs.system().name());
        for (index, (address, controller)) in addresses.iter().zip(&controllers).enumerate() {
            let home = folder.join(format!("{}", index + 1));
            fs::create_dir_all(&home)?;
            let text = properties(index + 1, address, controller, &controllers, &home);
            fs::write(home.join("server.properties"), text)?;
            if let Programs::Kafka(kafka) = programs {
                kafka.format(&home.join("server.properties"), CLUSTER_ID)?;
            }
        }
        let servers = (0..COUNT).map(|_| None).collect();
        let mut brokers = Self { programs, folder, addresses, servers };
        // All at once: none is ready without a quorum.
        for id in 1..=COUNT {
            brokers.servers[id - 1] = Some(brokers.spawn(id)?);
        }
        (1..=COUNT).try_for_each(|id| brokers.until_ready(id))?;
        Ok(brokers)
    }

    /// Apache Kafka's takes connections when it has joined the cluster; ours says so.
    fn until_ready(&mut self, id: usize) -> Result<()> {
        let log = self.folder.join(id.to_string()).join("log");
        let server = self.servers[id - 1].as_mut().ok_or("it does not run")?;
        match self.programs {
            Programs::Ottla(_) => server.wait_for_line(&log),
            Programs::Kafka(_) => server.wait_for_port(),
        }
    }

    pub(super) fn bootstrap(&self) -> String {
        self.addresses.iter().map(SocketAddr::to_string).collect::<Vec<_>>().join(",")
    }

    fn spawn(&self, id: usize) -> Result<Server> {
        let home = self.folder.join(id.to_string());
        let properties = home.join("server.properties");
        let mut command = match self.programs {
            Programs::Ottla(binary) => {
                let mut command = Command::new(binary);
                command.args(["broker", "--cluster-id", CLUSTER_ID, "--data-dir"]);
                command.arg(home.join("data")).arg("--config").arg(&properties);
                command
            }
            Programs::Kafka(kafka) => kafka.server(&properties),
        };
        command.current_dir(&home);
        Server::spawn(command, self.addresses[id - 1], &home.join("log"))
    }

    /// kill -9.
    pub(super) fn kill(&mut self, id: usize) {
        self.servers[id - 1] = None;
    }

    /// SIGTERM, and waits until the process has ended.
    pub(super) fn terminate(&mut self, id: usize) -> Result<()> {
        let server = self.servers[id - 1].take();
        server.ok_or("it does not run")?.terminate()
    }

    /// Starts a broker that was killed or stopped.
    pub(super) fn start_again(&mut self, id: usize) -> Result<()> {
        self.servers[id - 1] = Some(self.spawn(id)?);
        self.until_ready(id)
    }

    /// User and system time of all three.
    pub(super) fn cpu(&self) -> Result<Duration> {
        self.servers.iter().flatten().try_fold(Duration::ZERO, |sum, server| {
            let cpu = server.cpu()?;
            Ok(sum + cpu.user + cpu.system)
        })
    }

    /// Resident bytes of all three.
    pub(super) fn resident_bytes(&self) -> Result<u64> {
        let each = self.servers.iter().flatten().map(Server::resident_bytes);
        each.sum()
    }
}

impl Drop for Brokers<'_> {
    fn drop(&mut self) {
        self.servers.clear();
        // Gigabytes of logs; the next run clears what could not be removed now.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What both systems are told; all else is the default of each.
fn properties(
    id: usize,
    address: &SocketAddr,
    controller: &SocketAddr,
    controllers: &[SocketAddr],
    home: &Path,
) -> String {
    let voter = |(index, address): (usize, &SocketAddr)| format!("{}@{address}", index + 1);
    let voters = controllers.iter().enumerate().map(voter).collect::<Vec<_>>().join(",");
    [
        "process.roles=broker,controller".to_owned(),
        format!("node.id={id}"),
        format!("controller.quorum.voters={voters}"),
        format!("listeners=PLAINTEXT://{address},CONTROLLER://{controller}"),
        format!("advertised.listeners=PLAINTEXT://{address}"),
        "controller.listener.names=CONTROLLER".to_owned(),
        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT".to_owned(),
        format!("log.dirs={}", home.join("data").display()),
        "default.replication.factor=3".to_owned(),
        "min.insync.replicas=2".to_owned(),
    ]
    .join("\n")
}
