//! `cargo xtask bench`: measurements that need other programs beside Ottla. Those that need only
//! this workspace are plain `cargo bench` programs.

mod bare_loop;
mod bindings;
mod build;
mod client;
mod cluster;
mod host_memory;
mod kafka;
mod options;
mod produce;
mod program;
mod table;
mod target;
mod workload;

pub(crate) use options::BenchArguments;
pub(crate) use produce::run;
