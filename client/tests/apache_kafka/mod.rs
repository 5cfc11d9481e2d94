//! What tests need that start Apache Kafka themselves: its jars, a node that ends with the test, ports.

use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Longest time until a node serves.
const PATIENCE: Duration = Duration::from_secs(120);

/// The folder with Kafka's jars.
#[derive(Clone, Debug)]
pub struct Jars(PathBuf);

impl Jars {
    /// `None` where they are not known; it says that the test is skipped.
    pub fn known() -> Option<Self> {
        let jars = std::env::var_os("OTTLA_KAFKA_LIBS");
        if jars.is_none() {
            println!("SKIPPED: OTTLA_KAFKA_LIBS is not set");
        }
        jars.map(|jars| Self(jars.into()))
    }

    pub fn class_path(&self) -> String {
        format!("{}/*", self.0.display())
    }

    /// A program of Java, with these arguments of the JVM and before its own.
    pub fn java(&self, jvm: &[&str], class: &str) -> Command {
        let mut command = Command::new("java");
        command.args(["-Xmx384m", "-XX:TieredStopAtLevel=1", "-cp", &self.class_path()]);
        command.args(jvm).arg(class);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Makes a node's directories as its properties say, with arguments of one's own.
    pub fn format(&self, properties: &Path, more: &[&str]) {
        let mut format = self.java(&[], "kafka.tools.StorageTool");
        format.args(["format", "-t", "b3R0bGEtdGVzdC1rYWZrYQ", "-c"]).arg(properties).args(more);
        assert!(format.status().unwrap().success(), "Kafka's directory was not formatted");
    }

    /// Starts a node.
    pub fn start(&self, properties: &Path, jvm: &[&str]) -> Node {
        Node(self.java(jvm, "kafka.Kafka").arg(properties).spawn().unwrap())
    }
}

/// A running node; it is killed when dropped.
#[derive(Debug)]
pub struct Node(Child);

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until somebody listens at all of these.
pub fn await_ports(ports: impl IntoIterator<Item = u16>) {
    let deadline = Instant::now() + PATIENCE;
    for port in ports {
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "Apache Kafka does not start");
            std::thread::yield_now();
        }
    }
}
