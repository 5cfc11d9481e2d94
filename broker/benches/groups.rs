//! Consumer groups over loopback TCP: commits of offsets beside a bare echo of frames of the same sizes,
//! rebalances of two members beside as many bare round trips, and the resident memory of ten thousand
//! groups. `cargo bench -p ottla-broker --bench groups [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`. `OTTLA_PEER=HOST:PORT` names another broker to commit to
//! and to rebalance on, in turns with ours.

mod measure;
mod members;
#[path = "../tests/support/mod.rs"]
#[allow(clippy::unwrap_used, reason = "it is the tests' own client")]
mod support;

use std::{
    env,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use measure::{
    broker_process::BrokerProcess,
    process::{cpu, resident_bytes},
    samples::Samples,
};
use members::{Classic, Consumer, TOPIC, find_coordinator};
use ottla_core::protocol::{
    encode_request,
    messages::{
        OffsetCommitRequest,
        offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
    },
};
use support::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const RUNS: usize = 5;
const PARTITIONS: i32 = 100;
const COMMITS: usize = 20_000;
const OFFSETS_EACH: usize = 10;
const COMMIT_VERSION: i16 = 9;
const REBALANCES: usize = 300;
const GROUPS: usize = 10_000;
/// Groups that are there before memory is looked at, so that each shard has been used.
const GROUPS_BEFORE: usize = 500;
const IDLE: Duration = Duration::from_millis(500);

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let parent = Path::new(&parent);
    let peer = env::var("OTTLA_PEER").ok().map(|address| address.parse().expect("HOST:PORT"));
    commits(parent, peer);
    rebalances(peer);
    memory(parent);
}

// Commits.

fn commits(parent: &Path, peer: Option<SocketAddr>) {
    println!("{COMMITS} commits of {OFFSETS_EACH} offsets, pipelined; {RUNS} runs in turns");
    let mut rates: [Vec<f64>; 4] = Default::default();
    let mut spent: [Vec<f64>; 2] = Default::default();
    for run in 0..RUNS {
        let directory = tempfile::tempdir_in(parent).expect("a directory to write to");
        let brokers = [BrokerProcess::start(), BrokerProcess::start_on(directory.path())];
        let mut sizes = (0, 0);
        for (index, broker) in brokers.into_iter().enumerate() {
            prepare(broker.address, PARTITIONS);
            let before = cpu(broker.id());
            let (rate, both) = commit_all(broker.address, run);
            let after = cpu(broker.id());
            let seconds = ((after.0 + after.1) - (before.0 + before.1)).as_secs_f64();
            rates[index].push(rate);
            spent[index].push(seconds * 1e6 / (COMMITS * OFFSETS_EACH) as f64);
            sizes = both;
        }
        if let Some(peer) = peer {
            prepare(peer, PARTITIONS);
            rates[2].push(commit_all(peer, run).0);
        }
        rates[3].push(echo_all(sizes));
    }
    let names =
        ["ottla broker, in memory", "ottla broker, --data-dir", "peer", "bare echo (floor)"];
    let floor = middle(&rates[3]);
    for (index, name) in names.iter().enumerate().filter(|(index, _)| !rates[*index].is_empty()) {
        let rate = middle(&rates[index]);
        let worst = rates[index].iter().copied().fold(f64::MAX, f64::min);
        print!(
            "{name:<28} {rate:>9.0} offsets/s, worst {worst:>9.0}, {:.2} of floor",
            rate / floor
        );
        match spent.get(index) {
            Some(spent) => println!(", {:.2} us CPU each (target: over 100,000/s)", middle(spent)),
            None => println!(),
        }
    }
}

fn middle(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn prepare(address: SocketAddr, partitions: i32) {
    let mut client = Client::connect(address);
    members::create_topic(&mut client, partitions);
    find_coordinator(&mut client, "commits");
}

/// Offsets a second, and the sizes of a request and a response.
fn commit_all(address: SocketAddr, run: usize) -> (f64, (usize, usize)) {
    let mut bytes = Vec::new();
    let mut size = 0;
    for index in 0..COMMITS {
        let before = bytes.len();
        let request = commit(run * COMMITS + index, OFFSETS_EACH);
        let frame = encode_request(&request, COMMIT_VERSION, index as i32, Some(&"bench".into()));
        for slice in &frame.expect("it is small").slices {
            bytes.extend_from_slice(&slice.read().expect("it is in memory"));
        }
        size = bytes.len() - before;
    }
    let stream = TcpStream::connect(address).expect("a broker");
    let (took, response) = pump(stream, bytes, |stream| {
        let mut prefix = [0; 4];
        stream.read_exact(&mut prefix).expect("a response");
        let mut frame = vec![0; u32::from_be_bytes(prefix) as usize];
        stream.read_exact(&mut frame).expect("a response");
        let response = ottla_core::protocol::decode_response::<OffsetCommitRequest>(
            frame.clone().into(),
            COMMIT_VERSION,
            i32::from_be_bytes(frame[..4].try_into().expect("four bytes")),
        );
        let response = response.expect("a response to OffsetCommit");
        let partitions = &response.topics[0].partitions;
        assert!(partitions.len() == OFFSETS_EACH && partitions.iter().all(|p| p.error_code == 0));
        frame.len() + 4
    });
    ((COMMITS * OFFSETS_EACH) as f64 / took.as_secs_f64(), (size, response))
}

fn commit(index: usize, count: usize) -> OffsetCommitRequest {
    let first = index * count;
    let partitions = (first..first + count).map(|offset| OffsetCommitRequestPartition {
        partition_index: (offset % PARTITIONS as usize) as i32,
        committed_offset: offset as i64,
        committed_leader_epoch: 0,
        committed_metadata: Some("".into()),
    });
    let topic = OffsetCommitRequestTopic {
        name: TOPIC.into(),
        partitions: partitions.collect(),
        ..Default::default()
    };
    OffsetCommitRequest {
        group_id: "commits".into(),
        generation_id_or_member_epoch: -1,
        topics: vec![topic],
        ..Default::default()
    }
}

/// Writes all while another thread reads all answers: the time, and the size of the last one.
fn pump(
    mut stream: TcpStream,
    bytes: Vec<u8>,
    receive: impl Fn(&mut std::io::BufReader<TcpStream>) -> usize,
) -> (Duration, usize) {
    stream.set_nodelay(true).expect("a TCP socket");
    let mut reader = std::io::BufReader::new(stream.try_clone().expect("a socket"));
    let begin = Instant::now();
    let writing = thread::spawn(move || stream.write_all(&bytes).expect("a connection"));
    let mut size = 0;
    for _ in 0..COMMITS {
        size = receive(&mut reader);
    }
    let took = begin.elapsed();
    writing.join().expect("no panic");
    (took, size)
}

/// The same bytes through a tokio thread that reads a request and writes as much as a response.
fn echo_all((request, response): (usize, usize)) -> f64 {
    let stream = echo(request, response);
    let bytes = vec![7; request * COMMITS];
    let (took, _) = pump(stream, bytes, |reader| {
        let mut frame = vec![0; response];
        reader.read_exact(&mut frame).expect("what was echoed");
        frame.len()
    });
    (COMMITS * OFFSETS_EACH) as f64 / took.as_secs_f64()
}

fn echo(request: usize, response: usize) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let stream = TcpStream::connect(listener.local_addr().expect("it is bound")).expect("room");
    let echoing = listener.accept().expect("a connection").0;
    echoing.set_nodelay(true).expect("a TCP socket");
    stream.set_nodelay(true).expect("a TCP socket");
    thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            echoing.set_nonblocking(true).expect("a socket");
            let mut stream = tokio::net::TcpStream::from_std(echoing).expect("a socket");
            let mut bytes = vec![0; request.max(response)];
            while stream.read_exact(&mut bytes[..request]).await.is_ok() {
                stream.write_all(&bytes[..response]).await.expect("the other side reads");
            }
        });
    });
    stream
}

// Rebalances.

fn rebalances(peer: Option<SocketAddr>) {
    println!(
        "\na second member joins, {REBALANCES} times, {RUNS} runs in turns (target: under 20 ms)"
    );
    println!("{:<44} {:>9} {:>9} {:>9}  (us)", "", "p50", "p99", "max");
    let mut all: [Vec<Duration>; 5] = Default::default();
    for _ in 0..RUNS {
        let broker = BrokerProcess::start();
        prepare(broker.address, PARTITIONS);
        all[0].extend(classic_rebalances(broker.address));
        all[1].extend(consumer_rebalances(broker.address));
        if let Some(peer) = peer {
            prepare(peer, PARTITIONS);
            all[2].extend(classic_rebalances(peer));
            all[3].extend(consumer_rebalances(peer));
        }
        all[4].extend(round_trips(5));
    }
    let names = [
        "classic, from its JoinGroup to both assigned",
        "KIP-848, from its heartbeat to assigned",
        "peer, classic",
        "peer, KIP-848",
        "five bare round trips (floor)",
    ];
    let us = |duration: Duration| format!("{:.0}", duration.as_secs_f64() * 1e6);
    for (name, samples) in names.iter().zip(all).filter(|(_, samples)| !samples.is_empty()) {
        let samples = Samples::new(samples);
        let (p50, p99, max) = (samples.median(), samples.quantile(0.99), samples.max());
        println!("{name:<44} {:>9} {:>9} {:>9}", us(p50), us(p99), us(max));
    }
}

fn classic_rebalances(address: SocketAddr) -> Vec<Duration> {
    let mut first = Classic::new(address, "rebalances-classic");
    first.join_alone();
    let times = (0..REBALANCES).map(|_| {
        let mut second = Classic::new(address, "rebalances-classic");
        let begin = Instant::now();
        second.ask_for_id();
        second.send_join();
        while !first.must_rejoin() {}
        first.send_join();
        first.receive_join();
        second.receive_join();
        // The leader first: nobody is answered before it has brought the assignment.
        let (leader, other) =
            if first.leads() { (&mut first, &mut second) } else { (&mut second, &mut first) };
        leader.send_sync();
        other.send_sync();
        leader.receive_sync();
        other.receive_sync();
        let took = begin.elapsed();
        second.leave();
        while !first.must_rejoin() {}
        first.join_alone();
        took
    });
    let times = times.collect();
    first.leave();
    times
}

fn consumer_rebalances(address: SocketAddr) -> Vec<Duration> {
    let mut first = Consumer::new(address, "rebalances-consumer");
    while first.owned.len() < PARTITIONS as usize {
        first.beat();
    }
    let half = PARTITIONS as usize / 2;
    let times = (0..REBALANCES).map(|_| {
        let mut second = Consumer::new(address, "rebalances-consumer");
        let begin = Instant::now();
        second.beat();
        while second.owned.len() < half {
            // Once it hears of it and once it has given up its half.
            first.beat();
            if first.owned.len() == half && !first.has_news {
                second.beat();
            }
        }
        let took = begin.elapsed();
        second.leave();
        while first.owned.len() < PARTITIONS as usize {
            first.beat();
        }
        took
    });
    let times = times.collect();
    first.leave();
    times
}

fn round_trips(count: usize) -> Vec<Duration> {
    let mut stream = echo(200, 100);
    let times = (0..REBALANCES).map(|_| {
        let begin = Instant::now();
        for _ in 0..count {
            stream.write_all(&[7; 200]).expect("a connection");
            stream.read_exact(&mut [0; 100]).expect("what was echoed");
        }
        begin.elapsed()
    });
    times.collect()
}

// Memory.

fn memory(parent: &Path) {
    println!(
        "\nresident memory of a group of one member and one partition, {GROUPS} groups, 3 runs (target: < 4,096 B)"
    );
    for kind in ["classic", "KIP-848", "one offset, no member"] {
        for mode in ["--data-dir", "in memory, its log included"] {
            let mut each: Vec<usize> = (0..3).map(|_| memory_of(kind, mode, parent)).collect();
            each.sort_unstable();
            println!("{kind}, {mode}: {} B (from {} to {})", each[1], each[0], each[2]);
        }
    }
}

fn memory_of(kind: &str, mode: &str, parent: &Path) -> usize {
    let directory = tempfile::tempdir_in(parent).expect("a directory to write to");
    let broker = match mode {
        "--data-dir" => BrokerProcess::start_on(directory.path()),
        _ => BrokerProcess::start(),
    };
    prepare(broker.address, 1);
    make_groups(kind, broker.address, "before", GROUPS_BEFORE);
    thread::sleep(IDLE);
    let before = resident_bytes(broker.id());
    make_groups(kind, broker.address, "group", GROUPS);
    thread::sleep(IDLE);
    resident_bytes(broker.id()).saturating_sub(before) / GROUPS
}

fn make_groups(kind: &str, address: SocketAddr, name: &str, count: usize) {
    let mut client = Some(Client::connect(address));
    for index in 0..count {
        let name = format!("{name}-with-a-usual-name-{index}");
        let connected = client.take().expect("it was given back");
        client = Some(match kind {
            "classic" => {
                let mut member = Classic::on(connected, &name);
                member.join_alone();
                member.client
            }
            "KIP-848" => {
                let mut member = Consumer::on(connected, &name);
                member.beat();
                assert_eq!(member.owned.len(), 1);
                member.client
            }
            _ => {
                let mut connected = connected;
                let request =
                    OffsetCommitRequest { group_id: name.as_str().into(), ..commit(0, 1) };
                let response = connected.call_at(&request, COMMIT_VERSION);
                assert_eq!(response.topics[0].partitions[0].error_code, 0);
                connected
            }
        });
    }
}
