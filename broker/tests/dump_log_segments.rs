//! Apache Kafka's own DumpLogSegments reads what a log wrote through real files: batches, both
//! indexes, producer snapshots. Needs Java and the jars of Apache Kafka 4.3.1:
//! `OTTLA_KAFKA_LIBS=DIRECTORY cargo test -p ottla-broker --test dump_log_segments -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::{path::Path, process::Command, sync::Arc, time::Duration};

use bytes::Bytes;
use ottla_broker::disk::FileDisk;
use ottla_core::{
    model::{LeaderEpoch, Moment, Now, Offset, ProducerEpoch, ProducerId, Rng, Timestamp},
    protocol::records::{
        BatchBuilder, BatchFields, Codecs, Compression, Encoding, NewRecord, TimestampType,
    },
    storage::log::{AppendOrigin, LeaderBatch, Log, LogConfig, OpenMode},
};

const START: i64 = 1_700_000_000_000;

fn now(step: i64) -> Now {
    Now { monotonic: Moment(Duration::from_millis(step as u64)), wall: Timestamp(START + step) }
}

fn batch(rng: &mut Rng, step: i64, sequence: i32) -> (Bytes, i32) {
    let count = 1 + rng.below(20) as i32;
    let mut builder = BatchBuilder::with_capacity(4_096);
    for index in 0..count {
        let value = vec![b'a' + rng.below(26) as u8; rng.below(300) as usize];
        let key = format!("key-{index}");
        // Timestamps go back and forth.
        let timestamp = Timestamp(START + step * 10 - rng.below(500) as i64);
        let record =
            NewRecord { timestamp, key: Some(key.as_bytes()), value: Some(&value), headers: [] };
        builder.append(record).unwrap();
    }
    let codec = [
        Compression::None,
        Compression::Gzip,
        Compression::Snappy,
        Compression::Lz4,
        Compression::Zstd,
    ][step as usize % 5];
    let mut fields = BatchFields { encoding: Encoding::from(codec), ..BatchFields::default() };
    if step % 3 == 0 {
        fields.producer_id = ProducerId(1_000);
        fields.producer_epoch = ProducerEpoch(2);
        fields.base_sequence = sequence;
    }
    if step % 7 == 0 {
        fields.attributes = fields.attributes.with_timestamp_type(TimestampType::LogAppendTime);
    }
    let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
    (bytes, if step % 3 == 0 { count } else { 0 })
}

/// Several segments, epochs and producers, a stop in between, a cut and appends after it.
fn write_log(root: &Path) -> Offset {
    let disk = Arc::new(FileDisk::open(root).unwrap());
    let config = Arc::new(LogConfig {
        segment_bytes: 60_000,
        index_interval_bytes: 4_096,
        ..LogConfig::default()
    });
    let mut rng = Rng::from_seed(11);
    let mut sequence = 0;
    let mut end = Offset::ZERO;
    for round in 0..3 {
        let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
        let disk: Arc<FileDisk> = Arc::clone(&disk);
        let (mut log, report) =
            Log::open(disk, "dumped-0", Arc::clone(&config), mode, rng.split("log"), now(0))
                .unwrap();
        assert!(report.findings.is_empty(), "{report:?}");
        assert_eq!(log.log_end_offset(), end);
        for step in round * 150..(round + 1) * 150 {
            let (bytes, sequences) = batch(&mut rng, step, sequence);
            let batch = LeaderBatch::whole(&bytes).unwrap();
            let epoch = LeaderEpoch((round * 2 + step % 150 / 100) as i32);
            log.append_as_leader(&[batch], epoch, AppendOrigin::Client, now(step)).unwrap();
            sequence += sequences;
        }
        if round == 1 {
            let cut = log.log_end_offset() + -37;
            let _ = log.truncate_to(cut, now(0)).unwrap();
            sequence = log
                .producers()
                .get(ProducerId(1_000))
                .and_then(|entry| entry.last_batch())
                .map_or(0, |batch| batch.last_sequence + 1);
        }
        end = log.log_end_offset();
        log.close().unwrap();
    }
    end
}

fn dump(libs: &str, files: &[String], options: &[&str]) -> String {
    let output = Command::new("java")
        .args(["-cp", &format!("{libs}/*"), "org.apache.kafka.tools.DumpLogSegments"])
        .args(options)
        .args(["--files", &files.join(",")])
        .output()
        .expect("java runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    text
}

#[test]
#[ignore = "needs Java and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_the_directory_without_complaint() {
    let libs =
        std::env::var("OTTLA_KAFKA_LIBS").expect("OTTLA_KAFKA_LIBS names the jars' directory");
    let directory = tempfile::tempdir().unwrap();
    let end = write_log(directory.path());
    let partition = directory.path().join("dumped-0");
    let mut files: Vec<String> = std::fs::read_dir(&partition)
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .filter(|path| !path.ends_with("checkpoint"))
        .collect();
    files.sort();
    let of = |suffix: &str| -> Vec<String> {
        files.iter().filter(|path| path.ends_with(suffix)).cloned().collect()
    };
    assert!(of(".log").len() > 3, "{files:?}");
    // One at each base offset but the first, and one at the end.
    assert!(of(".snapshot").len() >= of(".log").len(), "{files:?}");

    for options in [&["--deep-iteration", "--print-data-log"][..], &["--index-sanity-check"]] {
        let text = dump(&libs, &files, options);
        for complaint in ["isvalid: false", "Mismatches in", "Exception", "corrupt"] {
            let line = text.lines().find(|line| line.contains(complaint));
            assert!(line.is_none(), "{options:?}: {line:?}");
        }
        // The tool calls the first record of every later segment non-consecutive: it follows -1.
        let gap = text
            .lines()
            .find(|line| line.contains(" is followed by ") && !line.starts_with("  -1 is"));
        assert!(gap.is_none(), "{options:?}: {gap:?}");
        if options.len() == 2 {
            let last = format!("| offset: {} ", end.0 - 1);
            assert!(text.contains(&last), "the last record is missing");
            assert!(text.contains("producerId: 1000 producerEpoch: 2"));
            for index in of("index") {
                assert!(text.contains(&index));
            }
        } else {
            assert_eq!(text.matches("passed sanity check").count(), of("index").len());
        }
    }
}
