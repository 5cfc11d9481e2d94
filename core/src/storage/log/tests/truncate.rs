//! Cutting a log at its end.

use super::bench::{Batch, Bench, CLEAN};
use crate::{
    model::{LeaderEpoch, Offset, ProducerId},
    storage::log::LogConfig,
};

#[test]
fn a_cut_takes_batches_epochs_and_producers_back() {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 600, ..LogConfig::default() });
    for sequence in 0..20 {
        let batch = Batch {
            value_bytes: 100,
            time: i64::from(sequence) * 10,
            producer: Some((7, 0, sequence)),
            ..Batch::default()
        };
        bench.append_under(batch, sequence / 5).unwrap();
    }
    let _ = bench.log.truncate_to(Offset(8), bench.now).unwrap();
    assert_eq!(bench.log.log_end_offset(), Offset(8));
    assert_eq!(bench.log.leader_epochs().latest(), Some(LeaderEpoch(1)));
    let last = bench.log.producers().get(ProducerId(7)).unwrap().last_batch().unwrap();
    assert_eq!((last.last_sequence, last.last_offset), (7, Offset(7)));
    assert_eq!(bench.offsets_from(0).len(), 8);
    let batch = Batch { producer: Some((7, 0, 8)), ..Batch::default() };
    assert_eq!(bench.append_under(batch, 9).unwrap().base_offset, Offset(8));
    bench.log.close().unwrap();
    let mut again = bench.reopen(CLEAN);
    assert_eq!(again.offsets_from(0).len(), 9);
    assert_eq!(again.log.end_of_epoch(LeaderEpoch(1)).end_offset, Offset(8));
}

#[test]
fn a_cut_within_a_batch_takes_the_whole_batch() {
    let mut bench = Bench::in_memory(LogConfig::default());
    bench.append(Batch { count: 5, ..Batch::default() }).unwrap();
    bench.append(Batch { count: 5, ..Batch::default() }).unwrap();
    let _ = bench.log.truncate_to(Offset(7), bench.now).unwrap();
    assert_eq!(bench.log.log_end_offset(), Offset(5));
    let _ = bench.log.truncate_to(Offset(7), bench.now).unwrap();
    assert_eq!(bench.log.log_end_offset(), Offset(5));
}

#[test]
fn a_log_that_starts_anew_has_nothing_left() {
    let mut bench = Bench::in_memory(LogConfig { segment_bytes: 300, ..LogConfig::default() });
    bench.append_many(10, 100);
    let deletion = bench.log.truncate_fully_and_start_at(Offset(500), bench.now).unwrap();
    deletion.unwrap().run().unwrap();
    assert_eq!(bench.log.log_start_offset(), Offset(500));
    assert_eq!(bench.log.leader_epochs().latest(), None);
    assert_eq!(bench.append(Batch::default()).unwrap().base_offset, Offset(500));
    bench.log.close().unwrap();
    let again = bench.reopen(CLEAN);
    assert_eq!(again.log.log_start_offset(), Offset(500));
    assert_eq!(again.log.log_end_offset(), Offset(501));
}
