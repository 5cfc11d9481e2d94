//! What `cargo xtask bench` is asked for.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::package::Language;

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
    /// The client beside rdkafka, rskafka and krafka, on our broker and on Apache Kafka.
    Client(ClientArguments),
    /// The packages for Python, Node and Swift beside confluent-kafka, aiokafka, @platformatic/kafka and kafkajs.
    Bindings(BindingsArguments),
    /// Three brokers that are a cluster, beside three of Apache Kafka.
    Cluster(ClusterArguments),
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

/// Arguments of `cargo xtask bench client`.
#[derive(Args, Debug)]
pub(super) struct ClientArguments {
    /// Clients beside ours; none with an empty list.
    #[arg(long, value_enum, value_delimiter = ',', num_args = 0.., default_values_t = ClientName::PEERS)]
    pub(super) peers: Vec<ClientName>,
    /// Brokers to run against.
    #[arg(long, value_enum, default_value_t = BrokerChoice::Both)]
    pub(super) target: BrokerChoice,
    /// Times that all have their turn.
    #[arg(long, default_value_t = 5)]
    pub(super) runs: usize,
    /// Divides the number of records of every run.
    #[arg(long, default_value_t = 1)]
    pub(super) divide: u64,
}

/// Arguments of `cargo xtask bench bindings`.
#[derive(Args, Debug)]
pub(super) struct BindingsArguments {
    /// Languages.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = Language::ALL)]
    pub(super) language: Vec<Language>,
    /// Measure what the last run has installed, and build nothing.
    #[arg(long)]
    pub(super) installed: bool,
    /// Measurements by name (send, awaited, produce, batches, loop, one, embedded, import, start); all without any.
    #[arg(long, value_delimiter = ',')]
    pub(super) measures: Vec<String>,
    /// Brokers to run against.
    #[arg(long, value_enum, default_value_t = BrokerChoice::Ottla)]
    pub(super) target: BrokerChoice,
    /// Times that all have their turn.
    #[arg(long, default_value_t = 5)]
    pub(super) runs: usize,
    /// Divides the number of records of every run.
    #[arg(long, default_value_t = 1)]
    pub(super) divide: u64,
}

/// Arguments of `cargo xtask bench cluster`.
#[derive(Args, Debug)]
pub(super) struct ClusterArguments {
    /// Whose clusters are measured, one after the other.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = System::ALL)]
    pub(super) systems: Vec<System>,
    /// What is measured.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = ClusterMeasure::ALL)]
    pub(super) measures: Vec<ClusterMeasure>,
    /// Turns of writing, and times that a broker goes in each way.
    #[arg(long, default_value_t = 5)]
    pub(super) runs: usize,
    /// What one turn writes, before it has three replicas.
    #[arg(long, default_value_t = 1_000)]
    pub(super) megabytes: u64,
    /// Partitions, in ten topics, of a broker that dies.
    #[arg(long, default_value_t = 10_000)]
    pub(super) partitions: usize,
    /// Where the brokers have their data; beside the build without it.
    #[arg(long)]
    pub(super) folder: Option<PathBuf>,
    /// Pause between attempts of the writes that are watched (retry.backoff.ms, and the same for its maximum);
    /// the client's defaults without it.
    #[arg(long)]
    pub(super) retry_backoff_ms: Option<u64>,
}

/// Whose brokers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum System {
    Ottla,
    Kafka,
}

impl System {
    const ALL: [Self; 2] = [Self::Ottla, Self::Kafka];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ottla => "ottla",
            Self::Kafka => "kafka",
        }
    }
}

/// A part of `cargo xtask bench cluster`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ClusterMeasure {
    /// Rate and processor of writes with acks=all.
    Produce,
    /// How long writes stop when a broker goes.
    Stops,
    /// Many partitions that need new leaders.
    Partitions,
    /// Processor and memory of a cluster at rest.
    Idle,
}

impl ClusterMeasure {
    const ALL: [Self; 4] = [Self::Produce, Self::Stops, Self::Partitions, Self::Idle];
}

/// A client, by the name of its crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ClientName {
    Ottla,
    Rdkafka,
    Rskafka,
    Krafka,
}

impl ClientName {
    const PEERS: [Self; 3] = [Self::Rdkafka, Self::Rskafka, Self::Krafka];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ottla => "ottla",
            Self::Rdkafka => "rdkafka",
            Self::Rskafka => "rskafka",
            Self::Krafka => "krafka",
        }
    }

    /// Whether it can be held against an idempotent producer: one without numbers does less.
    pub(super) fn is_idempotent(self) -> bool {
        match self {
            Self::Ottla | Self::Rdkafka | Self::Krafka => true,
            Self::Rskafka => false,
        }
    }
}

/// Brokers to run against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BrokerChoice {
    /// Ours, in memory.
    Ottla,
    /// Apache Kafka.
    Kafka,
    Both,
}
