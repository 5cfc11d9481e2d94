//! DeleteRecords.

use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DeleteRecordsRequest,
        delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic},
    },
};

use super::{Client, batch, fetch};

fn delete(client: &mut Client, topic: &str, partition: i32, offset: i64) -> (ErrorCode, i64) {
    let partitions = vec![DeleteRecordsPartition { partition_index: partition, offset }];
    let topics = vec![DeleteRecordsTopic { name: topic.into(), partitions }];
    let request = DeleteRecordsRequest { topics, timeout_ms: 10_000 };
    let response = client.call(&request);
    let result = &response.topics[0].partitions[0];
    assert_eq!((&*response.topics[0].name, result.partition_index), (topic, partition));
    (ErrorCode::from_code(result.error_code), result.low_watermark)
}

fn check_deletion(broker: &Broker) {
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.create_topic("compacted", 1, &[("cleanup.policy", "compact")]);
    client.create_topic("both", 1, &[("cleanup.policy", "compact,delete")]);
    client.produce("t", batch(&["a", "b", "c"]));
    assert_eq!(delete(&mut client, "t", 0, 1), (ErrorCode::None, 1));
    assert_eq!(client.fetch("t", 1), [(1, "b".to_owned()), (2, "c".to_owned())]);
    assert_eq!(fetch(&mut client, 0, 0), Err(ErrorCode::OffsetOutOfRange));
    assert_eq!(client.offset("t", -2), 1);
    // What is deleted already is no error, and nothing comes back.
    assert_eq!(delete(&mut client, "t", 0, 0), (ErrorCode::None, 1));
    assert_eq!(delete(&mut client, "t", 0, 4), (ErrorCode::OffsetOutOfRange, -1));
    assert_eq!(delete(&mut client, "t", 0, -2), (ErrorCode::OffsetOutOfRange, -1));
    assert_eq!(delete(&mut client, "t", 1, 0), (ErrorCode::UnknownTopicOrPartition, -1));
    assert_eq!(delete(&mut client, "missing", 0, 0), (ErrorCode::UnknownTopicOrPartition, -1));
    assert_eq!(delete(&mut client, "compacted", 0, 0), (ErrorCode::PolicyViolation, -1));
    assert_eq!(delete(&mut client, "both", 0, 0), (ErrorCode::None, 0));
    assert_eq!(delete(&mut client, "t", 0, -1), (ErrorCode::None, 3));
    assert_eq!(client.offset("t", -2), 3);
    assert_eq!(client.produce("t", batch(&["d"])), (ErrorCode::None, 3));
}

#[test]
fn records_are_deleted_before_an_offset_or_all() {
    check_deletion(&Broker::start(BrokerOptions::default()).unwrap());
    let directory = tempfile::tempdir().unwrap();
    check_deletion(&super::start(&[directory.path()]));
}

/// The directory is copied while the broker runs: that is what a kill leaves.
#[test]
fn deleted_records_stay_deleted_after_a_crash_and_after_a_stop() {
    let root = tempfile::tempdir().unwrap();
    let (a, killed) = (root.path().join("a"), root.path().join("killed"));
    let broker = super::start(&[&a]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.produce("t", batch(&["a", "b", "c"]));
    assert_eq!(delete(&mut client, "t", 0, 2), (ErrorCode::None, 2));
    let copied = std::process::Command::new("cp").arg("-r").args([&a, &killed]).status().unwrap();
    assert!(copied.success());
    broker.stop();
    for directory in [&a, &killed] {
        let broker = super::start(&[directory]);
        let mut client = Client::connect(broker.address());
        assert_eq!(client.offset("t", -2), 2, "{}", directory.display());
        assert_eq!(client.fetch("t", 2), [(2, "c".to_owned())]);
    }
}
