//! Apache Kafka from Maven Central: its jars in the cache, and a broker of it for our client.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{cache, process::quiet};

/// The reference.
const VERSION: &str = "4.3.1";
/// The last one before 4.0, with clients and brokers that are still in wide use.
const OLDER: &str = "3.9.1";
const START_PATIENCE: Duration = Duration::from_secs(90);

/// Apache Kafka's jars.
pub(crate) struct KafkaTools {
    pub(crate) jars: PathBuf,
}

impl KafkaTools {
    fn class_path(&self) -> String {
        format!("{}/*", self.jars.display())
    }
}

/// Fetches the jars if they are not there.
pub(super) fn fetch() -> Result<KafkaTools, String> {
    let artifacts = ["kafka_2.13", "kafka-clients", "kafka-tools", "kafka-shell"];
    let jars = fetched(&format!("kafka-{VERSION}"), VERSION, &artifacts)?;
    Ok(KafkaTools { jars })
}

/// Fetches the jars of a broker of the older version.
pub(super) fn fetch_older() -> Result<KafkaTools, String> {
    let jars = fetched(&format!("kafka-{OLDER}"), OLDER, &["kafka_2.13"])?;
    Ok(KafkaTools { jars })
}

/// Fetches Kafka Streams and what it needs. It has messages of its own, and so a folder of its own.
pub(super) fn fetch_streams() -> Result<PathBuf, String> {
    fetched(&format!("kafka-streams-{VERSION}"), VERSION, &["kafka-streams"])
}

/// Fetches MirrorMaker 2 and what it needs, which has a web server, into a folder of its own.
pub(super) fn fetch_mirror() -> Result<PathBuf, String> {
    fetched(&format!("kafka-mirror-{VERSION}"), VERSION, &["connect-mirror"])
}

/// The jars of these artifacts, in a folder of the cache.
fn fetched(name: &str, version: &str, artifacts: &[&str]) -> Result<PathBuf, String> {
    let folder = cache::folder(name)?;
    let jars = folder.join("jars");
    let ready = folder.join(".ready");
    if ready.exists() {
        return Ok(jars);
    }
    println!("    fetching {} {version} into {}", artifacts.join(", "), folder.display());
    fs::write(folder.join("pom.xml"), pom(version, artifacts))
        .map_err(|error| error.to_string())?;
    let mut maven = Command::new("mvn");
    maven.args(["-q", "-B", "dependency:copy-dependencies"]);
    maven.arg(format!("-DoutputDirectory={}", jars.display())).current_dir(&folder);
    quiet(&mut maven)?;
    fs::write(&ready, "").map_err(|error| error.to_string())?;
    Ok(jars)
}

fn pom(version: &str, artifacts: &[&str]) -> String {
    let dependency = |artifact: &&str| {
        format!(
            "<dependency><groupId>org.apache.kafka</groupId><artifactId>{artifact}</artifactId>\
             <version>{version}</version></dependency>"
        )
    };
    let dependencies: String = artifacts.iter().map(dependency).collect();
    format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>\
         <groupId>ottla</groupId><artifactId>kafka</artifactId><version>1</version>\
         <packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>"
    )
}

/// A running broker of Apache Kafka; stopped when dropped.
pub(crate) struct KafkaBroker {
    child: Child,
    address: String,
    controller: u16,
    folder: PathBuf,
}

impl KafkaBroker {
    /// Starts one on free ports of the loopback, with these features of the cluster beside those that are
    /// the version's default, and returns when it serves.
    pub(crate) fn start(tools: &KafkaTools, features: &[&str]) -> Result<Self, String> {
        let mut brokers = Self::start_cluster(tools, 1, features)?;
        brokers.pop().ok_or_else(|| "a cluster of no broker".into())
    }

    /// Starts a cluster of several, each of them a controller, too; returns when all serve. The voters of one alone
    /// are fixed. Of several the first is the only voter; the others can be added (KIP-853).
    pub(crate) fn start_cluster(
        tools: &KafkaTools,
        count: usize,
        features: &[&str],
    ) -> Result<Vec<Self>, String> {
        let ports = (0..count).map(|_| Ok((free_port()?, free_port()?)));
        let ports: Vec<(u16, u16)> = ports.collect::<Result<_, String>>()?;
        let quorum = match &ports[..] {
            [(_, controller)] => format!("controller.quorum.voters=1@127.0.0.1:{controller}"),
            [(_, controller), ..] => {
                format!("controller.quorum.bootstrap.servers=127.0.0.1:{controller}")
            }
            [] => return Err("a cluster of no broker".into()),
        };
        let mut brokers = Vec::new();
        for ((port, controller), id) in ports.into_iter().zip(1..) {
            let name = format!("{}-{port}-{id}-of-{count}", std::process::id());
            let folder = cache::folder("kafka-run")?.join(name);
            fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
            let properties = folder.join("server.properties");
            fs::write(&properties, configuration(&folder, id, (port, controller), &quorum))
                .map_err(|error| error.to_string())?;
            let storage = "kafka.tools.StorageTool";
            let mut format = java(tools, "256m", storage);
            format.args(["format", "-t", "b3R0bGEtdGVzdC1rYWZrYQ", "-c"]).arg(&properties);
            format.args(features.iter().flat_map(|feature| ["--feature", feature]));
            format.args(match (count, id) {
                (1, _) => None,
                (_, 1) => Some("--standalone"),
                (_, _) => Some("--no-initial-controllers"),
            });
            quiet(&mut format)?;
            let mut server = java(tools, "1g", "kafka.Kafka");
            server.arg(&properties).stdin(Stdio::null());
            server.stdout(Stdio::null()).stderr(Stdio::null());
            let child = server.spawn().map_err(|error| error.to_string())?;
            brokers.push(Self { child, address: format!("127.0.0.1:{port}"), controller, folder });
        }
        brokers.iter().try_for_each(Self::wait_for_port)?;
        Ok(brokers)
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Where it listens as a controller.
    pub(crate) fn controller(&self) -> String {
        format!("127.0.0.1:{}", self.controller)
    }

    fn wait_for_port(&self) -> Result<(), String> {
        let deadline = Instant::now() + START_PATIENCE;
        while TcpStream::connect(&self.address).is_err() {
            if Instant::now() > deadline {
                return Err("Apache Kafka does not start".into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for KafkaBroker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub(super) fn java(tools: &KafkaTools, heap: &str, class: &str) -> Command {
    let mut command = Command::new("java");
    command.arg(format!("-Xmx{heap}")).arg("-cp").arg(tools.class_path()).arg(class);
    command
}

fn configuration(folder: &Path, id: usize, (port, controller): (u16, u16), quorum: &str) -> String {
    let folder = folder.display();
    format!(
        "process.roles=broker,controller\nnode.id={id}\n\
         {quorum}\n\
         listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}\n\
         advertised.listeners=PLAINTEXT://127.0.0.1:{port}\n\
         controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n\
         listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
         log.dirs={folder}/data,{folder}/data-2\noffsets.topic.replication.factor=1\n\
         transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\n\
         transaction.abort.timed.out.transaction.cleanup.interval.ms=200\n\
         group.initial.rebalance.delay.ms=0\n\
         share.coordinator.state.topic.replication.factor=1\n\
         share.coordinator.state.topic.min.isr=1\n\
         group.share.min.record.lock.duration.ms=1000\n\
         authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n\
         super.users=User:ANONYMOUS\n"
    )
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
