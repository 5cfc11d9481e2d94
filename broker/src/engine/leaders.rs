//! Who leads a partition, told with the refusal (KIP-951): a client that asked another broker goes there at once,
//! and need not ask for metadata first.

use std::{collections::BTreeSet, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    metadata::{MetadataImage, PartitionRegistration, TopicImage},
    model::{ErrorCode, NodeId, PartitionId, Uuid},
    protocol::messages::{
        FetchResponse, ProduceResponse,
        fetch_response::{self, PartitionData},
        produce_response::{self, PartitionProduceResponse},
    },
};

use super::call::Call;

/// The first versions that have room for it.
const PRODUCE_VERSION: i16 = 10;
const FETCH_VERSION: i16 = 16;

/// Names the leaders of partitions that another broker leads.
pub(super) fn name_in_produce(call: &Call<'_>, response: &mut ProduceResponse) {
    let is_elsewhere =
        |one: &PartitionProduceResponse| one.error_code == ErrorCode::NotLeaderOrFollower.code();
    let mut partitions = response.responses.iter().flat_map(|topic| &topic.partition_responses);
    if call.version < PRODUCE_VERSION || !partitions.any(is_elsewhere) {
        return;
    }
    let mut leaders = Leaders::new(call);
    for topic in &mut response.responses {
        let partitions = topic.partition_responses.iter_mut();
        for told in partitions.filter(|one| is_elsewhere(one)) {
            if let Some(led) = leaders.find(topic.topic_id, &topic.name, PartitionId(told.index)) {
                told.current_leader.leader_id = led.leader.0;
                told.current_leader.leader_epoch = led.leader_epoch.0;
            }
        }
    }
    let endpoints = leaders.places(call).map(|place| produce_response::NodeEndpoint {
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
    let is_elsewhere = |one: &PartitionData| {
        let codes = [ErrorCode::NotLeaderOrFollower, ErrorCode::FencedLeaderEpoch];
        codes.iter().any(|code| one.error_code == code.code())
    };
    let mut partitions = response.responses.iter().flat_map(|topic| &topic.partitions);
    if call.version < FETCH_VERSION || !partitions.any(is_elsewhere) {
        return;
    }
    let mut leaders = Leaders::new(call);
    for topic in &mut response.responses {
        for told in topic.partitions.iter_mut().filter(|one| is_elsewhere(one)) {
            let partition = PartitionId(told.partition_index);
            if let Some(led) = leaders.find(topic.topic_id, &topic.topic, partition) {
                told.current_leader.leader_id = led.leader.0;
                told.current_leader.leader_epoch = led.leader_epoch.0;
            }
        }
    }
    let endpoints = leaders.places(call).map(|place| fetch_response::NodeEndpoint {
        node_id: place.node.0,
        host: place.host,
        port: place.port,
        rack: place.rack,
        ..Default::default()
    });
    response.node_endpoints = endpoints.collect();
}

/// The leaders that an answer names.
struct Leaders {
    image: Arc<MetadataImage>,
    named: BTreeSet<NodeId>,
}

/// Where a leader is reached.
struct Place {
    node: NodeId,
    host: ByteString,
    port: i32,
    rack: Option<ByteString>,
}

impl Leaders {
    fn new(call: &Call<'_>) -> Self {
        Self { image: call.image(), named: BTreeSet::new() }
    }

    /// Who leads a partition of a topic, which has an id or a name.
    fn find(
        &mut self,
        topic_id: Uuid,
        name: &str,
        partition: PartitionId,
    ) -> Option<&PartitionRegistration> {
        let Self { image, named } = self;
        let by_id = image.topics.get(&topic_id).filter(|_| !topic_id.is_zero());
        let topic: &Arc<TopicImage> = by_id.or_else(|| image.topic(name))?;
        let led = topic.partition(partition)?;
        named.insert(led.leader);
        Some(led)
    }

    /// Where they are, on the caller's listener. One that is fenced is not reached.
    fn places(self, call: &Call<'_>) -> impl Iterator<Item = Place> {
        let Self { image, named } = self;
        let listener = call.peer.listener.clone();
        named.into_iter().filter_map(move |node| {
            let broker = image.brokers.get(&node).filter(|broker| !broker.fenced)?;
            let endpoint = broker.endpoint(&listener)?;
            let (host, port) = (endpoint.host.clone(), i32::from(endpoint.port));
            Some(Place { node, host, port, rack: broker.rack.clone() })
        })
    }
}
