//! Clusters under faults: every rule of broker/simulation/src/cluster/invariants has to hold in each run.
//! `OTTLA_SEEDS=FROM..TO` runs other seeds than the usual ones.

use ottla_simulation::{check_cluster, run_cluster, seeds};

#[test]
fn a_cluster_keeps_its_word_whatever_fails() {
    let seeds = seeds(0..100);
    let count = seeds.end - seeds.start;
    let (mut acknowledged, mut events) = (0, 0);
    for seed in seeds {
        let report = check_cluster(seed);
        acknowledged += report.acknowledged;
        events += report.events;
    }
    println!("{count} seeds: {acknowledged} writes were acknowledged in {events} events");
    // A run in which nothing happens proves nothing.
    assert!(acknowledged > 20 * count, "{acknowledged} writes");
}

#[test]
fn the_same_seed_gives_the_same_trace_of_a_cluster() {
    for seed in seeds(0..3) {
        let (first, second) = (run_cluster(seed), run_cluster(seed));
        assert!(first.trace.lines() > 200, "{} lines", first.trace.lines());
        assert_eq!(first.trace, second.trace, "seed {seed}");
    }
}
