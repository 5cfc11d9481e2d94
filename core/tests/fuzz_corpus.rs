//! Replays the corpus of the fuzz targets on stable Rust.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::{fs, path::Path};

use ottla_core::protocol::fuzzing;

fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        run(&bytes);
        for end in 0..bytes.len() {
            run(&bytes[..end]);
        }
        count += 1;
    }
    assert!(count > 0, "the corpus of {target} is empty");
}

#[test]
fn frame_decoder_survives_its_corpus() {
    replay("frame_decoder", fuzzing::frame_decoder);
}

#[test]
fn request_decoder_survives_its_corpus() {
    replay("request", fuzzing::request);
}

#[test]
fn the_corpus_of_record_batches_is_read_or_refused() {
    replay("records", ottla_core::protocol::records::fuzzing::fuzz_records);
}
