//! Apache Kafka starts on a copy of a directory that Ottla wrote, serves the same records, and writes
//! to it; then Ottla goes on with what Apache Kafka left. The other way round is broker/tests/kafka_directory.rs.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use bytestring::ByteString;
use ottla::{
    Client, Compression, IsolationLevel, OwnedRecord, PartitionConsumerOptions, ProducerOptions,
    Record, StartOffset, admin::NewTopic,
};
use ottla_broker::{Broker, BrokerOptions, Clock, disk::FileDisk, testing::VirtualClock};
use ottla_core::{
    model::{ErrorCode, LeaderEpoch, Now, Offset, ProducerEpoch, ProducerId, Rng, Timestamp},
    protocol::{
        consumer_protocol,
        messages::{
            ConsumerGroupHeartbeatRequest, ConsumerProtocolSubscription, HeartbeatRequest,
            JoinGroupRequest, SyncGroupRequest, join_group_request::JoinGroupRequestProtocol,
        },
        records::{
            Attributes, BatchBuilder, BatchFields, Codecs, ControlType, NewRecord, end_marker_value,
        },
    },
    storage::log::{AppendOrigin, LeaderBatch, Log, LogConfig, OpenMode},
};

use super::{
    process::{java, run, tool},
    support,
};

/// For a JVM that starts on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

const CODECS: [(&str, Compression); 5] = [
    ("none", Compression::None),
    ("gzip", Compression::Gzip),
    ("snappy", Compression::Snappy),
    ("lz4", Compression::Lz4),
    ("zstd", Compression::Zstd),
];

pub(super) struct Kafka(Child);

impl Drop for Kafka {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Kafka {
    /// On these log directories; configuration and log go into `folder`.
    pub(super) fn start(folder: &Path, directories: &[&Path]) -> Option<(Self, String)> {
        let paths: Vec<String> =
            directories.iter().map(|path| path.display().to_string()).collect();
        let [client, controller] = free_ports();
        let properties = format!(
            "process.roles=broker,controller\nnode.id=1\n\
             controller.quorum.voters=1@127.0.0.1:{controller}\n\
             listeners=PLAINTEXT://127.0.0.1:{client},CONTROLLER://127.0.0.1:{controller}\n\
             inter.broker.listener.name=PLAINTEXT\ncontroller.listener.names=CONTROLLER\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             log.dirs={}\nlog.cleaner.enable=false\n",
            paths.join(",")
        );
        let path = folder.join("server.properties");
        fs::write(&path, properties).unwrap();
        let log = fs::File::create(folder.join("kafka.log")).unwrap();
        let mut command: Command = java("kafka.Kafka")?;
        command.arg(&path).current_dir(folder).stderr(Stdio::null()).stdout(log);
        Some((Self(command.spawn().unwrap()), format!("127.0.0.1:{client}")))
    }

    /// Asks it to stop, and waits until it has.
    pub(super) fn stop(mut self) {
        let id = self.0.id().to_string();
        run(Command::new("kill").arg(&id), b"");
        let deadline = Instant::now() + PATIENCE;
        while self.0.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "Apache Kafka does not stop");
            std::thread::yield_now();
        }
    }
}

/// A client, once Apache Kafka is up.
pub(super) async fn connected(address: &str) -> Client {
    let client = tokio::time::timeout(PATIENCE, async {
        loop {
            match Client::connect(address).await {
                Ok(client) => break client,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    });
    client.await.expect("Apache Kafka starts on our directory")
}

fn free_ports<const N: usize>() -> [u16; N] {
    let listeners = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.each_ref().map(|listener| listener.local_addr().unwrap().port())
}

fn ours(data: &Path, clock: &VirtualClock) -> Broker {
    let options = BrokerOptions::default()
        .clock(clock.clone())
        .set("node.id", "1")
        .unwrap()
        .set("connections.max.idle.ms", "-1")
        .unwrap();
    Broker::start(options.directory(data)).unwrap()
}

pub(super) async fn read(client: &Client, topic: &str, count: usize) -> Vec<OwnedRecord> {
    read_at(IsolationLevel::ReadUncommitted, client, topic, count).await
}

async fn read_at(
    isolation: IsolationLevel,
    client: &Client,
    topic: &str,
    count: usize,
) -> Vec<OwnedRecord> {
    let options = PartitionConsumerOptions { isolation, ..PartitionConsumerOptions::default() };
    let mut consumer = client.partition_consumer(options).unwrap();
    consumer.assign(topic, 0, StartOffset::Beginning).await.unwrap();
    let mut records = Vec::new();
    while records.len() < count {
        let next = tokio::time::timeout(PATIENCE, consumer.next_batch()).await;
        let Some(batch) = next.expect("more records").unwrap() else { break };
        records.extend(batch.iter().map(|record| record.to_owned_record()));
    }
    records
}

async fn write_all(client: &Client) {
    for (name, compression) in CODECS {
        client.admin().create_topics([NewTopic::new(name).partitions(1)]).await.unwrap();
        let options = ProducerOptions { compression, ..ProducerOptions::default() };
        let producer = client.producer(options).unwrap();
        for number in 0..500 {
            let (key, value) = (format!("key {number}"), format!("value {number} of {name}"));
            let record = Record::to(name).key(&key).value(&value).header("h", "1").null_header("n");
            let _delivery = producer.enqueue(record).await.unwrap();
        }
        producer.flush().await.unwrap();
    }
}

/// A topic that was compacted: what is left has gaps, and batches that are empty.
async fn write_compacted(client: &Client, clock: &VirtualClock) -> usize {
    let topic = NewTopic::new("compacted")
        .partitions(1)
        .config("cleanup.policy", "compact")
        .config("min.cleanable.dirty.ratio", "0.01")
        .config("segment.ms", "1000");
    client.admin().create_topics([topic]).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for number in 0..20 {
        clock.advance(Duration::from_secs(2));
        let (key, value) = (format!("{}", number % 3), format!("{number}"));
        // Segments close by the time of their records.
        let time = clock.now().wall.0;
        let record = Record::to("compacted").key(&key).value(&value).timestamp(time);
        producer.send(record).await.unwrap();
    }
    let deadline = Instant::now() + PATIENCE;
    loop {
        clock.advance(Duration::from_secs(15));
        // The last one is in the active segment; of the others one for each key is left.
        let first = read(client, "compacted", 1).await;
        if first[0].offset >= 16 {
            return 4;
        }
        assert!(Instant::now() < deadline, "it is not compacted");
    }
}

const IN_TRANSACTIONS: &str = "in-transactions";
/// Records of each transaction; every other one is committed.
const TRANSACTION_RECORDS: i32 = 3;
const TRANSACTIONS: i32 = 6;
const COMMITTED: usize = (TRANSACTION_RECORDS * TRANSACTIONS / 2) as usize;

/// Transactions of two producers, in turns and all ended, written into the log of a topic while no broker
/// runs.
fn write_transactions(data: &Path, now: Now) {
    let disk = Arc::new(FileDisk::open(data).unwrap());
    let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
    let config = Arc::new(LogConfig::default());
    let name = format!("{IN_TRANSACTIONS}-0");
    let mut log = Log::open(disk, &name, config, mode, Rng::from_seed(1), now).unwrap().0;
    let mut append = |builder: BatchBuilder, fields: BatchFields, origin| {
        let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        let epoch = LeaderEpoch(0);
        log.append_as_leader(&[batch], epoch, origin, now).unwrap();
    };
    for transaction in 0..TRANSACTIONS {
        let fields = BatchFields {
            producer_id: ProducerId(500 + i64::from(transaction % 2)),
            producer_epoch: ProducerEpoch(0),
            base_sequence: transaction / 2 * TRANSACTION_RECORDS,
            attributes: Attributes(0).transactional(),
            ..BatchFields::default()
        };
        let mut builder = BatchBuilder::default();
        for number in 0..TRANSACTION_RECORDS {
            let value = format!("record {number} of transaction {transaction}");
            let (key, value) = (None, Some(value.as_bytes()));
            builder.append(NewRecord { timestamp: now.wall, key, value, headers: [] }).unwrap();
        }
        append(builder, fields, AppendOrigin::Client);
        // Ends the one before, so that two are open at a time.
        let ended = [(transaction > 0).then(|| transaction - 1)];
        let last = (transaction + 1 == TRANSACTIONS).then_some(transaction);
        for ended in ended.into_iter().chain([last]).flatten() {
            let how = if ended % 2 == 0 { ControlType::Commit } else { ControlType::Abort };
            let mut builder = BatchBuilder::default();
            builder.append_control(now.wall, how, &end_marker_value(1)).unwrap();
            let fields = BatchFields {
                producer_id: ProducerId(500 + i64::from(ended % 2)),
                base_sequence: -1,
                attributes: Attributes(0).transactional().control(),
                ..fields
            };
            append(builder, fields, AppendOrigin::Coordinator);
        }
    }
    log.close().unwrap();
}

/// What readers of both levels see of the transactions: all, and those that were committed.
async fn read_transactions(client: &Client) -> [Vec<OwnedRecord>; 2] {
    let all = (TRANSACTION_RECORDS * TRANSACTIONS) as usize;
    let uncommitted = read(client, IN_TRANSACTIONS, all).await;
    let committed =
        read_at(IsolationLevel::ReadCommitted, client, IN_TRANSACTIONS, COMMITTED).await;
    assert_eq!((uncommitted.len(), committed.len()), (all, COMMITTED));
    assert!(committed.iter().all(|record| {
        let value = String::from_utf8_lossy(record.value.as_deref().unwrap());
        value.ends_with(['0', '2', '4'])
    }));
    [uncommitted, committed]
}

/// Groups of both protocols, each with a member, and one that only has offsets.
struct Groups {
    generation: i32,
    member_id: ByteString,
    epoch: i32,
}

const CONSUMER_MEMBER: &str = "9fC1GWbYQmWmZg0Jg4tZrA";

impl Groups {
    fn begin(address: SocketAddr) -> Self {
        let mut client = support::Client::connect(address);
        client.commit_offset("offsets", "none", 7, "by Ottla");
        let mut member_id = ByteString::new();
        let joined = client.coordinated("classic", |client| {
            let subscription =
                ConsumerProtocolSubscription { topics: vec!["none".into()], ..Default::default() };
            let request = JoinGroupRequest {
                group_id: "classic".into(),
                session_timeout_ms: 300_000,
                rebalance_timeout_ms: 300_000,
                member_id: member_id.clone(),
                protocol_type: "consumer".into(),
                protocols: vec![JoinGroupRequestProtocol {
                    name: "range".into(),
                    metadata: consumer_protocol::encode(&subscription, 3).unwrap(),
                }],
                ..Default::default()
            };
            // Version 3 knows no id that has to be asked for first.
            let response = client.call_at(&request, 3);
            member_id = response.member_id.clone();
            let code = ErrorCode::from_code(response.error_code);
            (response, code)
        });
        let sync = SyncGroupRequest {
            group_id: "classic".into(),
            generation_id: joined.generation_id,
            member_id: joined.member_id.clone(),
            ..Default::default()
        };
        assert_eq!(client.call_at(&sync, 3).error_code, 0);
        let join = ConsumerGroupHeartbeatRequest {
            rebalance_timeout_ms: 300_000,
            subscribed_topic_names: Some(vec!["none".into(), "zstd".into()]),
            topic_partitions: Some(Vec::new()),
            ..consumer_heartbeat(0)
        };
        let response = client.coordinated("consumer", |client| {
            let response = client.call(&join);
            let code = ErrorCode::from_code(response.error_code);
            (response, code)
        });
        let (generation, member_id) = (joined.generation_id, joined.member_id);
        Self { generation, member_id, epoch: response.member_epoch }
    }

    /// Whoever coordinates the groups now knows the members and their epochs, and sees no reason for a
    /// rebalance.
    fn go_on(&self, address: SocketAddr, offsets: &[(&str, i64, &str)]) {
        let mut client = support::Client::connect(address);
        let offsets = offsets
            .iter()
            .map(|(topic, offset, text)| ((*topic).to_owned(), 0, *offset, (*text).to_owned()));
        assert_eq!(client.committed_offsets("offsets"), offsets.collect::<Vec<_>>());
        let heartbeat = HeartbeatRequest {
            group_id: "classic".into(),
            generation_id: self.generation,
            member_id: self.member_id.clone(),
            ..Default::default()
        };
        client.coordinated("classic", |client| {
            ((), ErrorCode::from_code(client.call_at(&heartbeat, 3).error_code))
        });
        let response = client.coordinated("consumer", |client| {
            let response = client.call(&consumer_heartbeat(self.epoch));
            let code = ErrorCode::from_code(response.error_code);
            (response, code)
        });
        assert_eq!((response.member_epoch, response.assignment), (self.epoch, None));
    }
}

fn consumer_heartbeat(member_epoch: i32) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        group_id: "consumer".into(),
        member_id: CONSUMER_MEMBER.into(),
        member_epoch,
        ..Default::default()
    }
}

#[tokio::test]
async fn apache_kafka_serves_what_we_wrote_and_we_serve_what_it_left() {
    if tool("OTTLA_KAFKA_LIBS").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64;
    let clock = VirtualClock::starting_at(Timestamp(wall));
    let broker = ours(&data, &clock);
    let client = Client::embedded(&broker).await.unwrap();
    write_all(&client).await;
    let left = write_compacted(&client, &clock).await;
    let topics = CODECS.iter().map(|(name, _)| (*name, 500)).chain([("compacted", left)]);
    let topics: Vec<(&str, usize)> = topics.collect();
    let mut expected = Vec::new();
    for (topic, count) in &topics {
        expected.push(read(&client, topic, *count).await);
    }
    let topic = NewTopic::new(IN_TRANSACTIONS).partitions(1);
    client.admin().create_topics([topic]).await.unwrap();
    drop((client, broker));
    write_transactions(&data, clock.now());
    let broker = ours(&data, &clock);
    let client = Client::embedded(&broker).await.unwrap();
    let transactions = read_transactions(&client).await;
    let groups = Groups::begin(broker.address());
    drop((client, broker));

    let Some((kafka, address)) = Kafka::start(folder.path(), &[&data]) else { return };
    let client = connected(&address).await;
    for ((topic, count), expected) in topics.iter().zip(&expected) {
        assert_eq!(&read(&client, topic, *count).await, expected, "{topic}");
    }
    assert_eq!(read_transactions(&client).await, transactions);
    let kafka_address = address.parse().unwrap();
    groups.go_on(kafka_address, &[("none", 7, "by Ottla")]);
    support::Client::connect(kafka_address).commit_offset("offsets", "zstd", 9, "by Apache Kafka");
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let written =
        producer.send(Record::to("none").key("k").value("by Apache Kafka")).await.unwrap();
    assert_eq!(written.offset, 500);
    drop((producer, client));
    kafka.stop();

    let broker = ours(&data, &clock);
    let client = Client::embedded(&broker).await.unwrap();
    for ((topic, count), expected) in topics.iter().zip(&expected) {
        assert_eq!(read(&client, topic, *count).await[..*count], expected[..], "{topic}");
    }
    assert_eq!(read_transactions(&client).await, transactions);
    let last = &read(&client, "none", 501).await[500];
    assert_eq!(last.value.as_deref(), Some(&b"by Apache Kafka"[..]));
    let offsets = [("none", 7, "by Ottla"), ("zstd", 9, "by Apache Kafka")];
    groups.go_on(broker.address(), &offsets);
}
