//! Deleting old segments.

use std::time::Duration;

use super::bench::{Batch, Bench, CLEAN};
use crate::{
    model::Offset,
    storage::{disk::Disk, log::LogConfig},
};

fn ten_segments(config: LogConfig) -> Bench {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 200, ..config });
    for time in 0..10 {
        bench.append(Batch { value_bytes: 100, time: time * 100, ..Batch::default() }).unwrap();
    }
    assert_eq!(bench.log.segment_count(), 10);
    bench
}

#[test]
fn segments_beyond_the_size_go_in_two_steps() {
    let mut bench = ten_segments(LogConfig { retention_bytes: Some(600), ..LogConfig::default() });
    let size = bench.log.size() / 10;
    let deletion = bench.log.apply_retention(Offset(10), bench.now).unwrap().unwrap();
    let left = (600 / size + 1) as usize;
    assert_eq!(bench.log.segment_count(), left);
    assert_eq!(bench.log.log_start_offset(), Offset(10 - left as i64));
    assert!(bench.files().contains(&"00000000000000000000.log.deleted".to_owned()));
    assert_eq!(deletion.due().since(bench.now.monotonic), Duration::from_secs(60));
    deletion.run().unwrap();
    assert!(!bench.files().iter().any(|name| name.ends_with(".deleted")));
    assert!(bench.log.apply_retention(Offset(10), bench.now).unwrap().is_none());
}

#[test]
fn old_segments_go_by_their_youngest_record_and_the_active_one_too() {
    let config =
        LogConfig { retention_time: Some(Duration::from_millis(500)), ..LogConfig::default() };
    let mut bench = ten_segments(config);
    bench.wait(1_000);
    let _ = bench.log.apply_retention(Offset(10), bench.now).unwrap().unwrap();
    assert_eq!(bench.log.log_start_offset(), Offset(5));
    bench.wait(1_000);
    let _ = bench.log.apply_retention(Offset(10), bench.now).unwrap().unwrap();
    assert_eq!(bench.log.log_start_offset(), Offset(10));
    assert_eq!((bench.log.segment_count(), bench.log.size()), (1, 0));
    let appended = bench.append(Batch::default()).unwrap();
    assert_eq!(appended.base_offset, Offset(10));
}

#[test]
fn nothing_above_the_high_watermark_goes() {
    let mut bench = ten_segments(LogConfig { retention_bytes: Some(0), ..LogConfig::default() });
    let _ = bench.log.apply_retention(Offset(4), bench.now).unwrap().unwrap();
    assert_eq!(bench.log.log_start_offset(), Offset(4));
}

#[test]
fn deleted_records_are_hidden_at_once_and_their_segments_go_later() {
    let mut bench = ten_segments(LogConfig { retention_time: None, ..LogConfig::default() });
    assert!(bench.log.delete_records_before(Offset(8), Offset(7)).is_err());
    bench.log.delete_records_before(Offset(7), Offset(10)).unwrap();
    assert_eq!(bench.log.log_start_offset(), Offset(7));
    assert_eq!(bench.log.segment_count(), 10);
    let _ = bench.log.apply_retention(Offset(10), bench.now).unwrap().unwrap();
    assert_eq!(bench.log.segment_count(), 3);
    assert_eq!(bench.log.leader_epochs().entries()[0].start_offset, Offset(7));
}

#[test]
fn files_that_wait_for_deletion_go_at_the_next_start() {
    let mut bench = ten_segments(LogConfig { retention_bytes: Some(0), ..LogConfig::default() });
    let _ = bench.log.apply_retention(Offset(5), bench.now).unwrap();
    bench.log.close().unwrap();
    let again = bench.reopen(CLEAN);
    assert!(!again.files().iter().any(|name| name.ends_with(".deleted")));
    assert_eq!(again.log.log_start_offset(), Offset(5));
}

#[test]
fn a_deleted_log_leaves_its_name_at_once() {
    let mut bench = ten_segments(LogConfig::default());
    let deletion = bench.log.delete(crate::model::Uuid([7; 16]), bench.now).unwrap();
    let names: Vec<String> =
        bench.disk.list("").unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["orders-0.07070707070707070707070707070707-delete"]);
    deletion.run().unwrap();
    assert!(bench.disk.list("").unwrap().is_empty());
}
