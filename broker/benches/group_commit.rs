//! Acknowledged means synced (`flush.messages=1`): what one writer gets, what 64 writers get who share
//! the syncs, and what the device gives to a loop that writes and syncs:
//! `cargo bench -p ottla-broker --bench group_commit [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`.

mod measure;
#[path = "../tests/support/mod.rs"]
#[allow(clippy::unwrap_used, reason = "it is the tests' own client")]
mod support;

use std::{
    env,
    fs::File,
    io::Write,
    net::SocketAddr,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use measure::broker_process::BrokerProcess;
use ottla_core::model::ErrorCode;
use support::{Client, batch};

const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(2);
const TARGET: f64 = 20.0;

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(parent).expect("a directory to write to");
    let broker = BrokerProcess::start_on(&root.path().join("broker"));
    Client::connect(broker.address).create_topic("synced", 1, &[("flush.messages", "1")]);
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let bare = bare(root.path());
        let rates = [1, 8, 64].map(|writers| writes(broker.address, writers));
        println!(
            "a second: bare write and sync {bare:>6.0}, 1 writer {:>6.0}, 8 writers {:>6.0}, \
             64 writers {:>6.0}, 64 beside 1 {:.1}",
            rates[0],
            rates[1],
            rates[2],
            rates[2] / rates[0]
        );
        ratios.push(rates[2] / rates[0]);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "median: 64 writers get {:.1} times what one gets (target {TARGET})",
        ratios[ROUNDS / 2]
    );
    broker.stop();
}

/// Batches of one record of 1 KiB that were acknowledged in a second; each writer waits for one
/// before it sends the next.
fn writes(address: SocketAddr, writers: usize) -> f64 {
    let done = AtomicU64::new(0);
    let over = AtomicBool::new(false);
    let value = "v".repeat(1_024);
    let begin = Instant::now();
    thread::scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                let mut client = Client::connect(address);
                let batch = batch(&[&value]);
                while !over.load(Ordering::Relaxed) {
                    let (error, _) = client.produce("synced", batch.clone());
                    assert_eq!(error, ErrorCode::None);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        thread::sleep(ROUND);
        over.store(true, Ordering::Relaxed);
    });
    done.load(Ordering::Relaxed) as f64 / begin.elapsed().as_secs_f64()
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
