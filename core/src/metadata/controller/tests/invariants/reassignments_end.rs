//! A reassignment ends with the replicas that were wanted, or goes back to those of before; and it ends when all
//! replicas are in sync.

use std::collections::BTreeSet;

use super::{Asked, Step, all};
use crate::{metadata::MetadataImage, model::NodeId};

pub(super) fn check(step: &Step<'_>) {
    for (_, id, before, after) in step.partitions() {
        let has_ended = before.is_reassigning() && !after.is_reassigning();
        if !has_ended || step.asked == Asked::Reassignment {
            continue;
        }
        let without = |gone: &[NodeId]| -> BTreeSet<NodeId> {
            let stay = before.replicas.iter().filter(|one| !gone.contains(one));
            stay.copied().collect()
        };
        let replicas: BTreeSet<NodeId> = after.replicas.iter().copied().collect();
        let is_wanted = replicas == without(&before.removing_replicas);
        assert!(is_wanted, "{}: {id:?} {before:?} {after:?}", step.at);
        let added = &before.adding_replicas;
        // One that was in sync may have lost its directory in the same decision.
        let was_in_sync = |one: &NodeId| {
            before.in_sync_replicas.contains(one) || after.in_sync_replicas.contains(one)
        };
        let are_in_sync = added.iter().all(was_in_sync);
        assert!(are_in_sync, "{}: {id:?} {before:?} {after:?}", step.at);
    }
}

/// To be asked when every replica of every partition is in sync.
pub(in super::super) fn have_ended(at: &str, image: &MetadataImage) {
    let ongoing: Vec<_> = all(image).filter(|(.., one)| one.is_reassigning()).collect();
    assert!(ongoing.is_empty(), "{at}: {ongoing:?}");
    assert_eq!(image.reassigning_partitions().count(), 0, "{at}");
}
