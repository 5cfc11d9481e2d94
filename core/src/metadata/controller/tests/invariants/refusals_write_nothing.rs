//! A request that is refused has no records.

use super::Step;

pub(super) fn check(step: &Step<'_>) {
    assert!(!step.refused || step.records.is_empty(), "{}: {:?}", step.at, step.records);
}
