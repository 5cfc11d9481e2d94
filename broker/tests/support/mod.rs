//! A bare client for tests: one socket, one request at a time, and whatever bytes a test likes.

#![allow(dead_code, reason = "each test file uses some of it")]

pub mod transactions;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use bytes::Bytes;
use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::{ErrorCode, Timestamp, Uuid},
    protocol::{
        Request,
        codec::Records,
        decode_response, encode_request,
        messages::{
            CreateTopicsRequest, FetchRequest, FetchResponse, FindCoordinatorRequest,
            ListOffsetsRequest, MetadataRequest, OffsetCommitRequest, OffsetFetchRequest,
            ProduceRequest, ProduceResponse,
            create_topics_request::{CreatableTopic, CreatableTopicConfig},
            fetch_request::{FetchPartition, FetchTopic},
            list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
            metadata_request::MetadataRequestTopic,
            offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
            offset_fetch_request::OffsetFetchRequestGroup,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
        records::{
            BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs, NewRecord, RecordIter,
        },
    },
};

/// Longest that a test waits for a broker that should answer at once.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A broker in memory.
pub fn broker() -> Broker {
    Broker::start(BrokerOptions::default()).unwrap()
}

/// One connection.
pub struct Client {
    stream: TcpStream,
    sent: i32,
    answered: i32,
}

impl Client {
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, sent: 0, answered: 0 }
    }

    /// Sends a request at its newest version and reads the response.
    pub fn call<R: Request>(&mut self, request: &R) -> R::Response {
        self.call_at(request, R::KEY.versions().last)
    }

    pub fn call_at<R: Request>(&mut self, request: &R, version: i16) -> R::Response {
        self.send_at(request, version);
        self.receive::<R>(version)
    }

    pub fn send<R: Request>(&mut self, request: &R) {
        self.send_at(request, R::KEY.versions().last);
    }

    pub fn send_at<R: Request>(&mut self, request: &R, version: i16) {
        self.sent += 1;
        let frame = encode_request(request, version, self.sent, Some(&"test".into())).unwrap();
        for slice in &frame.slices {
            self.stream.write_all(&slice.read().unwrap()).unwrap();
        }
    }

    pub fn receive<R: Request>(&mut self, version: i16) -> R::Response {
        let frame = self.receive_frame();
        self.answered += 1;
        decode_response::<R>(frame, version, self.answered).unwrap()
    }

    /// The next response, without its length.
    pub fn receive_frame(&mut self) -> Bytes {
        let mut prefix = [0; 4];
        self.stream.read_exact(&mut prefix).unwrap();
        let mut frame = vec![0; u32::from_be_bytes(prefix) as usize];
        self.stream.read_exact(&mut frame).unwrap();
        frame.into()
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
    }

    /// Whether a response has begun to arrive.
    pub fn has_input(&self) -> bool {
        self.stream.set_nonblocking(true).unwrap();
        let there = matches!(self.stream.peek(&mut [0; 1]), Ok(1));
        self.stream.set_nonblocking(false).unwrap();
        there
    }

    /// Whether the broker has closed the connection without another byte.
    pub fn is_closed(&mut self) -> bool {
        matches!(self.stream.read(&mut [0; 1]), Ok(0) | Err(_))
    }

    pub fn create_topic(&mut self, name: &str, partitions: i32, configs: &[(&str, &str)]) {
        let configs = configs.iter().map(|(key, value)| CreatableTopicConfig {
            name: (*key).into(),
            value: Some((*value).into()),
        });
        let topic = CreatableTopic {
            name: name.into(),
            num_partitions: partitions,
            replication_factor: 1,
            configs: configs.collect(),
            ..Default::default()
        };
        let request =
            CreateTopicsRequest { topics: vec![topic], timeout_ms: 10_000, ..Default::default() };
        let response = self.call(&request);
        let result = &response.topics[0];
        assert_eq!(ErrorCode::from_code(result.error_code), ErrorCode::None, "{result:?}");
    }

    /// Commits an offset of `topic` 0 for a group without members, once its coordinator answers.
    pub fn commit_offset(&mut self, group: &str, topic: &str, offset: i64, metadata: &str) {
        let partition = OffsetCommitRequestPartition {
            committed_offset: offset,
            committed_metadata: Some(metadata.into()),
            ..Default::default()
        };
        let topic = OffsetCommitRequestTopic {
            name: topic.into(),
            partitions: vec![partition],
            ..Default::default()
        };
        let request = OffsetCommitRequest {
            group_id: group.into(),
            topics: vec![topic],
            ..Default::default()
        };
        self.coordinated(group, |client| {
            let response = client.call_at(&request, 9);
            let code = response.topics[0].partitions[0].error_code;
            ((), ErrorCode::from_code(code))
        });
    }

    /// All committed offsets of a group, with their texts, once its coordinator answers.
    pub fn committed_offsets(&mut self, group: &str) -> Vec<(String, i32, i64, String)> {
        let asked = OffsetFetchRequestGroup { group_id: group.into(), ..Default::default() };
        let request = OffsetFetchRequest { groups: vec![asked], ..Default::default() };
        let found = self.coordinated(group, |client| {
            let mut response = client.call_at(&request, 9);
            let group = response.groups.remove(0);
            let code = ErrorCode::from_code(group.error_code);
            (group.topics, code)
        });
        let partitions = found.into_iter().flat_map(|topic| {
            let name = topic.name.to_string();
            topic.partitions.into_iter().map(move |one| {
                let metadata = one.metadata.unwrap_or_default().to_string();
                (name.clone(), one.partition_index, one.committed_offset, metadata)
            })
        });
        partitions.collect()
    }

    /// Asks until the group has a coordinator that is loaded.
    pub fn coordinated<R>(
        &mut self,
        group: &str,
        mut ask: impl FnMut(&mut Self) -> (R, ErrorCode),
    ) -> R {
        const PASSING: [ErrorCode; 3] = [
            ErrorCode::CoordinatorNotAvailable,
            ErrorCode::CoordinatorLoadInProgress,
            ErrorCode::NotCoordinator,
        ];
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let request = FindCoordinatorRequest { key: group.into(), ..Default::default() };
            let found = self.call_at(&request, 3);
            let (answer, code) = match ErrorCode::from_code(found.error_code) {
                ErrorCode::None => ask(self),
                code => {
                    assert!(PASSING.contains(&code), "{code:?}");
                    assert!(std::time::Instant::now() < deadline, "{code:?}");
                    std::thread::yield_now();
                    continue;
                }
            };
            if code == ErrorCode::None {
                return answer;
            }
            assert!(PASSING.contains(&code) && std::time::Instant::now() < deadline, "{code:?}");
            std::thread::yield_now();
        }
    }

    pub fn topic_id(&mut self, name: &str) -> Uuid {
        let topic = MetadataRequestTopic { name: Some(name.into()), ..Default::default() };
        let request = MetadataRequest {
            topics: Some(vec![topic]),
            allow_auto_topic_creation: false,
            ..Default::default()
        };
        self.call(&request).topics[0].topic_id
    }

    /// Produces a batch to partition 0 with acks=all.
    pub fn produce(&mut self, topic: &str, batch: Bytes) -> (ErrorCode, i64) {
        let request = produce_request(topic, batch, -1);
        produced(&self.call_at(&request, 12))
    }

    /// Reads partition 0 from `offset`: values of all records at or after it.
    pub fn fetch(&mut self, topic: &str, offset: i64) -> Vec<(i64, String)> {
        let response = self.call_at(&fetch_request(topic, offset, 1, 5_000), 12);
        fetched(&response, offset)
    }

    pub fn offset(&mut self, topic: &str, timestamp: i64) -> i64 {
        let partition = ListOffsetsPartition { timestamp, ..Default::default() };
        let topic = ListOffsetsTopic { name: topic.into(), partitions: vec![partition] };
        let request =
            ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
        let response = self.call(&request);
        let partition = &response.topics[0].partitions[0];
        assert_eq!(partition.error_code, 0, "{partition:?}");
        partition.offset
    }
}

pub fn produce_request(topic: &str, batch: Bytes, acks: i16) -> ProduceRequest {
    let partition = PartitionProduceData { index: 0, records: Some(Records::from(batch)) };
    let topic = TopicProduceData {
        name: topic.into(),
        partition_data: vec![partition],
        ..Default::default()
    };
    ProduceRequest { acks, timeout_ms: 10_000, topic_data: vec![topic], ..Default::default() }
}

pub fn produced(response: &ProduceResponse) -> (ErrorCode, i64) {
    let partition = &response.responses[0].partition_responses[0];
    (ErrorCode::from_code(partition.error_code), partition.base_offset)
}

pub fn fetch_request(topic: &str, offset: i64, bytes_min: i32, wait_ms: i32) -> FetchRequest {
    let partition =
        FetchPartition { fetch_offset: offset, partition_max_bytes: 1 << 20, ..Default::default() };
    let topic =
        FetchTopic { topic: topic.into(), partitions: vec![partition], ..Default::default() };
    FetchRequest {
        max_wait_ms: wait_ms,
        min_bytes: bytes_min,
        max_bytes: 50 << 20,
        topics: vec![topic],
        ..Default::default()
    }
}

pub fn fetched(response: &FetchResponse, offset: i64) -> Vec<(i64, String)> {
    let partition = &response.responses[0].partitions[0];
    assert_eq!(partition.error_code, 0, "{partition:?}");
    let mut bytes = partition.records.as_ref().unwrap().read().unwrap();
    let mut records = Vec::new();
    let mut codecs = Codecs::new();
    while !bytes.is_empty() {
        let header = BatchHeader::parse_whole(&bytes).unwrap();
        let batch = bytes.split_to(header.size);
        assert!(header.crc_matches(&batch));
        let compression = header.attributes.compression().unwrap();
        let body = codecs.decompress(compression, &batch.slice(BATCH_OVERHEAD..)).unwrap();
        for record in RecordIter::new(&body, header.record_count) {
            let record = record.unwrap();
            let at = header.base_offset.0 + i64::from(record.offset_delta);
            let value = String::from_utf8(record.value.unwrap().to_vec()).unwrap();
            if at >= offset {
                records.push((at, value));
            }
        }
    }
    records
}

/// An uncompressed batch without a producer.
pub fn batch(values: &[&str]) -> Bytes {
    batch_with(values, &BatchFields::default(), now())
}

pub fn batch_with(values: &[&str], fields: &BatchFields, timestamp: Timestamp) -> Bytes {
    let mut builder = BatchBuilder::default();
    for value in values {
        let record = NewRecord { timestamp, key: None, value: Some(value.as_bytes()), headers: [] };
        builder.append(record).unwrap();
    }
    builder.finish(fields, &mut Codecs::new()).unwrap()
}

pub fn now() -> Timestamp {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp(now.as_millis() as i64)
}
