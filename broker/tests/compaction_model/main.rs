//! Compacted logs against a naive model: random records and transactions, compactions that stop
//! half way, cuts, stops and crashes. What a consumer of committed records knows in the end is what
//! the model knows, and a record that is there is the one that was written.
//!
//! `OTTLA_SEEDS=FROM..TO` runs other seeds than the usual ones.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[path = "../log_model/disks.rs"]
mod disks;
mod model;
#[path = "../log_model/seeds.rs"]
mod seeds;
mod world;

use disks::{CrashingDisk, RealDisk, TestDisk};
use seeds::seeds;
use world::World;

fn run<D: TestDisk>(seed: u64, disk: D) {
    let mut world = World::new(seed, disk);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for _ in 0..150 {
            world.step();
        }
        world.check();
    }));
    if let Err(panic) = result {
        eprintln!("seed {seed} after: {:#?}", world.journal);
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_compacted_log_survives_crashes_with_its_last_values() {
    for seed in seeds(0..600) {
        run(seed, CrashingDisk::new());
    }
}

#[test]
fn a_compacted_log_in_real_files_keeps_its_last_values() {
    for seed in seeds(0..30) {
        run(seed, RealDisk::new());
    }
}
