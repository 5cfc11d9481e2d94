//! The load: numbered records, written steadily to all partitions of a topic. The record at an
//! offset of a partition is known by its number alone: offset * partitions + partition.

use std::{
    net::SocketAddr,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

use ottla_core::{
    model::ErrorCode,
    protocol::{
        codec::Records,
        messages::{
            ProduceRequest,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
    },
};

use crate::support::{Client, batch};

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
        let data = |index| {
            let values: Vec<String> =
                (next..end).map(|offset| value(partitions, index, offset)).collect();
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            PartitionProduceData { index, records: Some(Records::from(batch(&values))) }
        };
        let topic = TopicProduceData {
            name: topic.into(),
            partition_data: (0..partitions).map(data).collect(),
            ..Default::default()
        };
        let request = ProduceRequest {
            acks: -1,
            timeout_ms: 10_000,
            topic_data: vec![topic],
            ..Default::default()
        };
        let response = client.call_at(&request, 12);
        for partition in &response.responses[0].partition_responses {
            let code = ErrorCode::from_code(partition.error_code);
            assert_eq!((code, partition.base_offset), (ErrorCode::None, next));
        }
        next = end;
    }
    next
}
