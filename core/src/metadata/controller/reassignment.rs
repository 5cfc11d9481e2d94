//! What a reassignment of replicas is: whom it adds, whom it takes away, when it is done, and what going back
//! means (KIP-455).

use std::collections::BTreeSet;

use crate::{metadata::PartitionRegistration, model::NodeId};

/// A reassignment that is under way, or is asked for.
pub(super) struct Reassignment<'a> {
    pub(super) removing: &'a [NodeId],
    pub(super) adding: &'a [NodeId],
    /// All replicas meanwhile: those wanted, then those that go.
    pub(super) replicas: &'a [NodeId],
}

/// A partition after its reassignment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completed {
    pub(super) replicas: Vec<NodeId>,
    pub(super) in_sync_replicas: Vec<NodeId>,
}

impl Reassignment<'_> {
    /// The partition after the reassignment, if this ISR lets it end.
    pub(super) fn completed(&self, in_sync_replicas: &[NodeId]) -> Option<Completed> {
        if self.removing.is_empty() && self.adding.is_empty() {
            return None;
        }
        let stay = |nodes: &[NodeId]| -> Vec<NodeId> {
            nodes.iter().copied().filter(|node| !self.removing.contains(node)).collect()
        };
        let (replicas, in_sync_replicas) = (stay(self.replicas), stay(in_sync_replicas));
        let are_in_sync = |nodes: &[NodeId]| nodes.iter().all(|one| in_sync_replicas.contains(one));
        let nobody_left =
            !self.removing.is_empty() && (in_sync_replicas.is_empty() || replicas.is_empty());
        if nobody_left || !are_in_sync(self.adding) {
            return None;
        }
        // With fewer replicas than before, the ISR would shrink to what is in sync of those that stay.
        if self.adding.len() < self.removing.len() && !are_in_sync(&replicas) {
            return None;
        }
        Some(Completed { replicas, in_sync_replicas })
    }
}

/// The way from replicas to others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) removing: Vec<NodeId>,
    pub(super) adding: Vec<NodeId>,
    pub(super) replicas: Vec<NodeId>,
}

impl Way {
    pub(super) fn new(from: &[NodeId], to: &[NodeId]) -> Self {
        let difference = |a: &[NodeId], b: &[NodeId]| -> Vec<NodeId> {
            let set: BTreeSet<NodeId> = a.iter().copied().filter(|one| !b.contains(one)).collect();
            set.into_iter().collect()
        };
        let removing = difference(from, to);
        let adding = difference(to, from);
        let replicas = to.iter().chain(&removing).copied().collect();
        Self { removing, adding, replicas }
    }
}

/// Whether going back loses records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// A replica of before is in sync.
    None,
    /// Only replicas that were added are in sync.
    Possible,
}

/// What going back to the replicas of before makes of a partition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Revert {
    pub(super) replicas: Vec<NodeId>,
    pub(super) in_sync_replicas: Vec<NodeId>,
    pub(super) loss: Loss,
}

impl Revert {
    /// `None` if there were no replicas before.
    pub(super) fn of(partition: &PartitionRegistration) -> Option<Self> {
        let before = |nodes: &[NodeId]| -> Vec<NodeId> {
            let added = &partition.adding_replicas;
            nodes.iter().copied().filter(|node| !added.contains(node)).collect()
        };
        let replicas = before(&partition.replicas);
        let in_sync_replicas = before(&partition.in_sync_replicas);
        let first = *replicas.first()?;
        Some(if in_sync_replicas.is_empty() {
            Self { replicas, in_sync_replicas: vec![first], loss: Loss::Possible }
        } else {
            Self { replicas, in_sync_replicas, loss: Loss::None }
        })
    }
}
