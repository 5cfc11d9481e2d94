//! A directory with transactions in every state goes from Ottla to Apache Kafka and back: whoever opens it
//! commits what was decided, lets go on what is open, and aborts what takes too long.

use std::{
    collections::BTreeSet,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use ottla_broker::{Broker, BrokerOptions, Clock, disk::FileDisk, testing::VirtualClock};
use ottla_core::{
    model::{
        ErrorCode, LeaderEpoch, Offset, PartitionId, ProducerEpoch, ProducerId, Rng, TopicName,
        TopicPartition,
    },
    protocol::{
        messages::MetadataRequest,
        records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    },
    storage::log::{AppendOrigin, LeaderBatch, Log, LogConfig, OpenMode},
    transactions::{Transaction, TransactionRecord, TransactionState, TransactionVersion},
};

use crate::{
    kafka_on_our_directory::{Kafka, connected},
    process::tool,
    support::{
        Client, now,
        transactions::{End, Producer},
    },
};

const TOPICS: [&str; 4] = ["t", "open", "prepared", "late"];

/// Ottla on the directory, whose clock stands still.
fn ours(data: &Path, clock: &VirtualClock) -> (Broker, Client) {
    let options = BrokerOptions::default().directory(data).clock(clock.clone());
    let settings = [
        ("node.id", "1"),
        ("connections.max.idle.ms", "-1"),
        ("offsets.topic.num.partitions", "1"),
        ("transaction.state.log.num.partitions", "1"),
    ];
    let set = |options: BrokerOptions, (key, value)| options.set(key, value);
    let broker = Broker::start(settings.into_iter().try_fold(options, set).unwrap()).unwrap();
    let mut client = Client::connect(broker.address());
    client.find_coordinators();
    (broker, client)
}

async fn kafkas(folder: &Path, data: &Path) -> Option<(Kafka, Client)> {
    let (kafka, address) = Kafka::start(folder, &[data])?;
    drop(connected(&address).await);
    let address: SocketAddr = address.parse().unwrap();
    let mut client = Client::connect(address);
    client.find_coordinators();
    client.until("the partitions are served", |client| {
        let request = MetadataRequest { topics: None, ..Default::default() };
        let topics = client.call(&request).topics;
        let served = |name: &&str| {
            let topic = topics.iter().find(|topic| topic.name.as_deref() == Some(*name));
            topic.is_some_and(|topic| topic.partitions[0].leader_id == 1)
        };
        TOPICS.iter().all(served)
    });
    Some((kafka, client))
}

/// Producers of transactions in each state.
struct Story {
    open: Producer,
    prepared: Producer,
    committed: Producer,
    late: Producer,
}

impl Story {
    fn told(client: &mut Client, late_ms: i32) -> Self {
        let aborted = client.init("aborted", 60_000);
        client.write(&aborted, "t", 0, "x", 12).unwrap();
        client.end(&aborted, End::Abort, 5).unwrap();
        client.until("it has ended", |client| client.ends("t") == (2, 2));
        let committed = client.init("committed", 60_000);
        client.write(&committed, "t", 0, "a", 12).unwrap();
        client.commit_in_transaction(&committed, "of-committed", "t", 3, 5);
        let committed = client.end(&committed, End::Commit, 5).unwrap();
        client.until("all have ended", |client| client.ends("t") == (4, 4));
        client.until("all is complete", |client| client.state_of("committed") == "CompleteCommit");
        let [open, prepared] = ["open", "prepared"].map(|id| {
            let producer = client.init(id, 600_000);
            client.write(&producer, id, 0, "a", 12).unwrap();
            let group = format!("of-{id}");
            assert_eq!(client.commit_in_transaction(&producer, &group, "t", 9, 5), ErrorCode::None);
            producer
        });
        let late = client.init("late", late_ms);
        client.write(&late, "late", 0, "x", 12).unwrap();
        Self { open, prepared, committed, late }
    }

    /// Decides the end of one transaction, as a broker does that is gone before the first marker.
    fn prepare(&self, data: &Path, clock: &VirtualClock) {
        let now = clock.now();
        let disk = Arc::new(FileDisk::open(data).unwrap());
        let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
        let config = Arc::new(LogConfig::default());
        let rng = Rng::from_seed(1);
        let mut log = Log::open(disk, "__transaction_state-0", config, mode, rng, now).unwrap().0;
        let partition = |topic: &str| TopicPartition {
            topic: TopicName::new(topic).unwrap(),
            partition: PartitionId(0),
        };
        let producer_id = ProducerId(self.prepared.producer_id);
        let transaction = Transaction {
            producer_id,
            previous_producer_id: producer_id,
            next_producer_id: ProducerId::NONE,
            producer_epoch: ProducerEpoch(self.prepared.epoch + 1),
            last_producer_epoch: ProducerEpoch(self.prepared.epoch),
            timeout_ms: 600_000,
            state: TransactionState::PrepareCommit,
            partitions: BTreeSet::from([partition("prepared"), partition("__consumer_offsets")]),
            started_at: now.wall,
            updated_at: now.wall,
            version: TransactionVersion::V2,
        };
        let transaction = Box::new(transaction);
        let record = TransactionRecord::Set { id: "prepared".into(), transaction, version: 1 };
        let (key, value) = record.encode().unwrap();
        let mut builder = BatchBuilder::default();
        let (key, value) = (Some(&key[..]), value.as_deref());
        builder.append(NewRecord { timestamp: now.wall, key, value, headers: [] }).unwrap();
        let bytes = builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        let epoch = log.leader_epochs().latest().unwrap_or(LeaderEpoch(0));
        log.append_as_leader(&[batch], epoch, AppendOrigin::Coordinator, now).unwrap();
        log.close().unwrap();
    }

    /// Whoever has the directory now has carried out what was decided, and knows what is open.
    fn goes_on(&self, client: &mut Client, clock: &VirtualClock) {
        client.until("what was decided is done", |client| {
            // Markers may have to be tried again: the groups may not be loaded yet.
            clock.advance(Duration::from_millis(1));
            client.state_of("prepared") == "CompleteCommit"
        });
        assert_eq!(client.ends("prepared"), (2, 2));
        assert_eq!(client.read_committed("prepared").values, ["a"]);
        assert_eq!(client.stable_offset("of-prepared", "t"), Ok(9));
        let seen = client.read_committed("t");
        assert_eq!((&seen.values[..], seen.aborted.len()), (&["a".to_owned()][..], 1));
        assert_eq!(client.stable_offset("of-committed", "t"), Ok(3));
        let described = client.described("committed");
        assert_eq!(&*described.transaction_state, "CompleteCommit");
        let of = (described.producer_id, described.producer_epoch);
        assert_eq!(of, (self.committed.producer_id, self.committed.epoch));

        assert_eq!((&*client.state_of("open"), client.ends("open")), ("Ongoing", (0, 1)));
        let pending = client.stable_offset("of-open", "t");
        assert_eq!(pending, Err(ErrorCode::UnstableOffsetCommit));
        assert_eq!(client.write(&self.open, "open", 1, "b", 12), Ok(1));
        client.end(&self.open, End::Commit, 5).unwrap();
        client.until("it has ended", |client| client.ends("open") == (3, 3));
        assert_eq!(client.read_committed("open").values, ["a", "b"]);
        client.until("its offset counts", |client| client.stable_offset("of-open", "t") == Ok(9));
    }

    fn has_gone_on(&self, client: &mut Client) {
        for (id, state) in [
            ("aborted", "CompleteAbort"),
            ("committed", "CompleteCommit"),
            ("prepared", "CompleteCommit"),
            ("open", "CompleteCommit"),
            ("late", "CompleteAbort"),
        ] {
            assert_eq!(client.state_of(id), state, "{id}");
        }
        assert_eq!(client.ends("late"), (2, 2));
        assert_eq!(client.read_committed("late").values, [""; 0]);
        assert_eq!(client.read_committed("open").values, ["a", "b"]);
        assert_eq!(client.read_committed("prepared").values, ["a"]);
        for (group, offset) in [("of-open", 9), ("of-prepared", 9), ("of-committed", 3)] {
            assert_eq!(client.stable_offset(group, "t"), Ok(offset), "{group}");
        }
        // Each producer goes on where it was.
        let next = self.open.with_epoch(self.open.epoch + 1);
        assert_eq!(client.write(&next, "open", 0, "c", 12), Ok(3));
        assert_eq!(client.write(&self.committed, "t", 0, "b", 12), Ok(4));
        let fenced = client.write(&self.late, "late", 1, "x", 12);
        assert_eq!(fenced, Err(ErrorCode::InvalidProducerEpoch));
        for producer in [&next, &self.committed] {
            client.end(producer, End::Commit, 5).unwrap();
        }
        client.until("all have ended", |client| {
            (client.ends("open"), client.ends("t")) == ((5, 5), (6, 6))
        });
    }
}

/// A directory with the topics.
fn directory(folder: &Path, clock: &VirtualClock) -> PathBuf {
    let data = folder.join("data");
    fs::create_dir(&data).unwrap();
    let (_broker, mut client) = ours(&data, clock);
    TOPICS.iter().for_each(|topic| client.create_topic(topic, 1, &[]));
    data
}

#[tokio::test]
async fn apache_kafka_goes_on_with_our_transactions() {
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let clock = VirtualClock::starting_at(now());
    let data = directory(folder.path(), &clock);
    let story = {
        let (_broker, mut client) = ours(&data, &clock);
        Story::told(&mut client, 5_000)
    };
    story.prepare(&data, &clock);
    let Some((kafka, mut client)) = kafkas(folder.path(), &data).await else { return };
    story.goes_on(&mut client, &clock);
    client.until("it takes too long", |client| client.state_of("late") == "CompleteAbort");
    kafka.stop();
    let (_broker, mut client) = ours(&data, &clock);
    story.has_gone_on(&mut client);
}

#[tokio::test]
async fn we_go_on_with_the_transactions_of_apache_kafka() {
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let clock = VirtualClock::starting_at(now());
    let data = directory(folder.path(), &clock);
    let Some((kafka, mut client)) = kafkas(folder.path(), &data).await else { return };
    let story = Story::told(&mut client, 600_000);
    kafka.stop();
    story.prepare(&data, &clock);
    let (broker, mut client) = ours(&data, &clock);
    story.goes_on(&mut client, &clock);
    assert_eq!((&*client.state_of("late"), client.ends("late")), ("Ongoing", (0, 1)));
    // Kafka's clock went on from where this one stands.
    clock.advance(Duration::from_secs(700));
    client.until("it takes too long", |client| client.state_of("late") == "CompleteAbort");
    drop((client, broker));
    let Some((kafka, mut client)) = kafkas(folder.path(), &data).await else { return };
    story.has_gone_on(&mut client);
    kafka.stop();
}
