//! Clusters under faults: every rule of broker/simulation/src/cluster/invariants has to hold in each run.
//! `OTTLA_SEEDS=FROM..TO` runs other seeds than the usual ones; of a single one the end of its trace is printed.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use ottla_simulation::{Deeds, Marks, check_cluster, run_cluster, seeds};

/// Of so many seeds some have each of the clients that are shipped.
const SEEDS_SOME: u64 = 50;
/// Of so many seeds some have everything that may go wrong.
const SEEDS_ENOUGH: u64 = 1_000;

/// Says which seed it was that could not go on.
struct Running(u64);

impl Drop for Running {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("seed {} has failed: OTTLA_SEEDS={}..{}", self.0, self.0, self.0 + 1);
        }
    }
}

#[test]
fn a_cluster_keeps_its_word_whatever_fails() {
    let seeds = seeds(0..100);
    let count = seeds.end - seeds.start;
    let (next, acknowledged) = (AtomicU64::new(seeds.start), AtomicU64::new(0));
    let marks = Mutex::new(Marks::default());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let _running = Running(seed);
                    let report = check_cluster(seed);
                    acknowledged.fetch_add(report.acknowledged, Ordering::Relaxed);
                    marks.lock().unwrap().add(report.marks);
                    if count == 1 {
                        report.trace.end().for_each(|line| println!("{line}"));
                    }
                }
            });
        }
    });
    let acknowledged = acknowledged.into_inner();
    let marks = marks.into_inner().unwrap();
    println!("{count} seeds: {acknowledged} writes were acknowledged, {marks:?}");
    // A run in which nothing happens proves nothing.
    assert!(acknowledged > 20 * count, "{acknowledged} writes");
    let Marks {
        unheard,
        halts,
        offline,
        failed_starts,
        voter_changes,
        old_proposals,
        old_fetches,
        shipped,
    } = marks;
    // Each is what two ninths of the seeds have, and one ninth all of them.
    let Deeds { writes, commits, transfers, moves } = shipped;
    let done = [writes, commits, transfers, moves];
    assert!(count < SEEDS_SOME || done.iter().all(|times| *times > count), "{shipped:?}");
    let each = [unheard, halts, offline, failed_starts, voter_changes, old_proposals, old_fetches];
    assert!(count < SEEDS_ENOUGH || each.iter().all(|times| *times > 0), "{marks:?}");
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    let seeds = seeds(18..25);
    let (count, mut shipped) = (seeds.end - seeds.start, Deeds::default());
    for seed in seeds {
        let (first, second) = (run_cluster(seed), run_cluster(seed));
        assert!(first.trace.lines() > 200, "{} lines", first.trace.lines());
        assert_eq!(first.trace, second.trace, "seed {seed}");
        shipped.add(first.marks.shipped);
    }
    // Those that are usual have each of the clients.
    let Deeds { writes, commits, transfers, moves } = shipped;
    let each = [writes, commits, transfers, moves];
    assert!(count < 7 || each.iter().all(|times| *times > 0), "{shipped:?}");
}
