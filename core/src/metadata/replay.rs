//! Applying records of the metadata log to an image. This is the only code that changes an image;
//! the same records always give the same image, on every node.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    brokers::{BrokerRegistration, Endpoint},
    image::{ConfigResource, MetadataImage, ResourceKind},
    topics::{PartitionRegistration, TopicImage},
};
use crate::{
    model::{
        InvalidTopicName, LeaderEpoch, NodeId, Offset, PartitionId, ProducerId, TopicIdPartition,
        TopicName, Uuid,
    },
    protocol::messages::{
        BrokerRegistrationChangeRecord, ConfigRecord, FenceBrokerRecord, MetadataRecord,
        PartitionChangeRecord, PartitionRecord, RegisterBrokerRecord, RemoveTopicRecord,
        TopicRecord, UnfenceBrokerRecord,
    },
};

/// `leader` of a PartitionChangeRecord that keeps the leader.
const NO_LEADER_CHANGE: i32 = -2;

/// What some records changed, so that a broker acts on just that.
#[derive(Clone, Debug, Default)]
pub struct MetadataDelta {
    /// Partitions that are new or changed.
    pub partitions: BTreeSet<TopicIdPartition>,
    /// Topics that went, as they were.
    pub removed_topics: Vec<Arc<TopicImage>>,
    /// Things whose configs changed.
    pub configs: BTreeSet<ConfigResource>,
}

/// A record that contradicts the records before it: the log is not a metadata log, or damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// A record about a topic that does not exist.
    #[error("{record} names topic id {topic_id}, which does not exist")]
    UnknownTopic {
        /// Kind of the record.
        record: &'static str,
        /// The id.
        topic_id: Uuid,
    },
    /// A record about a partition that does not exist.
    #[error("{record} names partition {partition} of topic {topic}, which does not exist")]
    UnknownPartition {
        /// Kind of the record.
        record: &'static str,
        /// The topic.
        topic: TopicName,
        /// The partition.
        partition: i32,
    },
    /// A record about a broker that is not registered.
    #[error("{record} names broker {broker}, which is not registered")]
    UnknownBroker {
        /// Kind of the record.
        record: &'static str,
        /// The broker.
        broker: i32,
    },
    /// A topic's name is illegal.
    #[error("TopicRecord: {0}")]
    TopicName(#[from] InvalidTopicName),
}

impl MetadataImage {
    /// Applies the record at `offset` and notes in `delta` what it changed.
    ///
    /// # Errors
    /// If the record contradicts the image; the image is unchanged then.
    pub fn replay(
        &mut self,
        offset: Offset,
        record: &MetadataRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        match record {
            MetadataRecord::TopicRecord(record) => self.replay_topic(record)?,
            MetadataRecord::PartitionRecord(record) => self.replay_partition(record, delta)?,
            MetadataRecord::PartitionChangeRecord(record) => {
                self.replay_partition_change(record, delta)?;
            }
            MetadataRecord::RemoveTopicRecord(record) => self.replay_remove_topic(record, delta)?,
            MetadataRecord::ConfigRecord(record) => self.replay_config(record, delta),
            MetadataRecord::FeatureLevelRecord(record) => {
                match record.feature_level {
                    0 => self.features.remove(&*record.name),
                    level => self.features.insert(record.name.to_string(), level),
                };
            }
            MetadataRecord::RegisterBrokerRecord(record) => self.replay_register(record),
            MetadataRecord::UnregisterBrokerRecord(record) => {
                self.brokers.remove(&NodeId(record.broker_id));
            }
            MetadataRecord::BrokerRegistrationChangeRecord(record) => {
                self.replay_registration_change(record)?;
            }
            MetadataRecord::FenceBrokerRecord(FenceBrokerRecord { id, .. }) => {
                self.change_broker("FenceBrokerRecord", *id, |broker| broker.fenced = true)?;
            }
            MetadataRecord::UnfenceBrokerRecord(UnfenceBrokerRecord { id, .. }) => {
                self.change_broker("UnfenceBrokerRecord", *id, |broker| broker.fenced = false)?;
            }
            MetadataRecord::ProducerIdsRecord(record) => {
                self.next_producer_id = Some(ProducerId(record.next_producer_id));
            }
            // Records of features that are not built yet stay in the log byte for byte.
            MetadataRecord::DelegationTokenRecord(_)
            | MetadataRecord::UserScramCredentialRecord(_)
            | MetadataRecord::ClientQuotaRecord(_)
            | MetadataRecord::AccessControlEntryRecord(_)
            | MetadataRecord::RemoveAccessControlEntryRecord(_)
            | MetadataRecord::NoOpRecord(_)
            | MetadataRecord::ZkMigrationStateRecord(_)
            | MetadataRecord::RemoveUserScramCredentialRecord(_)
            | MetadataRecord::BeginTransactionRecord(_)
            | MetadataRecord::EndTransactionRecord(_)
            | MetadataRecord::AbortTransactionRecord(_)
            | MetadataRecord::RemoveDelegationTokenRecord(_)
            | MetadataRecord::RegisterControllerRecord(_)
            | MetadataRecord::ClearElrRecord(_)
            | MetadataRecord::Unknown(_) => {}
        }
        self.end_offset = Some(offset + 1);
        Ok(())
    }

    fn replay_topic(&mut self, record: &TopicRecord) -> Result<(), ReplayError> {
        let name = TopicName::new(&record.name)?;
        let topic = TopicImage { id: record.topic_id, name: name.clone(), partitions: Vec::new() };
        self.topics.insert(record.topic_id, Arc::new(topic));
        self.topic_ids.insert(name, record.topic_id);
        Ok(())
    }

    fn replay_partition(
        &mut self,
        record: &PartitionRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let Some(topic) = self.topics.get_mut(&record.topic_id) else {
            let topic_id = record.topic_id;
            return Err(ReplayError::UnknownTopic { record: "PartitionRecord", topic_id });
        };
        let partition = PartitionRegistration {
            replicas: nodes(&record.replicas),
            directories: record.directories.clone(),
            in_sync_replicas: nodes(&record.isr),
            eligible_leader_replicas: record
                .eligible_leader_replicas
                .as_deref()
                .map_or_else(Vec::new, nodes),
            leader: NodeId(record.leader),
            leader_epoch: LeaderEpoch(record.leader_epoch),
            partition_epoch: record.partition_epoch,
        };
        let topic = Arc::make_mut(topic);
        let index = usize::try_from(record.partition_id).unwrap_or(usize::MAX);
        match index.cmp(&topic.partitions.len()) {
            std::cmp::Ordering::Less => topic.partitions[index] = partition,
            std::cmp::Ordering::Equal => {
                topic.partitions.push(partition);
                self.partition_count += 1;
            }
            std::cmp::Ordering::Greater => {
                return Err(ReplayError::UnknownPartition {
                    record: "PartitionRecord",
                    topic: topic.name.clone(),
                    partition: record.partition_id - 1,
                });
            }
        }
        delta.partitions.insert(TopicIdPartition {
            topic_id: record.topic_id,
            partition: PartitionId(record.partition_id),
        });
        Ok(())
    }

    fn replay_partition_change(
        &mut self,
        record: &PartitionChangeRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let Some(topic) = self.topics.get_mut(&record.topic_id) else {
            let topic_id = record.topic_id;
            return Err(ReplayError::UnknownTopic { record: "PartitionChangeRecord", topic_id });
        };
        let topic = Arc::make_mut(topic);
        let index = usize::try_from(record.partition_id).unwrap_or(usize::MAX);
        let Some(partition) = topic.partitions.get_mut(index) else {
            return Err(ReplayError::UnknownPartition {
                record: "PartitionChangeRecord",
                topic: topic.name.clone(),
                partition: record.partition_id,
            });
        };
        if let Some(isr) = &record.isr {
            partition.in_sync_replicas = nodes(isr);
        }
        if let Some(eligible) = &record.eligible_leader_replicas {
            partition.eligible_leader_replicas = nodes(eligible);
        }
        if let Some(replicas) = &record.replicas {
            partition.replicas = nodes(replicas);
        }
        if let Some(directories) = &record.directories {
            partition.directories.clone_from(directories);
        }
        if record.leader != NO_LEADER_CHANGE {
            partition.leader = NodeId(record.leader);
            partition.leader_epoch.0 += 1;
        }
        partition.partition_epoch += 1;
        delta.partitions.insert(TopicIdPartition {
            topic_id: record.topic_id,
            partition: PartitionId(record.partition_id),
        });
        Ok(())
    }

    fn replay_remove_topic(
        &mut self,
        record: &RemoveTopicRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let topic_id = record.topic_id;
        let Some(topic) = self.topics.remove(&topic_id) else {
            return Err(ReplayError::UnknownTopic { record: "RemoveTopicRecord", topic_id });
        };
        self.partition_count -= topic.partitions.len();
        self.topic_ids.remove(&topic.name);
        self.configs.remove(&ConfigResource::topic(&topic.name));
        delta.partitions.retain(|partition| partition.topic_id != topic_id);
        delta.removed_topics.push(topic);
        Ok(())
    }

    fn replay_config(&mut self, record: &ConfigRecord, delta: &mut MetadataDelta) {
        let Some(kind) = ResourceKind::from_wire(record.resource_type) else { return };
        let resource = ConfigResource { kind, name: record.resource_name.to_string() };
        let mut configs = self.configs.get(&resource).cloned().unwrap_or_default();
        let entries = Arc::make_mut(&mut configs);
        match &record.value {
            Some(value) => entries.insert(record.name.to_string(), value.to_string()),
            None => entries.remove(&*record.name),
        };
        if configs.is_empty() {
            self.configs.remove(&resource);
        } else {
            self.configs.insert(resource.clone(), configs);
        }
        delta.configs.insert(resource);
    }

    fn replay_register(&mut self, record: &RegisterBrokerRecord) {
        let endpoints = record.end_points.iter().map(|endpoint| Endpoint {
            listener: endpoint.name.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
            security_protocol: endpoint.security_protocol,
        });
        let registration = BrokerRegistration {
            id: NodeId(record.broker_id),
            epoch: record.broker_epoch,
            incarnation: record.incarnation_id,
            endpoints: endpoints.collect(),
            rack: record.rack.clone(),
            fenced: record.fenced,
            in_controlled_shutdown: record.in_controlled_shutdown,
            directories: record.log_dirs.clone(),
            features: record
                .features
                .iter()
                .map(|one| (one.name.clone(), one.min_supported_version, one.max_supported_version))
                .collect(),
        };
        self.brokers.insert(registration.id, Arc::new(registration));
    }

    fn replay_registration_change(
        &mut self,
        record: &BrokerRegistrationChangeRecord,
    ) -> Result<(), ReplayError> {
        let name = "BrokerRegistrationChangeRecord";
        self.change_broker(name, record.broker_id, |broker| {
            // Kafka's three-valued fields: -1 clears, 0 keeps, 1 sets.
            match record.fenced {
                1 => broker.fenced = true,
                -1 => broker.fenced = false,
                _ => {}
            }
            if record.in_controlled_shutdown == 1 {
                broker.in_controlled_shutdown = true;
            }
            if !record.log_dirs.is_empty() {
                broker.directories.clone_from(&record.log_dirs);
            }
        })
    }

    fn change_broker(
        &mut self,
        record: &'static str,
        id: i32,
        change: impl FnOnce(&mut BrokerRegistration),
    ) -> Result<(), ReplayError> {
        let Some(broker) = self.brokers.get_mut(&NodeId(id)) else {
            return Err(ReplayError::UnknownBroker { record, broker: id });
        };
        change(Arc::make_mut(broker));
        Ok(())
    }
}

fn nodes(ids: &[i32]) -> Vec<NodeId> {
    ids.iter().copied().map(NodeId).collect()
}
