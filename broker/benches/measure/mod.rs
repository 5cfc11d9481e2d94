//! What the benchmarks share: samples with their median, and what the system says of a process.

#![allow(dead_code, reason = "each benchmark uses some of it")]

mod broker_process;
mod process;
mod samples;

pub(crate) use broker_process::{BrokerProcess, first_line};
pub(crate) use process::{cpu, resident_bytes};
pub(crate) use samples::Samples;
