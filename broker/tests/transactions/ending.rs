//! What is told while a transaction is ending: its end is decided, and a partition's directory has failed
//! before it got its marker. When the broker is started again with the directory, the marker is written.

use std::{path::Path, sync::Arc};

use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{EndTxnRequest, TxnOffsetCommitRequest},
    storage::disk::{
        Disk,
        failing::{FailingDisk, Fault, FaultKind, FaultyCall, Unsynced},
    },
};

use super::support::{
    Client, batch,
    transactions::{End, end_request, offsets_request},
};

const A: &str = "/disk/a";
const B: &str = "/disk/b";

struct Scene {
    broker: Broker,
    client: Client,
    first: Arc<FailingDisk>,
    second: Arc<FailingDisk>,
}

/// The broker waits for the transaction before for as long as this, in milliseconds.
fn start(first: &Arc<FailingDisk>, second: &Arc<FailingDisk>, patience: &str) -> Broker {
    let disk = |disk: &Arc<FailingDisk>| -> Arc<dyn Disk> { disk.clone() };
    let options = BrokerOptions::default().directories([Path::new(A), Path::new(B)]);
    let options = options.disk(A, disk(first)).disk(B, disk(second));
    let options = options.set("offsets.topic.num.partitions", "1").unwrap();
    let options = options.set("transaction.state.log.num.partitions", "1").unwrap();
    let options = options.set("add.partitions.to.txn.retry.backoff.max.ms", patience).unwrap();
    Broker::start(options).unwrap()
}

impl Scene {
    /// Topic `t` is in the second directory, all else in the first.
    fn new() -> Self {
        Self::with_patience("100")
    }

    fn with_patience(patience: &str) -> Self {
        let (first, second) = (Arc::new(FailingDisk::new()), Arc::new(FailingDisk::new()));
        let broker = start(&first, &second, patience);
        let mut client = Client::connect(broker.address());
        // A new partition goes where the fewest are.
        client.create_topic("u", 1, &[]);
        client.create_topic("t", 1, &[]);
        client.coordinated("g", |_| ((), ErrorCode::None));
        client.create_topic("other", 1, &[]);
        client.find_coordinators();
        let mut scene = Self { broker, client, first, second };
        let in_second = scene.in_second();
        assert!(in_second.contains(&"t".to_owned()), "{in_second:?}");
        scene
    }

    fn in_second(&mut self) -> Vec<String> {
        use ottla_core::protocol::messages::DescribeLogDirsRequest;
        let response = self.client.call(&DescribeLogDirsRequest { topics: None });
        let found = response.results.iter().find(|result| &*result.log_dir == B).unwrap();
        found.topics.iter().map(|topic| topic.name.to_string()).collect()
    }

    fn fail_second(&mut self) {
        for _ in 0..1_000 {
            self.second.plan(Fault { call: FaultyCall::Write, after: 0, kind: FaultKind::Broken });
        }
        let code = self.client.produce("t", batch(&["lost"])).0;
        assert_eq!(code, ErrorCode::KafkaStorageError);
    }

    /// Started again, with a second directory that works.
    fn restarted(self) -> (Broker, Client) {
        drop(self.broker);
        let second = Arc::new(self.second.crash(Unsynced::Keep));
        let broker = start(&self.first, &second, "100");
        let mut client = Client::connect(broker.address());
        client.find_coordinators();
        (broker, client)
    }
}

#[test]
fn whoever_asks_while_a_transaction_ends_is_to_come_back() {
    let mut scene = Scene::new();
    let client = &mut scene.client;
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    client.commit_in_transaction(&producer, "g", "t", 9, 5);
    scene.fail_second();
    let client = &mut scene.client;
    let next = client.end(&producer, End::Commit, 5).unwrap();
    assert_eq!(next, producer.with_epoch(1));
    // One of its markers is missing.
    client.until("the offset counts", |client| client.stable_offset("g", "t") == Ok(9));
    let described = client.described("id");
    assert_eq!((&*described.transaction_state, described.producer_epoch), ("PrepareCommit", 1));
    assert_eq!((described.topics.len(), &*described.topics[0].topic), (1, "t"));

    let concurrent = ErrorCode::ConcurrentTransactions;
    let stranger = producer.with_producer_id(producer.producer_id + 1_000);
    for asking in [&producer, &next, &producer.with_epoch(7), &stranger] {
        for end in [End::Commit, End::Abort] {
            assert_eq!(client.end(asking, end, 5), Err(concurrent), "{asking:?}");
        }
        assert_eq!(client.add_partitions(asking, &[("u", &[0])], 3), [concurrent], "{asking:?}");
        assert_eq!(client.add_offsets(asking, "g", 4), concurrent, "{asking:?}");
        assert_eq!(client.init_again(asking), Err(concurrent), "{asking:?}");
    }
    // The first protocol looks at the producer first.
    for end in [End::Commit, End::Abort] {
        assert_eq!(client.end(&next, end, 4), Err(concurrent), "{end:?}");
        assert_eq!(client.end(&producer, end, 4), Err(ErrorCode::ProducerFenced), "{end:?}");
        let mapping = ErrorCode::InvalidProducerIdMapping;
        assert_eq!(client.end(&stranger, end, 4), Err(mapping), "{end:?}");
    }
    // A client that leaves it to the broker waits there first; older ones know no such code.
    assert_eq!(client.write(&next, "u", 0, "x", 12), Err(concurrent));
    assert_eq!(client.write(&next, "u", 0, "x", 11), Err(ErrorCode::NotEnoughReplicas));
    assert_eq!(client.commit_in_transaction(&next, "g", "u", 1, 5), concurrent);
    assert_eq!(client.commit_in_transaction(&next, "g", "u", 1, 4), concurrent);
    assert_eq!(client.state_of("id"), "PrepareCommit");

    let (_broker, mut client) = scene.restarted();
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.read_committed("t").values, ["a"]);
    assert_eq!((client.ends("t"), client.stable_offset("g", "t")), ((2, 2), Ok(9)));
    assert_eq!(client.write(&next, "t", 0, "b", 12), Ok(2));
    assert_eq!(client.end(&next, End::Commit, 5), Ok(next.with_epoch(2)));
}

#[test]
fn an_abort_that_was_decided_is_carried_out_after_a_restart() {
    let mut scene = Scene::new();
    let client = &mut scene.client;
    let producer = client.init("id", 60_000);
    client.add_partitions(&producer, &[("t", &[0]), ("u", &[0])], 3);
    client.write(&producer, "t", 0, "a", 11).unwrap();
    scene.fail_second();
    let client = &mut scene.client;
    client.end(&producer, End::Abort, 4).unwrap();
    client.until("one marker is written", |client| client.ends("u") == (1, 1));
    assert_eq!(client.state_of("id"), "PrepareAbort");

    let (_broker, mut client) = scene.restarted();
    client.until("it is complete", |client| client.state_of("id") == "CompleteAbort");
    let seen = client.read_committed("t");
    assert_eq!((seen.values.len(), seen.aborted), (0, vec![(producer.producer_id, 0)]));
    // The log does not say which partitions had their markers: all get one again.
    assert_eq!((client.ends("t"), client.ends("u")), ((2, 2), (2, 2)));
}

#[test]
fn a_topic_that_is_deleted_needs_no_marker() {
    let mut scene = Scene::new();
    let client = &mut scene.client;
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    client.write(&producer, "u", 0, "b", 12).unwrap();
    scene.fail_second();
    let client = &mut scene.client;
    client.end(&producer, End::Commit, 5).unwrap();
    client.until("one marker is written", |client| client.ends("u") == (2, 2));
    assert_eq!(client.state_of("id"), "PrepareCommit");
    delete(client, "t");
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.read_committed("u").values, ["b"]);
}

/// A client that has several requests on their way has them handled one after the other.
#[test]
fn offsets_that_wait_for_the_transaction_before_hold_up_the_end_of_their_own() {
    let mut scene = Scene::with_patience("20000");
    let client = &mut scene.client;
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    scene.fail_second();
    let client = &mut scene.client;
    let next = client.end(&producer, End::Commit, 5).unwrap();
    let mut other = Client::connect(scene.broker.address());
    other.send_at(&offsets_request(&next, "g", "u", 9), 5);
    other.send_at(&end_request(&next, End::Commit), 5);
    // Nothing is left to wait for.
    delete(client, "t");
    let committed = other.receive::<TxnOffsetCommitRequest>(5);
    assert_eq!(committed.topics[0].partitions[0].error_code, 0);
    let ended = other.receive::<EndTxnRequest>(5);
    assert_eq!(
        (ErrorCode::from_code(ended.error_code), ended.producer_epoch),
        (ErrorCode::None, 2)
    );
    client.until("the offset counts", |client| client.stable_offset("g", "u") == Ok(9));
}

fn delete(client: &mut Client, topic: &str) {
    use ottla_core::protocol::messages::DeleteTopicsRequest;
    let request = DeleteTopicsRequest { topic_names: vec![topic.into()], ..Default::default() };
    assert_eq!(client.call_at(&request, 5).responses[0].error_code, 0);
}
