//! Apache Kafka starts on a copy of a directory that Ottla wrote, serves the same records, and writes
//! to it; then Ottla goes on with what Apache Kafka left. The other way round is broker/tests/kafka_directory.rs.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use ottla::{
    Client, Compression, OwnedRecord, PartitionConsumerOptions, ProducerOptions, Record,
    StartOffset, admin::NewTopic,
};
use ottla_broker::{Broker, BrokerOptions, Clock, testing::VirtualClock};
use ottla_core::model::Timestamp;

use super::process::{java, run, tool};

/// For a JVM that starts on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

const CODECS: [(&str, Compression); 5] = [
    ("none", Compression::None),
    ("gzip", Compression::Gzip),
    ("snappy", Compression::Snappy),
    ("lz4", Compression::Lz4),
    ("zstd", Compression::Zstd),
];

struct Kafka(Child);

impl Drop for Kafka {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Kafka {
    fn start(folder: &Path, data: &Path) -> Option<(Self, String)> {
        let [client, controller] = free_ports();
        let properties = format!(
            "process.roles=broker,controller\nnode.id=1\n\
             controller.quorum.voters=1@127.0.0.1:{controller}\n\
             listeners=PLAINTEXT://127.0.0.1:{client},CONTROLLER://127.0.0.1:{controller}\n\
             inter.broker.listener.name=PLAINTEXT\ncontroller.listener.names=CONTROLLER\n\
             listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n\
             log.dirs={}\nlog.cleaner.enable=false\n",
            data.display()
        );
        let path = folder.join("server.properties");
        fs::write(&path, properties).unwrap();
        let log = fs::File::create(folder.join("kafka.log")).unwrap();
        let mut command: Command = java("kafka.Kafka")?;
        command.arg(&path).current_dir(folder).stderr(Stdio::null()).stdout(log);
        Some((Self(command.spawn().unwrap()), format!("127.0.0.1:{client}")))
    }

    /// Asks it to stop, and waits until it has.
    fn stop(mut self) {
        let id = self.0.id().to_string();
        run(Command::new("kill").arg(&id), b"");
        let deadline = Instant::now() + PATIENCE;
        while self.0.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "Apache Kafka does not stop");
            std::thread::yield_now();
        }
    }
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

async fn read(client: &Client, topic: &str, count: usize) -> Vec<OwnedRecord> {
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default());
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
    drop((client, broker));

    let Some((kafka, address)) = Kafka::start(folder.path(), &data) else { return };
    let client = tokio::time::timeout(PATIENCE, async {
        loop {
            match Client::connect(&address).await {
                Ok(client) => break client,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    });
    let client = client.await.expect("Apache Kafka starts on our directory");
    for ((topic, count), expected) in topics.iter().zip(&expected) {
        assert_eq!(&read(&client, topic, *count).await, expected, "{topic}");
    }
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
    let last = &read(&client, "none", 501).await[500];
    assert_eq!(last.value.as_deref(), Some(&b"by Apache Kafka"[..]));
}
