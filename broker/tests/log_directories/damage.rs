//! Files that are not as they should be: what can be read is served, what is wrong is said with the
//! file and the place, and nobody else notices.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ottla_broker::Broker;
use ottla_core::model::ErrorCode;
use tempfile::TempDir;

use super::{Client, fetch, listen, produce, said_of, start, support};

/// Bytes of a record: two fit into a segment.
const VALUE_BYTES: usize = 400_000;
const RECORDS: i64 = 5;
/// The segments of the damaged partition: records 0 and 1, 2 and 3, and 4.
const FIRST: &str = "00000000000000000000";
const SECOND: &str = "00000000000000000002";
const ACTIVE: &str = "00000000000000000004";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Clean,
    Killed,
}

/// Two directories: partition 0 of `t` is in the first, with three segments, 1 in the second.
struct Case {
    _root: TempDir,
    a: PathBuf,
    b: PathBuf,
}

impl Case {
    fn new(stop: Stop) -> Self {
        listen();
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a"), root.path().join("b"));
        let broker = start(&[&a, &b]);
        let mut client = Client::connect(broker.address());
        client.create_topic("t", 2, &[("segment.bytes", "1048576")]);
        for number in 0..RECORDS {
            assert_eq!(produce(&mut client, 0, &value(number)), (ErrorCode::None, number));
        }
        assert_eq!(produce(&mut client, 1, "other"), (ErrorCode::None, 0));
        let case = match stop {
            Stop::Clean => {
                broker.stop();
                Self { a, b, _root: root }
            }
            // What is on the disk while the broker runs is what a kill leaves.
            Stop::Killed => {
                let [killed_a, killed_b] = ["killed-a", "killed-b"].map(|n| root.path().join(n));
                for (from, to) in [(&a, &killed_a), (&b, &killed_b)] {
                    copy(from, to);
                }
                Self { a: killed_a, b: killed_b, _root: root }
            }
        };
        for segment in [FIRST, SECOND, ACTIVE] {
            assert!(case.file(&format!("{segment}.log")).exists());
        }
        case
    }

    /// A file of the damaged partition.
    fn file(&self, name: &str) -> PathBuf {
        self.a.join("t-0").join(name)
    }

    fn start(&self) -> (Broker, Client) {
        let broker = start(&[&self.a, &self.b]);
        let mut client = Client::connect(broker.address());
        assert_eq!(fetch(&mut client, 1, 0).unwrap(), ["other"], "the other directory serves on");
        (broker, client)
    }

    /// A message about the damaged directory names all of `parts`.
    fn says(&self, parts: &[&str]) {
        let said = said_of(&self.a);
        let found = said.iter().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(found, "{parts:?} is not in: {said:#?}");
    }

    /// Nothing waits to be deleted.
    fn keeps_everything(&self) {
        for entry in fs::read_dir(self.a.join("t-0")).unwrap().chain(fs::read_dir(&self.a).unwrap())
        {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(!name.ends_with(".deleted") && !name.ends_with("-delete"), "{name}");
        }
    }
}

/// Copies a directory that is in use: a file that goes meanwhile makes it begin again.
fn copy(from: &Path, to: &Path) {
    while !Command::new("cp").arg("-r").args([from, to]).output().unwrap().status.success() {
        fs::remove_dir_all(to).unwrap();
    }
}

fn value(number: i64) -> String {
    number.to_string().repeat(VALUE_BYTES)
}

/// The record at an offset.
fn read(client: &mut Client, offset: i64) -> Result<i64, ErrorCode> {
    let mut request = support::fetch_request("t", offset, 0, 0);
    // Of what is next to it nothing is read.
    request.topics[0].partitions[0].partition_max_bytes = 1;
    let response = client.call_at(&request, 12);
    match ErrorCode::from_code(response.responses[0].partitions[0].error_code) {
        ErrorCode::None => {}
        error => return Err(error),
    }
    let records = support::fetched(&response, offset);
    let (_, value) = records.first().unwrap_or_else(|| panic!("nothing at {offset}"));
    assert_eq!(value.len(), VALUE_BYTES);
    Ok(value[..1].parse().unwrap())
}

fn reads_all(client: &mut Client) {
    for offset in 0..RECORDS {
        assert_eq!(read(client, offset), Ok(offset));
    }
    assert_eq!(client.offset("t", 0), 0, "the first record by time");
    assert_eq!(client.offset("t", -1), RECORDS);
}

fn cut(path: &Path, bytes: u64) {
    fs::File::options().write(true).open(path).unwrap().set_len(bytes).unwrap();
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

fn flip(path: &Path, position: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[position] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

/// Where the second batch of a segment starts: two of them are equally large.
fn second_batch(path: &Path) -> usize {
    length(path) as usize / 2
}

#[test]
fn whatever_happens_to_an_index_the_records_are_found() {
    for stop in [Stop::Clean, Stop::Killed] {
        for segment in [FIRST, SECOND, ACTIVE] {
            for kind in ["index", "timeindex"] {
                let name = format!("{segment}.{kind}");
                let damages: [fn(&Path); 4] = [
                    // A killed broker may not have made it yet.
                    |path| drop(fs::remove_file(path)),
                    |path| fs::write(path, []).unwrap(),
                    |path| fs::write(path, b"???").unwrap(),
                    |path| fs::write(path, vec![0x7f; 240]).unwrap(),
                ];
                for damage in damages {
                    let case = Case::new(stop);
                    damage(&case.file(&name));
                    let (_broker, mut client) = case.start();
                    reads_all(&mut client);
                    assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, RECORDS));
                    case.keeps_everything();
                }
            }
        }
    }
}

#[test]
fn an_index_that_is_missing_or_lies_is_named() {
    for (content, reason) in [(None, "missing"), (Some(vec![0x7f; 24]), "index")] {
        let case = Case::new(Stop::Clean);
        let path = case.file(&format!("{ACTIVE}.index"));
        match content {
            None => fs::remove_file(&path).unwrap(),
            Some(bytes) => fs::write(&path, bytes).unwrap(),
        }
        drop(case.start());
        case.says(&["t-0", ACTIVE, "made its indexes again", reason]);
    }
}

#[test]
fn an_index_of_transactions_that_cannot_be_is_made_again() {
    for stop in [Stop::Clean, Stop::Killed] {
        let case = Case::new(stop);
        fs::write(case.file(&format!("{ACTIVE}.txnindex")), b"no entries of 34 bytes").unwrap();
        let (_broker, mut client) = case.start();
        reads_all(&mut client);
        let mut request = support::fetch_request("t", 0, 0, 0);
        request.isolation_level = 1;
        let response = client.call_at(&request, 12);
        let partition = &response.responses[0].partitions[0];
        assert_eq!(partition.error_code, 0);
        assert!(partition.aborted_transactions.as_ref().is_some_and(Vec::is_empty));
    }
}

#[test]
fn small_files_that_are_missing_or_broken_cost_no_records() {
    let files = [
        "t-0/leader-epoch-checkpoint",
        "t-0/partition.metadata",
        "recovery-point-offset-checkpoint",
        "replication-offset-checkpoint",
        "log-start-offset-checkpoint",
        "cleaner-offset-checkpoint",
        "t-0/00000000000000000004.snapshot",
        "t-0/00000000000000000005.snapshot",
    ];
    for stop in [Stop::Clean, Stop::Killed] {
        for file in files {
            for content in [None, Some(&b""[..]), Some(b"version: 0\ntop"), Some(b"0\n7\nt 0 1\n")]
            {
                let case = Case::new(stop);
                let path = case.a.join(file);
                match content {
                    None if path.exists() => fs::remove_file(&path).unwrap(),
                    None => {}
                    Some(bytes) => fs::write(&path, bytes).unwrap(),
                }
                let (broker, mut client) = case.start();
                reads_all(&mut client);
                assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, RECORDS));
                case.keeps_everything();
                // Kafka makes empty checkpoints, and a file that is gone says nothing.
                if content.is_some_and(|bytes| bytes.starts_with(b"0")) && !file.ends_with("shot") {
                    case.says(&[file.rsplit('/').next().unwrap(), "line"]);
                }
                drop((client, broker));
                let (_broker, mut client) = case.start();
                assert_eq!(read(&mut client, 0), Ok(0), "{file}");
                assert_eq!(client.offset("t", -1), RECORDS + 1, "{file}");
            }
        }
    }
}

/// After a clean stop closed segments are taken as they are: only who reads there hears of it.
#[test]
fn a_corrupt_batch_in_a_closed_segment_is_told_to_whoever_reads_it() {
    let case = Case::new(Stop::Clean);
    let path = case.file(&format!("{SECOND}.log"));
    let position = second_batch(&path);
    flip(&path, position + 8);
    let (_broker, mut client) = case.start();
    for (offset, expected) in
        [(0, Ok(0)), (1, Ok(1)), (2, Ok(2)), (3, Err(ErrorCode::CorruptMessage)), (4, Ok(4))]
    {
        assert_eq!(read(&mut client, offset), expected, "{offset}");
    }
    let byte = format!("byte {position}");
    case.says(&["offset 3", &format!("t-0/{SECOND}.log"), &byte, "go on behind the damage"]);
    assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, RECORDS));
    case.keeps_everything();
}

/// The checksum is the reader's to check, as with Apache Kafka: all batches are handed out.
#[test]
fn a_wrong_checksum_in_a_closed_segment_keeps_nobody_from_the_other_batches() {
    let case = Case::new(Stop::Clean);
    let path = case.file(&format!("{SECOND}.log"));
    flip(&path, second_batch(&path) - 10);
    let (_broker, mut client) = case.start();
    for offset in [0, 1, 3, 4] {
        assert_eq!(read(&mut client, offset), Ok(offset));
    }
    let response = client.call_at(&support::fetch_request("t", 2, 0, 0), 12);
    let partition = &response.responses[0].partitions[0];
    let bytes = partition.records.as_ref().unwrap().read().unwrap();
    let header = ottla_core::protocol::records::BatchHeader::parse_whole(&bytes).unwrap();
    assert_eq!(header.base_offset.0, 2);
    assert!(!header.crc_matches(&bytes));
    case.keeps_everything();
}

#[test]
fn a_corrupt_batch_in_the_active_segment_ends_the_log_there() {
    for stop in [Stop::Clean, Stop::Killed] {
        let case = Case::new(stop);
        flip(&case.file(&format!("{ACTIVE}.log")), 8);
        let (broker, mut client) = case.start();
        for offset in 0..4 {
            assert_eq!(read(&mut client, offset), Ok(offset));
        }
        case.says(&[&format!("t-0/{ACTIVE}.log"), "byte 0", "ends at offset 4"]);
        assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, 4));
        drop((client, broker));
        let (_broker, mut client) = case.start();
        assert_eq!(client.offset("t", -1), 5);
    }
}

/// What was not synced is checked, and cut where it is not valid.
#[test]
fn a_corrupt_batch_that_was_not_synced_ends_the_log_there() {
    for position in [8, 30, 1_000] {
        let case = Case::new(Stop::Killed);
        let path = case.file(&format!("{SECOND}.log"));
        let second = second_batch(&path);
        flip(&path, second + position);
        let (_broker, mut client) = case.start();
        for offset in 0..3 {
            assert_eq!(read(&mut client, offset), Ok(offset));
        }
        let byte = format!("byte {second}");
        case.says(&[&format!("t-0/{SECOND}.log"), &byte, "ends at offset 3"]);
        assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, 3));
    }
}

#[test]
fn a_truncated_log_serves_what_is_left() {
    let case = Case::new(Stop::Clean);
    let path = case.file(&format!("{FIRST}.log"));
    cut(&path, length(&path) - 100);
    let (_broker, mut client) = case.start();
    assert_eq!(read(&mut client, 0), Ok(0));
    assert_eq!(read(&mut client, 1), Err(ErrorCode::CorruptMessage));
    for offset in 2..RECORDS {
        assert_eq!(read(&mut client, offset), Ok(offset));
    }
    case.says(&["offset 1", &format!("t-0/{FIRST}.log"), "go on behind the damage"]);
    case.keeps_everything();

    for stop in [Stop::Clean, Stop::Killed] {
        let case = Case::new(stop);
        let path = case.file(&format!("{ACTIVE}.log"));
        cut(&path, length(&path) - 100);
        let (_broker, mut client) = case.start();
        for offset in 0..4 {
            assert_eq!(read(&mut client, offset), Ok(offset));
        }
        case.says(&[&format!("t-0/{ACTIVE}.log"), "ends at offset 4"]);
        assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, 4));
    }
}

/// A consumer goes on with what comes after the missing segment.
#[test]
fn a_missing_segment_leaves_the_others() {
    let case = Case::new(Stop::Clean);
    fs::remove_file(case.file(&format!("{SECOND}.log"))).unwrap();
    let (_broker, mut client) = case.start();
    for (offset, expected) in [(0, 0), (1, 1), (4, 4)] {
        assert_eq!(read(&mut client, offset), Ok(expected));
    }
    assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, RECORDS));
    case.keeps_everything();
}

/// While the broker runs somebody cuts the file: that says nothing against the disk.
#[test]
fn a_file_that_is_cut_under_a_running_broker_harms_its_partition_alone() {
    let case = Case::new(Stop::Clean);
    let (_broker, mut client) = case.start();
    cut(&case.file(&format!("{FIRST}.log")), 10);
    assert_eq!(read(&mut client, 0), Err(ErrorCode::CorruptMessage));
    assert_eq!(read(&mut client, 2), Ok(2));
    assert_eq!(produce(&mut client, 0, "next"), (ErrorCode::None, RECORDS));
    case.says(&["offset 0", &format!("t-0/{FIRST}.log")]);
}

/// What a crash tears is the end of the log; what a later start has built on was whole.
#[test]
fn damaged_metadata_is_refused_with_its_place_and_left_as_it_is() {
    for stop in [Stop::Clean, Stop::Killed] {
        let case = Case::new(stop);
        drop(case.start());
        let marker = case.a.join(".kafka_cleanshutdown");
        if stop == Stop::Killed {
            fs::remove_file(marker).unwrap();
        }
        let path = case.a.join("__cluster_metadata-0/00000000000000000000.log");
        let kept = fs::read(&path).unwrap();
        let second = 12 + u32::from_be_bytes(kept[8..12].try_into().unwrap()) as usize;
        for position in [8, 17, 70] {
            flip(&path, second + position);
            let damaged = fs::read(&path).unwrap();
            let message = super::refusal(super::options(&[&case.a, &case.b]));
            let byte = format!("at byte {second}");
            for part in [&path.display().to_string(), &byte, "offset 1", "put a whole copy"] {
                assert!(message.contains(part), "{part} is not in: {message}");
            }
            assert_eq!(fs::read(&path).unwrap(), damaged);
            fs::write(&path, &kept).unwrap();
        }
        reads_all(&mut case.start().1);
    }
}

#[test]
fn metadata_that_a_crash_has_torn_is_cut() {
    let case = Case::new(Stop::Killed);
    let path = case.a.join("__cluster_metadata-0/00000000000000000000.log");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [&whole[..], &whole[..40]].concat()).unwrap();
    reads_all(&mut case.start().1);
    case.says(&["recovered the metadata log", &format!("byte {}", whole.len())]);
}
