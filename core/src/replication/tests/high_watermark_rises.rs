//! The high watermark of a leader never goes back within an epoch.

use std::collections::BTreeMap;

use super::world::World;
use crate::model::{LeaderEpoch, NodeId, Offset, Uuid};

#[derive(Default)]
pub(super) struct Seen(BTreeMap<(Uuid, NodeId, LeaderEpoch), Offset>);

impl Seen {
    pub(super) fn check(&mut self, world: &World) {
        for broker in &world.brokers {
            let Some(partition) = &broker.partition else { continue };
            if partition.assignment().leader != broker.node {
                continue;
            }
            let key = (broker.topic_id(), broker.node, partition.assignment().leader_epoch);
            let seen = self.0.entry(key).or_insert(Offset::ZERO);
            let now = partition.high_watermark();
            assert!(now >= *seen, "seed {}: {now} after {seen} on {}", world.seed, broker.node);
            *seen = now;
            assert!(now <= partition.log().log_end_offset(), "seed {}", world.seed);
        }
    }
}
