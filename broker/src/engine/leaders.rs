//! Who leads a partition, told with the refusal (KIP-951): a client that asked another broker goes there at once,
//! and need not ask for metadata first.

use std::collections::BTreeSet;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, NodeId, PartitionId, Uuid},
    protocol::messages::{FetchResponse, ProduceResponse, fetch_response, produce_response},
};

use super::call::Call;

/// The first versions that have room for it.
const PRODUCE_VERSION: i16 = 10;
const FETCH_VERSION: i16 = 16;

/// Names the leaders of partitions that another broker leads.
pub(super) fn name_in_produce(call: &Call<'_>, response: &mut ProduceResponse) {
    if call.version < PRODUCE_VERSION {
        return;
    }
    let refused = response.responses.iter_mut().flat_map(|topic| {
        let (topic_id, name) = (topic.topic_id, &topic.name);
        let partitions = topic.partition_responses.iter_mut();
        let elsewhere = partitions.filter(|one| is_any(one.error_code, &[NOT_LEADER]));
        elsewhere.map(move |one| Refused {
            topic_id,
            name,
            partition: PartitionId(one.index),
            leader_id: &mut one.current_leader.leader_id,
            leader_epoch: &mut one.current_leader.leader_epoch,
        })
    });
    let places = name_leaders(call, refused).into_iter();
    let endpoints = places.map(|place| produce_response::NodeEndpoint {
        node_id: place.node.0,
        host: place.host,
        port: place.port,
        rack: place.rack,
        ..Default::default()
    });
    response.node_endpoints = endpoints.collect();
}

/// The same for those who read. What they know of the leader may be older, too.
pub(super) fn name_in_fetch(call: &Call<'_>, response: &mut FetchResponse) {
    if call.version < FETCH_VERSION {
        return;
    }
    let refused = response.responses.iter_mut().flat_map(|topic| {
        let (topic_id, name) = (topic.topic_id, &topic.topic);
        let codes = &[NOT_LEADER, ErrorCode::FencedLeaderEpoch];
        let elsewhere = topic.partitions.iter_mut().filter(|one| is_any(one.error_code, codes));
        elsewhere.map(move |one| Refused {
            topic_id,
            name,
            partition: PartitionId(one.partition_index),
            leader_id: &mut one.current_leader.leader_id,
            leader_epoch: &mut one.current_leader.leader_epoch,
        })
    });
    let places = name_leaders(call, refused).into_iter();
    let endpoints = places.map(|place| fetch_response::NodeEndpoint {
        node_id: place.node.0,
        host: place.host,
        port: place.port,
        rack: place.rack,
        ..Default::default()
    });
    response.node_endpoints = endpoints.collect();
}

const NOT_LEADER: ErrorCode = ErrorCode::NotLeaderOrFollower;

fn is_any(error: i16, codes: &[ErrorCode]) -> bool {
    codes.iter().any(|code| error == code.code())
}

/// A partition of an answer, with room for its leader. Its topic has an id or a name.
struct Refused<'a> {
    topic_id: Uuid,
    name: &'a str,
    partition: PartitionId,
    leader_id: &'a mut i32,
    leader_epoch: &'a mut i32,
}

/// Where a leader is reached.
struct Place {
    node: NodeId,
    host: ByteString,
    port: i32,
    rack: Option<ByteString>,
}

/// Fills in who leads these partitions; gives where the leaders are, on the caller's listener. One that is fenced
/// is not reached.
fn name_leaders<'a>(call: &Call<'_>, refused: impl Iterator<Item = Refused<'a>>) -> Vec<Place> {
    let mut refused = refused.peekable();
    // As a rule: the metadata is not even looked at.
    if refused.peek().is_none() {
        return Vec::new();
    }
    let image = call.image();
    let mut named = BTreeSet::new();
    for one in refused {
        let by_id = image.topics.get(&one.topic_id).filter(|_| !one.topic_id.is_zero());
        let topic = by_id.or_else(|| image.topic(one.name));
        if let Some(led) = topic.and_then(|topic| topic.partition(one.partition)) {
            (*one.leader_id, *one.leader_epoch) = (led.leader.0, led.leader_epoch.0);
            named.insert(led.leader);
        }
    }
    let places = named.into_iter().filter_map(|node| {
        let broker = image.brokers.get(&node).filter(|broker| !broker.fenced)?;
        let endpoint = broker.endpoint(&call.peer.listener)?;
        let (host, port) = (endpoint.host.clone(), i32::from(endpoint.port));
        Some(Place { node, host, port, rack: broker.rack.clone() })
    });
    places.collect()
}
