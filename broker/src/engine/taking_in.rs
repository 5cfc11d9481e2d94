//! What the quorum has committed, on its way to the node. It is queued under the controller's lock and applied outside of
//! it: partitions that are opened take their time, and the controller has others to answer meanwhile.

use std::{
    collections::VecDeque,
    sync::atomic::{AtomicBool, Ordering},
};

use ottla_core::model::Now;
use parking_lot::Mutex;

use super::{
    control::Change,
    effects::{Effects, Work},
    node::Node,
};

/// Changes that are committed and not applied yet, in their order.
#[derive(Default)]
pub(super) struct Committed {
    changes: Mutex<VecDeque<Change>>,
    /// Held by whoever applies one.
    pub(super) applying: Mutex<()>,
    /// Whether the blocking pool is to apply what is there, or does.
    is_in_background: AtomicBool,
}

impl Node {
    /// Queues a change. Called in the order of the changes, with the controller's lock.
    pub(super) fn has_committed(&self, change: Change) {
        self.committed.changes.lock().push_back(change);
    }

    /// Applies what was committed, or leaves that to whoever is at it. Called without the controller's lock.
    pub(super) fn take_in_committed(&self, now: Now, effects: &mut Effects) {
        let committed = &self.committed;
        loop {
            let changes = committed.changes.lock();
            let Some(next) = changes.front() else { return };
            // Read and set while the changes are held: so none is left behind.
            if committed.is_in_background.load(Ordering::Acquire) {
                return;
            }
            if self.partitions_touched(next) > self.settings.partitions_at_once {
                committed.is_in_background.store(true, Ordering::Release);
                effects.work.push(Work::TakeInCommitted);
                return;
            }
            drop(changes);
            // Whoever holds it looks again when it has given it back.
            let Some(_applying) = committed.applying.try_lock() else { return };
            self.apply_next(now, effects);
        }
    }

    /// The same on the blocking pool, until nothing is left.
    pub(super) fn take_in_all_committed(&self, now: Now, effects: &mut Effects) {
        let committed = &self.committed;
        loop {
            let applying = committed.applying.lock();
            self.apply_next(now, effects);
            drop(applying);
            let changes = committed.changes.lock();
            if changes.is_empty() {
                committed.is_in_background.store(false, Ordering::Release);
                return;
            }
        }
    }

    fn apply_next(&self, now: Now, effects: &mut Effects) {
        // A node that ends opens nothing any more.
        if self.stopped.load(Ordering::Acquire) {
            return self.committed.changes.lock().clear();
        }
        let change = self.committed.changes.lock().pop_front();
        if let Some(change) = change {
            self.apply(&change.image, &change.delta, now, effects);
        }
    }

    fn partitions_touched(&self, change: &Change) -> usize {
        if !self.has_partitions.load(Ordering::Acquire) {
            return change.image.partition_count;
        }
        let view = self.view.load();
        let removed = change.delta.removed_topics.iter();
        let removed = removed.filter_map(|topic| view.topics.get(&topic.id));
        let removed: usize = removed.map(|topic| topic.partitions.len()).sum();
        change.delta.partitions.len() + removed
    }
}
