//! Who does not serve is not in sync, but for the last one of an ISR that nobody leads.

use super::{Step, all};

pub(super) fn check(step: &Step<'_>) {
    for (_, id, one) in all(step.after) {
        let is_active = |id| step.after.brokers.get(id).is_some_and(|one| one.is_active());
        let is_last = one.in_sync_replicas.len() == 1 && !one.has_leader();
        let are_active = one.in_sync_replicas.iter().all(is_active);
        assert!(is_last || are_active, "{}: {id:?} {one:?}", step.at);
    }
}
