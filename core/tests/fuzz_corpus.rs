//! Replays the corpus of the fuzz targets on stable Rust: each file as it is, and cut off anywhere.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{collections::BTreeSet, fs, path::Path};

use ottla_core::{
    protocol::{fuzzing as protocol, records::fuzzing as records},
    quorum, storage,
};

/// Every target by the name that it has in fuzz/Cargo.toml.
const TARGETS: [(&str, fn(&[u8])); 10] = [
    ("coordinator_record", protocol::coordinator_record),
    ("embedded_message", protocol::embedded_message),
    ("frame_decoder", protocol::frame_decoder),
    ("log_directory", storage::fuzzing::log_directory),
    ("message_sets", records::fuzz_message_sets),
    ("metadata_record", protocol::metadata_record),
    ("records", records::fuzz_records),
    ("request", protocol::request),
    ("response", protocol::response),
    ("small_file", small_file),
];

/// As the target has it: a file of the log directory, and the same as a quorum-state file.
fn small_file(data: &[u8]) {
    storage::fuzzing::small_file(data);
    quorum::fuzzing::quorum_state(data);
}

#[test]
fn every_target_survives_its_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (target, run) in TARGETS {
        let mut count = 0;
        for entry in fs::read_dir(corpus.join(target)).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            run(&bytes);
            for end in 0..bytes.len() {
                run(&bytes[..end]);
            }
            count += 1;
        }
        assert!(count > 0, "the corpus of {target} is empty");
    }
}

#[test]
fn every_fuzz_target_is_replayed() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let path = |line: &str| {
        line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\"").map(str::to_owned)
    };
    let declared: BTreeSet<String> = manifest.lines().filter_map(path).collect();
    let replayed = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(declared, replayed);
}
