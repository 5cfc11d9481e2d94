//! What was acknowledged with acks=all is in the log of whoever leads, for as long as elections are clean.

use super::world::World;
use crate::model::Offset;

pub(super) fn check(world: &mut World) {
    let newest = world.controller.newest().clone();
    let acknowledged = world.acknowledged.clone();
    let seed = world.seed;
    for broker in &mut world.brokers {
        let Some(partition) = &broker.partition else { continue };
        let leads = partition.assignment().leader == broker.node
            && newest.assignment.leader == broker.node
            && partition.assignment().leader_epoch == newest.assignment.leader_epoch
            && broker.topic_id() == newest.topic_id;
        if !leads {
            continue;
        }
        let (start, end) = (partition.log().log_start_offset(), partition.log().log_end_offset());
        let records = broker.records(end);
        for (offset, value) in acknowledged.range::<Offset, _>(start..) {
            let found = records.get(offset).map(|(_, value)| *value);
            assert_eq!(found, Some(*value), "seed {seed}: acknowledged record {offset} is gone");
        }
    }
}
