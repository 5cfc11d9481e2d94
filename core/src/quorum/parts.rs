//! What a node's part in the quorum is made of: who it is, where its log lies, its time-outs.

use std::{sync::Arc, time::Duration};

use bytestring::ByteString;

use super::{Listener, SnapshotRetention, VoterSet};
use crate::{
    model::{NodeId, Rng, Uuid, config::BrokerEntries},
    storage::{disk::Disk, log::LogConfig},
};

/// What has to be on the device before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Records count once they are synced: a follower fetches on only then, and a leader counts
    /// its own log for the high watermark only so far.
    Synced,
    /// Records count once they are appended: the log lives in memory.
    InMemory,
}

/// What the node may become (`process.roles`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumRole {
    /// A controller: it votes once it is in the voter set.
    Controller,
    /// A broker: it only observes.
    Broker,
}

/// How a controller that is no voter becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// Somebody adds it.
    ByHand,
    /// It asks for that itself (`controller.quorum.auto.join.enable`).
    ByItself,
}

/// How the process ended the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastShutdown {
    /// With [`super::Quorum::close`]: files are taken as they are.
    Clean,
    /// Otherwise: the log is checked.
    Unclean,
}

/// Where the quorum is found before it is known (`controller.quorum.bootstrap.servers`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BootstrapServer {
    /// Host.
    pub host: ByteString,
    /// Port.
    pub port: u16,
}

/// Everything that [`super::Quorum::open`] needs.
#[derive(Clone, Debug)]
pub struct QuorumParts {
    /// `node.id`.
    pub node: NodeId,
    /// Id of the metadata log directory.
    pub directory_id: Uuid,
    /// The cluster's id; requests that name another one are refused.
    pub cluster_id: ByteString,
    /// What the node may become.
    pub role: QuorumRole,
    /// How it becomes a voter.
    pub joining: Joining,
    /// `controller.quorum.voters`; empty for a quorum of dynamic voters.
    pub static_voters: VoterSet,
    /// `controller.quorum.bootstrap.servers`.
    pub bootstrap_servers: Vec<BootstrapServer>,
    /// This node's controller listeners, the one that the quorum talks over first. Empty for a broker.
    pub listeners: Vec<Listener>,
    /// Where the log lies.
    pub disk: Arc<dyn Disk>,
    /// What counts.
    pub durability: Durability,
    /// How the last run ended.
    pub last_shutdown: LastShutdown,
    /// Configuration of the log.
    pub log_config: Arc<LogConfig>,
    /// Which snapshots and how much log are kept.
    pub retention: SnapshotRetention,
    /// Time-outs.
    pub timeouts: QuorumTimeouts,
    /// Randomness: jitter of elections.
    pub rng: Rng,
}

/// The `controller.quorum.*` time-outs, with Apache Kafka's defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuorumTimeouts {
    /// `controller.quorum.election.timeout.ms` (1000): an election takes from once to twice this.
    pub election: Duration,
    /// `controller.quorum.fetch.timeout.ms` (2000): without an answer from the leader a voter
    /// stands for election after this, and a leader without a majority resigns after 1.5 times.
    pub fetch: Duration,
    /// `controller.quorum.election.backoff.max.ms` (1000).
    pub election_backoff_max: Duration,
    /// `controller.quorum.request.timeout.ms` (2000).
    pub request: Duration,
    /// `controller.quorum.retry.backoff.ms` (20).
    pub retry_backoff: Duration,
    /// `controller.quorum.append.linger.ms` (25): how long whoever calls [`super::Quorum::append`]
    /// may gather records. The quorum itself appends at once.
    pub append_linger: Duration,
}

impl Default for QuorumTimeouts {
    fn default() -> Self {
        Self {
            election: Duration::from_millis(1_000),
            fetch: Duration::from_millis(2_000),
            election_backoff_max: Duration::from_millis(1_000),
            request: Duration::from_millis(2_000),
            retry_backoff: Duration::from_millis(20),
            append_linger: Duration::from_millis(25),
        }
    }
}

impl QuorumTimeouts {
    /// Those of a configuration.
    #[must_use]
    pub fn of(entries: &BrokerEntries) -> Self {
        let millis = |name: &str| {
            let value = entries.integer(&format!("controller.quorum.{name}.ms"));
            Duration::from_millis(u64::try_from(value).unwrap_or(0))
        };
        Self {
            election: millis("election.timeout"),
            election_backoff_max: millis("election.backoff.max"),
            fetch: millis("fetch.timeout"),
            request: millis("request.timeout"),
            retry_backoff: millis("retry.backoff"),
            ..Self::default()
        }
    }

    /// Time without a majority of fetches after which a leader resigns.
    #[must_use]
    pub fn check_quorum(&self) -> Duration {
        self.fetch * 3 / 2
    }
}
