//! In one epoch of a partition one node leads it, and in one epoch of the quorum one node is the controller.

use std::collections::BTreeMap;

use ottla_core::model::{LeaderEpoch, NodeId, TopicIdPartition};

use super::{Sight, violation};
use crate::invariants::Violation;

const RULE: &str = "one_leader_per_epoch";

#[derive(Default)]
pub(super) struct Leaders {
    partitions: BTreeMap<(TopicIdPartition, LeaderEpoch), NodeId>,
    controllers: BTreeMap<LeaderEpoch, NodeId>,
    /// For the trace.
    pub(super) notes: Vec<String>,
}

impl Leaders {
    pub(super) fn look(
        &mut self,
        sight: &Sight<'_>,
        controller: Option<LeaderEpoch>,
    ) -> Vec<Violation> {
        let mut found = Vec::new();
        if let Some(epoch) = controller {
            let first = *self.controllers.entry(epoch).or_insert_with(|| {
                self.notes.push(format!("node {} is the controller in epoch {epoch}", sight.id));
                sight.id
            });
            if first != sight.id {
                let what = format!("{first} and {} are controllers in epoch {epoch}", sight.id);
                found.push(violation(RULE, what));
            }
        }
        for handle in sight.view.topics().flat_map(|topic| topic.replicas()) {
            let partition = handle.lock();
            let assignment = partition.assignment();
            if assignment.leader != sight.id {
                continue;
            }
            let epoch = assignment.leader_epoch;
            let name = partition.name();
            let first = *self.partitions.entry((handle.id, epoch)).or_insert_with(|| {
                self.notes.push(format!("node {} leads {name} in epoch {epoch}", sight.id));
                sight.id
            });
            if first != sight.id {
                let what = format!("{first} and {} lead {name} in epoch {epoch}", sight.id);
                found.push(violation(RULE, what));
            }
        }
        found
    }
}
