//! What `cargo xtask bench` is asked for.

use clap::{Args, Subcommand};

/// Arguments of `cargo xtask bench`.
#[derive(Args, Debug)]
pub(crate) struct BenchArguments {
    #[command(subcommand)]
    pub(super) what: What,
}

#[derive(Subcommand, Debug)]
pub(super) enum What {
    /// Apache Kafka's ProducerPerformance against Ottla, kfake that discards, Apache Kafka and a
    /// bare loop, in turns.
    Produce(ProduceArguments),
}

/// Arguments of `cargo xtask bench produce`.
#[derive(Args, Debug)]
pub(super) struct ProduceArguments {
    /// Times that all targets have their turn.
    #[arg(long, default_value_t = 3)]
    pub(super) rounds: usize,
    /// Divides the number of records of every run.
    #[arg(long, default_value_t = 1)]
    pub(super) divide: u64,
}
