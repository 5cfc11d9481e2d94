//! What our client takes of the processor for each record that it consumes, over loopback TCP:
//! `cargo bench -p ottla-broker --bench consume [-- DIRECTORY]`, after `cargo build --release -p ottla-cli`.
//! `OTTLA_PEER=HOST:PORT` names another broker to read from. Records of 100 bytes in batches of 16 KiB. The
//! floor is a socket that is written and read, and nothing made of what comes. Linux only.

mod measure;

use std::{
    env,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process, thread,
    time::{Duration, Instant},
};

use measure::{broker_process::BrokerProcess, process::cpu};
use ottla::{
    Client, Compression, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    admin::NewTopic,
};

const RECORD_BYTES: usize = 100;
const RECORDS: usize = 5_000_000;
const PARTITIONS: i32 = 3;
const ROUNDS: usize = 5;
/// Microseconds of processor time for a record.
const TARGET: f64 = 0.15;

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(Path::new(&parent)).expect("a directory to write to");
    let broker = BrokerProcess::start_on(&root.path().join("broker"));
    let peer = env::var("OTTLA_PEER").ok().map(|peer| peer.parse().expect("HOST:PORT"));
    let address: SocketAddr = peer.unwrap_or(broker.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    println!(
        "{RECORDS} records of {RECORD_BYTES} B, us of processor time for each (goal {TARGET})"
    );
    floor();
    for compression in [Compression::None, Compression::Lz4] {
        let topic = format!("consume-{compression}-{}", process::id());
        runtime.block_on(fill(address, &topic, compression));
        let mut each: Vec<f64> =
            (0..ROUNDS).map(|_| runtime.block_on(consume(address, &topic))).collect();
        each.sort_by(f64::total_cmp);
        println!("{compression}: median {:.3}", each[ROUNDS / 2]);
        runtime.block_on(read_ahead(address, &topic));
    }
    broker.stop();
}

async fn client(address: SocketAddr) -> Client {
    Client::connect(&address.to_string()).await.expect("a broker")
}

async fn fill(address: SocketAddr, topic: &str, compression: Compression) {
    let client = client(address).await;
    let new = NewTopic::new(topic).partitions(PARTITIONS).replication_factor(1);
    client.admin().create_topics([new]).await.expect("a topic");
    let options = ProducerOptions { compression, ..Default::default() };
    let producer = client.producer(options).expect("good options");
    let mut value = [0; RECORD_BYTES];
    for number in 0..RECORDS {
        let text = format!("{number:020}");
        value.chunks_mut(20).for_each(|chunk| chunk.copy_from_slice(text.as_bytes()));
        let partition = (number / 1_000) as i32 % PARTITIONS;
        let record = Record::to(topic).partition(partition).value(&value);
        let _delivery = producer.enqueue(record).await.expect("room");
    }
    producer.close().await.expect("all is written");
}

/// Reads everything once; microseconds of this process for each record.
async fn consume(address: SocketAddr, topic: &str) -> f64 {
    let client = client(address).await;
    let mut consumer =
        client.partition_consumer(PartitionConsumerOptions::default()).expect("good options");
    consumer.assign_topic(topic, StartOffset::Beginning).await.expect("a topic");
    let (begin, before) = (Instant::now(), cpu(process::id()));
    let (mut seen, mut bytes) = (0, 0);
    while seen < RECORDS {
        let batch = consumer.next_batch().await.expect("records").expect("an assignment");
        for record in &batch {
            bytes += record.value.map_or(0, <[u8]>::len);
            seen += 1;
        }
    }
    let after = cpu(process::id());
    assert_eq!(bytes, RECORDS * RECORD_BYTES);
    let each = |time: Duration| time.as_secs_f64() * 1e6 / RECORDS as f64;
    let (user, system) = (each(after.0 - before.0), each(after.1 - before.1));
    let rate = RECORDS as f64 / begin.elapsed().as_secs_f64();
    println!("  {:.3} (user {user:.3}, system {system:.3}), {rate:.0} records/s", user + system);
    user + system
}

/// How far a consumer reads ahead of a user who has stopped.
async fn read_ahead(address: SocketAddr, topic: &str) {
    let client = client(address).await;
    let options = PartitionConsumerOptions::default();
    let most = options.fetch_queue_bytes_max;
    let mut consumer = client.partition_consumer(options).expect("good options");
    consumer.assign_topic(topic, StartOffset::Beginning).await.expect("a topic");
    consumer.next_batch().await.expect("records");
    let fetched = |consumer: &ottla::PartitionConsumer| {
        let each = (0..PARTITIONS).map(|partition| consumer.fetch_position(topic, partition));
        each.flatten().sum::<i64>()
    };
    let mut last = -1;
    while last < fetched(&consumer) {
        last = fetched(&consumer);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    println!("  reads ahead {last} records, with a limit of {} KiB", most >> 10);
}

/// A socket that is written and read as fast as it goes, both in this process.
fn floor() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound");
    let total = RECORDS * RECORD_BYTES;
    let sender = thread::spawn(move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let chunk = vec![7; 1 << 20];
        let mut left = total;
        while left > 0 {
            let size = left.min(chunk.len());
            stream.write_all(&chunk[..size]).expect("a connection");
            left -= size;
        }
    });
    let mut stream = listener.accept().expect("a connection").0;
    let before = cpu(process::id());
    let mut buffer = vec![0; 256 << 10];
    while stream.read(&mut buffer).expect("a connection") > 0 {}
    let after = cpu(process::id());
    sender.join().expect("it ends");
    let both = (after.0 - before.0) + (after.1 - before.1);
    let each = both.as_secs_f64() * 1e6 / RECORDS as f64;
    println!("bare socket, both ends: {each:.3} (floor)");
}
