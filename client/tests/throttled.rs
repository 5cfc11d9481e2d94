//! A broker whose quota is exceeded: it answers at once, says for how long it wants to hear nothing, and is
//! left alone for that time (KIP-219).

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures::{FutureExt, StreamExt};
use ottla::{
    Client, ClientOptions, Event,
    in_process::{InProcess, InProcessBroker},
    transport::TransportError,
};
use ottla_core::protocol::{
    ApiKey,
    codec::{Message, Reader},
    decode_request_header, encode_response,
    messages::{
        ApiVersionsResponse, MetadataResponse, api_versions_response::ApiVersion,
        metadata_response::MetadataResponseBroker,
    },
};
use tokio::{sync::mpsc, time::Instant};

/// Answers Metadata in this version, with a throttle time.
#[derive(Debug)]
struct Quota {
    metadata_version: i16,
    throttle_ms: Arc<AtomicI32>,
}

impl InProcessBroker for Quota {
    fn connect(&self) -> Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError> {
        let (requests, mut received) = mpsc::channel::<Bytes>(4);
        let (answers, responses) = mpsc::channel(4);
        let (version, throttle) = (self.metadata_version, self.throttle_ms.clone());
        tokio::spawn(async move {
            while let Some(request) = received.recv().await {
                let answer = answer(request, version, throttle.load(Relaxed));
                if answers.send(answer).await.is_err() {
                    return;
                }
            }
        });
        Ok((requests, responses))
    }
}

fn answer(request: Bytes, metadata_version: i16, throttle_time_ms: i32) -> Bytes {
    let header = decode_request_header(&mut Reader::new(request)).unwrap();
    let (version, id) = (header.request_api_version, header.correlation_id);
    match ApiKey::from_code(header.request_api_key) {
        Some(ApiKey::ApiVersions) => {
            let key = |api_key, max_version| ApiVersion { api_key, min_version: 0, max_version };
            let api_keys = vec![key(18, 4), key(3, metadata_version)];
            let response = ApiVersionsResponse { api_keys, ..Default::default() };
            unframed(&response, ApiKey::ApiVersions, version, id)
        }
        Some(ApiKey::Metadata) => {
            let broker = MetadataResponseBroker {
                node_id: 1,
                host: "in-process".into(),
                port: 9092,
                ..Default::default()
            };
            let response =
                MetadataResponse { throttle_time_ms, brokers: vec![broker], ..Default::default() };
            unframed(&response, ApiKey::Metadata, version, id)
        }
        _ => panic!("it is not asked for anything else"),
    }
}

fn unframed(response: &impl Message, api: ApiKey, version: i16, id: i32) -> Bytes {
    let frame = encode_response(response, api, version, id).unwrap();
    let mut bytes = BytesMut::new();
    for slice in &frame.slices {
        bytes.extend_from_slice(&slice.read().unwrap());
    }
    bytes.freeze().slice(4..)
}

async fn client(metadata_version: i16) -> (Client, Arc<AtomicI32>) {
    let throttle_ms = Arc::new(AtomicI32::new(0));
    let broker = Quota { metadata_version, throttle_ms: throttle_ms.clone() };
    let transport = Arc::new(InProcess::new(Arc::new(broker)));
    let options = ClientOptions {
        request_timeout: Duration::from_secs(10),
        api_timeout: Duration::from_secs(120),
        ..Default::default()
    };
    (Client::with_transport(transport, options).await.unwrap(), throttle_ms)
}

/// How long listing topics takes right after an answer with this throttle time.
async fn next_takes(client: &Client, throttle_ms: &AtomicI32, time: Duration) -> Duration {
    throttle_ms.store(time.as_millis() as i32, Relaxed);
    client.admin().list_topics().await.unwrap();
    throttle_ms.store(0, Relaxed);
    let since = Instant::now();
    client.admin().list_topics().await.unwrap();
    since.elapsed()
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_to_a_broker_before_its_time_is_over() {
    let (client, throttle_ms) = client(9).await;
    let mut events = client.events();
    // Longer than a request may take, too: its time begins when it can be sent.
    for seconds in [5, 60] {
        let time = Duration::from_secs(seconds);
        let took = next_takes(&client, &throttle_ms, time).await;
        assert!(took >= time && took < time + Duration::from_secs(1), "{time:?}: {took:?}");
        let told = events.next().now_or_never().flatten();
        let Some(Event::Throttled { api, time: told, .. }) = told else { panic!("{told:?}") };
        assert_eq!((api, told), ("Metadata", time));
    }
    let metrics = client.metrics();
    assert_eq!((metrics.throttle_time.count(), metrics.throttle_time.sum()), (2, 65.0));
    assert_eq!(metrics.connections.opened, 1);
}

/// Such a broker has waited itself before it answered.
#[tokio::test(start_paused = true)]
async fn brokers_before_kip_219_are_not_waited_for() {
    let (client, throttle_ms) = client(5).await;
    let took = next_takes(&client, &throttle_ms, Duration::from_secs(5)).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(client.metrics().throttle_time.count(), 0);
}
