//! DescribeTopicPartitions (key 75): topics in portions, with eligible leader replicas (KIP-966). Authorization:
//! DESCRIBE on each topic.

use std::{collections::BTreeSet, ops::RangeInclusive};

use ottla_core::{
    metadata::{PartitionRegistration, TopicImage},
    model::{ErrorCode, NodeId, PartitionId, TopicName},
    protocol::messages::{
        DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse,
        describe_topic_partitions_response::{
            Cursor, DescribeTopicPartitionsResponsePartition, DescribeTopicPartitionsResponseTopic,
        },
    },
};

use super::metadata::{ALL_TOPIC_OPERATIONS, is_offline};
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// Most partitions of one answer: `max.request.partition.size.limit` of Apache Kafka.
const PARTITIONS_MAX: usize = 2_000;

/// DescribeTopicPartitions.
pub struct DescribeTopicPartitions;

impl Handler for DescribeTopicPartitions {
    type Request = DescribeTopicPartitionsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeTopicPartitionsRequest,
    ) -> Reply<DescribeTopicPartitionsResponse> {
        let image = call.image();
        let (from, first) = match &request.cursor {
            Some(cursor) if cursor.partition_index < 0 => {
                // There is no field for a code of the whole request; Apache Kafka ends the connection too.
                return Reply::Close(
                    "the cursor of DescribeTopicPartitions is before the first partition",
                );
            }
            Some(cursor) => (&*cursor.topic_name, cursor.partition_index),
            None => ("", 0),
        };
        let names: BTreeSet<&str> = if request.topics.is_empty() {
            image.topic_ids.keys().map(TopicName::as_str).collect()
        } else {
            request.topics.iter().map(|topic| &*topic.name).collect()
        };
        let asked = usize::try_from(request.response_partition_limit).unwrap_or(0);
        let mut left = if asked == 0 { PARTITIONS_MAX } else { asked.min(PARTITIONS_MAX) };
        let mut topics = Vec::new();
        let mut next_cursor = None;
        for name in names.range(from..) {
            let Some(topic) = image.topic(name) else {
                topics.push(unknown(name));
                continue;
            };
            let skipped = if *name == from { usize::try_from(first).unwrap_or(0) } else { 0 };
            if left == 0 {
                next_cursor = Some(cursor(name, skipped));
                break;
            }
            let numbered = topic.numbered().skip(skipped).take(left);
            let partitions: Vec<_> = numbered.map(|(id, one)| described(call, id, one)).collect();
            left -= partitions.len();
            let end = skipped + partitions.len();
            topics.push(known(topic, partitions));
            if end < topic.partitions.len() {
                next_cursor = Some(cursor(name, end));
                break;
            }
        }
        Reply::Now(DescribeTopicPartitionsResponse { topics, next_cursor, ..Default::default() })
    }
}

fn cursor(topic: &str, partition: usize) -> Cursor {
    Cursor {
        topic_name: topic.into(),
        partition_index: i32::try_from(partition).unwrap_or(i32::MAX),
    }
}

fn known(
    topic: &TopicImage,
    partitions: Vec<DescribeTopicPartitionsResponsePartition>,
) -> DescribeTopicPartitionsResponseTopic {
    DescribeTopicPartitionsResponseTopic {
        name: Some(topic.name.to_string().into()),
        topic_id: topic.id,
        is_internal: topic.name.is_internal(),
        partitions,
        topic_authorized_operations: ALL_TOPIC_OPERATIONS,
        ..Default::default()
    }
}

fn unknown(name: &str) -> DescribeTopicPartitionsResponseTopic {
    let code = if TopicName::check(name).is_err() {
        ErrorCode::InvalidTopicException
    } else {
        ErrorCode::UnknownTopicOrPartition
    };
    DescribeTopicPartitionsResponseTopic {
        error_code: code.code(),
        name: Some(name.into()),
        ..Default::default()
    }
}

fn described(
    call: &Call<'_>,
    id: PartitionId,
    partition: &PartitionRegistration,
) -> DescribeTopicPartitionsResponsePartition {
    let image = call.image();
    let ids = |nodes: &[NodeId]| nodes.iter().map(|node| node.0).collect::<Vec<_>>();
    let offline = partition.replicas.iter().filter(|node| is_offline(&image, partition, **node));
    let code = if partition.leader.0 < 0 { ErrorCode::LeaderNotAvailable } else { ErrorCode::None };
    DescribeTopicPartitionsResponsePartition {
        error_code: code.code(),
        partition_index: id.0,
        leader_id: partition.leader.0,
        leader_epoch: partition.leader_epoch.0,
        replica_nodes: ids(&partition.replicas),
        isr_nodes: ids(&partition.in_sync_replicas),
        eligible_leader_replicas: Some(ids(&partition.eligible_leader_replicas)),
        last_known_elr: Some(ids(&partition.last_known_eligible)),
        offline_replicas: offline.map(|node| node.0).collect(),
    }
}
