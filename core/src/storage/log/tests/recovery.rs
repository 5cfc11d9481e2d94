//! Opening after a stop of any kind.

use super::bench::{Batch, Bench, CLEAN, DIRECTORY, now_at, unclean};
use crate::{
    model::{LeaderEpoch, Offset, ProducerId},
    storage::{
        disk::{Disk, failing::FaultyCall},
        log::{LogConfig, OpenMode, RecoveryFinding},
    },
};

const LOG: &str = "orders-0/00000000000000000000.log";
const INDEX: &str = "orders-0/00000000000000000000.index";

fn filled(count: usize) -> Bench {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append_many(count, 100);
    bench
}

fn length(bench: &Bench, path: &str) -> u64 {
    bench.disk.open(path).unwrap().len().unwrap()
}

#[test]
fn a_clean_stop_is_followed_by_a_start_that_checks_nothing() {
    let mut bench = Bench::failing(LogConfig { segment_bytes: 20_000, ..LogConfig::default() });
    for sequence in 0..500 {
        let producer = Some((7, 2, sequence));
        bench.append_under(Batch { value_bytes: 100, producer, ..Batch::default() }, 4).unwrap();
    }
    bench.log.close().unwrap();
    let before = bench.disk.calls(FaultyCall::Read);
    let mut again = bench.reopen(CLEAN);
    assert!(bench.disk.calls(FaultyCall::Read) - before < 12);
    assert!(again.report.findings.is_empty());
    assert_eq!((again.report.verified_bytes, again.report.producer_batches), (0, 0));
    assert_eq!(again.log.log_end_offset(), Offset(500));
    assert_eq!(again.log.leader_epochs(), bench.log.leader_epochs());
    let entry = again.log.producers().get(ProducerId(7)).unwrap();
    assert_eq!(entry.last_batch().unwrap().last_sequence, 499);
    assert_eq!(again.offsets_from(0).len(), 500);
}

#[test]
fn a_torn_tail_is_cut_and_reported() {
    for cut in [1, 60, 110, 169] {
        let bench = filled(10);
        let file = bench.disk.open(LOG).unwrap();
        let whole = file.len().unwrap();
        file.truncate(whole - cut).unwrap();
        let mut again = bench.reopen(unclean(0));
        assert_eq!(again.log.log_end_offset(), Offset(9), "cut by {cut}");
        let [RecoveryFinding::Cut { file, position, offset, bytes, .. }] =
            &again.report.findings[..]
        else {
            panic!("{:?}", again.report);
        };
        assert_eq!((&**file, *offset), (LOG, Offset(9)));
        assert_eq!(position + bytes, whole - cut);
        assert_eq!(length(&again, LOG), *position);
        again.append(Batch::default()).unwrap();
        assert_eq!(again.offsets_from(0).len(), 10);
    }
}

#[test]
fn a_corrupt_batch_in_the_middle_ends_the_log_there() {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 1_000, ..LogConfig::default() });
    bench.append_many(30, 100);
    let file = bench.disk.open(LOG).unwrap();
    file.write_at(400, &[b"?"]).unwrap();
    let mut again = bench.reopen(unclean(0));
    assert_eq!(again.log.log_end_offset(), Offset(2));
    let text: Vec<String> = again.report.findings.iter().map(ToString::to_string).collect();
    assert!(text[0].contains(LOG) && text[0].contains("offset 2"), "{text:?}");
    assert!(text[0].contains("checksum"), "{text:?}");
    assert!(text[1].contains("dropped"), "{text:?}");
    // What was dropped is only renamed.
    assert!(again.files().iter().filter(|name| name.ends_with(".log.deleted")).count() >= 3);
    assert_eq!(again.offsets_from(0).len(), 2);
}

#[test]
fn only_what_is_behind_the_recovery_point_is_checked() {
    let mut bench = filled(1_000);
    bench.sync();
    let synced = bench.log.size();
    bench.append_many(100, 100);
    // Records before the recovery point are not even looked at.
    bench.disk.open(LOG).unwrap().write_at(synced / 2 + 100, &[b"?"]).unwrap();
    let again = bench.reopen(unclean(1_000));
    assert_eq!(again.report.verified_bytes, bench.log.size() - synced);
    assert!(again.report.findings.is_empty());
    assert_eq!(again.log.log_end_offset(), Offset(1_100));
    assert_eq!(again.log.recovery_point(), Offset(1_000));
}

#[test]
fn indexes_producers_and_epochs_are_made_again() {
    let mut bench = Bench::in_memory(LogConfig::default());
    for sequence in 0..300 {
        let batch = Batch {
            value_bytes: 100,
            time: i64::from(sequence),
            producer: Some((7, 0, sequence)),
            ..Batch::default()
        };
        bench.append_under(batch, sequence / 100).unwrap();
    }
    let mut again = bench.reopen(unclean(0));
    assert_eq!(again.log.leader_epochs(), bench.log.leader_epochs());
    assert_eq!(again.log.end_of_epoch(LeaderEpoch(1)).end_offset, Offset(200));
    let entry = again.log.producers().get(ProducerId(7)).unwrap();
    assert_eq!(entry.last_batch().unwrap().last_sequence, 299);
    again.log.close().unwrap();
    let rebuilt = again.disk.read(INDEX).unwrap();
    bench.log.close().unwrap();
    assert_eq!(rebuilt, bench.disk.read(INDEX).unwrap());
    assert!(rebuilt.len() > 40);
}

#[test]
fn a_missing_or_insane_index_is_made_again_after_a_clean_stop() {
    let damages: [fn(&Bench); 4] = [
        |bench| bench.disk.remove(INDEX).unwrap(),
        |bench| bench.disk.remove("orders-0/00000000000000000000.timeindex").unwrap(),
        |bench| bench.disk.open(INDEX).unwrap().truncate(10_000).unwrap(),
        |bench| bench.disk.open(INDEX).unwrap().write_at(0, &[&[0xff; 800]]).unwrap(),
    ];
    for damage in damages {
        let mut bench = filled(300);
        bench.log.close().unwrap();
        let index = bench.disk.read(INDEX).unwrap();
        damage(&bench);
        let mut again = bench.reopen(CLEAN);
        assert!(matches!(again.report.findings[..], [RecoveryFinding::IndexRebuilt { .. }]));
        assert_eq!(again.log.log_end_offset(), Offset(300));
        assert_eq!(again.offsets_from(0).len(), 300);
        again.log.close().unwrap();
        assert_eq!(again.disk.read(INDEX).unwrap(), index);
    }
}

#[test]
fn a_broken_snapshot_or_epoch_checkpoint_is_reported_and_made_again() {
    for path in ["orders-0/00000000000000000300.snapshot", "orders-0/leader-epoch-checkpoint"] {
        let mut bench = Bench::in_memory(LogConfig::default());
        for sequence in 0..300 {
            let producer = Some((7, 0, sequence));
            bench.append_under(Batch { producer, ..Batch::default() }, 3).unwrap();
        }
        bench.log.close().unwrap();
        bench.disk.open(path).unwrap().write_at(3, &[b"??"]).unwrap();
        let again = bench.reopen(CLEAN);
        let [RecoveryFinding::Ignored { file, .. }] = &again.report.findings[..] else {
            panic!("{:?}", again.report);
        };
        assert_eq!(file, path);
        assert_eq!(again.log.leader_epochs(), bench.log.leader_epochs());
        assert_eq!(again.log.producers().iter().len(), 1);
    }
}

#[test]
fn a_compaction_that_had_finished_takes_effect() {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 1_000, ..LogConfig::default() });
    bench.append_many(20, 100);
    bench.log.close().unwrap();
    // The first two segments become one that lost all but its last batch; another compaction had
    // not finished.
    let last = Batch { value_bytes: 100, ..Batch::default() }.at(Offset(9), LeaderEpoch(0));
    bench.disk.create(&format!("{LOG}.swap")).unwrap().write_at(0, &[&last]).unwrap();
    for name in ["00000000000000000000.index.swap", "00000000000000000000.timeindex.swap"] {
        bench.disk.create(&format!("{DIRECTORY}/{name}")).unwrap();
    }
    bench.disk.create(&format!("{DIRECTORY}/00000000000000000015.log.cleaned")).unwrap();
    let mut again = bench.reopen(CLEAN);
    assert_eq!(again.offsets_from(0)[..2], [(9, 9), (10, 10)]);
    assert_eq!(again.log.log_end_offset(), Offset(20));
    assert!(!again.files().iter().any(|name| name.contains("swap") || name.contains("clean")));
}

#[test]
fn a_log_that_ends_before_its_start_begins_anew() {
    let bench = filled(10);
    let mode = OpenMode::Unclean { log_start_offset: Offset(50), recovery_point: Offset(0) };
    let again = bench.reopen(mode);
    assert_eq!(again.log.log_start_offset(), Offset(50));
    assert_eq!(again.log.log_end_offset(), Offset(50));
    assert!(matches!(again.report.findings[..], [RecoveryFinding::StartedAnew { .. }]));
}

#[test]
fn a_disk_that_fails_while_opening_is_an_error_that_names_the_file() {
    let mut bench = Bench::failing(LogConfig::default());
    bench.append_many(10, 100);
    bench.log.close().unwrap();
    let fault = crate::storage::disk::failing::Fault {
        call: FaultyCall::Read,
        after: 0,
        kind: crate::storage::disk::failing::FaultKind::Broken,
    };
    bench.disk.plan(fault);
    let config = LogConfig::default();
    let error = Bench::try_open(&bench.disk, config, CLEAN, now_at(0)).unwrap_err();
    assert!(error.to_string().contains("orders-0/"), "{error}");
}
