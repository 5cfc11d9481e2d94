//! The load: numbered records, written steadily to all partitions of a topic. The record at an
//! offset of a partition is known by its number alone: offset * partitions + partition.

use std::{
    net::SocketAddr,
    ops::Range,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use ottla_core::{
    model::ErrorCode,
    protocol::{
        codec::Records,
        messages::{
            ProduceRequest, ProduceResponse,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
    },
};

use crate::support::{Client, PATIENCE, batch};

/// Between two requests: the pace of the load, not a wait for something.
const PACE: Duration = Duration::from_millis(20);
const RECORDS_PER_REQUEST_AND_PARTITION: i64 = 4;

pub struct Writer {
    thread: JoinHandle<i64>,
    stop: Sender<()>,
}

/// The value of the record there.
pub fn value(partitions: i32, partition: i32, offset: i64) -> String {
    (offset * i64::from(partitions) + i64::from(partition)).to_string()
}

impl Writer {
    /// Writes from this offset on, to all partitions alike.
    pub fn start(address: SocketAddr, topic: &str, partitions: i32, from: i64) -> Self {
        let (stop, stopped) = channel();
        let topic = topic.to_owned();
        let thread = std::thread::spawn(move || write(address, &topic, partitions, from, &stopped));
        Self { thread, stop }
    }

    /// The offset at which each partition ends.
    pub fn stop(self) -> i64 {
        let _ = self.stop.send(());
        self.thread.join().unwrap()
    }

    /// Ends it, whatever has become of it.
    pub fn abandon(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

fn write(
    address: SocketAddr,
    topic: &str,
    partitions: i32,
    from: i64,
    stopped: &Receiver<()>,
) -> i64 {
    let mut client = Client::connect(address);
    let mut next = from;
    while stopped.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
        let end = next + RECORDS_PER_REQUEST_AND_PARTITION;
        let deadline = Instant::now() + PATIENCE;
        let mut left: Vec<i32> = (0..partitions).collect();
        while !left.is_empty() {
            let request = request(topic, partitions, &left, next..end);
            left = not_served_yet(&client.call_at(&request, 12), next);
            assert!(Instant::now() < deadline, "no leader for {left:?}");
        }
        next = end;
    }
    next
}

fn request(topic: &str, partitions: i32, to: &[i32], offsets: Range<i64>) -> ProduceRequest {
    let data = |index: &i32| {
        let values = offsets.clone().map(|offset| value(partitions, *index, offset));
        let values: Vec<String> = values.collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        PartitionProduceData { index: *index, records: Some(Records::from(batch(&values))) }
    };
    let topic = TopicProduceData {
        name: topic.into(),
        partition_data: to.iter().map(data).collect(),
        ..Default::default()
    };
    ProduceRequest { acks: -1, timeout_ms: 10_000, topic_data: vec![topic], ..Default::default() }
}

/// Partitions of a topic that is so new that its broker does not know them, as on Apache Kafka.
fn not_served_yet(response: &ProduceResponse, expected: i64) -> Vec<i32> {
    let mut left = Vec::new();
    for partition in &response.responses[0].partition_responses {
        match ErrorCode::from_code(partition.error_code) {
            ErrorCode::None => assert_eq!(partition.base_offset, expected),
            ErrorCode::UnknownTopicOrPartition | ErrorCode::NotLeaderOrFollower => {
                left.push(partition.index);
            }
            code => panic!("{code:?}"),
        }
    }
    left
}
