//! CreatePartitions: a topic gets more partitions, placed by the controller or by the client. Each
//! topic is judged by itself.

use std::collections::BTreeMap;

use bytestring::ByteString;

use super::{
    Decision, PARTITIONS_PER_REQUEST_MAX,
    assignment::{active, check_assignment},
    create_topics::{Refusal, new_partition, place_active, spend},
};
use crate::{
    metadata::{DirectoryLoad, MetadataImage, TopicImage},
    model::{ErrorCode, NodeId, Rng},
    protocol::messages::{
        CreatePartitionsRequest, CreatePartitionsResponse, MetadataRecord,
        create_partitions_request::{CreatePartitionsAssignment, CreatePartitionsTopic},
        create_partitions_response::CreatePartitionsTopicResult,
    },
};

/// Decides on a CreatePartitions request. With `validate_only` there are no records.
pub fn create_partitions(
    image: &MetadataImage,
    request: &CreatePartitionsRequest,
    rng: &mut Rng,
) -> Decision<CreatePartitionsResponse> {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for topic in &request.topics {
        *named.entry(&topic.name).or_default() += 1;
    }
    let mut records = Vec::new();
    let mut results = Vec::with_capacity(named.len());
    let mut budget = PARTITIONS_PER_REQUEST_MAX;
    let mut load = DirectoryLoad::of(image);
    for topic in &request.topics {
        let judged = match named.remove(&*topic.name) {
            None => continue,
            Some(1) => plan(image, topic, &mut budget, rng),
            Some(_) => Err((ErrorCode::InvalidRequest, "Duplicate topic name.".to_owned())),
        };
        let mut result =
            CreatePartitionsTopicResult { name: topic.name.clone(), ..Default::default() };
        match judged {
            Ok((existing, placed)) if !request.validate_only => {
                records.extend(written(image, existing, &placed, &mut load));
            }
            Ok(_) => {}
            Err((code, message)) => {
                result.error_code = code.code();
                result.error_message = Some(ByteString::from(message));
            }
        }
        results.push(result);
    }
    let response = CreatePartitionsResponse { results, ..Default::default() };
    Decision { records, response }
}

fn plan<'a>(
    image: &'a MetadataImage,
    topic: &CreatePartitionsTopic,
    budget: &mut usize,
    rng: &mut Rng,
) -> Result<(&'a TopicImage, Vec<Vec<NodeId>>), Refusal> {
    let name = &topic.name;
    let Some(existing) = image.topic(name) else {
        let code = ErrorCode::UnknownTopicOrPartition;
        return Err((code, code.message().to_owned()));
    };
    let present = existing.partitions.len();
    let wanted = usize::try_from(topic.count).unwrap_or(0);
    if wanted <= present {
        let message = if wanted == present {
            format!("Topic already has {present} partition(s).")
        } else {
            format!(
                "The topic {name} currently has {present} partition(s); {} would not be an \
                 increase.",
                topic.count
            )
        };
        return Err((ErrorCode::InvalidPartitions, message));
    }
    let additional = wanted - present;
    let factor = existing.partitions.first().map_or(1, |first| first.replicas.len());
    let placed = match &topic.assignments {
        Some(assignments) => {
            if assignments.len() != additional {
                let message = format!(
                    "Attempted to add {additional} additional partition(s), but only {} \
                     assignment(s) were specified.",
                    assignments.len()
                );
                return Err((ErrorCode::InvalidReplicaAssignment, message));
            }
            spend(budget, additional)?;
            let assigned = assignments.iter().enumerate();
            assigned
                .map(|(index, one)| checked(image, one, factor, present + index))
                .collect::<Result<_, _>>()?
        }
        None => {
            spend(budget, additional)?;
            let factor = i32::try_from(factor).unwrap_or(i32::MAX);
            place_active(image, additional, factor, rng)?
        }
    };
    Ok((existing, placed))
}

/// A partition's replicas as the client wants them.
fn checked(
    image: &MetadataImage,
    assignment: &CreatePartitionsAssignment,
    factor: usize,
    partition: usize,
) -> Result<Vec<NodeId>, Refusal> {
    let replicas: Vec<NodeId> = assignment.broker_ids.iter().copied().map(NodeId).collect();
    check_assignment(image, &replicas, Some(factor))?;
    if active(image, &replicas).is_empty() {
        let message = format!(
            "All brokers specified in the manual partition assignment for partition {partition} \
             are fenced or in controlled shutdown."
        );
        return Err((ErrorCode::InvalidReplicaAssignment, message));
    }
    Ok(replicas)
}

fn written(
    image: &MetadataImage,
    existing: &TopicImage,
    placed: &[Vec<NodeId>],
    load: &mut DirectoryLoad,
) -> Vec<MetadataRecord> {
    let first = existing.partitions.len();
    let numbered = placed.iter().enumerate();
    let records = numbered.map(|(index, replicas)| {
        let number = i32::try_from(first + index).unwrap_or(i32::MAX);
        new_partition(image, (existing.id, number), replicas, load)
    });
    records.collect()
}
