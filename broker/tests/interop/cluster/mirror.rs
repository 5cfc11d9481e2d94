//! MirrorMaker 2 carries what a cluster of ours has to Apache Kafka, while one of our brokers dies.

use std::{
    fs::File,
    net::SocketAddr,
    process::{Child, Stdio},
};

use super::{
    apache::Apache,
    brokers::{Brokers, partitions, until, written},
};
use crate::{
    process::{java, java_with, kcat, run, tool},
    support::Client,
};

const GROUPS: &str = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
/// Where MirrorMaker notes which offset has become which: at the cluster that it reads from.
const OFFSET_SYNCS: &str = "mm2-offset-syncs.kafka.internal";

struct MirrorMaker(Child);

impl Drop for MirrorMaker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl MirrorMaker {
    fn start(brokers: &Brokers, apache: &Apache) -> Option<Self> {
        let jars = tool("OTTLA_KAFKA_MIRROR_LIBS")?;
        let mut properties = format!(
            "clusters=ottla,kafka\nottla.bootstrap.servers={}\nkafka.bootstrap.servers={}\n\
             ottla->kafka.enabled=true\nottla->kafka.topics=orders\nottla->kafka.groups=g\n\
             kafka->ottla.enabled=false\nsync.group.offsets.enabled=true\noffset.lag.max=0\n\
             sync.group.offsets.interval.seconds=1\nemit.checkpoints.interval.seconds=1\n\
             refresh.topics.interval.seconds=1\nrefresh.groups.interval.seconds=1\n\
             replication.factor=1\nplugin.discovery=service_load\n",
            brokers.bootstrap(),
            apache.address()
        );
        // The last of the offsets that it notes may wait until Connect flushes its own: a minute, by default.
        properties.push_str("kafka.offset.flush.interval.ms=1000\n");
        // It is at our brokers, of which one dies: with a single replica there, nothing is translated any more.
        properties.push_str("offset-syncs.topic.replication.factor=3\n");
        let internal = ["checkpoints.topic", "heartbeats.topic"];
        let stored = ["offset.storage", "status.storage", "config.storage"];
        for topic in internal.iter().chain(&stored) {
            properties.push_str(&format!("{topic}.replication.factor=1\n"));
        }
        let file = written(brokers.folder().join("mirror.properties"), &properties);
        let mut command = java_with(&jars, "org.apache.kafka.connect.mirror.MirrorMaker");
        let log = File::create(brokers.folder().join("mirror.log")).unwrap();
        // Without what would go the other way, and what a server needs, it begins in half of the time.
        command
            .env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .arg(file)
            .args(["--clusters", "kafka"])
            .current_dir(brokers.folder())
            .stdout(log)
            .stderr(Stdio::null());
        Some(Self(command.spawn().unwrap()))
    }
}

fn write(brokers: &Brokers, count: usize) -> Option<()> {
    let mut producer = java("org.apache.kafka.tools.VerifiableProducer")?;
    producer.args(["--bootstrap-server", &brokers.bootstrap(), "--topic", "orders"]);
    producer.args(["--repeating-keys", "30", "--acks", "-1"]);
    let said = run(producer.args(["--max-messages", &count.to_string()]), b"");
    assert!(said.contains(&format!("\"acked\":{count}")), "{said}");
    Some(())
}

/// The group has read everything.
fn read_by_group(brokers: &Brokers) -> Option<()> {
    let end = ["--reset-offsets", "--to-latest", "--execute", "--group", "g", "--topic", "orders"];
    brokers.tool(GROUPS, &end)?;
    Some(())
}

/// Partition, offset, key and value of all records, in order.
fn read(bootstrap: &str, topic: &str) -> Vec<String> {
    let mut command = kcat().unwrap();
    command.args(["-C", "-q", "-e", "-b", bootstrap, "-t", topic, "-o", "beginning"]);
    let said = run(command.args(["-f", "%p %o %k %s\\n"]), b"");
    let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Waits until the group stands at the end of what was carried over.
fn until_offsets(apache: SocketAddr, records: &[String]) {
    let mut client = Client::connect(apache);
    let ends: Vec<(String, i32, i64)> = (0..3)
        .map(|partition| {
            let start = format!("{partition} ");
            let count = records.iter().filter(|line| line.starts_with(&start)).count();
            assert!(count > 0, "nothing in partition {partition}");
            ("ottla.orders".to_owned(), partition, count as i64)
        })
        .collect();
    until("the group's offsets are carried over", || {
        let found = client.committed_offsets("g").into_iter();
        let mut found: Vec<_> = found.map(|(topic, at, offset, _)| (topic, at, offset)).collect();
        found.sort();
        (found == ends).then_some(())
    });
}

#[test]
fn mirror_maker_carries_topics_records_and_offsets_to_apache_kafka() {
    if tool("OTTLA_KAFKA_MIRROR_LIBS").is_none() || kcat().is_none() {
        return;
    }
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic("orders", 3) else { return };
    write(&brokers, 2_000).unwrap();
    read_by_group(&brokers).unwrap();
    let apache = Apache::start().unwrap();
    let _mirror = MirrorMaker::start(&brokers, &apache).unwrap();
    let address = apache.address();
    let mut client = Client::connect(address);
    until("the topic is carried over", || {
        (partitions(&mut client, "ottla.orders").len() == 3).then_some(())
    });
    until_offsets(address, &read(&brokers.bootstrap(), "orders"));

    // MirrorMaker reads from it, and notes there which offset has become which.
    brokers.kill(brokers.leader(OFFSET_SYNCS, 0));
    write(&brokers, 500).unwrap();
    read_by_group(&brokers).unwrap();
    let records = read(&brokers.bootstrap(), "orders");
    assert_eq!(records.len(), 2_500);
    until_offsets(address, &records);
    assert_eq!(read(&address.to_string(), "ottla.orders"), records);
}
