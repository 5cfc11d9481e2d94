//! Idempotent producers of other people: their ids, epochs and sequences are taken, and with many
//! small batches in flight every record is there once.

use std::fs;

use super::{
    clients::Client,
    input::few,
    process::{BrokerProcess, java, run},
};

#[test]
fn an_idempotent_producer_of_java_writes_every_record_once_and_in_order() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let topic = broker.topic("idempotent-java");
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("producer.properties");
    // The program switches retries off, and idempotence goes with them.
    let settings = "enable.idempotence=true\nretries=100\nacks=all\nbatch.size=500\n";
    fs::write(&config, settings).unwrap();
    let Some(mut command) = java("org.apache.kafka.tools.VerifiableProducer") else { return };
    command.args(["--bootstrap-server", &broker.address, "--topic", &topic, "--acks", "-1"]);
    command.args(["--max-messages", "5000", "--command-config"]).arg(&config);
    let said = run(&mut command, b"");
    assert!(said.contains("\"acked\":5000"), "{said}");
    let Some(read) = Client::Confluent.read(&broker.address, &topic, 5_000) else { return };
    // Its values count from 0.
    let values: Vec<_> = read.lines().filter_map(|line| line.rsplit('\t').next()).collect();
    let expected: Vec<_> = (0..5_000).map(|number: i32| number.to_string()).collect();
    assert_eq!(values, expected);
}

#[test]
fn an_idempotent_producer_of_librdkafka_writes_every_record_once_and_in_order() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let topic = broker.topic("idempotent-librdkafka");
    let records = few(5_000);
    // The script asks for idempotence.
    let Some(()) = Client::Confluent.write(&broker.address, &topic, &records, "lz4") else {
        return;
    };
    let Some(read) = Client::Kcat.read(&broker.address, &topic, records.len()) else { return };
    let keys: Vec<_> = read.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    let expected: Vec<_> = records.iter().map(|record| &record.key[..]).collect();
    assert_eq!(keys, expected);
}
