//! Finding offsets by time.

use super::bench::{Batch, Bench, CLEAN, START};
use crate::{
    model::{Offset, Timestamp},
    protocol::records::TimestampType,
    storage::log::{LogConfig, TimestampLookup},
};

fn find(bench: &mut Bench, time: i64) -> Option<i64> {
    let lookup = TimestampLookup::AtLeast(Timestamp(START + time));
    let found = bench.log.find_timestamp(lookup).unwrap();
    found.map(|batch| batch.header.base_offset.0)
}

#[test]
fn the_first_batch_that_reaches_a_time_is_found_across_segments() {
    let config =
        LogConfig { segment_bytes: 1_000, index_interval_bytes: 200, ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    // Times go up by ten, with one batch far ahead.
    for number in 0..100 {
        let time = if number == 30 { 5_000 } else { number * 10 };
        bench.append(Batch { value_bytes: 50, time, ..Batch::default() }).unwrap();
    }
    for bench in [&mut bench.reopen_after_close(), &mut bench] {
        assert_eq!(find(bench, -1_000), Some(0));
        assert_eq!(find(bench, 95), Some(10));
        assert_eq!(find(bench, 290), Some(29));
        assert_eq!(find(bench, 291), Some(30));
        assert_eq!(find(bench, 4_000), Some(30));
        assert_eq!(find(bench, 5_001), None);
        let max = bench.log.find_timestamp(TimestampLookup::Max).unwrap().unwrap();
        assert_eq!(max.by_header(), Some((Offset(30), Timestamp(START + 5_000))));
    }
}

#[test]
fn records_before_the_log_start_do_not_count() {
    let mut bench = Bench::in_memory(LogConfig::default());
    for time in [900, 100, 200] {
        bench.append(Batch { time, ..Batch::default() }).unwrap();
    }
    bench.log.delete_records_before(Offset(1), Offset(3)).unwrap();
    assert_eq!(find(&mut bench, 100), Some(1));
    assert_eq!(find(&mut bench, 500), None);
    let max = bench.log.find_timestamp(TimestampLookup::Max).unwrap().unwrap();
    assert_eq!(max.header.base_offset, Offset(2));
}

#[test]
fn append_time_names_the_first_record_without_reading_it() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let timestamp_type = TimestampType::LogAppendTime;
    bench.append(Batch { count: 5, time: 100, timestamp_type, ..Batch::default() }).unwrap();
    bench.append(Batch { count: 5, time: 100, ..Batch::default() }).unwrap();
    let lookup = TimestampLookup::AtLeast(Timestamp(START + 100));
    let found = bench.log.find_timestamp(lookup).unwrap().unwrap();
    assert_eq!(found.by_header().unwrap().0, Offset(0));
    let lookup = TimestampLookup::AtLeast(Timestamp(START + 104));
    let found = bench.log.find_timestamp(lookup).unwrap().unwrap();
    assert_eq!(found.by_header().map(|found| found.0), Some(Offset(0)));
}

#[test]
fn an_empty_log_has_no_time() {
    let mut bench = Bench::in_memory(LogConfig::default());
    assert_eq!(find(&mut bench, 0), None);
    assert!(bench.log.find_timestamp(TimestampLookup::Max).unwrap().is_none());
}

impl Bench {
    fn reopen_after_close(&mut self) -> Self {
        self.log.close().unwrap();
        self.reopen(CLEAN)
    }
}
