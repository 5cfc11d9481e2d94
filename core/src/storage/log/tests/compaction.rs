//! Compaction: the last record of each key stays where it is, the others go when they may.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use super::bench::{Bench, START, bytes, produced_by, unclean};
use crate::{
    model::{Offset, ProducerEpoch, ProducerId, Rng, Timestamp, config::CleanupPolicy},
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, BatchIter, Codecs, Compression, ControlType,
        Encoding, NewRecord,
    },
    storage::{
        compaction::{Compaction, CompactionProgress, CompactionReport},
        disk::{
            Disk,
            failing::{FailingDisk, Unsynced},
        },
        log::{AppendOrigin, LogConfig, Replaced},
        producers::{SequenceCheck, Verified},
    },
};

const MAP_BYTES: usize = 1 << 20;

fn config() -> LogConfig {
    LogConfig {
        cleanup_policy: CleanupPolicy::Compact,
        segment_bytes: 2_000,
        delete_retention: Duration::from_millis(1_000),
        ..LogConfig::default()
    }
}

type Record<'a> = (&'a str, Option<&'a str>);

impl<D: Disk + 'static> Bench<D> {
    fn put(&mut self, records: &[Record<'_>]) {
        self.put_with(records, BatchFields::default());
    }

    fn put_with(&mut self, records: &[Record<'_>], fields: BatchFields) {
        let mut builder = BatchBuilder::with_capacity(1_000);
        for (key, value) in records {
            let (key, value) = (Some(key.as_bytes()), value.map(str::as_bytes));
            let record = NewRecord { timestamp: self.now.wall, key, value, headers: [] };
            builder.append(record).unwrap();
        }
        let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
        self.append_from(&bytes, AppendOrigin::Client).unwrap();
    }

    fn put_in_transaction(&mut self, producer: i64, sequence: i32, records: &[Record<'_>]) {
        let attributes = Attributes(0).transactional();
        self.put_with(records, produced_by(producer, sequence, attributes));
    }

    /// Closes the active segment and makes everything safe, so that all of it can be compacted.
    fn settle(&mut self) {
        let end = self.log.log_end_offset();
        self.log.replicated(end);
        self.log.roll(self.now).unwrap();
        self.sync();
    }

    fn begin(&mut self, map_bytes: usize) -> Option<Compaction> {
        let end = self.log.log_end_offset();
        let plan = self.log.plan_compaction(end, self.now).unwrap()?;
        Some(Compaction::begin(plan, map_bytes, &mut Rng::from_seed(7)))
    }

    fn run(&mut self, mut compaction: Compaction, budget: u64) -> CompactionReport {
        let mut codecs = Codecs::new();
        loop {
            match compaction.step(budget, &mut codecs).unwrap().progress {
                CompactionProgress::More => {}
                CompactionProgress::Replace(cleaned) => {
                    let replaced = self.log.take_compacted(*cleaned, self.now).unwrap();
                    assert!(matches!(replaced, Replaced::Taken(_)));
                }
                CompactionProgress::Done(report) => {
                    self.log.set_first_dirty_offset(report.end_offset);
                    return report;
                }
            }
        }
    }

    fn compact(&mut self) -> CompactionReport {
        self.settle();
        let compaction = self.begin(MAP_BYTES).expect("something is dirty");
        self.run(compaction, 1_000)
    }

    /// Offset, key and value of every record that is left; markers by name.
    fn left(&mut self) -> Vec<(i64, String, Option<String>)> {
        let mut left = Vec::new();
        let mut next = self.log.log_start_offset();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        while next < self.log.log_end_offset() {
            let result = self.read(next.0, 1_000_000);
            for batch in BatchIter::new(bytes(&result).into()) {
                let batch = batch.unwrap();
                batch.verify().unwrap();
                for record in batch.records(&mut Codecs::new()).unwrap() {
                    let record = record.unwrap();
                    let key = record.key.map_or_else(String::new, |key| text(&key));
                    if batch.header.attributes.is_control() {
                        left.push((record.offset.0, "marker".to_owned(), None));
                    } else {
                        left.push((record.offset.0, key, record.value.map(|value| text(&value))));
                    }
                }
            }
            next = result.next_offset.unwrap();
        }
        left
    }

    fn left_short(&mut self) -> Vec<String> {
        let left = self.left().into_iter();
        left.map(|(offset, key, value)| match value {
            Some(value) => format!("{offset} {key}={}", value.trim_end_matches('.')),
            None => format!("{offset} {key}"),
        })
        .collect()
    }

    /// Key to value: what a consumer that reads everything knows in the end.
    fn table(&mut self) -> BTreeMap<String, Option<String>> {
        let mut table = BTreeMap::new();
        for (_, key, value) in self.left() {
            table.insert(key, value);
        }
        table
    }
}

#[test]
fn the_last_record_of_each_key_stays_at_its_offset() {
    let mut bench = Bench::in_memory(config());
    for round in 0..40 {
        let value = format!("{round:.<200}");
        bench.put(&[("a", Some(&value)), ("b", Some("same")), ("c", Some(&value))]);
    }
    let segments = bench.log.segment_count();
    assert!(segments > 5);
    let report = bench.compact();
    assert_eq!(bench.left_short(), ["117 a=39", "118 b=same", "119 c=39"]);
    assert_eq!((report.keys, report.records_before, report.records_after), (3, 120, 3));
    assert_eq!(bench.log.first_dirty_offset(), Offset(120));
    assert_eq!(bench.log.log_end_offset(), Offset(120));
    assert!(bench.begin(MAP_BYTES).is_none(), "nothing is dirty");
    bench.put(&[("a", Some("new"))]);
    bench.compact();
    assert_eq!(bench.left_short(), ["118 b=same", "119 c=39", "120 a=new"]);
    assert!(bench.log.segment_count() <= 3, "small segments became one");
}

#[test]
fn every_codec_and_every_offset_can_be_read_afterwards() {
    let built = [
        (true, Compression::None),
        (cfg!(feature = "gzip"), Compression::Gzip),
        (cfg!(feature = "snappy"), Compression::Snappy),
        (cfg!(feature = "lz4"), Compression::Lz4),
        (cfg!(feature = "zstd"), Compression::Zstd),
    ];
    let codecs: Vec<Compression> =
        built.into_iter().filter_map(|(is_built, codec)| is_built.then_some(codec)).collect();
    let mut bench = Bench::in_memory(config());
    for (round, compression) in codecs.into_iter().cycle().take(40).enumerate() {
        let value = format!("{round:.<120}");
        let records: Vec<(String, &str)> =
            (0..10).map(|key| (format!("k{}", (key + round) % 25), value.as_str())).collect();
        let records: Vec<Record<'_>> =
            records.iter().map(|(key, value)| (key.as_str(), Some(*value))).collect();
        let encoding = Encoding::from(compression);
        bench.put_with(&records, BatchFields { encoding, ..BatchFields::default() });
    }
    let table = bench.table();
    bench.compact();
    assert_eq!(bench.table(), table);
    assert_eq!(bench.left().len(), 25);
    for offset in 0..400 {
        let result = bench.read(offset, 1);
        assert!(result.next_offset.unwrap().0 > offset);
    }
}

#[test]
fn a_tombstone_stays_for_its_time_and_goes_afterwards() {
    let mut bench = Bench::in_memory(config());
    bench.put(&[("a", Some("1")), ("b", Some("1"))]);
    bench.put(&[("a", None)]);
    bench.compact();
    assert_eq!(bench.left_short(), ["1 b=1", "2 a"]);
    let timestamps = bench.read(2, 1_000);
    let header = super::bench::headers(&timestamps)[0];
    assert!(header.attributes.has_delete_horizon());
    assert_eq!(header.base_timestamp, Timestamp(START + 1_000));
    assert_eq!(header.max_timestamp, Timestamp(START));
    bench.wait(999);
    bench.put(&[("c", Some("1"))]);
    bench.compact();
    assert_eq!(bench.left_short(), ["1 b=1", "2 a", "3 c=1"]);
    bench.wait(1);
    bench.put(&[("d", Some("1"))]);
    bench.compact();
    assert_eq!(bench.left_short(), ["1 b=1", "3 c=1", "4 d=1"]);
}

#[test]
fn aborted_records_go_and_their_marker_follows_when_its_time_has_come() {
    let mut bench = Bench::in_memory(config());
    bench.put(&[("a", Some("old"))]);
    bench.put_in_transaction(1, 0, &[("a", Some("aborted"))]);
    bench.put_in_transaction(2, 0, &[("b", Some("committed"))]);
    bench.end(1, ControlType::Abort);
    bench.end(2, ControlType::Commit);
    bench.put_in_transaction(1, 1, &[("c", Some("later"))]);
    bench.end(1, ControlType::Commit);
    bench.compact();
    let committed = "2 b=committed";
    assert_eq!(
        bench.left_short(),
        ["0 a=old", committed, "3 marker", "4 marker", "5 c=later", "6 marker"]
    );
    let aborted = bench.log.aborted_transactions(Offset(0), Offset(7)).unwrap();
    assert_eq!(aborted.len(), 1, "its marker is still there");
    for _ in 0..2 {
        bench.wait(1_000);
        bench.put(&[("z", Some("1"))]);
        bench.compact();
    }
    let left = bench.left_short();
    assert!(!left.contains(&"3 marker".to_owned()), "{left:?}");
    assert!(left.contains(&"4 marker".to_owned()), "the committed records are there: {left:?}");
    assert!(left.contains(&committed.to_owned()));
}

#[test]
fn nothing_behind_an_open_transaction_is_touched() {
    let mut bench = Bench::in_memory(config());
    bench.put(&[("a", Some("1"))]);
    bench.put(&[("a", Some("2"))]);
    bench.put_in_transaction(1, 0, &[("a", Some("open"))]);
    bench.put(&[("a", Some("3"))]);
    let report = bench.compact();
    assert_eq!(report.end_offset, Offset(2));
    assert_eq!(bench.left_short(), ["1 a=2", "2 a=open", "3 a=3"]);
}

#[test]
fn the_sequences_of_a_producer_are_known_after_its_records_have_gone() {
    let mut bench = Bench::in_memory(config());
    let idempotent = |sequence| produced_by(9, sequence, Attributes(0));
    bench.put_with(&[("a", Some("1"))], idempotent(0));
    bench.put_with(&[("a", Some("2"))], idempotent(1));
    bench.put(&[("a", Some("3"))]);
    bench.compact();
    assert_eq!(bench.left_short(), ["2 a=3"]);
    bench.log.remove_snapshots(|_| true).unwrap();
    let again = bench.reopen(unclean(0));
    let last = again.log.producers().get(ProducerId(9)).unwrap().last_batch().unwrap();
    assert_eq!((last.last_sequence, last.last_offset), (1, Offset(1)));
    let mut header = super::bench::headers(&bench.read(2, 1_000))[0];
    (header.producer_id, header.producer_epoch) = (ProducerId(9), ProducerEpoch(0));
    (header.base_sequence, header.last_offset_delta) = (1, 0);
    assert!(matches!(
        again.log.producers().check(&header, Verified::NotNeeded),
        Ok(SequenceCheck::Duplicate(_))
    ));
}

#[test]
fn keys_that_do_not_fit_wait_for_the_next_compaction() {
    let mut bench = Bench::in_memory(config());
    for round in 0..5 {
        for key in 0..50 {
            bench.put(&[(&format!("key {key}"), Some(&format!("{round:.<50}")))]);
        }
    }
    let table = bench.table();
    bench.settle();
    let mut rounds = 0;
    while let Some(compaction) = bench.begin(24 * 30) {
        let before = bench.log.first_dirty_offset();
        bench.run(compaction, 500);
        assert!(bench.log.first_dirty_offset() > before);
        rounds += 1;
    }
    assert!(rounds > 3);
    assert_eq!(bench.table(), table);
}

#[test]
fn appends_and_reads_go_on_meanwhile() {
    let mut bench = Bench::in_memory(config());
    for round in 0..60 {
        bench.put(&[("a", Some(&format!("{round:.<100}")))]);
    }
    bench.settle();
    let slices = bench.read(0, 1_000);
    let before = bytes(&slices);
    let mut compaction = bench.begin(MAP_BYTES).unwrap();
    let mut codecs = Codecs::new();
    loop {
        bench.put(&[("b", Some("meanwhile"))]);
        match compaction.step(300, &mut codecs).unwrap().progress {
            CompactionProgress::More => {}
            CompactionProgress::Replace(cleaned) => {
                assert!(matches!(
                    bench.log.take_compacted(*cleaned, bench.now).unwrap(),
                    Replaced::Taken(_)
                ));
            }
            CompactionProgress::Done(_) => break,
        }
    }
    assert_eq!(bytes(&slices), before, "slices that were handed out stay");
    let left = bench.left_short();
    assert_eq!(left[0], "59 a=59");
    assert!(left[1..].iter().all(|record| record.ends_with("b=meanwhile")));
}

#[test]
fn what_was_made_of_segments_that_are_gone_is_dropped() {
    let mut bench = Bench::in_memory(config());
    for round in 0..60 {
        bench.put(&[("a", Some(&format!("{round:.<100}")))]);
    }
    bench.settle();
    let mut compaction = bench.begin(MAP_BYTES).unwrap();
    bench.log.delete_records_before(Offset(20), Offset(60)).unwrap();
    bench.log.apply_retention(Offset(60), bench.now).unwrap();
    let mut codecs = Codecs::new();
    let cleaned = loop {
        match compaction.step(300, &mut codecs).unwrap().progress {
            CompactionProgress::More => {}
            CompactionProgress::Replace(cleaned) => break cleaned,
            CompactionProgress::Done(_) => panic!("it has something to replace"),
        }
    };
    assert!(matches!(bench.log.take_compacted(*cleaned, bench.now).unwrap(), Replaced::Stale));
    assert!(
        !bench.files().iter().any(|name| name.ends_with(".swap") || name.ends_with(".cleaned"))
    );
    assert_eq!(bench.left()[0].0, bench.log.log_start_offset().0);
}

#[test]
fn young_records_and_unsynced_ones_are_left_alone() {
    let lag = Duration::from_millis(500);
    let mut bench = Bench::in_memory(LogConfig { compaction_lag_min: lag, ..config() });
    bench.put(&[("a", Some("1")), ("a", Some("2"))]);
    bench.settle();
    bench.wait(499);
    assert!(bench.begin(MAP_BYTES).is_none());
    bench.wait(1);
    assert!(bench.begin(MAP_BYTES).is_some());

    let mut bench = Bench::in_memory(config());
    bench.put(&[("a", Some("1")), ("a", Some("2"))]);
    bench.log.roll(bench.now).unwrap();
    bench.log.replicated(Offset(2));
    assert!(bench.begin(MAP_BYTES).is_none(), "the record that supersedes may be lost");
}

#[test]
fn a_log_says_how_dirty_it_is() {
    let lag = Duration::from_millis(10_000);
    let mut bench = Bench::in_memory(LogConfig { compaction_lag_max: lag, ..config() });
    for round in 0..30 {
        bench.put(&[("a", Some(&format!("{round:.<100}")))]);
    }
    let end = bench.log.log_end_offset();
    assert_eq!(bench.log.dirtiness(end, bench.now).unwrap(), None, "nothing is safe yet");
    bench.settle();
    let dirtiness = bench.log.dirtiness(end, bench.now).unwrap().unwrap();
    assert!(dirtiness.ratio() > 0.99 && !dirtiness.overdue);
    bench.wait(10_001);
    assert!(bench.log.dirtiness(end, bench.now).unwrap().unwrap().overdue);
    bench.compact();
    assert_eq!(bench.log.dirtiness(end, bench.now).unwrap(), None);
}

#[test]
fn a_crash_at_any_call_of_the_disk_loses_no_last_value() {
    let fill = |bench: &mut Bench<FailingDisk>| {
        for round in 0..30 {
            let value = format!("{round:.<150}");
            bench.put(&[("a", Some(&value)), (&format!("k{}", round % 7), Some(&value))]);
            if round % 10 == 5 {
                bench.put_in_transaction(1, round / 10, &[("t", Some(&value))]);
                bench.end(1, ControlType::Commit);
            }
        }
        bench.settle();
    };
    let mut bench = Bench::failing(config());
    fill(&mut bench);
    let table = bench.table();
    for crash_after in 0.. {
        for seed in 0..3 {
            let mut bench = Bench::failing(config());
            fill(&mut bench);
            let mut compaction = bench.begin(MAP_BYTES).unwrap();
            let mut codecs = Codecs::new();
            let mut done = false;
            for _ in 0..crash_after {
                match compaction.step(1_000, &mut codecs).unwrap().progress {
                    CompactionProgress::More => {}
                    CompactionProgress::Replace(cleaned) => {
                        let _ = bench.log.take_compacted(*cleaned, bench.now).unwrap();
                    }
                    CompactionProgress::Done(_) => done = true,
                }
            }
            let recovery_point = bench.log.recovery_point();
            let unsynced = match seed {
                0 => Unsynced::Lose,
                1 => Unsynced::Keep,
                _ => Unsynced::LoseSome(Rng::from_seed(crash_after)),
            };
            let disk = Arc::new(bench.disk.crash(unsynced));
            let mut again = Bench::open(disk, config(), unclean(recovery_point.0), bench.now);
            assert_eq!(again.table(), table, "after {crash_after} steps, {seed}");
            assert_eq!(again.log.log_end_offset(), bench.log.log_end_offset());
            assert!(!again.files().iter().any(|name| name.ends_with(".swap")));
            if done && seed == 2 {
                return;
            }
        }
    }
}
