//! Apache Kafka with a controller and two brokers in two racks, which can be killed.

use std::{collections::BTreeMap, fs, path::PathBuf};

use parking_lot::{Mutex, MutexGuard};
use tempfile::TempDir;

use crate::apache_kafka::{Jars, Node, await_ports, free_port};

const CONTROLLER: i32 = 1;
pub const BROKERS: [i32; 2] = [2, 3];

/// One cluster at a time: a machine may not have the memory for more.
static TURN: Mutex<()> = Mutex::new(());

/// A running cluster; it ends when dropped.
pub struct Kafka {
    jars: Jars,
    folder: TempDir,
    ports: BTreeMap<i32, u16>,
    nodes: BTreeMap<i32, Node>,
    _turn: MutexGuard<'static, ()>,
}

impl Kafka {
    /// `None` where Kafka's jars are not known.
    pub fn start() -> Option<Self> {
        let jars = Jars::known()?;
        let turn = TURN.lock();
        let mut kafka = Self {
            jars,
            folder: TempDir::new().unwrap(),
            ports: [CONTROLLER, 2, 3].into_iter().map(|node| (node, free_port())).collect(),
            nodes: BTreeMap::new(),
            _turn: turn,
        };
        for node in [CONTROLLER, 2, 3] {
            let properties = kafka.properties(node);
            fs::write(&properties, kafka.configuration(node)).unwrap();
            kafka.jars.format(&properties, &[]);
            kafka.start_node(node);
        }
        await_ports(kafka.ports.values().copied());
        Some(kafka)
    }

    /// The port of a broker.
    pub fn port(&self, node: i32) -> u16 {
        self.ports[&node]
    }

    pub fn bootstrap(&self) -> String {
        BROKERS.map(|node| format!("127.0.0.1:{}", self.port(node))).join(",")
    }

    /// Ends a node in the middle of what it is doing.
    pub fn kill(&mut self, node: i32) {
        drop(self.nodes.remove(&node).unwrap());
    }

    pub fn start_node(&mut self, node: i32) {
        let started = self.jars.start(&self.properties(node), &[]);
        self.nodes.insert(node, started);
    }

    /// Makes a replica of partition 0 the leader, while the one before serves on.
    pub fn lead(&self, topic: &str, leader: i32) {
        let other = BROKERS.into_iter().find(|node| *node != leader).unwrap();
        let partition = format!("\"topic\":\"{topic}\",\"partition\":0");
        let file = |name: &str, text: String| {
            let path = self.folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let order = file(
            "order.json",
            format!(
                "{{\"version\":1,\"partitions\":[{{{partition},\"replicas\":[{leader},{other}]}}]}}"
            ),
        );
        let elect = file("elect.json", format!("{{\"partitions\":[{{{partition}}}]}}"));
        let mut command =
            self.jars.java(&[], "org.apache.kafka.tools.reassign.ReassignPartitionsCommand");
        command.args(["--bootstrap-server", &self.bootstrap(), "--execute"]);
        command.arg("--reassignment-json-file").arg(order);
        assert!(command.status().unwrap().success(), "the replicas were not put in order");
        let mut command = self.jars.java(&[], "org.apache.kafka.tools.LeaderElectionCommand");
        command.args(["--bootstrap-server", &self.bootstrap(), "--election-type", "preferred"]);
        command.arg("--path-to-json-file").arg(elect);
        assert!(command.status().unwrap().success(), "no leader was elected");
    }

    fn properties(&self, node: i32) -> PathBuf {
        self.folder.path().join(format!("{node}.properties"))
    }

    fn configuration(&self, node: i32) -> String {
        let (port, controller) = (self.port(node), self.port(CONTROLLER));
        let role = match node {
            CONTROLLER => format!(
                "process.roles=controller\nlisteners=CONTROLLER://127.0.0.1:{port}\n\
                 broker.session.timeout.ms=2000\n"
            ),
            _ => format!(
                "process.roles=broker\nlisteners=PLAINTEXT://127.0.0.1:{port}\n\
                 advertised.listeners=PLAINTEXT://127.0.0.1:{port}\nbroker.rack=rack-{node}\n\
                 inter.broker.listener.name=PLAINTEXT\nbroker.heartbeat.interval.ms=300\n\
                 broker.session.timeout.ms=2000\noffsets.topic.replication.factor=2\n\
                 replica.selector.class=\
                 org.apache.kafka.common.replica.RackAwareReplicaSelector\n"
            ),
        };
        format!(
            "node.id={node}\n{role}\
             controller.quorum.voters={CONTROLLER}@127.0.0.1:{controller}\n\
             controller.listener.names=CONTROLLER\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             log.dirs={}/data-{node}\nauto.leader.rebalance.enable=false\n",
            self.folder.path().display()
        )
    }
}
