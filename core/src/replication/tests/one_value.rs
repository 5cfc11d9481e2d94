//! One offset has one value on all replicas, below their high watermarks, unless an unclean election gave
//! up what was committed.

use std::collections::BTreeMap;

use super::world::World;
use crate::model::LeaderEpoch;

pub(super) fn check(world: &mut World) {
    let seed = world.seed;
    if world.controller.unclean_epoch > LeaderEpoch(0) {
        return;
    }
    let topic = world.controller.topic_id();
    let mut committed = BTreeMap::new();
    for broker in world.brokers.iter_mut().filter(|broker| broker.topic_id() == topic) {
        let Some(partition) = &broker.partition else { continue };
        let high_watermark = partition.high_watermark();
        let node = broker.node;
        for (offset, found) in broker.records(high_watermark) {
            let (first, value) = *committed.entry(offset).or_insert((node, found));
            assert_eq!(value, found, "seed {seed}: offset {offset} on {first} and {node}");
        }
    }
}
