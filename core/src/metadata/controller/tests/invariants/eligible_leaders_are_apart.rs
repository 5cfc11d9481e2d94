//! Eligible leader replicas are replicas outside of the ISR, and there are none without their feature.

use super::{Step, all};
use crate::metadata::FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION;

pub(super) fn check(step: &Step<'_>) {
    let has_elr = step.after.features.contains_key(FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION);
    for (_, id, one) in all(step.after) {
        let at = &step.at;
        for eligible in &one.eligible_leader_replicas {
            assert!(has_elr, "{at}: {id:?} {one:?}");
            assert!(one.replicas.contains(eligible), "{at}: {id:?} {one:?}");
            assert!(!one.in_sync_replicas.contains(eligible), "{at}: {id:?} {one:?}");
        }
    }
}
