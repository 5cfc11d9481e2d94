//! See `ottla_core::protocol::records::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    ottla_core::protocol::records::fuzzing::fuzz_message_sets(data);
});
