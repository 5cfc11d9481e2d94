//! Transactional ids and their transactions.

use super::{
    Admin, Refusal,
    call::{all, duration, each},
};
use crate::{Result, TopicPartition};
use ottla::admin;

/// A transactional id, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionListing {
    /// The transactional id.
    pub transactional_id: String,
    /// Its producer.
    pub producer_id: i64,
    /// Its state, with Kafka's name.
    pub state: String,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}

/// A transactional id and its transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionDescription {
    /// The transactional id.
    pub transactional_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i32,
    /// How long a transaction of it may be open, in milliseconds.
    pub timeout_ms: i32,
    /// When the last transaction began, in milliseconds since 1970; null if there was none.
    pub started_at: Option<i64>,
    /// Partitions that the open transaction has written to; one that is ending: that have no marker yet.
    pub partitions: Vec<TopicPartition>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}

/// Transactional ids that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionDescriptions {
    /// Those that are known.
    pub found: Vec<TransactionDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A transactional id whose producers were fenced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FencedProducer {
    /// The transactional id.
    pub transactional_id: String,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch from now on.
    pub producer_epoch: i32,
}

/// Transactional ids whose producers were to be fenced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FencedProducers {
    /// Those where it worked.
    pub found: Vec<FencedProducer>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
    /// so many milliseconds, or whose whole id matches a regular expression, where that is said.
    pub async fn list_transactions(
        &self,
        states: Vec<String>,
        producer_ids: Vec<i64>,
        longer_than_ms: Option<i64>,
        id_pattern: Option<String>,
    ) -> Result<Vec<TransactionListing>> {
        let client = self.client("list transactions")?;
        let longer_than = longer_than_ms.map(|time| duration("list transactions", time));
        let filter = admin::TransactionFilter {
            states: all(states),
            producer_ids,
            longer_than: longer_than.transpose()?,
            id_pattern: id_pattern.map(Into::into),
        };
        let listed = |listing: admin::TransactionListing| TransactionListing {
            transactional_id: listing.transactional_id.to_string(),
            producer_id: listing.producer_id,
            state: listing.state.to_string(),
            coordinator: listing.coordinator,
        };
        Ok(client.list_transactions(filter).await?.into_iter().map(listed).collect())
    }

    /// Transactional ids and their transactions.
    pub async fn describe_transactions(
        &self,
        transactional_ids: Vec<String>,
    ) -> Result<TransactionDescriptions> {
        let client = self.client("describe transactions")?;
        let outcomes = client.describe_transactions(transactional_ids).each().await;
        let (found, refused) = each(outcomes, |_, transaction| transaction.into());
        Ok(TransactionDescriptions { found, refused })
    }

    /// Fences the producers of transactional ids: their open transactions are aborted.
    pub async fn fence_producers(&self, transactional_ids: Vec<String>) -> Result<FencedProducers> {
        let client = self.client("fence producers")?;
        let outcomes = client.fence_producers(transactional_ids).each().await;
        let (found, refused) = each(outcomes, |_, fenced| FencedProducer {
            transactional_id: fenced.transactional_id.to_string(),
            producer_id: fenced.producer_id,
            producer_epoch: i32::from(fenced.producer_epoch),
        });
        Ok(FencedProducers { found, refused })
    }

    /// Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939).
    pub async fn force_terminate_transaction(&self, transactional_id: String) -> Result<()> {
        let client = self.client("terminate a transaction")?;
        client.force_terminate_transaction(&transactional_id).await
    }
}

impl From<admin::TransactionDescription> for TransactionDescription {
    fn from(transaction: admin::TransactionDescription) -> Self {
        Self {
            transactional_id: transaction.transactional_id.to_string(),
            state: transaction.state.to_string(),
            producer_id: transaction.producer_id,
            producer_epoch: i32::from(transaction.producer_epoch),
            timeout_ms: transaction.timeout_ms,
            started_at: transaction.started_at,
            partitions: all(transaction.partitions),
            coordinator: transaction.coordinator,
        }
    }
}
