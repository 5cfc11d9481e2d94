//! The arguments: what to measure, with which client, at which broker.

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ClientName {
    Ottla,
    Rdkafka,
    Rskafka,
    Krafka,
}

/// A topic of one partition.
#[derive(Args, Clone, Debug)]
pub(crate) struct At {
    #[arg(long)]
    pub(crate) bootstrap: String,
    #[arg(long)]
    pub(crate) topic: String,
}

/// Records of one size.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Load {
    #[arg(long)]
    pub(crate) records: u64,
    /// Bytes of a record's value.
    #[arg(long)]
    pub(crate) bytes: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Makes the topic.
    Create(At),
    Remove(At),
    /// Writes all records to the topic, which is empty before; one more has gone out by then.
    Produce {
        #[arg(long)]
        client: ClientName,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        load: Load,
    },
    /// Reads that many records from the beginning of the topic on.
    Consume {
        #[arg(long)]
        client: ClientName,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        load: Load,
    },
    /// Writes all records, with this many keys in turns; with our client.
    ProduceKeys {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        load: Load,
        #[arg(long)]
        keys: u64,
    },
    /// Reads that many records as a member of a group and calls a function that does nothing for each, side by side
    /// and in order for each key; with our client.
    Process {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        load: Load,
    },
    /// Sends one record after the other, and notes when each was consumed.
    Latency {
        #[arg(long)]
        client: ClientName,
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        load: Load,
    },
    /// As many bytes over one connection of the loopback, between two processes.
    Loopback {
        #[command(flatten)]
        load: Load,
        /// Bytes of one write.
        #[arg(long)]
        write_bytes: usize,
    },
    /// Two bare exchanges over the loopback, one after the other, for each record: what sending and
    /// fetching it needs at least.
    RoundTrips {
        #[command(flatten)]
        load: Load,
    },
    /// The other process of `loopback`.
    #[command(hide = true)]
    Send {
        address: String,
        bytes: u64,
        write_bytes: usize,
    },
    /// The other process of `round-trips`.
    #[command(hide = true)]
    Echo {
        address: String,
    },
}
