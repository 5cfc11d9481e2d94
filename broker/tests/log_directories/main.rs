//! A broker on several log directories: where partitions go, who may use a directory, what happens
//! when one fails or holds something else than it should, and the deletion of records.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod delete_records;
mod failing;
mod places;
mod refused;

use std::{
    io,
    path::Path,
    sync::{Mutex, OnceLock},
};

use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeLogDirsRequest, MetadataRequest, ProduceRequest,
        metadata_response::MetadataResponsePartition,
    },
};
use support::{Client, batch, produce_request, produced};

fn options(directories: &[&Path]) -> BrokerOptions {
    BrokerOptions::default().directories(directories.iter().copied())
}

fn start(directories: &[&Path]) -> Broker {
    Broker::start(options(directories)).unwrap()
}

fn refusal(options: BrokerOptions) -> String {
    match Broker::start(options) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("the broker started"),
    }
}

/// Produces one record to a partition of topic `t`.
fn produce(client: &mut Client, partition: i32, value: &str) -> (ErrorCode, i64) {
    let mut request: ProduceRequest = produce_request("t", batch(&[value]), -1);
    request.topic_data[0].partition_data[0].index = partition;
    produced(&client.call_at(&request, 12))
}

/// Reads a partition of topic `t`: its error, or its values.
fn fetch(client: &mut Client, partition: i32, offset: i64) -> Result<Vec<String>, ErrorCode> {
    let mut request = support::fetch_request("t", offset, 0, 0);
    request.topics[0].partitions[0].partition = partition;
    let response = client.call_at(&request, 12);
    match ErrorCode::from_code(response.responses[0].partitions[0].error_code) {
        ErrorCode::None => {
            let values = support::fetched(&response, offset).into_iter();
            Ok(values.map(|(_, value)| value).collect())
        }
        error => Err(error),
    }
}

/// What the broker says of a directory: its error, and its partitions with their sizes.
fn described(client: &mut Client, directory: &Path) -> (ErrorCode, Vec<(String, i64)>) {
    let response = client.call(&DescribeLogDirsRequest { topics: None });
    let path = directory.display().to_string();
    let found = response.results.iter().find(|result| *result.log_dir == *path).unwrap();
    let mut partitions = Vec::new();
    for topic in &found.topics {
        for partition in &topic.partitions {
            let name = format!("{}-{}", topic.name, partition.partition_index);
            partitions.push((name, partition.partition_size));
        }
    }
    (ErrorCode::from_code(found.error_code), partitions)
}

/// The partitions of topic `t` in a directory.
fn partitions_in(client: &mut Client, directory: &Path) -> Vec<i32> {
    let names = described(client, directory).1.into_iter().map(|(name, _)| name);
    names.filter_map(|name| name.strip_prefix("t-")?.parse().ok()).collect()
}

/// A partition of topic `t` as the metadata has it.
fn registered(client: &mut Client, partition: i32) -> MetadataResponsePartition {
    let all = client.call(&MetadataRequest { topics: None, ..Default::default() });
    let topic = all.topics.iter().find(|topic| topic.name.as_deref() == Some("t")).unwrap();
    let mut found = topic.partitions.iter().filter(|one| one.partition_index == partition);
    found.next().unwrap().clone()
}

static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Listening;

impl io::Write for Listening {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        SAID.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps what all brokers of the process log from here on.
fn listen() {
    static LISTENING: OnceLock<()> = OnceLock::new();
    LISTENING.get_or_init(|| {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Listening);
        subscriber.with_max_level(tracing::Level::WARN).init();
    });
}

/// What was logged so far about `directory`, a line a message.
fn said_of(directory: &Path) -> Vec<String> {
    let said = String::from_utf8(SAID.lock().unwrap().clone()).unwrap();
    let path = directory.display().to_string();
    said.lines().filter(|line| line.contains(&path)).map(str::to_owned).collect()
}
