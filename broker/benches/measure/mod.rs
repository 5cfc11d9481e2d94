//! What the benchmarks share: samples with their median, and what the system says of a process.

#![allow(dead_code, reason = "each benchmark uses some of it")]

pub(crate) mod broker_process;
pub(crate) mod process;
pub(crate) mod samples;
