//! ListPartitionReassignments (KIP-455): which partitions are on their way to other replicas.

use super::partition_change::wire;
use crate::{
    metadata::{MetadataImage, TopicImage},
    model::{PartitionId, Uuid},
    protocol::messages::{
        ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse,
        list_partition_reassignments_response::{
            OngoingPartitionReassignment, OngoingTopicReassignment,
        },
    },
};

/// Answers a ListPartitionReassignments request from what is committed. What is not being reassigned, or does
/// not exist, is left out.
#[must_use]
pub fn list_partition_reassignments(
    image: &MetadataImage,
    request: &ListPartitionReassignmentsRequest,
) -> ListPartitionReassignmentsResponse {
    let topics = match &request.topics {
        None => all(image),
        Some(topics) => {
            let known = topics.iter().filter_map(|topic| {
                let numbers = topic.partition_indexes.iter().copied().map(PartitionId);
                ongoing(image.topic(&topic.name)?, numbers)
            });
            known.collect()
        }
    };
    ListPartitionReassignmentsResponse { topics, ..Default::default() }
}

fn all(image: &MetadataImage) -> Vec<OngoingTopicReassignment> {
    let mut topics: Vec<(Uuid, Vec<PartitionId>)> = Vec::new();
    for id in image.reassigning_partitions() {
        match topics.last_mut() {
            Some((topic, partitions)) if *topic == id.topic_id => partitions.push(id.partition),
            Some(_) | None => topics.push((id.topic_id, vec![id.partition])),
        }
    }
    let topics = topics.into_iter();
    topics
        .filter_map(|(id, numbers)| ongoing(image.topics.get(&id)?, numbers.into_iter()))
        .collect()
}

fn ongoing(
    topic: &TopicImage,
    partitions: impl Iterator<Item = PartitionId>,
) -> Option<OngoingTopicReassignment> {
    let partitions = partitions.filter_map(|number| {
        let partition = topic.partition(number).filter(|one| one.is_reassigning())?;
        Some(OngoingPartitionReassignment {
            partition_index: number.0,
            replicas: wire(&partition.replicas),
            adding_replicas: wire(&partition.adding_replicas),
            removing_replicas: wire(&partition.removing_replicas),
        })
    });
    let partitions: Vec<_> = partitions.collect();
    let name = topic.name.to_string().into();
    (!partitions.is_empty()).then_some(OngoingTopicReassignment { name, partitions })
}
