//! Once nothing fails any more, all replicas are in sync and alike before long.

use super::world::World;

const STEPS_MAX: usize = 20_000;

pub(super) fn check(world: &mut World) {
    world.heal();
    for _ in 0..STEPS_MAX {
        world.step();
        if is_converged(world) {
            break;
        }
    }
    assert!(is_converged(world), "seed {}: {}", world.seed, describe(world));
    let mut logs = Vec::new();
    for broker in &mut world.brokers {
        let end = broker.partition.as_ref().unwrap().log().log_end_offset();
        logs.push(broker.records(end));
    }
    assert!(logs.windows(2).all(|two| two[0] == two[1]), "seed {}: {logs:?}", world.seed);
}

fn is_converged(world: &World) -> bool {
    let newest = world.controller.newest();
    let mut all = world.brokers.iter().map(|broker| {
        let partition = broker.partition.as_ref()?;
        let log = partition.log();
        let current =
            broker.topic_id() == newest.topic_id && *partition.assignment() == newest.assignment;
        let bounds = (log.log_start_offset(), log.log_end_offset());
        (current && partition.high_watermark() == bounds.1).then_some(bounds)
    });
    let Some(first) = all.next() else { return false };
    first.is_some()
        && all.all(|one| one == first)
        && newest.assignment.in_sync_replicas.len() == world.brokers.len()
}

fn describe(world: &World) -> String {
    let brokers = world.brokers.iter().map(|broker| {
        let partition = broker.partition.as_ref();
        partition
            .map(|one| (one.assignment().clone(), one.high_watermark(), one.log().log_end_offset()))
    });
    format!("{:?} {:?}", world.controller.newest(), brokers.collect::<Vec<_>>())
}
