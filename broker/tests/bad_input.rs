//! What must not hurt a broker: each case gets Kafka's error code or a closed connection, and the
//! broker serves on.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use bytes::Bytes;
use ottla_core::{
    model::ErrorCode,
    protocol::{
        ApiKey,
        codec::Message,
        codec::Reader,
        messages::{
            ApiVersionsRequest, ApiVersionsResponse, CreateTopicsRequest, MetadataRequest,
            ProduceRequest, create_topics_request::CreatableTopic,
        },
        records::{Attributes, BATCH_OVERHEAD, BatchFields, StampedHeader},
    },
};
use support::{Client, batch, batch_with, broker, now, produce_request, produced};

fn serves_on(address: std::net::SocketAddr) {
    let mut client = Client::connect(address);
    let request = ApiVersionsRequest {
        client_software_name: "test".into(),
        client_software_version: "1".into(),
    };
    assert_eq!(client.call(&request).error_code, 0);
}

fn closes_on(bytes: &[u8]) {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.send_bytes(bytes);
    assert!(client.is_closed(), "{bytes:?}");
    serves_on(broker.address());
}

fn header(api_key: i16, version: i16) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&api_key.to_be_bytes());
    bytes.extend_from_slice(&version.to_be_bytes());
    bytes.extend_from_slice(&7_i32.to_be_bytes());
    bytes.extend_from_slice(&(-1_i16).to_be_bytes());
    bytes
}

fn framed(body: &[u8]) -> Vec<u8> {
    [&(body.len() as i32).to_be_bytes()[..], body].concat()
}

#[test]
fn a_negative_or_huge_length_closes_the_connection() {
    closes_on(&(-1_i32).to_be_bytes());
    closes_on(&i32::MIN.to_be_bytes());
    closes_on(&i32::MAX.to_be_bytes());
}

#[test]
fn another_protocol_closes_the_connection() {
    closes_on(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    closes_on(&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
}

#[test]
fn an_unknown_api_or_version_closes_the_connection() {
    closes_on(&framed(&header(4_711, 0)));
    closes_on(&framed(&header(-1, 0)));
    closes_on(&framed(&header(ApiKey::Metadata.code(), 99)));
    closes_on(&framed(&header(ApiKey::Produce.code(), 2)));
}

#[test]
fn a_truncated_or_rubbish_body_closes_the_connection() {
    closes_on(&framed(&[]));
    closes_on(&framed(&[0, 3]));
    for version in 0..=13 {
        closes_on(&framed(&[&header(ApiKey::Metadata.code(), version)[..], &[0xff; 3]].concat()));
    }
    // An array that claims 2^31-1 topics in a frame of a few bytes.
    let huge = [&header(ApiKey::Metadata.code(), 1)[..], &i32::MAX.to_be_bytes()].concat();
    closes_on(&framed(&huge));
}

#[test]
fn an_unknown_version_of_api_versions_is_answered_in_version_0() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    // Any newer version has the flexible header, which ends in tagged fields; here there are none.
    client.send_bytes(&framed(&[&header(ApiKey::ApiVersions.code(), 99)[..], &[0]].concat()));
    let frame = client.receive_frame();
    assert_eq!(&frame[..4], 7_i32.to_be_bytes());
    let mut reader = Reader::new(frame.slice(4..));
    let response = ApiVersionsResponse::decode(&mut reader, 0).unwrap();
    assert_eq!(response.error_code, ErrorCode::UnsupportedVersion.code());
    let listed = &response.api_keys[0];
    assert_eq!((listed.api_key, listed.min_version, listed.max_version), (18, 0, 4));
    // The same connection goes on with a version that exists.
    assert_eq!(client.call_at(&ApiVersionsRequest::default(), 0).error_code, 0);
}

#[test]
fn a_frame_that_comes_byte_by_byte_is_answered() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    for byte in framed(&header(ApiKey::ApiVersions.code(), 0)) {
        client.send_bytes(&[byte]);
    }
    let frame = client.receive_frame();
    assert_eq!(&frame[4..6], &[0, 0]);
}

fn refusal(batch: Bytes, acks: i16) -> (ErrorCode, i64) {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let answer = produced(&client.call_at(&produce_request("t", batch, acks), 12));
    assert_eq!(client.offset("t", -1), 0, "a refused batch leaves nothing behind");
    // Whatever was refused, a good batch still goes in at offset 0.
    assert_eq!(client.produce("t", support::batch(&["good"])), (ErrorCode::None, 0));
    answer
}

fn edited(edit: impl FnOnce(&mut Vec<u8>)) -> Bytes {
    let mut bytes = batch(&["a", "b"]).to_vec();
    edit(&mut bytes);
    bytes.into()
}

fn resealed(edit: impl FnOnce(&mut Vec<u8>)) -> Bytes {
    let bytes = edited(edit);
    let mut stamped = StampedHeader::copy_of(&bytes).unwrap();
    stamped.seal(&bytes[BATCH_OVERHEAD..]);
    [&stamped.as_bytes()[..], &bytes[BATCH_OVERHEAD..]].concat().into()
}

#[test]
fn a_damaged_batch_is_refused_with_kafkas_code() {
    let last = |bytes: &mut Vec<u8>| *bytes.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(edited(last), -1).0, ErrorCode::CorruptMessage);
    let count = |bytes: &mut Vec<u8>| bytes[60] = 9;
    assert_eq!(refusal(resealed(count), -1).0, ErrorCode::InvalidRecord);
    let codec = |bytes: &mut Vec<u8>| bytes[22] = 7;
    assert_eq!(refusal(resealed(codec), -1).0, ErrorCode::UnsupportedCompressionType);
    let truncated = |bytes: &mut Vec<u8>| bytes.truncate(70);
    assert_eq!(refusal(edited(truncated), -1).0, ErrorCode::InvalidRecord);
    assert_eq!(refusal(Bytes::new(), -1).0, ErrorCode::InvalidRecord);
}

#[test]
fn what_clients_may_not_write_is_refused() {
    let flags = |attributes| BatchFields { attributes, ..BatchFields::default() };
    let control = batch_with(&["x"], &flags(Attributes::default().control()), now());
    assert_eq!(refusal(control, -1).0, ErrorCode::InvalidRecord);
    let open = batch_with(&["x"], &flags(Attributes::default().transactional()), now());
    // It does not say whose transaction it is.
    let unnamed = ErrorCode::TransactionalIdAuthorizationFailed;
    assert_eq!(refusal(open, -1).0, unnamed);
    assert_eq!(refusal(batch(&["x"]), 5).0, ErrorCode::InvalidRequiredAcks);
    assert_eq!(refusal(batch(&[&"x".repeat(2 << 20)]), -1).0, ErrorCode::MessageTooLarge);
}

#[test]
fn a_failed_write_without_acks_closes_the_connection() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.send_at(&produce_request("missing", batch(&["x"]), 0), 12);
    assert!(client.is_closed());
    serves_on(broker.address());
}

#[test]
fn null_records_and_unknown_partitions_are_answered() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let mut request: ProduceRequest = produce_request("t", batch(&["x"]), -1);
    request.topic_data[0].partition_data[0].records = None;
    assert_eq!(produced(&client.call_at(&request, 12)).0, ErrorCode::InvalidRecord);
    let mut request = produce_request("t", batch(&["x"]), -1);
    request.topic_data[0].partition_data[0].index = -7;
    assert_eq!(produced(&client.call_at(&request, 12)).0, ErrorCode::UnknownTopicOrPartition);
    let request = produce_request("missing", batch(&["x"]), -1);
    assert_eq!(produced(&client.call_at(&request, 12)).0, ErrorCode::UnknownTopicOrPartition);
    assert_eq!(produced(&client.call_at(&request, 13)).0, ErrorCode::UnknownTopicId);
}

#[test]
fn impossible_topics_are_refused_one_by_one() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    let topic = |name: &str, num_partitions, replication_factor| CreatableTopic {
        name: name.into(),
        num_partitions,
        replication_factor,
        ..Default::default()
    };
    let topics = vec![
        topic("fine", 1, 1),
        topic("a b", 1, 1),
        topic(&"x".repeat(250), 1, 1),
        topic("none", 0, 1),
        topic("many", 33_000_000, 1),
        topic("replicated", 1, 3),
        topic("twice", 1, 1),
        topic("twice", 1, 1),
        topic("a.b", 1, 1),
        topic("a_b", 1, 1),
    ];
    let request = CreateTopicsRequest { topics, timeout_ms: 10_000, ..Default::default() };
    let codes: Vec<ErrorCode> = client
        .call(&request)
        .topics
        .iter()
        .map(|topic| ErrorCode::from_code(topic.error_code))
        .collect();
    let expected = [
        ErrorCode::None,
        ErrorCode::InvalidTopicException,
        ErrorCode::InvalidTopicException,
        ErrorCode::InvalidPartitions,
        ErrorCode::PolicyViolation,
        ErrorCode::InvalidReplicationFactor,
        ErrorCode::InvalidRequest,
        ErrorCode::None,
        ErrorCode::InvalidTopicException,
    ];
    assert_eq!(codes, expected);
    let all = client.call(&MetadataRequest { topics: None, ..Default::default() });
    let mut names: Vec<String> =
        all.topics.iter().map(|topic| topic.name.as_ref().unwrap().to_string()).collect();
    names.sort();
    assert_eq!(names, ["a.b", "fine"]);
}
