//! Applying records of the metadata log to an image. This is the only code that changes an image;
//! the same records always give the same image, on every node.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    apis::FEATURE_KRAFT_VERSION,
    brokers::BrokerRegistration,
    controllers::ControllerRegistration,
    image::{ConfigResource, MetadataImage, ResourceKind},
    topics::{PartitionRegistration, TopicImage},
    transaction::OpenTransaction,
};
use crate::{
    model::{
        InvalidTopicName, NodeId, Offset, PartitionId, ProducerId, TopicIdPartition, TopicName,
        Uuid,
    },
    protocol::messages::{
        BrokerRegistrationChangeRecord, ClearElrRecord, ConfigRecord, FeatureLevelRecord,
        MetadataRecord, PartitionChangeRecord, PartitionRecord, RegisterBrokerRecord,
        RemoveTopicRecord, TopicRecord,
    },
};

/// What some records changed, so that a broker acts on just that.
#[derive(Clone, Debug, Default)]
pub struct MetadataDelta {
    /// Partitions that are new or changed.
    pub partitions: BTreeSet<TopicIdPartition>,
    /// Topics that went, as they were.
    pub removed_topics: Vec<Arc<TopicImage>>,
    /// Things whose configs changed.
    pub configs: BTreeSet<ConfigResource>,
    /// Brokers that have registered, changed or left.
    pub brokers: BTreeSet<NodeId>,
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
    /// A record about another registration of a broker than the last.
    #[error("{record} names epoch {epoch} of broker {broker}, whose epoch is {current}")]
    BrokerEpoch {
        /// Kind of the record.
        record: &'static str,
        /// The broker.
        broker: i32,
        /// The epoch of the record.
        epoch: i64,
        /// The broker's.
        current: i64,
    },
    /// A topic that exists is made again.
    #[error(
        "TopicRecord makes topic {topic} with id {topic_id}, but one of that name or id exists"
    )]
    TopicExists {
        /// The topic.
        topic: TopicName,
        /// Its id.
        topic_id: Uuid,
    },
    /// A record that clears what is known of a topic that does not exist.
    #[error("ClearElrRecord names topic {topic}, which does not exist")]
    NoSuchTopic {
        /// The topic.
        topic: String,
    },
    /// A metadata transaction begins in another, or ends without having begun.
    #[error("{record} does not fit: {problem}")]
    Transaction {
        /// Kind of the record.
        record: &'static str,
        /// Why.
        problem: &'static str,
    },
    /// A topic's name is illegal.
    #[error("TopicRecord: {0}")]
    TopicName(#[from] InvalidTopicName),
}

impl MetadataImage {
    /// Applies the record at `offset` and notes in `delta` what it changed. Records of a metadata transaction are
    /// held back until it ends.
    ///
    /// # Errors
    /// If the record contradicts the image; the image is unchanged then.
    pub fn replay(
        &mut self,
        offset: Offset,
        record: &MetadataRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let name = record.name();
        let misplaced = |problem| ReplayError::Transaction { record: name, problem };
        match (record, &mut self.transaction) {
            (MetadataRecord::BeginTransactionRecord(_), Some(_)) => {
                return Err(misplaced("another transaction is open"));
            }
            (MetadataRecord::BeginTransactionRecord(_), open @ None) => {
                *open = Some(OpenTransaction::new(offset));
            }
            (MetadataRecord::EndTransactionRecord(_), Some(open)) => {
                let records = open.records.clone();
                let mut after = self.clone();
                after.transaction = None;
                for (offset, record) in &records {
                    after.apply(*offset, record, delta)?;
                }
                *self = after;
            }
            (MetadataRecord::AbortTransactionRecord(_), Some(_)) => self.transaction = None,
            (
                MetadataRecord::EndTransactionRecord(_) | MetadataRecord::AbortTransactionRecord(_),
                None,
            ) => return Err(misplaced("no transaction is open")),
            (record, Some(open)) => open.records.push_back((offset, record.clone())),
            (record, None) => self.apply(offset, record, delta)?,
        }
        self.end_offset = Some(offset + 1);
        Ok(())
    }

    fn apply(
        &mut self,
        offset: Offset,
        record: &MetadataRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let name = record.name();
        match record {
            MetadataRecord::TopicRecord(record) => self.replay_topic(record)?,
            MetadataRecord::PartitionRecord(record) => self.replay_partition(record, delta)?,
            MetadataRecord::PartitionChangeRecord(record) => {
                self.replay_partition_change(record, delta)?;
            }
            MetadataRecord::RemoveTopicRecord(record) => self.replay_remove_topic(record, delta)?,
            MetadataRecord::ClearElrRecord(record) => self.replay_clear_elr(record, delta)?,
            MetadataRecord::ConfigRecord(record) => self.replay_config(record, delta),
            MetadataRecord::FeatureLevelRecord(record) => self.replay_feature(record),
            MetadataRecord::RegisterBrokerRecord(record) => {
                self.replay_register(offset, record, delta);
            }
            MetadataRecord::UnregisterBrokerRecord(record) => {
                let id = record.broker_id;
                self.change_broker((name, id, record.broker_epoch), delta, |_| {})?;
                self.brokers.remove(&NodeId(id));
                self.registration_offsets.remove(&NodeId(id));
            }
            MetadataRecord::BrokerRegistrationChangeRecord(record) => {
                self.replay_registration_change(record, delta)?;
            }
            MetadataRecord::FenceBrokerRecord(record) => {
                let whom = (name, record.id, record.epoch);
                self.change_broker(whom, delta, |broker| broker.fenced = true)?;
            }
            MetadataRecord::UnfenceBrokerRecord(record) => {
                let whom = (name, record.id, record.epoch);
                self.change_broker(whom, delta, |broker| broker.fenced = false)?;
            }
            MetadataRecord::RegisterControllerRecord(record) => {
                let registration = ControllerRegistration::from(record);
                self.controllers.insert(registration.id, Arc::new(registration));
            }
            MetadataRecord::ProducerIdsRecord(record) => {
                self.next_producer_id = Some(ProducerId(record.next_producer_id));
            }
            MetadataRecord::DelegationTokenRecord(_)
            | MetadataRecord::UserScramCredentialRecord(_)
            | MetadataRecord::ClientQuotaRecord(_)
            | MetadataRecord::AccessControlEntryRecord(_)
            | MetadataRecord::RemoveAccessControlEntryRecord(_)
            | MetadataRecord::RemoveUserScramCredentialRecord(_)
            | MetadataRecord::RemoveDelegationTokenRecord(_)
            | MetadataRecord::Unknown(_) => self.kept.replay(record),
            MetadataRecord::NoOpRecord(_)
            | MetadataRecord::ZkMigrationStateRecord(_)
            | MetadataRecord::BeginTransactionRecord(_)
            | MetadataRecord::EndTransactionRecord(_)
            | MetadataRecord::AbortTransactionRecord(_) => {}
        }
        Ok(())
    }

    fn replay_feature(&mut self, record: &FeatureLevelRecord) {
        // Its level is in the log's control records, though old versions wrote a record of it as well.
        if record.name == FEATURE_KRAFT_VERSION {
            return;
        }
        match record.feature_level {
            0 => self.features.remove(&*record.name),
            level => self.features.insert(record.name.to_string(), level),
        };
    }

    fn replay_topic(&mut self, record: &TopicRecord) -> Result<(), ReplayError> {
        let name = TopicName::new(&record.name)?;
        if self.topic_ids.contains_key(&name) || self.topics.contains_key(&record.topic_id) {
            return Err(ReplayError::TopicExists { topic: name, topic_id: record.topic_id });
        }
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
        let partition = PartitionRegistration::from(record);
        let topic = Arc::make_mut(topic);
        let id = TopicIdPartition {
            topic_id: record.topic_id,
            partition: PartitionId(record.partition_id),
        };
        let index = usize::try_from(record.partition_id).unwrap_or(usize::MAX);
        match index.cmp(&topic.partitions.len()) {
            std::cmp::Ordering::Less => {
                self.index.change(id, Some(&topic.partitions[index]), Some(&partition));
                topic.partitions[index] = partition;
            }
            std::cmp::Ordering::Equal => {
                self.index.change(id, None, Some(&partition));
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
        delta.partitions.insert(id);
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
        let id = TopicIdPartition {
            topic_id: record.topic_id,
            partition: PartitionId(record.partition_id),
        };
        let after = partition.merged(record);
        self.index.change(id, Some(partition), Some(&after));
        *partition = after;
        delta.partitions.insert(id);
        Ok(())
    }

    fn replay_clear_elr(
        &mut self,
        record: &ClearElrRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let topics: Vec<Uuid> = if record.topic_name.is_empty() {
            self.topics.keys().copied().collect()
        } else {
            let missing = || ReplayError::NoSuchTopic { topic: record.topic_name.to_string() };
            vec![*self.topic_ids.get(&*record.topic_name).ok_or_else(missing)?]
        };
        let has_any = |one: &PartitionRegistration| {
            !one.eligible_leader_replicas.is_empty() || !one.last_known_eligible.is_empty()
        };
        for topic_id in topics {
            let Some(topic) = self.topics.get_mut(&topic_id) else { continue };
            if !topic.partitions.iter().any(has_any) {
                continue;
            }
            for (number, partition) in Arc::make_mut(topic).partitions.iter_mut().enumerate() {
                if !has_any(partition) {
                    continue;
                }
                let mut after = partition.clone();
                after.eligible_leader_replicas.clear();
                after.last_known_eligible.clear();
                let id = TopicIdPartition { topic_id, partition: PartitionId(number as i32) };
                self.index.change(id, Some(partition), Some(&after));
                *partition = after;
                delta.partitions.insert(id);
            }
        }
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
        for (partition, registration) in topic.numbered() {
            self.index.change(TopicIdPartition { topic_id, partition }, Some(registration), None);
        }
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

    fn replay_register(
        &mut self,
        offset: Offset,
        record: &RegisterBrokerRecord,
        delta: &mut MetadataDelta,
    ) {
        let registration = BrokerRegistration::from(record);
        delta.brokers.insert(registration.id);
        self.registration_offsets.insert(registration.id, offset);
        self.brokers.insert(registration.id, Arc::new(registration));
    }

    fn replay_registration_change(
        &mut self,
        record: &BrokerRegistrationChangeRecord,
        delta: &mut MetadataDelta,
    ) -> Result<(), ReplayError> {
        let name = "BrokerRegistrationChangeRecord";
        self.change_broker((name, record.broker_id, record.broker_epoch), delta, |broker| {
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
            if record.cordoned_log_dirs.is_some() {
                broker.cordoned_directories.clone_from(&record.cordoned_log_dirs);
            }
        })
    }

    /// Changes the registration of a broker: the record's name, the broker and its epoch.
    fn change_broker(
        &mut self,
        (record, broker, epoch): (&'static str, i32, i64),
        delta: &mut MetadataDelta,
        change: impl FnOnce(&mut BrokerRegistration),
    ) -> Result<(), ReplayError> {
        let Some(registration) = self.brokers.get_mut(&NodeId(broker)) else {
            return Err(ReplayError::UnknownBroker { record, broker });
        };
        if registration.epoch != epoch {
            let current = registration.epoch;
            return Err(ReplayError::BrokerEpoch { record, broker, epoch, current });
        }
        change(Arc::make_mut(registration));
        delta.brokers.insert(NodeId(broker));
        Ok(())
    }
}
