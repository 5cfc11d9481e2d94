//! The one place where a partition's leader, ISR, replicas and eligible leaders change. A change is filled with
//! what is wanted; what follows from it (who leads, whether a reassignment is done, whether the leader epoch
//! rises) is worked out when it is built.

use std::collections::BTreeSet;

use super::{reassignment::Reassignment, rules::Rules};
use crate::{
    metadata::{
        LeaderRecoveryState, MetadataVersion, NO_LEADER_CHANGE, PartitionRegistration, TopicImage,
    },
    model::{NodeId, TopicIdPartition, Uuid},
    protocol::messages::PartitionChangeRecord,
};

/// How a leader is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Election {
    /// The preferred replica if it is in sync, else as `Online`.
    Preferred,
    /// The leader stays if it can; else the first replica that has all that was committed.
    Online,
    /// As `Online`; if there is none, any replica that lives.
    Unclean,
}

/// Brokers that a change treats otherwise than the image says; [`NodeId::NONE`] is nobody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exceptions {
    /// Serves, though the image has it fenced.
    pub(super) coming: NodeId,
    /// Leaves the ISR and may not lead.
    pub(super) leaving: NodeId,
    /// As `leaving`, and what it had may be lost: it is not eligible any more.
    pub(super) lost: NodeId,
}

impl Exceptions {
    pub(super) const NONE: Self =
        Self { coming: NodeId::NONE, leaving: NodeId::NONE, lost: NodeId::NONE };

    pub(super) fn coming(broker: NodeId) -> Self {
        Self { coming: broker, ..Self::NONE }
    }

    pub(super) fn leaving(broker: NodeId) -> Self {
        Self { leaving: broker, ..Self::NONE }
    }

    pub(super) fn lost(broker: NodeId) -> Self {
        Self { lost: broker, ..Self::NONE }
    }
}

/// A change of one partition.
pub(super) struct PartitionChange<'a> {
    rules: &'a Rules<'a>,
    id: TopicIdPartition,
    topic: &'a TopicImage,
    partition: &'a PartitionRegistration,
    pub(super) election: Election,
    pub(super) exceptions: Exceptions,
    pub(super) in_sync_replicas: Vec<NodeId>,
    pub(super) replicas: Vec<NodeId>,
    pub(super) removing_replicas: Vec<NodeId>,
    pub(super) adding_replicas: Vec<NodeId>,
    pub(super) recovery_state: LeaderRecoveryState,
    /// A broker's replica that is in another directory than was known.
    pub(super) moved: Option<(NodeId, Uuid)>,
    eligible: Vec<NodeId>,
}

/// Who leads from now on.
enum Leader {
    /// One that has all that was committed; perhaps nobody.
    Clean(NodeId),
    /// One that may lack records.
    Unclean(NodeId),
}

impl<'a> PartitionChange<'a> {
    pub(super) fn new(
        rules: &'a Rules<'a>,
        id: TopicIdPartition,
        topic: &'a TopicImage,
        partition: &'a PartitionRegistration,
    ) -> Self {
        Self {
            rules,
            id,
            topic,
            partition,
            election: Election::Online,
            exceptions: Exceptions::NONE,
            in_sync_replicas: partition.in_sync_replicas.clone(),
            replicas: partition.replicas.clone(),
            removing_replicas: partition.removing_replicas.clone(),
            adding_replicas: partition.adding_replicas.clone(),
            recovery_state: partition.recovery_state,
            moved: None,
            eligible: partition.eligible_leader_replicas.clone(),
        }
    }

    /// The record; `None` if nothing changes.
    pub(super) fn build(mut self) -> Option<PartitionChangeRecord> {
        let mut record = PartitionChangeRecord {
            topic_id: self.id.topic_id,
            partition_id: self.id.partition.0,
            ..Default::default()
        };
        self.complete_reassignment();
        self.remember_eligible();
        self.elect(&mut record);
        let keeps = |replica: &NodeId| self.replicas.contains(replica);
        if record.leader == NO_LEADER_CHANGE && !self.partition.replicas.iter().all(keeps) {
            // A replica that is taken away must not count for the leader of before.
            record.leader = self.partition.leader.0;
        }
        self.write_eligible(&mut record);
        let has_elr = self.rules.has_eligible_leader_replicas();
        if record.isr.is_none()
            && (has_elr || !self.in_sync_replicas.is_empty())
            && self.in_sync_replicas != self.partition.in_sync_replicas
        {
            record.isr = Some(wire(&self.in_sync_replicas));
        }
        self.raise_epoch_of_older_versions(&mut record);
        self.write_last_known_leader(&mut record);
        self.write_assignment(&mut record);
        if self.recovery_state != self.partition.recovery_state {
            record.leader_recovery_state = self.recovery_state.wire();
        }
        let nothing = PartitionChangeRecord {
            topic_id: record.topic_id,
            partition_id: record.partition_id,
            ..Default::default()
        };
        (record != nothing).then_some(record)
    }

    fn complete_reassignment(&mut self) {
        let reassignment = Reassignment {
            removing: &self.removing_replicas,
            adding: &self.adding_replicas,
            replicas: &self.replicas,
        };
        if let Some(done) = reassignment.completed(&self.in_sync_replicas) {
            self.in_sync_replicas = done.in_sync_replicas;
            self.replicas = done.replicas;
            self.removing_replicas.clear();
            self.adding_replicas.clear();
        }
    }

    /// Replicas that leave an ISR which is too small have all that was committed since: nothing is committed
    /// without as many as `min.insync.replicas`.
    fn remember_eligible(&mut self) {
        if !self.rules.has_eligible_leader_replicas() {
            return;
        }
        if self.in_sync_replicas.len() >= self.rules.min_insync_replicas(self.topic) {
            self.eligible.clear();
            return;
        }
        let before = self.eligible.iter().chain(&self.partition.in_sync_replicas);
        let candidates: BTreeSet<NodeId> = before.copied().collect();
        let eligible = candidates.into_iter().filter(|replica| {
            !self.in_sync_replicas.contains(replica)
                && *replica != self.exceptions.lost
                && self.replicas.contains(replica)
        });
        self.eligible = eligible.collect();
    }

    fn elect(&mut self, record: &mut PartitionChangeRecord) {
        let (leader, is_unclean) = match self.next_leader() {
            Leader::Clean(leader) => (leader, false),
            Leader::Unclean(leader) => (leader, true),
        };
        if leader == self.partition.leader {
            return;
        }
        if self.eligible.contains(&leader) {
            self.in_sync_replicas = vec![leader];
            self.eligible.retain(|replica| *replica != leader);
        }
        record.leader = leader.0;
        if is_unclean {
            record.isr = Some(vec![leader.0]);
            if self.partition.recovery_state != LeaderRecoveryState::Recovering {
                record.leader_recovery_state = LeaderRecoveryState::Recovering.wire();
            }
        }
    }

    fn next_leader(&self) -> Leader {
        let preferred = self.replicas.first().copied();
        if self.election == Election::Preferred
            && let Some(preferred) = preferred
            && self.can_lead(preferred)
        {
            return Leader::Clean(preferred);
        }
        if self.can_lead(self.partition.leader) {
            return Leader::Clean(self.partition.leader);
        }
        if let Some(leader) = self.replicas.iter().find(|replica| self.can_lead(**replica)) {
            return Leader::Clean(*leader);
        }
        if let Some(leader) = self.last_known_leader() {
            return Leader::Unclean(leader);
        }
        if self.election == Election::Unclean
            && let Some(leader) = self.replicas.iter().find(|replica| self.is_acceptable(**replica))
        {
            return Leader::Unclean(*leader);
        }
        Leader::Clean(NodeId::NONE)
    }

    /// The last leader, where nobody else is known to have all that was committed.
    fn last_known_leader(&self) -> Option<NodeId> {
        let has_elr = self.rules.has_eligible_leader_replicas();
        if !has_elr || !self.eligible.is_empty() || !self.in_sync_replicas.is_empty() {
            return None;
        }
        match &*self.partition.last_known_eligible {
            [leader] if self.is_acceptable(*leader) => Some(*leader),
            _ => None,
        }
    }

    fn can_lead(&self, replica: NodeId) -> bool {
        let has_all = self.in_sync_replicas.contains(&replica)
            || (self.in_sync_replicas.is_empty() && self.eligible.contains(&replica));
        has_all && self.is_acceptable(replica)
    }

    /// Whether a broker lives, and the directory with its replica is there.
    fn is_acceptable(&self, replica: NodeId) -> bool {
        let Exceptions { coming, leaving, lost } = self.exceptions;
        let lives = replica != leaving
            && replica != lost
            && ((replica == coming && !self.rules.is_stopping(replica))
                || self.rules.is_active(replica));
        let directory = self.partition.directory_of(replica);
        lives
            && self.partition.replicas.contains(&replica)
            && self.rules.has_directory(replica, directory)
    }

    fn write_eligible(&mut self, record: &mut PartitionChangeRecord) {
        let was_clean = record.isr.is_none();
        if !was_clean || !self.rules.has_eligible_leader_replicas() {
            self.eligible.clear();
        }
        if self.eligible != self.partition.eligible_leader_replicas {
            record.eligible_leader_replicas = Some(wire(&self.eligible));
        }
    }

    /// Brokers of before 3.6 take in a smaller ISR only with a new leader epoch.
    fn raise_epoch_of_older_versions(&self, record: &mut PartitionChangeRecord) {
        if self.rules.image.metadata_version() >= MetadataVersion::NO_EPOCH_FOR_ISR_SHRINK
            || record.leader != NO_LEADER_CHANGE
        {
            return;
        }
        if let Some(isr) = &record.isr
            && !self.partition.in_sync_replicas.iter().all(|replica| isr.contains(&replica.0))
        {
            record.leader = self.partition.leader.0;
        }
    }

    /// Who led last is remembered while nobody leads.
    fn write_last_known_leader(&self, record: &mut PartitionChangeRecord) {
        if !self.rules.has_eligible_leader_replicas() {
            return;
        }
        let is_known = !self.partition.last_known_eligible.is_empty();
        if record.leader == NodeId::NONE.0 && !is_known {
            record.last_known_elr = Some(vec![self.partition.leader.0]);
        } else if record.leader >= 0 && is_known {
            record.last_known_elr = Some(Vec::new());
        }
    }

    fn write_assignment(&self, record: &mut PartitionChangeRecord) {
        let before = self.partition;
        if !self.replicas.is_empty() {
            if self.rules.image.metadata_version() >= MetadataVersion::DIRECTORY_ASSIGNMENT {
                let directories: Vec<Uuid> =
                    self.replicas.iter().map(|replica| self.directory(*replica)).collect();
                if directories != before.directories {
                    record.directories = Some(directories);
                }
            }
            if self.replicas != before.replicas {
                record.replicas = Some(wire(&self.replicas));
            }
        }
        if self.removing_replicas != before.removing_replicas {
            record.removing_replicas = Some(wire(&self.removing_replicas));
        }
        if self.adding_replicas != before.adding_replicas {
            record.adding_replicas = Some(wire(&self.adding_replicas));
        }
    }

    fn directory(&self, replica: NodeId) -> Uuid {
        match self.moved {
            Some((broker, directory)) if broker == replica => directory,
            Some(_) | None if self.partition.replicas.contains(&replica) => {
                self.partition.directory_of(replica)
            }
            Some(_) | None => self.rules.default_directory(replica),
        }
    }
}

pub(super) fn wire(nodes: &[NodeId]) -> Vec<i32> {
    nodes.iter().map(|node| node.0).collect()
}
