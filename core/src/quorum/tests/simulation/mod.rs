//! Quorums of one to seven voters and some observers in one thread, from a seed: messages are lost,
//! doubled, delayed and reordered, links break (also one way), nodes pause, crash and lose what
//! was not synced, the quorum is upgraded and its voters change. Invariants hold at every step; after healing all agree within bounded time.

mod invariants;
mod world;

pub(super) use world::serve;
use world::{Reached, World};

fn seeds() -> std::ops::Range<u64> {
    let text = std::env::var("OTTLA_SEEDS").unwrap_or_else(|_| "0..60".to_owned());
    let (from, to) = text.split_once("..").expect("OTTLA_SEEDS is FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

#[test]
fn quorums_survive_faults_and_converge_after_healing() {
    let mut reached = Reached::default();
    for seed in seeds() {
        let mut world = World::new(seed);
        world.run(2_500);
        world.heal();
        world.add_reached(&mut reached);
    }
    println!("{reached:?}");
    assert!(reached.leaders > 0 && reached.acknowledged > 0, "nothing happened: {reached:?}");
    let changed = reached.upgraded > 0 && reached.removed > 0 && reached.added > 0;
    assert!(changed, "voters do not change: {reached:?}");
    assert!(reached.truncated > 0 && reached.snapshots > 0, "faults too mild: {reached:?}");
}

#[test]
fn a_trace_replays_from_its_seed() {
    for seed in 0..3 {
        let trace = |seed| {
            let mut world = World::new(seed);
            world.run(500);
            world.trace
        };
        assert_eq!(trace(seed), trace(seed));
    }
}
