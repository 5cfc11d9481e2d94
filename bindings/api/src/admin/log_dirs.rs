//! The directories that brokers keep replicas in.

use super::{
    Admin, Refusal,
    call::{all, each, named, refusals},
};
use crate::{ErrorInfo, Result};
use ottla::admin;

/// The log directories of a broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDirListing {
    /// The broker.
    pub broker: i32,
    /// Its directories.
    pub log_dirs: Vec<LogDirDescription>,
}

/// The log directories of brokers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDirDescriptions {
    /// Those of brokers that have told.
    pub found: Vec<LogDirListing>,
    /// The other brokers.
    pub refused: Vec<Refusal>,
}

/// A log directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDirDescription {
    /// Its path on the broker.
    pub path: String,
    /// What is wrong with it; the rest is empty then.
    pub error: Option<ErrorInfo>,
    /// What is in it.
    pub replicas: Vec<LogDirReplica>,
    /// Bytes of the volume that it is on, if the broker tells (KIP-827).
    pub total_bytes: Option<i64>,
    /// Bytes of that volume that can be used, if the broker tells (KIP-827).
    pub usable_bytes: Option<i64>,
    /// Whether no new replicas are put into it (KIP-1066).
    pub cordoned: bool,
}

/// A replica in a log directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDirReplica {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Bytes of its segments.
    pub size: i64,
    /// How many offsets it is behind: the high watermark, or, if it is a future one, the current one.
    pub offset_lag: i64,
    /// Whether it is made to take the place of the current one in another directory.
    pub future: bool,
}

/// A partition on one of its brokers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The broker.
    pub broker: i32,
}

/// In which directories a replica is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaLogDirs {
    /// The replica, as `topic-partition-broker`.
    pub name: String,
    /// The one that it is served from; null if the broker does not hold it.
    pub current: Option<String>,
    /// How many offsets that is behind the high watermark.
    pub current_lag: Option<i64>,
    /// The one that it moves to; null if it does not move.
    pub future: Option<String>,
    /// How many offsets that is behind the current one.
    pub future_lag: Option<i64>,
}

/// In which directories replicas are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaLogDirsListings {
    /// Replicas whose brokers have told.
    pub found: Vec<ReplicaLogDirs>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A replica that is to be in another directory of its broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaMove {
    /// The replica.
    pub replica: Replica,
    /// The path of the directory.
    pub log_dir: String,
}

impl Admin {
    /// The log directories of brokers, and what is in them.
    pub async fn describe_log_dirs(&self, brokers: Vec<i32>) -> Result<LogDirDescriptions> {
        let client = self.client("describe log directories")?;
        let outcomes = client.describe_log_dirs(brokers).each().await;
        let (found, refused) =
            each(outcomes, |broker, found| LogDirListing { broker, log_dirs: all(found) });
        Ok(LogDirDescriptions { found, refused })
    }

    /// In which directories replicas are.
    pub async fn describe_replica_log_dirs(
        &self,
        replicas: Vec<Replica>,
    ) -> Result<ReplicaLogDirsListings> {
        let client = self.client("describe log directories")?;
        let replicas = replicas.into_iter().map(Into::into);
        let outcomes = client.describe_replica_log_dirs(replicas).each().await;
        let (found, refused) = each(named(outcomes, name), |name, found| {
            let (current, current_lag) = found.current.unzip();
            let (future, future_lag) = found.future.unzip();
            ReplicaLogDirs {
                name,
                current: current.map(|path| path.to_string()),
                current_lag,
                future: future.map(|path| path.to_string()),
                future_lag,
            }
        });
        Ok(ReplicaLogDirsListings { found, refused })
    }

    /// Begins to move replicas to other directories of their brokers; tells of those where that did not work.
    pub async fn alter_replica_log_dirs(&self, moves: Vec<ReplicaMove>) -> Result<Vec<Refusal>> {
        let client = self.client("move replicas")?;
        let moves = moves.into_iter().map(|to| (to.replica.into(), to.log_dir));
        Ok(refusals(named(client.alter_replica_log_dirs(moves).each().await, name)))
    }
}

fn name(replica: &admin::Replica) -> String {
    format!("{}-{}", replica.partition, replica.broker)
}

impl From<Replica> for admin::Replica {
    fn from(replica: Replica) -> Self {
        let at = ottla::TopicPartition::new(replica.topic, replica.partition);
        Self::new(at, replica.broker)
    }
}

impl From<admin::LogDirDescription> for LogDirDescription {
    fn from(found: admin::LogDirDescription) -> Self {
        Self {
            path: found.path.to_string(),
            error: found.error.as_ref().map(ErrorInfo::from),
            replicas: all(found.replicas),
            total_bytes: found.total_bytes,
            usable_bytes: found.usable_bytes,
            cordoned: found.cordoned,
        }
    }
}

impl From<(ottla::TopicPartition, admin::LogDirReplica)> for LogDirReplica {
    fn from((at, replica): (ottla::TopicPartition, admin::LogDirReplica)) -> Self {
        Self {
            topic: at.topic.to_string(),
            partition: at.partition,
            size: replica.size,
            offset_lag: replica.offset_lag,
            future: replica.future,
        }
    }
}
