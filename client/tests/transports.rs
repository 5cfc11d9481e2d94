//! Ports that are no brokers, and a broker that is not behind a port.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use ottla::{
    Client, ClientOptions, ConsumerOptions, ErrorKind, GroupProtocol,
    in_process::{InProcess, InProcessBroker},
    transport::TransportError,
};
use ottla_core::protocol::{
    ApiKey,
    codec::{Message, Reader},
    decode_request_header, encode_response,
    messages::{
        ApiVersionsResponse, FindCoordinatorResponse, MetadataRequest, MetadataResponse,
        api_versions_response::ApiVersion,
        metadata_response::{MetadataResponseBroker, MetadataResponseTopic},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::mpsc,
};

/// A port that answers each connection's first bytes with `answer`, and closes.
async fn port_that_answers(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer).await;
        }
    });
    address
}

#[tokio::test]
async fn ports_of_other_services_are_named_as_what_they_are() {
    for (answer, expected) in [
        (&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], "speaks HTTP"),
        (&[0x15, 3, 3, 0, 2, 2, 40], "speaks TLS"),
        (&[0xff, 0xff, 0xff, 0xff], "-1 bytes"),
        (&[], "closed the connection instead of answering"),
    ] {
        let address = port_that_answers(answer).await;
        let error = Client::connect(&address).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WrongProtocol, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().contains(&address), "{error}");
    }
}

#[tokio::test]
async fn all_addresses_are_tried_and_all_failures_told() {
    let web = port_that_answers(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let error = Client::connect(&format!("127.0.0.1:1,{web}")).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("none of 2 brokers"), "{text}");
    assert!(text.contains("connection refused") && text.contains("HTTP"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn whoever_says_nothing_is_told_in_the_time_that_calls_have() {
    // Connections are accepted, and nobody reads what comes.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let told = async |connect_s, api_s| {
        let options = ClientOptions {
            connect_timeout: Duration::from_secs(connect_s),
            api_timeout: Duration::from_secs(api_s),
            ..Default::default()
        };
        let error = Client::connect_with(&address, options).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
        error.to_string()
    };
    let text = told(10, 3).await;
    assert!(text.contains("within 3s (api_timeout, default.api.timeout.ms)"), "{text}");
    let text = told(2, 3).await;
    assert!(text.contains("2s (connect_timeout, socket.connection.setup.timeout.ms)"), "{text}");
    assert!(text.contains(&address), "{text}");
}

/// Knows one topic, and nothing of any other API.
#[derive(Debug)]
struct SmallBroker;

impl InProcessBroker for SmallBroker {
    fn connect(&self) -> Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError> {
        let (requests, mut received) = mpsc::channel(4);
        let (answers, responses) = mpsc::channel(4);
        tokio::spawn(async move {
            while let Some(request) = received.recv().await {
                if answers.send(answer(request)).await.is_err() {
                    return;
                }
            }
        });
        Ok((requests, responses))
    }
}

fn answer(request: Bytes) -> Bytes {
    let mut reader = Reader::new(request);
    let header = decode_request_header(&mut reader).unwrap();
    let (version, id) = (header.request_api_version, header.correlation_id);
    match ApiKey::from_code(header.request_api_key) {
        Some(ApiKey::ApiVersions) => {
            let key = |api_key, max_version| ApiVersion { api_key, min_version: 0, max_version };
            let api_keys = vec![key(18, 3), key(3, 9), key(10, 2)];
            // An old broker answers an unknown version in version 0, with error 35.
            let (version, error_code) = if version > 3 { (0, 35) } else { (version, 0) };
            let response = ApiVersionsResponse { error_code, api_keys, ..Default::default() };
            unframed(&response, ApiKey::ApiVersions, version, id)
        }
        Some(ApiKey::Metadata) => {
            let request = MetadataRequest::decode(&mut reader, version).unwrap();
            let broker = MetadataResponseBroker {
                node_id: 1,
                host: "somewhere".into(),
                port: 1,
                ..Default::default()
            };
            let topic = MetadataResponseTopic { name: Some("orders".into()), ..Default::default() };
            let response = MetadataResponse {
                brokers: vec![broker],
                topics: if request.topics.is_none() { vec![topic] } else { Vec::new() },
                ..Default::default()
            };
            unframed(&response, ApiKey::Metadata, version, id)
        }
        Some(ApiKey::FindCoordinator) => {
            let host = "somewhere".into();
            let response = FindCoordinatorResponse { host, port: 1, ..Default::default() };
            unframed(&response, ApiKey::FindCoordinator, version, id)
        }
        other => panic!("{other:?} was not offered"),
    }
}

fn unframed<M: Message>(response: &M, api: ApiKey, version: i16, id: i32) -> Bytes {
    let frame = encode_response(response, api, version, id).unwrap();
    let mut joined = BytesMut::new();
    for slice in frame.slices {
        joined.extend_from_slice(&slice.read().unwrap());
    }
    joined.freeze().slice(4..)
}

#[tokio::test]
async fn a_broker_in_the_same_process_needs_no_port() {
    let transport = Arc::new(InProcess::new(Arc::new(SmallBroker)));
    let client = Client::with_transport(transport, ClientOptions::default()).await.unwrap();
    let topics = client.admin().list_topics().await.unwrap();
    assert_eq!(topics[0].name, "orders");
    let options = ClientOptions { api_timeout: Duration::from_millis(200), ..Default::default() };
    let transport = Arc::new(InProcess::new(Arc::new(SmallBroker)));
    let client = Client::with_transport(transport, options).await.unwrap();
    let error = client.admin().create_topics([ottla::admin::NewTopic::new("x")]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
}

/// The broker is too old for KIP-848, and says so by what it lists.
#[tokio::test]
async fn a_consumer_falls_back_to_the_protocol_that_its_broker_has() {
    let transport = Arc::new(InProcess::new(Arc::new(SmallBroker)));
    let client = Client::with_transport(transport, ClientOptions::default()).await.unwrap();
    let options = ConsumerOptions {
        group_id: "group".into(),
        topics: vec!["orders".into()],
        group_protocol: GroupProtocol::Consumer,
        ..Default::default()
    };
    let mut consumer = client.consumer(options).await.unwrap();
    assert_eq!(consumer.group_protocol(), GroupProtocol::Classic);
    // This one does not even have the classic protocol.
    let error = consumer.next_batch().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    consumer.close().await.unwrap();
}
