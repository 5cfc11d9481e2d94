//! A broker of Apache Kafka, which is its own controller, beside ours.

use std::{
    fs::{self, File},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use super::brokers::{CLUSTER_ID, until};
use crate::process::{free_port, java, run};

pub const ID: i32 = 100;

/// It has the features that ours have, so that ours may join it; killed when dropped.
pub struct Apache {
    child: Child,
    ports: [u16; 2],
    // Goes after the process that writes there.
    _folder: TempDir,
}

impl Apache {
    pub fn start() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let ports = [free_port(), free_port()];
        let [client, controller] = ports;
        let properties = format!(
            "process.roles=broker,controller\nnode.id={ID}\n\
             controller.quorum.voters={ID}@127.0.0.1:{controller}\n\
             listeners=PLAINTEXT://127.0.0.1:{client},CONTROLLER://127.0.0.1:{controller}\n\
             controller.listener.names=CONTROLLER\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             log.dirs={}\noffsets.topic.replication.factor=1\n\
             group.initial.rebalance.delay.ms=0\n\
             broker.session.timeout.ms=3000\nbroker.heartbeat.interval.ms=300\n",
            folder.path().join("data").display()
        );
        let path = folder.path().join("server.properties");
        fs::write(&path, properties).unwrap();
        let mut format = java("kafka.tools.StorageTool")?;
        format.args(["format", "-t", CLUSTER_ID, "-c"]).arg(&path);
        run(format.args(["--feature", "share.version=0", "--feature", "streams.version=0"]), b"");
        let log = File::create(folder.path().join("log")).unwrap();
        let mut command: Command = java("kafka.Kafka")?;
        command.arg(&path).stdout(log).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        let apache = Self { child, ports, _folder: folder };
        until("Apache Kafka serves", || TcpStream::connect(apache.address()).ok());
        Some(apache)
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.ports[0]).into()
    }

    /// As `controller.quorum.voters` names it.
    pub fn voter(&self) -> String {
        format!("{ID}@127.0.0.1:{}", self.ports[1])
    }
}

impl Drop for Apache {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
