//! Logs against a naive model: random appends, reads, rolls, syncs, cuts, retention, stops and
//! crashes. Every record that was synced survives, every offset keeps its value, and what a log
//! says of timestamps, epochs and producers is what its batches say.
//!
//! `OTTLA_SEEDS=FROM..TO` runs other seeds than the usual ones.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod batches;
mod disks;
mod model;
mod seeds;
mod world;

use disks::{CrashingDisk, RealDisk, TestDisk};
use ottla_core::storage::disk::MemoryDisk;
use seeds::seeds;
use world::World;

fn run<D: TestDisk>(seed: u64, disk: D) {
    let mut world = World::new(seed, disk);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for _ in 0..120 {
            world.step();
        }
        world.check_everything();
    }));
    if let Err(panic) = result {
        eprintln!("seed {seed} after: {:#?}", world.journal);
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_log_in_memory_is_what_the_model_says() {
    for seed in seeds(0..150) {
        run(seed, disks::Stopping::new(MemoryDisk::new()));
    }
}

#[test]
fn a_log_survives_crashes_with_what_was_synced() {
    for seed in seeds(0..600) {
        run(seed, CrashingDisk::new());
    }
}

#[test]
fn a_log_in_real_files_is_what_the_model_says() {
    for seed in seeds(0..40) {
        run(seed, RealDisk::new());
    }
}
