//! A broker of ours as a process, for our own client.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use super::kafka::KafkaTools;

/// A running broker of ours; stopped when dropped.
pub(crate) struct OwnBroker {
    child: Child,
    address: String,
}

impl OwnBroker {
    /// Starts one in memory on a free port, and returns when it serves.
    pub(crate) fn start(binary: &Path) -> Result<Self, String> {
        let mut command = Command::new(binary);
        command.args(["broker", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let mut line = String::new();
        let read = child.stdout.take().map(|output| BufReader::new(output).read_line(&mut line));
        let broker = Self { child, address: line.trim().replace("ready ", "") };
        match read {
            Some(Ok(1..)) => Ok(broker),
            _ => Err("our broker does not start".into()),
        }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Has Kafka's tool lower `transaction.version`.
    pub(crate) fn downgrade_transactions(&self, tools: &KafkaTools) -> Result<(), String> {
        let mut tool = super::kafka::java(tools, "256m", "org.apache.kafka.tools.FeatureCommand");
        tool.args(["--bootstrap-server", &self.address]);
        tool.args(["downgrade", "--feature", "transaction.version=1"]);
        crate::process::quiet(&mut tool).map(drop)
    }
}

impl Drop for OwnBroker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
