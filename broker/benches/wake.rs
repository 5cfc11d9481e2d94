//! How soon a parked Fetch has its whole answer after a producer's write, over loopback TCP,
//! beside the same two sockets through a bare forwarder: `cargo bench -p ottla-broker --bench wake`.
//! The time runs from before the writer's write, so it holds the append itself too.

mod measure;
#[path = "../tests/support/mod.rs"]
mod support;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use measure::{broker_process::BrokerProcess, samples::Samples};
use ottla_broker::{Broker, BrokerOptions};
use ottla_core::protocol::messages::ProduceRequest;
use support::{Client, batch, fetch_request, produce_request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const WARM_UP: usize = 500;
const ROUNDS: usize = 5_000;
const RUNS: usize = 3;
/// Between a Fetch and the append that wakes it: long enough for the Fetch to be parked.
const PARKING: Duration = Duration::from_micros(300);
const WAIT_MS: i32 = 60_000;
const VERSION: i16 = 12;

fn main() {
    println!(
        "{:<32} {:>9} {:>9} {:>9}  (us; targets p50 < 100, p99 < 500)",
        "", "p50", "p99", "max"
    );
    for _ in 0..RUNS {
        report("bare forwarder (floor)", &forwarder());
        report("embedded, 1 network thread", &embedded("1"));
        report("embedded, 2 network threads", &embedded("2"));
        let broker = BrokerProcess::start();
        report("ottla broker, own process", &parked_fetches(broker.address));
    }
}

fn report(what: &str, samples: &Samples) {
    let us = |duration: Duration| format!("{:.1}", duration.as_secs_f64() * 1e6);
    let (p50, p99, max) = (samples.median(), samples.quantile(0.99), samples.max());
    println!("{what:<32} {:>9} {:>9} {:>9}", us(p50), us(p99), us(max));
}

fn embedded(threads: &str) -> Samples {
    let options = BrokerOptions::default().set("num.network.threads", threads).expect("a number");
    let broker = Broker::start(options).expect("a broker");
    parked_fetches(broker.address())
}

fn parked_fetches(address: SocketAddr) -> Samples {
    let mut writer = Client::connect(address);
    writer.create_topic("wake", 1, &[]);
    let mut reader = Client::connect(address);
    let (parked, is_parked) = mpsc::channel();
    let (arrived, arrival) = mpsc::channel();
    let reading = thread::spawn(move || {
        for offset in 0..(WARM_UP + ROUNDS) as i64 {
            reader.send_at(&fetch_request("wake", offset, 1, WAIT_MS), VERSION);
            parked.send(()).expect("the writer waits");
            let response = reader.receive_frame();
            arrived.send(Instant::now()).expect("the writer waits");
            assert!(response.len() > 100, "an answer without a batch");
        }
    });
    let request = produce_request("wake", batch(&["a record of a hundred bytes or so"]), -1);
    let samples = (0..WARM_UP + ROUNDS).map(|_| {
        is_parked.recv().expect("the reader goes on");
        thread::sleep(PARKING);
        let begin = Instant::now();
        writer.send_at(&request, VERSION);
        writer.receive::<ProduceRequest>(VERSION);
        arrival.recv().expect("the reader goes on") - begin
    });
    let samples = samples.collect::<Vec<_>>().split_off(WARM_UP);
    reading.join().expect("no panic");
    Samples::new(samples)
}

/// A tokio thread that passes what one socket sends to the other one and acknowledges it: the
/// least that any broker with this runtime could do.
fn forwarder() -> Samples {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let mut writer = TcpStream::connect(listener.local_addr().expect("it is bound")).expect("room");
    let from = listener.accept().expect("a connection").0;
    let mut reader = TcpStream::connect(listener.local_addr().expect("it is bound")).expect("room");
    let to = listener.accept().expect("a connection").0;
    for stream in [&writer, &from, &reader, &to] {
        stream.set_nodelay(true).expect("a TCP socket");
    }
    let forwarding = thread::spawn(move || forward(from, to));
    let (parked, is_parked) = mpsc::channel();
    let (arrived, arrival) = mpsc::channel();
    let reading = thread::spawn(move || {
        for _ in 0..WARM_UP + ROUNDS {
            parked.send(()).expect("the writer waits");
            reader.read_exact(&mut [0; 200]).expect("what was forwarded");
            arrived.send(Instant::now()).expect("the writer waits");
        }
    });
    let samples = (0..WARM_UP + ROUNDS).map(|_| {
        is_parked.recv().expect("the reader goes on");
        thread::sleep(PARKING);
        let begin = Instant::now();
        writer.write_all(&[7; 200]).expect("a connection");
        writer.read_exact(&mut [0; 50]).expect("an acknowledgement");
        arrival.recv().expect("the reader goes on") - begin
    });
    let samples = samples.collect::<Vec<_>>().split_off(WARM_UP);
    drop(writer);
    reading.join().expect("no panic");
    forwarding.join().expect("no panic");
    Samples::new(samples)
}

fn forward(from: TcpStream, to: TcpStream) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let take = |stream: TcpStream| {
            stream.set_nonblocking(true).expect("a socket");
            tokio::net::TcpStream::from_std(stream).expect("a socket")
        };
        let (mut from, mut to) = (take(from), take(to));
        let mut bytes = [0; 200];
        while from.read_exact(&mut bytes).await.is_ok() {
            from.write_all(&bytes[..50]).await.expect("the writer waits");
            to.write_all(&bytes).await.expect("the reader waits");
        }
    });
}
