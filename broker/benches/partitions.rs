//! Ten thousand partitions in one directory: how long a broker takes to serve them after a clean
//! stop, how much memory and how many files each holds. Beside it, the time to look at all their
//! files: `cargo bench -p ottla-broker --bench partitions [-- DIRECTORY]`, after
//! `cargo build --release -p ottla-cli`.

mod measure;
#[path = "../tests/support/mod.rs"]
#[allow(clippy::unwrap_used, reason = "it is the tests' own client")]
mod support;

use std::{
    env, fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use measure::{broker_process::BrokerProcess, process::resident_bytes, samples::Samples};
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::{
        codec::Records, messages::produce_request::PartitionProduceData, records::BatchFields,
    },
};
use support::{Client, batch_with, now, produce_request};

const TOPICS: usize = 100;
const PARTITIONS: usize = 100;
const RUNS: usize = 5;
/// How long a broker is left alone before it is looked at.
const IDLE: Duration = Duration::from_millis(500);

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let empty = tempfile::tempdir_in(&parent).expect("a directory to write to");
    let full = tempfile::tempdir_in(&parent).expect("a directory to write to");
    let count = TOPICS * PARTITIONS;

    let broker = BrokerProcess::start_on(full.path());
    let begin = Instant::now();
    let mut client = Client::connect(broker.address);
    for topic in 0..TOPICS {
        client.create_topic(&topic_name(topic), PARTITIONS as i32, &[]);
    }
    println!("create {count} partitions in {TOPICS} requests: {:?}", begin.elapsed());
    let begin = Instant::now();
    write(&mut client, 0);
    write(&mut client, 1);
    println!("write two batches to each: {:?}", begin.elapsed());
    let begin = Instant::now();
    broker.stop();
    println!("stop: {:?} (every log is synced)", begin.elapsed());

    let nothing = resident(&BrokerProcess::start_on(empty.path()));
    let mut resident_idle = Vec::new();
    let mut files = 0;
    let mut looks = Vec::new();
    let starts = (0..RUNS).map(|_| {
        let begin = Instant::now();
        look(full.path());
        looks.push(begin.elapsed());
        let broker = BrokerProcess::start_on(full.path());
        resident_idle.push(resident(&broker).saturating_sub(nothing));
        files = open_files(broker.id());
        let started_in = broker.started_in;
        broker.stop();
        started_in
    });
    let starts = Samples::new(starts.collect());
    let looks = Samples::new(looks);
    println!(
        "list every folder, read two small files in each: median {:?} (floor)",
        looks.median()
    );
    println!(
        "start after a clean stop: median {:?}, worst {:?} (target: under 2 s)",
        starts.median(),
        starts.max()
    );
    resident_idle.sort_unstable();
    let each = resident_idle[RUNS / 2] / count;
    println!("memory of an idle partition: {each} bytes (target: under 4,096)");
    println!("files open when idle: {files}");

    let broker = BrokerProcess::start_on(full.path());
    let mut client = Client::connect(broker.address);
    write(&mut client, 2);
    write(&mut client, 3);
    let each = resident(&broker).saturating_sub(nothing) / count;
    println!("memory of a partition that was just written to: {each} bytes");
    println!("files open after a write to each: {}", open_files(broker.id()));
    broker.stop();
}

fn topic_name(topic: usize) -> String {
    format!("topic-with-a-usual-name-{topic}")
}

fn write(client: &mut Client, round: i32) {
    let fields = BatchFields {
        producer_id: ProducerId(1_000),
        producer_epoch: ProducerEpoch(0),
        base_sequence: round,
        ..BatchFields::default()
    };
    let batch = batch_with(&["value"], &fields, now());
    for topic in 0..TOPICS {
        let mut request = produce_request(&topic_name(topic), batch.clone(), -1);
        request.topic_data[0].partition_data = (0..PARTITIONS as i32)
            .map(|index| PartitionProduceData {
                index,
                records: Some(Records::from(batch.clone())),
            })
            .collect();
        let response = client.call_at(&request, 12);
        for partition in &response.responses[0].partition_responses {
            assert_eq!(ErrorCode::from_code(partition.error_code), ErrorCode::None);
        }
    }
}

fn resident(broker: &BrokerProcess) -> usize {
    thread::sleep(IDLE);
    resident_bytes(broker.id())
}

fn open_files(process: u32) -> usize {
    fs::read_dir(format!("/proc/{process}/fd")).expect("a live process").count()
}

/// What nobody can do without: the names and lengths in each folder, the last index entry and the
/// epochs.
fn look(root: &Path) {
    for folder in fs::read_dir(root).expect("the directory") {
        let folder = folder.expect("an entry").path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(&folder).expect("a folder") {
            let file = file.expect("an entry");
            let length = file.metadata().expect("a file").len();
            let name = file.file_name();
            let read = [".index", "leader-epoch-checkpoint"];
            if length > 0 && read.iter().any(|end| name.to_string_lossy().ends_with(end)) {
                fs::read(file.path()).expect("a file");
            }
        }
    }
}
