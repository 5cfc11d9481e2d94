//! An Ottla broker in a cluster whose controller is Apache Kafka's: it follows partitions that Apache Kafka leads, leads
//! partitions that Apache Kafka follows, and dies and stops under load.

use std::path::PathBuf;

use tempfile::TempDir;

use super::{
    apache::{self, Apache},
    brokers::{CLUSTER_ID, Running, log_of, partitions, spawned, until},
    load::Load,
};
use crate::{
    process::{free_port, java, ottla, run},
    support::Client,
};

/// The Ottla broker's id.
const ID: i32 = 5;
const TOPICS: &str = "org.apache.kafka.tools.TopicCommand";

struct Mixed {
    ottla: Option<Running>,
    port: u16,
    apache: Apache,
    folder: TempDir,
}

impl Mixed {
    fn start() -> Option<Self> {
        let apache = Apache::start()?;
        let folder = TempDir::new().unwrap();
        let mut mixed = Self { ottla: None, port: free_port(), apache, folder };
        mixed.launch()?;
        Some(mixed)
    }

    fn directory(&self) -> PathBuf {
        self.folder.path().join("ottla")
    }

    fn launch(&mut self) -> Option<()> {
        let settings = [
            format!("node.id={ID}"),
            "process.roles=broker".to_owned(),
            format!("listeners=PLAINTEXT://127.0.0.1:{}", self.port),
            "controller.listener.names=CONTROLLER".to_owned(),
            format!("controller.quorum.voters={}", self.apache.voter()),
        ];
        self.ottla = ottla().and_then(|program| {
            spawned(program, &["--cluster-id", CLUSTER_ID], &self.directory(), &settings)
        });
        let ottla = self.ottla.as_ref()?;
        until("the Ottla broker is let in", || ottla.has_said("ready").then_some(()));
        Some(())
    }

    fn bootstrap(&self) -> String {
        format!("{},127.0.0.1:{}", self.apache.address(), self.port)
    }

    fn tool(&self, class: &str, arguments: &[&str]) -> String {
        let mut command = java(class).unwrap();
        command.args(["--bootstrap-server", &self.bootstrap()]);
        run(command.args(arguments), b"")
    }

    fn until_in_sync(&self, topic: &str, nodes: &[i32]) {
        let mut client = Client::connect(self.apache.address());
        until(&format!("{nodes:?} are in sync\n{}", log_of(&self.directory())), || {
            let found = partitions(&mut client, topic);
            let fits = found.iter().all(|one| {
                let mut in_sync = one.isr_nodes.clone();
                in_sync.sort_unstable();
                in_sync == nodes && one.leader_id >= 0
            });
            (fits && !found.is_empty()).then_some(())
        });
    }

    /// Gives each broker the leadership of its partition again.
    fn prefer(&self, topic: &str) {
        self.until_in_sync(topic, &[ID, apache::ID]);
        let elect = ["--election-type", "preferred", "--all-topic-partitions"];
        self.tool("org.apache.kafka.tools.LeaderElectionCommand", &elect);
        let mut client = Client::connect(self.apache.address());
        until("each leads one", || {
            let found = partitions(&mut client, topic);
            let mut leaders: Vec<i32> = found.iter().map(|one| one.leader_id).collect();
            leaders.sort_unstable();
            (leaders == [ID, apache::ID]).then_some(())
        });
    }
}

#[test]
fn an_ottla_broker_leads_and_follows_in_a_cluster_of_apache_kafka() {
    let Some(mut mixed) = Mixed::start() else { return };
    let create = ["--create", "--topic", "t", "--replica-assignment", "100:5,5:100"];
    mixed.tool(TOPICS, &create);
    mixed.until_in_sync("t", &[ID, apache::ID]);
    let load = Load::verifiable_at(&mixed.bootstrap(), mixed.folder.path(), "t").unwrap();
    load.until_more(2, 100);

    mixed.ottla = None;
    mixed.until_in_sync("t", &[apache::ID]);
    load.until_more(2, 100);
    mixed.launch().unwrap();
    mixed.prefer("t");
    load.until_more(2, 100);

    let pid = mixed.ottla.as_ref().unwrap().child.id().to_string();
    run(std::process::Command::new("kill").arg(pid), b"");
    let mut stopping = mixed.ottla.take().unwrap();
    let status = until("it stops", || stopping.child.try_wait().unwrap());
    assert!(status.success(), "{}", log_of(&mixed.directory()));
    load.until_more(2, 100);
    mixed.launch().unwrap();
    mixed.prefer("t");
    load.until_more(2, 100);
    let Some(count) = load.finish_at(&mixed.bootstrap()) else { return };
    eprintln!("{count} acknowledged, all there");
}
