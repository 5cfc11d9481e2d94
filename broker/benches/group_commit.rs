//! Acknowledged means synced (`flush.messages=1`): what one writer gets, what 64 writers get who share
//! the syncs, and what the device gives to a loop that writes and syncs:
//! `cargo bench -p ottla-broker --bench group_commit [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`.
//!
//! A writer is a connection with one request in flight. All writers are served by one thread that
//! sends bytes made beforehand, whether there are 64 or one: with a thread for each, the switches
//! between the threads would cost the two cores more than the broker does. What broker and client
//! take of the processor for each write is shown beside the rates.

mod measure;
#[path = "../tests/support/mod.rs"]
#[allow(clippy::unwrap_used, reason = "it is the tests' own client")]
mod support;

use std::{
    cell::Cell,
    env,
    fs::File,
    io::Write,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use measure::{broker_process::BrokerProcess, process};
use ottla_core::{
    model::ErrorCode,
    protocol::{decode_response, encode_request, messages::ProduceRequest},
};
use support::{Client, batch, produce_request, produced};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(2);
const TARGET: f64 = 20.0;
const VERSION: i16 = 12;

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(parent).expect("a directory to write to");
    let broker = BrokerProcess::start_on(&root.path().join("broker"));
    Client::connect(broker.address).create_topic("synced", 1, &[("flush.messages", "1")]);
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let bare = bare(root.path());
        let [one, eight, many] = [1, 8, 64].map(|writers| Written::by(&broker, writers));
        println!("a second: bare write and sync {bare:>6.0}, {one}, {eight}, {many}");
        ratios.push(many.rate / one.rate);
    }
    let shown: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.1}")).collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "64 writers beside one: {}; median {:.1} (target {TARGET})",
        shown.join(" "),
        ratios[ROUNDS / 2]
    );
    broker.stop();
}

/// What so many writers got.
struct Written {
    writers: usize,
    /// Acknowledged in a second.
    rate: f64,
    /// Microseconds of the processor for each, in user code and in the kernel.
    broker: [f64; 2],
    client: [f64; 2],
}

impl Written {
    /// Batches of one record of 1 KiB; each writer waits for one before it sends the next.
    fn by(broker: &BrokerProcess, writers: usize) -> Self {
        let value = "v".repeat(1_024);
        let request = produce_request("synced", batch(&[&value]), -1);
        let frame = encode_request(&request, VERSION, 1, Some(&"test".into())).expect("a request");
        let frame = frame.slices.iter().flat_map(|slice| slice.read().expect("memory")).collect();
        let spent = || [broker.id(), std::process::id()].map(process::cpu);
        let begin = Instant::now();
        let before = spent();
        let done = write_for(ROUND, broker.address, writers, frame);
        let after = spent();
        let rate = done / begin.elapsed().as_secs_f64();
        let each = |process: usize| {
            let (user, system) =
                (after[process].0 - before[process].0, after[process].1 - before[process].1);
            [user, system].map(|time| time.as_secs_f64() * 1e6 / done)
        };
        Self { writers, rate, broker: each(0), client: each(1) }
    }
}

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { writers, rate, broker: [user, system], client } = self;
        let client = client[0] + client[1];
        write!(
            f,
            "{writers:>2} writers {rate:>6.0} (broker {user:.1}+{system:.1} us, client {client:.1} us)"
        )
    }
}

/// The number of writes that were acknowledged.
fn write_for(round: Duration, address: SocketAddr, writers: usize, frame: Bytes) -> f64 {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let done = Cell::new(0_u32);
    let over = Cell::new(false);
    runtime.block_on(tokio::task::LocalSet::new().run_until(async {
        let write = || write(address, &frame, &done, &over);
        let all = futures::future::join_all((0..writers).map(|_| write()));
        let end = async {
            tokio::time::sleep(round).await;
            over.set(true);
        };
        futures::join!(all, end);
    }));
    f64::from(done.get())
}

async fn write(address: SocketAddr, frame: &Bytes, done: &Cell<u32>, over: &Cell<bool>) {
    let mut stream = TcpStream::connect(address).await.expect("the broker listens");
    stream.set_nodelay(true).expect("a socket");
    let mut input = BytesMut::with_capacity(4_096);
    while !over.get() {
        stream.write_all(frame).await.expect("the broker reads");
        input.clear();
        while input.len() < 4 || input.len() < 4 + length(&input) {
            assert!(stream.read_buf(&mut input).await.expect("the broker answers") > 0);
        }
        let response = Bytes::copy_from_slice(&input[4..]);
        let response = decode_response::<ProduceRequest>(response, VERSION, 1).expect("a response");
        assert_eq!(produced(&response).0, ErrorCode::None);
        done.set(done.get() + 1);
    }
}

fn length(input: &[u8]) -> usize {
    input.first_chunk().map_or(0, |prefix| u32::from_be_bytes(*prefix) as usize)
}

fn bare(root: &Path) -> f64 {
    let mut file = File::create(root.join("bare")).expect("a file");
    let bytes = vec![0; 1_100];
    let begin = Instant::now();
    let mut count = 0;
    while begin.elapsed() < ROUND {
        file.write_all(&bytes).expect("room");
        file.sync_data().expect("a sync");
        count += 1;
    }
    f64::from(count) / begin.elapsed().as_secs_f64()
}
