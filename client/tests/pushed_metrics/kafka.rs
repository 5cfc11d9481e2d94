//! One node of Apache Kafka whose plugin writes down what clients push.

use std::{
    fs,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::apache_kafka::{Jars, Node, await_ports, free_port};

pub struct Kafka {
    folder: TempDir,
    port: u16,
    _node: Node,
}

/// One line of the plugin.
#[derive(Clone, Debug)]
pub struct Pushed {
    pub client_instance_id: String,
    pub terminating: bool,
    pub data: Vec<u8>,
}

impl Kafka {
    /// `None` where Kafka's jars are not known, or the plugin cannot be compiled.
    pub fn start() -> Option<Self> {
        let jars = Jars::known()?;
        if Command::new("javac").arg("-version").stderr(Stdio::null()).status().is_err() {
            println!("SKIPPED: there is no javac");
            return None;
        }
        let (port, folder) = (free_port(), TempDir::new().unwrap());
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pushed_metrics/Receiver.java");
        let mut javac = Command::new("javac");
        javac.args(["-cp", &jars.class_path(), "-d"]).arg(folder.path()).arg(source);
        assert!(javac.status().unwrap().success(), "the plugin was not compiled");
        let properties = folder.path().join("server.properties");
        let place = folder.path().display().to_string();
        fs::write(&properties, configuration(&place, port)).unwrap();
        // The last class path counts, so the jars are in it again.
        let path = format!("{}:{place}", jars.class_path());
        let pushed = format!("-Dpushed={place}/pushed");
        jars.format(&properties, &[]);
        let node = jars.start(&properties, &["-cp", &path, &pushed]);
        await_ports([port]);
        Some(Self { folder, port, _node: node })
    }

    pub fn bootstrap(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What has been pushed until now.
    pub fn pushed(&self) -> Vec<Pushed> {
        let text = fs::read_to_string(self.folder.path().join("pushed")).unwrap_or_default();
        // The last line may not be whole yet.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().map(Pushed::parse).collect()
    }

    /// What a client has pushed until now.
    pub fn pushed_by(&self, client_instance_id: &str) -> Vec<Pushed> {
        self.pushed()
            .into_iter()
            .filter(|push| push.client_instance_id == client_instance_id)
            .collect()
    }
}

fn configuration(folder: &str, port: u16) -> String {
    let controller = free_port();
    format!(
        "node.id=1\nprocess.roles=broker,controller\n\
             listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}\n\
             advertised.listeners=PLAINTEXT://127.0.0.1:{port}\n\
             controller.quorum.voters=1@127.0.0.1:{controller}\n\
             controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             offsets.topic.replication.factor=1\ngroup.initial.rebalance.delay.ms=0\n\
             metric.reporters=Receiver\nlog.dirs={folder}/data\n",
    )
}

impl Pushed {
    fn parse(line: &str) -> Self {
        let mut words = line.split(' ');
        let mut word = || words.next().unwrap();
        let (id, terminating, _content_type, data) = (word(), word(), word(), word());
        let byte = |index: usize| u8::from_str_radix(&data[index..index + 2], 16).unwrap();
        Self {
            client_instance_id: id.to_owned(),
            terminating: terminating == "true",
            data: (0..data.len()).step_by(2).map(byte).collect(),
        }
    }
}
