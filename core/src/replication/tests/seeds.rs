//! Runs the model.

use super::{
    acknowledged_survives, convergence, high_watermark_rises::Seen, in_sync_replicas, one_value,
    world::World,
};

const SEEDS: u64 = 2_000;
const STEPS: usize = 1_000;

fn run(seed: u64) -> usize {
    let mut world = World::new(seed);
    let mut seen = Seen::default();
    for step in 0..STEPS {
        world.step();
        seen.check(&world);
        in_sync_replicas::check(&world);
        if step % 20 == 0 {
            acknowledged_survives::check(&mut world);
            one_value::check(&mut world);
        }
    }
    convergence::check(&mut world);
    seen.check(&world);
    acknowledged_survives::check(&mut world);
    one_value::check(&mut world);
    world.acknowledged_ever
}

#[test]
fn replicas_keep_what_they_acknowledged_and_become_alike() {
    let seeds = std::env::var("OTTLA_SEEDS").ok().and_then(|text| {
        let (from, to) = text.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    });
    let seeds: std::ops::Range<u64> = seeds.unwrap_or(0..SEEDS);
    let count = seeds.end - seeds.start;
    let acknowledged: usize = seeds.map(run).sum();
    assert!(acknowledged as u64 > count * 5, "the model has to acknowledge: {acknowledged}");
}
