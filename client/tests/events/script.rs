//! A cluster that does what a test wants. An address is reached by its host's name; `in-process` is the one
//! that clients start with.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    io,
    sync::Arc,
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use ottla::{
    Client, ClientOptions, ErrorCode,
    in_process::{InProcess, InProcessBroker},
    transport::{Address, Link, Transport, TransportError},
};
use ottla_core::protocol::{
    ApiKey,
    codec::{Message, Reader},
    decode_request_header, encode_response,
    messages::{
        ApiVersionsResponse, DeleteTopicsRequest, DeleteTopicsResponse, FindCoordinatorResponse,
        InitProducerIdResponse, MetadataRequest, MetadataResponse, ProduceRequest, ProduceResponse,
        SaslAuthenticateResponse, SaslHandshakeResponse, ShareGroupHeartbeatResponse,
        api_versions_response::{ApiVersion, FinalizedFeatureKey},
        delete_topics_response::DeletableTopicResult,
        metadata_response::{
            MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
        },
        produce_response::{PartitionProduceResponse, TopicProduceResponse},
    },
};
use parking_lot::Mutex;
use tokio::sync::mpsc;

/// The host that clients start with.
pub const START: &str = "in-process";
/// The topic that tests are about. It has one partition, as every topic that is asked for.
pub const TOPIC: &str = "orders";
const FIRST_LEADER: (i32, i32) = (1, 0);

/// What the brokers are to do, which may change at any time.
#[derive(Debug)]
pub struct State {
    /// Hosts that answer.
    pub up: BTreeSet<&'static str>,
    pub brokers: BTreeMap<i32, &'static str>,
    /// Leader, -1 for none, and leader epoch of the partition.
    pub leader: (i32, i32),
    /// Hosts that want clients to begin anew, and take no records.
    pub outdated: BTreeSet<&'static str>,
    /// Hosts that have not heard of any leader but the first one.
    pub cut_off: BTreeSet<&'static str>,
    /// Hosts that close each connection, as brokers do that are about to stop.
    pub closing: BTreeSet<&'static str>,
    /// What they say to those who prove who they are.
    pub authentication: ErrorCode,
    pub session_lifetime_ms: i64,
    /// What they say to the next heartbeats.
    pub heartbeats: VecDeque<ErrorCode>,
    /// How often they were asked for metadata.
    pub asked: usize,
    /// The topics that they were asked for last.
    pub asked_for: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Script(Arc<Mutex<State>>);

impl Script {
    /// One broker, which leads the partition.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            up: [START, "one"].into(),
            brokers: [(1, "one")].into(),
            leader: FIRST_LEADER,
            outdated: BTreeSet::new(),
            cut_off: BTreeSet::new(),
            closing: BTreeSet::new(),
            authentication: ErrorCode::None,
            session_lifetime_ms: 0,
            heartbeats: VecDeque::new(),
            asked: 0,
            asked_for: Vec::new(),
        })))
    }

    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock())
    }

    /// Waits until the brokers were asked for metadata so many times more.
    pub async fn asked(&self, more: usize) {
        let before = self.change(|state| state.asked);
        for _ in 0..5_000 {
            if self.change(|state| state.asked) >= before + more {
                return;
            }
            tokio::time::advance(Duration::from_millis(10)).await;
        }
        panic!("nobody asks for metadata any more");
    }

    pub async fn client(&self, options: ClientOptions) -> Client {
        Client::with_transport(Arc::new(self.clone()), options).await.unwrap()
    }
}

#[async_trait::async_trait]
impl Transport for Script {
    async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
        let state = self.0.clone();
        let host = self.change(|state| state.up.get(&*address.host).copied());
        let host = host.ok_or_else(|| io::Error::from(io::ErrorKind::ConnectionRefused))?;
        InProcess::new(Arc::new(Host { name: host, state })).connect(address).await
    }
}

#[derive(Debug)]
struct Host {
    name: &'static str,
    state: Arc<Mutex<State>>,
}

impl InProcessBroker for Host {
    fn connect(&self) -> Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError> {
        let (requests, mut received) = mpsc::channel::<Bytes>(4);
        let (answers, responses) = mpsc::channel(4);
        let (name, state) = (self.name, self.state.clone());
        tokio::spawn(async move {
            while let Some(request) = received.recv().await {
                let answer = answer(&mut state.lock(), name, request);
                let Some(answer) = answer else { return };
                if answers.send(answer).await.is_err() {
                    return;
                }
            }
        });
        Ok((requests, responses))
    }
}

/// `None` from a broker that is gone: its connections end.
fn answer(state: &mut State, host: &'static str, request: Bytes) -> Option<Bytes> {
    if !state.up.contains(host) || state.closing.contains(host) {
        return None;
    }
    let mut reader = Reader::new(request);
    let header = decode_request_header(&mut reader).unwrap();
    let api = ApiKey::from_code(header.request_api_key).unwrap();
    let to = (api, header.request_api_version, header.correlation_id);
    Some(match api {
        ApiKey::ApiVersions => unframed(&versions(), to),
        ApiKey::Metadata => {
            state.asked += 1;
            let request = MetadataRequest::decode(&mut reader, to.1).unwrap();
            let names = request.topics.iter().flatten().filter_map(|topic| topic.name.as_ref());
            state.asked_for = names.map(ToString::to_string).collect();
            unframed(&metadata(state, host, &request), to)
        }
        ApiKey::InitProducerId => {
            unframed(&InitProducerIdResponse { producer_id: 7, ..Default::default() }, to)
        }
        ApiKey::FindCoordinator => {
            let (host, port) = ("one".into(), 9092);
            let response = FindCoordinatorResponse { node_id: 1, host, port, ..Default::default() };
            unframed(&response, to)
        }
        ApiKey::ShareGroupHeartbeat => {
            let error_code = state.heartbeats.pop_front().unwrap_or(ErrorCode::None).code();
            let response = ShareGroupHeartbeatResponse {
                error_code,
                member_epoch: 1,
                heartbeat_interval_ms: 1_000,
                ..Default::default()
            };
            unframed(&response, to)
        }
        ApiKey::Produce => {
            let request = ProduceRequest::decode(&mut reader, to.1).unwrap();
            unframed(&produced(state, host, &request), to)
        }
        ApiKey::DeleteTopics => {
            let request = DeleteTopicsRequest::decode(&mut reader, to.1).unwrap();
            unframed(&deleted(&request), to)
        }
        ApiKey::SaslHandshake => {
            let mechanisms = vec!["PLAIN".into()];
            unframed(&SaslHandshakeResponse { mechanisms, ..Default::default() }, to)
        }
        ApiKey::SaslAuthenticate => {
            let code = state.authentication;
            let response = SaslAuthenticateResponse {
                error_code: code.code(),
                error_message: code.is_error().then(|| "who are you?".into()),
                session_lifetime_ms: state.session_lifetime_ms,
                ..Default::default()
            };
            unframed(&response, to)
        }
        other => panic!("{other:?} was not offered"),
    })
}

fn versions() -> ApiVersionsResponse {
    let key = |api_key, max_version| ApiVersion { api_key, min_version: 0, max_version };
    let api_keys =
        vec![key(0, 9), key(3, 13), key(17, 1), key(18, 4), key(20, 5), key(22, 4), key(36, 2)];
    // Share groups, whose first versions were a preview.
    let group = [key(10, 2), key(76, 1), key(78, 2), key(79, 2)];
    let api_keys = api_keys.into_iter().chain(group).collect();
    let shares = FinalizedFeatureKey {
        name: "share.version".into(),
        max_version_level: 1,
        min_version_level: 1,
    };
    ApiVersionsResponse {
        api_keys,
        finalized_features_epoch: 1,
        finalized_features: vec![shares],
        ..Default::default()
    }
}

fn deleted(request: &DeleteTopicsRequest) -> DeleteTopicsResponse {
    let topic =
        |name: &ByteString| DeletableTopicResult { name: Some(name.clone()), ..Default::default() };
    let responses = request.topic_names.iter().map(topic).collect();
    DeleteTopicsResponse { responses, ..Default::default() }
}

fn metadata(state: &State, host: &str, request: &MetadataRequest) -> MetadataResponse {
    if state.outdated.contains(host) {
        let error_code = ErrorCode::RebootstrapRequired.code();
        return MetadataResponse { error_code, ..Default::default() };
    }
    let broker = |(node_id, host): (&i32, &&'static str)| MetadataResponseBroker {
        node_id: *node_id,
        host: (*host).into(),
        port: 9092,
        ..Default::default()
    };
    let (leader_id, leader_epoch) = match state.cut_off.contains(host) {
        true => FIRST_LEADER,
        false => state.leader,
    };
    let partition = MetadataResponsePartition { leader_id, leader_epoch, ..Default::default() };
    let topic = |name: Option<ByteString>| MetadataResponseTopic {
        name,
        partitions: vec![partition.clone()],
        ..Default::default()
    };
    let topics = match &request.topics {
        Some(asked) => asked.iter().map(|asked| topic(asked.name.clone())).collect(),
        None => vec![topic(Some(TOPIC.into()))],
    };
    let brokers = state.brokers.iter().map(broker).collect();
    MetadataResponse { brokers, topics, ..Default::default() }
}

fn produced(state: &State, host: &str, request: &ProduceRequest) -> ProduceResponse {
    let leads = state.brokers.get(&state.leader.0) == Some(&host);
    let code = if leads { ErrorCode::None } else { ErrorCode::NotLeaderOrFollower };
    let partition = PartitionProduceResponse { error_code: code.code(), ..Default::default() };
    let topic = |name: &ByteString| TopicProduceResponse {
        name: name.clone(),
        partition_responses: vec![partition.clone()],
        ..Default::default()
    };
    let responses = request.topic_data.iter().map(|asked| topic(&asked.name)).collect();
    ProduceResponse { responses, ..Default::default() }
}

fn unframed(response: &impl Message, (api, version, id): (ApiKey, i16, i32)) -> Bytes {
    let frame = encode_response(response, api, version, id).unwrap();
    let mut bytes = BytesMut::new();
    for slice in &frame.slices {
        bytes.extend_from_slice(&slice.read().unwrap());
    }
    bytes.freeze().slice(4..)
}
