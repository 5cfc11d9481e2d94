//! Brokers joining and leaving: the records of a new cluster, a registration, the leaderships that
//! a broker takes when it comes, and the fencing with which it goes.

use super::{Decision, update_features::for_eligible_leaders};
use crate::{
    metadata::{BrokerRegistration, MetadataImage, PartitionRegistration, SUPPORTED_FEATURES},
    model::{NodeId, Offset, PartitionId, TopicIdPartition, Uuid, config::BrokerEntries},
    protocol::messages::{
        BrokerRegistrationChangeRecord, FeatureLevelRecord, MetadataRecord, PartitionChangeRecord,
        RegisterBrokerRecord,
    },
};

/// The records that open the metadata log of a new cluster whose controller was started with these entries:
/// `metadata.version` first, which says how all others are written.
#[must_use]
pub fn bootstrap_records(started: &BrokerEntries) -> Vec<MetadataRecord> {
    let features = SUPPORTED_FEATURES.iter().filter(|feature| feature.initial > 0);
    let records = features.map(|feature| {
        MetadataRecord::FeatureLevelRecord(FeatureLevelRecord {
            name: feature.name.into(),
            feature_level: feature.initial,
            ..Default::default()
        })
    });
    records.chain(for_eligible_leaders(&MetadataImage::default(), started)).collect()
}

/// Registers a broker; its epoch is the offset that its record will have.
#[must_use]
pub fn register_broker(broker: &BrokerRegistration, offset: Offset) -> Decision<i64> {
    let record = RegisterBrokerRecord { broker_epoch: offset.0, ..broker.record() };
    Decision { records: vec![MetadataRecord::RegisterBrokerRecord(record)], response: offset.0 }
}

/// Unfences a broker and gives it the leadership of every partition that has no living leader and
/// of which it is the first in-sync replica that can lead, or the first eligible one where nobody is in
/// sync. Each gets a new leader epoch, so that
/// whatever an earlier incarnation still sends is fenced.
#[must_use]
pub fn claim_leadership(image: &MetadataImage, broker: &BrokerRegistration) -> Vec<MetadataRecord> {
    let mut records =
        vec![MetadataRecord::BrokerRegistrationChangeRecord(BrokerRegistrationChangeRecord {
            broker_id: broker.id.0,
            broker_epoch: broker.epoch,
            fenced: -1,
            ..Default::default()
        })];
    let alive =
        |id: &NodeId| *id == broker.id || image.brokers.get(id).is_some_and(|other| !other.fenced);
    for topic in image.topics.values() {
        for (id, partition) in topic.numbered() {
            let led_by_another = partition.leader != broker.id && alive(&partition.leader);
            let first_of = |among: &[NodeId]| {
                partition.replicas.iter().find(|id| among.contains(id) && alive(id)).copied()
            };
            if led_by_another {
                continue;
            }
            if !broker.holds(partition.directory_of(broker.id)) {
                records.extend(leaderless(topic.id, id, partition, broker.id));
                continue;
            }
            let mut change = PartitionChangeRecord {
                partition_id: id.0,
                topic_id: topic.id,
                leader: broker.id.0,
                ..Default::default()
            };
            let eligible = &partition.eligible_leader_replicas;
            if first_of(&partition.in_sync_replicas) == Some(broker.id) {
                records.push(MetadataRecord::PartitionChangeRecord(change));
            } else if partition.in_sync_replicas.is_empty() && first_of(eligible) == Some(broker.id)
            {
                // As Apache Kafka leaves a partition whose last replica stopped (KIP-966).
                let others = eligible.iter().filter(|other| **other != broker.id);
                change.isr = Some(vec![broker.id.0]);
                change.eligible_leader_replicas = Some(others.map(|other| other.0).collect());
                change.last_known_elr = Some(Vec::new());
                records.push(MetadataRecord::PartitionChangeRecord(change));
            }
        }
    }
    records
}

/// Directories of a broker have failed: those that are left are `online`, and what the others hold
/// has no leader any more. The broker stays in sync with itself, so that it can lead again when
/// its directory is back.
#[must_use]
pub fn directories_failed(
    image: &MetadataImage,
    broker: &BrokerRegistration,
    online: &[Uuid],
) -> Vec<MetadataRecord> {
    let left = BrokerRegistration { directories: online.to_vec(), ..broker.clone() };
    let mut records = Vec::new();
    for topic in image.topics.values() {
        for (id, partition) in topic.numbered() {
            if !left.holds(partition.directory_of(broker.id)) {
                records.extend(leaderless(topic.id, id, partition, broker.id));
            }
        }
    }
    let change = BrokerRegistrationChangeRecord {
        broker_id: broker.id.0,
        broker_epoch: broker.epoch,
        log_dirs: online.to_vec(),
        ..Default::default()
    };
    records.push(MetadataRecord::BrokerRegistrationChangeRecord(change));
    records
}

/// Takes the leadership of a partition from `broker`, if it has it.
fn leaderless(
    topic_id: Uuid,
    id: PartitionId,
    partition: &PartitionRegistration,
    broker: NodeId,
) -> Option<MetadataRecord> {
    (partition.leader == broker).then(|| {
        MetadataRecord::PartitionChangeRecord(PartitionChangeRecord {
            partition_id: id.0,
            topic_id,
            leader: NodeId::NONE.0,
            ..Default::default()
        })
    })
}

/// Writes down in which directories a broker holds its replicas, where the metadata says something
/// else (AssignReplicasToDirs, KIP-858).
#[must_use]
pub fn assign_directories(
    image: &MetadataImage,
    broker: NodeId,
    found: impl IntoIterator<Item = (TopicIdPartition, Uuid)>,
) -> Vec<MetadataRecord> {
    let mut records = Vec::new();
    for (id, directory) in found {
        let Some(partition) = image.partition(id) else { continue };
        if partition.directory_of(broker) == directory {
            continue;
        }
        records.push(MetadataRecord::PartitionChangeRecord(PartitionChangeRecord {
            partition_id: id.partition.0,
            topic_id: id.topic_id,
            directories: Some(partition.directories_with(broker, directory)),
            ..Default::default()
        }));
    }
    records
}

/// Fences a broker that stops.
#[must_use]
pub fn fence_broker(broker: &BrokerRegistration) -> Vec<MetadataRecord> {
    vec![MetadataRecord::BrokerRegistrationChangeRecord(BrokerRegistrationChangeRecord {
        broker_id: broker.id.0,
        broker_epoch: broker.epoch,
        fenced: 1,
        in_controlled_shutdown: 1,
        ..Default::default()
    })]
}
