//! Directories that fail while the broker runs.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::ErrorCode,
    storage::disk::{
        Disk, MemoryDisk,
        failing::{FailingDisk, Fault, FaultKind, FaultyCall, Unsynced},
    },
};

use super::{
    Client, described, fetch, options, partitions_in, produce, refusal, registered, support,
};

const A: &str = "/disk/a";
const B: &str = "/disk/b";

fn on(a: Arc<dyn Disk>, b: Arc<dyn Disk>) -> BrokerOptions {
    options(&[Path::new(A), Path::new(B)]).disk(A, a).disk(B, b)
}

/// From now on every call of the kind fails.
fn break_down(disk: &FailingDisk, call: FaultyCall, kind: FaultKind) {
    for _ in 0..1_000 {
        disk.plan(Fault { call, after: 0, kind });
    }
}

/// A broker whose second directory can fail: partition 0 of `t` is in the first, 1 in the second.
struct Two {
    broker: Broker,
    client: Client,
    first: Arc<MemoryDisk>,
    second: Arc<FailingDisk>,
}

impl Two {
    fn new(configs: &[(&str, &str)]) -> Self {
        let (first, second) = (Arc::new(MemoryDisk::new()), Arc::new(FailingDisk::new()));
        let broker = Broker::start(on(first.clone(), second.clone())).unwrap();
        let mut client = Client::connect(broker.address());
        client.create_topic("t", 2, configs);
        assert_eq!(partitions_in(&mut client, Path::new(B)), [1]);
        for partition in [0, 1] {
            assert_eq!(produce(&mut client, partition, "x"), (ErrorCode::None, 0));
        }
        Self { broker, client, first, second }
    }

    /// The second directory is offline, the first one serves, and the metadata says so.
    fn second_is_offline(&mut self) {
        let client = &mut self.client;
        assert_eq!(produce(client, 1, "lost").0, ErrorCode::KafkaStorageError);
        assert_eq!(fetch(client, 1, 0), Err(ErrorCode::KafkaStorageError));
        wait_until("the controller knows", || registered(client, 1).leader_id == -1);
        assert_eq!(registered(client, 1).offline_replicas, [1]);
        assert!(registered(client, 0).offline_replicas.is_empty());
        assert_eq!(described(client, Path::new(B)), (ErrorCode::KafkaStorageError, vec![]));
        assert_eq!(produce(client, 0, "y"), (ErrorCode::None, 1));
        assert_eq!(fetch(client, 0, 0).unwrap(), ["x", "y"]);
        client.create_topic("new", 2, &[]);
        assert_eq!(described(client, Path::new(A)).1.len(), 3, "new ones go where they can");
    }

    /// Again on the same disks, after `unsynced` of the second.
    fn restarted(self, unsynced: Unsynced) -> (Broker, Client) {
        drop(self.broker);
        let second = Arc::new(self.second.crash(unsynced));
        let broker = Broker::start(on(self.first, second)).unwrap();
        let client = Client::connect(broker.address());
        (broker, client)
    }
}

fn wait_until(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !reached() {
        assert!(std::time::Instant::now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn a_full_disk_takes_its_directory_offline_and_loses_nothing() {
    for kind in [FaultKind::Full, FaultKind::Torn, FaultKind::Broken] {
        let mut two = Two::new(&[]);
        break_down(&two.second, FaultyCall::Write, kind);
        assert_eq!(produce(&mut two.client, 1, "lost").0, ErrorCode::KafkaStorageError);
        two.second_is_offline();
        let (_broker, mut client) = two.restarted(Unsynced::Keep);
        assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
        assert_eq!(produce(&mut client, 1, "z"), (ErrorCode::None, 1));
        assert_eq!(fetch(&mut client, 0, 0).unwrap(), ["x", "y"]);
        assert!(registered(&mut client, 1).offline_replicas.is_empty());
    }
}

#[test]
fn a_failed_sync_takes_its_directory_offline_and_acknowledges_nothing() {
    let mut two = Two::new(&[("flush.messages", "1")]);
    two.second.plan(Fault { call: FaultyCall::Sync, after: 0, kind: FaultKind::Broken });
    assert_eq!(produce(&mut two.client, 1, "unsynced").0, ErrorCode::KafkaStorageError);
    two.second_is_offline();
    let (_broker, mut client) = two.restarted(Unsynced::Lose);
    assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"], "what was acknowledged is there");
}

#[test]
fn a_disk_that_cannot_be_read_takes_its_directory_offline() {
    let mut two = Two::new(&[]);
    break_down(&two.second, FaultyCall::Read, FaultKind::Broken);
    assert_eq!(fetch(&mut two.client, 1, 0), Err(ErrorCode::KafkaStorageError));
    two.second_is_offline();
    let (_broker, mut client) = two.restarted(Unsynced::Keep);
    assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
}

#[test]
fn a_topic_whose_folder_cannot_be_made_takes_the_directory_offline() {
    let mut two = Two::new(&[]);
    break_down(&two.second, FaultyCall::Names, FaultKind::Full);
    two.client.create_topic("more", 2, &[]);
    wait_until("the controller knows", || registered(&mut two.client, 1).leader_id == -1);
    assert_eq!(fetch(&mut two.client, 1, 0), Err(ErrorCode::KafkaStorageError));
    assert_eq!(fetch(&mut two.client, 0, 0).unwrap(), ["x"]);
    drop(two.broker);
    two.second.heal();
    let broker = Broker::start(on(two.first, two.second)).unwrap();
    let mut client = Client::connect(broker.address());
    assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
}

/// A stop closes what is online; the other directory is recovered when it is back.
#[test]
fn a_clean_stop_marks_only_the_directories_that_are_online() {
    let mut two = Two::new(&[]);
    break_down(&two.second, FaultyCall::Write, FaultKind::Full);
    two.second_is_offline();
    two.second.heal();
    two.broker.stop();
    assert!(two.first.exists(".kafka_cleanshutdown").unwrap());
    assert!(!two.second.exists(".kafka_cleanshutdown").unwrap());
}

#[test]
fn a_directory_that_is_broken_at_the_start_leaves_the_others_alone() {
    let two = Two::new(&[]);
    drop(two.broker);
    break_down(&two.second, FaultyCall::Read, FaultKind::Broken);
    let broker = Broker::start(on(two.first.clone(), two.second.clone())).unwrap();
    let mut client = Client::connect(broker.address());
    assert_eq!(fetch(&mut client, 0, 0).unwrap(), ["x"]);
    assert_eq!(fetch(&mut client, 1, 0), Err(ErrorCode::KafkaStorageError));
    assert_eq!(registered(&mut client, 1).leader_id, -1);
    drop(broker);
    two.second.heal();
    let broker = Broker::start(on(two.first, two.second)).unwrap();
    let mut client = Client::connect(broker.address());
    assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
}

fn halts(broker: &Broker) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let halted = async { tokio::time::timeout(support::PATIENCE, broker.halted()).await.unwrap() };
    runtime.block_on(halted)
}

#[test]
fn without_its_metadata_directory_the_broker_halts() {
    for call in [FaultyCall::Write, FaultyCall::Sync] {
        let (first, second) = (Arc::new(FailingDisk::new()), Arc::new(MemoryDisk::new()));
        let broker = Broker::start(on(first.clone(), second.clone())).unwrap();
        let address = broker.address();
        let mut client = Client::connect(address);
        client.create_topic("t", 2, &[]);
        produce(&mut client, 1, "x");
        first.plan(Fault { call, after: 0, kind: FaultKind::Full });
        client.send(&ottla_core::protocol::messages::CreateTopicsRequest {
            topics: vec![ottla_core::protocol::messages::create_topics_request::CreatableTopic {
                name: "u".into(),
                num_partitions: 1,
                replication_factor: 1,
                ..Default::default()
            }],
            timeout_ms: 10_000,
            ..Default::default()
        });
        let reason = halts(&broker);
        // A sync that fails may also be that of the folder of a new partition.
        let is_named = ["__cluster_metadata-0/", "sync t-0"].iter().any(|one| reason.contains(one));
        assert!(is_named, "{reason}");
        for part in [A, "metadata", "free space"] {
            assert!(reason.contains(part), "{part} is not in: {reason}");
        }
        broker.stop();
        assert!(std::net::TcpStream::connect(address).is_err());
        let broker = Broker::start(on(first, second)).unwrap();
        let mut client = Client::connect(broker.address());
        assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["x"]);
    }
}

#[test]
fn without_any_directory_for_partitions_the_broker_halts() {
    let disks = [Arc::new(FailingDisk::new()), Arc::new(FailingDisk::new())];
    let metadata: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
    let options = on(disks[0].clone(), disks[1].clone())
        .set("metadata.log.dir", "/disk/m")
        .unwrap()
        .disk("/disk/m", metadata);
    let broker = Broker::start(options.clone()).unwrap();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    for (partition, disk) in [(0, &disks[0]), (1, &disks[1])] {
        assert_eq!(produce(&mut client, partition, "x"), (ErrorCode::None, 0));
        break_down(disk, FaultyCall::Write, FaultKind::Broken);
    }
    assert_eq!(produce(&mut client, 0, "y").0, ErrorCode::KafkaStorageError);
    // The answer to the last one may not come any more.
    client.send(&support::produce_request("t", Bytes::new(), -1));
    let mut request = support::produce_request("t", support::batch(&["y"]), -1);
    request.topic_data[0].partition_data[0].index = 1;
    client.send_at(&request, 12);
    let reason = halts(&broker);
    assert!(reason.contains("last log directory") && reason.contains(B), "{reason}");
    broker.stop();
    disks.iter().for_each(|disk| break_down(disk, FaultyCall::Read, FaultKind::Broken));
    let message = refusal(options.clone());
    assert!(message.contains("none of the log directories"), "{message}");
    assert!(message.contains(A) && message.contains(B), "{message}");
    disks.iter().for_each(|disk| disk.heal());
    let broker = Broker::start(options).unwrap();
    let mut client = Client::connect(broker.address());
    for partition in [0, 1] {
        assert_eq!(fetch(&mut client, partition, 0).unwrap(), ["x"]);
    }
}
