//! `cargo xtask bench client`: our client beside its peers, in turns, on one broker after the other. Each
//! measurement is a process of its own.

mod figures;
mod measure;
mod stand;
mod verdicts;

pub(super) use measure::Target;
pub(super) use stand::run;
