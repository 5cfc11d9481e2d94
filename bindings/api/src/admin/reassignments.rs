//! Leaders that are elected, and partitions that move to other brokers.

use super::{Admin, Refusal, call::refusals};
use crate::{Result, TopicPartition};
use ottla::admin;

/// Who may be elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElectionType {
    /// The preferred leader, if it is in sync.
    Preferred,
    /// Whoever is there, where there is no leader: records may be lost.
    Unclean,
}

/// A partition that is to be on other brokers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reassignment {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The brokers, the preferred leader first; null to give a move up.
    pub replicas: Option<Vec<i32>>,
}

/// Whether a partition may get more replicas by a move, or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplicationFactorChange {
    /// It may.
    Allowed,
    /// The move is refused.
    Refused,
}

/// A move that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionReassignment {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The brokers that hold the partition now.
    pub replicas: Vec<i32>,
    /// Those of them that are to hold it.
    pub adding: Vec<i32>,
    /// Those of them that are not to any more.
    pub removing: Vec<i32>,
}

impl Admin {
    /// Has partitions get another leader; tells of those that do not.
    pub async fn elect_leaders(
        &self,
        election: ElectionType,
        partitions: Vec<TopicPartition>,
    ) -> Result<Vec<Refusal>> {
        let partitions = partitions.into_iter().map(Into::into);
        let client = self.client("elect leaders")?;
        Ok(refusals(client.elect_leaders(election.into(), partitions).each().await))
    }

    /// As `elect_leaders`, for all partitions where there is something to elect.
    pub async fn elect_all_leaders(&self, election: ElectionType) -> Result<Vec<Refusal>> {
        Ok(refusals(self.client("elect leaders")?.elect_all_leaders(election.into()).await?))
    }

    /// Begins to move partitions, or gives moves up; tells of those where that did not work.
    pub async fn alter_partition_reassignments(
        &self,
        moves: Vec<Reassignment>,
        change: Option<ReplicationFactorChange>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("reassign partitions")?;
        let moves = moves.into_iter().map(|Reassignment { topic, partition, replicas }| {
            let to = match replicas {
                Some(replicas) => admin::Reassignment::To(replicas),
                None => admin::Reassignment::Cancel,
            };
            (ottla::TopicPartition::new(topic, partition), to)
        });
        let change = match change {
            None | Some(ReplicationFactorChange::Allowed) => {
                admin::ReplicationFactorChange::Allowed
            }
            Some(ReplicationFactorChange::Refused) => admin::ReplicationFactorChange::Refused,
        };
        Ok(refusals(client.alter_partition_reassignments_with(moves, change).each().await))
    }

    /// Moves that have not ended; only those of these partitions, if some are named.
    pub async fn list_partition_reassignments(
        &self,
        partitions: Vec<TopicPartition>,
    ) -> Result<Vec<PartitionReassignment>> {
        let client = self.client("list reassignments")?;
        let moves = match partitions.is_empty() {
            true => client.list_partition_reassignments().await?,
            false => {
                let partitions = partitions.into_iter().map(Into::into);
                client.list_partition_reassignments_of(partitions).await?
            }
        };
        let listed = |(at, it): (ottla::TopicPartition, admin::PartitionReassignment)| {
            PartitionReassignment {
                topic: at.topic.to_string(),
                partition: at.partition,
                replicas: it.replicas,
                adding: it.adding,
                removing: it.removing,
            }
        };
        Ok(moves.into_iter().map(listed).collect())
    }
}

impl From<ElectionType> for admin::ElectionType {
    fn from(election: ElectionType) -> Self {
        match election {
            ElectionType::Preferred => Self::Preferred,
            ElectionType::Unclean => Self::Unclean,
        }
    }
}
