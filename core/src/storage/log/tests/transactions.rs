//! Transactions: what consumers of committed records may see, and what they leave out.

use std::sync::Arc;

use super::bench::{Batch, Bench, CLEAN, DIRECTORY, produced_by, unclean};
use crate::{
    model::Offset,
    protocol::records::{Attributes, ControlType},
    storage::{
        disk::{
            Disk,
            failing::{FailingDisk, Unsynced},
        },
        log::{AppendError, AppendOrigin, Appended, LogConfig},
        producers::SequenceError,
    },
};

impl<D: Disk + 'static> Bench<D> {
    /// `count` records of a transaction.
    fn write(&mut self, producer: i64, sequence: i32, count: i32) -> Appended {
        let fields = produced_by(producer, sequence, Attributes(0).transactional());
        let bytes = Batch { count, value_bytes: 100, ..Batch::default() }.with(fields);
        self.append_from(&bytes, AppendOrigin::Client).unwrap()
    }

    fn stable(&mut self) -> i64 {
        let high_watermark = self.log.log_end_offset();
        self.log.replicated(high_watermark);
        self.log.last_stable_offset(high_watermark).0
    }

    /// Producer, first and last offset of the aborted ones in a range.
    fn aborted(&mut self, from: i64, to: i64) -> Vec<(i64, i64, i64)> {
        let found = self.log.aborted_transactions(Offset(from), Offset(to)).unwrap();
        found.iter().map(|txn| (txn.producer_id.0, txn.first_offset.0, txn.last_offset.0)).collect()
    }
}

/// Two producers whose transactions overlap; over several segments.
fn overlapping<D: Disk + 'static>(bench: &mut Bench<D>) {
    bench.write(1, 0, 5);
    bench.write(2, 0, 5);
    bench.end(2, ControlType::Abort);
    bench.write(2, 5, 5);
    bench.end(1, ControlType::Abort);
    bench.end(2, ControlType::Commit);
}

fn small_segments() -> LogConfig {
    LogConfig { segment_bytes: 1_000, ..LogConfig::default() }
}

#[test]
fn the_stable_offset_stops_at_the_oldest_open_transaction() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(Batch::default()).unwrap();
    assert_eq!(bench.stable(), 1);
    bench.write(1, 0, 5);
    bench.write(2, 0, 5);
    assert_eq!(bench.stable(), 1);
    bench.end(1, ControlType::Commit);
    assert_eq!(bench.stable(), 6);
    bench.append(Batch::default()).unwrap();
    assert_eq!(bench.stable(), 6);
    bench.end(2, ControlType::Abort);
    assert_eq!(bench.stable(), 14);
}

#[test]
fn a_marker_counts_when_it_is_replicated() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.write(1, 0, 5);
    bench.end(1, ControlType::Commit);
    bench.log.replicated(Offset(5));
    assert_eq!(bench.log.last_stable_offset(Offset(5)), Offset(0));
    bench.log.replicated(Offset(6));
    assert_eq!(bench.log.last_stable_offset(Offset(6)), Offset(6));
}

#[test]
fn readers_are_told_the_aborted_transactions_of_their_range() {
    let mut bench = Bench::in_memory(small_segments());
    overlapping(&mut bench);
    assert!(bench.log.segment_count() > 2);
    assert_eq!(bench.aborted(0, 18), [(2, 5, 10), (1, 0, 16)]);
    assert_eq!(bench.aborted(11, 13), [(1, 0, 16)]);
    assert_eq!(bench.aborted(17, 18), []);
}

#[test]
fn aborted_transactions_survive_every_kind_of_stop() {
    let mut bench = Bench::failing(small_segments());
    overlapping(&mut bench);
    bench.write(1, 5, 1);
    let expected = [(2, 5, 10), (1, 0, 16)];
    for synced in [false, true] {
        if synced {
            bench.sync();
        }
        let recovery_point = bench.log.recovery_point();
        let mut again = bench.reopen(unclean(recovery_point.0));
        assert_eq!(again.aborted(0, 18), expected, "synced: {synced}");
        assert_eq!(again.stable(), 18);
    }
    let recovery_point = bench.log.recovery_point();
    let config = bench.log.config().as_ref().clone();
    let disk = Arc::new(bench.disk.crash(Unsynced::Lose));
    let mut again = Bench::open(disk, config, unclean(recovery_point.0), bench.now);
    assert_eq!(again.aborted(0, 18), expected);
    again.log.close().unwrap();
    let mut clean = again.reopen(CLEAN);
    assert!(clean.report.findings.is_empty(), "{:?}", clean.report);
    assert_eq!(clean.aborted(0, 18), expected);
    assert_eq!(clean.stable(), 18);
}

#[test]
fn a_cut_takes_back_an_abort_and_opens_the_transaction_again() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.write(1, 0, 5);
    bench.end(1, ControlType::Abort);
    assert_eq!(bench.stable(), 6);
    bench.log.truncate_to(Offset(5), bench.now).unwrap();
    assert_eq!(bench.stable(), 0);
    assert_eq!(bench.aborted(0, 5), []);
    bench.end(1, ControlType::Commit);
    assert_eq!(bench.aborted(0, 6), []);
}

#[test]
fn markers_of_an_older_coordinator_are_refused() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.write(1, 0, 5);
    bench.try_end(1, ControlType::Commit, 7).unwrap();
    let refused = bench.try_end(1, ControlType::Abort, 6);
    assert!(matches!(
        refused,
        Err(AppendError::Sequence(SequenceError::CoordinatorFenced { given: 6, current: 7, .. }))
    ));
}

#[test]
fn there_is_no_index_file_without_an_abort() {
    let mut bench = Bench::in_memory(small_segments());
    for sequence in 0..10 {
        bench.write(1, sequence, 1);
        bench.end(1, ControlType::Commit);
    }
    bench.log.close().unwrap();
    assert!(!bench.files().iter().any(|name| name.ends_with(".txnindex")));
    bench.write(1, 10, 1);
    bench.end(1, ControlType::Abort);
    bench.log.close().unwrap();
    let files = bench.files();
    let index = files.iter().find(|name| name.ends_with(".txnindex")).expect("an index");
    assert_eq!(bench.disk.read(&format!("{DIRECTORY}/{index}")).unwrap().len(), 34);
}

#[test]
fn a_damaged_index_is_noticed_at_the_start() {
    let mut bench = Bench::<FailingDisk>::failing(LogConfig::default());
    overlapping(&mut bench);
    bench.log.close().unwrap();
    let path = format!("{DIRECTORY}/00000000000000000000.txnindex");
    bench.disk.open(&path).unwrap().write_at(2 + 16, &[&[0x7f; 8]]).unwrap();
    let mut again = bench.reopen(CLEAN);
    let text: Vec<String> = again.report.findings.iter().map(ToString::to_string).collect();
    assert!(text[0].contains("txnindex"), "{text:?}");
    assert_eq!(again.aborted(0, 18), [(2, 5, 10), (1, 0, 16)]);
}
