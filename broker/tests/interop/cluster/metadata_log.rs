//! The metadata log of each member and its snapshots, read by kafka-dump-log with the decoder of its records, and by
//! kafka-metadata-shell.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::brokers::{Brokers, IDS, until};
use crate::process::{java, run};

/// Offset and what the tool says of the record there: its epoch and content, or its being a control
/// record. Of what is deleted from the log there is nothing.
fn dumped(directory: &Path) -> Option<BTreeMap<i64, String>> {
    let folder = directory.join("__cluster_metadata-0");
    let mut segments: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "log"))
        .collect();
    segments.sort();
    let files: Vec<_> = segments.iter().map(|path| path.display().to_string()).collect();
    let mut command = java("org.apache.kafka.tools.DumpLogSegments")?;
    command.args(["--cluster-metadata-decoder", "--files"]);
    let said = run(command.arg(files.join(",")), b"");
    Some(records(&said))
}

fn records(said: &str) -> BTreeMap<i64, String> {
    let mut records = BTreeMap::new();
    let mut epoch = 0;
    for line in said.lines() {
        assert!(!line.contains("isvalid: false"), "{line}");
        let number = |name: &str| {
            let value = line.split(&format!("{name}: ")).nth(1)?;
            value.split_whitespace().next()?.parse::<i64>().ok()
        };
        if let Some(of_batch) = number("partitionLeaderEpoch") {
            epoch = of_batch;
        } else if line.starts_with('|') {
            let offset = number("offset").unwrap();
            records.insert(offset, format!("epoch {epoch} {line}"));
        }
    }
    records
}

#[test]
fn all_members_hold_the_same_records_after_elections() {
    let Some(mut brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic("first", 3) else { return };
    for round in 0..3 {
        let controller = brokers.active_controller(None);
        brokers.kill(controller);
        let next = brokers.active_controller(Some(controller));
        assert_ne!(next, controller);
        brokers.start_again(controller);
        brokers.create_topic(&format!("round-{round}"), 2).unwrap();
    }
    let held = until("all members have everything", || {
        let held = IDS.map(|id| dumped(&brokers.directory(id)).unwrap());
        // The log goes on: there are records of time that pass between the three readings.
        let end = held.iter().filter_map(|log| log.keys().next_back().copied()).min()?;
        let held = held.map(|log| log.into_iter().filter(|(at, _)| *at <= end).collect());
        Some::<[BTreeMap<i64, String>; 3]>(held)
    });
    let [first, second, third] = &held;
    assert_eq!(first, second);
    assert_eq!(first, third);
    let offsets: Vec<i64> = first.keys().copied().collect();
    assert_eq!(offsets, (0..offsets.len() as i64).collect::<Vec<_>>());
    let count = |kind: &str| first.values().filter(|record| record.contains(kind)).count();
    assert_eq!(count("\"TOPIC_RECORD\""), 4, "{first:#?}");
    // Each start, and more where the answer to one came too late.
    assert!(count("\"REGISTER_BROKER_RECORD\"") >= 6, "{first:#?}");
    assert!(count("LeaderChange") >= 4, "{first:#?}");
    assert!(count("\"PARTITION_CHANGE_RECORD\"") > 0, "{first:#?}");
}

/// A snapshot in this directory, once there is one.
fn snapshot(directory: &Path) -> PathBuf {
    let folder = directory.join("__cluster_metadata-0");
    until("a snapshot is written", || {
        let files = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
        let is_whole = |path: &PathBuf| path.extension().is_some_and(|of| of == "checkpoint");
        files.filter(is_whole).max()
    })
}

#[test]
fn snapshots_are_read_by_apache_kafkas_tools() {
    let settings = ["metadata.log.max.record.bytes.between.snapshots=2000"];
    let Some(mut brokers) = Brokers::start(&settings) else { return };
    for number in 0..8 {
        let Some(()) = brokers.create_topic(&format!("t{number}"), 8) else { return };
    }
    let directory = brokers.directory(1);
    let file = snapshot(&directory);
    // The shell takes the lock of the directory.
    brokers.terminate(1);
    let file = file.to_str().unwrap();
    let mut dump = java("org.apache.kafka.tools.DumpLogSegments").unwrap();
    let said = run(dump.args(["--cluster-metadata-decoder", "--files", file]), b"");
    assert!(!said.contains("isvalid: false"), "{said}");
    for part in ["SnapshotHeader", "SnapshotFooter", "\"FEATURE_LEVEL_RECORD\"", "\"t0\""] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut shell = java("org.apache.kafka.shell.MetadataShell").unwrap();
    let said = run(shell.args(["--snapshot", file, "ls", "/image/topics/byName"]), b"");
    assert!(said.split_whitespace().any(|topic| topic == "t0"), "{said}");
}
