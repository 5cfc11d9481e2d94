//! See `ottla_core::storage::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ottla_core::storage::fuzzing::log_directory(data));
