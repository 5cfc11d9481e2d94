//! What `cargo xtask bench` is asked for.

use clap::{Args, Subcommand, ValueEnum};

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
