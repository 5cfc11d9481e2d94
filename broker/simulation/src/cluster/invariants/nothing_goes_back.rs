//! While a node runs, the epochs and high watermarks of its replicas never go back, nor does what it has applied of
//! the metadata.

use std::{collections::BTreeMap, sync::Arc};

use ottla_broker::engine::PartitionHandle;
use ottla_core::model::{LeaderEpoch, Offset, TopicIdPartition};

use super::{Sight, violation};
use crate::invariants::Violation;

const RULE: &str = "nothing_goes_back";

#[derive(Default)]
pub(super) struct Progress {
    /// By machine and run.
    metadata: BTreeMap<(usize, u64), Option<Offset>>,
    /// A replica that was moved away and comes again is another one.
    replicas: BTreeMap<(usize, u64, TopicIdPartition), (Arc<PartitionHandle>, State)>,
}

#[derive(Clone, Copy, Debug)]
struct State {
    leader_epoch: LeaderEpoch,
    partition_epoch: i32,
    high_watermark: Offset,
}

impl Progress {
    pub(super) fn look(&mut self, sight: &Sight<'_>) -> Vec<Violation> {
        let mut found = Vec::new();
        let run = (sight.machine, sight.start);
        let applied = sight.view.image.end_offset;
        let before = self.metadata.insert(run, applied);
        if before.is_some_and(|before| before > applied) {
            let what = format!("node {} had {before:?}, and has {applied:?}", sight.id);
            found.push(violation(RULE, what));
        }
        for handle in sight.view.topics().flat_map(|topic| topic.replicas()) {
            let partition = handle.lock();
            let assignment = partition.assignment();
            let state = State {
                leader_epoch: assignment.leader_epoch,
                partition_epoch: assignment.partition_epoch,
                high_watermark: partition.high_watermark(),
            };
            let key = (sight.machine, sight.start, handle.id);
            let earlier = self.replicas.insert(key, (handle.clone(), state));
            let same = earlier.filter(|(earlier, _)| Arc::ptr_eq(earlier, handle));
            let Some((_, before)) = same else { continue };
            if before.leader_epoch > state.leader_epoch
                || before.partition_epoch > state.partition_epoch
                || before.high_watermark > state.high_watermark
            {
                let name = partition.name();
                let what = format!("{name} of node {}: {before:?}, then {state:?}", sight.id);
                found.push(violation(RULE, what));
            }
        }
        found
    }
}
