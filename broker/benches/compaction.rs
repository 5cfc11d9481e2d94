//! Compaction of 1 GiB of records with values of 1 KiB, half of them superseded, beside a bare copy of
//! the same files: `cargo bench -p ottla-broker --bench compaction [-- DIRECTORY]`.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::{
    env, fs,
    fs::File,
    io::{Read, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use ottla_broker::disk::FileDisk;
use ottla_core::{
    model::{LeaderEpoch, Moment, Now, Offset, Rng, Timestamp, config::CleanupPolicy},
    protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    storage::{
        compaction::{Compaction, CompactionProgress},
        disk::Disk,
        log::{AppendOrigin, LeaderBatch, Log, LogConfig, OpenMode},
    },
};

const NOW: Now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(1_700_000_000_000) };
const TOTAL_BYTES: u64 = 1 << 30;
const VALUE_BYTES: usize = 1_024;
const RECORDS_PER_BATCH: u64 = 16;
const MAP_BYTES: usize = 128 << 20;
/// As the broker's steps.
const STEP_BYTES: u64 = 8 << 20;
const ROUNDS: usize = 3;

fn main() {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = given.unwrap_or_else(|| env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(parent).unwrap();
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let disk: Arc<dyn Disk> = Arc::new(FileDisk::open(root.path()).unwrap());
        let mut log = filled(&disk);
        let bytes = log.size();
        let copying = copy(&root.path().join("compact-0"), &root.path().join("copy"));
        let begin = Instant::now();
        let left = compact(&mut log);
        let compacting = begin.elapsed();
        let rate = |took: Duration| bytes as f64 / took.as_secs_f64() / 1e6;
        println!(
            "{} MB, {} MB left: copy {:.0} MB/s, compaction {:.0} MB/s, ratio {:.2} (target: over \
             200 MB/s, or 0.50)",
            bytes / 1_000_000,
            left / 1_000_000,
            rate(copying),
            rate(compacting),
            rate(compacting) / rate(copying),
        );
        ratios.push(rate(compacting) / rate(copying));
        drop(log);
        disk.remove_dir_all("compact-0").unwrap();
        fs::remove_dir_all(root.path().join("copy")).unwrap();
    }
    ratios.sort_by(f64::total_cmp);
    println!("median ratio {:.2}", ratios[ROUNDS / 2]);
}

/// A log whose second half writes the keys of the first half again, closed and synced.
fn filled(disk: &Arc<dyn Disk>) -> Log {
    let config = LogConfig {
        cleanup_policy: CleanupPolicy::Compact,
        segment_bytes: 128 << 20,
        ..LogConfig::default()
    };
    let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
    let rng = Rng::from_seed(1);
    let mut log =
        Log::open(Arc::clone(disk), "compact-0", Arc::new(config), mode, rng, NOW).unwrap().0;
    let batches = TOTAL_BYTES / (VALUE_BYTES as u64 + 40) / RECORDS_PER_BATCH;
    let mut value = vec![0; VALUE_BYTES];
    for batch in 0..batches {
        let mut builder = BatchBuilder::default();
        for record in 0..RECORDS_PER_BATCH {
            let number = (batch % (batches / 2)) * RECORDS_PER_BATCH + record;
            let key = format!("customer-{number:010}");
            value[..8].copy_from_slice(&batch.to_le_bytes());
            let (key, value) = (Some(key.as_bytes()), Some(value.as_slice()));
            builder.append(NewRecord { timestamp: NOW.wall, key, value, headers: [] }).unwrap();
        }
        let bytes = builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        log.append_as_leader(&[batch], LeaderEpoch(0), AppendOrigin::Client, NOW).unwrap();
    }
    log.replicated(log.log_end_offset());
    log.roll(NOW).unwrap();
    let job = log.prepare_sync().unwrap().unwrap();
    log.synced(job.run().unwrap());
    log
}

fn compact(log: &mut Log) -> u64 {
    let plan = log.plan_compaction(log.log_end_offset(), NOW).unwrap().expect("it is dirty");
    let mut compaction = Compaction::begin(plan, MAP_BYTES, &mut Rng::from_seed(7));
    let mut codecs = Codecs::new();
    loop {
        match compaction.step(STEP_BYTES, &mut codecs).unwrap().progress {
            CompactionProgress::More => {}
            CompactionProgress::Replace(cleaned) => {
                log.take_compacted(*cleaned, NOW).unwrap();
            }
            CompactionProgress::Done(report) => return report.bytes_after,
        }
    }
}

/// Copies every file of a folder, and syncs each as compaction does.
fn copy(from: &Path, to: &Path) -> Duration {
    fs::create_dir(to).unwrap();
    let begin = Instant::now();
    let mut buffer = vec![0; 1 << 20];
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let mut source = File::open(entry.path()).unwrap();
        let mut target = File::create(to.join(entry.file_name())).unwrap();
        loop {
            let count = source.read(&mut buffer).unwrap();
            if count == 0 {
                break;
            }
            target.write_all(&buffer[..count]).unwrap();
        }
        target.sync_data().unwrap();
    }
    begin.elapsed()
}
