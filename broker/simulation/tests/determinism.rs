//! A run is its seed: the same one gives the same trace, line by line. Otherwise a failure could not be run again.

use ottla_simulation::{Durability, Scenario, Workload, run, seeds};

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in seeds(0..2) {
        for workload in [Workload::Numbers, Workload::Transfers, Workload::LateEnds] {
            for durability in [Durability::PageCache, Durability::Device] {
                let scenario = Scenario { workload, durability };
                let (first, second) = (run(scenario, seed), run(scenario, seed));
                assert!(first.trace.lines() > 100, "{} lines", first.trace.lines());
                assert_eq!(first.trace, second.trace, "seed {seed} of {scenario:?}");
            }
        }
    }
}

#[test]
fn another_seed_gives_another_trace() {
    let scenario = Scenario { workload: Workload::Numbers, durability: Durability::PageCache };
    assert_ne!(run(scenario, 1).trace, run(scenario, 2).trace);
}
