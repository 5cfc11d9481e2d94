//! Apache Kafka's own DumpLogSegments reads what a log wrote through real files: batches, indexes,
//! aborted transactions, producer snapshots, and what compaction left. Needs Java and the jars of Apache Kafka 4.3.1:
//! `OTTLA_KAFKA_LIBS=DIRECTORY cargo test -p ottla-broker --test dump_log_segments -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod support;

use std::{path::Path, process::Command, sync::Arc, time::Duration};

use bytes::Bytes;
use ottla_broker::{Broker, BrokerOptions, disk::FileDisk};
use ottla_core::{
    model::{
        LeaderEpoch, Moment, Now, Offset, ProducerEpoch, ProducerId, Rng, Timestamp,
        config::CleanupPolicy,
    },
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, Codecs, Compression, ControlType, Encoding,
        NewRecord, TimestampType, end_marker_value,
    },
    storage::{
        compaction::{Compaction, CompactionProgress},
        log::{AppendOrigin, LeaderBatch, Log, LogConfig, OpenMode},
    },
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

/// Transactions of a producer: two records each, every other one is aborted.
const TRANSACTIONAL: ProducerId = ProducerId(2_000);

fn next_sequence(log: &Log, producer: ProducerId) -> i32 {
    let last = log.producers().get(producer).and_then(|entry| entry.last_batch());
    last.map_or(0, |batch| batch.last_sequence + 1)
}

/// The parts of a transaction: what the first step of each eleven writes, and how the sixth ends it.
fn go_on_with_transaction(log: &mut Log, epoch: LeaderEpoch, step: i64) {
    let mut builder = BatchBuilder::default();
    let mut fields = BatchFields {
        producer_id: TRANSACTIONAL,
        producer_epoch: ProducerEpoch(1),
        attributes: Attributes(0).transactional(),
        ..BatchFields::default()
    };
    let timestamp = Timestamp(START + step * 10);
    let origin = match step % 11 {
        0 => {
            fields.base_sequence = next_sequence(log, TRANSACTIONAL);
            for key in ["key-1", "key-of-transactions"] {
                let (key, value) = (Some(key.as_bytes()), Some(&b"in a transaction"[..]));
                builder.append(NewRecord { timestamp, key, value, headers: [] }).unwrap();
            }
            AppendOrigin::Client
        }
        5 => {
            let how = if step / 11 % 2 == 0 { ControlType::Abort } else { ControlType::Commit };
            fields.attributes = fields.attributes.control();
            builder.append_control(timestamp, how, &end_marker_value(3)).unwrap();
            AppendOrigin::Coordinator
        }
        _ => return,
    };
    let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
    let batch = LeaderBatch::whole(&bytes).unwrap();
    log.append_as_leader(&[batch], epoch, origin, now(step)).unwrap();
}

/// Closes and syncs what there is, and compacts it.
fn compact(log: &mut Log, step: i64) {
    log.replicated(log.log_end_offset());
    log.roll(now(step)).unwrap();
    let job = log.prepare_sync().unwrap().unwrap();
    log.synced(job.run().unwrap());
    let plan = log.plan_compaction(log.log_end_offset(), now(step)).unwrap().unwrap();
    let mut compaction = Compaction::begin(plan, 1 << 20, &mut Rng::from_seed(3));
    loop {
        match compaction.step(1 << 20, &mut Codecs::new()).unwrap().progress {
            CompactionProgress::More => {}
            CompactionProgress::Replace(cleaned) => {
                let _ = log.take_compacted(*cleaned, now(step)).unwrap();
            }
            CompactionProgress::Done(report) => {
                assert!(report.records_after < report.records_before);
                return log.set_first_dirty_offset(report.end_offset);
            }
        }
    }
}

/// Several segments, epochs and producers, a stop in between, a cut and appends after it.
fn write_log(root: &Path, directory: &str, cleanup_policy: CleanupPolicy) -> Offset {
    let disk = Arc::new(FileDisk::open(root).unwrap());
    let config = Arc::new(LogConfig {
        segment_bytes: 60_000,
        index_interval_bytes: 4_096,
        cleanup_policy,
        ..LogConfig::default()
    });
    let mut rng = Rng::from_seed(11);
    let mut sequence = 0;
    let mut end = Offset::ZERO;
    for round in 0..3 {
        let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
        let disk: Arc<FileDisk> = Arc::clone(&disk);
        let (mut log, report) =
            Log::open(disk, directory, Arc::clone(&config), mode, rng.split("log"), now(0))
                .unwrap();
        assert!(report.findings.is_empty(), "{report:?}");
        assert_eq!(log.log_end_offset(), end);
        for step in round * 150..(round + 1) * 150 {
            let (bytes, sequences) = batch(&mut rng, step, sequence);
            let batch = LeaderBatch::whole(&bytes).unwrap();
            let epoch = LeaderEpoch((round * 2 + step % 150 / 100) as i32);
            log.append_as_leader(&[batch], epoch, AppendOrigin::Client, now(step)).unwrap();
            sequence += sequences;
            go_on_with_transaction(&mut log, epoch, step);
        }
        if cleanup_policy == CleanupPolicy::Compact {
            compact(&mut log, (round + 1) * 150);
        } else if round == 1 {
            let cut = log.log_end_offset() + -37;
            let _ = log.truncate_to(cut, now(0)).unwrap();
            sequence = next_sequence(&log, ProducerId(1_000));
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

/// The files of a partition that the tool reads, and a way to pick those of a kind.
fn files_of(partition: &Path) -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(partition)
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .filter(|path| !path.ends_with("checkpoint"))
        .collect();
    files.sort();
    files
}

fn of_kind<'a>(files: &'a [String], suffix: &str) -> Vec<&'a String> {
    files.iter().filter(|path| path.ends_with(suffix)).collect()
}

fn assert_no_complaint(text: &str) {
    for complaint in ["isvalid: false", "Mismatches in", "Exception", "corrupt"] {
        let line = text.lines().find(|line| line.contains(complaint));
        assert!(line.is_none(), "{line:?}");
    }
}

const READINGS: [&[&str]; 2] =
    [&["--deep-iteration", "--print-data-log"], &["--index-sanity-check"]];

fn libs() -> String {
    std::env::var("OTTLA_KAFKA_LIBS").expect("OTTLA_KAFKA_LIBS names the jars' directory")
}

#[test]
#[ignore = "needs Java and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_the_directory_without_complaint() {
    let directory = tempfile::tempdir().unwrap();
    let end = write_log(directory.path(), "dumped-0", CleanupPolicy::Delete);
    let files = files_of(&directory.path().join("dumped-0"));
    assert!(of_kind(&files, ".log").len() > 3, "{files:?}");
    assert!(of_kind(&files, ".txnindex").len() > 1, "{files:?}");
    // One at each base offset but the first, and one at the end.
    assert!(of_kind(&files, ".snapshot").len() >= of_kind(&files, ".log").len(), "{files:?}");

    for options in READINGS {
        let text = dump(&libs(), &files, options);
        assert_no_complaint(&text);
        // The tool calls the first record of every later segment non-consecutive: it follows -1.
        let gap = text
            .lines()
            .find(|line| line.contains(" is followed by ") && !line.starts_with("  -1 is"));
        assert!(gap.is_none(), "{options:?}: {gap:?}");
        if options.len() == 2 {
            let last = format!("offset: {} ", end.0 - 1);
            assert!(text.contains(&last), "the last record is missing");
            assert!(text.contains("producerId: 1000 producerEpoch: 2"));
            assert!(text.contains("endTxnMarker: ABORT coordinatorEpoch: 3"));
            let aborted = text.matches("producerId: 2000 firstOffset: ").count();
            assert_eq!(aborted, text.matches("endTxnMarker: ABORT").count());
            for index in of_kind(&files, "index") {
                assert!(text.contains(index));
            }
        } else {
            let sparse = of_kind(&files, ".index").len() + of_kind(&files, ".timeindex").len();
            assert_eq!(text.matches("passed sanity check").count(), sparse);
        }
    }
}

#[test]
#[ignore = "needs Java and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_what_compaction_left_without_complaint() {
    let directory = tempfile::tempdir().unwrap();
    write_log(directory.path(), "compacted-0", CleanupPolicy::Compact);
    let files = files_of(&directory.path().join("compacted-0"));
    for options in READINGS {
        let text = dump(&libs(), &files, options);
        assert_no_complaint(&text);
        if options.len() == 2 {
            // One for each of the twenty keys, and few that the active segment or a producer keeps.
            let left = text.matches("| offset: ").count();
            assert!((20..200).contains(&left), "{left} records are left");
            assert!(text.contains("key-of-transactions"));
        }
    }
}

#[test]
#[ignore = "needs Java and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_the_metadata_log_without_complaint() {
    let directory = tempfile::tempdir().unwrap();
    for run in 0..3 {
        let broker = Broker::start(BrokerOptions::default().directory(directory.path())).unwrap();
        let mut client = support::Client::connect(broker.address());
        let configs = [("retention.ms", "1000"), ("cleanup.policy", "compact")];
        client.create_topic(&format!("topic-{run}"), 3, &configs);
        broker.stop();
    }
    let files = files_of(&directory.path().join("__cluster_metadata-0"));
    let logs: Vec<String> = of_kind(&files, ".log").into_iter().cloned().collect();
    let text = dump(&libs(), &logs, &["--cluster-metadata-decoder", "--skip-record-metadata"]);
    assert_no_complaint(&text);
    assert!(!text.contains("Error at"), "{text}");
    // One entry of the cluster, and two of each topic.
    for (kind, count) in [("TOPIC_RECORD", 3), ("PARTITION_RECORD", 9), ("CONFIG_RECORD", 7)] {
        assert_eq!(text.matches(&format!("\"type\":\"{kind}\"")).count(), count, "{kind}: {text}");
    }
    assert_eq!(text.matches("\"type\":\"REGISTER_BROKER_RECORD\"").count(), 3);
    let indexes: Vec<String> = of_kind(&files, "index").into_iter().cloned().collect();
    assert_no_complaint(&dump(&libs(), &indexes, &["--index-sanity-check"]));
}

#[test]
#[ignore = "needs Java and OTTLA_KAFKA_LIBS"]
fn apache_kafka_reads_the_log_of_transactions_without_complaint() {
    use support::transactions::End;
    let directory = tempfile::tempdir().unwrap();
    let options = BrokerOptions::default().directory(directory.path());
    let options = options.set("transaction.state.log.num.partitions", "1").unwrap();
    let broker = Broker::start(options).unwrap();
    let mut client = support::Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    client.find_coordinators();
    let committed = client.init("committed", 60_000);
    client.write(&committed, "t", 0, "a", 12).unwrap();
    client.commit_in_transaction(&committed, "g", "t", 9, 5);
    client.end(&committed, End::Commit, 5).unwrap();
    let open = client.init("open", 12_345);
    client.add_partitions(&open, &[("t", &[0, 1])], 3);
    let aborted = client.init("aborted", 60_000);
    client.add_partitions(&aborted, &[("t", &[1])], 3);
    client.end(&aborted, End::Abort, 4).unwrap();
    for (id, state) in [("committed", "CompleteCommit"), ("aborted", "CompleteAbort")] {
        client.until("it is complete", |client| client.state_of(id) == state);
    }
    broker.stop();
    let files = files_of(&directory.path().join("__transaction_state-0"));
    let logs: Vec<String> = of_kind(&files, ".log").into_iter().cloned().collect();
    let text = dump(&libs(), &logs, &["--transaction-log-decoder", "--skip-record-metadata"]);
    assert_no_complaint(&text);
    assert!(!text.contains("Error"), "{text}");
    // Each id in the order of its states.
    for (id, states) in
        [("committed", &[0, 1, 1, 2, 4][..]), ("open", &[0, 1]), ("aborted", &[0, 1, 3, 5])]
    {
        let of_id = text.lines().filter(|line| line.contains(&format!("\"{id}\"")));
        let found: Vec<String> = of_id.map(str::to_owned).collect();
        let found_states: Vec<u8> =
            found.iter().map(|line| number(line, "transactionStatus")).collect();
        assert_eq!(found_states, states, "{id}: {text}");
    }
    assert_eq!(text.matches("\"transactionTimeoutMs\":12345").count(), 2, "{text}");
    for options in READINGS {
        assert_no_complaint(&dump(&libs(), &files, options));
    }
}

/// A number of a record as the tool prints it.
fn number(line: &str, name: &str) -> u8 {
    let (_, rest) = line.split_once(&format!("\"{name}\":")).expect(line);
    let digits = rest.split(|character: char| !character.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).expect(line)
}
