//! Metadata (key 3): brokers, topics, leaders. Authorization: DESCRIBE on each topic. An unknown
//! topic is created first where request and configuration allow it, and the answer waits until its
//! leaders serve, so that a client need not ask again.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    metadata::{MetadataImage, PartitionRegistration, TopicImage},
    model::{ErrorCode, Moment, NodeId, TopicName, Uuid},
    protocol::messages::{
        CreateTopicsRequest, MetadataRequest, MetadataResponse,
        create_topics_request::CreatableTopic,
        metadata_response::{
            MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
        },
    },
};

use crate::engine::{
    call::Call,
    cluster::Creation,
    coordinator::internal_topic,
    handler::{Handler, Pending, Reply},
};

/// What an authorized-operations field holds when it was not asked for (KIP-430).
pub(super) const OPERATIONS_NOT_ASKED: i32 = i32::MIN;
/// CREATE, ALTER, DESCRIBE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE.
pub(super) const ALL_CLUSTER_OPERATIONS: i32 = 8096;
/// READ, WRITE, CREATE, DELETE, ALTER, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS.
pub(super) const ALL_TOPIC_OPERATIONS: i32 = 3576;

/// Metadata. v1 tells "none" from "all", v4 chooses auto-creation, v10 has topic ids, v12 asks by id.
pub struct Metadata;

impl Handler for Metadata {
    type Request = MetadataRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=13;

    fn handle(call: &mut Call<'_>, request: MetadataRequest) -> Reply<MetadataResponse> {
        let missing = missing_topics(call, &request);
        if missing.is_empty() {
            return Reply::Now(describe(call, &request));
        }
        let create = CreateTopicsRequest { topics: missing, ..Default::default() };
        // Without a controller the topic stays unknown in the answer; the next request tries again.
        let Some(creation) = Creation::begin(call, create) else {
            return Reply::Now(describe(call, &request));
        };
        let mut pending = AfterCreation { request, creation };
        match pending.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(pending)),
        }
    }
}

struct AfterCreation {
    request: MetadataRequest,
    creation: Creation,
}

impl Pending<MetadataResponse> for AfterCreation {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<MetadataResponse> {
        self.creation.is_over(call).then(|| describe(call, &self.request))
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.creation.deadline())
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.creation.cancel(call);
    }
}

fn missing_topics(call: &Call<'_>, request: &MetadataRequest) -> Vec<CreatableTopic> {
    if !call.node.settings().auto_create_topics || !request.allow_auto_topic_creation {
        return Vec::new();
    }
    let view = call.view();
    let names = request.topics.iter().flatten().filter_map(|topic| topic.name.as_deref());
    let mut missing: Vec<&str> = names
        .filter(|name| view.image.topic(name).is_none() && TopicName::check(name).is_ok())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
        .into_iter()
        .map(|name| {
            let brokers = view.image.active_brokers().count();
            let internal = internal_topic(name, &call.node.settings().entries, brokers);
            internal.unwrap_or_else(|| CreatableTopic {
                name: name.to_owned().into(),
                num_partitions: -1,
                replication_factor: -1,
                ..Default::default()
            })
        })
        .collect()
}

fn describe(call: &Call<'_>, request: &MetadataRequest) -> MetadataResponse {
    let image = call.image();
    let listener = &call.peer.listener;
    let brokers = image.active_brokers().filter_map(|broker| {
        let endpoint = broker.endpoint(listener)?;
        Some(MetadataResponseBroker {
            node_id: broker.id.0,
            host: endpoint.host.clone(),
            port: i32::from(endpoint.port),
            rack: broker.rack.clone(),
            ..Default::default()
        })
    });
    let operations = if request.include_topic_authorized_operations {
        ALL_TOPIC_OPERATIONS
    } else {
        OPERATIONS_NOT_ASKED
    };
    let topics = match &request.topics {
        // Version 0 has no null: an empty list asks for all.
        Some(topics) if call.version > 0 || !topics.is_empty() => topics
            .iter()
            .map(|topic| one_topic(&image, topic.name.as_ref(), topic.topic_id, operations))
            .collect(),
        _ => image.topics.values().map(|topic| known(&image, topic, operations)).collect(),
    };
    MetadataResponse {
        brokers: brokers.collect(),
        cluster_id: Some(call.node.identity().cluster_id.clone()),
        controller_id: call.node.controller_for_clients(),
        topics,
        cluster_authorized_operations: if request.include_cluster_authorized_operations {
            ALL_CLUSTER_OPERATIONS
        } else {
            OPERATIONS_NOT_ASKED
        },
        ..Default::default()
    }
}

fn one_topic(
    image: &MetadataImage,
    name: Option<&ByteString>,
    id: Uuid,
    operations: i32,
) -> MetadataResponseTopic {
    let by_id = name.is_none() || !id.is_zero();
    let found = if by_id { image.topics.get(&id) } else { name.and_then(|name| image.topic(name)) };
    if let Some(topic) = found {
        return known(image, topic, operations);
    }
    let error = match name {
        None => ErrorCode::UnknownTopicId,
        Some(_) if by_id => ErrorCode::InvalidRequest,
        Some(name) if TopicName::check(name).is_err() => ErrorCode::InvalidTopicException,
        Some(_) => ErrorCode::UnknownTopicOrPartition,
    };
    MetadataResponseTopic {
        error_code: error.code(),
        name: name.cloned(),
        topic_id: id,
        topic_authorized_operations: OPERATIONS_NOT_ASKED,
        ..Default::default()
    }
}

fn known(image: &MetadataImage, topic: &Arc<TopicImage>, operations: i32) -> MetadataResponseTopic {
    let partitions = topic.numbered().map(|(id, partition)| {
        let leaderless = partition.leader.0 < 0;
        let error = if leaderless { ErrorCode::LeaderNotAvailable } else { ErrorCode::None };
        MetadataResponsePartition {
            error_code: error.code(),
            partition_index: id.0,
            leader_id: partition.leader.0,
            leader_epoch: partition.leader_epoch.0,
            replica_nodes: partition.replicas.iter().map(|node| node.0).collect(),
            isr_nodes: partition.in_sync_replicas.iter().map(|node| node.0).collect(),
            offline_replicas: partition
                .replicas
                .iter()
                .filter(|node| is_offline(image, partition, **node))
                .map(|node| node.0)
                .collect(),
            ..Default::default()
        }
    });
    MetadataResponseTopic {
        name: Some(topic.name.to_string().into()),
        topic_id: topic.id,
        is_internal: topic.name.is_internal(),
        partitions: partitions.collect(),
        topic_authorized_operations: operations,
        ..Default::default()
    }
}

/// Whether a replica's broker is away, or the directory that it is in.
pub(super) fn is_offline(
    image: &MetadataImage,
    partition: &PartitionRegistration,
    node: NodeId,
) -> bool {
    let broker = image.brokers.get(&node).filter(|broker| !broker.fenced);
    broker.is_none_or(|broker| !broker.holds(partition.directory_of(node)))
}
