//! Three `ottla broker` processes with their data in one folder: started, killed, stopped, held and
//! asked what state they are in.

use std::{
    fs::{self, OpenOptions},
    io::{BufRead, BufReader},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use ottla_core::protocol::messages::{
    DescribeQuorumRequest, MetadataRequest,
    describe_quorum_request::{PartitionData, TopicData},
    metadata_request::MetadataRequestTopic,
    metadata_response::MetadataResponsePartition,
};
use tempfile::TempDir;

use super::network::Network;
use crate::{
    process::{free_port, java, ottla, run},
    support::Client,
};

/// Longest wait for a state of the cluster, on a machine that runs several JVMs as well.
pub const PATIENCE: Duration = Duration::from_secs(60);
pub const IDS: [i32; 3] = [1, 2, 3];
pub const CLUSTER_ID: &str = "b3R0bGEtaW50ZXJvcC0xMA";

/// Three brokers, killed when dropped.
pub struct Brokers {
    nodes: Vec<Node>,
    settings: Vec<String>,
    cluster_id: String,
    /// A further directory of a broker.
    more: Option<(i32, PathBuf)>,
    folder: TempDir,
    /// Where they are, if not all in one place. Goes after the processes.
    network: Option<Network>,
}

struct Node {
    id: i32,
    /// Of clients, then of controllers.
    ports: [u16; 2],
    running: Option<Running>,
}

/// A process, and the lines of its standard output.
pub struct Running {
    pub child: Child,
    output: Receiver<String>,
}

impl Running {
    /// Whether it has printed a line that begins so.
    pub fn has_said(&self, start: &str) -> bool {
        self.output.try_iter().any(|line| line.starts_with(start))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Brokers {
    /// Three brokers that serve, with these settings.
    pub fn start(settings: &[&str]) -> Option<Self> {
        Self::prepare(settings).started()
    }

    /// The same, each at an address of its own.
    pub fn start_in(network: Network, settings: &[&str]) -> Option<Self> {
        let mut brokers = Self::prepare(settings);
        brokers.network = Some(network);
        brokers.started()
    }

    fn started(mut self) -> Option<Self> {
        for id in IDS {
            self.launch(id)?;
        }
        IDS.into_iter().for_each(|id| self.until_ready(id));
        Some(self)
    }

    /// Three brokers of which none runs.
    pub fn prepare(settings: &[&str]) -> Self {
        let node = |id| Node { id, ports: [free_port(), free_port()], running: None };
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let folder = TempDir::new().unwrap();
        let (nodes, cluster_id) = (IDS.map(node).into(), CLUSTER_ID.into());
        Self { nodes, settings, cluster_id, more: None, folder, network: None }
    }

    /// A broker has this directory, too, from its next start on.
    pub fn has_also(&mut self, id: i32, directory: &Path) {
        self.more = Some((id, directory.to_owned()));
    }

    /// Starts the process of a broker.
    pub fn launch(&mut self, id: i32) -> Option<()> {
        let ports = self.node(id).ports;
        let running = self.process(id, &self.cluster_id, &self.directory(id), ports)?;
        self.node_mut(id).running = Some(running);
        Some(())
    }

    /// Starts the process of a broker with these settings and no others, and the cluster's id, if it is to be told.
    pub fn launch_with(
        &mut self,
        id: i32,
        cluster_id: Option<&str>,
        settings: &[String],
    ) -> Option<()> {
        let cluster_id = cluster_id.map(|cluster_id| ["--cluster-id", cluster_id]);
        let arguments = cluster_id.iter().flatten().copied().collect::<Vec<_>>();
        let running = spawned(ottla()?, &arguments, &self.directory(id), settings)?;
        self.node_mut(id).running = Some(running);
        Some(())
    }

    /// Other brokers become part of the cluster that this directory belongs to.
    pub fn take_cluster_of(&mut self, id: i32) {
        let file = fs::read_to_string(self.directory(id).join("meta.properties")).unwrap();
        let id = file.lines().find_map(|line| line.strip_prefix("cluster.id=")).unwrap();
        self.cluster_id = id.to_owned();
    }

    /// A process with this id in the quorum of these brokers, whatever else it is.
    pub fn process(
        &self,
        id: i32,
        cluster_id: &str,
        directory: &Path,
        ports: [u16; 2],
    ) -> Option<Running> {
        let ([client, controller], host) = (ports, self.host(id));
        let mut settings = vec![
            "process.roles=broker,controller".to_owned(),
            format!("node.id={id}"),
            format!("listeners=PLAINTEXT://{host}:{client},CONTROLLER://{host}:{controller}"),
            "controller.listener.names=CONTROLLER".to_owned(),
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT".to_owned(),
            format!("controller.quorum.voters={}", self.voters()),
        ];
        settings.extend_from_slice(&self.settings);
        let more = self.more.iter().filter(|(broker, _)| *broker == id);
        settings.extend(
            more.map(|(_, path)| format!("log.dirs={},{}", directory.display(), path.display())),
        );
        let program = match &self.network {
            Some(network) => network.within(id, &ottla()?),
            None => ottla()?,
        };
        spawned(program, &["--cluster-id", cluster_id], directory, &settings)
    }

    /// Waits until a broker serves.
    pub fn until_ready(&self, id: i32) {
        let running = self.node(id).running.as_ref().expect("it was started");
        let line = running.output.recv_timeout(PATIENCE);
        let ready = line.is_ok_and(|line| line.starts_with("ready "));
        assert!(ready, "broker {id} does not get ready\n{}", self.log(id));
    }

    pub fn bootstrap(&self) -> String {
        let addresses = IDS.map(|id| self.address(id).to_string());
        addresses.join(",")
    }

    pub fn address(&self, id: i32) -> SocketAddr {
        (self.host(id), self.node(id).ports[0]).into()
    }

    pub fn controller_address(&self, id: i32) -> SocketAddr {
        (self.host(id), self.node(id).ports[1]).into()
    }

    fn host(&self, id: i32) -> IpAddr {
        let own = self.network.as_ref().map(|network| network.address_of(id));
        own.unwrap_or(Ipv4Addr::LOCALHOST).into()
    }

    /// The network that they are in.
    pub fn network(&self) -> &Network {
        self.network.as_ref().expect("they have one")
    }

    /// Where a broker keeps its data.
    pub fn directory(&self, id: i32) -> PathBuf {
        self.folder.path().join(format!("broker-{id}"))
    }

    /// A place that goes with the cluster.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What a broker has logged.
    pub fn log(&self, id: i32) -> String {
        log_of(&self.directory(id))
    }

    /// Waits until a broker has ended by itself.
    pub fn until_ended(&mut self, id: i32) -> std::process::ExitStatus {
        let mut running = self.node_mut(id).running.take().expect("it runs");
        until("the broker ends", || running.child.try_wait().unwrap())
    }

    /// kill -9.
    pub fn kill(&mut self, id: i32) {
        self.node_mut(id).running = None;
    }

    /// SIGTERM; waits until the process has ended, which has to be well.
    pub fn terminate(&mut self, id: i32) {
        self.signal(id, "TERM");
        let mut running = self.node_mut(id).running.take().expect("it runs");
        let status = until("the broker stops", || running.child.try_wait().unwrap());
        assert!(status.success(), "broker {id}: {status}\n{}", self.log(id));
    }

    pub fn signal(&self, id: i32, signal: &str) {
        let running = self.node(id).running.as_ref().expect("it runs");
        let pid = running.child.id().to_string();
        run(Command::new("kill").args([&format!("-{signal}"), &pid]), b"");
        // One thread takes the signal and stops the others, which run until then.
        if signal == "STOP" {
            until("all of its threads are held", || all_are_held(&pid).then_some(()));
        }
    }

    /// Starts a broker that was killed or stopped, and waits until it serves.
    pub fn start_again(&mut self, id: i32) {
        self.launch(id).expect("the program is still there");
        self.until_ready(id);
    }

    /// A connection to some broker that runs, but for this one.
    pub fn client_but(&self, id: Option<i32>) -> Client {
        let alive = |node: &&Node| node.running.is_some() && Some(node.id) != id;
        let node = self.nodes.iter().find(alive).expect("a broker that runs");
        Client::connect(self.address(node.id))
    }

    /// The brokers that run, but for this one, agree on this about a partition.
    pub fn until_partition<T>(
        &self,
        what: &str,
        but: Option<i32>,
        (topic, partition): (&str, i32),
        find: impl Fn(&MetadataResponsePartition) -> Option<T>,
    ) -> T {
        let mut client = self.client_but(but);
        until(what, || {
            let found = partitions(&mut client, topic);
            find(found.iter().find(|one| one.partition_index == partition)?)
        })
    }

    /// The leader of a partition.
    pub fn leader(&self, topic: &str, partition: i32) -> i32 {
        self.until_partition("a leader", None, (topic, partition), |one| {
            (one.leader_id >= 0).then_some(one.leader_id)
        })
    }

    /// Waits until each partition of a topic has a leader, and these in-sync replicas.
    pub fn until_in_sync(&self, topic: &str, but: Option<i32>, in_sync: &[i32]) {
        let mut client = self.client_but(but);
        until(&format!("{in_sync:?} are in sync"), || {
            let found = partitions(&mut client, topic);
            let fits = |one: &MetadataResponsePartition| {
                let mut nodes = one.isr_nodes.clone();
                nodes.sort_unstable();
                one.leader_id >= 0 && nodes == in_sync
            };
            (!found.is_empty() && found.iter().all(fits)).then_some(())
        });
    }

    /// The active controller, asked of a broker that runs, but for this one.
    pub fn active_controller(&self, but: Option<i32>) -> i32 {
        let mut client = self.client_but(but);
        let partition = PartitionData { partition_index: 0 };
        let topic =
            TopicData { topic_name: "__cluster_metadata".into(), partitions: vec![partition] };
        let request = DescribeQuorumRequest { topics: vec![topic] };
        until("an active controller", || {
            let answer = client.call(&request);
            let leader = answer.topics.first()?.partitions.first()?.leader_id;
            (answer.error_code == 0 && leader >= 0 && Some(leader) != but).then_some(leader)
        })
    }

    /// A tool of Apache Kafka, on these brokers; what it prints.
    pub fn tool(&self, class: &str, arguments: &[&str]) -> Option<String> {
        let mut command = java(class)?;
        command.args(["--bootstrap-server", &self.bootstrap()]).args(arguments);
        Some(run(&mut command, b""))
    }

    /// Where the controllers listen.
    pub fn controllers(&self) -> String {
        IDS.map(|id| self.controller_address(id).to_string()).join(",")
    }

    /// A tool of Apache Kafka that asks the controllers; what it prints.
    pub fn tool_at_controllers(&self, class: &str, arguments: &[&str]) -> Option<String> {
        let mut command = java(class)?;
        command.args(["--bootstrap-controller", &self.controllers()]).args(arguments);
        Some(run(&mut command, b""))
    }

    /// Creates a topic whose partitions have three replicas, all of them in sync.
    pub fn create_topic(&self, topic: &str, partitions: i32) -> Option<()> {
        let partitions = partitions.to_string();
        let create = ["--create", "--topic", topic, "--partitions", &partitions];
        let replicated = ["--replication-factor", "3", "--config", "min.insync.replicas=2"];
        let arguments = [&create[..], &replicated].concat();
        self.tool("org.apache.kafka.tools.TopicCommand", &arguments)?;
        self.until_in_sync(topic, None, &IDS);
        Some(())
    }

    fn voters(&self) -> String {
        let voter = |node: &Node| format!("{}@{}", node.id, self.controller_address(node.id));
        self.nodes.iter().map(voter).collect::<Vec<_>>().join(",")
    }

    fn node(&self, id: i32) -> &Node {
        self.nodes.iter().find(|node| node.id == id).unwrap()
    }

    fn node_mut(&mut self, id: i32) -> &mut Node {
        self.nodes.iter_mut().find(|node| node.id == id).unwrap()
    }
}

/// The process of a broker on this directory.
pub fn spawned(
    mut command: Command,
    arguments: &[&str],
    directory: &Path,
    settings: &[String],
) -> Option<Running> {
    command.arg("broker").args(arguments).arg("--data-dir").arg(directory);
    settings.iter().for_each(|setting| {
        command.args(["--set", setting]);
    });
    let log = OpenOptions::new().create(true).append(true).open(log_beside(directory));
    let mut child = command.stdout(Stdio::piped()).stderr(log.unwrap()).spawn().unwrap();
    let (said, output) = channel();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || {
        stdout.lines().map_while(Result::ok).try_for_each(|line| said.send(line))
    });
    Some(Running { child, output })
}

/// Logs are shown when a test fails.
impl Drop for Brokers {
    fn drop(&mut self) {
        if std::thread::panicking() {
            IDS.into_iter().for_each(|id| eprintln!("-- broker {id}\n{}", self.log(id)));
        }
    }
}

/// What a process on this directory has logged.
pub fn log_of(directory: &Path) -> String {
    fs::read_to_string(log_beside(directory)).unwrap_or_default()
}

fn log_beside(directory: &Path) -> PathBuf {
    directory.with_extension("log")
}

/// Asks until there is an answer.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(Instant::now() < deadline, "not in time: {what}");
        // The processes that it waits for need the cores.
        std::thread::park_timeout(Duration::from_millis(2));
    }
}

/// Whether no thread of a process runs on after SIGSTOP, as far as the system says.
fn all_are_held(pid: &str) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return true };
    threads.flatten().all(|thread| {
        let state = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        // The name before it is in parentheses, and may have any characters.
        state.rsplit(") ").next().is_some_and(|rest| rest.starts_with('T'))
    })
}

/// The partitions of a topic as this broker knows them.
pub fn partitions(client: &mut Client, topic: &str) -> Vec<MetadataResponsePartition> {
    let topic = MetadataRequestTopic { name: Some(topic.into()), ..Default::default() };
    let request = MetadataRequest {
        topics: Some(vec![topic]),
        allow_auto_topic_creation: false,
        ..Default::default()
    };
    client.call(&request).topics.remove(0).partitions
}

/// The ids of the brokers that this broker knows to be there.
pub fn alive(client: &mut Client) -> Vec<i32> {
    let request = MetadataRequest { topics: Some(Vec::new()), ..Default::default() };
    let mut ids: Vec<i32> = client.call(&request).brokers.iter().map(|one| one.node_id).collect();
    ids.sort_unstable();
    ids
}

/// A file with these words.
pub fn written(path: PathBuf, words: &str) -> PathBuf {
    fs::write(&path, words).unwrap();
    path
}
