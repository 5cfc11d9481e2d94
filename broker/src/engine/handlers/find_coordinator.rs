//! FindCoordinator (key 10): which broker coordinates a group or a transactional id. Authorization:
//! DESCRIBE on the group or the id. The first question makes the internal topic, and waits until it
//! serves.

use std::ops::RangeInclusive;

use bytestring::ByteString;
use ottla_core::{
    coordinator::Shard,
    groups::GroupShard,
    model::{ErrorCode, Moment, NodeId},
    protocol::messages::{
        FindCoordinatorRequest, FindCoordinatorResponse, find_coordinator_response::Coordinator,
    },
    transactions::TransactionShard,
};

use crate::engine::{
    call::Call,
    cluster::Creation,
    handler::{Handler, Pending, Reply},
    node::Node,
};

/// The key type of groups.
const GROUP: i8 = 0;
/// The key type of transactional ids.
const TRANSACTIONAL_ID: i8 = 1;
/// The highest key type that Apache Kafka has: share groups.
const LAST_TYPE: i8 = 2;

/// FindCoordinator. v4 takes several keys (KIP-699), v6 knows share groups (KIP-932).
pub struct FindCoordinator;

impl Handler for FindCoordinator {
    type Request = FindCoordinatorRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=6;

    fn handle(
        call: &mut Call<'_>,
        request: FindCoordinatorRequest,
    ) -> Reply<FindCoordinatorResponse> {
        let missing =
            topic_of(request.key_type).filter(|topic| call.view().topic_by_name(topic).is_none());
        if let Some(topic) = missing {
            let node = call.node.clone();
            let topic = node.internal_topic_request(topic);
            // Another connection may have been faster; then there is nothing to wait for but it.
            let Some(creation) = Creation::begin(call, topic) else {
                return Reply::Now(found(call, &request));
            };
            let mut pending = AfterCreation { request, creation };
            return match pending.poll(call) {
                Some(response) => Reply::Now(response),
                None => Reply::Parked(Box::new(pending)),
            };
        }
        Reply::Now(found(call, &request))
    }
}

/// The topic that holds what the coordinators of such keys know, if this broker has such coordinators.
fn topic_of(key_type: i8) -> Option<&'static str> {
    match key_type {
        GROUP => Some(GroupShard::TOPIC),
        TRANSACTIONAL_ID => Some(TransactionShard::TOPIC),
        _ => None,
    }
}

/// Waits for the topic.
struct AfterCreation {
    request: FindCoordinatorRequest,
    creation: Creation,
}

impl Pending<FindCoordinatorResponse> for AfterCreation {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<FindCoordinatorResponse> {
        self.creation.is_over(call).then(|| found(call, &self.request))
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.creation.deadline())
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.creation.cancel(call);
    }
}

fn found(call: &Call<'_>, request: &FindCoordinatorRequest) -> FindCoordinatorResponse {
    if call.version < 4 {
        let one = coordinator(call, request.key_type, &request.key);
        return FindCoordinatorResponse {
            error_code: one.error_code,
            error_message: one.error_message,
            node_id: one.node_id,
            host: one.host,
            port: one.port,
            ..Default::default()
        };
    }
    let keys = request.coordinator_keys.iter();
    let coordinators = keys.map(|key| coordinator(call, request.key_type, key)).collect();
    FindCoordinatorResponse { coordinators, ..Default::default() }
}

fn coordinator(call: &Call<'_>, key_type: i8, key: &ByteString) -> Coordinator {
    let refused = |code: ErrorCode, message: Option<&str>| Coordinator {
        key: key.clone(),
        node_id: NodeId::NONE.0,
        port: -1,
        error_code: code.code(),
        error_message: Some(message.unwrap_or(code.message()).into()),
        ..Default::default()
    };
    let known = (GROUP..=LAST_TYPE).contains(&key_type);
    if !known || (key_type == LAST_TYPE && call.version < 6) {
        return refused(ErrorCode::InvalidRequest, None);
    }
    let Some(topic) = topic_of(key_type) else {
        let message = "this broker does not coordinate share groups";
        return refused(ErrorCode::UnsupportedVersion, Some(message));
    };
    let view = call.view();
    let unavailable = || refused(ErrorCode::CoordinatorNotAvailable, None);
    let partition = if key_type == GROUP {
        Node::coordinating_partition::<GroupShard>(&view, key)
    } else {
        Node::coordinating_partition::<TransactionShard>(&view, key)
    };
    let Some(partition) = partition else { return unavailable() };
    let topic = view.image.topic(topic);
    let leader = topic.and_then(|topic| topic.partition(partition)).map(|one| one.leader);
    let broker = leader.and_then(|leader| view.image.brokers.get(&leader));
    let endpoint = broker.filter(|broker| !broker.fenced).and_then(|broker| {
        let endpoint = broker.endpoint(&call.peer.listener)?;
        Some((broker.id, endpoint))
    });
    let Some((id, endpoint)) = endpoint else { return unavailable() };
    Coordinator {
        key: key.clone(),
        node_id: id.0,
        host: endpoint.host.clone(),
        port: i32::from(endpoint.port),
        ..Default::default()
    }
}
