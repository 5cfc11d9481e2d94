//! Reads by offset.

use super::bench::{Batch, Bench, CLEAN, bytes, headers};
use crate::{
    model::Offset,
    storage::{
        disk::{Disk, failing::FaultyCall},
        log::{FirstBatch, LogConfig, LogError, OffsetOutOfRange, ReadEnd},
        segment::SegmentError,
    },
};

fn of(count: i32, value_bytes: usize) -> Batch {
    Batch { count, value_bytes, ..Batch::default() }
}

#[test]
fn a_read_from_the_middle_of_a_batch_returns_the_whole_batch() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(of(10, 10)).unwrap();
    bench.append(of(10, 10)).unwrap();
    let result = bench.read(15, 1);
    assert_eq!(headers(&result)[0].base_offset, Offset(10));
    assert_eq!(result.next_offset, Some(Offset(20)));
}

#[test]
fn a_read_returns_as_many_whole_batches_as_fit() {
    let mut bench = Bench::in_memory(LogConfig::default());
    for _ in 0..5 {
        bench.append(of(1, 32)).unwrap();
    }
    let size = bench.read(0, 1).bytes;
    for (max_bytes, batches) in
        [(0, 1), (size - 1, 1), (2 * size, 2), (3 * size - 1, 2), (9_999, 5)]
    {
        let result = bench.read(0, max_bytes);
        assert_eq!(headers(&result).len(), batches, "{max_bytes} bytes");
        assert_eq!(result.next_offset, Some(Offset(batches as i64)));
    }
}

#[test]
fn a_first_batch_beyond_the_limit_is_left_out_when_asked_for() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(of(1, 500)).unwrap();
    let end = bench.log.log_end_offset();
    let result = bench.log.read(Offset(0), 100, end, FirstBatch::WithinLimit).unwrap();
    assert!(result.slices.is_empty() && result.first_batch_too_large);
    assert_eq!(result.next_offset, Some(Offset(0)));
}

#[test]
fn nothing_at_or_above_the_upper_bound_is_returned() {
    let mut bench = Bench::in_memory(LogConfig::default());
    for _ in 0..3 {
        bench.append(of(2, 10)).unwrap();
    }
    let mut up_to = |from, bound| {
        let result = bench.log.read(Offset(from), 9_999, Offset(bound), FirstBatch::Whole).unwrap();
        (headers(&result).len(), result.next_offset.unwrap().0)
    };
    assert_eq!(up_to(0, 4), (2, 4));
    assert_eq!(up_to(0, 99), (3, 6));
    assert_eq!(up_to(4, 4), (0, 4));
    assert_eq!(up_to(6, 6), (0, 6));
    // A bound within a batch hides the whole batch.
    assert_eq!(up_to(0, 3), (1, 3));
}

#[test]
fn a_read_says_what_ended_it() {
    let config = LogConfig { segment_bytes: 1_000, ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    for _ in 0..3 {
        bench.append(of(1, 400)).unwrap();
    }
    let mut end = |from, max_bytes, bound| {
        let first_batch = FirstBatch::WithinLimit;
        bench.log.read(Offset(from), max_bytes, Offset(bound), first_batch).unwrap().end
    };
    assert_eq!(end(0, 100, 3), ReadEnd::Limit, "not even the first batch fits");
    assert_eq!(end(0, 500, 3), ReadEnd::Limit);
    assert_eq!(end(0, 500, 1), ReadEnd::UpperBound);
    assert_eq!(end(0, 9_999, 1), ReadEnd::UpperBound);
    assert_eq!(end(0, 9_999, 2), ReadEnd::UpperBound, "the next segment has nothing below it");
    assert_eq!(end(0, 9_999, 3), ReadEnd::Segment);
    assert_eq!(end(2, 9_999, 3), ReadEnd::UpperBound);
    assert_eq!(end(3, 9_999, 3), ReadEnd::UpperBound);
}

#[test]
fn offsets_before_the_start_and_after_the_end_are_out_of_range() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(of(10, 10)).unwrap();
    bench.log.delete_records_before(Offset(5), Offset(10)).unwrap();
    for requested in [4, 11] {
        let refused = bench.log.read(Offset(requested), 100, Offset(10), FirstBatch::Whole);
        let Err(LogError::OutOfRange(OffsetOutOfRange {
            log_start_offset, log_end_offset, ..
        })) = refused
        else {
            panic!("{requested} was read");
        };
        assert_eq!((log_start_offset, log_end_offset), (Offset(5), Offset(10)));
    }
    assert_eq!(headers(&bench.read(5, 1))[0].base_offset, Offset(0));
}

#[test]
fn a_slice_keeps_its_bytes_whatever_happens_to_the_log() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(of(1, 20_000)).unwrap();
    let result = bench.read(0, 1);
    let before = bytes(&result);
    let _ = bench.log.truncate_to(Offset(0), bench.now).unwrap();
    bench.append(Batch { fill: b'z', ..of(1, 20_000) }).unwrap();
    assert_eq!(bytes(&result), before);
    assert_ne!(bytes(&bench.read(0, 1)), before);
}

#[test]
fn the_newest_batch_is_found_without_reading_the_file() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(1_000, 100);
    for _ in 0..100 {
        let before = bench.disk.calls(FaultyCall::Read);
        let end = bench.log.log_end_offset();
        bench.append_many(1, 100);
        let result = bench.read(end.0, 1_000_000);
        // This disk reads when a slice is made; finding the batch took no read.
        assert_eq!(bench.disk.calls(FaultyCall::Read), before + 1);
        assert_eq!(headers(&result).len(), 1);
    }
}

#[test]
fn a_reader_that_goes_on_needs_few_reads_for_each_answer() {
    let config = LogConfig { segment_bytes: 1 << 20, ..LogConfig::default() };
    let mut bench = Bench::failing(config);
    bench.append_many(20_000, 100);
    let (mut next, mut answers) = (0, 0);
    let before = bench.disk.calls(FaultyCall::Read);
    while next < 20_000 {
        next = bench.read(next, 50_000).next_offset.unwrap().0;
        answers += 1;
    }
    let reads = (bench.disk.calls(FaultyCall::Read) - before) as usize;
    assert!(reads < answers * 8, "{reads} reads for {answers} answers");
}

#[test]
fn an_index_that_lies_is_noticed_and_built_again() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append_many(2_000, 100);
    bench.log.roll(bench.now).unwrap();
    bench.append_many(1, 100);
    let path = "orders-0/00000000000000000000.index";
    let right = bench.disk.read(path).unwrap();
    // Each entry names the batch after the one it should.
    let mut lies = right.to_vec();
    for entry in lies.chunks_exact_mut(8) {
        entry[3] = entry[3].wrapping_add(1);
    }
    bench.disk.open(path).unwrap().write_at(0, &[&lies]).unwrap();
    let result = bench.read(1_500, 1);
    assert_eq!(headers(&result)[0].base_offset, Offset(1_500));
    assert_eq!(bench.disk.read(path).unwrap(), right);
}

#[test]
fn a_log_that_holds_something_else_says_where() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append_many(10, 100);
    bench.log.close().unwrap();
    let file = bench.disk.open("orders-0/00000000000000000000.log").unwrap();
    let mut bench = bench.reopen(CLEAN);
    file.write_at(0, &[&[0; 200]]).unwrap();
    let end = bench.log.log_end_offset();
    let error = bench.log.read(Offset(0), 100, end, FirstBatch::Whole).unwrap_err();
    assert!(matches!(error, LogError::Segment(SegmentError::Corrupt { position: 0, .. })));
    assert!(error.to_string().contains("orders-0/00000000000000000000.log"), "{error}");
}

#[test]
fn a_log_is_small_when_idle_and_holds_few_files_open() {
    let fixed =
        size_of::<crate::storage::log::Log>() + size_of::<crate::storage::segment::Segment>();
    assert!(fixed < 1_024, "{fixed} bytes");
    let config = LogConfig { segment_bytes: 2_000, ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    bench.append_many(200, 100);
    for offset in 0..200 {
        bench.read(offset, 1_000);
        assert!(bench.log.open_files() <= 4, "{} files", bench.log.open_files());
    }
    bench.log.find_timestamp(crate::storage::log::TimestampLookup::Max).unwrap();
    assert!(bench.log.open_files() <= 4);
    bench.log.close_files();
    assert_eq!(bench.log.open_files(), 0);
    assert_eq!(bench.offsets_from(0).len(), 200);
}
