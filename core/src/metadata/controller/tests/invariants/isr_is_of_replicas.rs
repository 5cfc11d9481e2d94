//! The ISR is made of replicas, and so are those that a reassignment adds and takes away. Only with eligible leader
//! replicas it may be empty.

use std::collections::BTreeSet;

use super::{Step, all};
use crate::metadata::FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION;

pub(super) fn check(step: &Step<'_>) {
    let has_elr = step.after.features.contains_key(FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION);
    for (_, id, one) in all(step.after) {
        let at = &step.at;
        let replicas: BTreeSet<_> = one.replicas.iter().collect();
        assert_eq!(replicas.len(), one.replicas.len(), "{at}: {id:?} {one:?}");
        assert_eq!(one.directories.len(), one.replicas.len(), "{at}: {id:?} {one:?}");
        for some in [&one.in_sync_replicas, &one.adding_replicas, &one.removing_replicas] {
            let distinct: BTreeSet<_> = some.iter().collect();
            assert_eq!(distinct.len(), some.len(), "{at}: {id:?} {one:?}");
            assert!(distinct.is_subset(&replicas), "{at}: {id:?} {one:?}");
        }
        assert!(has_elr || !one.in_sync_replicas.is_empty(), "{at}: {id:?} {one:?}");
    }
}
