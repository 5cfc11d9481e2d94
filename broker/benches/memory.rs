//! What memory mode holds beside the bytes stored in it, for several batch sizes and amounts:
//! `cargo bench -p ottla-broker --bench memory`, after `cargo build --release -p ottla-cli`.

mod measure;
#[path = "../tests/support/mod.rs"]
mod support;

use std::{env, net::SocketAddr, process::Command, thread, time::Duration};

use bytes::Bytes;
use measure::{broker_process::BrokerProcess, process::resident_bytes};
use ottla_core::{model::ErrorCode, protocol::records::BatchFields};
use support::{Client, batch_with, now};

const RUNS: usize = 3;
const BATCHES: [usize; 4] = [4 << 10, 16 << 10, 128 << 10, 1_000_000];
const AMOUNTS: [usize; 2] = [64 << 20, 256 << 20];
const TARGET: f64 = 1.2;
/// How long a broker is left alone before its memory is read.
const IDLE: Duration = Duration::from_millis(300);

fn main() {
    let arguments = env::args().skip_while(|argument| argument != "once").skip(1);
    match arguments.map(|text| text.parse().expect("a number")).collect::<Vec<_>>()[..] {
        [size, amount] => {
            let broker = support::broker();
            println!("{}", growth(std::process::id(), broker.address(), size, amount));
        }
        _ => report(),
    }
}

fn report() {
    println!("resident growth over bytes stored, median of {RUNS} (target: at most {TARGET})");
    for amount in AMOUNTS {
        for size in BATCHES {
            let mut process = Vec::new();
            let mut embedded = Vec::new();
            for _ in 0..RUNS {
                let broker = BrokerProcess::start();
                process.push(growth(broker.id(), broker.address, size, amount));
                embedded.push(embedded_growth(size, amount));
            }
            let (process, embedded) = (median(process), median(embedded));
            println!(
                "{:>4} MiB in batches of {size:>7} B: ottla broker {process:.3}, embedded {embedded:.3}",
                amount >> 20
            );
        }
    }
}

/// Runs this program again, because memory that one broker gave back would serve the next one.
fn embedded_growth(size: usize, amount: usize) -> f64 {
    let output = Command::new(env::current_exe().expect("this program"))
        .args(["once", &size.to_string(), &amount.to_string()])
        .output()
        .expect("a process");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("digits").trim().parse().expect("a ratio")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Stores the amount and compares it with what the process has grown by.
fn growth(process: u32, address: SocketAddr, size: usize, amount: usize) -> f64 {
    let mut client = Client::connect(address);
    client.create_topic("memory", 1, &[]);
    let batch = batch_of(size);
    thread::sleep(IDLE);
    let before = resident_bytes(process);
    let mut stored = 0;
    while stored < amount {
        let (error, _) = client.produce("memory", batch.clone());
        assert_eq!(error, ErrorCode::None);
        stored += batch.len();
    }
    thread::sleep(IDLE);
    resident_bytes(process).saturating_sub(before) as f64 / stored as f64
}

/// A batch of this many bytes, give or take a record.
fn batch_of(size: usize) -> Bytes {
    let value = "v".repeat(1_000.min(size / 8));
    let values = vec![value.as_str(); size.div_ceil(value.len() + 10)];
    batch_with(&values, &BatchFields::default(), now())
}
