//! CreateTopics: names, counts, factors, assignments and configs are judged for each topic by
//! itself, so that one wrong topic does not fail the others.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::{
    Decision, PARTITIONS_PER_REQUEST_MAX,
    assignment::{active, check_assignment},
    partition_change::wire,
};
use crate::{
    metadata::{DirectoryLoad, MetadataImage, PlacementError, place, usable_brokers},
    model::{
        ErrorCode, NodeId, Rng, TopicName, Uuid,
        config::{BrokerEntries, ConfigType, TOPIC_KEYS, check_topic},
    },
    protocol::messages::{
        ConfigRecord, CreateTopicsRequest, CreateTopicsResponse, MetadataRecord, PartitionRecord,
        TopicRecord,
        create_topics_request::CreatableTopic,
        create_topics_response::{CreatableTopicConfigs, CreatableTopicResult},
    },
};

/// What a topic gets that does not say.
#[derive(Clone, Copy, Debug)]
pub struct TopicDefaults {
    /// `num.partitions`.
    pub partitions: i32,
    /// `default.replication.factor`.
    pub replication_factor: i16,
}

/// Decides on a CreateTopics request. With `validate_only` there are no records.
pub fn create_topics(
    image: &MetadataImage,
    entries: &BrokerEntries,
    defaults: TopicDefaults,
    request: &CreateTopicsRequest,
    rng: &mut Rng,
) -> Decision<CreateTopicsResponse> {
    let mut collisions: BTreeMap<String, TopicName> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut repeated = BTreeSet::new();
    for topic in &request.topics {
        if !seen.insert(topic.name.clone()) {
            repeated.insert(topic.name.clone());
        }
    }
    let mut records = Vec::new();
    let mut budget = PARTITIONS_PER_REQUEST_MAX;
    let mut load = DirectoryLoad::of(image);
    let mut results = Vec::with_capacity(seen.len());
    for topic in &request.topics {
        if !seen.remove(&topic.name) {
            continue;
        }
        let judged = if repeated.contains(&topic.name) {
            Err((ErrorCode::InvalidRequest, "Duplicate topic name.".to_owned()))
        } else {
            plan(image, entries, &mut collisions, defaults, topic, &mut budget, rng)
        };
        results.push(match judged {
            Ok(plan) => {
                let result = plan.result(entries, topic);
                if !request.validate_only {
                    plan.write(image, topic, &mut load, &mut records);
                }
                result
            }
            Err((code, message)) => CreatableTopicResult {
                name: topic.name.clone(),
                error_code: code.code(),
                error_message: Some(message.into()),
                num_partitions: -1,
                replication_factor: -1,
                ..Default::default()
            },
        });
    }
    let response = CreateTopicsResponse { topics: results, ..Default::default() };
    Decision { records, response }
}

struct Plan {
    id: Uuid,
    placed: Vec<Vec<NodeId>>,
    overrides: BTreeMap<String, String>,
}

pub(super) type Refusal = (ErrorCode, String);

fn plan(
    image: &MetadataImage,
    entries: &BrokerEntries,
    collisions: &mut BTreeMap<String, TopicName>,
    defaults: TopicDefaults,
    topic: &CreatableTopic,
    budget: &mut usize,
    rng: &mut Rng,
) -> Result<Plan, Refusal> {
    let name = TopicName::new(&topic.name)
        .map_err(|error| (ErrorCode::InvalidTopicException, error.to_string()))?;
    if image.topic(name.as_str()).is_some() {
        return Err((ErrorCode::TopicAlreadyExists, format!("Topic '{name}' already exists.")));
    }
    refuse_collision(image, collisions, &name)?;
    let overrides = checked_overrides(entries, topic)?;
    let placed = if topic.assignments.is_empty() {
        automatic(image, defaults, topic, budget, rng)?
    } else {
        manual(image, topic, budget)?
    };
    collisions.insert(name.collision_key(), name);
    Ok(Plan { id: Uuid::random(rng), placed, overrides })
}

fn refuse_collision(
    image: &MetadataImage,
    collisions: &BTreeMap<String, TopicName>,
    name: &TopicName,
) -> Result<(), Refusal> {
    if !name.as_str().contains(['.', '_']) {
        return Ok(());
    }
    let key = name.collision_key();
    let existing = image.topic_ids.keys().find(|other| other.collision_key() == key);
    match existing.or_else(|| collisions.get(&key)) {
        Some(other) => Err((
            ErrorCode::InvalidTopicException,
            format!("Topic '{name}' collides with existing topic: {other}"),
        )),
        None => Ok(()),
    }
}

fn checked_overrides(
    entries: &BrokerEntries,
    topic: &CreatableTopic,
) -> Result<BTreeMap<String, String>, Refusal> {
    let refuse = |message: String| (ErrorCode::InvalidConfig, message);
    let mut overrides = BTreeMap::new();
    for config in &topic.configs {
        let Some(value) = &config.value else {
            return Err(refuse(format!(
                "Null value not supported for topic configs: {}",
                config.name
            )));
        };
        overrides.insert(config.name.to_string(), value.trim().to_owned());
    }
    check_topic(entries, &overrides).map_err(|error| refuse(error.to_string()))?;
    Ok(overrides)
}

fn automatic(
    image: &MetadataImage,
    defaults: TopicDefaults,
    topic: &CreatableTopic,
    budget: &mut usize,
    rng: &mut Rng,
) -> Result<Vec<Vec<NodeId>>, Refusal> {
    let count = match topic.num_partitions {
        -1 => defaults.partitions,
        count => count,
    };
    let factor = match topic.replication_factor {
        -1 => defaults.replication_factor,
        factor => factor,
    };
    if count < 1 {
        let message = "Number of partitions was set to an invalid non-positive value.";
        return Err((ErrorCode::InvalidPartitions, message.into()));
    }
    let count = spend(budget, count as usize)?;
    place_active(image, count, i32::from(factor), rng)
}

/// Places new partitions so that each has a replica that serves.
pub(super) fn place_active(
    image: &MetadataImage,
    count: usize,
    factor: i32,
    rng: &mut Rng,
) -> Result<Vec<Vec<NodeId>>, Refusal> {
    let refuse = |error: PlacementError| (ErrorCode::InvalidReplicationFactor, error.to_string());
    let placed = place(&usable_brokers(image), count, factor, rng).map_err(refuse)?;
    if placed.iter().all(|replicas| !active(image, replicas).is_empty()) {
        return Ok(placed);
    }
    Err(refuse(PlacementError::NobodyServes { factor }))
}

fn manual(
    image: &MetadataImage,
    topic: &CreatableTopic,
    budget: &mut usize,
) -> Result<Vec<Vec<NodeId>>, Refusal> {
    let refuse = |message: String| (ErrorCode::InvalidReplicaAssignment, message);
    if topic.num_partitions != -1 || topic.replication_factor != -1 {
        let message = "A manual partition assignment was specified, but the number of partitions \
                       or the replication factor was not set to -1.";
        return Err((ErrorCode::InvalidRequest, message.into()));
    }
    spend(budget, topic.assignments.len())?;
    let mut placed: BTreeMap<i32, Vec<NodeId>> = BTreeMap::new();
    for assignment in &topic.assignments {
        let replicas: Vec<NodeId> = assignment.broker_ids.iter().copied().map(NodeId).collect();
        let factor = placed.values().next().map(Vec::len);
        check_assignment(image, &replicas, factor)?;
        if active(image, &replicas).is_empty() {
            return Err(refuse(format!(
                "All brokers specified in the manual partition assignment for partition {} are \
                 fenced or in controlled shutdown.",
                assignment.partition_index
            )));
        }
        if placed.insert(assignment.partition_index, replicas).is_some() {
            return Err(refuse(format!(
                "Found multiple manual partition assignments for partition {}",
                assignment.partition_index
            )));
        }
    }
    if !placed.keys().enumerate().all(|(index, id)| *id == index as i32) {
        return Err(refuse("partitions should be a consecutive 0-based integer sequence".into()));
    }
    Ok(placed.into_values().collect())
}

pub(super) fn spend(budget: &mut usize, count: usize) -> Result<usize, Refusal> {
    if count > *budget {
        let message = format!(
            "Excessively large number of partitions per request: at most \
             {PARTITIONS_PER_REQUEST_MAX} can be created at once."
        );
        return Err((ErrorCode::PolicyViolation, message));
    }
    *budget -= count;
    Ok(count)
}

impl Plan {
    fn result(&self, entries: &BrokerEntries, topic: &CreatableTopic) -> CreatableTopicResult {
        let configs = TOPIC_KEYS.iter().map(|key| {
            let (value, source) = entries.topic_value(key, &self.overrides);
            CreatableTopicConfigs {
                name: ByteString::from_static(key.name),
                value: Some(ByteString::from(value)),
                read_only: false,
                config_source: source.wire(),
                is_sensitive: key.kind == ConfigType::Password,
                ..Default::default()
            }
        });
        CreatableTopicResult {
            name: topic.name.clone(),
            topic_id: self.id,
            error_code: ErrorCode::None.code(),
            num_partitions: self.placed.len() as i32,
            replication_factor: self.placed.first().map_or(-1, |replicas| replicas.len() as i16),
            configs: Some(configs.collect()),
            ..Default::default()
        }
    }

    fn write(
        self,
        image: &MetadataImage,
        topic: &CreatableTopic,
        load: &mut DirectoryLoad,
        records: &mut Vec<MetadataRecord>,
    ) {
        // The request's strings are slices of its frame, which must not live on with the records.
        let name = ByteString::from(topic.name.to_string());
        records.push(MetadataRecord::TopicRecord(TopicRecord {
            name: name.clone(),
            topic_id: self.id,
            ..Default::default()
        }));
        for (key, value) in self.overrides {
            records.push(MetadataRecord::ConfigRecord(ConfigRecord {
                resource_type: 2,
                resource_name: name.clone(),
                name: key.into(),
                value: Some(value.into()),
                ..Default::default()
            }));
        }
        for (index, replicas) in self.placed.into_iter().enumerate() {
            records.push(new_partition(image, (self.id, index as i32), &replicas, load));
        }
    }
}

/// The record of a new partition: those of its replicas that serve are in sync, and the first of them leads.
pub(super) fn new_partition(
    image: &MetadataImage,
    (topic_id, partition_id): (Uuid, i32),
    replicas: &[NodeId],
    load: &mut DirectoryLoad,
) -> MetadataRecord {
    let in_sync = active(image, replicas);
    let record = PartitionRecord {
        partition_id,
        topic_id,
        leader: in_sync.first().copied().unwrap_or(NodeId::NONE).0,
        leader_epoch: 0,
        partition_epoch: 0,
        isr: wire(&in_sync),
        directories: replicas.iter().map(|id| load.place(*id)).collect(),
        replicas: wire(replicas),
        ..Default::default()
    };
    record.into()
}
