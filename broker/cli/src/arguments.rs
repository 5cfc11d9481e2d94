//! The command line: commands and their options, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Run a cluster of several brokers in one process, or show what state a cluster is in.
    #[command(args_conflicts_with_subcommands = true)]
    Cluster(ClusterArguments),
    /// Create, list, describe or delete topics.
    #[command(subcommand)]
    Topic(TopicCommand),
    /// Write records: lines, keys and values, or JSON, from a file or standard input.
    Produce(ProduceArguments),
    /// Read records and print them.
    Consume(ConsumeArguments),
    /// List, describe or delete consumer groups; show, set or delete their offsets.
    #[command(subcommand)]
    Group(GroupCommand),
    /// List or describe transactional ids; show a partition's producers; abort or fence.
    #[command(subcommand)]
    Transaction(TransactionCommand),
    /// Show it working: start a broker, send a file through it, read it back, print the figures.
    Demo(DemoArguments),
}

#[derive(Args, Debug)]
pub(crate) struct BrokerArguments {
    /// Address to listen on; port 0 picks a free one. [default: 127.0.0.1:9092]
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) listen: Option<String>,
    /// Id of the cluster that an empty data directory becomes part of; the same for all nodes of a new
    /// cluster. A node that is a cluster of its own draws one.
    #[arg(long, value_name = "ID")]
    pub(crate) cluster_id: Option<String>,
    /// Directory to keep the log in; without it the log lives in memory. May be repeated: new
    /// partitions go to the directory with the fewest, and the first one holds the metadata.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Vec<PathBuf>,
    /// File with Kafka's keys (Java properties, as server.properties).
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// One of Kafka's broker keys; stronger than the file. May be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ClusterArguments {
    #[command(subcommand)]
    pub(crate) command: Option<ClusterCommand>,
    /// Brokers to run, 1 to 9.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    pub(crate) brokers: usize,
    /// Port of the first broker; the others have the ports after it, their controllers 1000 higher. 0 picks
    /// free ones.
    #[arg(long, value_name = "PORT", default_value_t = 9092)]
    pub(crate) port: u16,
    /// Directory to keep the logs in, each broker in a folder of its own; without it they live in memory.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// One of Kafka's broker keys, for all brokers. May be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClusterCommand {
    /// Show brokers, the metadata quorum, and partitions that lack replicas or a leader, and why.
    Status {
        #[command(flatten)]
        connection: Connection,
        /// Ask controllers in place of brokers, for instance while no broker serves: for the quorum, features,
        /// settings of all brokers and moves of partitions. They tell nothing else.
        #[arg(long, value_name = "HOST:PORT[,HOST:PORT...]", conflicts_with = "bootstrap")]
        bootstrap_controller: Option<String>,
        /// One JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// How to reach a Kafka cluster.
#[derive(Args, Clone, Debug)]
pub(crate) struct Connection {
    /// Brokers to start from, as HOST:PORT[,HOST:PORT...]; $OTTLA_BOOTSTRAP, if that is set.
    #[arg(
        long,
        short = 'b',
        visible_alias = "bootstrap-server",
        default_value_t = default_bootstrap()
    )]
    pub(crate) bootstrap: String,
    /// Seconds to wait for a broker before giving up.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub(crate) timeout: u64,
}

/// As a default, and not by clap's `env`: that would be an address that was named, and nobody who has the variable
/// set could ask controllers.
fn default_bootstrap() -> String {
    std::env::var("OTTLA_BOOTSTRAP").unwrap_or_else(|_| "127.0.0.1:9092".to_owned())
}

#[derive(Debug, Subcommand)]
pub(crate) enum TopicCommand {
    /// Create a topic; returns when its leaders serve.
    Create {
        #[command(flatten)]
        connection: Connection,
        /// Name of the topic.
        topic: String,
        /// Number of partitions; the broker's default without it.
        #[arg(long, short = 'p', value_name = "COUNT")]
        partitions: Option<i32>,
        /// Replicas of each partition; the broker's default without it.
        #[arg(long, short = 'r', value_name = "COUNT")]
        replication_factor: Option<i16>,
        /// A topic config. May be repeated.
        #[arg(long, short = 'c', value_name = "KEY=VALUE")]
        config: Vec<String>,
    },
    /// List topics.
    List {
        #[command(flatten)]
        connection: Connection,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Show a topic's partitions, offsets and configs that are not the default.
    Describe {
        #[command(flatten)]
        connection: Connection,
        /// Name of the topic.
        topic: String,
        /// One JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Delete topics with all their records.
    Delete {
        #[command(flatten)]
        connection: Connection,
        /// Names of the topics.
        #[arg(required = true)]
        topics: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum GroupCommand {
    /// List groups.
    List {
        #[command(flatten)]
        connection: Connection,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Show a group's members and what each of them reads.
    Describe {
        #[command(flatten)]
        connection: Connection,
        /// Name of the group.
        group: String,
        /// One JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Delete groups that have no members, with their offsets.
    Delete {
        #[command(flatten)]
        connection: Connection,
        /// Names of the groups.
        #[arg(required = true)]
        groups: Vec<String>,
    },
    /// Show a group's committed offsets and how far they are behind; set or delete some before.
    Offsets {
        #[command(flatten)]
        connection: Connection,
        /// Name of the group.
        group: String,
        /// Set an offset; the group may have no members. May be repeated.
        #[arg(long, value_name = "TOPIC:PARTITION=OFFSET")]
        set: Vec<String>,
        /// Delete an offset of a topic that no member reads. May be repeated.
        #[arg(long, value_name = "TOPIC:PARTITION")]
        delete: Vec<String>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TransactionCommand {
    /// List transactional ids.
    List {
        #[command(flatten)]
        connection: Connection,
        /// Only those in this state, for instance Ongoing. May be repeated.
        #[arg(long)]
        state: Vec<String>,
        /// Only those whose last transaction began longer ago than so many seconds.
        #[arg(long, value_name = "SECONDS")]
        longer_than: Option<u64>,
        /// Only those whose whole id matches this regular expression.
        #[arg(long, value_name = "REGEX")]
        pattern: Option<String>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Show a transactional id's producer and transaction.
    Describe {
        #[command(flatten)]
        connection: Connection,
        /// The transactional id.
        transactional_id: String,
        /// One JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Show the producers that a partition knows, and what they have open.
    Producers {
        #[command(flatten)]
        connection: Connection,
        /// Name of the topic.
        topic: String,
        /// Number of the partition.
        partition: i32,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Abort a producer's transaction in one partition, past its coordinator: for one that hangs.
    Abort {
        #[command(flatten)]
        connection: Connection,
        /// Name of the topic.
        topic: String,
        /// Number of the partition.
        partition: i32,
        /// The producer, as `producers` shows it.
        #[arg(long, value_name = "ID")]
        producer_id: i64,
    },
    /// Abort what producers have open, and keep them from writing on.
    Fence {
        #[command(flatten)]
        connection: Connection,
        /// Their transactional ids.
        #[arg(required = true)]
        transactional_ids: Vec<String>,
    },
}

/// A codec, by Kafka's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Codec {
    None,
    Gzip,
    Snappy,
    Lz4,
    Zstd,
}

#[derive(Args, Debug)]
pub(crate) struct ProduceArguments {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// Topic to write to.
    pub(crate) topic: String,
    /// File to read; standard input without it. Each line is a record.
    pub(crate) file: Option<PathBuf>,
    /// Text between key and value of a line; a line without it has no key.
    #[arg(long, short = 'K', value_name = "TEXT", conflicts_with = "json")]
    pub(crate) key_separator: Option<String>,
    /// Lines are JSON objects with key, value, headers, timestamp, partition (all optional).
    #[arg(long)]
    pub(crate) json: bool,
    /// Write to this partition instead of choosing by key.
    #[arg(long, short = 'p', value_name = "NUMBER")]
    pub(crate) partition: Option<i32>,
    /// Header of every record. May be repeated.
    #[arg(long, short = 'H', value_name = "NAME=VALUE")]
    pub(crate) header: Vec<String>,
    /// Codec of the batches.
    #[arg(long, short = 'z', value_enum, default_value_t = Codec::None)]
    pub(crate) compression: Codec,
}

#[derive(Args, Debug)]
pub(crate) struct ConsumeArguments {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// Topic to read.
    pub(crate) topic: String,
    /// Read as a member of this group: go on where it was, and commit what was printed.
    #[arg(long, short = 'g', value_name = "NAME", conflicts_with_all = ["partition", "exit"])]
    pub(crate) group: Option<String>,
    /// Where to start: beginning, end, an offset, or @ and a time (milliseconds since 1970). With a
    /// group beginning or end, where it has committed nothing.
    #[arg(long, short = 'o', value_name = "START", default_value = "beginning")]
    pub(crate) from: String,
    /// Stop after this many records.
    #[arg(long, short = 'n', value_name = "COUNT")]
    pub(crate) count: Option<u64>,
    /// Stop at the end that the partitions have now.
    #[arg(long, short = 'e')]
    pub(crate) exit: bool,
    /// Read this partition only.
    #[arg(long, short = 'p', value_name = "NUMBER")]
    pub(crate) partition: Option<i32>,
    /// What to print: %t topic, %p partition, %o offset, %T timestamp, %k key, %v value, %h headers,
    /// %K and %V their lengths, \n and \t.
    #[arg(
        long,
        short = 'f',
        value_name = "TEXT",
        default_value = "%v\\n",
        conflicts_with = "json"
    )]
    pub(crate) format: String,
    /// One JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArguments {
    /// File to send. A package index of Debian is cut into packages, any other file into lines.
    pub(crate) file: Option<PathBuf>,
    /// Keep the log in this directory instead of memory.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}
