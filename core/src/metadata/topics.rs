//! Topics and their partitions as the metadata log knows them.

use crate::{
    model::{LeaderEpoch, NodeId, PartitionId, TopicIdPartition, TopicName, Uuid},
    protocol::messages::{PartitionChangeRecord, PartitionRecord},
};

/// `leader` of a PartitionChangeRecord that keeps the leader.
pub(crate) const NO_LEADER_CHANGE: i32 = -2;

/// Whether a leader has all records that were ever committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeaderRecoveryState {
    /// It has, as far as anybody knows.
    #[default]
    Recovered,
    /// It was elected though it may lack some, and has not dealt with that yet (KIP-704).
    Recovering,
}

impl LeaderRecoveryState {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i8) -> Option<Self> {
        match number {
            0 => Some(Self::Recovered),
            1 => Some(Self::Recovering),
            _ => None,
        }
    }

    /// The wire's number.
    #[must_use]
    pub fn wire(self) -> i8 {
        match self {
            Self::Recovered => 0,
            Self::Recovering => 1,
        }
    }
}

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
    /// Who led last, while nobody does.
    pub last_known_eligible: Vec<NodeId>,
    /// Replicas that leave when the reassignment is done.
    pub removing_replicas: Vec<NodeId>,
    /// Replicas that the reassignment waits for.
    pub adding_replicas: Vec<NodeId>,
    /// Whether the leader may lack records.
    pub recovery_state: LeaderRecoveryState,
    /// The leader, or [`NodeId::NONE`].
    pub leader: NodeId,
    /// Rises with every leader.
    pub leader_epoch: LeaderEpoch,
    /// Rises with every change.
    pub partition_epoch: i32,
}

impl Default for PartitionRegistration {
    /// A partition without replicas.
    fn default() -> Self {
        Self {
            replicas: Vec::new(),
            directories: Vec::new(),
            in_sync_replicas: Vec::new(),
            eligible_leader_replicas: Vec::new(),
            last_known_eligible: Vec::new(),
            removing_replicas: Vec::new(),
            adding_replicas: Vec::new(),
            recovery_state: LeaderRecoveryState::Recovered,
            leader: NodeId::NONE,
            leader_epoch: LeaderEpoch(0),
            partition_epoch: 0,
        }
    }
}

impl From<&PartitionRecord> for PartitionRegistration {
    fn from(record: &PartitionRecord) -> Self {
        let optional = |ids: &Option<Vec<i32>>| ids.as_deref().map_or_else(Vec::new, nodes);
        let mut directories = record.directories.clone();
        directories.resize(record.replicas.len(), Uuid::ZERO);
        Self {
            replicas: nodes(&record.replicas),
            directories,
            in_sync_replicas: nodes(&record.isr),
            eligible_leader_replicas: optional(&record.eligible_leader_replicas),
            last_known_eligible: optional(&record.last_known_elr),
            removing_replicas: nodes(&record.removing_replicas),
            adding_replicas: nodes(&record.adding_replicas),
            recovery_state: LeaderRecoveryState::from_wire(record.leader_recovery_state)
                .unwrap_or_default(),
            leader: NodeId(record.leader),
            leader_epoch: LeaderEpoch(record.leader_epoch),
            partition_epoch: record.partition_epoch,
        }
    }
}

impl PartitionRegistration {
    /// The partition after a change. Its epoch rises, and with a leader that of the leader.
    #[must_use]
    pub fn merged(&self, record: &PartitionChangeRecord) -> Self {
        let mut after = self.clone();
        let replace = |field: &mut Vec<NodeId>, ids: &Option<Vec<i32>>| {
            if let Some(ids) = ids {
                *field = nodes(ids);
            }
        };
        replace(&mut after.in_sync_replicas, &record.isr);
        replace(&mut after.eligible_leader_replicas, &record.eligible_leader_replicas);
        replace(&mut after.last_known_eligible, &record.last_known_elr);
        replace(&mut after.removing_replicas, &record.removing_replicas);
        replace(&mut after.adding_replicas, &record.adding_replicas);
        if record.replicas.is_some() {
            replace(&mut after.replicas, &record.replicas);
            let known = after.replicas.iter().map(|replica| self.directory_of(*replica));
            after.directories = known.collect();
        }
        if let Some(directories) = &record.directories {
            after.directories.clone_from(directories);
            after.directories.resize(after.replicas.len(), Uuid::ZERO);
        }
        if record.leader != NO_LEADER_CHANGE {
            after.leader = NodeId(record.leader);
            after.leader_epoch.0 += 1;
        }
        if let Some(state) = LeaderRecoveryState::from_wire(record.leader_recovery_state) {
            after.recovery_state = state;
        }
        after.partition_epoch += 1;
        after
    }

    /// The record that says all of it.
    #[must_use]
    pub fn record(&self, id: TopicIdPartition) -> PartitionRecord {
        let wire = |nodes: &[NodeId]| nodes.iter().map(|node| node.0).collect::<Vec<i32>>();
        let some = |nodes: &[NodeId]| (!nodes.is_empty()).then(|| wire(nodes));
        let are_known = self.directories.iter().any(|directory| !directory.is_zero());
        PartitionRecord {
            partition_id: id.partition.0,
            topic_id: id.topic_id,
            replicas: wire(&self.replicas),
            isr: wire(&self.in_sync_replicas),
            removing_replicas: wire(&self.removing_replicas),
            adding_replicas: wire(&self.adding_replicas),
            leader: self.leader.0,
            leader_recovery_state: self.recovery_state.wire(),
            leader_epoch: self.leader_epoch.0,
            partition_epoch: self.partition_epoch,
            directories: if are_known { self.directories.clone() } else { Vec::new() },
            eligible_leader_replicas: some(&self.eligible_leader_replicas),
            last_known_elr: some(&self.last_known_eligible),
        }
    }

    /// Whether somebody leads.
    #[must_use]
    pub fn has_leader(&self) -> bool {
        self.leader != NodeId::NONE
    }

    /// Whether the first of the replicas leads.
    #[must_use]
    pub fn has_preferred_leader(&self) -> bool {
        self.leader == self.replicas.first().copied().unwrap_or(NodeId::NONE)
    }

    /// Whether it is on its way to other replicas.
    #[must_use]
    pub fn is_reassigning(&self) -> bool {
        !self.removing_replicas.is_empty() || !self.adding_replicas.is_empty()
    }

    /// Whether a replica counts as one that has all that was committed.
    #[must_use]
    pub fn may_lead(&self, node: NodeId) -> bool {
        self.in_sync_replicas.contains(&node) || self.eligible_leader_replicas.contains(&node)
    }

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

fn nodes(ids: &[i32]) -> Vec<NodeId> {
    ids.iter().copied().map(NodeId).collect()
}
