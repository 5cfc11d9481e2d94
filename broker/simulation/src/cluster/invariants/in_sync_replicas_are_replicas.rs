//! Who is in sync, or may lead, has a replica; nobody is both in sync and merely eligible; a leader is in sync.

use ottla_core::{
    metadata::{MetadataImage, PartitionRegistration},
    model::NodeId,
};

use super::violation;
use crate::invariants::Violation;

pub(super) fn look(image: &MetadataImage) -> Vec<Violation> {
    let partitions = image.topics.values().flat_map(|topic| &topic.partitions);
    let wrong = partitions.filter(|one| !is_sound(one));
    wrong.map(|one| violation("in_sync_replicas_are_replicas", format!("{one:?}"))).collect()
}

fn is_sound(one: &PartitionRegistration) -> bool {
    let has_replica = |node: &NodeId| one.replicas.contains(node);
    one.in_sync_replicas.iter().all(has_replica)
        && one.eligible_leader_replicas.iter().all(has_replica)
        && !one.eligible_leader_replicas.iter().any(|node| one.in_sync_replicas.contains(node))
        && (one.leader == NodeId::NONE || one.in_sync_replicas.contains(&one.leader))
}
