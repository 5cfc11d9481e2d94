//! What the tests need besides Rust: found on the machine, or installed into the cache.

mod debian;
mod go;
mod kafka;
mod node;
pub(crate) mod node_package;
mod ours;
mod python;
mod swift;

use std::path::PathBuf;

pub(crate) use go::FranzGo;
pub(crate) use kafka::{KafkaBroker, KafkaTools};
pub(crate) use ours::OwnBroker;
pub(crate) use swift::{Swift, target};

use crate::process::is_there;

/// Everything that the interop suite needs.
pub(crate) struct Tools {
    pub(crate) jars: PathBuf,
    /// Kafka Streams and all that it needs.
    pub(crate) streams: PathBuf,
    /// MirrorMaker 2 and all that it needs.
    pub(crate) mirror: PathBuf,
    pub(crate) python: PathBuf,
    pub(crate) kcat: PathBuf,
    /// Node's modules, with kafkajs.
    pub(crate) node_modules: PathBuf,
    /// Our programs of franz-go, or why there are none: Go may be too old, and what is new enough is
    /// not to be had everywhere.
    pub(crate) franz_go: Result<FranzGo, String>,
}

impl Tools {
    /// Finds or installs them.
    pub(crate) fn find() -> Result<Self, String> {
        let jars = kafka()?.jars;
        let streams = kafka::fetch_streams()?;
        let mirror = kafka::fetch_mirror()?;
        let python = python::environment()?;
        debian::install_missing(&[("kcat", "kcat")])?;
        package_index();
        let node_modules = node::modules()?;
        let franz_go = go::programs();
        let kcat = "kcat".into();
        Ok(Self { jars, streams, mirror, python, kcat, node_modules, franz_go })
    }
}

/// The interpreter of an environment with the package of the clone, and what its tests need.
pub(crate) fn python_with_package() -> Result<PathBuf, String> {
    python::with_package()
}

/// The interpreter of an environment that has maturin.
pub(crate) fn python_with_maturin() -> Result<PathBuf, String> {
    python::with_maturin()
}

/// The interpreter of an environment with these packages of ours, and their peers.
pub(crate) fn python_with_peers(packages: &[PathBuf]) -> Result<PathBuf, String> {
    python::with_peers(packages)
}

/// Apache Kafka's jars, and Java to run them.
pub(crate) fn kafka() -> Result<KafkaTools, String> {
    let needed = [("javac", "openjdk-17-jdk-headless"), ("mvn", "maven")];
    debian::install_missing(&needed)?;
    kafka::fetch()
}

/// The same of the older version.
pub(crate) fn older_kafka() -> Result<KafkaTools, String> {
    kafka()?;
    kafka::fetch_older()
}

/// Apache Kafka's jars, and Java to compile programs against them.
pub(crate) fn kafka_with_compiler() -> Result<KafkaTools, String> {
    debian::install_missing(&[("javac", "openjdk-17-jdk-headless")])?;
    kafka()
}

/// A binary that this build made.
pub(crate) fn built_binary(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// The interop tests send Debian's package index; `apt-get update` leaves one.
fn package_index() {
    if is_there("apt-get") && !debian::has_package_index() {
        // Without an index the tests send a text of the project, and say so.
        let _ = debian::update();
    }
}
