//! Reading a log of 1 GiB through a broker on disk, beside a bare loop that sends the same bytes of a
//! file by `sendfile`: `cargo bench -p ottla-broker --bench reads [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`. Linux only.

mod measure;
#[path = "../tests/support/mod.rs"]
#[allow(clippy::unwrap_used, reason = "it is the tests' own client")]
mod support;

use std::{
    env,
    fs::File,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    thread,
    time::Instant,
};

use measure::broker_process::BrokerProcess;
use ottla_core::{
    model::ErrorCode,
    protocol::{encode_request, records::BatchFields},
};
use support::{Client, batch_with, fetch_request, now};

const TOTAL_BYTES: usize = 1 << 30;
const BATCH_RECORDS: usize = 64;
const ROUNDS: usize = 5;
/// The broker's answers are at most this large, and the bare loop sends so much in one call.
const CHUNKS: [usize; 2] = [1 << 20, 8 << 20];
/// Requests on their way at once, as a client that reads ahead has.
const AHEAD: i64 = 2;

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(parent).expect("a directory to write to");
    let broker = BrokerProcess::start_on(root.path());
    let mut client = Client::connect(broker.address);
    client.create_topic("reads", 1, &[]);
    let value = "v".repeat(1_000);
    let batch = batch_with(&[value.as_str(); BATCH_RECORDS], &BatchFields::default(), now());
    let batches = TOTAL_BYTES / batch.len();
    for _ in 0..batches {
        assert_eq!(client.produce("reads", batch.clone()).0, ErrorCode::None);
    }
    let log = root.path().join("reads-0/00000000000000000000.log");
    for chunk in CHUNKS {
        let mut ratios = Vec::new();
        let mut best = (0_f64, 0_f64);
        for _ in 0..ROUNDS {
            let bare = bare(&log, batch.len() * batches, chunk);
            let read = read(broker.address, batches, batch.len(), chunk);
            ratios.push(read / bare);
            best = (best.0.max(bare), best.1.max(read));
        }
        ratios.sort_by(f64::total_cmp);
        println!(
            "in answers of {:>4} KiB: bare sendfile {:.0} MB/s, Fetch {:.0} MB/s, median ratio \
             {:.2} (target 0.80)",
            chunk >> 10,
            best.0,
            best.1,
            ratios[ROUNDS / 2]
        );
    }
    broker.stop();
}

/// Megabytes a second that `sendfile` brings from the file to a socket.
fn bare(path: &Path, bytes: usize, chunk: usize) -> f64 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let file = File::open(path).expect("the log");
    let sender = thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a connection");
        let mut position = 0;
        while (position as usize) < bytes {
            let count = chunk.min(bytes - position as usize);
            rustix::fs::sendfile(&stream, &file, Some(&mut position), count).expect("it is sent");
        }
    });
    let mut stream = TcpStream::connect(address).expect("a connection");
    let begin = Instant::now();
    drain(&mut stream, bytes);
    let rate = bytes as f64 / begin.elapsed().as_secs_f64() / 1e6;
    sender.join().expect("it ends");
    rate
}

/// Megabytes a second of records that Fetch brings.
fn read(address: SocketAddr, batches: usize, batch: usize, chunk: usize) -> f64 {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let per_answer = (chunk / batch).max(1);
    let answers = (batches / per_answer) as i64;
    let send = |stream: &mut TcpStream, answer: i64| {
        let mut request =
            fetch_request("reads", answer * (per_answer * BATCH_RECORDS) as i64, 1, 5_000);
        request.max_bytes = (per_answer * batch) as i32;
        request.topics[0].partitions[0].partition_max_bytes = (per_answer * batch) as i32;
        let frame = encode_request(&request, 12, answer as i32, None).expect("it fits");
        for slice in &frame.slices {
            stream.write_all(&slice.read().expect("it is in memory")).expect("a connection");
        }
    };
    let begin = Instant::now();
    let mut received = 0;
    (0..AHEAD).for_each(|answer| send(&mut stream, answer));
    for answer in 0..answers {
        let mut prefix = [0; 4];
        stream.read_exact(&mut prefix).expect("an answer");
        let length = u32::from_be_bytes(prefix) as usize;
        assert!(length > per_answer * batch, "the answer has {length} bytes");
        drain(&mut stream, length);
        received += per_answer * batch;
        if answer + AHEAD < answers {
            send(&mut stream, answer + AHEAD);
        }
    }
    received as f64 / begin.elapsed().as_secs_f64() / 1e6
}

fn drain(stream: &mut TcpStream, mut bytes: usize) {
    let mut buffer = vec![0; 1 << 20];
    while bytes > 0 {
        let most = bytes.min(buffer.len());
        let count = stream.read(&mut buffer[..most]).expect("bytes");
        assert!(count > 0, "the connection ended {bytes} bytes too early");
        bytes -= count;
    }
}
