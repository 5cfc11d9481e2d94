//! How long a broker takes to serve, and what it holds while idle, beside what the machine itself
//! needs for a process and a socket: `cargo bench -p ottla-broker --bench start`, after
//! `cargo build --release -p ottla-cli`. Every run is a fresh process.

mod measure;

use std::{
    env,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use measure::{
    broker_process::{BrokerProcess, first_line},
    process::resident_bytes,
    samples::Samples,
};
use ottla::{
    Client, ProducerOptions, Record,
    broker::{Broker, BrokerOptions},
};

const RUNS: usize = 11;
/// How long a broker is left alone before its memory is read.
const IDLE: Duration = Duration::from_millis(300);

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != "once").skip(1);
    match arguments.next().as_deref() {
        Some("bare") => println!("{}", bare_socket().as_nanos()),
        Some("embedded") => println!("{}", first_record(Path::Embedded).as_nanos()),
        Some("tcp") => println!("{}", first_record(Path::Tcp).as_nanos()),
        _ => report(),
    }
}

fn report() {
    println!("{:<50} {:>10} {:>10} {:>10}", "", "median", "max", "target");
    row("thread, socket, one byte there and back", &in_process("bare"), "(floor)");
    row("start to first record, no socket", &in_process("embedded"), "< 10 ms");
    row("start to first record, TCP", &in_process("tcp"), "< 10 ms");
    let echo = || first_line_of_echo().as_nanos() as u64;
    row("exec of echo to its line", &runs(echo), "(floor)");
    let mut resident = Vec::new();
    let ready = runs(|| {
        let broker = BrokerProcess::start();
        thread::sleep(IDLE);
        resident.push(resident_bytes(broker.id()));
        broker.started_in.as_nanos() as u64
    });
    row("exec of ottla broker to ready", &ready, "< 20 ms");
    resident.sort_unstable();
    let megabytes = |bytes: usize| format!("{:.1} MB", bytes as f64 / 1e6);
    let median = megabytes(resident[resident.len() / 2]);
    let max = megabytes(resident[resident.len() - 1]);
    println!("{:<50} {median:>10} {max:>10} {:>10}", "resident memory of ottla broker", "< 15 MB");
}

fn row(what: &str, samples: &Samples, target: &str) {
    let ms = |duration: Duration| format!("{:.2} ms", duration.as_secs_f64() * 1e3);
    let (median, max) = (ms(samples.median()), ms(samples.max()));
    println!("{what:<50} {median:>10} {max:>10} {target:>10}");
}

fn runs(mut run: impl FnMut() -> u64) -> Samples {
    Samples::new((0..RUNS).map(|_| Duration::from_nanos(run())).collect())
}

/// Runs this program again for one measurement each.
fn in_process(what: &str) -> Samples {
    let program = env::current_exe().expect("this program");
    runs(|| {
        let output = Command::new(&program).args(["once", what]).output().expect("a process");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("digits");
        text.trim().parse().expect("nanoseconds")
    })
}

fn first_line_of_echo() -> Duration {
    let mut command = Command::new("echo");
    command.arg("ready");
    let (mut child, _, took) = first_line(command);
    child.wait().expect("it ends");
    took
}

fn bare_socket() -> Duration {
    let begin = Instant::now();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("a byte");
        stream.write_all(&byte).expect("a byte");
    });
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(&[1]).expect("a byte");
    stream.read_exact(&mut [0]).expect("a byte");
    let took = begin.elapsed();
    server.join().expect("no panic");
    took
}

enum Path {
    Embedded,
    Tcp,
}

fn first_record(path: Path) -> Duration {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let begin = Instant::now();
    let broker = Broker::start(BrokerOptions::default()).expect("a broker");
    let took = runtime.block_on(async {
        let client = match path {
            Path::Embedded => Client::embedded(&broker).await,
            Path::Tcp => Client::connect(&broker.address().to_string()).await,
        };
        let options = ProducerOptions { linger: Duration::ZERO, ..Default::default() };
        let producer = client.expect("a client").producer(options).expect("a producer");
        let written = producer.send(Record::to("orders").key("42").value("paid")).await;
        assert_eq!(written.expect("an acknowledgement").to_string(), "orders-0@0");
        begin.elapsed()
    });
    drop(broker);
    took
}
