//! The controller of the model: registrations, ISR and ELR (KIP-966), clean and unclean elections.

use std::collections::BTreeMap;

use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Uuid},
    replication::{AlteredIsr, Assignment, IsrProposal},
};

const MIN_IN_SYNC: usize = 2;

/// What brokers hear.
#[derive(Clone, Debug)]
pub(super) struct Metadata {
    pub(super) topic_id: Uuid,
    pub(super) assignment: Assignment,
    /// Brokers that are not fenced.
    pub(super) registered: BTreeMap<NodeId, i64>,
}

/// Who may be elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elections {
    /// Only who has all that was committed.
    Clean,
    /// Anybody, if nobody else is left.
    Any,
}

pub(super) struct Controller {
    pub(super) history: Vec<Metadata>,
    eligible: Vec<NodeId>,
    epochs: BTreeMap<NodeId, i64>,
    unclean_allowed: bool,
    /// The epoch of the last unclean election.
    pub(super) unclean_epoch: LeaderEpoch,
    was_unclean: bool,
    last_leader: NodeId,
}

impl Controller {
    pub(super) fn new(count: usize, elections: Elections) -> Self {
        let replicas: Vec<NodeId> = (0..count as i32).map(NodeId).collect();
        let assignment = Assignment {
            leader: NodeId(0),
            leader_epoch: LeaderEpoch(0),
            partition_epoch: 0,
            in_sync_replicas: replicas.clone(),
            replicas: replicas.clone(),
        };
        let registered: BTreeMap<_, _> = replicas.iter().map(|node| (*node, 1)).collect();
        Self {
            history: vec![Metadata {
                topic_id: Uuid([1; 16]),
                assignment,
                registered: registered.clone(),
            }],
            eligible: Vec::new(),
            epochs: registered,
            unclean_allowed: elections == Elections::Any,
            unclean_epoch: LeaderEpoch(0),
            was_unclean: false,
            last_leader: NodeId(0),
        }
    }

    pub(super) fn newest(&self) -> &Metadata {
        &self.history[self.history.len() - 1]
    }

    pub(super) fn topic_id(&self) -> Uuid {
        self.newest().topic_id
    }

    pub(super) fn take_unclean(&mut self) -> bool {
        std::mem::take(&mut self.was_unclean)
    }

    /// The session of a broker has ended, or it stops.
    pub(super) fn fence(&mut self, node: NodeId) {
        let mut next = self.newest().clone();
        if next.registered.remove(&node).is_none() {
            return;
        }
        self.leave(&mut next, node);
        self.settle(next);
    }

    /// The same, and what it had may be gone.
    pub(super) fn lost(&mut self, node: NodeId) {
        let mut next = self.newest().clone();
        next.registered.remove(&node);
        self.leave(&mut next, node);
        self.eligible.retain(|one| *one != node);
        self.settle(next);
    }

    pub(super) fn unfence(&mut self, node: NodeId) {
        let mut next = self.newest().clone();
        if next.registered.contains_key(&node) {
            return;
        }
        next.registered.insert(node, self.epochs[&node]);
        self.settle(next);
    }

    pub(super) fn register(&mut self, node: NodeId) -> i64 {
        let epoch = self.history.len() as i64 + 1;
        self.epochs.insert(node, epoch);
        let mut next = self.newest().clone();
        next.registered.insert(node, epoch);
        self.settle(next);
        epoch
    }

    pub(super) fn recreate(&mut self) {
        let mut next = self.newest().clone();
        next.topic_id = Uuid([next.topic_id.0[0] + 1; 16]);
        let assignment = &mut next.assignment;
        let active: Vec<NodeId> = next.registered.keys().copied().collect();
        if active.is_empty() {
            return;
        }
        (assignment.leader, assignment.in_sync_replicas) = (active[0], active);
        (assignment.leader_epoch, assignment.partition_epoch) = (LeaderEpoch(0), 0);
        self.eligible.clear();
        self.unclean_epoch = LeaderEpoch(0);
        self.last_leader = assignment.leader;
        self.history.push(next);
    }

    fn leave(&mut self, next: &mut Metadata, node: NodeId) {
        let in_sync = &mut next.assignment.in_sync_replicas;
        if in_sync.contains(&node) {
            let before = in_sync.clone();
            in_sync.retain(|one| *one != node);
            next.assignment.partition_epoch += 1;
            self.keep_eligible(&before, in_sync);
        }
    }

    fn keep_eligible(&mut self, before: &[NodeId], after: &[NodeId]) {
        if after.len() >= MIN_IN_SYNC {
            self.eligible.clear();
            return;
        }
        self.eligible.extend(before.iter().copied());
        self.eligible.sort();
        self.eligible.dedup();
        self.eligible.retain(|one| !after.contains(one));
    }

    /// Elects a leader if there is none that is active, and publishes.
    fn settle(&mut self, mut next: Metadata) {
        let assignment = &mut next.assignment;
        let can_lead = assignment.in_sync_replicas.contains(&assignment.leader)
            && next.registered.contains_key(&assignment.leader);
        if !can_lead {
            let active = |node: &&NodeId| next.registered.contains_key(node);
            let clean = assignment.in_sync_replicas.iter().find(active).copied();
            let eligible = self.eligible.iter().find(active).copied();
            let unclean = assignment.replicas.iter().find(active).copied();
            let unclean = unclean.filter(|_| self.unclean_allowed);
            let (leader, is_clean) = match (clean.or(eligible), unclean) {
                (Some(leader), _) => (leader, true),
                (None, Some(leader)) => (leader, false),
                (None, None) => (NodeId::NONE, true),
            };
            if leader == NodeId::NONE && assignment.leader == NodeId::NONE {
                self.history.push(next);
                return;
            }
            Self::lead(assignment, leader);
            self.eligible.retain(|one| *one != leader);
            if !is_clean {
                self.eligible.clear();
                (self.unclean_epoch, self.was_unclean) = (assignment.leader_epoch, true);
            }
            if leader != NodeId::NONE {
                self.last_leader = leader;
            }
        }
        self.history.push(next);
    }

    fn lead(assignment: &mut Assignment, leader: NodeId) {
        assignment.leader = leader;
        assignment.leader_epoch = LeaderEpoch(assignment.leader_epoch.0 + 1);
        assignment.partition_epoch += 1;
        if leader != NodeId::NONE && !assignment.in_sync_replicas.contains(&leader) {
            assignment.in_sync_replicas = vec![leader];
        }
    }

    /// All who had everything lost it: the last leader goes on with what it has.
    pub(super) fn elect_whatever_it_takes(&mut self) {
        let mut next = self.newest().clone();
        if next.assignment.leader != NodeId::NONE {
            return;
        }
        Self::lead(&mut next.assignment, self.last_leader);
        (self.unclean_epoch, self.was_unclean) = (next.assignment.leader_epoch, true);
        self.eligible.clear();
        self.history.push(next);
    }

    pub(super) fn alter(
        &mut self,
        from: NodeId,
        topic: Uuid,
        proposal: &IsrProposal,
    ) -> Result<AlteredIsr, ErrorCode> {
        let mut next = self.newest().clone();
        if topic != next.topic_id {
            return Err(ErrorCode::UnknownTopicId);
        }
        let assignment = &mut next.assignment;
        if assignment.leader != from || proposal.leader_epoch != assignment.leader_epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        if proposal.partition_epoch != assignment.partition_epoch {
            return Err(ErrorCode::InvalidUpdateVersion);
        }
        for (node, epoch) in &proposal.in_sync_replicas {
            if *epoch != -1 && next.registered.get(node) != Some(epoch)
                || !next.registered.contains_key(node)
            {
                return Err(ErrorCode::IneligibleReplica);
            }
        }
        let before = assignment.in_sync_replicas.clone();
        assignment.in_sync_replicas =
            proposal.in_sync_replicas.iter().map(|(node, _)| *node).collect();
        assignment.partition_epoch += 1;
        let altered = AlteredIsr {
            leader: assignment.leader,
            leader_epoch: assignment.leader_epoch,
            partition_epoch: assignment.partition_epoch,
            in_sync_replicas: assignment.in_sync_replicas.clone(),
        };
        self.keep_eligible(&before, &altered.in_sync_replicas);
        self.history.push(next);
        Ok(altered)
    }
}
