//! Appends as leader and as follower.

use super::bench::{Batch, Bench, bytes, headers};
use crate::{
    model::{LeaderEpoch, Offset, Timestamp},
    protocol::records::TimestampType,
    storage::{
        disk::failing::{Fault, FaultKind, FaultyCall},
        log::{AppendError, AppendOrigin, LeaderBatch, LogConfig, Written},
        producers::SequenceError,
    },
};

#[test]
fn offsets_and_epoch_are_stamped_and_the_records_stay() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(Batch { count: 3, ..Batch::default() }).unwrap();
    let batch = Batch { count: 2, fill: b'x', ..Batch::default() };
    let appended = bench.append_under(batch, 4).unwrap();
    assert_eq!((appended.base_offset, appended.last_offset), (Offset(3), Offset(4)));
    assert_eq!(appended.written, Written::New);
    let expected = batch.at(Offset(3), LeaderEpoch(4));
    assert_eq!(bytes(&bench.read(3, 1)), expected);
    assert_eq!(bench.log.end_of_epoch(LeaderEpoch(0)).end_offset, Offset(3));
}

#[test]
fn several_batches_are_appended_together() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let batches: Vec<_> = (1..4).map(|count| Batch { count, ..Batch::default() }.bytes()).collect();
    let batches: Vec<_> = batches.iter().map(|bytes| LeaderBatch::whole(bytes).unwrap()).collect();
    let appended = bench
        .log
        .append_as_leader(&batches, LeaderEpoch(0), AppendOrigin::Coordinator, bench.now)
        .unwrap();
    assert_eq!((appended.base_offset, appended.last_offset), (Offset(0), Offset(5)));
    assert_eq!(bench.offsets_from(0), [(0, 0), (1, 2), (3, 5)]);
}

#[test]
fn a_batch_that_was_written_before_is_answered_with_its_first_offsets() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let batch = |sequence| Batch { count: 2, producer: Some((7, 0, sequence)), ..Batch::default() };
    bench.append(Batch::default()).unwrap();
    bench.append(batch(0)).unwrap();
    bench.append(batch(2)).unwrap();
    let size = bench.log.size();
    let again = bench.append(batch(0)).unwrap();
    assert_eq!(again.written, Written::Duplicate);
    assert_eq!((again.base_offset, again.last_offset), (Offset(1), Offset(2)));
    assert_eq!(bench.log.size(), size);
    let refused = bench.append(batch(5)).unwrap_err();
    assert!(matches!(
        refused,
        AppendError::Sequence(SequenceError::OutOfOrder { expected_after: 3, .. })
    ));
    bench.append(batch(4)).unwrap();
    assert_eq!(bench.log.log_end_offset(), Offset(7));
}

#[test]
fn append_time_is_reported_from_the_header() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let create = bench.append(Batch { time: 5, ..Batch::default() }).unwrap();
    assert_eq!(create.log_append_time, Timestamp::NONE);
    let timestamp_type = TimestampType::LogAppendTime;
    let append = bench.append(Batch { time: 5, timestamp_type, ..Batch::default() }).unwrap();
    assert_eq!(append.log_append_time, Timestamp(super::bench::START + 5));
}

#[test]
fn batches_beyond_the_limits_are_refused() {
    let config = LogConfig { max_message_bytes: 200, segment_bytes: 150, ..LogConfig::default() };
    let mut bench = Bench::in_memory(config);
    let of = |value_bytes| Batch { value_bytes, ..Batch::default() };
    assert!(matches!(bench.append(of(200)), Err(AppendError::TooLarge { max: 200, .. })));
    assert!(matches!(bench.append(of(100)), Err(AppendError::LargerThanSegment { .. })));
    bench.append(of(50)).unwrap();
}

#[test]
fn a_failed_write_leaves_no_trace() {
    for kind in [FaultKind::Full, FaultKind::Broken, FaultKind::Torn] {
        let mut bench = Bench::failing(LogConfig::default());
        let batch = |sequence| Batch { producer: Some((7, 0, sequence)), ..Batch::default() };
        bench.append(batch(0)).unwrap();
        bench.disk.plan(Fault { call: FaultyCall::Write, after: 0, kind });
        let error = bench.append_under(batch(1), 1).unwrap_err();
        assert!(matches!(error, AppendError::Storage(_)), "{error}");
        assert!(error.to_string().contains("orders-0/00000000000000000000.log"), "{error}");
        assert_eq!(bench.log.log_end_offset(), Offset(1));
        assert_eq!(bench.log.leader_epochs().latest(), Some(LeaderEpoch(0)));
        bench.append_under(batch(1), 1).unwrap();
        assert_eq!(bench.offsets_from(0), [(0, 0), (1, 1)]);
        bench.log.close().unwrap();
        let mut again = bench.reopen(super::bench::CLEAN);
        assert!(again.report.findings.is_empty(), "{:?}", again.report);
        assert_eq!(again.offsets_from(0), [(0, 0), (1, 1)]);
    }
}

#[test]
fn a_roll_that_fails_at_any_step_can_be_tried_again() {
    let config = LogConfig { segment_bytes: 300, ..LogConfig::default() };
    for call in [FaultyCall::Names, FaultyCall::Write] {
        for after in 0..6 {
            let mut bench = Bench::failing(config.clone());
            let batch = |sequence| Batch {
                value_bytes: 150,
                producer: Some((7, 0, sequence)),
                ..Batch::default()
            };
            bench.append(batch(0)).unwrap();
            bench.disk.plan(Fault { call, after, kind: FaultKind::Full });
            for sequence in 1..4 {
                if bench.append(batch(sequence)).is_err() {
                    bench.append(batch(sequence)).unwrap();
                }
            }
            bench.disk.heal();
            assert_eq!(bench.offsets_from(0), [(0, 0), (1, 1), (2, 2), (3, 3)]);
            bench.log.close().unwrap();
            let mut again = bench.reopen(super::bench::CLEAN);
            assert_eq!(again.offsets_from(0), [(0, 0), (1, 1), (2, 2), (3, 3)]);
            assert!(matches!(again.append(batch(0)), Err(AppendError::Sequence(_))));
            again.append(batch(4)).unwrap();
        }
    }
}

#[test]
fn a_follower_takes_offsets_and_epochs_as_they_come() {
    let mut leader = Bench::in_memory(LogConfig::default());
    leader.append_under(Batch { count: 2, ..Batch::default() }, 3).unwrap();
    leader.append_under(Batch { producer: Some((7, 0, 0)), ..Batch::default() }, 5).unwrap();
    let sent = bytes(&leader.read(0, 10_000));
    let mut follower = Bench::in_memory(LogConfig::default());
    let appended = follower.log.append_as_follower(&sent, follower.now).unwrap().unwrap();
    assert_eq!((appended.base_offset, appended.last_offset), (Offset(0), Offset(2)));
    assert_eq!(bytes(&follower.read(0, 10_000)), sent);
    assert_eq!(follower.log.leader_epochs(), leader.log.leader_epochs());
    assert_eq!(follower.log.producers().iter().len(), 1);
}

#[test]
fn a_follower_ignores_a_cut_off_batch_and_refuses_a_broken_or_old_one() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let first = Batch { count: 2, ..Batch::default() }.at(Offset(0), LeaderEpoch(0));
    let second = Batch::default().at(Offset(2), LeaderEpoch(0));
    let cut = [&first[..], &second[..second.len() - 1]].concat();
    bench.log.append_as_follower(&cut, bench.now).unwrap();
    assert_eq!(bench.log.log_end_offset(), Offset(2));
    assert!(bench.log.append_as_follower(&second[..20], bench.now).unwrap().is_none());

    let old = bench.log.append_as_follower(&first, bench.now).unwrap_err();
    assert!(matches!(old, AppendError::OffsetsOutOfOrder { offset: Offset(0), .. }));
    let mut broken = second.to_vec();
    *broken.last_mut().unwrap() ^= 1;
    let broken = bench.log.append_as_follower(&broken, bench.now).unwrap_err();
    assert!(matches!(broken, AppendError::Checksum { .. }));
    assert_eq!(bench.log.log_end_offset(), Offset(2));
}

#[test]
fn a_follower_may_start_far_from_zero_and_leave_gaps() {
    let mut bench = Bench::in_memory(LogConfig::default());
    let far = i64::from(u32::MAX) * 3;
    for base_offset in [far, far + 100, far + i64::from(u32::MAX)] {
        let batch = Batch::default().at(Offset(base_offset), LeaderEpoch(0));
        bench.log.append_as_follower(&batch, bench.now).unwrap();
    }
    assert_eq!(bench.log.segment_count(), 2);
    let result = bench.read(far + 5, 1);
    assert_eq!(headers(&result)[0].base_offset, Offset(far + 100));
    let result = bench.read(far + 5_000, 1);
    assert_eq!(headers(&result)[0].base_offset, Offset(far + i64::from(u32::MAX)));
}
