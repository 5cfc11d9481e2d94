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
    // A leader may hold older records than its followers, who heard of a log start that it did not.
    let logs = world.brokers.iter().map(|broker| broker.partition.as_ref().unwrap().log());
    let start = logs.map(|log| log.log_start_offset()).max().unwrap();
    let mut logs = Vec::new();
    for broker in &mut world.brokers {
        let end = broker.partition.as_ref().unwrap().log().log_end_offset();
        let mut records = broker.records(end);
        logs.push(records.split_off(&start));
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
        let end = log.log_end_offset();
        (current && partition.high_watermark() == end).then_some(end)
    });
    let Some(first) = all.next() else { return false };
    first.is_some()
        && all.all(|one| one == first)
        && newest.assignment.in_sync_replicas.len() == world.brokers.len()
}

fn describe(world: &World) -> String {
    let brokers = world.brokers.iter().map(|broker| {
        let partition = broker.partition.as_ref()?;
        let bounds = (partition.high_watermark(), partition.log().log_end_offset());
        Some((partition.assignment().clone(), bounds))
    });
    format!("{:?} {:?}", world.controller.newest(), brokers.collect::<Vec<_>>())
}
