//! Topics and their partitions as the metadata log knows them.

use crate::model::{LeaderEpoch, NodeId, PartitionId, TopicName, Uuid};

/// One partition's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionRegistration {
    /// Brokers that hold a replica, the preferred leader first.
    pub replicas: Vec<NodeId>,
    /// Directory of each replica, in the same order.
    pub directories: Vec<Uuid>,
    /// Replicas that are in sync.
    pub in_sync_replicas: Vec<NodeId>,
    /// Replicas that have all that was committed though they are not in sync: one of them may lead
    /// when nobody else is left (KIP-966).
    pub eligible_leader_replicas: Vec<NodeId>,
    /// The leader, or [`NodeId::NONE`].
    pub leader: NodeId,
    /// Rises with every leader.
    pub leader_epoch: LeaderEpoch,
    /// Rises with every change.
    pub partition_epoch: i32,
}

impl PartitionRegistration {
    /// Id of the directory that holds the replica of `node`; [`Uuid::ZERO`] if none is assigned, or
    /// the node has no replica.
    #[must_use]
    pub fn directory_of(&self, node: NodeId) -> Uuid {
        let index = self.replicas.iter().position(|replica| *replica == node);
        index.and_then(|index| self.directories.get(index)).copied().unwrap_or(Uuid::ZERO)
    }

    /// The replicas' directories once that of `node` is `directory`; an older record may name none.
    #[must_use]
    pub fn directories_with(&self, node: NodeId, directory: Uuid) -> Vec<Uuid> {
        let replicas = self.replicas.iter().enumerate();
        let moved = replicas.map(|(index, replica)| {
            if *replica == node {
                directory
            } else {
                self.directories.get(index).copied().unwrap_or(Uuid::ZERO)
            }
        });
        moved.collect()
    }
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicImage {
    /// Its id; a topic that is deleted and made again gets another one.
    pub id: Uuid,
    /// Its name.
    pub name: TopicName,
    /// Its partitions by number. A gap cannot occur: numbers are given in order.
    pub partitions: Vec<PartitionRegistration>,
}

impl TopicImage {
    /// A partition by number.
    #[must_use]
    pub fn partition(&self, id: PartitionId) -> Option<&PartitionRegistration> {
        usize::try_from(id.0).ok().and_then(|index| self.partitions.get(index))
    }

    /// Partitions with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (PartitionId, &PartitionRegistration)> {
        self.partitions
            .iter()
            .enumerate()
            .map(|(index, partition)| (PartitionId(index as i32), partition))
    }
}
