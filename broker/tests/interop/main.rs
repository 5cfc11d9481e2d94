//! Other people's clients and tools on the real `ottla broker`, and our client beside them. The tools come
//! from `cargo xtask test`, by environment variables; a test whose tool is missing prints SKIPPED.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod clients;
mod cluster;
mod codecs;
mod fetch_sessions;
mod groups;
mod idempotence;
mod input;
mod kafka_on_our_directory;
mod kafka_tools;
mod log_directories;
mod offsets;
mod process;
mod real_input;
mod transactions;
