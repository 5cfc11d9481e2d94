//! One node of Apache Kafka whose plugin writes down what clients push.

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

pub struct Kafka {
    folder: TempDir,
    jars: PathBuf,
    port: u16,
    node: Option<Child>,
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
        let Some(jars) = std::env::var_os("OTTLA_KAFKA_LIBS") else {
            println!("SKIPPED: OTTLA_KAFKA_LIBS is not set");
            return None;
        };
        if Command::new("javac").arg("-version").stderr(Stdio::null()).status().is_err() {
            println!("SKIPPED: there is no javac");
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = TempDir::new().unwrap();
        let mut kafka = Self { folder, jars: jars.into(), port: free, node: None };
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pushed_metrics/Receiver.java");
        let mut javac = Command::new("javac");
        javac.args(["-cp", &kafka.jars(), "-d"]).arg(kafka.folder.path()).arg(source);
        assert!(javac.status().unwrap().success(), "the plugin was not compiled");
        let properties = kafka.folder.path().join("server.properties");
        fs::write(&properties, kafka.configuration()).unwrap();
        let mut format = kafka.java("kafka.tools.StorageTool");
        format.args(["format", "-t", "b3R0bGEtdGVzdC1rYWZrYQ", "-c"]).arg(&properties);
        assert!(format.status().unwrap().success(), "the directory was not formatted");
        kafka.node = Some(kafka.java("kafka.Kafka").arg(properties).spawn().unwrap());
        Some(kafka)
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

    fn jars(&self) -> String {
        format!("{}/*", self.jars.display())
    }

    fn java(&self, class: &str) -> Command {
        let mut command = Command::new("java");
        let folder = self.folder.path().display();
        let path = format!("{}:{folder}", self.jars());
        command.args(["-Xmx384m", "-XX:TieredStopAtLevel=1", "-cp", &path]);
        command.arg(format!("-Dpushed={folder}/pushed")).arg(class);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn configuration(&self) -> String {
        let controller = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let port = self.port;
        format!(
            "node.id=1\nprocess.roles=broker,controller\n\
             listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}\n\
             advertised.listeners=PLAINTEXT://127.0.0.1:{port}\n\
             controller.quorum.voters=1@127.0.0.1:{controller}\n\
             controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             offsets.topic.replication.factor=1\ngroup.initial.rebalance.delay.ms=0\n\
             metric.reporters=Receiver\nlog.dirs={}/data\n",
            self.folder.path().display()
        )
    }
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

impl Drop for Kafka {
    fn drop(&mut self) {
        if let Some(node) = &mut self.node {
            let _ = node.kill();
            let _ = node.wait();
        }
    }
}
