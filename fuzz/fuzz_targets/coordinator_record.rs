//! See `ottla_core::protocol::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| ottla_core::protocol::fuzzing::coordinator_record(data));
