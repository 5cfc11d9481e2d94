//! When segments close.

use std::{sync::Arc, time::Duration};

use super::bench::{Batch, Bench, DIRECTORY, now_at};
use crate::{
    model::{Offset, Rng},
    storage::{
        disk::{Disk, MemoryDisk},
        log::{Log, LogConfig},
    },
};

#[test]
fn a_segment_rolls_before_it_grows_beyond_its_size() {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 1_000, ..LogConfig::default() });
    bench.append_many(30, 100);
    for entry in bench.disk.list(DIRECTORY).unwrap() {
        if let crate::storage::disk::EntryKind::File { length } = entry.kind {
            assert!(length <= 1_000, "{entry:?}");
        }
    }
    assert!(bench.log.segment_count() > 4);
    assert_eq!(bench.offsets_from(0).len(), 30);
}

#[test]
fn a_segment_rolls_when_a_record_comes_that_is_younger_by_segment_ms() {
    let config = LogConfig { segment_ms: Duration::from_millis(500), ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    for (time, segments) in [(0, 1), (500, 1), (501, 2), (400, 2), (1_002, 3)] {
        bench.append(Batch { time, ..Batch::default() }).unwrap();
        assert_eq!(bench.log.segment_count(), segments, "at {time}");
    }
}

#[test]
fn jitter_spreads_the_rolls_of_partitions() {
    let config = LogConfig {
        segment_ms: Duration::from_millis(1_000),
        segment_jitter: Duration::from_millis(1_000),
        ..LogConfig::default()
    };
    let rolled = (0..100)
        .filter(|seed| {
            let disk = Arc::new(MemoryDisk::new());
            let mut bench = Bench::open(disk, config.clone(), super::bench::CLEAN, now_at(0));
            let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
            let (rng, config) = (Rng::from_seed(*seed), Arc::new(config.clone()));
            bench.log =
                Log::open(disk, DIRECTORY, config, super::bench::CLEAN, rng, now_at(0)).unwrap().0;
            for time in [0, 500] {
                bench.append(Batch { time, ..Batch::default() }).unwrap();
            }
            bench.log.segment_count() == 2
        })
        .count();
    assert!((30..70).contains(&rolled), "{rolled} of 100 rolled at half the time");
}

#[test]
fn a_segment_rolls_when_an_index_is_full() {
    let config =
        LogConfig { segment_index_bytes: 80, index_interval_bytes: 0, ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    bench.append_many(100, 100);
    assert!(bench.log.segment_count() >= 9, "{}", bench.log.segment_count());
    bench.log.close().unwrap();
    for entry in bench.disk.list(DIRECTORY).unwrap() {
        if let (true, crate::storage::disk::EntryKind::File { length }) =
            (entry.name.ends_with("index"), entry.kind)
        {
            assert!(length <= 80, "{entry:?}");
        }
    }
}

#[test]
fn a_roll_on_demand_leaves_an_empty_segment_alone() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.log.roll(bench.now).unwrap();
    assert_eq!(bench.log.segment_count(), 1);
    bench.append_many(3, 10);
    bench.log.roll(bench.now).unwrap();
    bench.log.roll(bench.now).unwrap();
    assert_eq!(bench.log.segment_count(), 2);
    assert_eq!(bench.log.log_end_offset(), Offset(3));
    assert!(bench.files().contains(&"00000000000000000003.snapshot".to_owned()));
}
