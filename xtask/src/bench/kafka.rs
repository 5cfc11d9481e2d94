//! Apache Kafka from its jars: the client program that all targets are measured with, and the
//! broker as a peer.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    program::{Result, Server, free_address, output},
    workload::Workload,
};

/// Any id will do, for a cluster that lives as long as a benchmark.
const CLUSTER_ID: &str = "b3R0bGFiZW5jaG1hcmswMQ";
/// What Kafka's own start script gives a broker.
const BROKER_JVM: [&str; 7] = [
    "-Xms1G",
    "-Xmx1G",
    "-server",
    "-XX:+UseG1GC",
    "-XX:MaxGCPauseMillis=20",
    "-XX:InitiatingHeapOccupancyPercent=35",
    "-XX:+ExplicitGCInvokesConcurrent",
];

/// Apache Kafka's jars and a Java to run them with.
#[derive(Clone, Debug)]
pub(super) struct Kafka {
    class_path: PathBuf,
}

impl Kafka {
    /// # Errors
    /// Jars or Java are missing: what to do.
    pub(super) fn find() -> Result<Self> {
        let hint = "set OTTLA_KAFKA_LIBS to the folder libs of Apache Kafka 4.3.1";
        let folder = env::var_os("OTTLA_KAFKA_LIBS").ok_or(hint)?;
        let folder = PathBuf::from(folder);
        let jars = fs::read_dir(&folder).map_err(|error| format!("{folder:?}: {error}; {hint}"))?;
        let is_client = |name: &str| name.starts_with("kafka-clients-") && name.ends_with(".jar");
        let found = jars.flatten().any(|file| file.file_name().to_str().is_some_and(is_client));
        if !found {
            return Err(format!("no kafka-clients-*.jar in {folder:?}; {hint}").into());
        }
        output(Command::new("java").arg("-version"))
            .map_err(|error| format!("Java 17 or newer is needed: {error}"))?;
        Ok(Self { class_path: folder.join("*") })
    }

    fn java(&self, options: &[&str], class: &str) -> Command {
        let mut command = Command::new("java");
        command.args(options).arg("-cp").arg(&self.class_path).arg(class);
        command
    }

    /// Writes a workload to topic `bench`; returns the records per second that the client reports.
    pub(super) fn produce(&self, bootstrap: &str, workload: Workload) -> Result<f64> {
        let mut command = self.java(&["-Xmx512m"], "org.apache.kafka.tools.ProducerPerformance");
        command
            .args(["--bootstrap-server", bootstrap, "--topic", "bench", "--throughput", "-1"])
            .args(["--num-records", &workload.records.to_string()])
            .args(["--record-size", &workload.record_bytes.to_string()])
            .args(["--command-property", "acks=all", "batch.size=131072", "linger.ms=5"])
            .arg("buffer.memory=67108864");
        let text = output(&mut command)?;
        parse(&text, workload).ok_or_else(|| format!("ProducerPerformance said {text}").into())
    }

    /// Starts a broker that is its own controller.
    pub(super) fn broker(&self, folder: &Path) -> Result<Server> {
        let (address, controller) = (free_address()?, free_address()?);
        let properties = folder.join("server.properties");
        let listeners = format!("PLAINTEXT://{address},CONTROLLER://{controller}");
        let text = [
            "process.roles=broker,controller".into(),
            "node.id=1".into(),
            format!("controller.quorum.bootstrap.servers={controller}"),
            format!("listeners={listeners}"),
            format!("advertised.listeners={listeners}"),
            "controller.listener.names=CONTROLLER".into(),
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT".into(),
            format!("log.dirs={}", folder.join("data").display()),
            "offsets.topic.replication.factor=1".into(),
        ];
        fs::write(&properties, text.join("\n"))?;
        let mut format = self.java(&["-Xmx256m"], "kafka.tools.StorageTool");
        format.args(["format", "--standalone", "-t", CLUSTER_ID, "-c"]).arg(&properties);
        output(&mut format)?;
        let mut command = self.server(&properties);
        command.current_dir(folder);
        Server::listening(command, address)
    }

    /// Formats the directories of a broker whose voters are fixed in its properties.
    pub(super) fn format(&self, properties: &Path, cluster_id: &str) -> Result<()> {
        let mut format = self.java(&["-Xmx256m"], "kafka.tools.StorageTool");
        output(format.args(["format", "-t", cluster_id, "-c"]).arg(properties)).map(drop)
    }

    /// A broker on formatted directories.
    pub(super) fn server(&self, properties: &Path) -> Command {
        let mut command = self.java(&BROKER_JVM, "kafka.Kafka");
        command.arg(properties);
        command
    }
}

/// Records per second of the closing line, which alone counts all records.
fn parse(text: &str, workload: Workload) -> Option<f64> {
    let sent = format!("{} records sent, ", workload.records);
    let line = text.lines().rev().find_map(|line| line.strip_prefix(&sent))?;
    line.split_once(" records/sec")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_gives_the_rate_and_no_line_before_it() {
        let workload = Workload { record_bytes: 100, records: 5_000 };
        let interim = "2000 records sent, 7.5 records/sec (0.00 MB/sec), 1.0 ms avg latency\n";
        let closing = "5000 records sent, 812345.5 records/sec (77.47 MB/sec), 4.0 ms avg\n";
        assert_eq!(parse(&format!("{interim}{closing}"), workload), Some(812_345.5));
        assert_eq!(parse(interim, workload), None);
    }
}
