//! Which partitions a broker has to do with: so that a broker that goes does not cost a walk over all partitions.
//! Follows from the partitions; only replay changes it.

use imbl::{OrdMap, OrdSet};

use super::topics::PartitionRegistration;
use crate::model::{NodeId, TopicIdPartition};

/// Partitions by what they are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PartitionIndex {
    /// By each of their replicas.
    pub(super) replicas: OrdMap<NodeId, OrdSet<TopicIdPartition>>,
    /// By leader; those without are at [`NodeId::NONE`].
    pub(super) leaders: OrdMap<NodeId, OrdSet<TopicIdPartition>>,
    /// Those that another replica than the first leads, or none.
    pub(super) imbalanced: OrdSet<TopicIdPartition>,
    /// Those on their way to other replicas.
    pub(super) reassigning: OrdSet<TopicIdPartition>,
}

impl PartitionIndex {
    /// A partition has become another, is new, or is gone.
    pub(super) fn change(
        &mut self,
        id: TopicIdPartition,
        before: Option<&PartitionRegistration>,
        after: Option<&PartitionRegistration>,
    ) {
        let holders = |one: Option<&PartitionRegistration>| one.map_or_else(Vec::new, holders);
        let (old, new) = (holders(before), holders(after));
        for node in old.iter().filter(|node| !new.contains(node)) {
            remove(&mut self.replicas, *node, id);
        }
        for node in new.iter().filter(|node| !old.contains(node)) {
            self.replicas.entry(*node).or_default().insert(id);
        }
        let leader = |one: Option<&PartitionRegistration>| one.map(|one| one.leader);
        let (old, new) = (leader(before), leader(after));
        if old != new {
            if let Some(old) = old {
                remove(&mut self.leaders, old, id);
            }
            if let Some(new) = new {
                self.leaders.entry(new).or_default().insert(id);
            }
        }
        let is_imbalanced = after.is_some_and(|one| !one.has_preferred_leader());
        put(&mut self.imbalanced, id, is_imbalanced.into());
        let is_reassigning = after.is_some_and(PartitionRegistration::is_reassigning);
        put(&mut self.reassigning, id, is_reassigning.into());
    }
}

/// Whether something is in a set.
enum Membership {
    In,
    Out,
}

impl From<bool> for Membership {
    fn from(is_in: bool) -> Self {
        if is_in { Self::In } else { Self::Out }
    }
}

fn put(set: &mut OrdSet<TopicIdPartition>, id: TopicIdPartition, membership: Membership) {
    match membership {
        Membership::In => set.insert(id),
        Membership::Out => set.remove(&id),
    };
}

fn remove(sets: &mut OrdMap<NodeId, OrdSet<TopicIdPartition>>, node: NodeId, id: TopicIdPartition) {
    let Some(set) = sets.get_mut(&node) else { return };
    set.remove(&id);
    if set.is_empty() {
        sets.remove(&node);
    }
}

/// Brokers that have to do with a partition's records.
fn holders(partition: &PartitionRegistration) -> Vec<NodeId> {
    let mut nodes = partition.replicas.clone();
    for more in [&partition.in_sync_replicas, &partition.eligible_leader_replicas] {
        nodes.extend(more.iter().filter(|node| !partition.replicas.contains(node)));
    }
    nodes
}
