//! Java's consumer over many partitions, while records are written: nothing is lost with incremental
//! fetches (KIP-227), and an answer that has nothing to say is small, so they are really used.

use super::process::{BrokerProcess, java_source, run};

#[test]
fn a_java_consumer_of_many_partitions_reads_every_record_by_incremental_fetches() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let topic = broker.topic("many-partitions");
    let Some(mut command) = java_source("ManyPartitions.java") else { return };
    command.args([&broker.address, &topic, "150", "30000"]);
    let said = run(&mut command, b"");
    let number = |name: &str| -> i64 {
        let line = said.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|number| number.trim().parse().ok()).expect(&said)
    };
    assert_eq!(number("records"), 30_000);
    // A full answer takes some forty bytes for each partition.
    let bytes = number("idle");
    assert!(bytes < 150, "{bytes} bytes to say nothing");
}
