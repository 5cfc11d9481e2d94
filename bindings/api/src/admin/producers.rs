//! Producers as partitions know them, and transactions that hang.

use super::{
    Admin, Refusal,
    call::{all, each, short},
};
use crate::{Result, TopicPartition};
use ottla::admin;

/// A producer as a partition knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerDescription {
    /// The producer.
    pub producer_id: i64,
    /// Its newest epoch there.
    pub producer_epoch: i32,
    /// Sequence of its last record; null if it has written none in this epoch.
    pub last_sequence: Option<i32>,
    /// Timestamp of its last batch, in milliseconds since 1970.
    pub last_timestamp: Option<i64>,
    /// Epoch of the coordinator that ended its last transaction there; null if none was ended.
    pub coordinator_epoch: Option<i32>,
    /// First offset of its open transaction.
    pub transaction_start_offset: Option<i64>,
}

/// The producers of a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionProducers {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The producers.
    pub producers: Vec<ProducerDescription>,
}

/// The producers of partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerDescriptions {
    /// Those of partitions that have told.
    pub found: Vec<PartitionProducers>,
    /// The other partitions.
    pub refused: Vec<Refusal>,
}

/// A transaction in one partition that is to be aborted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HangingTransaction {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i32,
    /// Epoch of the coordinator that is to be taken for: that of the producer's description, or 0.
    pub coordinator_epoch: i32,
}

impl Admin {
    /// The producers of partitions, as their leaders know them, or the broker that is named.
    pub async fn describe_producers(
        &self,
        partitions: Vec<TopicPartition>,
        broker: Option<i32>,
    ) -> Result<ProducerDescriptions> {
        let client = self.client("describe producers")?;
        let partitions = partitions.into_iter().map(Into::into);
        let asked = match broker {
            None => client.describe_producers(partitions),
            Some(broker) => client.describe_producers_on(broker, partitions),
        };
        let (found, refused) = each(asked.each().await, |at, producers| PartitionProducers {
            topic: at.topic.to_string(),
            partition: at.partition,
            producers: all(producers),
        });
        Ok(ProducerDescriptions { found, refused })
    }

    /// Aborts a transaction in one partition whose coordinator has forgotten it.
    pub async fn abort_transaction(&self, transaction: HangingTransaction) -> Result<()> {
        const OPERATION: &str = "abort a transaction";
        let client = self.client(OPERATION)?;
        let at = ottla::TopicPartition::new(transaction.topic, transaction.partition);
        let hanging = admin::HangingTransaction {
            producer_id: transaction.producer_id,
            producer_epoch: short(OPERATION, "the producer's epoch", transaction.producer_epoch)?,
            coordinator_epoch: transaction.coordinator_epoch,
        };
        client.abort_transaction(&at, hanging).await
    }
}

impl From<admin::ProducerDescription> for ProducerDescription {
    fn from(producer: admin::ProducerDescription) -> Self {
        Self {
            producer_id: producer.producer_id,
            producer_epoch: producer.producer_epoch,
            last_sequence: producer.last_sequence,
            last_timestamp: producer.last_timestamp,
            coordinator_epoch: producer.coordinator_epoch,
            transaction_start_offset: producer.transaction_start_offset,
        }
    }
}
