//! See `ottla_core::storage::fuzzing` and `ottla_core::quorum::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    ottla_core::storage::fuzzing::small_file(data);
    ottla_core::quorum::fuzzing::quorum_state(data);
});
