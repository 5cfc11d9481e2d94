//! Who is in sync is a replica, once, and the leader is among them.

use super::world::World;
use crate::model::NodeId;

pub(super) fn check(world: &World) {
    let assignment = &world.controller.newest().assignment;
    let mut in_sync = assignment.in_sync_replicas.clone();
    in_sync.sort();
    in_sync.dedup();
    let seed = world.seed;
    assert_eq!(in_sync.len(), assignment.in_sync_replicas.len(), "seed {seed}: {assignment:?}");
    assert!(in_sync.iter().all(|node| assignment.replicas.contains(node)), "seed {seed}");
    let leader = assignment.leader;
    assert!(leader == NodeId::NONE || in_sync.contains(&leader), "seed {seed}: {assignment:?}");
}
