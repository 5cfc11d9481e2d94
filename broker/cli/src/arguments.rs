//! The command line: commands and their options, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Apache Kafka in one file: a broker, and a client for any Kafka.
#[derive(Debug, Parser)]
#[command(name = "ottla", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a broker until it is told to stop (SIGTERM or Ctrl-C).
    Broker(BrokerArguments),
}

#[derive(Args, Debug)]
pub(crate) struct BrokerArguments {
    /// Address to listen on; port 0 picks a free one. [default: 127.0.0.1:9092]
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) listen: Option<String>,
    /// Directory to keep the log in; without it the log lives in memory.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// File with Kafka's keys (Java properties, as server.properties).
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// One of Kafka's broker keys; stronger than the file. May be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}
