//! Syncs, and when they are due.

use std::time::Duration;

use super::bench::{Batch, Bench, CLEAN, unclean};
use crate::{
    model::Offset,
    storage::{
        disk::failing::{Fault, FaultKind, FaultyCall, Unsynced},
        log::LogConfig,
    },
};

#[test]
fn what_was_synced_survives_and_the_recovery_point_says_so() {
    let mut bench = Bench::failing(LogConfig { segment_bytes: 500, ..LogConfig::default() });
    bench.append_many(10, 100);
    bench.sync();
    assert_eq!(bench.log.recovery_point(), Offset(10));
    bench.append_many(5, 100);
    let disk = bench.disk.crash(Unsynced::Lose);
    let config = LogConfig::clone(bench.log.config());
    let mut after = Bench::open(disk.into(), config, unclean(10), bench.now);
    assert_eq!(after.log.log_end_offset(), Offset(10));
    assert_eq!(after.offsets_from(0).len(), 10);
    assert_eq!(after.report.verified_bytes, 0);
}

#[test]
fn appends_go_on_while_a_job_is_out_and_wait_for_the_next_one() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(3, 10);
    let job = bench.log.prepare_sync().unwrap().unwrap();
    bench.append_many(2, 10);
    assert!(bench.log.prepare_sync().unwrap().is_none());
    let synced = job.run().unwrap();
    bench.log.synced(synced);
    assert_eq!(bench.log.recovery_point(), Offset(3));
    bench.sync();
    assert_eq!(bench.log.recovery_point(), Offset(5));
    assert!(bench.log.prepare_sync().unwrap().is_none());
}

#[test]
fn a_cut_while_a_job_is_out_holds_the_recovery_point_back() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(5, 10);
    let job = bench.log.prepare_sync().unwrap().unwrap();
    let _ = bench.log.truncate_to(Offset(2), bench.now).unwrap();
    bench.append_many(5, 20);
    let synced = job.run().unwrap();
    bench.log.synced(synced);
    assert_eq!(bench.log.recovery_point(), Offset(2));
}

#[test]
fn a_failed_sync_names_the_file() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(1, 10);
    let job = bench.log.prepare_sync().unwrap().unwrap();
    bench.disk.plan(Fault { call: FaultyCall::Sync, after: 0, kind: FaultKind::Broken });
    let error = job.run().unwrap_err();
    assert!(error.to_string().starts_with("cannot sync orders-0/00000000000000000000.log"));
}

#[test]
fn a_sync_is_due_after_flush_messages_or_flush_ms() {
    let config = LogConfig {
        flush_messages: Some(3),
        flush_time: Some(Duration::from_millis(100)),
        ..LogConfig::default()
    };
    let mut bench = Bench::in_memory(config);
    assert_eq!(bench.log.flush_deadline(), None);
    bench.wait(50);
    bench.append(Batch { count: 2, ..Batch::default() }).unwrap();
    let deadline = bench.log.flush_deadline().unwrap();
    assert_eq!(deadline.since(bench.now.monotonic), Duration::from_millis(100));
    bench.wait(10);
    bench.append(Batch::default()).unwrap();
    assert!(bench.log.flush_deadline().unwrap() <= bench.now.monotonic);
    bench.sync();
    assert_eq!(bench.log.flush_deadline(), None);
}

#[test]
fn a_clean_stop_of_an_idle_log_touches_nothing() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(10, 10);
    bench.log.close().unwrap();
    let mut again = bench.reopen(CLEAN);
    let counts = |bench: &Bench<_>| {
        [FaultyCall::Write, FaultyCall::Sync, FaultyCall::Names]
            .map(|call| crate::storage::disk::failing::FailingDisk::calls(&bench.disk, call))
    };
    let before = counts(&again);
    again.log.close().unwrap();
    assert_eq!(counts(&again), before);
}

#[test]
fn a_stop_while_a_job_is_out_writes_what_the_job_would_have() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_under(Batch::default(), 3).unwrap();
    let job = bench.log.prepare_sync().unwrap().unwrap();
    drop(job);
    bench.log.close().unwrap();
    let disk = bench.disk.crash(Unsynced::Lose);
    let config = LogConfig::clone(bench.log.config());
    let after = Bench::open(disk.into(), config, CLEAN, bench.now);
    assert!(after.report.findings.is_empty());
    assert_eq!(after.log.leader_epochs(), bench.log.leader_epochs());
}
