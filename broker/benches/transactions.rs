//! Transactions over loopback TCP: `cargo bench -p ottla-broker --bench transactions [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`. `OTTLA_PEER=HOST:PORT` names another broker, in turns with ours.
//!
//! - One producer after the other commits transactions of 1,000 records of 100 bytes over three partitions:
//!   the time from `begin` to the commit's answer, and of the commit alone, beside a bare exchange of as many
//!   bytes (the floor).
//! - 2,000 transactional ids, each with a transaction open all the time: commits in a second, each of which
//!   has a record, its marker, and the records of the coordinator behind it.
//! - What idempotence costs the broker, in instructions per record, by callgrind.

mod counted;
mod measure;
mod open_ids;
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

use measure::{broker_process::BrokerProcess, process, samples::Samples};
use ottla::{Client, ProducerOptions, Record, admin::NewTopic};

const PARTITIONS: i32 = 3;
const RECORDS: usize = 1_000;
const RECORD_BYTES: usize = 100;
const WARM_UP: usize = 50;
const TRANSACTIONS: usize = 400;
const RUNS: usize = 3;
const ROUND: Duration = Duration::from_secs(4);

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    if let [first, idempotence] = &arguments[..]
        && first == counted::COUNTED
    {
        return counted::run(idempotence);
    }
    let parent = arguments.first().cloned();
    let parent = parent.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(Path::new(&parent)).expect("a directory to write to");
    let peer: Option<SocketAddr> =
        env::var("OTTLA_PEER").ok().map(|address| address.parse().expect("HOST:PORT"));
    let memory = BrokerProcess::start();
    let disk = BrokerProcess::start_on(&root.path().join("disk"));
    println!(
        "transactions of {RECORDS} records of {RECORD_BYTES} B over {PARTITIONS} partitions (us)"
    );
    println!("{:<24} {:>9} {:>9} {:>12} {:>12}", "", "p50", "p99", "commit p50", "commit p99");
    for run in 0..RUNS {
        floor();
        commits("memory", memory.address, run);
        commits("disk", disk.address, run);
        if let Some(peer) = peer {
            commits("peer", peer, run);
        }
    }
    println!("{} open transactional ids (goal: 5,000 commits a second)", open_ids::IDS);
    for run in 0..RUNS {
        many("memory", &memory, run);
        many("disk", &disk, run);
        if let Some(peer) = peer {
            let rate = open_ids::commit_for(ROUND, peer, run);
            println!("{:<24} {rate:>9.0} commits/s", "peer");
        }
    }
    disk.stop();
    idempotence();
}

// One producer.

fn commits(what: &str, address: SocketAddr, run: usize) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let (whole, commit) = runtime.expect("a runtime").block_on(committed(address, run));
    report(what, &whole, Some(&commit));
}

async fn committed(address: SocketAddr, run: usize) -> (Samples, Samples) {
    let topic = format!("committed-{run}");
    let client = Client::connect(&address.to_string()).await.expect("a broker");
    let admin = client.admin();
    let _ = admin.create_topics([NewTopic::new(&topic).partitions(PARTITIONS)]).await;
    let producer = client
        .producer(ProducerOptions {
            transactional_id: Some(topic.clone()),
            linger: Duration::ZERO,
            batch_size: 64 * 1024,
            ..Default::default()
        })
        .expect("options that fit");
    let value = [b'v'; RECORD_BYTES];
    let (mut whole, mut commit) = (Vec::new(), Vec::new());
    for transaction in 0..WARM_UP + TRANSACTIONS {
        let begin = Instant::now();
        let mut open = producer.begin().await.expect("a transaction");
        for record in 0..RECORDS {
            let partition = (record % PARTITIONS as usize) as i32;
            let record = Record::to(&topic).partition(partition).value(&value[..]);
            drop(open.enqueue(record).await.expect("room"));
        }
        let ending = Instant::now();
        open.commit().await.expect("a commit");
        if transaction >= WARM_UP {
            whole.push(begin.elapsed());
            commit.push(ending.elapsed());
        }
    }
    (Samples::new(whole), Samples::new(commit))
}

fn report(what: &str, whole: &Samples, commit: Option<&Samples>) {
    let us = |duration: Duration| format!("{:.0}", duration.as_secs_f64() * 1e6);
    let commit = commit.map_or_else(Default::default, |commit| {
        format!("{:>12} {:>12}", us(commit.median()), us(commit.quantile(0.99)))
    });
    let (p50, p99) = (us(whole.median()), us(whole.quantile(0.99)));
    println!("{what:<24} {p50:>9} {p99:>9} {commit}");
}

/// The bytes of such a transaction in three writes, each answered, and one more exchange for the commit.
fn floor() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let bytes = RECORDS * (RECORD_BYTES + 10) / PARTITIONS as usize;
    let echo = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        let mut buffer = vec![0; bytes];
        let mut turn = 0;
        let size = |turn: usize| if turn % 4 == 3 { 64 } else { bytes };
        while stream.read_exact(&mut buffer[..size(turn)]).is_ok() {
            turn += 1;
            if stream.write_all(&[0; 64]).is_err() {
                break;
            }
        }
    });
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_nodelay(true).expect("a socket");
    let (batch, mut answer) = (vec![0; bytes], [0; 64]);
    let mut samples = Vec::new();
    for _ in 0..TRANSACTIONS {
        let begin = Instant::now();
        for turn in 0..4 {
            let sent: &[u8] = if turn == 3 { &[0; 64] } else { &batch };
            stream.write_all(sent).expect("it reads");
            stream.read_exact(&mut answer).expect("it answers");
        }
        samples.push(begin.elapsed());
    }
    drop(stream);
    echo.join().expect("it ends");
    report("bare exchange (floor)", &Samples::new(samples), None);
}

// Many ids.

fn many(what: &str, broker: &BrokerProcess, run: usize) {
    let before = process::cpu(broker.id());
    let rate = open_ids::commit_for(ROUND, broker.address, run);
    let after = process::cpu(broker.id());
    let spent = (after.0 - before.0) + (after.1 - before.1);
    let each = spent.as_secs_f64() * 1e6 / (rate * ROUND.as_secs_f64());
    println!("{what:<24} {rate:>9.0} commits/s, {each:.0} us of the broker's processor each");
}

// Instructions.

fn idempotence() {
    let counted = (counted::instructions("plain"), counted::instructions("idempotent"));
    let (Some(plain), Some(idempotent)) = counted else {
        println!("idempotence: no valgrind, so no instructions were counted");
        return;
    };
    println!(
        "instructions per record in the broker, {} records of {} B a batch: {plain:.1} without \
         idempotence, {idempotent:.1} with it: {:+.2} % (goal: under 3)",
        counted::RECORDS,
        counted::RECORD_BYTES,
        (idempotent / plain - 1.0) * 100.0
    );
}
