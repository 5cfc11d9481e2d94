//! A leader is in the ISR, serves, and has the directory with its replica; or there is none.

use super::{Step, all};

pub(super) fn check(step: &Step<'_>) {
    for (_, id, one) in all(step.after).filter(|(.., one)| one.has_leader()) {
        let at = &step.at;
        assert!(one.in_sync_replicas.contains(&one.leader), "{at}: {id:?} {one:?}");
        let broker = step.after.brokers.get(&one.leader);
        assert!(broker.is_some_and(|broker| broker.is_active()), "{at}: {id:?} {one:?}");
        let holds = broker.is_some_and(|broker| broker.holds(one.directory_of(one.leader)));
        assert!(holds, "{at}: {id:?} {one:?} on {broker:?}");
    }
}
